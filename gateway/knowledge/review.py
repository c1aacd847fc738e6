"""What an editor should mend in an article before it may answer: facts, wording, and how it sounds.

Sentence rules stand in ``wording``; every sentence of a step is also held to the rules for what may leave Lantern at
all (``elder_mode.outbound``), because it will stand on a card as it is. ``preview`` is what the person hears first.
"""

import re
from datetime import date
from typing import Final

from elder_mode import outbound, plain
from elder_mode.spoken import for_the_ear
from gateway.knowledge import wording
from gateway.knowledge.articles import TOPICS, Article, Status

QUESTIONS: Final = 5
MAX_SENTENCES_PER_STEP: Final = 2
MAX_OFFLINE_SENTENCES: Final = 3
MAX_PREVIEW_SENTENCES: Final = 2
_KINDNESS: Final = ("blames", "elderspeak")
_NEVER_DECIDED: Final = re.compile(r"药|医保|养老金|养老资格|\b(?:medicine|dose|pension|insurance)\b", re.IGNORECASE)
_MONEY_TOPICS: Final = ("payment", "scam")
_SAID_AS_LETTERS: Final = frozenset({"qq", "wifi", "app", "atm", "sim", "ic", "ct", "vip"})
"""Latin that people say in the middle of Chinese. Anything else a Chinese voice spells or swallows."""
_LATIN: Final = re.compile(r"[A-Za-z]+")
_UNSPOKEN_CHINESE: Final = re.compile(r"[^㐀-鿿A-Za-z，。！？：；、（）\s]")
_UNSPOKEN_ENGLISH: Final = re.compile(r"[^A-Za-z0-9À-ÿ,.!?:;'’\"“”()\-\s]")
_UNIT: Final = re.compile(r"(?<![A-Za-z])(?:mg|ml|kg|km|cm|mm|gb|mb|kb|mah|mmhg|px)(?![A-Za-z])", re.IGNORECASE)


def check(article: Article, today: date) -> tuple[str, ...]:
    """Return what an editor should mend in an article, one plain sentence each; empty when nothing."""
    found = [*_fact_findings(article), *_text_findings(article), *_preview_findings(article)]
    if article.review_due < today:
        found.append(f"The review was due on {article.review_due}; until it is done the article is not used.")
    if article.review_due < article.reviewed:
        found.append("The next review is due before the last one.")
    return tuple(found)


def preview(article: Article) -> str:
    """Return the beginning of an article as it is said aloud: its lead, if any, and the first sentence of step 1."""
    opening = (*wording.sentences(article.lead)[:1], *wording.sentences(article.steps[0])[:1])
    mark = " " if article.language == "en" else ""
    return for_the_ear(mark.join(opening[:MAX_PREVIEW_SENTENCES]), article.language)


def unspeakable(said: str, language: str) -> tuple[str, ...]:
    """Return what a voice would stumble over in words meant for the ear: marks, units, foreign letters."""
    found = [*_UNIT.findall(said), *(_UNSPOKEN_ENGLISH if language == "en" else _UNSPOKEN_CHINESE).findall(said)]
    if language != "en":
        found += [word for word in _LATIN.findall(said) if word.lower() not in _SAID_AS_LETTERS]
    return tuple(dict.fromkeys(found))


def _fact_findings(article: Article) -> list[str]:
    found = []
    if article.topic not in TOPICS:
        found.append(f"The topic {article.topic} is not one of {', '.join(TOPICS)}.")
    if article.status not in tuple(Status):
        found.append(f"The status {article.status} is neither sample nor approved.")
    if len(article.questions) != QUESTIONS or len(set(article.questions)) != QUESTIONS:
        found.append(f"There must be {QUESTIONS} different questions; there are {len(set(article.questions))}.")
    if not article.offline_way:
        found.append("The way without the phone is missing.")
    if article.topic in _MONEY_TOPICS and not article.is_money_or_code:
        found.append("It is about money, so is_money_or_code must be true.")
    if _NEVER_DECIDED.search(f"{article.title} {article.goal}") and not article.decides_nothing:
        found.append("It is about dose, insurance or pension, so decides_nothing must be true.")
    return found


def _text_findings(article: Article) -> list[str]:
    texts = [("lead", article.lead, 1), ("title", article.title, 1), ("goal", article.goal, 1)]
    texts += [(f"step {number}", step, MAX_SENTENCES_PER_STEP) for number, step in enumerate(article.steps, 1)]
    texts.append(("way without the phone", "\n".join(article.offline_way), MAX_OFFLINE_SENTENCES))
    explained = f"{article.title} {article.lead}"
    found = []
    for where, text, most in texts:
        parts = [sentence for line in text.splitlines() for sentence in wording.sentences(line)]
        if len(parts) > most:
            found.append(f"The {where} has {len(parts)} sentences; at most {most} are allowed.")
        reasons = [reason for part in parts for reason in wording.findings(part, article.language, explained=explained)]
        if where.startswith("step"):
            reasons += wording.actions_findings(text, article.language)
        reasons += _leaving_findings(text, is_card=where not in {"title", "goal"})
        found += [f"The {where}: {reason}." for reason in dict.fromkeys(reasons)]
    return found


def _leaving_findings(text: str, *, is_card: bool) -> list[str]:
    """Return the outbound rules that a text breaks; a title or goal is no card, but must be kind."""
    return [
        f"may not leave ({rule})"
        for rule in (outbound.broken_rules(text) if text else ())
        if is_card or rule in _KINDNESS
    ]


def _preview_findings(article: Article) -> list[str]:
    said = preview(article)
    found = [f"The spoken preview cannot say {word}." for word in unspeakable(said, article.language)]
    if not said.strip(" ,.，。"):
        found.append("The spoken preview is empty.")
    if len(plain.sentences(said)) > MAX_PREVIEW_SENTENCES:
        found.append(f"The spoken preview has more than {MAX_PREVIEW_SENTENCES} sentences.")
    return found
