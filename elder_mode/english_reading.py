"""How written English is read aloud: an ordered list of rules, the sure readings first.

A number is read as an amount only where its neighbours say so (a unit, a plural, a sign of money); what cannot be read
surely is said digit by digit. No digit is left for a voice to guess.
"""

import re
from collections.abc import Callable
from re import Match

from elder_mode.english_neighbours import (
    DASH,
    HOTLINE,
    LABEL,
    MONEY,
    MONTH,
    MONTHS,
    NUMBER,
    PLURALS,
    RING,
    SYMBOLS,
    UNIT,
    UNITS,
)
from elder_mode.english_numbers import cardinal, clock, mixed, number, ordinal, spelled, year

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u200d]")
_QUOTES = re.compile('[『』「」“”"]')

_Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]


def read_english(text: str) -> str:
    """Return ``text`` with every number in words and every symbol named."""
    said = _QUOTES.sub("", _EMOJI.sub("", text.replace("\u00a0", " ")))
    for pattern, read in _RULES:
        said = pattern.sub(read, said)
    said = "".join(SYMBOLS.get(mark, mark) for mark in said)
    said = re.sub(r"\d+", lambda found: f" {spelled(found[0])} ", said)
    said = re.sub(r"\s+([,.!?;:])", r"\1", re.sub(r"[ \t]+", " ", said))
    return re.sub(r",(?:\s*,)+", ",", said).strip(" ,")


def _counted(written: str, name: str) -> str:
    return f"{number(written)} {name if written == '1' else PLURALS.get(name, name + 's')}"


def _amount(match: Match[str]) -> str:
    sign = "minus " if match[1] else ""
    large, small = MONEY[match[2][-1]]
    large = {"hk$": "Hong Kong dollar", "us$": "US dollar"}.get(match[2].lower(), large)
    low, high, size, span = match[3].replace(",", ""), match[4], match[5], match[6]
    per = f" per {span}" if span else ""
    if high or size or large == "yuan" or len(low.partition(".")[2]) > 2:  # noqa: PLR2004
        bare = re.sub(r"\.?0+$", "", low) if "." in low else low
        many = f"{number(low)} to {number(high)}" if high else number(bare)
        one = PLURALS.get(large, large + "s")
        name = large if bare == "1" and not high and not size else one
        return f"{sign}{many}{' ' + size.strip() if size else ''} {name}{per}"
    whole, _, part = low.partition(".")
    cents = str(int((part + "00")[:2]))
    if cents == "0":
        return sign + _counted(whole, large) + per
    said = f"{_counted(whole, large)} and {_counted(cents, small)}" if int(whole) else _counted(cents, small)
    return sign + said + per


def _code(code: str) -> str:
    if len(code) < _MIN_CODE and code.isdecimal():
        return cardinal(code)
    return ", ".join(spelled(part) if part.isdecimal() else mixed(part) for part in code.split("-") if part)


def _address(match: Match[str]) -> str:
    names = {".": " dot ", "/": " slash ", "-": " dash ", "?": " question mark "}
    bare = re.sub(r"^https?://", "", match[0])
    return re.sub(r"\d", lambda digit: f" {spelled(digit[0])} ", re.sub(r"[./\-?]", lambda mark: names[mark[0]], bare))


def _day(written_year: str, month: int, day: int, otherwise: str) -> str:
    if not (1 <= month <= len(MONTHS) and 1 <= day <= 31):  # noqa: PLR2004
        return ", ".join(spelled(part) for part in re.findall(r"\d+", otherwise))
    return f"{MONTHS[month - 1]} {ordinal(str(day))}, {year(written_year)}"


def _slashed(match: Match[str]) -> str:
    """``11/20/2026`` has one reading; ``03/04/2026`` has two, so it is said as it stands, digit by digit."""
    first, second = int(match[1]), int(match[2])
    if first <= len(MONTHS) < second:
        return _day(match[3], first, second, match[0])
    if second <= len(MONTHS) < first:
        return _day(match[3], second, first, match[0])
    return ", ".join(spelled(part) for part in match.groups())


def _named_month(match: Match[str]) -> str:
    day, written_year = match["day"], match["year"]
    month = next(name for name in MONTHS if name.lower().startswith(match["month"][:3].lower()))
    tail = f", {year(written_year)}" if written_year else ""
    return f"{month} {ordinal(day)}{tail}"


def _time(match: Match[str]) -> str:
    half, seconds = match[4] or "", match[3]
    said = clock(match[1], match[2], has_half=bool(half))
    if seconds and seconds != "00":
        said += f" and {cardinal(str(int(seconds)))} seconds"
    return said + (f" {half.strip()}" if half else "")


