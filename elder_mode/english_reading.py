"""How written English is read aloud: telephone numbers and codes digit by digit, money, ranges and symbols in words."""

import re
from collections.abc import Callable
from re import Match

_DIGITS = dict(
    zip("0123456789", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True)
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONEY = {
    "$": ("dollar", "cent"),
    "£": ("pound", "penny"),
    "€": ("euro", "cent"),
    "¥": ("yuan", "fen"),
    "￥": ("yuan", "fen"),
}
_PLURALS = {"penny": "pence", "yuan": "yuan", "fen": "fen"}
_LABEL = (
    r"(?:ending in|ends in|code|pin|password|number|order|account|card|reference|ref|ticket|booking|serial|error|"
    r"room|postcode|zip code|extension|tail)"
)
_RING = r"(?:ring|call|dial|phone|text|press|telephone|hotline|helpline|line|contact)"
_UNIT = (
    r"(?:yuan|dollars?|pounds?|euros?|people|times?|days?|years?|months?|hours?|minutes?|seconds?|miles?|"
    r"meters?|metres?|kg|km|mg|ml|g|steps?|tablets?|percent|%|pixels?|words?|pages?|messages?|photos?)"
)
_UNITS = {
    "mg": "milligrams",
    "ml": "millilitres",
    "kg": "kilograms",
    "km": "kilometres",
    "min": "minutes",
    "hr": "hours",
    "sec": "seconds",
    "px": "pixels",
    "mmHg": "millimetres of mercury",
}
_SYMBOLS = {
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "@": " at ",
    "#": " number ",
    "*": " star ",
    "_": " underscore ",
    "→": ", ",
    "·": ", ",
    "•": ", ",
    "…": ", ",
    "×": " times ",
    "|": ", ",
    "<": " ",
    ">": " ",
    "\\": " ",
    "™": "",
    "®": "",
    "©": "",
    "[": ", ",
    "]": ", ",
    "℃": " degrees",
    "°": " degrees",
}
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u200d]")
_QUOTES = re.compile('[『』「」“”"]')

_Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]


def read_english(text: str) -> str:
    """Return ``text`` with spelled numbers, money and dates in words; voices read plain cardinals well themselves."""
    said = _QUOTES.sub("", _EMOJI.sub("", text.replace("\u00a0", " ")))
    for pattern, read in _RULES:
        said = pattern.sub(read, said)
    said = "".join(_SYMBOLS.get(mark, mark) for mark in said)
    said = re.sub(r"\s+([,.!?;:])", r"\1", re.sub(r"[ \t]+", " ", said))
    return re.sub(r",(?:\s*,)+", ",", said).strip(" ,")


def spelled(digits: str) -> str:
    """Return digits one by one, with a pause between groups of three or four."""
    names = [_DIGITS[mark] for mark in digits if mark.isdigit()]
    if len(names) <= 6:  # noqa: PLR2004  # codes are said in one breath
        return " ".join(names)
    first = 3 if len(names) in {7, 10, 11} else 4
    groups = [names[:first], *(names[at : at + 4] for at in range(first, len(names), 4))]
    if len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(" ".join(group) for group in groups)


def _counted(number: str, name: str) -> str:
    return f"{number} {name if number == '1' else _PLURALS.get(name, name + 's')}"


def _amount(match: Match[str]) -> str:
    whole, _, part = match[2].replace(",", "").partition(".")
    large, small = _MONEY[match[1][-1]]
    large = {"hk$": "Hong Kong dollar", "us$": "US dollar"}.get(match[1].lower(), large)
    cents = str(int((part + "00")[:2])) if part else "0"
    if cents == "0":
        return _counted(whole, large)
    return f"{_counted(whole, large)} and {_counted(cents, small)}" if whole != "0" else _counted(cents, small)


def _mixed(code: str) -> str:
    return " ".join(_DIGITS.get(mark, mark) for mark in code if mark.isalnum())


def _address(match: Match[str]) -> str:
    bare = re.sub(r"^https?://", "", match[0])
    named = re.sub(
        r"[./\-?]", lambda mark: {".": " dot ", "/": " slash ", "-": " dash ", "?": " question mark "}[mark[0]], bare
    )
    return re.sub(r"\d", lambda digit: f" {_DIGITS[digit[0]]} ", named)


def _date(match: Match[str]) -> str:
    month = int(match[2])
    return f"{_MONTHS[month - 1]} {int(match[3])}, {match[1]}" if 1 <= month <= len(_MONTHS) else match[0]


