"""Scripts and styles as one file each: the same modules, in the order in which they need each other."""

import gzip
import subprocess
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from ui import bundle, desk
from ui.bundle import BundleError, Bundles
from ui.customer.page import PAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "words.js").write_text(
        "// Words.\nconst hidden = 1;\nexport const words = 'hello';\nexport function say(what) {\n  return what;\n}\n"
    )
    (tmp_path / "a" / "start.js").write_text(
        "import { say as tell,\n  words } from '../words.js';\nimport { Door } from './door.js';\n"
        "const hidden = 2;\nconsole.log(tell(words), new Door().name, hidden);\n"
    )
    (tmp_path / "a" / "door.js").write_text(
        "import { words } from '../words.js';\n\nexport class Door {\n  get name() {\n    return `${words}!`;\n  }\n}\n"
    )
    (tmp_path / "one.css").write_text("a { color: red }")
    (tmp_path / "two.css").write_text("b { color: blue }")
    return tmp_path


def test_a_bundle_does_what_its_modules_do(folder: Path) -> None:
    (folder / "all.mjs").write_text(bundle.script("a/start.js", folder))

    done = subprocess.run(["node", str(folder / "all.mjs")], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["hello", "hello!", "2"]


def test_each_module_stands_there_once_and_after_what_it_needs(folder: Path) -> None:
    text = bundle.script("a/start.js", folder)

    places = [text.index(f"modules['{name}'] = ") for name in ("words.js", "a/door.js", "a/start.js")]
    assert places == sorted(places)
    assert text.count("const hidden = 1") == 1
    assert "// Words." not in text


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        "export { words } from './words.js';",
        "import * as all from './words.js';",
        "const late = await import('./words.js');",
        "export let changing = 1;",
    ],
)
def test_what_is_not_known_is_an_error(folder: Path, line: str) -> None:
    (folder / "odd.js").write_text(f"{line}\n")

    with pytest.raises(BundleError):
        bundle.script("odd.js", folder)


def test_a_circle_is_an_error(folder: Path) -> None:
    (folder / "one.js").write_text("import { two } from './two.js';\nexport const one = 1;\n")
    (folder / "two.js").write_text("import { one } from './one.js';\nexport const two = 2;\n")

    with pytest.raises(BundleError, match="imports itself"):
        bundle.script("one.js", folder)


@pytest.mark.parametrize("page", [PAGE, desk.PAGE], ids=["elder", "desk"])
def test_the_pages_of_ours_can_be_bundled(page: object) -> None:
    assert isinstance(page, type(PAGE))
    assert "modules['dom.js']" in bundle.script(page.script)
    assert bundle.styles((page.style, *page.more_styles))


def test_it_is_served_packed_and_kept_for_ever(folder: Path) -> None:
    client = TestClient(Starlette(routes=[Mount("/pages/bundle", Bundles(folder))]))

    answer = client.get(f"/pages/{bundle.address(('one.css', 'two.css'), folder)}")

    assert answer.text == "a { color: red }\nb { color: blue }"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_a_change_has_another_name_and_the_old_name_gets_the_new_state_for_once(folder: Path) -> None:
    client = TestClient(Starlette(routes=[Mount("/pages/bundle", Bundles(folder))]))
    before = bundle.address(("a/start.js",), folder)
    (folder / "words.js").write_text(
        "export const words = 'changed';\nexport function say(what) {\n  return what;\n}\n"
    )

    answer = client.get(f"/pages/{before}")

    assert bundle.address(("a/start.js",), folder) != before
    assert "'changed'" in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a/none.js",
            "../secret.css",
            "one.css+../../x.css",
            "",
            "notes.txt",
            "one.css+a/start.js",
            "one.css+one.css",
        ),
        *("/OUTSIDE", "one.css+/OUTSIDE", "%2FOUTSIDE", "one.css+%2FOUTSIDE", "..%2Foutside.css", "x" * 999),
    ],
)
def test_nothing_else_is_served(folder: Path, name: str) -> None:
    outside = folder.parent / "outside.css"
    outside.write_text("secret")
    (folder / "notes.txt").write_text("secret")
    client = TestClient(Starlette(routes=[Mount("/pages/bundle", Bundles(folder))]))

    answer = client.get(f"/pages/bundle/0/{name.replace('OUTSIDE', str(outside).lstrip('/'))}")

    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_what_is_packed_is_what_was_there() -> None:
    assert gzip.decompress(bundle._packed(b"hello")) == b"hello"
