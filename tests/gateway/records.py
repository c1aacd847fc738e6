"""Records for tests, made as short as can be."""

from datetime import UTC, date, datetime
from typing import Any

from gateway.issue import Claim, ClaimStatus, Issue, Priority, Risk, RiskKind
from gateway.knowledge.articles import Article
from gateway.submission import Attachment, Submission
from gateway.triage import Situation
from gateway.understand.utterance import Source, Utterance
from modalities.evidence import (
    Box,
    Cell,
    CharSpan,
    Control,
    Evidence,
    Modality,
    Reading,
    Role,
    Screen,
    ScreenKind,
    TextLine,
    Transcript,
)

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
INPUT = "a" * 64


def typed(text: str, input_id: str = INPUT) -> Reading:
    transcript = Transcript(text=text, language="zh-CN", engine="typed", confidence=1.0)
    return Reading(input_id=input_id, modality=Modality.TEXT, media_type="text/plain", transcript=transcript)


def utterance(text: str, source: Source = Source.TYPED) -> Utterance:
    return Utterance(
        input_id=INPUT,
        modality=Modality.TEXT if source is Source.TYPED else Modality.VOICE,
        source=source,
        text=text,
        language="zh-CN",
        confidence=1.0,
        method="typed",
    )


def claim(value: Any, quote: str = "", **more: Any) -> Claim[Any]:
    evidence = Evidence(
        input_id=INPUT,
        modality=Modality.TEXT,
        quote=quote or str(value),
        span=CharSpan(char0=0, char1=len(quote or str(value))),
        raw_conf=1.0,
    )
    settings = {"status": ClaimStatus.STATED, "confidence": 1.0, "evidence": (evidence,), "method": "typed", **more}
    return Claim(value=value, **settings)


def issue(**more: Any) -> Issue:
    return Issue(**{"id": "i-1", "created_at": NOW, "language": "zh-CN", **more})


def submission(**more: Any) -> Submission:
    settings = {
        "id": "s-1",
        "session_id": "session-1",
        "language": "zh-CN",
        "attachments": (),
        "choice": None,
        "needs": (),
        "created_at": NOW,
        "channel": "cli",
    }
    return Submission(**{**settings, **more})


def attachment(modality: Modality, input_id: str = INPUT) -> Attachment:
    return Attachment(input_id=input_id, modality=modality, name="file", size_bytes=1)


def risk(kind: RiskKind, **more: Any) -> Risk:
    settings: dict[str, Any] = {"level": Priority.P0, "evidence": claim("x").evidence, "rule_ids": ("r",), **more}
    return Risk(kind=kind, **settings)


def situation(**more: Any) -> Situation:
    settings: dict[str, Any] = {
        "has_own_words": True,
        "has_picture_words": False,
        "problems": (),
        "new_risks": (),
        "wants_person": False,
        "choice": None,
        "pending": None,
        "said_yes": None,
        "said_done": None,
        "hits": (),
        "sign_hits": (),
        "sign_message": None,
        "chosen_article": None,
        "is_thanks": False,
        "is_small_talk": False,
        "names_control": False,
        "is_instructed": False,
        "ticket_owner": None,
        "ticket_reasons": (),
        "ticket_priority": Priority.P2,
        "picture_is_readable": False,
    }
    return Situation(**{**settings, **more})


def box(x: int = 100, y: int = 1500, w: int = 200, h: int = 100) -> Box:
    return Box(x=x, y=y, w=w, h=h, img_w=780, img_h=1688)


def screen(*lines: str, labels: tuple[str, ...] = (), **more: Any) -> Screen:
    read = tuple(TextLine(text=text, box=box(y=100 + 60 * n, h=40), score=0.99) for n, text in enumerate(lines))
    controls = tuple(
        Control(
            label=label,
            role=Role.BUTTON,
            box=box(y=1500),
            is_enabled=True,
            cell=Cell.BOTTOM_LEFT,
            order=n,
            confidence=0.9,
        )
        for n, label in enumerate(labels, start=1)
    )
    settings = {"kind": ScreenKind.SCREENSHOT, "width": 780, "height": 1688, "engine": "rapidocr@3.10.0", **more}
    return Screen(lines=read, controls=controls, **settings)


def seen(*screens: Screen, input_id: str = "b" * 64) -> Reading:
    return Reading(input_id=input_id, modality=Modality.SCREENSHOT, media_type="image/png", screens=screens)


def article(article_id: str = "a-1", steps: int = 3, **more: Any) -> Article:
    settings: dict[str, Any] = {
        "id": article_id,
        "language": "zh-CN",
        "title": "把字调大",
        "goal": "把字调大",
        "topic": "phone",
        "about": (),
        "signs": (),
        "status": "sample",
        "checked_against": "",
        "reviewed": date(2026, 11, 1),
        "review_due": date(2027, 11, 1),
        "owner": "",
        "is_money_or_code": False,
        "decides_nothing": False,
        "questions": (),
        "lead": "",
        "steps": tuple(f"点第{n}个按钮。" for n in range(1, steps + 1)),
        "offline_way": ("请营业厅的人帮忙。",),
    }
    return Article(**{**settings, **more})
