"""How Chinese characters sound without tones, with the sounds merged that accents and recognisers mix up."""

from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

_MERGED: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"))
_FIRST: Final = {"r": "l", "n": "l", "f": "h"}


def is_chinese(char: str) -> bool:
    """Say whether ``char`` is one of the common Chinese characters."""
    return "\u4e00" <= char <= "\u9fff"


@lru_cache(maxsize=8192)
def sound(char: str) -> str:
    """Return the merged sound of a Chinese character; any other character is returned as it is."""
    if not is_chinese(char):
        return char
    spoken: str = lazy_pinyin(char, style=Style.NORMAL)[0]
    for heard, written in _MERGED:
        spoken = spoken.replace(heard, written)
    return _FIRST.get(spoken[0], spoken[0]) + spoken[1:]
