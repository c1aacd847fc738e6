"""How often and how much of a medicine somebody says, as ``N次/日,M片/次``: read back, never advised on.

Only what is said is given: how often without how much, or how much without how often. Milligrams and millilitres stay
what they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gateway.understand.numerals import HAN, english, exactly

UNITS: Final = {unit: unit for unit in "片粒颗丸滴包袋支勺格喷枚贴针瓶管枝"} | {
    "毫升": "毫升", "ml": "毫升", "毫克": "毫克", "mg": "毫克", "克": "克", "g": "克", "微克": "微克", "μg": "微克",
    "ug": "微克", "mcg": "微克", "单位": "单位", "iu": "单位", "u": "单位", "小勺": "勺", "小包": "包", "吸": "吸",
    "揿": "揿",
    "tablets": "片", "tablet": "片", "pills": "片", "pill": "片", "capsules": "粒", "capsule": "粒", "drops": "滴",
    "drop": "滴", "puffs": "喷", "puff": "喷", "sachets": "包", "sachet": "包", "units": "单位", "unit": "单位",
    "spoonfuls": "勺", "spoonful": "勺", "teaspoons": "勺", "teaspoon": "勺", "milligrams": "毫克",
    "millilitres": "毫升", "milliliters": "毫升", "lozenges": "片", "lozenge": "片",
}  # fmt: skip
_SIGNS: Final = {"毫升": "mL", "毫克": "mg", "克": "g", "微克": "μg"}
"""Units of mass and volume as records name them."""
_UNIT: Final = "|".join(sorted(UNITS, key=len, reverse=True))
_COUNT: Final = rf"(?:\d+(?:\.\d+)?|[{HAN[:15]}百半]+)"
_RANGE: Final = rf"{_COUNT}(?: ?(?:[-~]|到|至) ?{_COUNT})?"
_ENGLISH_COUNT: Final = (
    r"(?:(?:one or two|one to two|two or three|two to three|half to one|\d ?(?:-|to|or) ?\d)|\d+|one|two|three|four|"
    r"five|six|seven|eight|ten|twelve|twenty-four|half a|a|an)"
)
_TIMES: Final = {"once": 1, "twice": 2, "thrice": 3}
_LATIN: Final = {"qd": 1, "bid": 2, "tid": 3, "qid": 4, "qn": 1}
_TAKES: Final = (
    r"(?:要|得|该|都|只|再|各|给|我|他|她|让我|叫我|是|能|就|也|还)*(?:吃|服用?|喝|打|用|口服|食|含|滴|喷|抹|涂|点|"
    r"贴|吸|注射|饮)?(?:药|针)?"
)
_OFTEN: Final = re.compile(
    rf"(?:(?:每日|每天|一日|一天|天天|日服|[1一]日|1天|日日|一昼夜|每日里|1日|"
    rf"日(?=[食服吃饮])){_TAKES}(?:个)?(?P<day>{_RANGE})(?: ?(?:次|回|遍|顿|趟|餐|"
    rf"道|转))|(?P<day2>{_RANGE}) ?次/[日天]|"
    rf"(?P<hour_word>每|隔|每隔)?(?P<hours>{_RANGE})(?:个)?(?:小时|钟头|钟|h)(?P<hour_take>{_TAKES})(?:[一1](?:次|回|"
    rf"遍)|"
    rf"(?=[一两二三半\d]+(?:{_UNIT})))|"
    rf"(?:每周|一周|每星期|一星期|一个?礼拜|每个?礼拜|每个星期){_TAKES}(?P<week>{_RANGE})(?:次|回|遍|针)|"
    rf"(?:(?P<other_day>隔[一1]?天|隔日|每两天|每隔[一1]?天|每2天|隔一日){_TAKES}(?:[一1](?:次|回|遍))?|"
    rf"(?P<two_days>两天|二天|"
    rf"2天){_TAKES}[一1](?:次|回|遍))|"
    rf"(?:每)?(?P<days>[三四五六七]|[3-7])(?:天|日){_TAKES}[一1](?:次|回|遍)|"
    rf"(?P<meals>早中晚|早、?中、?晚|一日三餐|三餐|三顿饭|每餐|早午晚)(?:饭?[前后]?)?(?:各|每次|都)?|(?P<twice>早晚|"
    rf"早、晚|早一次晚一次|"
    rf"一早一晚)(?:饭?[前后]?)?(?:各|都)?|"
    rf"(?P<nightly>(?:每晚|每天晚上|每天早上|每天早晨|每天睡前|每天中午|每早|晚晚|每朝|每晚睡前|天天晚上|"
    rf"天天早上)){_TAKES}(?=[{HAN[:15]}半\d])|"
    rf"(?<![a-z])(?P<latin>bid|tid|qid|qd|qn)(?![a-z])|"
    rf"(?:(?<![a-z])(?P<en_times>once|twice|thrice)|(?<![a-z])(?P<en_count>{_ENGLISH_COUNT}) times) (?P<en_per>a day|"
    rf"daily|per day|each day|every day|a week|weekly|per week)|"
    rf"(?<![a-z])every (?P<en_hours>{_ENGLISH_COUNT}) hours|(?<![a-z])(?P<en_other>every other day)|"
    rf"(?<![a-z])(?P<en_nightly>every (?:night|morning|evening|day)|daily|at bedtime))"
)
_EACH: Final = re.compile(
    rf"(?P<lead>每次|一次|每回|一回|一顿|每顿|1次|各|每晚|睡前|早上|中午|晚上|早晨|每天|一天|次|回|顿|每日|早|晚|"
    rf"隔天|两天|小时|餐|饭[前后])?(?P<verb>{_TAKES}(?:了|"
    rf"个)?)"
    rf"(?P<count>{_RANGE})(?: ?)(?P<unit>{_UNIT})(?P<half>半)?(?![a-z]|费|子|心|装)(?:/次)?|"
    rf"(?<![a-z])(?P<en_count>{_ENGLISH_COUNT})(?: of)? ?(?P<en_unit>tablets?|pills?|capsules?|drops?|puffs?|"
    rf"sachets?|units?|spoonfuls?|teaspoons?|ml|mg|milligrams|millilitres)(?![a-z])"
)
_MEDICINE: Final = re.compile(
    r"药|片剂|胶囊|胰岛素|降压|降糖|滴眼|眼药|糖浆|冲剂|颗粒|口服|服用|阿司匹林|二甲双胍|地平|沙坦|他汀|洛尔|普利|"
    r"硝苯|布洛芬|头孢|阿莫西林|医嘱|"
    r"大夫|医生|说明书|饭前|饭后|餐前|餐后|睡前|随餐|空腹|钙片|维生素|消炎|止痛|速效|丹参|救心|medicine|tablet|pill|"
    r"capsule|dose|insulin|mg(?![a-z])|毫克|"
    r"doctor|drops|take"
)
_FOOD: Final = re.compile(
    r"(?:的)?(?:面包|西瓜|苹果|饼|肉|菜|瓜|橙|土豆|姜|叶|吐司|糖(?!浆|尿)|瓜子|花生|饺子|米|烟|方便面|快递|鸡蛋|啤酒|"
    r"酒|水(?!剂)|茶|奶|牛奶|汤|盐|货)"
)
_APART: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How often and how much, and where it is said."""

    start: int
    end: int
    """Exclusive."""
    value: str
    """``N次/日,M片/次``, ``1次/8小时``, ``1-2片/次`` …"""
    unit: str
    """``片``, ``mL``, ``mg`` …; ``次`` when only how often is said."""
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    start: int
    end: int
    value: str
    unit: str
    is_strong: bool
    is_unsure: bool = False
    needs_amount: bool = False
    """Only with how much beside it: every night."""
    is_a_day: bool = False
    """How much on a day (每天一片): at one time, most likely, but that is not said."""
    is_whole: bool = False
    """How much at one time, with the verb of taking it: 一次吃两片."""


