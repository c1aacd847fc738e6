"""Written Chinese in traditional characters, for Cantonese readers, until there are articles of their own."""

from functools import cache
from types import MappingProxyType

from opencc import OpenCC

_USUAL = str.maketrans({"羣": "群", "麪": "麵"})
"""Characters that the tables prefer and people hardly write."""
_CLOCK = MappingProxyType({"鍾": "鐘"})
"""A lone 钟 is a clock; only before these it is the verb "to like"."""
_LIKED = ("意", "愛", "情")


def in_traditional(text: str) -> str:
    """Return ``text`` in traditional characters of Hong Kong; what is traditional already stays as it is."""
    if text.isascii():
        return text
    shown: str = _converter().convert(text).translate(_USUAL)
    return "".join(
        mark if shown[place + 1 : place + 2] in _LIKED else _CLOCK.get(mark, mark) for place, mark in enumerate(shown)
    )


@cache
def _converter() -> OpenCC:
    return OpenCC("s2hk")