def _decade(match: Match[str]) -> str:
    century = f"{cardinal(match[1])} " if match[1] else ""
    return f"{century}{cardinal(match[2] + '0')[:-1]}ies"


def _range(match: Match[str]) -> str:
    low, high = match[1], match[2]
    is_hours = max(float(low), float(high)) <= 12  # noqa: PLR2004  # 9-5
    is_sure = not re.match(r"0\d", low) and not re.match(r"0\d", high) and (float(low) < float(high) or is_hours)
    return f"{number(low)} to {number(high)}" if is_sure else f"{spelled(low)}, {spelled(high)}"


def _over(match: Match[str]) -> str:
    upper, lower = int(match[1]), int(match[2])
    if (upper, lower) == (24, 7):
        return "twenty-four seven"
    names = {2: "half", 3: "third", 4: "quarter"}
    if 0 < upper < lower <= 10 and (upper == 1 or lower in names or lower == 5):  # noqa: PLR2004  # 5/6 may be a day
        name = names.get(lower) or ordinal(str(lower))
        return f"{cardinal(match[1])} {name}{'s' if upper > 1 else ''}"
    return f"{cardinal(match[1])} over {cardinal(match[2])}"


def _dotted(match: Match[str]) -> str:
    parts = match[1].split(".")
    is_address = len(parts) == 4  # noqa: PLR2004
    return " point ".join(spelled(p) if is_address or len(p) > 2 or p[0] == "0" else cardinal(p) for p in parts)  # noqa: PLR2004


def _with_unit(match: Match[str]) -> str:
    """``5 min.`` at the end of a sentence keeps its full stop; inside one the stop of the abbreviation goes."""
    name = UNITS[match[2]]
    stop = "." if match[0].endswith(".") and not (match[3] or "").strip() else ""
    return f"{number(match[1])} {name[:-1] if match[1] == '1' and name.endswith('s') else name}{stop}"


def _letters(match: Match[str]) -> str:
    digits = match[2]
    return f"{match[1]} {cardinal(digits) if len(digits) < _MIN_CODE else mixed(digits)}{' ' * bool(match[3])}"


def _left(match: Match[str]) -> str:
    """What no rule has read: small numbers as numbers, long ones digit by digit."""
    whole, point, _ = match[0].partition(".")
    if point:
        return number(match[0]) if len(whole) <= 5 else " point ".join(spelled(p) for p in match[0].split("."))  # noqa: PLR2004
    return cardinal(whole) if len(whole) < _MIN_CODE else spelled(whole)


