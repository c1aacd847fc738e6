"""``lantern bench``: what the pipeline costs beside the raw engines, and its memory. See benchmarks/README.md."""

import importlib
import json
import logging
import subprocess
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol, cast

import typer
from rich.console import Console
from rich.table import Table

from modalities.benchmarks.figures import Benchmark, BenchmarkError, Figure


class Name(StrEnum):
    """What can be measured."""

    PHOTO_COST = "photo_cost"
    SCREENSHOT_COST = "screenshot_cost"
    VIDEO_COST = "video_cost"
    MEMORY = "memory"
    SPEECH_COST = "speech_cost"


class _Measure(Protocol):
    def measure(self, repeats: int) -> Benchmark: ...


def bench(
    names: Annotated[list[Name] | None, typer.Argument(help="What to measure; nothing = everything.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON and nothing else.")] = False,
    repeats: Annotated[int, typer.Option(min=1, max=100, help="Rounds of each; the median counts.")] = 5,
) -> None:
    """Measure cost and memory; exit code 1 when a target is missed or something could not be measured."""
    logging.getLogger().setLevel(logging.ERROR)
    chosen = tuple(dict.fromkeys(names or Name))
    found = [measured(chosen[0], repeats)] if len(chosen) == 1 else [_apart(name, repeats) for name in chosen]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print(found, Console())
    if not all(each["is_met"] for each in found):
        raise typer.Exit(1)


def measured(name: Name, repeats: int) -> dict[str, object]:
    """Return one measure, taken in this process, as it is printed; with ``error`` when it could not be taken."""
    if name is Name.MEMORY:
        importlib.import_module("ui.serving")  # the parent of reading processes is a server
    module = cast("_Measure", importlib.import_module(f"modalities.benchmarks.{name}"))
    try:
        done = module.measure(repeats)
    except BenchmarkError as error:
        return _failed(name, str(error))
    figures = [_shown(figure) for figure in done.figures]
    return {
        "name": str(name),
        "is_met": all(one.is_met for one in done.figures),
        "figures": figures,
        "about": done.about,
    }


def _apart(name: Name, repeats: int) -> dict[str, object]:
    """Take one measure in a process of its own: what one leaves in memory must not stand in the next."""
    command = [sys.executable, "-m", "ui.cli", "bench", str(name), "--json", "--repeats", str(repeats)]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves
    try:
        (found,) = json.loads(done.stdout)
    except ValueError:
        return _failed(name, f"It ended with code {done.returncode}.")
    return cast("dict[str, object]", found)


def _failed(name: Name, sentence: str) -> dict[str, object]:
    return {"name": str(name), "is_met": False, "figures": [], "about": {}, "error": sentence}


def _shown(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "value": round(figure.value, 3), "is_met": figure.is_met}


def _print(found: list[dict[str, object]], console: Console) -> None:
    table = Table(box=None)
    for title in ("measure", "figure", "value", "at most", ""):
        table.add_column(title, overflow="fold")
    for each in found:
        if "error" in each:
            table.add_row(str(each["name"]), str(each["error"]), "", "", "--")
        for one in cast("list[dict[str, object]]", each["figures"]):
            limit = "" if one["at_most"] is None else f"{one['at_most']} {one['unit']}"
            mark = "" if one["at_most"] is None else "ok" if one["is_met"] else "--"
            table.add_row(str(each["name"]), str(one["name"]), f"{one['value']} {one['unit']}", limit, mark)
    console.print(table)
