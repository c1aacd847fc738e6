"""``lantern ask``: one message through the whole pipeline, in this process, durable like every other."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gateway import durable
from gateway.durable import Engine
from gateway.errors import EmptyMessageError, LanternError, NotFoundError
from gateway.intake import CHOICE, Incoming, check_size
from gateway.issue import AccessNeedName
from gateway.outcome import Outcome, SpeechView
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from gateway.store.database import PATIENT_BUSY_S
from gateway.store.messages import bot_message_id
from gateway.submission import Attachment
from modalities.evidence import Modality
from modalities.processes import ReadingProcesses
from ui.form import MEDIA_FIELDS
from ui.services import Services, open_pipeline, open_services

LANGUAGES = ("zh-CN", "yue", "en")
CONVERT_TIMEOUT_S = 120


class WrongUseError(LanternError):
    """The command line was used in a way that cannot work; the text is one plain sentence."""

    code = "wrong_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was given on the command line."""

    files: tuple[tuple[str, Path], ...]
    """Name of the option (``voice``, ``photo`` …) and the path."""
    text: str
    language: str
    session_id: str | None
    choice: str | None
    needs: tuple[str, ...]
    speech_out: Path | None


def ask_once(settings: Settings, question: Question) -> Outcome:
    """Return the outcome of one message.

    Raises:
        WrongUseError: a path cannot be opened, or a value is impossible.
        EmptyMessageError: nothing was given.
        StoreUnavailableError: it could not be kept.
    """
    check(question)
    processes = ReadingProcesses()
    try:
        return ask_with(settings, question, open_pipeline(settings, processes))
    finally:
        processes.close()


def ask_with(settings: Settings, question: Question, pipeline: Pipeline) -> Outcome:
    """Return the outcome of one message, with this pipeline."""
    services = open_services(settings, pipeline, busy_s=PATIENT_BUSY_S)
    try:
        engine = Engine(
            settings, services.steps, executor=durable.take_executor(settings, is_worker=False), is_worker=False
        )
        engine.start()
        try:
            return _run(services, engine.run, question)
        finally:
            engine.stop()
    finally:
        services.close()


def check(question: Question) -> None:
    """Do nothing for a question that can be asked; WrongUseError or EmptyMessageError otherwise."""
    for _, path in question.files:
        try:
            with path.open("rb") as source:
                source.read(1)
        except OSError as error:
            raise WrongUseError(f"The file {path} cannot be opened.") from error
    for name, value in (("text", question.text), ("choice", question.choice), ("session", question.session_id)):
        if not _is_utf8(value or ""):
            raise WrongUseError(f"The {name} is not UTF-8.")
    if question.choice and not CHOICE.fullmatch(question.choice):
        raise WrongUseError(f"The choice {question.choice} is none: a choice is a word, or article:NAME.")
    for need in question.needs:
        if need not in tuple(AccessNeedName):
            raise WrongUseError(f"The need {need} is not one of {', '.join(AccessNeedName)}.")
    if question.language not in LANGUAGES:
        raise WrongUseError(f"The language {question.language} is not one of {', '.join(LANGUAGES)}.")
    if not (question.files or question.text.strip() or question.choice):
        raise EmptyMessageError("The message is empty: give --text, a file or --choice.")
    if question.speech_out is not None and not question.speech_out.absolute().parent.is_dir():
        raise WrongUseError(f"The folder of {question.speech_out} does not exist.")


def _is_utf8(text: str) -> bool:
    """Say whether ``text`` can be written; an argument that is not UTF-8 comes with parts that cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _run(services: Services, work: Callable[[str], None], question: Question) -> Outcome:
    incoming = Incoming(
        attachments=tuple(_keep(services, name, path) for name, path in question.files),
        text=question.text,
        choice=question.choice,
        language=question.language,
        needs=question.needs,
        channel="cli",
        session_id=_session(services, question),
    )
    submission, shown = services.intake.keep(incoming)
    services.store.submissions.add(submission, shown)
    work(submission.id)
    outcome = services.store.submissions.outcome(submission.id)
    if outcome is None:
        raise NotFoundError("The session was erased while the message was read.")
    speech = services.store.messages.speech(bot_message_id(submission.id))
    if speech is not None:
        view = SpeechView.of(speech, path=speech.path)
        if question.speech_out is not None:
            write_wav(Path(speech.path), speech.media_type, question.speech_out)
            view = replace(view, path=str(question.speech_out).encode(errors="replace").decode())
        outcome = replace(outcome, reply=replace(outcome.reply, speech=view))
    return outcome


def _session(services: Services, question: Question) -> str:
    if question.session_id is not None:
        try:
            return services.store.sessions.load(question.session_id).id
        except NotFoundError as error:
            raise WrongUseError(f"There is no session {question.session_id}.") from error
    return services.intake.open_session(language=question.language, channel="cli")


def _keep(services: Services, name: str, path: Path) -> Attachment:
    modality: Modality | None = MEDIA_FIELDS[name]
    attachment = Attachment(input_id="", modality=modality, name=path.name, size_bytes=path.stat().st_size)
    check_size((attachment,), "")
    try:
        blob = services.store.blobs.keep_file(path)
    except OSError as error:
        raise WrongUseError(f"The file {path} cannot be read.") from error
    return replace(attachment, input_id=blob.input_id, size_bytes=blob.size_bytes)


def write_wav(sound: Path, media_type: str, out: Path) -> None:
    """Write ``sound`` to ``out`` as WAV; decoding runs in a process of its own.

    Raises:
        WrongUseError: it cannot be written there.
    """
    try:
        if media_type in {"audio/wav", "audio/x-wav"}:
            shutil.copyfile(sound, out)
            return
        subprocess.run(  # noqa: S603  # our own program, no shell
            [sys.executable, "-m", "ui.sound_to_wav", str(sound), str(out)],
            check=True,
            timeout=CONVERT_TIMEOUT_S,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise WrongUseError(f"The speech cannot be written to {out}.") from error
