"""Runs of digits as people write, speak and mis-hear them: 幺三八 零零…, １３８, double five, 三个八, 138 嗯 0013."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from opencc import OpenCC

_HAN: Final = {
    **{char: str(place) for place, char in enumerate("零一二三四五六七八九")},
    "〇": "0", "○": "0", "洞": "0", "圈": "0",
    "幺": "1", "么": "1", "妖": "1", "腰": "1", "吆": "1", "拐": "7", "勾": "9", "两": "2",
    "壹": "1", "贰": "2", "貳": "2", "叁": "3", "參": "3", "肆": "4", "伍": "5", "陆": "6", "陸": "6", "柒": "7",
    "捌": "8", "玖": "9",
}  # fmt: skip
_ONLY_BESIDE: Final = frozenset("洞圈妖腰吆么拐勾两")
"""Words of their own: digits only where a digit stands beside them."""
_ENGLISH: Final = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "o": "0",
}  # fmt: skip
_TIMES: Final = {
    "double": 2,
    "triple": 3,
    "两个": 2,
    "俩": 2,
    "三个": 3,
    "四个": 4,
    "五个": 5,
    "六个": 6,
    "一个": 1,
    "双": 2,
    "仨": 3,
    "2个": 2,
    "3个": 3,
    "4个": 4,
}
_ONE: Final = rf"(?:[0-9]|[{''.join(_HAN)}]|(?<![a-z])(?:{'|'.join(_ENGLISH)})(?![a-z]))"
_TOKEN: Final = re.compile(rf"(?:(?P<times>{'|'.join(_TIMES)}) ?(?={_ONE}))?(?P<one>{_ONE})", re.IGNORECASE)
_GAP: Final = re.compile(
    r"(?:[ \t\-‐—–_.·/,,、…~()\[\]]|嗯|啊|呃|额|哦|唔|诶|欸|那个|这个|然后|再来个?|还有|接着|括号|括弧|后面是|后面|"
    r"杠|横线|横杠|空格|是|呢|吧|哈|等等|等一下|等下|"
    r"等我看看|我看看|我看下|我想想|让我想想|跟住|之后|仲有|对|"
    r"(?<![a-z])(?:um+|uh+|er+m?|then|and then|and|dash|space|hyphen|let's see|let me see|let me think|hang on|"
    r"hold on|wait|sorry|yes|what is it)(?![a-z]))*",
    re.IGNORECASE,
)
_STANDS_ALONE: Final = 11
_MAX_GAP: Final = 18
_SCALE: Final = frozenset("十百千万亿拾佰仟")
_COUNTED: Final = re.compile(
    r"[个位天年月块元毛角分点次岁只条张件人楼层号句遍步斤米回种家瓶盒片粒下周刻度成半样道间把本万千百十]|小时|多|几"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Digits that belong together."""

    start: int
    end: int
    """Exclusive."""
    digits: str
    places: tuple[tuple[int, int], ...]
    """Where each digit stands; digits of one word share a place."""
    breaks: tuple[int, ...]
    """How many digits stand before each comma or pause inside."""
    is_spoken: bool
    """Some of them are words."""

    def part(self, first: int, after: int) -> "Run":
        """Return the digits ``first`` to ``after`` (exclusive) as a run of their own."""
        return Run(
            start=self.places[first][0],
            end=self.places[after - 1][1],
            digits=self.digits[first:after],
            places=self.places[first:after],
            breaks=tuple(at - first for at in self.breaks if first < at < after),
            is_spoken=self.is_spoken,
        )

    def parts(self, is_whole: Callable[[str], bool]) -> tuple["Run", ...]:
        """Return the stretches between pauses that are whole by themselves apart from the rest, else the run as it is.

        A stretch is taken out when it is long enough to stand alone; short ones only when all of them are whole.
        """
        cuts = (0, *self.breaks, len(self.digits))
        bounds = [(first, after) for first, after in pairwise(cuts) if first < after]
        is_each = [is_whole(self.digits[first:after]) for first, after in bounds]
        stands = [
            whole and after - first >= _STANDS_ALONE for whole, (first, after) in zip(is_each, bounds, strict=True)
        ]
        if len(bounds) < 2 or not (all(is_each) or any(stands)):  # noqa: PLR2004 - nothing to part
            return (self,)
        pieces: list[tuple[int, int]] = []
        was_alone = True
        for (first, after), alone in zip(bounds, is_each if all(is_each) else stands, strict=True):
            if pieces and not alone and not was_alone:
                pieces[-1] = (pieces[-1][0], after)
            else:
                pieces.append((first, after))
            was_alone = alone
        return tuple(self.part(first, after) for first, after in pieces)


