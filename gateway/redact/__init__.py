"""Personal data hidden character by character, so that every offset into the text still holds.

Works on words as people speak, type and mis-type them: spaced, dashed, full-width, in Chinese digits and in English
words, with hesitations. It looks at the form and the words around it, never at a checksum: a wrongly read number is as
personal as a right one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gateway.redact import accounts, numbers, people
from gateway.redact.spoken import simplified

MASK: Final = "＊"
_RANK: Final = {
    kind: rank
    for rank, kind in enumerate(
        ("email", "password", "code", "id_card", "bank_card", "wechat", "phone", "address", "name_labelled")
    )
}
_HIDDEN_CODE: Final = re.compile(rf"{MASK}{{3,}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedSpan:
    """A stretch that was hidden."""

    start: int
    end: int
    """Exclusive."""
    kind: str
    """``id_card bank_card phone code password address name_labelled wechat email``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text of the same length with personal data hidden."""

    text: str
    spans: tuple[MaskedSpan, ...]
    """In order, not overlapping."""


def mask(text: str) -> Masked:
    """Return ``text`` with every character of personal data replaced by one ``＊``, and what was hidden.

    Not hidden: order and reference numbers, amounts, dates, error codes, hotlines, tails of cards. Hiding twice changes
    nothing.
    """
    spans = _disjoint(sorted(_found(text), key=lambda span: (_RANK[span.kind], span.start)), len(text))
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = [MASK] * (span.end - span.start)
    return Masked(text="".join(chars), spans=spans)


def says_code(text: str) -> bool:
    """Say whether ``text`` says a one-time code, as it was said or already masked.

    A code that stands in the words of a person is one they are about to give away: they are told to tell nobody.
    """
    if any(span.kind == "code" for span in _found(text)):
        return True
    simple = simplified(text)
    return any(
        numbers.names_code(simple[max(0, run.start() - 40) : run.start()], simple[run.end() : run.end() + 24])
        for run in _HIDDEN_CODE.finditer(text)
    )


def _disjoint(spans: list[MaskedSpan], length: int) -> tuple[MaskedSpan, ...]:
    kept: list[MaskedSpan] = []
    taken = bytearray(length)
    for span in spans:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def _found(text: str) -> Iterator[MaskedSpan]:
    simple = simplified(text)
    for find in (accounts.find, numbers.find, people.addresses, people.names):
        for start, end, kind in find(simple):
            yield MaskedSpan(start=start, end=end, kind=kind)
