"""All that triage needs to know about one message, gathered from words, pictures, articles and the open ticket."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from gateway.dialogue.answers import yes_or_no
from gateway.dialogue.noticing import is_upset, noticed
from gateway.issue import Asked, AskOutcome, Claim, Issue, Priority
from gateway.knowledge import glossary
from gateway.knowledge.articles import Article
from gateway.knowledge.search import MAYBE, Hit, Index
from gateway.knowledge.signs import SignHit
from gateway.redact import says_code
from gateway.submission import Submission
from gateway.ticket import Ticket
from gateway.triage import OFFERED, Situation
from gateway.triage.moves import offered_articles
from gateway.understand import advice, names, replies, watching
from gateway.understand.facts import Facts
from gateway.understand.learned.judge import thresholds
from gateway.understand.pointing import SPOT_CHOICES, says_which
from gateway.understand.screen_claims import read_claim
from gateway.understand.utterance import Source, Utterance, picture_words, utterances
from modalities.evidence import Reading, Screen, ScreenKind
from modalities.same_words import says_same

CONTROL_GUIDE: Final = "control"
"""Guide id of "the button is there": not an article, one step only."""
FEW_LINES: Final = 8
"""A picture with no more lines is about what they say."""
READABLE: Final = 0.85
"""Median score of the lines. Misread print scores 0.8 to 0.96 (docs/decisions.md), clean print nearly 1."""
HARDLY_HEARD: Final = 0.6
"""Confidence of a recogniser below which words of a dialect are left to somebody who speaks it (own choice)."""
CALL: Final = "call_offer"
"""Question id of the offer of a call."""
BACK_AFTER: Final = timedelta(hours=6)
"""Whoever comes back to a step after so long is told where they were. Nothing is closed by it: our own choice."""


def situation(  # noqa: PLR0913  # all that one message brings, and what was known before
    *,
    issue: Issue,
    pending: Asked | None,
    facts: Facts,
    submission: Submission,
    readings: Sequence[Reading],
    earlier: Sequence[Reading],
    ticket: Ticket | None,
    is_always_human: bool,
    index: Index,
    article: Callable[[str, str], Article | None],
    known: Issue | None = None,
) -> Situation:
    """Return all that triage needs to know about this message.

    Args:
        issue: as described, with the open question already answered.
        pending: the question that was open when the message came.
        facts: what the message's words hold.
        submission: the message.
        readings: what its attachments gave.
        earlier: readings of the issue's earlier messages.
        ticket: the open ticket of the session.
        is_always_human: the person wants persons only.
        index: the articles that may answer.
        article: looks an article up by id and language.
        known: the same issue before this message; None when there was none.
    """
    said = [utterance for reading in readings for utterance in utterances(reading)]
    own = [each for each in said if each.is_own_words and each.text.strip()]
    words = " ".join(each.text for each in own)
    about = (issue.object.name.value,) if issue.object.name else ()
    is_only_way = bool(facts.needs) and facts.goal is None and facts.symptom is None and not facts.objects
    query = "" if is_only_way else _query(own, earlier, pending)
    is_heard = any(each.source is Source.HEARD for each in own)
    hits = index.search(query, language=submission.language, is_heard=is_heard, about=about) if query else ()
    signs = _signs(readings, hits, index, submission.language)
    choice = submission.choice
    chosen = _chosen(issue, pending, choice, submission.language, article)
    needs_before = {each.need for each in known.access_needs} if known is not None else set()
    return Situation(
        has_own_words=bool(own),
        has_picture_words=any(screen.lines for reading in readings for screen in reading.screens),
        problems=tuple(problem.code for reading in readings for problem in reading.problems),
        new_risks=facts.risks,
        wants_person=facts.wants_person is not None or is_always_human,
        choice=choice,
        pending=pending,
        said_yes=yes_or_no(choice, facts, own, pending),
        said_done=facts.said_done,
        hits=hits,
        sign_hits=tuple(sign for sign, _ in signs),
        sign_message=signs[0][1] if signs else None,
        chosen_article=chosen,
        is_thanks=bool(own) and all(replies.is_thanks(each.text) for each in own),
        is_small_talk=bool(own) and all(replies.is_small_talk(each.text) for each in own),
        names_control=facts.control is not None or _names_spot(issue, pending, choice, own),
        is_instructed=facts.is_instructed,
        ticket_owner=ticket.owner if ticket else None,
        ticket_reasons=ticket.route.reasons if ticket and ticket.route else (),
        ticket_priority=ticket.priority if ticket else Priority.P2,
        picture_is_readable=_is_readable(readings),
        is_surely_ordinary=facts.p_ordinary is None or facts.p_ordinary >= thresholds()["ordinary"]["answer"],
        doubts=facts.doubts,
        is_refusing_person=issue.wants_person is not None and not issue.wants_person.value and not is_always_human,
        noticed=noticed(own, earlier, submission.language),
        is_upset=is_upset(issue, facts),
        wants_advice=advice.wanted(own),
        tells_code=any(says_code(each.text) for each in own),
        new_needs=tuple(each.need for each in facts.needs if each.need not in needs_before),
        is_screen_changed=_is_screen_changed(readings, earlier),
        is_step_named=_is_step_named(pending, own, chosen),
        is_back=_is_back(pending, submission.created_at, words),
        is_said_again=_is_said_again(own, issue, index, submission.language),
        meaning=_meaning(issue, words, submission.language, chosen),
        happening=watching.happening(readings),
        is_hardly_heard=facts.dialect_hint is not None and any(_is_unsure(each) for each in own),
        takes_call=_takes_call(issue, choice, own),
        is_only_way=is_only_way,
    )


def _is_unsure(utterance: Utterance) -> bool:
    return utterance.source is Source.HEARD and utterance.confidence < HARDLY_HEARD


def _takes_call(issue: Issue, choice: str | None, own: Sequence[Utterance]) -> bool:
    """Say whether a person who calls, or writes, was offered beside the last answer, and is wanted."""
    last = issue.asked[-2] if len(issue.asked) > 1 else None
    if last is None or last.q_id != CALL or last.outcome is not AskOutcome.SKIPPED:
        return False
    return choice == "want" or (choice is None and any(replies.takes_offer(each.text) for each in own))


def _names_spot(issue: Issue, pending: Asked | None, choice: str | None, own: Sequence[Utterance]) -> bool:
    """Say whether the person chooses one of several controls of one name."""
    is_pointing = issue.attempts is not None and issue.attempts.guide_id == CONTROL_GUIDE
    is_asked = is_pointing and pending is not None and pending.q_id == "step"
    return choice in SPOT_CHOICES or (is_asked and says_which(" ".join(each.text for each in own)))


def _signs(
    readings: Sequence[Reading], hits: Sequence[Hit], index: Index, language: str
) -> tuple[tuple[SignHit, Claim[str]], ...]:
    """Return the articles that explain words in the pictures, the most fitting first, each with those words.

    A sign counts when it stands in a failure or a dialog, when the picture holds little else, or when the person's
    words lead to the same article. "Skip" in the corner of a page says nothing about what the person wants.
    """
    liked = {hit.article.id for hit in hits if hit.score >= MAYBE}
    found: list[tuple[bool, bool, SignHit, Claim[str]]] = []
    for reading in readings:
        for screen in reading.screens:
            named = {each.claim.value for each in names.objects((_as_own(picture_words(reading, screen)),))}
            for sign in index.by_sign([line.text for line in screen.lines], language):
                is_wanted = sign.article.id in liked
                is_message = sign.line_index in screen.error_lines or len(screen.lines) <= FEW_LINES
                if is_wanted or is_message:
                    line = read_claim(reading, screen, sign.line_index, sign.line_index)
                    found.append((not is_wanted, not named & set(sign.article.about), sign, line))
    return tuple((sign, line) for _, _, sign, line in sorted(found, key=lambda each: each[:2]))


def _as_own(words: Utterance) -> Utterance:
    """Return words of a picture as if they were said, to look for names in them."""
    return replace(words, source=Source.TYPED)


def _is_readable(readings: Sequence[Reading]) -> bool:
    """Say whether a picture was read well: most of its lines with a score that clean print has."""
    scores = [line.score for reading in readings for screen in reading.screens for line in screen.lines]
    return bool(scores) and sorted(scores)[len(scores) // 2] >= READABLE


def _query(own: Sequence[Utterance], earlier: Sequence[Reading], pending: Asked | None) -> str:
    """Return the words to look answers up with: this message's, after those that its question was about."""
    now = [each.text for each in own]
    if pending is None or pending.q_id in {"step", "teach_back"}:
        return " ".join(now)
    before = [each.text for reading in earlier for each in utterances(reading) if each.is_own_words]
    return " ".join([*before, *now])


