"""``lantern doctor``, ``schema``, and how an outcome is printed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from elder_mode.errors import VoiceUnavailableError
from elder_mode.voice import create
from gateway import settings as all_settings
from gateway.issue import Issue
from gateway.outcome import Outcome
from gateway.pipeline import voice_settings
from gateway.settings import Settings
from gateway.store import codec
from gateway.store.events import Event
from gateway.ticket import Ticket
from modalities import doctor as modalities_doctor
from modalities.doctor import Finding
from modalities.engines import EngineSettings

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")]


class Record(StrEnum):
    """What ``lantern schema`` can print."""

    ISSUE = "issue"
    TICKET = "ticket"
    EVENT = "event"
    OUTCOME = "outcome"


_KINDS: dict[Record, type] = {
    Record.ISSUE: Issue,
    Record.TICKET: Ticket,
    Record.EVENT: Event,
    Record.OUTCOME: Outcome,
}


def engines_of(settings: Settings) -> EngineSettings:
    """Return what readers are told of the settings."""
    return EngineSettings(
        stt=settings.stt_engines,
        ocr=settings.ocr_engines,
        whisper_dir=settings.whisper_dir,
        stt_url=settings.stt_url,
        stt_key=settings.stt_key,
        stt_model=settings.stt_model,
        offline=settings.offline,
        models_dir=settings.data_dir / "models",
        paddle_engine=settings.paddle_engine,
        paddle_dir=settings.paddle_dir,
    )


def schema(record: Annotated[Record, typer.Argument(help="issue, ticket, event or outcome.")]) -> None:
    """Print the JSON Schema of a record."""
    typer.echo(json.dumps(codec.schema(_KINDS[record]), ensure_ascii=False, indent=2))


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show what works on this machine, what does not, and what mends it; exit code 1 when something does not."""
    settings = all_settings.load(data_dir=data_dir)
    findings = (*modalities_doctor.check(engines_of(settings)), *_voices(settings))
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, default=str))
    else:
        _print_findings(findings, Console())
    if not all(finding.is_ok for finding in findings):
        raise typer.Exit(1)


def _print_findings(findings: Sequence[Finding], console: Console) -> None:
    """Print a table for people, one whole line a finding for pipes and files; nothing is ever cut."""
    if not console.is_terminal:
        for finding in findings:
            parts = ("ok" if finding.is_ok else "--", finding.name, finding.detail, finding.mend)
            typer.echo("\t".join(part for part in parts if part))
        return
    table = Table(box=None)
    for title in ("", "part", "what", "mend it with"):
        table.add_column(title, overflow="fold")
    for finding in findings:
        table.add_row(*map(escape, ("ok" if finding.is_ok else "--", finding.name, finding.detail, finding.mend)))
    console.print(table)


def _voices(settings: Settings) -> Iterator[Finding]:
    for name in settings.tts_engines:
        if name == "remote" and not settings.tts_remote_url:
            continue  # a service that nobody wishes for is not missing
        try:
            create(name, voice_settings(settings))
        except VoiceUnavailableError as error:
            mend = "pip install 'lantern-gateway[offline-voice]'" if name == "espeak" else "set LANTERN_TTS"
            yield Finding(name=f"tts.{name}", is_ok=False, detail=f"{error}", mend=mend)
        else:
            yield Finding(name=f"tts.{name}", is_ok=True, detail="is loaded")


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print an outcome: the whole object, or the cards in plain text."""
    if as_json:
        typer.echo(codec.dump(outcome))
        return
    console = Console()
    for card in outcome.reply.cards:
        console.print(Panel(card.text, title=f"{card.step}/{card.of}"), markup=False)
    for line in outcome.reply.hotlines:
        console.print(f"{line.label}  {line.number}", markup=False)
    for choice in outcome.reply.choices:
        console.print(f"[{choice.id}] {choice.label}", markup=False)
    console.print(f"session {outcome.session_id}", markup=False, style="dim")