_ONE_BREATH = 6
_MIN_CODE = 3
"""From so many digits on, a number without a unit is a code, not an amount."""


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _dates_and_money() -> tuple[_Rule, ...]:
    money = r"((?:US|HK)?[$£€¥￥])"
    return (
        (_c(r"\d{25,}"), lambda m: spelled(m[0])),  # longer than any number people use
        (_c(r"(?:https?://|www\.)[\w\-./?=&%#]+\w"), _address),
        (_c(r"(\d{3,6})\*{2,}(\d{2,6})"), lambda m: f"{spelled(m[1])}, stars, {spelled(m[2])}"),
        (_c(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"), lambda m: _day(m[1], int(m[2]), int(m[3]), m[0])),
        (_c(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"), _slashed),
        (
            _c(rf"\b{MONTH}\.?\s(?P<day>[1-3]?\d)(?:st|nd|rd|th)?\b(?!:)(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"),
            _named_month,
        ),
        (_c(rf"\b{MONTH}\s((?:19|20)\d\d)\b"), lambda m: f"{m['month']} {year(m[2])}"),
        (
            _c(rf"(?<!\d)(?P<day>[1-3]?\d)(?:st|nd|rd|th)?\s{MONTH}\b(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"),
            lambda m: f"the {ordinal(m['day'])} of {m['month']}{' ' + year(m['year']) if m['year'] else ''}",
        ),
        (
            _c(
                r"\b((?:in|since|by|until|till|of|from|to|year|before|after)\s)((?:1[89]|20)\d\d)\b(?![.,:/-]?\d|\s?%)(?!\s[a-z]+s\b)"
            ),
            lambda m: m[1] + year(m[2]),
        ),
        (_c(rf"(?<=[:\d]\d){DASH}(?=\d{{1,2}}:\d\d)"), lambda _: " to "),
        (_c(r"(?<=[ap]m)\s*[-–—]\s*(?=\d)"), lambda _: " to "),
        (_c(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])(\s?[ap]\.?m\b)?"), _time),
        (_c(r"\b(19|20)?([2-9])0s\b"), _decade),
        (_c(r"\bv(?=\d+\.\d)"), lambda _: "version "),
        (_c(r"(\d+):(\d+)"), lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}"),
        (
            _c(
                rf"([-−]?){money}\s*(\d[\d,]*(?:\.\d+)?)(?:{DASH}\$?({NUMBER}))?(\s(?:thousand|million|billion))?"
                r"(?:\s?/\s?(month|year|day|week|hour|person|minute|night|ticket|item|litre|lb|kg))?"
            ),
            _amount,
        ),
        (_c(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?!\d)"), lambda m: number(m[1])),
    )


def _phones_and_codes() -> tuple[_Rule, ...]:
    return (
        (_c(r"\+\s?(\d{1,3})((?:[\s-]?\d){7,12})(?!\d)"), lambda m: f"plus {spelled(m[1])}, {spelled(m[2])}"),
        (_c(r"\((\d{2,4})\)\s?(?=\d)"), lambda m: f"{spelled(m[1])}, "),
        (
            _c(r"(?<![\d.])\d{1,4}(?:[ -]\d{3,4})+(?:[ -]\d{1,3})?(?![\d.:/%])(?!\s[a-z]+s\b)"),
            lambda m: (
                ", ".join(spelled(part) for part in re.split("[ -]", m[0]))
                if len(re.sub(r"\D", "", m[0])) > _ONE_BREATH
                else m[0]
            ),
        ),
        (
            _c(
                rf"\b({LABEL}(?:\s(?:is|was|number|no\.?))?[:\s#]{{1,3}})"
                rf"([a-z]{{0,3}}-?\d[\da-z-]{{1,30}})(?!\s?{UNIT}\b|\.\d)\b"
            ),
            lambda m: m[1] + _code(m[2]),
        ),
        (
            _c(rf"\b({RING}(?:\s(?:on|to|us on|us at))?[:\s]{{1,2}})(\d{{3,8}})(?!\.?\d|\s?{UNIT}\b)"),
            lambda m: m[1] + spelled(m[2]),
        ),
        (_c(rf"\b{HOTLINE}(?=\s?(?:or|and|,|/)\s?\d{{3}}|\s(?:now|at once)\b)"), lambda m: spelled(m[1])),
        (_c(rf"(?<=or ){HOTLINE}(?!\.?\d|\s?{UNIT}\b)"), lambda m: spelled(m[1])),
    )


def _amounts() -> tuple[_Rule, ...]:
    units = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
    degrees = {"c": "Celsius", "f": "Fahrenheit"}
    return (
        (_c(r"\b(step|page|question)\s(\d+)\s*/\s*(\d+)"), lambda m: f"{m[1]} {cardinal(m[2])} of {cardinal(m[3])}"),
        (_c(r"(?<![\d/])(\d{1,3})\s*/\s*(\d{1,3})(?![\d/])"), _over),
        (_c(rf"({NUMBER})\s?%?{DASH}({NUMBER})\s?%"), lambda m: f"{number(m[1])} percent to {number(m[2])} percent"),
        (_c(rf"(?<![\d.a-z-])({NUMBER}){DASH}({NUMBER})(?![\d.]*\d|-)"), _range),
        (re.compile(rf"({NUMBER})\s?({units})\b\.?(?=(\s+[a-z]|[,;!?]|\s*$)?)"), _with_unit),
        (_c(rf"(?<![a-z\d])[-−](?={NUMBER})"), lambda _: "minus "),
        (_c(rf"({NUMBER})\s?%"), lambda m: f"{number(m[1])} percent"),
        (_c(rf"({NUMBER})\s?℃"), lambda m: f"{number(m[1])} degrees Celsius"),
        (_c(rf"({NUMBER})\s?°\s?([cf])\b"), lambda m: f"{number(m[1])} degrees {degrees[m[2].lower()]}"),
        (_c(r"\bv?(\d+(?:\.\d+){2,})"), _dotted),
        (_c(r"(?<=[a-z])\s?/\s?(?=[a-z])"), lambda _: " or "),
        (_c(rf"({NUMBER})\s*[x×]\s*({NUMBER})"), lambda m: f"{number(m[1])} by {number(m[2])}"),
        (_c(r"(?<![\d.])(\d+)(?:st|nd|rd|th)\b"), lambda m: ordinal(m[1])),
        (_c(rf"(?<![\d.a-z-])({NUMBER})(?=\s(?:{UNIT[3:-1]}|[a-z]{{2,}}s)\b)"), lambda m: number(m[1])),
        (_c(r"(?<![a-z])([a-z]+)-?(\d+)(?![\d.]*\.\d)(?=([a-z]?))"), _letters),
        (_c(rf"({NUMBER})(?=([A-Za-z]?))"), lambda m: _left(m) + (" " if m[2] else "")),
    )


_RULES = (*_dates_and_money(), *_phones_and_codes(), *_amounts())
