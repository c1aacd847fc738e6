"""What the code and the README point to is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("gateway", "modalities", "elder_mode", "ui", "tests", "docs", "scripts")


def test_every_document_that_is_named_exists() -> None:
    named: set[str] = set(re.findall(r"docs/[a-z_]+\.md", (ROOT / "README.md").read_text("utf-8")))
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.suffix in {".py", ".md", ".toml"}:
                named |= set(re.findall(r"\bdocs/[a-z_]+\.md", path.read_text("utf-8")))

    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_the_pictures_of_the_readme_exist() -> None:
    pictures = re.findall(r"\((docs/pictures/[^)]+)\)", (ROOT / "README.md").read_text("utf-8"))

    assert len(pictures) == 6
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)


def test_no_host_of_a_package_registry_is_named() -> None:
    hosts = re.compile("py" + r"pi\.org|python" + r"hosted|npm" + r"js\.(?:com|org)|deb\." + "debian")
    files = [ROOT / "constraints.txt", ROOT / "pyproject.toml", ROOT / "README.md", *(ROOT / "scripts").iterdir()]

    assert [path.name for path in files if path.is_file() and hosts.search(path.read_text("utf-8"))] == []


def test_every_test_that_the_table_of_accessibility_names_exists() -> None:
    named = set(
        re.findall(r"`((?:tests/)?[a-z_/]*test_[a-z_]+\.py)`", (ROOT / "docs" / "accessibility.md").read_text("utf-8"))
    )
    places = {name: ROOT / name if "/" in name else ROOT / "tests" / "browser" / name for name in named}

    assert len(named) >= 15
    assert sorted(name for name, path in places.items() if not path.is_file()) == []
