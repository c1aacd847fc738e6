"""Order numbers, error codes and the tails of cards, written and spoken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gateway.redact import labels
from gateway.redact.spoken import runs

_HAN: Final = "零〇一二三四五六七八九幺洞拐勾两"
_DIGIT: Final = {
    **{char: str(place) for place, char in enumerate("零一二三四五六七八九")},
    "〇": "0",
    "幺": "1",
    "洞": "0",
    "拐": "7",
    "勾": "9",
    "两": "2",
}
_LINK: Final = (
    r"(?:上|里|上头|上面)?(?:(?:编?号码?|代码|码|number|no\.?|id|code)?(?:嗯|呃|啊|呢|吧)?(?:是|为|叫|就是|应该是|"
    r"好像是|显示|提示|写的?是?|写着|给的是|念的是|"
    r"[:#\"'“”「『(\s=,]|is|was|says|said|系|写住|写咗|它写|嗯|呃|啊|那个|一个|个|它说|说)*)"
)
_WORD: Final = rf"(?:[0-9{_HAN}][0-9a-z{_HAN}]*|[a-z]{{1,2}}[0-9{_HAN}][0-9a-z{_HAN}]*)"
_VALUE: Final = (
    rf"(?P<value>(?:(?:[a-z]{{1,6}}|[a-z](?: [a-z]){{1,3}})[ \-–—_]{{0,2}})?{_WORD}"
    rf"(?:(?:[ \-–—_]|嗯|呃|啊|然后|横杠|杠|,(?=[ ]?[0-9{_HAN}]{{3}})){{1,3}}{_WORD}){{0,10}}(?:(?:[ \-]|横杠|"
    rf"杠)[a-z](?![a-z]))?)"
)
_ORDER: Final = re.compile(
    rf"(?:订单(?:编?号码?|尾号)?|单子?号|单据号?|(?<=[东宝多团猫])单|运单(?:编?号)?|快递(?:单)?号?|物流单?号|"
    rf"流水(?:单|编)?号?|受理(?:编?单?号)|工单(?:编?号)?|"
    rf"交易(?:单?号)|"
    rf"参考(?:编?号)|凭证号|预约(?:编?号|单号)|取票号|报修(?:单?号)|服务单号?|退款(?:编?单?号?)|(?:快递|订|退款|维修|"
    rf"服务|送货)单|小票|申请(?:编?单?号)|保单号?|票号|商户单号|"
    rf"编号|"
    rf"(?<![a-z])order(?: (?:number|no\.?|id|ref(?:erence)?))?|(?<![a-z])tracking(?: (?:number|no\.?|id))?|"
    rf"(?<![a-z])(?:reference|booking|ticket|case|confirmation|parcel(?: slip)?|docket|slip)(?: (?:number|no\.?|id|"
    rf"code))?|(?<![a-z])ref\.?)"
    rf"{_LINK}{_VALUE}"
)
_ERROR_VALUE: Final = (
    rf"(?P<value>(?<![a-z])[a-z]{{1,3}}(?:[ -](?:o(?![a-z])|\d)){{2,6}}|0x[0-9a-f]{{2,10}}|"
    rf"err(?:or)?_[a-z0-9_]{{3,40}}|[a-z]{{1,8}}(?:[ \-–_]|杠)?[0-9{_HAN}](?:[\-_.]?(?:杠)?[0-9a-z{_HAN}]|"
    rf" (?=\d)\d){{0,9}}|-?[0-9](?:[\-_.]?[0-9a-z]| (?=\d)\d){{0,9}}|"
    rf"[{_HAN}](?:[ ,]?(?:杠)?[{_HAN}]){{1,9}})"
)
_ERROR: Final = re.compile(
    rf"(?:错误(?:代码|编?码|编?号|提示|信息)?|报错(?:码|代码|信息)?|报(?:了|的)?(?:个|一个)?(?:错|故障)|故障(?:码|"
    rf"代码|代号)?|出错(?:码|代码)?|异常(?:码|代码)|代码|"
    rf"错码|"
    rf"(?<![a-z])error(?: (?:code|number|message))?|(?<![a-z])code|(?<![a-z])fault(?: code)?){_LINK}{_ERROR_VALUE}(?!"
    rf"[0-9]|[.%]\d)"
)
_SHOWN: Final = re.compile(
    r"(?:显示|出现|跳出来?|跳(?=[了个着])|蹦出来?|弹出[来嚟]?|出[咗嚟了来]?|报|变成|亮着?|写[着住]?|闪着?|提示|就是|"
    r"老是|又是|屏上是|上面是|[话讲说]|系|says?|said|"
    r"shows?|showing|displays?|flashing|reads?|came up(?: with)?|comes up(?: with)?|gives?(?: me)?|got)"
    r"(?:了|的|个|一个|[一]?行|是|:|\"|“|「|着|住|咗|嚟|来个|来|代号|字母|啥|什么|it|the|an?|code| )*"
    r"(?<![a-z])(?P<value>[a-z]{1,3}(?: (?:o(?![a-z])|\d)){2,6}|[a-z]{1,4}(?:-| )?\d{1,6}(?:[-_]\d{1,5})?|"
    r"\d[a-f]\d{2}|\d{3,5}|err_[a-z_]{4,40})"
    r"(?![a-z\d]|[.:%]\d| ?(?:次|路|号线|版|纸|型|块|元|yuan|dollars|days?|hours?|times?|minutes?|o'|pm|am|mg|ml|kg|km|"
    r"[gm]b?(?![a-z])|g网|%))"
)
_LETTERS: Final = re.compile(
    rf"(?<![a-z])(?:order|tracking|reference|ticket|booking|parcel)(?: (?:number|no\.?|id|"
    rf"slip))?{_LINK}(?P<letters>(?:[a-z] ){{1,4}})?$"
)
_ANYWHERE: Final = re.compile(
    r"(?<![a-z\d])(?P<value>0x[0-9a-f]{4,10}|err(?:or)?(?:_[a-z0-9]+)+|err[ -]?\d{1,5})(?![a-z\d])"
)
_PAGE: Final = re.compile(r"页|网|not found|bad gateway|错误|forbidden|报错|error|打不开|page|website|screen")
_COMES_UP: Final = re.compile(
    r"(?:弹出[来嚟]?|跳出来?|出现|显示|蹦出来?|出[咗嚟]|报|came up with|comes up with|says?|shows?)(?:了|个|一个|着|"
    r":| |来|嚟|the|an?)*$"
)
_HTTP: Final = frozenset({"400", "401", "403", "404", "405", "408", "500", "502", "503", "504"})
_BEFORE_TAIL: Final = re.compile(r"(?:结尾|打头)?的?(?:那张|这张)?(?:卡|银行卡|存折|账户)|结尾")


class CodeKind(StrEnum):
    """What is named."""

    ORDER = "order_no"
    ERROR = "error_code"
    TAIL = "card_tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A number that names a thing, and where it stands."""

    start: int
    end: int
    """Exclusive."""
    kind: CodeKind
    value: str
    """Upper case without spaces; order numbers without hyphens."""
    is_unsure: bool = False


