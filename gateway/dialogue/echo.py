"""The person's own words to begin a reply with."""

from collections.abc import Sequence
from typing import Final

from gateway.issue import Issue
from gateway.understand.facts import Facts
from gateway.understand.saying import LATIN_TIMES
from gateway.understand.utterance import Utterance

MAX_ECHO_CHARS: Final = 18
"""One short sentence: the whole of it, with "I heard", must be easy to listen to (docs/dialogue.md, rule 15)."""


def echo_of(facts: Facts, own: Sequence[Utterance], issue: Issue) -> str | None:
    """Return the person's own words to begin a reply with: short, without numbers that were not read back."""
    is_only_way = bool(facts.needs) and facts.goal is None and facts.symptom is None
    if is_only_way or facts.said_yes is not None or facts.said_done is not None or facts.does_not_know:
        return None
    risky = [quote.quote for number in issue.numbers if number.needs_confirmation for quote in number.value.evidence]
    claims = [claim.value for claim in (facts.goal, facts.symptom) if claim is not None]
    claims = [words for words in claims if not any(words != other and words in other for other in claims)]
    whole = own[0].text.strip(" ，,。.!！?？") if own else ""
    joined = "，".join(dict.fromkeys(claims))
    thing = issue.object.name.value if issue.object.name is not None else ""
    # Words that leave out the thing which the person has named are the second choice: "the messages are gone" of what?
    first: list[str] = [whole] if joined and thing and thing not in joined and thing in whole else []
    for words in [*first, joined, *claims, whole]:
        is_short = 0 < weight(words) <= MAX_ECHO_CHARS
        if is_short and "＊" not in words and not any(q and q in words for q in risky):
            return words
    return None


def weight(words: str) -> float:
    """Return how long words are to listen to, in Chinese characters: three or four Latin letters say as much as one."""
    return sum(1 / LATIN_TIMES if char.isascii() else 1 for char in words)
