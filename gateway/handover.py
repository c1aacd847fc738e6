"""Build the enriched ticket from the issue and the decision. Pure: queue, duty and clock are given."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Literal

from elder_mode.language import Language
from gateway.answer import Hall
from gateway.issue import AccessNeedName, Issue, Priority
from gateway.submission import Attachment, Submission
from gateway.ticket import MediaItem, Ticket, TimelineItem, TranscriptPart
from gateway.triage import Decision
from gateway.understand.describe import own_words
from gateway.understand.language_model import instruction_like
from gateway.wanted_skills import defects, skill_lines, skills
from modalities.evidence import Box, Modality, Moment, MomentKind, Reading, Screen, Transcript

DUE = {Priority.P0: timedelta(minutes=1), Priority.P1: timedelta(minutes=15), Priority.P2: timedelta(hours=4)}
"""When a first human word is due. P0: docs/dialogue.md asks for 60 s; the others are our own choice."""
MAX_MOMENTS = 20
"""Of one video in the timeline: our own choice. All that was said stands in the transcript beside it."""
MAX_NEAR = 0.05
"""Of the picture's long side, between a touch and what is named as near it: about a finger, 44 of 844 px of a page."""


def draft(
    issue: Issue,
    decision: Decision,
    submission: Submission,
    readings: Sequence[Reading],
    transcript: tuple[TranscriptPart, ...],
    hall: Hall,
    language: Language,
    now: datetime,
    *,
    is_sample: bool = False,
    failure: Literal["none", "reading", "understanding", "media"] = "none",
) -> Ticket:
    """Return the ticket for ``issue``. The same issue always gives the same ``ticket_id``.

    The code is left empty: the store draws one by lot, so that nobody can reckon it from what they sent.
    """
    digest = hashlib.sha256(f"ticket:{issue.id}".encode()).hexdigest()
    priority = decision.priority or Priority.P2
    return Ticket(
        **{field.name: getattr(issue, field.name) for field in fields(Issue)},
        ticket_id=f"t-{digest[:20]}",
        session_id=submission.session_id,
        code="",
        priority=priority,
        queue_no=hall.queue_before + 1,
        wait_estimate_s=hall.wait_estimate_s,
        sla_due=now + DUE[priority],
        is_somebody_on_duty=hall.is_somebody_on_duty,
        first_line_for_agent=first_line(issue, language, readings),
        skills=skills(issue),
        defects=defects(issue),
        do_dont=(*skill_lines(issue, language), *do_dont(issue, language, readings)),
        transcript=transcript,
        media=media_items(submission, readings),
        timeline=timeline(decision, transcript, readings, now),
        sample_notice=language.words("sample.notice") if is_sample else None,
        failure=failure,
    )


def first_line(issue: Issue, language: Language, readings: Sequence[Reading] = ()) -> str:
    """Return what the agent can say first: it restates the matter from claims, so that nobody has to tell it twice."""
    message = issue.message_on_screen
    if any(not risk.is_message for risk in issue.risk):
        # In danger nothing is restated: the words of somebody in need are not to be turned into a wish.
        calm = (language.words(f"ticket.first_line.{key}") for key in ("hello", "risk", "help"))
        return " ".join(calm)
    parts = [
        language.words("ticket.first_line.goal", goal=issue.goal.value) if issue.goal else None,
        language.words("ticket.first_line.symptom", symptom=issue.symptom.value) if issue.symptom else None,
        language.words("ticket.first_line.message", words=message.value) if message else None,
        language.words("ticket.first_line.voice") if _has_unheard_voice(readings) else None,
    ]
    told = [part for part in parts if part] or [language.words("ticket.first_line.unknown")]
    return " ".join((language.words("ticket.first_line.hello"), *told, language.words("ticket.first_line.help")))


def _has_unheard_voice(readings: Sequence[Reading]) -> bool:
    return any(reading.modality is Modality.VOICE and reading.transcript is None for reading in readings)


def do_dont(issue: Issue, language: Language, readings: Sequence[Reading] = ()) -> tuple[str, ...]:
    """Return how to talk to this person, only for needs they asked for or agreed to, and what to beware of.

    Orders to a machine in what was said or shown steer nothing here; a person may paste them on or obey them.
    """
    lines: list[str] = []
    for need in AccessNeedName:
        if any(each.need is need for each in issue.access_needs):
            keys = (f"ticket.do.{need.value}", f"ticket.dont.{need.value}")
            lines.extend(language.words(key) for key in keys if language.has(key))
    if issue.consent_family is not None and not issue.consent_family.value:
        lines.append(language.words("ticket.dont.family"))
    if instruction_like(own_words(readings)):
        lines.append(language.words("ticket.dont.machine"))
    return tuple(lines)


def media_items(submission: Submission, readings: Sequence[Reading]) -> tuple[MediaItem, ...]:
    """Return what agents can open: one item for each picture, recording and video of the issue, oldest first.

    ``readings`` are those of all messages of the issue; an attachment that could not be read at all stands at the end.
    """
    names = {attachment.input_id: attachment for attachment in submission.attachments}
    read = {
        reading.input_id: reading for reading in readings if reading.modality is not Modality.TEXT or reading.problems
    }
    items = [_read_item(reading, names[key].name if key in names else "") for key, reading in read.items()]
    unread = [
        each for each in submission.attachments if each.modality is not Modality.TEXT and each.input_id not in read
    ]
    return (*items, *(_unread_item(attachment) for attachment in unread))