def find(text: str) -> Iterator[Code]:
    """Yield order numbers, error codes and tails of cards in ``text``, which is plain (half width, lower case)."""
    taken = bytearray(len(text))
    for code in _every(text):
        if not any(taken[code.start : code.end]):
            taken[code.start : code.end] = b"\1" * (code.end - code.start)
            yield code


def _every(text: str) -> Iterator[Code]:
    yield from _tails(text)
    yield from _spoken_orders(text)
    for pattern, build in ((_ORDER, _order), (_ERROR, _error), (_ANYWHERE, _error), (_SHOWN, _error)):
        for match in pattern.finditer(text):
            code = build(match, text)
            if code is not None:
                yield code
    yield from _pages(text)


def _spelled(words: str) -> str:
    """Return ``words`` with words for digits as digits, and 杠 as a hyphen, in upper case without spaces."""
    words = re.sub(r"嗯|呃|啊|然后|[\s,]", "", words.replace("横杠", "-").replace("杠", "-"))
    return "".join(_DIGIT.get(char, char) for char in words).replace("–", "-").replace("—", "-").upper()


def _as_meant(value: str) -> str:
    """Return ``value`` with O read as 0 and l or I as 1 where digits stand on both sides, or all around."""
    value = re.sub(r"(?<=\d)[O](?=[\dO]|$)", "0", value)
    return re.sub(r"(?<=\d)[LI](?=[\dLI]|$)", "1", value)


def _order(match: re.Match[str], text: str) -> Code | None:
    raw = match["value"]
    start, end = match.span("value")
    value = _as_meant(_spelled(raw)).replace("-", "").replace("_", "")
    digits = sum(char.isdigit() for char in value)
    if digits < 4 or len(value) < 5 or digits * 2 < len(value):  # noqa: PLR2004 - an order number is mostly digits
        return None
    if re.match(r"[ ]?(?:块|元|年|月|点|个|次)", text[end:]):
        return None
    return Code(start=start, end=end, kind=CodeKind.ORDER, value=value)


