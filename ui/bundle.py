"""The scripts and styles of a page as one file each: on a bad line every request costs more than what it brings.

Modules stay plain files in ``static/``, and nothing is built: when a page is asked for, the modules that its script
imports are put one after the other, each in a function of its own. Only the ways of importing and exporting that our
modules use are known; another one is an error that the tests find, never a page that half works.
"""

import gzip
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

FOLDER = Path(__file__).parent / "static"
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
"""The name of a bundle changes with what is in it."""
_IMPORT = re.compile(r"^import\s+(?:\{([^}]*)\}\s+from\s+)?'([^']+)';[ \t]*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export\s+((?:async\s+)?function\*?|class|const)\s+(\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|\bimport\s*[.(].*", re.MULTILINE)

_REMARK = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/)\n", re.MULTILINE)
"""Lines that are nothing but a remark are left out: a tenth of what goes over the line."""


class BundleError(ValueError):
    """A module imports or exports in a way that is not known here, or imports itself by a detour."""


def script(name: str, folder: Path = FOLDER) -> str:
    """Return the module ``name`` (a path below ``folder``) and all that it imports, as one module.

    Raises:
        BundleError: see there.
        OSError: a module is not there.
    """
    found: dict[str, str] = {}
    _collect(name, folder, found, ())
    return "const modules = {};\n" + "".join(found.values())


def styles(names: Sequence[str], folder: Path = FOLDER) -> str:
    """Return the style sheets ``names`` one after the other (OSError when one is not there)."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def address(names: Sequence[str], folder: Path = FOLDER) -> str:
    """Return the path of the bundle of ``names``, below the folder of our scripts: ``bundle/<state>/<names>``."""
    state = hashlib.sha256(_content(names, folder)).hexdigest()[:16]
    return f"bundle/{state}/{'+'.join(names)}"


class Bundles:
    """Serves what ``address`` names, as an ASGI application below ``bundle/``."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the bundle; 404 for names that are not files of ours."""
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
        state, _, wanted = path.strip("/").partition("/")
        names = wanted.split("+")
        try:
            body = _content(names, self._folder) if _are_ours(names, self._folder) else None
        except (OSError, BundleError):
            body = None
        if body is None:
            await Response(status_code=404)(scope, receive, send)
            return
        # A page that was opened before an update asks for a state that is gone: it gets today's, but does not keep it.
        is_asked_for = hashlib.sha256(body).hexdigest()[:16] == state
        headers = {"Cache-Control": KEPT_FOR_EVER if is_asked_for else "no-store", "Vary": "Accept-Encoding"}
        kind = "text/css" if wanted.endswith(".css") else "text/javascript"
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = _packed(body)
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)


def _are_ours(names: Sequence[str], folder: Path) -> bool:
    """Say whether all are scripts, or all style sheets, that lie in ``folder``, each named once and as it is there."""
    kind = PurePosixPath(names[0]).suffix
    if kind not in {".js", ".css"} or len(set(names)) < len(names):
        return False
    return {*names} <= {path.relative_to(folder).as_posix() for path in folder.rglob(f"*{kind}")}


def _content(names: Sequence[str], folder: Path) -> bytes:
    kind = PurePosixPath(names[0]).suffix
    sources = sorted(folder.rglob(f"*{kind}")) if kind == ".js" else [folder / name for name in names]
    # Files are read again only when one of them has changed.
    return _built(tuple(names), folder, tuple((str(path), path.stat().st_mtime_ns) for path in sources))


@lru_cache(maxsize=16)
def _built(names: tuple[str, ...], folder: Path, _state: tuple[tuple[str, int], ...]) -> bytes:
    text = styles(names, folder) if names[0].endswith(".css") else script(names[0], folder)
    return text.encode()


@lru_cache(maxsize=16)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def _collect(name: str, folder: Path, found: dict[str, str], above: tuple[str, ...]) -> None:
    """Add ``name`` to ``found`` after all that it imports: name → its function."""
    if name in found:
        return
    if name in above:
        raise BundleError(f"{name} imports itself: {' > '.join((*above, name))}")
    text = (folder / name).read_text(encoding="utf-8")
    lines: list[str] = []
    for wanted, where in _IMPORT.findall(text):
        other = _below(name, where)
        _collect(other, folder, found, (*above, name))
        if wanted.strip():
            renamed = re.sub(r"(\w+)\s+as\s+(\w+)", r"\1: \2", " ".join(wanted.split()))
            lines.append(f"const {{ {renamed.rstrip(', ')} }} = modules['{other}'];\n")
    exported = [match[2] for match in _EXPORT.finditer(text)]
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub("", text))
    if (left := _LEFT_OVER.search(body)) is not None:
        raise BundleError(f"{name}: this way is not known here: {left[0]}")
    body = _REMARK.sub("", body)
    found[name] = (
        f"modules['{name}'] = (() => {{\n{''.join(lines)}{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"
    )


def _below(name: str, where: str) -> str:
    """Return the path of the module ``where`` as ``name`` sees it."""
    if not where.startswith("."):
        raise BundleError(f"{name} imports {where}, which is no file beside it")
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / where).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
