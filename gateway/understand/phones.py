"""Telephone numbers, written, spoken and heard: 138-0013-8000, 幺三八零零…, one three eight double zero …, 打96110."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gateway.redact import labels
from gateway.redact.spoken import Run, runs

_CHINESE_MOBILE: Final = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(?:0{0,2}86)?0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}")
_SERVICE: Final = re.compile(r"[48]00\d{7}")
_AMERICAN: Final = re.compile(r"\d{3}\)? ?[ -]? ?\d{3}[ -]\d{4}")
_ABROAD: Final = re.compile(r"0\d{1,3}(?:-\d{1,4}){3,}")
"""With the code for calls abroad, written in groups."""
_TORSO: Final = re.compile(r"1[3-9]\d{8}|1[3-9]\d{10,}")
_CALLS: Final = re.compile(
    r"打|拨|电话|热线|客服|来电|call|phone|dial|ring|tel|number|报警|求助|举报|投诉|咨询|号码|hotline|救护|火警|急救|"
    r"短信|发来"
)
_SHORT: Final = 3
_LEAST: Final = 7
_MOST: Final = 15
"""Digits of a number in the plan of the world (E.164); two more for an extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number, and where it stands."""

    start: int
    end: int
    """Exclusive."""
    value: str
    """Digits, with a leading ``+`` where it is said."""
    is_unsure: bool = False


def is_whole(digits: str) -> bool:
    """Say whether ``digits`` are a telephone number by their form alone."""
    return any(form.fullmatch(digits) for form in (_CHINESE_MOBILE, _LANDLINE, _SERVICE, labels.HOTLINE))


def find(text: str) -> Iterator[Phone]:
    """Yield the telephone numbers in ``text``, which is plain (half width, lower case)."""
    for whole in runs(text):
        for run in whole.parts(is_whole):
            phone = _phone(text, run)
            if phone is not None:
                yield phone


def _phone(text: str, run: Run) -> Phone | None:
    before, after = text[max(0, run.start - 24) : run.start], text[run.end : run.end + 8]
    plus = re.search(r"[(]?\+[(]?$", before)
    start = run.start - (len(plus.group()) if plus else 0)
    digits = run.digits
    inside = text[start : run.end]
    if not plus and (labels.DATE.fullmatch(inside) or (labels.GROUPED.fullmatch(inside) and len(digits) < 11)):  # noqa: PLR2004
        return None
    if re.search(
        r"[a-z\d.@_/=-]$", before[: len(before) - (len(plus.group()) if plus else 0)], re.IGNORECASE
    ) and not re.search(r"[a-z]{3}[.: -]*$", before, re.IGNORECASE):
        return None
    if re.match(r"[@_]|\.\d|[a-z](?!nd|xt|\d{2,5})", after, re.IGNORECASE) or any(
        label.search(before) for label in (labels.ORDER, labels.NOT_PERSONAL, labels.ID, labels.CARD, labels.TAIL)
    ):
        return None
    has_label = bool(labels.PHONE.search(before))
    if labels.HOTLINE.fullmatch(digits):
        return _hotline(text, run, has_label=has_label)
    if plus and _LEAST <= len(digits) <= _MOST + 2:
        return _made(text, start, run, "+" + digits)
    if _CHINESE_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return _made(text, start, run, digits)
    if _AMERICAN.fullmatch(inside.strip("()")) or _ABROAD.fullmatch(inside):
        return _with_extension(_made(text, start, run, digits), after)
    has_area = ")" in inside  # an area code in brackets is no part of a mobile number
    is_torso = _TORSO.fullmatch(digits) is not None and not has_area
    if not has_label or not _LEAST <= len(digits) <= _MOST or is_torso or labels.AMOUNT_AFTER.match(after):
        return None
    return _made(text, start, run, digits, is_unsure=run.is_spoken and len(digits) not in {7, 8, 11, 12})


def _hotline(text: str, run: Run, *, has_label: bool) -> Phone | None:
    around = text[max(0, run.start - 12) : run.start] + text[run.end : run.end + 8]
    after = text[run.end : run.end + 4]
    if labels.AMOUNT_AFTER.match(after) or labels.MONEY_BEFORE.search(text[: run.start]):
        return None
    if re.match(r"(?:上|里|app|软件|网|官网|平台|买|订|抢|登|刷|候补|怎么|的?软件| app)", after):
        return None  # 12306 is an app too
    if run.digits == "12306" and not re.search(r"(?:打|拨|电话|热线|call|ring)[^,。;!?]{0,4}$", text[: run.start]):
        return None
    calls = has_label or bool(_CALLS.search(around))
    if not calls and (len(run.digits) == _SHORT or run.is_spoken):
        return None
    is_known = bool(re.fullmatch(r"[48]00\d{7}|100\d\d|955\d\d|12345|12315|12333|96110", run.digits))
    return Phone(start=run.start, end=run.end, value=run.digits, is_unsure=not calls and not is_known)


def _with_extension(phone: Phone, after: str) -> Phone:
    extension = re.match(r" ?x(\d{2,5})(?!\d)", after)
    if extension is None:
        return phone
    return Phone(start=phone.start, end=phone.end + extension.end(), value=phone.value + extension[1])


def _made(text: str, start: int, run: Run, value: str, *, is_unsure: bool = False) -> Phone:
    opens = text[start : run.end].count("(") < text[start : run.end].count(")")
    if opens and text[start - 1 : start] == "(":
        start -= 1
    return Phone(start=start, end=run.end, value=value, is_unsure=is_unsure)
