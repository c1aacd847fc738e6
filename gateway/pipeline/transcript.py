"""What one message adds to the conversation: the person's words, the button that was pressed, and our answer."""

from collections.abc import Sequence
from datetime import datetime

from elder_mode.language import Language
from elder_mode.reply import Presentation
from gateway.pipeline.records import Turn
from gateway.pipeline.shelf import Shelf
from gateway.ticket import Author, TranscriptPart
from gateway.understand.utterance import utterances
from modalities.evidence import Transcript


def parts(turn: Turn, presentation: Presentation, language: Language, shelf: Shelf) -> tuple[TranscriptPart, ...]:
    """Return the person's parts, then ours."""
    chosen = _choice_words(turn, language, shelf)
    return (*_customer_parts(turn, chosen), *_bot_parts(presentation, turn.now))


def _customer_parts(turn: Turn, chosen: str | None) -> Sequence[TranscriptPart]:
    found = []
    for utterance in (each for reading in turn.readings for each in utterances(reading)):
        words = next((r.transcript for r in turn.readings if r.input_id == utterance.input_id), None)
        times = _times(words) if utterance.is_own_words else ()
        found.append(
            TranscriptPart(
                author=Author.CUSTOMER,
                input_id=utterance.input_id,
                modality=utterance.modality.value,
                text=utterance.text,
                at=turn.submission.created_at,
                words=times,
            )
        )
    if chosen is not None:
        found.append(TranscriptPart(author=Author.CUSTOMER, input_id=None, modality="choice", text=chosen, at=turn.now))
    return found


def _choice_words(turn: Turn, language: Language, shelf: Shelf) -> str | None:
    """Return the words on the button that was pressed, or None; an unknown id is no button of ours."""
    choice = turn.submission.choice
    if choice is None:
        return None
    if choice.startswith("article:"):
        article = shelf.article(choice.removeprefix("article:"), turn.submission.language)
        return article.goal if article is not None else None
    key = f"choice.{choice}"
    return language.words(key) if language.has(key) and "{" not in language.template(key) else None


def _times(transcript: Transcript | None) -> tuple[tuple[str, float, float], ...]:
    return tuple((word.text, word.t0_s, word.t1_s) for word in transcript.words) if transcript else ()


def _bot_parts(presentation: Presentation, now: datetime) -> tuple[TranscriptPart, ...]:
    if not presentation.cards:
        return ()
    text = "\n".join(card.text for card in presentation.cards)
    return (TranscriptPart(author=Author.BOT, input_id=None, modality="text", text=text, at=now),)