def _chosen(
    issue: Issue,
    pending: Asked | None,
    choice: str | None,
    language: str,
    article: Callable[[str, str], Article | None],
) -> Article | None:
    if choice is not None and choice.startswith("article:"):
        return article(choice.removeprefix("article:"), language)
    if pending is not None and pending.q_id == "confirm_goal" and OFFERED in pending.text:
        return article(pending.text.partition(OFFERED)[2], language)
    if issue.attempts is not None and issue.attempts.guide_id != CONTROL_GUIDE:
        return article(issue.attempts.guide_id, language)
    return None


def _is_screen_changed(readings: Sequence[Reading], earlier: Sequence[Reading]) -> bool | None:
    """Say whether the last screen of this message is another one than the last before it; None without two screens."""
    now, before = _screens(readings), _screens(earlier)
    return not says_same(before[-1], now[-1]) if now and before else None


def _screens(readings: Sequence[Reading]) -> list[Screen]:
    drawn = {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN}
    return [screen for reading in readings for screen in reading.screens if screen.lines and screen.kind in drawn]


def _is_step_named(pending: Asked | None, own: Sequence[Utterance], article: Article | None) -> bool | None:
    if pending is None or pending.q_id != "teach_back" or article is None or not own:
        return None
    return any(replies.names_step(each.text, article.steps[0]) for each in own)


def _is_back(pending: Asked | None, at: datetime, words: str) -> bool:
    """Say whether somebody comes back to the step that they were at."""
    if pending is None or pending.q_id != "step":
        return False
    return at - pending.spoken_at >= BACK_AFTER or replies.asks_where_we_were(words)


def _is_said_again(own: Sequence[Utterance], issue: Issue, index: Index, language: str) -> bool:
    """Say whether the words of this message alone lead to an article that was offered and talked past."""
    talked_past = offered_articles(issue, AskOutcome.NOT_UNDERSTOOD)
    if not talked_past or not own:
        return False
    hits = index.search(" ".join(each.text for each in own), language=language)
    return any(hit.article.id in talked_past and hit.score >= MAYBE for hit in hits)


def _meaning(issue: Issue, words: str, language: str, article: Article | None) -> tuple[str, str] | None:
    """Return the word whose meaning is asked, and its meaning; a bare "what does that mean" is about the step."""
    if not words:
        return None
    step_no = issue.attempts.step_no if issue.attempts is not None else 0
    card = article.steps[step_no - 1] if article is not None and 0 < step_no <= len(article.steps) else ""
    gloss = glossary.explain(words, language, card=card)
    return (gloss.term, gloss.text) if gloss is not None else None
