"""``lantern evaluate``: our readers and our understanding against your own labelled data. See docs/evaluation.md."""

import importlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Protocol, cast

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from gateway import settings as all_settings
from gateway.evaluation.options import Options
from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.evaluation import rows as labelled
from modalities.evaluation.scores import Score
from ui.asking import WrongUseError
from ui.cli_look import engines_of

_ZONE = timezone(timedelta(hours=8))
"""Of China: in rows without a ``now``, "yesterday" is told from there."""


class Beside(StrEnum):
    """What can be measured in the same run."""

    RAW = "raw"


class Task(StrEnum):
    """What can be evaluated."""

    SPEECH = "speech"
    READING = "reading"
    SCREEN = "screen"
    QUALITY = "quality"
    ROUTE = "route"
    RETRIEVE = "retrieve"
    INTENT = "intent"
    EMOTION = "emotion"
    ABUSE = "abuse"
    ENTITIES = "entities"
    PII = "pii"
    ACCESS = "access"
    OUTBOUND = "outbound"
    STORIES = "stories"


_READING_MODULES: Mapping[Task, str] = {
    Task.SPEECH: "modalities.evaluation.speech",
    Task.READING: "modalities.evaluation.reading",
    Task.SCREEN: "modalities.evaluation.screen",
    Task.QUALITY: "modalities.evaluation.quality",
}
"""Where each task on media is written: imported only when it is asked for, because it brings decoders and engines."""
_UNDERSTANDING_MODULES: Mapping[Task, str] = {
    Task.ROUTE: "gateway.evaluation.route",
    Task.RETRIEVE: "gateway.evaluation.retrieve",
    Task.INTENT: "gateway.evaluation.intent",
    Task.EMOTION: "gateway.evaluation.classes",
    Task.ABUSE: "gateway.evaluation.classes",
    Task.ENTITIES: "gateway.evaluation.entities",
    Task.PII: "gateway.evaluation.pii",
    Task.ACCESS: "gateway.evaluation.access",
    Task.OUTBOUND: "gateway.evaluation.outbound",
    Task.STORIES: "gateway.evaluation.stories",
}
"""The same for tasks on words."""
_KNOWLEDGE = frozenset({Task.ROUTE, Task.RETRIEVE})
_TRAINED = frozenset({Task.INTENT, Task.EMOTION, Task.ABUSE})


class _ReadingModule(Protocol):
    def parse(self, fields: labelled.Fields) -> object: ...

    def evaluate(self, rows: Sequence[object], engines: EngineSettings, tick: Callable[[], None]) -> Score: ...


class _UnderstandingModule(Protocol):
    def parse(self, fields: labelled.Fields) -> object: ...

    def evaluate(self, rows: Sequence[object], options: Options, tick: Callable[[], None]) -> Score: ...


def evaluate(
    task: Annotated[Task, typer.Argument(help="What to measure.")],
    data: Annotated[Path, typer.Argument(help="Labelled rows, JSON Lines; paths in them start at its folder.")],
    knowledge: Annotated[
        str | None,
        typer.Option(help="route: rows or a folder of articles, or samples; retrieve: the rows to search in."),
    ] = None,
    train: Annotated[
        Path | None, typer.Option(help="intent, emotion, abuse: labelled rows to learn from, of the same kind.")
    ] = None,
    beside: Annotated[Beside | None, typer.Option(help="retrieve: measure the bare engine in the same run.")] = None,
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
    """Measure on your own labelled data; exit code 1 when it falls below --at-least."""
    settings = all_settings.load(data_dir=data_dir)
    logging.getLogger().setLevel(logging.ERROR)  # stderr is for the one sentence that a user must see
    _check_options(task, knowledge, train, beside)
    options = Options(
        settings=settings,
        now=datetime.now(UTC).astimezone(_ZONE),
        knowledge=knowledge,
        train=train,
        is_raw_wanted=beside is not None,
    )
    seconds, score = _run(task, data, options, errors)
    if errors is not None:
        _write(errors, score.wrong)
    if as_json:
        typer.echo(json.dumps(_as_object(task, score, seconds), ensure_ascii=False))
    else:
        _print(task, score, seconds, Console())
    if at_least is not None and (score.headline_value or 0.0) < at_least:
        typer.echo(f"{task} reached {score.headline_value}, less than {at_least}.", err=True)
        raise typer.Exit(1)


def _check_options(task: Task, knowledge: str | None, train: Path | None, beside: Beside | None) -> None:
    if knowledge is not None and task not in _KNOWLEDGE:
        raise WrongUseError(f"The task {task} searches in nothing: leave --knowledge out.")
    if train is not None and task not in _TRAINED:
        raise WrongUseError(f"The task {task} learns nothing: leave --train out.")
    if beside is not None and task is not Task.RETRIEVE:
        raise WrongUseError(f"The task {task} has no bare engine: leave --beside out.")


def _run(task: Task, data: Path, options: Options, errors: Path | None) -> tuple[float, Score]:
    """Return the seconds of work and the score; all rows are checked before anything runs."""
    if task in _READING_MODULES:
        reading = cast("_ReadingModule", importlib.import_module(_READING_MODULES[task]))
        parse, measure = reading.parse, partial(_read, reading, engines_of(options.settings))
    else:
        understanding = cast("_UnderstandingModule", importlib.import_module(_UNDERSTANDING_MODULES[task]))
        parse, measure = understanding.parse, partial(_understand, understanding, options)
    try:
        rows = labelled.load(data, parse)
        if errors is not None:
            _write(errors, ())  # before the work: nobody wants to wait for nothing
        started = time.perf_counter()
        with _bar() as bar:
            work = bar.add_task(str(task), total=len(rows))
            score = measure(rows, lambda: bar.advance(work))
    except labelled.MalformedDataError as error:
        raise WrongUseError(str(error)) from error
    except EngineUnavailableError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    return time.perf_counter() - started, score


def _read(module: _ReadingModule, engines: EngineSettings, rows: Sequence[object], tick: Callable[[], None]) -> Score:
    return module.evaluate(rows, engines, tick)


def _understand(
    module: _UnderstandingModule, options: Options, rows: Sequence[object], tick: Callable[[], None]
) -> Score:
    return module.evaluate(rows, options, tick)


def _bar() -> Progress:
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


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
