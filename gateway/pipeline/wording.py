"""A decision into words."""

from dataclasses import replace

from elder_mode import language as languages
from elder_mode.language import Language
from elder_mode.present import present
from elder_mode.region import Region
from elder_mode.reply import Presentation, Reply
from gateway import setting_reply
from gateway.answer import WORDS_OF, Hall, compose, forwarding
from gateway.issue import Issue, RouteDecision
from gateway.knowledge.articles import Article
from gateway.outcome import Forward
from gateway.pipeline.outgoing import is_forbidden
from gateway.pipeline.records import Extra
from gateway.triage import Decision


def worded(
    decision: Decision, issue: Issue, hall: Hall, extra: Extra, language: Language, region: Region
) -> Presentation:
    """Return the words of a decision in the language of the person."""
    reply = compose(decision, issue, hall, extra.echo)
    if decision.route is not RouteDecision.HUMAN and not decision.notes:
        reply = setting_reply.offer(reply, extra.offered)
    return present(_with_words(reply, language), language=language, region=region)


def forward(article: Article, language: str, region: Region) -> Forward | None:
    """Return the whole of ``article`` for somebody who reads ``language``; None when it may not leave."""
    presentation = present(forwarding.whole(article, language), language=languages.load(language), region=region)
    return Forward(language=language, cards=presentation.cards) if not is_forbidden(presentation) else None


def _with_words(reply: Reply, language: Language) -> Reply:
    """Put words in the place of parameters that name another key."""

    def resolved(params: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, language.words(value[len(WORDS_OF) :]) if value.startswith(WORDS_OF) else value)
            for name, value in params
        )

    messages = tuple(replace(message, params=resolved(message.params)) for message in reply.messages)
    return replace(reply, messages=messages)
