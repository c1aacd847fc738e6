"""How written Chinese is read aloud: an ordered list of rules, the sure readings first.

A number is read as an amount only where its neighbours say so (a measure word, a unit, 约, 一共); what cannot be read
surely is said digit by digit. Both scripts are understood; the tongue decides how it sounds.
"""

import re
from collections.abc import Callable
from functools import partial
from re import Match

from elder_mode.chinese_neighbours import (
    ABOUT,
    COUNTED,
    DASH,
    DAYS,
    EMOJI,
    LABEL,
    MEASURE,
    NUMBER,
    QUOTES,
    RANKED,
    RING,
    SERVICE,
    SIGNED,
    TIME,
    UNITS,
    WIDE,
)
from elder_mode.chinese_numbers import Tongue

_ONE_BREATH = 6
_MIN_CODE = 3
"""From so many digits on, a number without a measure word is a code, not an amount."""

_Rule = tuple[re.Pattern[str], Callable[[Match[str], Tongue], str]]


def read_chinese(text: str, tongue: Tongue) -> str:
    """Return ``text`` with every number in words and every symbol named; no digit is left for a voice to guess."""
    said = EMOJI.sub("", text.translate(WIDE))
    for pattern, read in _RULES:
        said = pattern.sub(partial(_said, read, tongue), said)
    said = QUOTES.sub("", said)
    said = "".join(tongue.symbols.get(mark, mark) for mark in said)
    said = re.sub(r"\d+", lambda found: tongue.spelled(found[0]) or found[0], said)
    said = re.sub(r"[，：、]+(?=[，。！？；：])|(?<=[。！？；，：])[，。]+", "", said)
    return said.strip(" ，")


def _said(read: Callable[[Match[str], Tongue], str], tongue: Tongue, match: Match[str]) -> str:
    return read(match, tongue)


def _date(match: Match[str], t: Tongue) -> str:
    """``2026-11-20``; no such day: digit by digit."""
    month, day = int(match[2]), int(match[3])
    if not (1 <= month < len(DAYS) and 1 <= day <= DAYS[month]):
        return "，".join(t.spelled(part) for part in match.groups())
    return f"{t.year(match[1])}年{t.cardinal(str(month))}月{t.cardinal(str(day))}日"


def _time(match: Match[str], t: Tongue) -> str:
    hour, minute, second = match.groups()
    said = t.counted(str(int(hour))) + t.point
    if minute != "00" or (second and second != "00"):
        said += f"{'零' * (minute[0] == '0' and minute != '00')}{t.cardinal(str(int(minute)))}分"
    return said + (f"{t.cardinal(str(int(second)))}秒" if second and second != "00" else "")


def _labelled(match: Match[str], t: Tongue) -> str:
    parts = [part for part in re.split(r"[\s-]+", match[3]) if part]
    return match[1] + match[2].strip() + "，".join(_code(part, t) for part in parts)


def _code(code: str, t: Tongue) -> str:
    """Digits in groups; letters among them are said as they stand, and a long mixed code gets pauses, too."""
    if code.isdecimal():
        return t.spelled(code)
    longest = max((len(digits) for digits in re.findall(r"\d+", code)), default=0)
    step = 4 if longest > 8 else len(code)  # noqa: PLR2004
    return "，".join(t.plain(code[at : at + step]) for at in range(0, len(code), step))


def _address(match: Match[str], t: Tongue) -> str:
    bare = re.sub(r"^https?://", "", match[0])
    names = {".": t.point, "/": "斜杠", "-": "横线", "_": "下划线", "?": "问号"}
    return t.plain("".join(names.get(mark, mark) for mark in bare))


def _grouped(match: Match[str], t: Tongue) -> str:
    """A long number keeps the groups in which it was written."""
    parts = re.split(r"[\s-]", match[0])
    if len("".join(parts)) <= _ONE_BREATH:
        return match[0]
    return "，".join(t.spelled(part) for part in parts)


def _masked(match: Match[str], t: Tongue) -> str:
    tail = f"，{t.spelled(match[2])}" if match[2] else ""
    return f"{t.spelled(match[1])}，{t.star}{tail}"