def find(text: str) -> Iterator[Dose]:
    """Yield the doses in ``text``, which is plain; several medicines give several."""
    if not re.search(
        rf"[次回遍顿餐时天日早晚](?:[{HAN[:15]}半\d\s]|各|吃|服)|{_UNIT}|daily|day|week|hours|times|once|twice|bid|"
        rf"tid|qid|qd",
        text,
    ):
        return
    is_about_medicine = bool(_MEDICINE.search(text))
    often = [part for match in _OFTEN.finditer(text) if (part := _how_often(match)) is not None]
    each = [part for match in _EACH.finditer(text) if (part := _how_much(match, text)) is not None]
    used: set[int] = set()
    for part in often:
        near = [
            place
            for place, other in enumerate(each)
            if place not in used
            and min(abs(other.start - part.end), abs(part.start - other.end)) <= _APART
            and not re.search(r"[。!?\n]", text[min(part.end, other.end) : max(part.start, other.start)])
        ]
        if near:
            place = min((each[at].start < part.start, abs(each[at].start - part.end), at) for at in near)[2]
            used.add(place)
            yield _joined(part, each[place])
        elif not part.needs_amount and (is_about_medicine or part.is_strong) and _stands_for_medicine(text, part):
            yield Dose(start=part.start, end=part.end, value=part.value, unit="次", is_unsure=part.is_unsure)
    for place, part in enumerate(each):
        if place not in used and part.is_a_day and is_about_medicine:
            yield Dose(
                start=part.start,
                end=part.end,
                value=f"1次/日,{part.value}",
                unit=_SIGNS.get(part.unit, part.unit),
                is_unsure=True,
            )
        elif place not in used and part.is_strong and (is_about_medicine or part.is_whole):
            yield Dose(
                start=part.start,
                end=part.end,
                value=part.value,
                unit=_SIGNS.get(part.unit, part.unit),
                is_unsure=part.is_unsure,
            )


