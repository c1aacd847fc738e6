"""Which sentences are always the same, so that their sound can be made before anybody needs it."""

from elder_mode.language import Language, gaps
from elder_mode.region import Region
from elder_mode.sentences import split
from elder_mode.spoken import for_the_ear

_URGENT = ("risk.", "safety.")
"""Rooms of the language files with the lines of danger (P0)."""
_USUAL = ("handoff.", "problem.", "ask.", "guide.", "need_on.", "note.")
"""Rooms that answer often."""
_NUMBER = frozenset({"number"})


def urgent_lines(language: Language, region: Region) -> tuple[str, ...]:
    """Return every sentence of danger for the ear, with each number of the region where one is named."""
    numbers = tuple(line.number for line in region.hotlines)
    return _sentences(language, _URGENT, numbers)


def usual_lines(language: Language) -> tuple[str, ...]:
    """Return the other fixed sentences for the ear."""
    return _sentences(language, _USUAL, ())


def _sentences(language: Language, rooms: tuple[str, ...], numbers: tuple[str, ...]) -> tuple[str, ...]:
    texts: list[str] = []
    for key in sorted(language.entries):
        if not key.startswith(rooms):
            continue
        template = language.template(key)
        if not gaps(template):
            texts.append(template)
        elif gaps(template) == _NUMBER:
            texts += [language.words(key, number=number) for number in numbers]
    spoken = [line for text in texts for part in split(text) for line in split(for_the_ear(part, language.asked))]
    return tuple(dict.fromkeys(spoken))