def _range(match: Match[str], t: Tongue) -> str:
    low, high, after = match.groups()
    is_sure = all(len(part.partition(".")[0]) <= 5 and not re.match(r"0\d", part) for part in (low, high))  # noqa: PLR2004
    if not is_sure or float(low) >= float(high):
        return f"{t.spelled(low)}，{t.spelled(high)}{after}"
    say = t.counted if _counts(after, t) else t.number
    return f"{say(low)}到{say(high)}{after}"


def _counts(after: str, t: Tongue) -> bool:
    """Say whether the words after a number make it a count, before which 2 is 两, and not a place in an order."""
    unit = after.strip()
    return bool(unit) and (not re.match(RANKED, unit) or (unit[0] == "日" and t.counts_days))


def _ranked(match: Match[str], t: Tongue) -> str:
    is_date = match.string[: match.start()].endswith("月")
    return t.number(match[1], is_rank=True) if is_date or not _counts(match[2], t) else t.counted(match[1])


def _product(match: Match[str], t: Tongue) -> str:
    first, unit, second, after = match.groups()
    say = t.counted if _counts(after, t) else t.number
    named = t.units.get((unit or "").lower(), unit or "")
    return f"{t.number(first)}{named}{t.times}{say(second)}{after}"


def _dotted(match: Match[str], t: Tongue) -> str:
    parts = match[1].split(".")
    is_address = len(parts) == 4  # noqa: PLR2004
    said = [t.plain(p) if is_address or len(p) > 2 or p[0] == "0" else t.cardinal(p, is_rank=True) for p in parts]  # noqa: PLR2004
    return t.point.join(said)


def _over(match: Match[str], t: Tongue) -> str:
    """``3/4`` is a fraction; ``135/85`` or ``11/20`` may be many things: both numbers, and a pause."""
    upper, lower = int(match[1]), int(match[2])
    if 0 < upper < lower and (lower <= 10 or lower == 100):  # noqa: PLR2004
        return f"{t.cardinal(match[2])}分之{t.cardinal(match[1])}"
    return f"{t.cardinal(match[1])}，{t.cardinal(match[2])}"


def _letters(match: Match[str], t: Tongue) -> str:
    """A code of letters and digits: one or two digits as a number (B二), more one by one (CA幺八三幺)."""
    digits = match[2]
    return match[1] + (t.cardinal(digits, is_rank=True) if len(digits) < _MIN_CODE else t.plain(digits))


def _left(match: Match[str], t: Tongue) -> str:
    """What no rule has read: small numbers as numbers, long ones digit by digit."""
    whole = match[0].partition(".")[0]
    if "." in match[0] and len(whole) <= 5:  # noqa: PLR2004
        return t.number(match[0])
    if "." in match[0]:
        return t.point.join(t.spelled(part) for part in match[0].split("."))
    return t.cardinal(whole, is_rank=True) if len(whole) < _MIN_CODE else t.spelled(whole)


def _unit(match: Match[str], t: Tongue) -> str:
    name = t.units.get(match[2]) or t.units[match[2].lower()]
    return t.counted(match[1]) + name


def _dates_and_times() -> tuple[_Rule, ...]:
    c = re.compile
    return (
        (c(r"\d{25,}"), lambda m, t: t.spelled(m[0])),  # longer than any number people use
        (c(r"(?:https?://|www\.)[\w\-./?=&%#]+", re.ASCII), _address),
        (c(r"(\d{3,6})\*{2,}(\d{2,6})?"), _masked),
        (c(r"(?<=\d),(?=\d{3}(?!\d))"), lambda _m, _t: ""),
        (c(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.]*\d)"), _date),
        (
            c(rf"((?:1[89]|20)\d{{2}}){DASH}((?:1[89]|20)\d{{2}})\s*年"),
            lambda m, t: f"{t.year(m[1])}到{t.year(m[2])}年",
        ),
        (c(r"(?<!\d)((?:1[89]|20)\d{2})\s*年(?![前后後多])"), lambda m, t: t.year(m[1]) + "年"),
        (
            c(
                rf"(?<=[\d一二三四五六七八九十零][日号號月年点點分时時天度℃C元块塊%]){DASH}(?=[-−]?\d)|(?<=[:：]\d\d){DASH}(?=\d{{1,2}}[:：])"
            ),
            lambda _m, _t: "到",
        ),
        (c(TIME), _time),
        (c(r"(\d+)[:：](\d+)"), lambda m, t: f"{t.number(m[1])}比{t.number(m[2])}"),
    )


