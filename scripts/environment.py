"""Make the project's own Python environment, once. Standard library only; used by ``serve`` and ``test``."""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNDERSTAND = ROOT / "gateway" / "understand"
SCREEN_READER = VENV / "virtual-screen-reader.js"
SCREEN_READER_PACKAGE = "@guidepup/virtual-screen-reader@0.33.0"
SCREEN_READER_STATE = "461e696a21808af0d8c58846573305f278471dc72b0287d90545f08488dd8c7b"
OLDEST, NEWEST = (3, 11), (3, 13)


def stop(sentence: str) -> None:
    """End the program with one plain sentence."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def ready(extras: tuple[str, ...]) -> None:
    """See to it that ``.venv`` holds the project with ``extras``; quick when it does already.

    Debian's python3 has no ensurepip, so the environment is made without pip and filled by the pip outside.
    """
    _check_version()
    stamp = VENV / ".lantern-ready"
    wanted = _wanted(extras)
    if PYTHON.exists() and stamp.exists() and set(wanted) <= set(stamp.read_text("utf-8").split()):
        print("Environment: ready, nothing to install.")
        return
    _check_tools()
    if not PYTHON.exists():
        print("Environment: making .venv …")
        _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    print(
        f"Environment: installing Lantern with {', '.join(extras)} (a few minutes, the first time only) …", flush=True
    )
    target = f"{ROOT}[{','.join(extras)}]"
    _run(
        [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--disable-pip-version-check",
         "--root-user-action=ignore", "--constraint", str(ROOT / "constraints.txt"), "--editable", target]
    )  # fmt: skip
    kept = stamp.read_text("utf-8").split() if stamp.exists() else []
    fresh = [mark for mark in kept if mark.partition("=")[2] == wanted[0].partition("=")[2]]
    stamp.write_text("\n".join(sorted({*fresh, *wanted})), "utf-8")


def trained() -> None:
    """See to it that the understanding is trained on the lines of today: half a minute once, then nothing."""
    stamp = VENV / ".lantern-trained"
    state = hashlib.sha256()
    ours = [*UNDERSTAND.rglob("*"), *(ROOT / "elder_mode" / "vocabulary").glob("outbound-*")]
    for path in sorted(each for each in ours if each.suffix in {".py", ".toml", ".jsonl"}):
        state.update(path.read_bytes())
    if stamp.exists() and stamp.read_text("utf-8") == state.hexdigest():
        return
    print("Understanding: training on our own lines (half a minute, after each change of them) …", flush=True)
    for module in ("gateway.understand.learned.keep", "gateway.understand.signs", "elder_mode.outbound"):
        _run([str(PYTHON), "-m", module], cwd=ROOT)
    stamp.write_text(state.hexdigest(), "utf-8")


def own_environment(name: str, beside: list[str], alone: list[str], *, with_lantern: bool) -> Path | None:
    """Return the Python of an environment for one extra, made once; None, after its own words, when pip failed.

    ``beside`` is installed with Lantern, or without it where their versions exclude each other (tests find Lantern's
    code in this folder anyway); ``alone`` is installed without what it depends on.
    """
    folder = VENV.with_name(f".venv-{name}")
    python, stamp = folder / "bin" / "python", folder / ".lantern-ready"
    wanted = " ".join([*_wanted((name,)), *beside, *alone])
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    print(f"Environment: making {folder.name} (some minutes, the first time only) …", flush=True)
    if not python.exists():
        _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    constrained = ["--constraint", str(ROOT / "constraints.txt"), "--editable", str(ROOT)]
    for wishes in ([*(constrained if with_lantern else []), *beside], ["--no-deps", *alone]):
        if subprocess.run([*install, *wishes], check=False).returncode != 0:
            print(f"{name}: not run, because its packages could not be installed.", file=sys.stderr)
            return None
    stamp.write_text(wanted, "utf-8")
    return python


def screen_reader() -> str:
    """See to it that the virtual screen reader of the browser tests is there; return what is wrong, "" when nothing is.

    One file of one npm package (MIT), which brings all that it needs; nothing of it is part of Lantern.
    """
    if SCREEN_READER.exists() and hashlib.sha256(SCREEN_READER.read_bytes()).hexdigest() == SCREEN_READER_STATE:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        fetch = ["npm", "pack", "--silent", "--pack-destination", folder, SCREEN_READER_PACKAGE]
        if subprocess.run(fetch, cwd=folder, check=False, stdout=subprocess.DEVNULL).returncode != 0:
            return f"`npm pack {SCREEN_READER_PACKAGE}` did not work. Its own words stand above."
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            found = package.extractfile("package/lib/esm/index.browser.js")
            content = found.read() if found is not None else b""
    if hashlib.sha256(content).hexdigest() != SCREEN_READER_STATE:
        return f"{SCREEN_READER_PACKAGE} is not the file that it was."
    SCREEN_READER.write_bytes(content)
    return ""


def _wanted(extras: tuple[str, ...]) -> list[str]:
    """Return one mark an extra: its name and the state of the files that say what is installed."""
    state = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        state.update((ROOT / name).read_bytes())
    state.update(str(sys.version_info[:2]).encode())
    return [f"{extra}={state.hexdigest()[:16]}" for extra in extras]


def _check_version() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        stop(
            f"Lantern needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}, and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}: start it with one of those, for example "
            "`python3.11 scripts/serve`."
        )


def _check_tools() -> None:
    """Look for pip and venv; starting them takes a while, so only before something is installed."""
    found = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    if found.returncode != 0:
        stop(
            "Lantern needs pip to install its parts: run `apt-get install python3-pip` "
            "(or your system's like), then again."
        )
    if subprocess.run([sys.executable, "-c", "import venv"], capture_output=True, check=False).returncode != 0:
        stop("Lantern needs Python's venv module: run `apt-get install python3-venv`, then again.")


def _run(command: list[str], cwd: Path | None = None) -> None:
    done = subprocess.run(command, check=False, cwd=cwd)
    if done.returncode != 0:
        stop(
            f"This step did not work: {' '.join(command[1:5])} … "
            "Its own words stand above. Is there a way to the Python package index?"
        )