def _rules() -> tuple[_Rule, ...]:
    def c(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return (
        (c(r"\d{25,}"), lambda m: spelled(m[0])),  # longer than any number people use; slow for the rules below
        (c(r"(?:https?://|www\.)[\w\-./?=&%#]+\w"), _address),
        (c(r"(\d{3,6})\*{2,}(\d{2,6})"), lambda m: f"{spelled(m[1])}, stars, {spelled(m[2])}"),
        (c(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"), _date),
        (c(r"((?:US|HK)?[$£€¥￥])\s*(\d[\d,]*(?:\.\d{1,2})?)"), _amount),
        (c(r"(?<=\d),(?=\d{3}(?!\d))"), lambda _: ""),
        (c(r"\+\s?(\d{1,3})((?:[\s-]?\d){7,12})(?!\d)"), lambda m: f"plus {spelled(m[1])}, {spelled(m[2])}"),
        (
            c(r"\(?(?<!\d)(0\d{1,4})[)\s-]{1,2}(\d(?:[\s-]?\d){5,8})(?!\d)"),
            lambda m: f"{spelled(m[1])}, {spelled(m[2])}",
        ),
        (c(r"(?<!\d)(\d{3})[\s-](\d{3,4})[\s-](\d{4})(?!\d)"), lambda m: ", ".join(spelled(g) for g in m.groups())),
        (
            c(
                rf"\b({_LABEL}(?:\s(?:is|was|number|no\.?))?[:\s#]{{1,3}})([a-z]{{0,3}}-?\d[\da-z-]{{1,30}})(?!\s?{_UNIT}\b)\b"
            ),
            lambda m: m[1] + (spelled(m[2]) if m[2].replace("-", "").isdigit() else _mixed(m[2])),
        ),
        (
            c(rf"\b({_RING}(?:\s(?:on|to|us on|us at))?[:\s]{{1,2}})(\d{{3,8}})(?!\.?\d|\s?{_UNIT}\b)"),
            lambda m: m[1] + spelled(m[2]),
        ),
        (c(r"\b(911|999|110|119|120|112)(?=\s?(?:or|and|,|/)\s?\d{3}|\s(?:now|at once)\b)"), lambda m: spelled(m[1])),
        (c(r"(?<=or )(911|999|110|119|120|112)(?!\.?\d|\s?" + _UNIT + r"\b)"), lambda m: spelled(m[1])),
        (c(r"\bstep\s(\d+)\s*/\s*(\d+)"), lambda m: f"step {m[1]} of {m[2]}"),
        (c(r"(?<![\d/])(\d{2,3})\s*/\s*(\d{2,3})(?![\d/])"), lambda m: f"{m[1]} over {m[2]}"),
        (c(r"(\d+(?:[:.]\d+)?)\s*[-–—~]\s*(\d+(?:[:.]\d+)?)"), lambda m: f"{m[1]} to {m[2]}"),
        (c(r"(\d+(?:\.\d+)?)\s?(mg|ml|kg|km|min|hr|sec|px|mmHg)\b\.?(?=(\s+[a-z]|[,;!?]|\s*$)?)"), _with_unit),
        (c(r"(\d+(?:\.\d+)?)\s?%"), lambda m: f"{m[1]} percent"),
        (c(r"(\d+(?:\.\d+)?)\s?(?:℃|°C)"), lambda m: f"{m[1]} degrees"),
        (c(r"\bv?(\d+(?:\.\d+){2,})"), lambda m: " point ".join(spelled(part) for part in m[1].split("."))),
        (c(r"(?<=[a-z])\s?/\s?(?=[a-z])"), lambda _: " or "),
        (c(rf"(?<![\d.])(\d(?:[\s-]?\d){{4,}})(?![\d.]\d|\s?{_UNIT}\b)"), lambda m: spelled(m[1])),
    )


def _with_unit(match: Match[str]) -> str:
    """``5 min.`` at the end of a sentence keeps its full stop; inside one the stop of the abbreviation goes."""
    names = {unit.lower(): name for unit, name in _UNITS.items()}
    name = names[match[2].lower()]
    stop = "." if match[0].endswith(".") and not (match[3] or "").strip() else ""
    return f"{match[1]} {name[:-1] if match[1] == '1' and name.endswith('s') else name}{stop}"


_RULES = _rules()