def _phones() -> tuple[_Rule, ...]:
    """Spaces, hyphens and brackets join one number."""
    c = re.compile
    return (
        (
            c(r"(?:\+|(?<!\d)00)\s?(\d{1,3})[\s-]?(1\d{2})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)"),
            lambda m, t: f"加{t.plain(m[1])}，{t.spelled(m[2] + m[3] + m[4])}",
        ),
        (c(r"\+\s?(\d{1,3})[\s-](?=\d{3})"), lambda m, t: f"加{t.plain(m[1])}，"),
        (c(r"(?<!\d)(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)"), lambda m, t: t.spelled(m[1] + m[2] + m[3])),
        (c(r"[(（](0\d{2,3})[)）]\s?(?=\d)"), lambda m, t: f"{t.plain(m[1])}，"),
        (c(r"(?<!\d)(0\d{2,3})[\s-](\d{7,8})(?!\d)"), lambda m, t: f"{t.plain(m[1])}，{t.spelled(m[2])}"),
        (
            c(rf"(?<![\d.])\d{{1,4}}(?:[ -]\d{{3,4}})+(?:[ -]\d{{1,3}})?(?![\d.:：/]|\s?{MEASURE}|%)"),
            _grouped,
        ),
    )


def _money() -> tuple[_Rule, ...]:
    c = re.compile
    spans = r"(月|年|天|日|次|人|位|小[时時]|分[钟鐘]|斤|公斤)"
    return (
        (
            c(rf"([-−]?)(HK\$|US\$|[￥$€£])\s*({SIGNED})\s*([万萬亿億])?\s*(?:元|块|塊)?"),
            lambda m, t: (
                f"{t.minus * bool(m[1])}{t.counted(m[3])}{m[4]}{t.money[m[2]]}"
                if m[4]
                else t.amount(m[1] + m[3], t.money[m[2]])
            ),
        ),
        (c(rf"({NUMBER})\s*([元块塊])\s*[/／]\s*{spans}"), lambda m, t: f"每{m[3]}{t.amount(m[1], m[2])}"),
        (c(r"(?<![\d.到~～])((?:(?<!\d)[-−])?\d+\.\d+)\s*元"), lambda m, t: t.amount(m[1], "元")),
        (c(r"(\d+)\s*([块塊])\s*(\d)(?!\d|\s?[角毛])"), lambda m, t: f"{t.counted(m[1])}{m[2]}{t.number(m[3])}"),
    )


def _codes() -> tuple[_Rule, ...]:
    c = re.compile
    hotline = r"(1(?:10|19|20|22)|999)"
    return (
        (
            c(rf"({LABEL})([是为為係:：\s]{{0,3}})([A-Za-z]{{0,4}}[-\s]?\d[\dA-Za-z\s-]{{0,30}}[\dA-Za-z])(?!\s?[次])"),
            _labelled,
        ),
        (c(rf"({RING}[是为為係:：\s]{{0,2}})(\d{{3,8}})(?!\.?\d|\s?{COUNTED})"), lambda m, t: m[1] + t.spelled(m[2])),
        (c(rf"(?<![\d.]){hotline}(?=[/、或和与者]|报警|報警|急救|火警)"), lambda m, t: t.plain(m[1])),
        (c(rf"(?<=[/、或和与者]){hotline}(?!\.?\d|\s?{COUNTED})"), lambda m, t: t.plain(m[1])),
        (c(rf"(?<![\d.]){SERVICE}(?!\.?\d|\s?{COUNTED})"), lambda m, t: t.plain(m[0])),
        (
            c(r"(?<!\d)(\d{3,4})\s*(室|房|[号號][房窗]|路(?=[车車公])|次列[车車])"),
            lambda m, t: f"{t.plain(m[1])}{m[2]}",
        ),
        (c(r"([按撳选選揀])\s?(\d)(?!\d|\.\d|\s?[次下个個秒种種样樣张張条條到-])"), lambda m, t: m[1] + t.number(m[2])),
    )


