"""Patterns of words about money, from ``lexicon/amounts.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.understand.normalise import LEXICON, alternation
from gateway.understand.numerals import DIGITS, HAN

_D: Final = f"[\\d{''.join(DIGITS)}]"
_ARABIC: Final = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.\d{1,4})?"
_SPOKEN: Final = (
    rf"(?:千儿八百|百儿八十|(?:小|好几|几|数|[{HAN}])(?:(?!一(?:下|共|直|般|样|起|边|口气|"
    rf"股脑))[{HAN}多来几余把大]){{0,16}}(?:点[{HAN}]{{1,6}})?)"
)
_NUMBER: Final = (
    rf"(?:{_ARABIC}(?: ?[十百千万亿多来几余把][{HAN}\d多来几余把]{{0,8}})?|[上成]?{_SPOKEN}|[上成][百千万亿])"
)
_REST: Final = (
    rf"(?:(?P<half>半)(?!个|天|年|月|小时|路|价|夜)|(?P<more>多|来|把)(?!少|年|月)|零(?P<only_fen>{_D})分|"
    rf"[零又]?(?P<jiao>{_D})(?!美)(?:[毛角](?:钱|零)?(?P<fen>{_D})?分?|(?P<bare_fen>{_D})(?=$|[,。.!?;的钱、 ])|"
    rf"(?=一[斤个张盒天月年把本位次块])|(?![{HAN}\d多来个次天分号点月年岁楼块毛角元蚊日夜周份张条件瓶盒包袋只双套本枚"
    rf"晚位人]))|"
    rf"零(?P<tail_jiao>{_D})[毛角])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Patterns made from ``lexicon/amounts.toml``."""

    money: re.Pattern[str]
    small: re.Pattern[str]
    bare: re.Pattern[str]
    currencies: Mapping[str, str]
    not_one_piece: re.Pattern[str]
    before_bare: re.Pattern[str]
    """Matches the text before a number backwards, from its end."""
    after_bare: re.Pattern[str]
    counted: re.Pattern[str]
    about_before: re.Pattern[str]
    """Backwards too."""
    about_after: re.Pattern[str]
    slang: Mapping[str, int]
    no_sum: re.Pattern[str]
    """Backwards too."""


def _backwards(words: list[str]) -> str:
    """Return a pattern for any of ``words`` read from its last character to its first."""
    return alternation([word[::-1] for word in words])


@lru_cache(maxsize=1)
def load() -> Words:
    """Return the patterns, made once."""
    data = tomllib.loads((LEXICON / "amounts.toml").read_text(encoding="utf-8"))
    currencies = {alias: code for code, aliases in data["currency"].items() for alias in aliases}
    signs = {alias: code for code, aliases in data["sign"].items() for alias in aliases}
    unit, sign = alternation(list(currencies)), alternation(list(signs))
    slang = data["slang"]["hong_kong"]
    return Words(
        money=re.compile(
            rf"(?=[{HAN}\d$¥€£hucr人港好小上成几数块半])(?:(?P<sign>{sign}) ?(?P<signed>{_ARABIC})(?: ?(?P<signed_sca"
            rf"le>[千万亿k])"
            rf")?(?: ?(?:{unit}))?|"
            rf"(?P<lead>(?:人民币|港币|hkd|rmb|cny) ?)?"
            rf"(?:(?P<low>{_NUMBER})(?:块钱?|元|蚊)?(?:到|至|-|~|—)(?=[{HAN}\d几]))?"
            rf"(?P<number>{_NUMBER}|(?<![{HAN}\d多来几石方砖板肉冰木泥土糖大小整这那哪])(?=块[一二两三四五六七八九半]"
            rf"(?!百|千|万|十|个|来|月|天))|半(?=块钱|蚊|元))"
            rf" ?(?:(?P<slang>{alternation(list(slang))})|(?P<unit>{unit})(?P<rest>{_REST})?(?P<cash>整|"
            rf"钱)?(?:人民币)?|"
            rf"(?(lead)(?=$|[^{HAN}\d.])|(?!)))(?:[又零]?(?P<us_cents>{_NUMBER})美分)?)"
        ),
        small=re.compile(
            rf"(?<![{HAN}\d.块元])(?:(?P<jiao>{_D}|半|几)(?P<unit>[毛角]|毫子)(?:(?P<fen>{_D})(?:分|"
            rf"(?![度斤个次张天月年只块条盒包两])))?(?P<cash>钱)?|"
            rf"(?P<only_fen>[{HAN}\d]{{1,3}})分(?P<fen_cash>钱)?(?!之|钟|期|店|行|公|享|数|类|手|给|开|"
            rf"[{HAN}\d]{{1,2}}点))"
        ),
        bare=re.compile(rf"(?<![a-z{HAN}\d.第/:\-]){_NUMBER}"),
        currencies=currencies | signs,
        not_one_piece=re.compile(rf"(?:{alternation(data['not_money']['after_piece'])})"),
        before_bare=re.compile(
            rf"(?:{_backwards(data['about']['before'])})?(?:{_backwards(data['bare']['between'])})*"
            rf"(?:{_backwards(data['bare']['verbs'])})"
        ),
        after_bare=re.compile(rf"(?:{alternation(data['bare']['after'])})"),
        counted=re.compile(rf" ?(?:{alternation(data['not_money']['counted'])})"),
        about_before=re.compile(rf"了?[是有要得花扣]?(?:{_backwards(data['about']['before'])})"),
        about_after=re.compile(rf"(?:{alternation(data['about']['after'])})"),
        slang=slang,
        no_sum=re.compile(_backwards(data["not_money"]["before"])),
    )
