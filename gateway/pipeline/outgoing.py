"""What may leave: nothing that asks for what we never ask for, and no number that stands nowhere. Pure."""

from collections.abc import Iterator, Sequence

from elder_mode.outbound_numbers import invented
from elder_mode.plain import forbidden
from elder_mode.reply import Presentation
from elder_mode.sentences import unquoted
from gateway.answer import Hall
from gateway.issue import Claim, ClaimStatus, Issue
from gateway.knowledge.articles import Article
from gateway.pipeline.records import Turn
from gateway.pipeline.shelf import Shelf
from gateway.triage import Decision
from gateway.understand.describe import own_words


def is_forbidden(presentation: Presentation) -> bool:
    """Say whether our own words ask for something we never ask for. Quotes of a screen or of the person may."""
    return any(forbidden(unquoted(card.text), presentation.language) for card in presentation.cards)


def is_made_up(presentation: Presentation, known: Sequence[str]) -> bool:
    """Say whether a card names a number that stands in none of ``known``: nobody knows where it comes from.

    Lines of danger are ours word for word, with the numbers of the region; they are never held back by this.
    """
    return not presentation.is_urgent and any(invented(card.text, known) for card in presentation.cards)


def sources(turn: Turn, issue: Issue, decision: Decision, hall: Hall, shelf: Shelf) -> tuple[str, ...]:
    """Return every text that a number of the answer may come from.

    What was said and shown in this conversation, values that are more than inferred, the articles of this decision and
    of the last answer, the hotlines of the region, and what the program has counted itself (the queue, steps, places
    on the screen).
    """
    conversation = turn.conversation
    last = conversation.last_reply
    named = last.article_id if last is not None else None
    again = shelf.article(named, turn.submission.language) if named is not None else None
    articles = (*decision.candidates, *(each for each in (decision.article, again) if each is not None))
    return (
        *(each.text for each in own_words((*conversation.readings, *turn.readings))),
        *(part.text for part in conversation.transcript),
        *(card.text for card in (last.cards if last is not None else ())),
        *_values(issue),
        *(text for article in articles for text in _words_of(article)),
        *(decision.meaning or ()),
        *(number for _, number in hall.numbers),
        *_counted(issue, decision, hall),
    )


def _values(issue: Issue) -> Iterator[str]:
    for number in issue.numbers:
        yield number.value.value
        yield number.masked
    claims: tuple[Claim[str] | None, ...] = (
        *(issue.goal, issue.symptom, issue.message_on_screen, issue.happened_at, issue.object.name),
        *(side for each in issue.contradictions for side in (each.claim_a, each.claim_b)),
    )
    for claim in claims:
        if claim is not None and claim.status is not ClaimStatus.INFERRED:
            yield claim.value


def _words_of(article: Article) -> Sequence[str]:
    return (article.goal, article.lead, *article.steps, *article.offline_way)


def _counted(issue: Issue, decision: Decision, hall: Hall) -> Iterator[str]:
    yield str(hall.queue_before)
    yield str(max(1, round((hall.wait_estimate_s or 0) / 60)))
    if decision.article is not None:
        yield from (str(decision.step_no), str(len(decision.article.steps)))
    if decision.happening is not None:
        yield str(decision.happening.second)
    spots = issue.control.spots if issue.control is not None else ()
    yield str(len(spots))
    for spot in spots:
        yield from (str(each) for each in (spot.nth, spot.heard_before + 1, spot.steps_on, spot.steps_back))
