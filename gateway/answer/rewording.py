"""Our last answer in other words: never the same sentence twice, and after the last way a person. Pure.

A step of a guide becomes what to look for and what to do with it, piece by piece; then the meaning of its hardest word;
then the way without the phone. A question is asked in its simpler form. Then a person is offered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from elder_mode.language import Language
from elder_mode.present import present
from elder_mode.region import Region
from elder_mode.reply import VERBATIM, ChoiceLabel, Message, Presentation, Reply
from gateway import directions
from gateway.answer.urgent import PERSON
from gateway.answer.values import known_value
from gateway.issue import Issue, Priority, RouteDecision
from gateway.knowledge import glossary
from gateway.knowledge.articles import Article
from gateway.outcome import Outcome, ReplyView
from gateway.triage import Decision, Move, pending_question
from gateway.triage.doubts import DOUBT
from gateway.understand.facts import Facts
from gateway.understand.wishes import BY_MODEL
from modalities.evidence import Reading

MIN_PIECE: Final = 3
"""Characters of a piece of a step that can stand alone."""
_TAP: Final = re.compile(
    r"(?:再|然后|接着|请|最后)?(?:点一下|点击|点开|点|按|选择|选|打开|进入)"
    r"(?:(?P<zh_place>[^『。]{1,16}[上下左右中里外角面边排行间旁后前页])的)?『(?P<zh>[^』]+)』(?:这个|那个|按钮|图标|一下|这一行|几个字)*"
    r"|(?:and |then |now |next )?(?:tap|press|choose|open|select) (?:the )?[“\"](?P<en>[^”\"]+)[”\"]"
    r"(?:,? (?P<en_place>(?:at|in|on) the [^,.“\"]*))?",
    re.IGNORECASE,
)
"""A piece of a step that says no more than which words to tap, and perhaps where they stand."""
_PARTS: Final = re.compile(
    r"[，；。]\s*|\.\s+|\.$|(?<=\?)\s+|,?\s+(?=(?:and |then |and then )"
    r"(?:tap|press|choose|turn|switch|wait|look|open|type|ask|take|hold|say|mark|check|put|go|keep|listen|read)\b)",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"^(?:and then|and|then) ", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"^(?:如果|要是|若|万一|等|当|假如|一旦|只要|不然|因为|为了)|(?:时候?|以?后|之?前|的话|如果|没有|要是)$"
)
"""A Chinese piece that says nothing without the next one."""
_GOES_ON: Final = re.compile(r"那?就|便|才|则|是|也|都|还是|多在|最好")
"""A Chinese piece that says nothing without the one before it."""
_SENTENCES: Final = re.compile(r"[。！]\s*|[.!]\s+|[.!]$|(?<=\?)\s+")
_QUOTE: Final = re.compile(r"『[^』]*』|“[^”]*”|\"[^\"]*\"")
_MARK: Final = 0xE000
"""Private-use characters stand for quotes while a step is cut."""
_MARKED: Final = re.compile("[\ue000-\uf8ff]")
_ASKED_AGAIN: Final = frozenset({"goal", "object", "symptom"})
_SAFETY: Final = frozenset({"on_the_phone", "clicked_link"})
GIVEN_UP: Final = Decision(
    move=Move.HAND_OVER, route=RouteDecision.HUMAN, priority=Priority.P1, reasons=("H3",), p_understood=0.4
)
"""Every way was used: a person explains it."""


def is_all(facts: Facts, readings: Sequence[Reading], last: ReplyView | None, issue: Issue | None) -> bool:
    """Say whether a wish about our last answer is all that matters now: danger and a wish for a person always win."""
    if last is None or not last.cards or any(reading.screens or reading.problems for reading in readings):
        return False
    if facts.risks or facts.doubts or facts.is_instructed:
        return False
    if facts.wants_person is not None and facts.wants_person.method != BY_MODEL:
        return False  # what the learned listener alone takes for a wish is none: all of the message says something else
    pending = pending_question(issue)
    return pending is None or not (pending.q_id in _SAFETY or pending.q_id.startswith(DOUBT))


def once_more(last: ReplyView) -> Presentation:
    """Return the last answer as it was."""
    return Presentation(
        language=last.language,
        cards=last.cards,
        choices=last.choices,
        hotlines=last.hotlines,
        is_urgent=last.is_urgent,
        article_id=last.article_id,
    )


def with_place(outcome: Outcome, last: ReplyView, name: str | None, *, is_said: bool) -> Outcome:
    """Return ``outcome`` with what belongs to the answer that is said again, and the way that was used for it."""
    if not is_said:
        return outcome
    ways = last.reworded if name is None else (*last.reworded, name)
    reply = replace(
        outcome.reply,
        guide=last.guide,
        is_sample=last.is_sample,
        marked_url=last.marked_url,
        pinned=last.pinned,
        reworded=ways,
        autoplay=last.autoplay,
    )
    return replace(outcome, reply=reply)


def reworded(
    last: ReplyView,
    article: Article | None,
    issue: Issue | None,
    language: Language,
    region: Region,
    *,
    is_waiting: bool,
) -> tuple[str, Presentation] | None:
    """Return the next way of saying the last answer, by its name and in words; None when every way was used.

    Args:
        last: the last answer; its ``reworded`` names the ways that were used for it.
        article: the guide that it is a step of.
        issue: the matter, for its open question.
        language: words of the language of the answer.
        region: for numbers to ring.
        is_waiting: a person has been called.
    """
    said = "\n".join(card.text for card in last.cards)
    for name, messages in _ways(last, article, issue, language, is_waiting=is_waiting):
        if name in last.reworded:
            continue
        whole = present(Reply(language=language.code, messages=messages), language=language, region=region)
        if name != "plain" and any(card.text in said for card in whole.cards):
            continue
        person = ChoiceLabel(id=PERSON.id, label=language.words(PERSON.key))
        has_person = is_waiting or any(each.id == PERSON.id for each in last.choices)
        choices = last.choices if has_person else (*last.choices, person)
        return name, replace(whole, choices=choices, hotlines=last.hotlines, article_id=last.article_id)
    return None


def _ways(
    last: ReplyView, article: Article | None, issue: Issue | None, language: Language, *, is_waiting: bool
) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """Yield every way, the plainest first."""
    if is_waiting:
        yield "waiting", (Message.of("plainer.waiting"),)
        yield "still_waiting", (Message.of("handoff.already"),)
        return
    if last.guide is not None and article is not None:
        step = article.steps[last.guide.step - 1]
        pieces = plainer(step)
        if pieces:
            yield "plain", pieces
        for gloss in glossary.terms_in(step, language.code)[:1]:
            term, text = directions.as_quote(gloss.term), directions.as_quote(gloss.text)
            yield "meaning", (Message.of("note.meaning", term=term, gloss=text),)
        if article.offline_way:
            yield "offline", (Message.of("guide.offline", text=article.offline_way[0]),)
    elif issue is not None:
        yield from _of_question(issue)
    yield "person", (Message.of("plainer.person"),)


def _of_question(issue: Issue) -> Iterator[tuple[str, tuple[Message, ...]]]:
    pending = pending_question(issue)
    q_id = pending.q_id if pending is not None else None
    thing = known_value(issue.object.name)
    if q_id in _ASKED_AGAIN and (q_id != "symptom" or thing is not None):
        params = {"object": thing} if q_id == "symptom" and thing is not None else {}
        yield "question", (Message.of(f"ask.{q_id}_again", **params),)
    elif q_id == "which_article":
        yield "question", (Message.of("plainer.which"),)
    elif q_id == "teach_back":
        yield "question", (Message.of("plainer.teach_back"),)
    elif q_id == "confirm_goal":
        yield "question", (Message.of("plainer.confirm"),)
    spots = issue.control.spots if issue.control is not None else ()
    if q_id == "step" and len(spots) == 1:
        near = spots[0].words_near
        if near is not None:
            yield "near", (Message.of("control.nearest", words=directions.as_quote(near)),)
        if spots[0].nth is not None:
            yield "order", (Message.of("control.count", nth=str(spots[0].nth)),)


def plainer(step: str) -> tuple[Message, ...]:
    """Return a step as what to look for and what to do with it, or cut into its pieces; empty when it cannot be."""
    whole = _TAP.fullmatch(step.rstrip("。."))
    if whole is not None:
        return _found(whole)
    parts = _parts(step)
    taps = [match for part in parts if (match := _TAP.fullmatch(part)) is not None]
    if len(taps) == 1:
        pieces = (_found(match) if (match := _TAP.fullmatch(part)) else (_sentence(part),) for part in parts)
        return tuple(message for piece in pieces for message in piece)
    is_same = all(part in _SENTENCES.split(step) for part in parts)
    if is_same or min(len(part) for part in parts) < MIN_PIECE:
        return ()
    return Message.of("plainer.bit_by_bit"), *(_sentence(part) for part in parts)


def _parts(step: str) -> list[str]:
    """Return the pieces of a step between its commas and full stops; words of a screen are never cut."""
    quotes = _QUOTE.findall(step)
    marked = _QUOTE.sub(lambda match: chr(_MARK + quotes.index(match[0])), step)
    parts: list[str] = []
    for part in (each.strip() for each in _PARTS.split(marked) if each.strip()):
        if parts and (_BOUND.search(parts[-1]) or _GOES_ON.match(part)):
            parts[-1] = f"{parts[-1]}，{part}"
        else:
            parts.append(part)
    return [_MARKED.sub(lambda match: quotes[ord(match[0]) - _MARK], part) for part in parts]


def _found(tap: re.Match[str]) -> tuple[Message, ...]:
    """Return what to look for, where, and what to do with it."""
    where = tap["zh_place"] or tap["en_place"]
    there = (Message.of("plainer.place", gloss=where),) if where else ()
    label = Message.of("plainer.find", title=directions.as_quote(tap["zh"] or tap["en"]))
    return label, *there, Message.of("plainer.press")


def _sentence(part: str) -> Message:
    if re.search(r"[\u4e00-\u9fff]", part):
        return Message.of(VERBATIM, text=f"{part}。")
    bare = _AND.sub("", part)
    return Message.of(VERBATIM, text=f"{bare[:1].upper()}{bare[1:]}{'' if bare.endswith('?') else '.'}")
