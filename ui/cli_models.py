"""``lantern models list`` and ``fetch``: which recognition models are here, and how one comes here."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.progress import Progress as Bar

from gateway import settings as all_settings
from gateway.settings import Settings
from modalities import fetch as fetching
from modalities.errors import EngineUnavailableError, FetchError, HubUnreachableError
from modalities.fetch import DEFAULT, SOURCES, Progress
from modalities.models import find_whisper, list_models, missing_files
from ui.asking import WrongUseError
from ui.cli_look import engines_of

FINDING = 1
RETRY_H = 24
"""So long a start does not look again for a way out of a machine that had none."""
NO_WAY_OUT = ".no-way-out"
LINE_PERCENT = 10

app = typer.Typer(help="Recognition models.", no_args_is_help=False)
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")]


@app.command("list")
def list_all(data_dir: DataDir = None) -> None:
    """List the models that the engines use, which are here, and which can be fetched."""
    settings = all_settings.load(data_dir=data_dir)
    for model in list_models(engines_of(settings)):
        here = f"here, {model.size_bytes / 1e6:.0f} MB" if model.is_here else f"not here: {model.mend}"
        typer.echo(f"{model.name}\t{model.purpose}\t{here}")
    used = _in_use(settings)
    for name, source in SOURCES.items():
        folder = settings.data_dir / "models" / name
        here = "not here" if missing_files(folder) else "in use" if used == folder else "here"
        default = ", the default" if name == DEFAULT else ""
        typer.echo(
            f"whisper {name}\tspeech, about {source.size_mb} MB{default}\t"
            + (f"{here}: lantern models fetch {name}" if here == "not here" else here)
        )


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(SOURCES)}.")] = DEFAULT,
    endpoint: Annotated[
        str | None, typer.Option(help="Address of a mirror of the hub; HF_ENDPOINT says it too.")
    ] = None,
    data_dir: DataDir = None,
    at_start: Annotated[bool, typer.Option("--at-start", hidden=True, help="For scripts/serve.")] = False,
) -> None:
    """Fetch a Whisper model, verify it and try it; goes on with what an earlier call left."""
    settings = all_settings.load(data_dir=data_dir)
    address = endpoint or all_settings.hub_address()
    if name not in SOURCES:
        raise WrongUseError(f"There is no model called {name}: the names are {', '.join(SOURCES)}.")
    if not (host := _host(address)):
        raise WrongUseError("The address of a hub begins with https:// or http://.")
    no_way_out = settings.data_dir / "models" / NO_WAY_OUT
    if at_start and (reason := _why_not_at_start(settings, no_way_out)) is not None:
        _say(reason)
        return
    if settings.offline:
        raise _stop("This machine must stay offline (LANTERN_OFFLINE=1), so nothing is fetched.")
    if at_start:
        _say(
            f"none is here; {name} (about {SOURCES[name].size_mb} MB) is looked for at {host} "
            "while Lantern starts. Until it is here, voice messages go to a person. Leave it out with --no-models."
        )
    try:
        with _shown(has_bar=sys.stdout.isatty() and not at_start) as tell:
            got = fetching.fetch(name, models_dir=settings.data_dir / "models", endpoint=address, tell=tell)
    except (FetchError, OSError) as error:
        if at_start and isinstance(error, HubUnreachableError):
            no_way_out.touch()
            raise _stop(
                f"{error.reason} Lantern goes on without: voice messages go to a person. "
                "To try again: lantern models fetch, with --endpoint for a mirror."
            ) from error
        if isinstance(error, FetchError):
            raise _stop(f"{error.reason} To mend: {error.mend}.") from error
        raise _stop(f"The models folder cannot be used ({error.strerror}).") from error
    no_way_out.unlink(missing_ok=True)
    state = "was here already and is whole" if got.was_here else "is here, verified and tried"
    _say(f"{name} {state}: {got.size_bytes / 1e6:.0f} MB in {got.folder}. The next voice message is heard with it.")


def _host(address: str) -> str:
    """Return the host in a web address; empty when it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in {"http", "https"} else ""


def _why_not_at_start(settings: Settings, no_way_out: Path) -> str | None:
    """Return why a start fetches nothing, or None when it should."""
    if settings.offline:
        return "nothing is fetched, because LANTERN_OFFLINE=1."
    if "faster_whisper" not in settings.stt_engines or settings.stt_url:
        return "none is needed: LANTERN_STT and LANTERN_STT_URL name another recogniser."
    if settings.whisper_dir is not None or _in_use(settings) is not None:
        return f"{_in_use(settings) or settings.whisper_dir}."
    if no_way_out.exists() and time.time() - no_way_out.stat().st_mtime < RETRY_H * 3600:
        return (
            "none is here, and there was no way out of this machine at the last start: voice messages go to a person. "
            "To try again: lantern models fetch."
        )
    return None


def _in_use(settings: Settings) -> Path | None:
    try:
        return find_whisper(engines_of(settings))
    except EngineUnavailableError:
        return None


@contextmanager
def _shown(*, has_bar: bool) -> Iterator[Callable[[Progress], None]]:
    """Give what shows progress: a bar to people at a terminal, a line every tenth to logs."""
    if not has_bar:
        yield _lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns) as bar:
        task = bar.add_task("", total=None)

        def tell(progress: Progress) -> None:
            total = progress.total_bytes or None
            bar.update(task, description=progress.name, completed=progress.done_bytes, total=total)

        yield tell


def _lines() -> Callable[[Progress], None]:
    said = [-LINE_PERCENT]

    def tell(progress: Progress) -> None:
        percent = 100 * progress.done_bytes // progress.total_bytes if progress.total_bytes else 0
        if percent >= said[0] + LINE_PERCENT:
            said[0] = percent // LINE_PERCENT * LINE_PERCENT
            _say(f"{progress.name}: {percent} % of {progress.total_bytes / 1e6:.0f} MB")

    return tell


def _stop(sentence: str) -> typer.Exit:
    sys.stderr.write(f"Speech model: {sentence}\n")
    return typer.Exit(FINDING)


def _say(sentence: str) -> None:
    sys.stdout.write(f"Speech model: {sentence}\n")
    sys.stdout.flush()
