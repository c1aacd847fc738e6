"""One attachment into a masked reading: what was heard, read and seen, and files for people to look at."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from gateway.settings import Settings
from gateway.submission import Attachment
from gateway.understand.masking import masked_reading, secret_boxes
from modalities import redraw
from modalities.engines import EngineSettings, ReadRequest
from modalities.errors import ModalityError
from modalities.evidence import Modality, Reading
from modalities.processes import ReadingProcesses
from modalities.readers import text as text_reader

Tell = Callable[[str, int, int], None]
"""Hears which attachment is read, how many pictures of it are done, and of how many; raises nothing."""


def engine_settings(settings: Settings) -> EngineSettings:
    """Return which engines hear and read, with the services and folders that were set."""
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


def read_attachment(
    attachment: Attachment,
    path: Path,
    folder: Path,
    language: str,
    engines: EngineSettings,
    processes: ReadingProcesses,
    tell: Tell | None,
) -> Reading:
    """Return what one attachment gave, masked; files for people are left in ``folder``, with secrets blacked out.

    Blocking: seconds for media, which are read in a process of their own; nothing for typed words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    request = ReadRequest(
        input_id=attachment.input_id,
        path=path,
        modality=attachment.modality,
        language=language,
        out_dir=folder,
        engines=engines,
    )
    if attachment.modality is Modality.TEXT:
        reading = text_reader.read(request)
    else:
        reading = processes.read(request, partial(tell, attachment.input_id) if tell is not None else None)
    return masked_reading(_blacked_out(reading, folder))


def _blacked_out(reading: Reading, folder: Path) -> Reading:
    """Return ``reading`` without the files in which a secret could not be covered."""
    for file, boxes in secret_boxes(reading):
        try:
            redraw.black_out(folder / file, boxes, folder / f"masked-{file}")
            (folder / f"masked-{file}").replace(folder / file)
        except (ModalityError, OSError):
            # What cannot be masked is not shown: agents may still ask for the original, which is audited.
            (folder / file).unlink(missing_ok=True)
            reading = replace(reading, files=tuple(each for each in reading.files if each.name != file))
    return reading
