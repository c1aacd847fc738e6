"""The answer for somebody who does not write themselves: in their language, whole, to be passed on. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from elder_mode.reply import VERBATIM, Message, Reply
from gateway.issue import Issue, Relation
from gateway.knowledge.articles import Article
from gateway.understand.describe import own_words
from modalities.evidence import Reading

FOR_OTHERS: Final = frozenset({Relation.CHILD, Relation.CARER, Relation.NEIGHBOUR})
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def language_of(issue: Issue, readings: Sequence[Reading]) -> str | None:
    """Return the language of the one who is written for, when it is seen to be another than the writer's; else None.

    It is seen in what is on their screen, or in the words that the writer quotes: somebody who writes English for a
    mother whose telephone speaks Chinese. Without such a sign nothing is guessed.
    """
    if issue.reporter.relation not in FOR_OTHERS or issue.language != "en":
        return None
    is_chinese = any(_CHINESE.search(utterance.text) for utterance in own_words(readings))
    return "zh-CN" if is_chinese else None


def whole(article: Article, language: str) -> Reply:
    """Return the whole of an article: why, every step, and the way without a telephone."""
    lead = (Message.of(VERBATIM, text=article.lead),) if article.lead else ()
    steps = tuple(
        Message.of("guide.step", n=str(number), of=str(len(article.steps)), text=step)
        for number, step in enumerate(article.steps, start=1)
    )
    space = " " if language == "en" else ""
    offline = (Message.of("guide.offline", text=space.join(article.offline_way)),) if article.offline_way else ()
    return Reply(language=language, messages=(*lead, *steps, *offline), article_id=article.id)