def _error(match: re.Match[str], text: str) -> Code | None:
    start, end = match.span("value")
    value = re.sub(r"^([A-Z])O(?=\d)", r"\g<1>0", _as_meant(_spelled(match["value"])))
    if not any(char.isdigit() for char in value) and "_" not in value:
        return None
    before = text[max(0, match.start() - 6) : match.start()]
    if re.search(
        r"(?:验证|校验|激活|邀请|取件|安全|信用|邮政|源|机构|股票|支行|security|verification|post|zip|promo|qr|area|"
        r"login)[ ]?$",
        before,
    ):
        return None
    if match.re is _SHOWN and re.search(
        r"(?:单|order|parcel|slip|ticket|tracking|号码?是?)[^,。;!?]{0,8}$", text[: match.start()]
    ):
        return None
    if match.re is _SHOWN and value.isdigit() and not _says_code(match.group(), text[end : end + 3]):
        return None
    if (
        match.re is _SHOWN
        and re.fullmatch(r"[A-Z]+ ?\d{1,2}", value)
        and value.startswith(
            (
                "NO",
                "AT",
                "IN",
                "ON",
                "BY",
                "TO",
                "OF",
                "UP",
                "IS",
                "A1",
                "MY",
                "I",
                "WAS",
                "THE",
                "CCTV",
                "WIFI",
                "HK",
                "RMB",
            )
        )
    ):
        return None
    if match.group().startswith("code") and "error" not in text and "错" not in text:
        return None
    if re.match(r"[ ]?(?:块|元|次(?!错)|个|条|遍|天|年|月|分钟|回)", text[end:]) and not re.search(r"[A-Z]", value):
        return None
    if re.fullmatch(r"[一二两三]", match["value"][:1]) and len(match["value"]) < 2:  # noqa: PLR2004 - 报错一…
        return None
    return Code(start=start, end=end, kind=CodeKind.ERROR, value=value)


def _spoken_orders(text: str) -> Iterator[Code]:
    """Yield order numbers that are spelled in English: "order number is A B double seven, four oh nine two"."""
    for run in runs(text, least=4):
        if not run.is_spoken or not text[run.start : run.end].isascii():
            continue
        lead = _LETTERS.search(text[max(0, run.start - 60) : run.start])
        if lead is not None:
            letters = lead["letters"] or ""
            value = letters.replace(" ", "").upper() + run.digits
            yield Code(start=run.start - len(letters), end=run.end, kind=CodeKind.ORDER, value=value)


def _pages(text: str) -> Iterator[Code]:
    """Yield the codes that a browser shows for a page that fails, said in figures or words."""
    for run in runs(text):
        before, after = text[max(0, run.start - 20) : run.start], text[run.end : run.end + 20]
        if (
            run.digits in _HTTP
            and (_COMES_UP.search(before) or re.match(r"[^\d]{0,3}(?:not found|bad gateway|page|错误|报错|页)", after))
            and not labels.AMOUNT_AFTER.match(after)
            and _PAGE.search(text)
        ):
            yield Code(start=run.start, end=run.end, kind=CodeKind.ERROR, value=run.digits)


def _says_code(words: str, after: str) -> bool:
    """Say whether a bare number is shown by a machine, not counted or said by a person."""
    is_shown = re.match(r"显示|跳|蹦|弹出|says?(?![a-z])|shows|display|flash|came up|报", words)
    return is_shown is not None and (after[:1] in set("，。,.;!?") or not after.strip())


def _tails(text: str) -> Iterator[Code]:
    has_tail = False
    for run in runs(text, least=4):
        if len(run.digits) != 4:  # noqa: PLR2004 - a tail is four digits
            continue
        before, after = text[max(0, run.start - 20) : run.start], text[run.end : run.end + 8]
        if labels.AMOUNT_AFTER.match(after) and not re.match(r"\d", before[-1:]) and re.match(r"\s*[块元]", after):
            continue
        if labels.TAIL.search(before):
            is_phone = bool(re.search(r"单号[^卡,。]{0,8}$", before)) or bool(
                re.search(
                    r"(?:手机|电话|来电|phone|mobile)[^,。;卡]{0,4}(?:尾|后|末|最后|ending|last)[^,。]{0,8}$", before
                )
            )
            has_tail = True
            yield Code(start=run.start, end=run.end, kind=CodeKind.TAIL, value=run.digits, is_unsure=is_phone)
        elif (
            has_tail
            and re.search(r"\d *(?:同|和|跟|还有|,|、|and) *$", before)
            and re.match(r" ?(?:[嗰那这]?[两三几]?张|的|卡| cards?)", after)
        ):
            yield Code(start=run.start, end=run.end, kind=CodeKind.TAIL, value=run.digits)
        elif _BEFORE_TAIL.match(after) and not re.search(r"[\d*]$|年", before):
            yield Code(
                start=run.start, end=run.end, kind=CodeKind.TAIL, value=run.digits, is_unsure="结尾" not in after
            )