def _steps_and_parts() -> tuple[_Rule, ...]:
    c = re.compile
    return (
        (
            c(r"第?\s*(\d+)\s*/\s*(\d+)\s*([步页頁题題张張])"),
            lambda m, t: f"第{t.cardinal(m[1], is_rank=True)}{m[3]}，共{t.number(m[2])}{m[3]}",
        ),
        (c(r"(?<=[座栋棟幢楼樓号號元])\s*-\s*(?=\d)"), lambda _m, _t: ""),
        (
            c(r"(\d+(?:[-~～]\d+)?)\s*次\s*/\s*(日|天|周|週|月|年|分[钟鐘]?|小[时時])"),
            lambda m, _t: f"每{m[2]}{m[1]}次",
        ),
        (c(r"第\s*(\d+)"), lambda m, t: f"第{t.cardinal(m[1], is_rank=True)}"),
        (c(rf"({NUMBER})%?{DASH}({NUMBER})%"), lambda m, t: f"百分之{t.number(m[1])}到百分之{t.number(m[2])}"),
        (c(r"(?<![\d.])100%"), lambda _m, _t: "百分之百"),
        (c(rf"([-−]?)({NUMBER})\s?%"), lambda m, t: f"{t.minus * bool(m[1])}百分之{t.number(m[2])}"),
        (c(rf"([-−]?)({NUMBER})\s?‰"), lambda m, t: f"{t.minus * bool(m[1])}千分之{t.number(m[2])}"),
        (c(r"(?<![\d./])(\d{1,3})\s*/\s*(\d{1,3})(?![\d./])\s*(?:mmHg)?"), _over),
        (c(r"(?<![\d.])[vV]?(\d+(?:\.\d+){2,})"), _dotted),
        (c(rf"(?<![\d.])({NUMBER}){DASH}({NUMBER})(?![\d.]*\d)(\s?{MEASURE}|)"), _range),
        (c(rf"(?<![\dA-Za-z])({NUMBER})\s?{UNITS}?\s*[×xX*]\s*({NUMBER})(\s?{MEASURE}|)"), _product),
    )


def _amounts() -> tuple[_Rule, ...]:
    c = re.compile
    return (
        (c(rf"(?<![\d到A-Za-z])[-−]({NUMBER})\s*(?:℃|°C)"), lambda m, t: f"零下{t.number(m[1])}度"),
        (c(rf"(?<![A-Za-z.])({NUMBER})\s?{UNITS}(?![A-Za-z/])"), _unit),
        (
            c(rf"(?<![A-Za-z.\d])({NUMBER})(?=\s?(?:[GMKT]B?|[GMK]bps|W|kW|mA|dB|P)(?![A-Za-z\d]))"),
            lambda m, t: t.number(m[1]),
        ),
        (c(rf"(?<![\d./A-Za-z])({SIGNED})(?=(\s?{RANKED}))"), _ranked),
        (c(rf"(?<![\d./A-Za-z])({SIGNED})(?=\s?{MEASURE})"), lambda m, t: t.counted(m[1])),
        (c(rf"({ABOUT}\s?)({NUMBER})(?![\d.])"), lambda m, t: m[1] + t.number(m[2])),
        (c(r"([A-Za-z])-?(\d+)(?!\d|\.\d)"), _letters),
        (c(r"(?<![A-Za-z\d])[-−](?=\d)"), lambda _m, t: t.minus),
        (c(r"(?<=[\u4e00-\u9fffA-Za-z])\s*/\s*(?=[\u4e00-\u9fffA-Za-z])"), lambda _m, _t: "或"),
        (c(NUMBER), _left),
    )


_RULES = (*_dates_and_times(), *_phones(), *_money(), *_codes(), *_steps_and_parts(), *_amounts())
