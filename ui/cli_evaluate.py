"""``lantern evaluate``: our readers against the operator's own labelled data. See docs/evaluation.md."""

import importlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol, cast

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from gateway import settings as all_settings
from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.evaluation import rows as labelled
from modalities.evaluation.scores import Score
from ui.asking import WrongUseError
from ui.cli_look import engines_of


class Task(StrEnum):
    """What can be evaluated."""

    SPEECH = "speech"
    READING = "reading"
    SCREEN = "screen"
    QUALITY = "quality"


_MODULES: Mapping[Task, str] = {
    Task.SPEECH: "modalities.evaluation.speech",
    Task.READING: "modalities.evaluation.reading",
    Task.SCREEN: "modalities.evaluation.screen",
    Task.QUALITY: "modalities.evaluation.quality",
}
"""Where each task is written: imported only when it is asked for, because it brings decoders and engines."""


class _TaskModule(Protocol):
    def parse(self, fields: labelled.Fields) -> object: ...

    def evaluate(self, rows: Sequence[object], engines: EngineSettings, tick: Callable[[], None]) -> Score: ...


def evaluate(
    task: Annotated[Task, typer.Argument(help="What to measure.")],
    data: Annotated[Path, typer.Argument(help="Labelled rows, JSON Lines; paths in them start at its folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON and nothing else.")] = False,
    errors: Annotated[Path | None, typer.Option("--errors", help="Write every wrong row here, to look at.")] = None,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", min=0.0, max=1.0, help="Exit code 1 when the first figure is below this."),
    ] = None,
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")
    ] = None,
) -> None:
    """Measure an engine on your own labelled data; exit code 1 when it falls below --at-least."""
    settings = all_settings.load(data_dir=data_dir)
    logging.getLogger().setLevel(logging.ERROR)  # stderr is for the one sentence that a user must see
    module = cast("_TaskModule", importlib.import_module(_MODULES[task]))
    try:
        rows = labelled.load(data, module.parse)
    except labelled.MalformedDataError as error:
        raise WrongUseError(str(error)) from error
    if errors is not None:
        _write(errors, ())  # before the work: nobody wants to wait for nothing
    started = time.perf_counter()
    try:
        score = _measured(module, rows, engines_of(settings))
    except EngineUnavailableError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    seconds = time.perf_counter() - started
    if errors is not None:
        _write(errors, score.wrong)
    if as_json:
        typer.echo(json.dumps(_as_object(task, score, seconds), ensure_ascii=False))
    else:
        _print(task, score, seconds, Console())
    if at_least is not None and (score.headline_value or 0.0) < at_least:
        typer.echo(f"{task} reached {score.headline_value}, less than {at_least}.", err=True)
        raise typer.Exit(1)


def _measured(module: _TaskModule, rows: Sequence[object], engines: EngineSettings) -> Score:
    with Progress(console=Console(stderr=True), transient=True, disable=not Console(stderr=True).is_terminal) as bar:
        work = bar.add_task("reading", total=len(rows))
        return module.evaluate(rows, engines, lambda: bar.advance(work))


def _as_object(task: Task, score: Score, seconds: float) -> dict[str, object]:
    return {
        "task": str(task),
        "n": score.n,
        "metrics": score.metrics(),
        "ci95": score.ci95(),
        "engine": dict(score.engine),
        "seconds": round(seconds, 3),
        "problems": dict(score.problems),
    }


def _print(task: Task, score: Score, seconds: float, console: Console) -> None:
    used = ", ".join(name for name in score.engine.values() if name) or "nothing"
    table = Table(box=None)
    for title in (str(task), "figure", "95 % interval", "counted"):
        table.add_column(title, overflow="fold")
    for name, figure, interval, counted in score.lines():
        table.add_row(name, figure, interval, counted)
    console.print(table)
    console.print(f"{score.n} rows with {used} in {seconds:.1f} s.", markup=False)
    if score.problems:
        console.print(f"Reported: {', '.join(f'{code} {times}' for code, times in score.problems.items())}.")


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    except OSError as error:
        raise WrongUseError(f"The wrong rows cannot be written to {path}.") from error
