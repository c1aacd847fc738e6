"""Patterns and meanings of Chinese words for dates and times, from ``lexicon/times.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.understand import clocks, days_words
from gateway.understand.normalise import LEXICON, alternation
from gateway.understand.numerals import HAN

Part = tuple[int, int]
"""Hours from the midnight of the day, the second exclusive; up to 30 for the next morning."""
_BETWEEN: Final = r"(?:踏正|正|刚好|准|的时候|那天的?|这天的?|大概是?|大约|差不多|快|将近|的|,| |\.{2,3}|…|嗯|呃){0,2}"
HAS_TIME: Final = re.compile(
    r"[天日号月年周拜期点时早晚夜晌午昼黑朝晨昏前后刚才先节\d:]|[a-z]{2}|夕|秋|端|阳|腊|初|暝|明仔|元旦|春|清|冬"
)
AGO: Final = re.compile(
    rf"(?P<just>刚才|刚刚(?!好|够|合)|方才|头先|啱啱|啱先|才刚|刚将|将才|才将|适才|刚先|头刻|先头|正先|才先|刚刚才)|"
    rf"(?<![\d.第{HAN}])(?P<count>\d{{1,3}}(?:\.5)?|[{HAN[:15]}百廿卅]{{1,4}}|半|十几|几)(?P<loose>来|多|"
    rf"几)?(?:个)?(?P<half>半)?(?:多)?"
    rf"(?P<unit>小时|钟头|钟(?=[之以]?前)|分钟|分(?=[之以]?前)|刻钟|秒钟?|天|日(?=[之以]?前|[之以]?后)|星期|礼拜|周|"
    rf"月|年)(?P<way>(?:之|以)?前(?!半|面|头|"
    rf"后)|[之以]?后(?!面|头|半|悔|来)|开外)"
)
COUNT_MINUTES: Final = {"小时": 60, "钟头": 60, "钟": 60, "分钟": 1, "分": 1, "刻钟": 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Patterns and meanings made from ``lexicon/times.toml``."""

    when: re.Pattern[str]
    offsets: Mapping[str, int]
    parts: Mapping[str, Part]
    inside: Mapping[str, Part]
    whole_mornings: frozenset[str]
    cantonese: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    habit: re.Pattern[str]


_SHORT_PARTS: Final = {"早": (6, 12), "晚": (18, 24), "夜": (18, 24), "朝": (6, 12)}


@lru_cache(maxsize=1)
def load() -> Words:
    """Return the patterns and meanings, made once."""
    data = tomllib.loads((LEXICON / "times.toml").read_text(encoding="utf-8"))
    offsets = {word: int(offset) for offset, words in data["day"].items() for word in words}
    parts = {word: _hours(key) for key, words in data["part"].items() for word in words} | _SHORT_PARTS
    part = alternation([word for word in parts if len(word) > 1])
    after_day = rf"(?P<part>{part}|早(?!就|已|上好|该)|晚(?!点|会|报|辈|年|了)|夜(?!班)|朝(?!着|向|我))"
    return Words(
        when=re.compile(
            rf"(?P<day>{alternation(list(offsets))})(?!气|然|候才)(?:{_BETWEEN}{after_day})?(?:{_BETWEEN}"
            rf"{clocks.PATTERN}"
            rf")?|"
            rf"(?<![一整几半])(?P<part_only>{part})(?!好)(?:{_BETWEEN}{_named(clocks.PATTERN, 'p')})?|"
            rf"(?:{days_words.PATTERN})(?:{_BETWEEN}{_named(after_day, 'd')})?"
            rf"(?:{_BETWEEN}{_named(clocks.PATTERN, 'd')})?|"
            rf"{_named(clocks.PATTERN, 'c')}"
        ),
        offsets=offsets,
        parts=parts,
        inside={word: _hours(key) for key, words in data["inside"].items() for word in words},
        whole_mornings=frozenset(data["morning"]["words"]),
        cantonese=re.compile(alternation(data["morning"]["cantonese"])),
        past=re.compile(alternation(data["tense"]["past"])),
        future=re.compile(alternation(data["tense"]["future"])),
        habit=re.compile(alternation(data["tense"]["habit"])),
    )


def _hours(key: str) -> Part:
    first, _, after = key.partition("-")
    return int(first), int(after)


def _named(pattern: str, suffix: str) -> str:
    """Return ``pattern`` with ``suffix`` on the names of its groups: a name may stand once in a pattern."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{suffix}>", pattern)


YEARS: Final = re.compile(r"(?<![\d.])(?P<first>(?:19|20)\d\d) ?[-–—~至] ?(?P<last>(?:19|20)\d\d)年")
"""Two years written with a dash; the second is where the stretch ends."""


def groups(match: re.Match[str], suffix: str) -> dict[str, str | None]:
    """Return the groups of ``match`` whose names end with ``suffix``, without it."""
    return {
        name.removesuffix(f"_{suffix}"): text for name, text in match.groupdict().items() if name.endswith(f"_{suffix}")
    }
