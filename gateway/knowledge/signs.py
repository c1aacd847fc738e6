"""Finding the article whose words stand on a screen or on paper."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from gateway.knowledge.articles import Article
from gateway.knowledge.words import simplified

TOLERANT_FROM = 5
"""Signs of at least so many characters may have one misread character; shorter ones would match anything."""

ANYWHERE_FROM = 3
"""Shorter signs must be at least half of their line: 静音 on a button, not in the middle of a sentence."""

_TURNS_MEANING = frozenset("不未无没非已")
"""未通过 and 已通过 differ by one character and say the opposite."""
_UNREAD = re.compile(r"[^a-z0-9㐀-鿿]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHit:
    """An article that explains words which stand in a picture."""

    article: Article
    sign: str
    """The sign as the article writes it."""
    line_index: int
    """Which of the lines holds it, from 0."""
    is_exact: bool
    """False when one character differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign made comparable."""

    article: Article
    text: str
    spaced: str
    folded: str


def signs_of(articles: Iterable[Article]) -> tuple[Sign, ...]:
    """Return the signs of the articles, longest first."""
    found = [
        Sign(article=article, text=text, spaced=_spaced(text), folded=fold(text))
        for article in articles
        for text in article.signs
    ]
    return tuple(sorted((sign for sign in found if sign.folded), key=lambda sign: (-len(sign.folded), sign.article.id)))


def find(signs: Sequence[Sign], lines: Sequence[str]) -> tuple[SignHit, ...]:
    """Return the signs that stand in the lines: longest first, of equal length the exactly read first.

    Each article comes at most once, with its best sign. A sign may run over the end of a line into the next one.
    """
    read = [_Line(spaced=_spaced(line), folded=fold(line)) for line in lines]
    hits: dict[str, tuple[int, SignHit]] = {}
    for is_exact, stands_in in ((True, _stands_in), (False, _nearly_stands_in)):
        for sign in signs:
            at = next((index for index in range(len(read)) if stands_in(sign, read[index : index + 2])), None)
            if at is not None and sign.article.id not in hits:
                hit = SignHit(article=sign.article, sign=sign.text, line_index=at, is_exact=is_exact)
                hits[sign.article.id] = (len(sign.folded), hit)
    ordered = sorted(hits.values(), key=lambda item: (-item[0], not item[1].is_exact, item[1].line_index))
    return tuple(hit for _, hit in ordered)


def fold(text: str) -> str:
    """Return a line as bare letters, digits and 汉字, so that spaces, width and script make no difference."""
    return _spaced(text).replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    spaced: str
    folded: str


def _spaced(text: str) -> str:
    return _UNREAD.sub(" ", simplified(text)).strip()


def _stands_in(sign: Sign, lines: Sequence[_Line]) -> bool:
    line = lines[0]
    if sign.folded.isascii():  # "no signal" does not stand in "piano signals"; OCR may lose the spaces of a whole line
        return f" {sign.spaced} " in f" {line.spaced} " or sign.folded == line.folded
    if len(sign.folded) < ANYWHERE_FROM:
        return sign.folded in line.folded and len(sign.folded) * 2 >= len(line.folded)
    if sign.folded in line.folded:
        return True
    following = lines[1].folded if len(lines) > 1 else ""
    return bool(line.folded) and sign.folded not in following and sign.folded in line.folded + following


def _nearly_stands_in(sign: Sign, lines: Sequence[_Line]) -> bool:
    size = len(sign.folded)
    if size < TOLERANT_FROM:
        return False
    text = lines[0].folded
    if sign.folded.isascii():
        return _is_misread(text, sign.folded)
    return any(
        _is_misread(text[at : at + width], sign.folded)
        for width in (size, size - 1, size + 1)
        for at in range(len(text) - width + 1)
    )


def _is_misread(read: str, sign: str) -> bool:
    """Say whether ``read`` is the sign with one character misread, lost or added that does not turn the meaning."""
    if Levenshtein.distance(read, sign, score_cutoff=1) != 1:
        return False
    (edit,) = Levenshtein.editops(read, sign)
    changed = read[edit.src_pos : edit.src_pos + 1] + sign[edit.dest_pos : edit.dest_pos + 1]
    return not _TURNS_MEANING.intersection(changed)
