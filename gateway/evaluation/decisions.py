"""What the product would do with a message that opens a conversation: its own steps, its own decision."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gateway.errors import ArticleError
from gateway.evaluation import texts
from gateway.evaluation.options import Options
from gateway.knowledge.articles import samples_folder
from gateway.outcome import Outcome, State
from gateway.pipeline import Conversation, Duty, Pipeline
from gateway.submission import Attachment, Submission
from gateway.understand.masking import masked_reading
from gateway.understand.sounds import is_chinese
from modalities.evaluation import rows as files
from modalities.evaluation.rows import MalformedDataError
from modalities.evidence import Modality, Reading, Transcript
from modalities.processes import ReadingProcesses

SAMPLES: Final = "samples"
OFFERS: Final = frozenset({"confirm_goal", "which_article"})
"""Questions that name an article: "Do you want to …?"."""
_NAME: Final = "row-{:06d}"


class Route(StrEnum):
    """What became of a message."""

    ANSWERED = "answered"
    OFFERED = "offered"
    """We asked whether an article is what is meant."""
    ASKED = "asked"
    """We asked something else."""
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One decision."""

    route: Route
    article_id: str | None
    """The article that the reply came from."""


def decide_each(messages: Sequence[tuple[str, str]], options: Options) -> tuple[Made, ...]:
    """Return the decision on each (text, language), each the first message of a conversation of its own.

    ``options.knowledge`` is ``samples``, a folder of articles, or a file of ``{"id", "text"}`` rows.

    Raises:
        MalformedDataError: the knowledge cannot be read.
    """
    with ExitStack() as kept:
        names: dict[str, str] = {}
        if options.knowledge == SAMPLES:
            folder = samples_folder()
        else:
            folder = Path(options.knowledge or "")
            if not folder.is_dir():
                made = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="lantern-evaluate-")))
                names = _written(files.load(folder, texts.parse), made, options)
                folder = made
        pipeline = _pipeline(folder, options)
        return tuple(_decided(pipeline, text, language, names, options) for text, language in messages)


def _pipeline(folder: Path, options: Options) -> Pipeline:
    settings = options.settings.model_copy(update={"knowledge_dir": folder})
    try:
        return Pipeline(settings, ReadingProcesses(), options.now)
    except ArticleError as error:
        raise MalformedDataError(str(error)) from error


def _decided(pipeline: Pipeline, text: str, language: str, names: dict[str, str], options: Options) -> Made:
    submission = submission_of(text, language, options)
    thought = pipeline.think(
        submission,
        (reading_of(submission, text),),
        Conversation(session_id=submission.session_id, language=language, region=options.settings.region),
        Duty(is_somebody_on_duty=True, queue_before=0, wait_estimate_s=None),
        options.now,
    )
    article = thought.outcome.reply.article_id
    return Made(route=_route(thought.outcome), article_id=names.get(article, article) if article else None)


def submission_of(text: str, language: str, options: Options) -> Submission:
    """Return a message of typed words that nobody sent."""
    input_id = hashlib.sha256(text.encode()).hexdigest()
    attachment = Attachment(
        input_id=input_id, modality=Modality.TEXT, name="message.txt", size_bytes=len(text.encode())
    )
    return Submission(
        id=f"evaluate-{input_id[:16]}",
        session_id=f"evaluate-{input_id[:16]}",
        language=language,
        attachments=(attachment,),
        choice=None,
        needs=(),
        created_at=options.now,
        channel="cli",
    )


def reading_of(submission: Submission, text: str) -> Reading:
    """Return what the reader of typed words gives for ``text``, masked."""
    return masked_reading(
        Reading(
            input_id=submission.attachments[0].input_id,
            modality=Modality.TEXT,
            media_type="text/plain",
            transcript=Transcript(text=text, language=submission.language, engine="typed", confidence=1.0),
        )
    )


def _route(outcome: Outcome) -> Route:
    if outcome.state is State.WITH_PERSON:
        return Route.PERSON
    if outcome.state is State.ANSWERED:
        return Route.ANSWERED
    last = outcome.issue.asked[-1].q_id if outcome.issue.asked else None
    return Route.OFFERED if last in OFFERS else Route.ASKED


def _written(rows: Sequence[texts.PoolText], folder: Path, options: Options) -> dict[str, str]:
    """Write each row as an approved article of one step; return the rows' ids by the names of the files."""
    names: dict[str, str] = {}
    for number, row in enumerate(rows):
        name = _NAME.format(number)
        names[name] = row.id
        is_chinese_text = any(is_chinese(char) for char in row.text)
        language, heading = ("zh-CN", "步骤") if is_chinese_text else ("en", "Steps")
        words = " ".join(row.text.split())
        front = {
            "id": name,
            "language": language,
            "title": words,
            "goal": words,
            "topic": "phone",
            "about": [],
            "signs": [],
            "status": "approved",
            "checked_against": "nothing: made from a row to be measured",
            "owner": "evaluation",
            "is_money_or_code": False,
            "decides_nothing": False,
            "questions": [words],
        }
        today = options.now.date().isoformat()
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        lines += [f"reviewed: {today}", f"review_due: {today}"]
        (folder / language).mkdir(exist_ok=True)
        body = "\n".join(("---", *lines, "---", "", f"## {heading}", "", f"1. {words}", ""))
        (folder / language / f"{name}.md").write_text(body, encoding="utf-8")
    return names