@lru_cache(maxsize=8192)
def half_width(char: str) -> str:
    """Return the one half-width character that ``char`` stands for, or ``char``: the length must not change."""
    new = unicodedata.normalize("NFKC", char)
    return new if len(new) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simple(char: str) -> str:
    half: str = half_width(char)
    if half.isascii():
        return half
    new: str = _converter().convert(half)
    return new if len(new) == 1 else half


def simplified(text: str) -> str:
    """Return ``text`` of the same length in half-width, simplified characters; capitals stay."""
    return text if text.isascii() else "".join(_simple(char) for char in text)


def runs(text: str, least: int = 3) -> Iterator[Run]:
    """Yield the runs of at least ``least`` digits in ``text``, which is half width, in order.

    A numeral that is counted with (三个苹果, 一百) ends a run.
    """
    tokens = [token for token in _TOKEN.finditer(text) if not _is_numeral(text, token)]
    group: list[re.Match[str]] = []
    for token in tokens:
        if group and not _belongs(text, group[-1], token):
            yield from _run(text, group, least)
            group = []
        group.append(token)
    yield from _run(text, group, least)


def _is_numeral(text: str, token: re.Match[str]) -> bool:
    """Say whether a word for a digit is part of a number with units: 三 in 三百, 五 in 十五."""
    word = token["one"]
    if word.isdigit() or word.isascii():
        return False
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    return (after != "" and after in _SCALE) or (before != "" and before in _SCALE)


def _belongs(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    between = text[last.end() : token.start()]
    if len(between) > _MAX_GAP or (between and _GAP.fullmatch(between) is None):
        return False
    if last["one"].isalpha() and last["one"].isascii() and token["one"].isdigit() and "," in between:
        return False  # "the old one, 310 104 …"
    is_word = not token["one"].isdigit()
    return not (between and is_word and token["one"] in _ONLY_BESIDE)


def _is_long(text: str, end: int) -> bool:
    """Say whether eleven figures stand together before ``end``: a number that is over."""
    return re.search(rf"[0-9]{{{_STANDS_ALONE}}}$", text[max(0, end - _STANDS_ALONE) : end]) is not None


def _run(text: str, group: list[re.Match[str]], least: int) -> Iterator[Run]:
    while group and group[0]["one"] in _ONLY_BESIDE and not group[0]["times"]:
        group = group[1:]
    if group and len(group) > 1 and not group[-1]["one"].isdigit() and not group[-1]["one"].isascii():
        # the last word may begin the next phrase: 幺三八…八 两个人, 一三八…零 一个月
        apart = text[group[-2].end() : group[-1].start()] or group[-2]["one"].isascii()
        if apart and _COUNTED.match(text, group[-1].end()):
            group = group[:-1]
    digits, breaks, last_end = "", [], None
    places: list[tuple[int, int]] = []
    for token in group:
        gap = "" if last_end is None else text[last_end : token.start()]
        if re.search(r"[,、…。/]|嗯|啊|呃|额|然后|再", gap) or (gap.isspace() and _is_long(text, last_end or 0)):
            breaks.append(len(digits))
        one = token["one"].lower()
        digit = (
            one
            if one.isdigit() and one.isascii()
            else (_HAN.get(one) or _ENGLISH.get(one) or unicodedata.normalize("NFKC", one))
        )
        count = _TIMES.get((token["times"] or "").lower(), 1)
        digits += digit * count
        places += [token.span()] * count
        last_end = token.end()
    if len(digits) >= least:
        yield Run(
            start=group[0].start(),
            end=group[-1].end(),
            digits=digits,
            places=tuple(places),
            breaks=tuple(breaks),
            is_spoken=any(not token["one"].isdigit() for token in group),
        )