def _joined(often: _Part, each: _Part) -> Dose:
    return Dose(
        start=min(often.start, each.start),
        end=max(often.end, each.end),
        value=f"{often.value},{each.value}",
        unit=_SIGNS.get(each.unit, each.unit),
        is_unsure=often.is_unsure or each.is_unsure,
    )


def _stands_for_medicine(text: str, part: _Part) -> bool:
    """Say whether nothing else is counted in the clause: calls, messages, measurements."""
    clause = re.split(r"[,。;!?\n]", text[: part.start])[-1] + re.split(r"[,。;!?\n]", text[part.end :])[0]
    return (
        re.search(
            r"电话|来电|短信|断|掉线|重启|充电|量|测|闪退|登录|上课|跳舞|打扫|公交|班车|垃圾|扣|(?<![a-z])(?:call|"
            r"charg|bus|visit|bins?|"
            r"texts?)(?![a-z])",
            clause,
        )
        is None
    )


def _count(words: str) -> str | None:
    """Return 2, 1-2, 0.5, 1.5 for 两, 一到两, 半, 一个半."""
    parts = re.split(r" ?(?:[-~]|到|至) ?| (?:or|to) ", words)
    neighbours = re.fullmatch(r"([一两二三四五六七八])([二两三四五六七八九])", words)
    if neighbours:
        parts = list(neighbours.groups())
    counts = []
    for part in parts:
        if part in {"半", "半个", "half", "half a", "half an"}:
            counts.append(Decimal("0.5"))
            continue
        read = exactly(part)
        if read is None:
            read = english(part)
        if read is None or read.value <= 0:
            return None
        counts.append(read.value)
    return "-".join(f"{count.normalize():f}" for count in counts)


def _how_often(match: re.Match[str]) -> _Part | None:
    value = _per(match)
    if value is None:
        return None
    is_strong = bool(
        match["day"]
        or match["day2"]
        or match["hours"]
        or match["week"]
        or match["latin"]
        or match["en_times"]
        or match["en_count"]
        or match["en_hours"]
        or match["two_days"]
        or match["days"]
        or match["other_day"]
    )
    return _Part(
        start=match.start(),
        end=match.end(),
        value=value,
        unit="次",
        is_strong=is_strong and not re.search(r"[顿餐]$", match.group()),
        needs_amount=bool(match["nightly"] or match["en_nightly"] or match["twice"] or match["meals"]),
    )


def _per(match: re.Match[str]) -> str | None:
    for group, per in (("day", "次/日"), ("day2", "次/日"), ("week", "次/周")):
        if match[group]:
            count = _count(match[group])
            return f"{count}{per}" if count else None
    if match["hours"] or match["en_hours"]:
        hours = _count((match["hours"] or match["en_hours"]).replace("-four", " four"))
        return f"1次/{hours}小时" if hours else None
    if match["days"]:
        count = _count(match["days"])
        return f"1次/{count}日" if count else None
    if match["other_day"] or match["two_days"] or match["en_other"]:
        return "1次/2日"
    if match["meals"] or match["twice"]:
        return "3次/日" if match["meals"] else "2次/日"
    if match["latin"]:
        return f"{_LATIN[match['latin']]}次/日"
    if match["en_per"]:
        count = str(_TIMES[match["en_times"]]) if match["en_times"] else _count(match["en_count"])
        return f"{count}{'次/周' if 'week' in match['en_per'] else '次/日'}" if count else None
    return "1次/日"


def _how_much(match: re.Match[str], text: str) -> _Part | None:
    words, unit = match["count"] or match["en_count"], match["unit"] or match["en_unit"]
    count = _count(words)
    if count is None or _FOOD.match(text, match.end()):
        return None
    if match["half"] and "-" not in count:
        count = f"{Decimal(count) + Decimal('0.5')}"
    if match["en_count"] in {"a", "an"}:
        return _Part(
            start=match.start(), end=match.end(), value=f"1{UNITS[unit]}/次", unit=UNITS[unit], is_strong=False
        )
    is_led = bool(match["lead"])
    has_verb = (
        bool(match["verb"] and re.search(r"吃|服|喝|打|用|食|含|滴|喷|吸|注射|饮|点", match["verb"]))
        if match["count"]
        else True
    )
    start = match.start() if match["count"] is None or is_led or has_verb else match.start("count")
    lead_is_time = match["lead"] in {"次", "回", "顿", "小时", "餐", "每天", "一天", "每日", "隔天", "两天"}
    if lead_is_time:
        start = match.start("verb") if has_verb else match.start("count")
    return _Part(
        start=start,
        end=match.end(),
        value=f"{count}{UNITS[unit]}/次",
        unit=UNITS[unit],
        is_strong=is_led or has_verb,
        is_a_day=match["lead"] in {"每天", "一天", "每日"},
        is_whole=is_led and has_verb and unit in "片粒颗丸",
    )