def _read_item(reading: Reading, name: str) -> MediaItem:
    shown = reading.files[0] if reading.files else None
    screen = reading.screens[0] if reading.screens else None
    url = media_url(reading.input_id)
    return MediaItem(
        input_id=reading.input_id,
        modality=reading.modality.value,
        media_type=shown.media_type if shown else reading.media_type,
        name=name,
        url=f"{url}?file={shown.name}" if shown else f"{url}?original=1",
        original_url=f"{url}?original=1",
        duration_s=reading.duration_s,
        width=screen.width if screen else None,
        height=screen.height if screen else None,
        problems=tuple(problem.code.value for problem in reading.problems),
    )


def _unread_item(attachment: Attachment) -> MediaItem:
    url = f"{media_url(attachment.input_id)}?original=1"
    return MediaItem(
        input_id=attachment.input_id,
        modality=(attachment.modality or Modality.PHOTO).value,
        media_type="application/octet-stream",
        name=attachment.name,
        url=url,
        original_url=url,
    )


def media_url(input_id: str) -> str:
    """Return the address of an attachment over REST."""
    return f"/api/v1/media/{input_id}"


def timeline(
    decision: Decision, transcript: Sequence[TranscriptPart], readings: Sequence[Reading], now: datetime
) -> tuple[TimelineItem, ...]:
    """Return what happened, in order: what was said and shown, what was seen second by second, what was decided."""
    sent = {part.input_id: part.at for part in transcript if part.input_id is not None}
    items = [
        TimelineItem(
            at=part.at,
            kind={"customer": "sent", "bot": "answered", "agent": "agent_said"}[part.author.value],
            text=part.text,
        )
        for part in transcript
    ]
    for reading in readings:
        if reading.modality is Modality.VIDEO:
            items.extend(_inside(reading, sent.get(reading.input_id, now)))
    items.sort(key=lambda item: item.at)  # what is in a video follows upon its being sent
    return (*items, TimelineItem(at=now, kind="handed_over", text=" ".join(decision.reasons)))


def _inside(reading: Reading, at: datetime) -> list[TimelineItem]:
    """Return what happened inside a video that was sent ``at``: what was to be seen, touched, and said."""
    story = reading.story or _without_story(reading)
    said_at = [moment.t_s for moment in story if moment.kind is MomentKind.SAID]
    items: list[TimelineItem] = []
    for moment in _most_telling(story):
        screen = reading.screens[moment.screen] if moment.screen is not None else None
        if moment.kind is MomentKind.SCREEN:
            kind, text = "seen", _first_words(screen)
        elif moment.kind is MomentKind.TAP:
            kind, text = "touched", _label_near(screen, moment.box)
        else:
            next_s = min((t_s for t_s in said_at if t_s > moment.t_s), default=math.inf)
            kind, text = "heard", _words_between(reading.transcript, moment.t_s, next_s)
        if text or kind != "heard":
            items.append(TimelineItem(at=at, kind=kind, text=text, t_s=moment.t_s))
    return items


def _without_story(reading: Reading) -> tuple[Moment, ...]:
    """Return the story of a video of which no more is known than its pictures or its words."""
    words = reading.transcript.words if reading.transcript is not None else ()
    seen = [
        Moment(t_s=screen.frame_t_s or 0.0, kind=MomentKind.SCREEN, screen=place)
        for place, screen in enumerate(reading.screens)
    ]
    said = [Moment(t_s=words[0].t0_s, kind=MomentKind.SAID, t1_s=words[-1].t1_s)] if words else []
    return tuple(sorted([*seen, *said], key=lambda moment: moment.t_s))


def _most_telling(story: Sequence[Moment]) -> list[Moment]:
    """Return at most ``MAX_MOMENTS`` in order: new screens first, then touches, words, and screens seen before."""
    shown: set[int | None] = {None}
    ranks: list[tuple[int, int]] = []
    for place, moment in enumerate(story):
        if moment.kind is MomentKind.SCREEN:
            ranks.append((3 if moment.screen in shown else 0, place))
            shown.add(moment.screen)
        else:
            ranks.append((1 if moment.kind is MomentKind.TAP else 2, place))
    return [story[place] for place in sorted(place for _, place in sorted(ranks)[:MAX_MOMENTS])]


def _label_near(screen: Screen | None, tap: Box | None) -> str:
    """Return what the control is called that was touched, or the nearest one; empty when there is none, or no name."""
    if screen is None or tap is None or not screen.controls:
        return ""
    across, down = tap.centre
    found = [
        (_distance(control.box, across, down), control.box.w * control.box.h, control) for control in screen.controls
    ]
    found.sort(key=lambda each: each[:2])
    is_on_one = found[0][0] == 0.0
    for distance, _, control in found:
        if distance > (0.0 if is_on_one else MAX_NEAR):
            break
        if control.label:
            return control.label
    return ""


def _distance(box: Box, across: float, down: float) -> float:
    """Return how far a point, in shares 0..1 of the picture, lies from ``box``: a share of the picture's long side."""
    x, y = across * box.img_w, down * box.img_h
    aside = max(box.x - x, 0.0, x - box.x - box.w)
    above = max(box.y - y, 0.0, y - box.y - box.h)
    return math.hypot(aside, above) / max(box.img_w, box.img_h)


def _words_between(transcript: Transcript | None, t0_s: float, t1_s: float) -> str:
    """Return the words that begin from ``t0_s`` until before ``t1_s``, as they stand in the masked transcript."""
    words = [word for word in transcript.words if t0_s <= word.t0_s < t1_s] if transcript is not None else []
    if transcript is None or not words:
        return ""
    return transcript.text[words[0].char0 : words[-1].char1].strip()


def _first_words(screen: Screen | None) -> str:
    if screen is None:
        return ""
    return screen.title or " / ".join(line.text for line in screen.lines[:3])
