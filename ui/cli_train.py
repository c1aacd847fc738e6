"""``lantern train``: the understanding learns from the operator's own labelled rows. See docs/evaluation.md."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from gateway import settings as all_settings
from gateway.evaluation import own_rows
from gateway.evaluation.own_rows import Trial
from gateway.evaluation.route import RouteRow
from gateway.understand.learned import keep, rows
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import Row
from modalities.evaluation import rows as labelled
from modalities.evaluation.scores import Share
from ui.asking import WrongUseError


def train(
    data: Annotated[Path, typer.Argument(help="Labelled rows, JSON Lines, as for evaluate route: all that you have.")],
    check: Annotated[bool, typer.Option("--check", help="Only measure what they change; keep everything.")] = False,
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")
    ] = None,
) -> None:
    """Train the understanding on your own labelled rows beside ours; exit code 1 when they make it worse."""
    settings = all_settings.load(data_dir=data_dir)
    logging.getLogger().setLevel(logging.ERROR)  # stderr is for the one sentence that a user must see
    try:
        own = labelled.load(data, own_rows.parse)
    except labelled.MalformedDataError as error:
        raise WrongUseError(str(error)) from error
    console = Console(stderr=True)
    with console.status("training; about a minute"):
        current = keep.ready(settings.data_dir)
        trial = own_rows.tried(
            own, keep.own_rows(settings.data_dir), current, _fitted, must_hear=own_rows.alarms(rows.ours())
        )
    if trial is None:
        raise WrongUseError(
            f"There are too few rows in {data}: a fifth is kept back to measure with, "
            f"so give {own_rows.FEWEST} or more, and five or more of one label."
        )
    conclude(trial, own, settings.data_dir, is_check=check)


def conclude(trial: Trial, own: Sequence[RouteRow], data_dir: Path, *, is_check: bool) -> None:
    """Print what the rows change, and keep them and a model of them when they make nothing worse.

    Raises:
        typer.Exit: they make it worse; everything stays as it was.
        WrongUseError: they cannot be kept.
    """
    _print(trial, Console())
    if trial.fault is not None:
        typer.echo(f"With them {trial.fault}, so the understanding stays as it was.", err=True)
        raise typer.Exit(1)
    if is_check:
        typer.echo(f"{len(own)} rows would be learned; nothing was changed.")
        return
    path = data_dir / "models" / keep.OWN_ROWS
    try:
        own_rows.write(own, path)
    except OSError as error:
        raise WrongUseError(f"The rows cannot be kept in {path}.") from error
    with Console(stderr=True).status("training; about half a minute"):
        keep.ready(data_dir)
    typer.echo(f"{len(own)} rows learned. A running Lantern uses them after its next start.")


def _fitted(lines: Sequence[Row]) -> Model:
    from gateway.understand.learned.fit import fit  # noqa: PLC0415  # scikit-learn takes a second to import

    return fit((*rows.ours(), *lines), "measured and thrown away")


def _print(trial: Trial, console: Console) -> None:
    table = Table(box=None)
    for title in ("on the rows kept back", "before", "after"):
        table.add_column(title, overflow="fold")
    for name, before, after in (
        ("right label", trial.before.right, trial.after.right),
        ("need somebody, taken for ordinary", trial.before.contained, trial.after.contained),
        ("ordinary, would go to a person", trial.before.alarmed, trial.after.alarmed),
    ):
        table.add_row(name, _figure(before), _figure(after))
    table.add_row("alarms of ours, taken for ordinary", _figure(trial.missed_before), _figure(trial.missed_after))
    console.print(table)


def _figure(share: Share) -> str:
    return f"{share.hits} of {share.of}"
