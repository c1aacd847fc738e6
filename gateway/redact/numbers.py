"""Runs of digits that are personal: identity numbers, bank cards, telephone numbers, one-time codes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gateway.redact import labels
from gateway.redact.spoken import Run, runs

Found = tuple[int, int, str]
"""Start, end (exclusive) and kind."""
MASK: Final = "＊"
TAIL_DIGITS: Final = 4
"""The last digits by which people and banks name a card."""
_MOBILE: Final = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}")
_BORN: Final = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID18: Final = re.compile(rf"[1-9]\d{{5}}{_BORN}\d{{3}}\d?")
_ID15: Final = re.compile(r"[1-9]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_CHECK_LETTER: Final = re.compile(
    r"(?:[ \-,]|嗯|呃|啊|最后|后面|尾巴|是|个|一个|and|then|then an?){0,3}(?:x(?![a-z])|叉|艾克斯|埃克斯|ex(?![a-z]))",
    re.IGNORECASE,
)
_LETTER_ID: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}[ ]?\d(?:[ ]?\d){5}[ ]?[(（]?[0-9A][)）]?|[HMC][ ]?\d(?:[ \-]?\d){7}(?:[ ]?\d{2})?|"
    r"[EGDPSK][A-Z]?\d{7,8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""Hong Kong identity cards, home-return permits, passports."""
CODE_LABEL: Final = re.compile(
    r"(?:验证码|检验码|效验码|校验码|认证码|动态码|动态密码|动态口令|短信码|激活码|确认码|一次性密码|安全码|随机码|"
    r"识别码|授权码|登录码|登陆码|支付码|验证嘛|"
    r"cvv2?|cvc2?|cvn|(?:背面|背后|卡背|后面|反面)(?:的|那|最后|有)*(?:三|3)(?:位|个)(?:数字?|码)?|后三位|末三位|"
    r"(?:收到|来|发来|发过来|发给我|短信里|短信上|里头|里面|信息里)(?:了|的|是|有|那|一|几|个|串|组|条|写着|写的|"
    r"就是)*(?:码|数字|数|号)|有个码|那个码|这个码|(?:六|四|6|"
    r"4)位(?:的)?(?:数字?|码)|"
    r"(?<![号密尾邮编区扫维代条形价门手简数尺])码(?=系|是|:|就是)|(?:三|3)个?(?:数字?|码)?(?=在背)|"
    r"(?:little )?(?:three|3)(?: digits|"
    r" numbers)? on the back|otp|(?:verification|security|one[- ]time|confirmation|auth\w*|login|sms|access|"
    r"activation) ?(?:code|password|pin|passcode|number)|(?:three|3) (?:digits|numbers) on the back|"
    r"(?<!error )(?<!post )(?<!zip )(?<!area )(?<!qr )(?<!dress )\bcode|(?<![a-z])passcode)"
    r"(?P<gap>[^0-9\n。;!?]{0,16}?\n?[^0-9\n。;!?]{0,2})$",
    re.IGNORECASE,
)
_NO_GAP: Final = re.compile(
    r"等|输|错|过期|收不到|没收|分钟|小时|秒|超过|尾号|电话|手机|打|拨|客服|密码|块|元|account|phone|call|card number"
)
_CODE_AFTER: Final = re.compile(
    r"\s*[(,]?\s*(?:这个|那个|就|这|那)?(?:是|为|就是)?\s*(?:您的|你的|我的|这个|那个|本次|登录|它的|支付宝的?|"
    r"微信的?|银行的?|your|the|my|is|that's)*\s*"
    r"(?:登录|登陆|动态|短信|手机|支付|注册|verification |login |security |one-time )*(?:验证码|校验码|动态码|"
    r"安全码|确认码|code(?![a-z]))",
    re.IGNORECASE,
)
_NOT_A_CODE_AFTER: Final = re.compile(
    r"\s*(?:位(?!数?字?[是:])|分钟|小时|秒|块|元|次|个(?!数)|遍|天|条|年|月|times|minutes|digits|days|hours)"
)


_LETTERED_CODE: Final = re.compile(
    r"(?:验证码|校验码|动态码|登录码|登陆码|确认码|激活码|安全码|(?i:(?:verification|security|one[- ]time|"
    r"confirmation|login|access|"
    r"activation) (?:code|passcode)|(?<![a-z])otp))"
    r"(?:\s|是|为|:|=|就是|系|,|is|was|\"|“)*(?P<value>[A-Z]{1,2}[ -]?\d{4,8}|"
    r"(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,5}-?[A-Z0-9]{2,5})(?![A-Za-z0-9])"
)


def _lettered_id(text: str, run: Run) -> tuple[int, int] | None:
    """Return where an identity card or permit of a letter and digits stands: Z 六零四八八一 (3), H06 6172 3840."""
    before = text[max(0, run.start - 30) : run.start]
    letter = re.search(r"(?<![A-Za-z])[A-Za-z]{1,2}[ ]{0,2}$", before)
    if letter is None or not 6 <= len(run.digits) <= 10:  # noqa: PLR2004 - six and a check digit, or eight to ten
        return None
    if not re.search(r"身份|证|(?i:(?<![a-z])id(?![a-z])|identity|permit|passport|return)", before[: letter.start()]):
        return None
    end = run.end
    closing = re.match(r" ?(?:[(]|括号|括弧) ?(?:[0-9A]|[零一二三四五六七八九])[)]?|[)]", text[end:])
    return run.start - len(letter.group()), end + (closing.end() if closing else 0)


def names_code(before: str, after: str) -> bool:
    """Say whether the words around a hidden stretch name it as a one-time code."""
    label = CODE_LABEL.search(before)
    is_named = label is not None and MASK not in label["gap"] and not _NO_GAP.search(label["gap"])
    return is_named or _CODE_AFTER.match(after) is not None


def is_whole(digits: str) -> bool:
    """Say whether ``digits`` by themselves have the form of one personal number or hotline."""
    return bool(
        _MOBILE.fullmatch(digits) or _ID18.fullmatch(digits) or labels.HOTLINE.fullmatch(digits)
        or re.fullmatch(r"[3-6]\d{15,18}|0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}", digits)
    )  # fmt: skip


def find(text: str) -> Iterator[Found]:
    """Yield the personal numbers in ``text``, which is half width and simplified."""
    for match in _LETTER_ID.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        is_bracketed = bool(re.search(r"\([0-9Aa]\)$", match.group()))
        if (labels.ID.search(before) or is_bracketed) and not labels.ORDER.search(before):
            yield match.start(), match.end(), "id_card"
    for match in _LETTERED_CODE.finditer(text):
        yield match.start("value"), match.end("value"), "code"
    for run in runs(text, least=6):
        lettered = _lettered_id(text, run)
        if lettered is not None:
            yield *lettered, "id_card"
    for whole in runs(text):
        for run in whole.parts(is_whole):
            kind, end = _kind(text, run)
            if kind is not None:
                yield _from_sign(text, run.start, kind), end, kind


def _from_sign(text: str, start: int, kind: str) -> int:
    """Return where the number begins with the plus and the bracket before it."""
    if kind != "phone":
        return start
    sign = re.search(r"(?:\(?\+ ?\(?|\()$", text[max(0, start - 3) : start])
    return start - len(sign.group()) if sign else start


def _kind(text: str, run: Run) -> tuple[str | None, int]:
    """Return what kind of personal number a run is, or None, and where it ends."""
    before, after = text[max(0, run.start - 40) : run.start], text[run.end : run.end + 24]
    digits = run.digits
    if _is_part_of_word(before, after):
        return None, run.end
    code = _is_code(digits, before, after)
    if code:
        return "code", run.end
    letter = _CHECK_LETTER.match(after)
    if letter and len(digits) == 17:  # noqa: PLR2004 - 17 digits and a letter
        return "id_card", run.end + letter.end()
    if labels.HOTLINE.fullmatch(digits) or all(labels.HOTLINE.fullmatch(part) for part in _by_breaks(run)):
        return None, run.end
    near = before[-28:]
    if (
        _is_time_or_amount(text[run.start : run.end], digits, near, after)
        or labels.ORDER.search(near)
        or labels.NOT_PERSONAL.search(near)
    ):
        return None, run.end
    if labels.TAIL.search(near) and len(digits) <= TAIL_DIGITS:
        return None, run.end
    return _by_label(digits, near, run), run.end


def _is_part_of_word(before: str, after: str) -> bool:
    return (
        bool(re.search(r"0x$", before, re.IGNORECASE))
        or bool(
            re.search(r"(?:https?://|www\.)\S*$|[a-z]{2,}[-_]?$", before, re.IGNORECASE)
            and not re.search(
                r"(?i)(?<![a-z])(?:tel|phone|id|no|code|is|card|pin|at|on|call|cell|number|sf|whatsapp)[-_]?$", before
            )
        )
        or bool(
            re.match(r"[-_]?[a-wyz]{2,}", after, re.IGNORECASE)
            and not re.match(r"(?i) ?(?:is|and|or|for|the|at|ext|x)", after)
        )
    )


def _by_breaks(run: Run) -> list[str]:
    cuts = (0, *run.breaks, len(run.digits))
    return [run.digits[first:after] for first, after in pairwise(cuts)]


def _is_code(digits: str, before: str, after: str) -> bool:
    if not 3 <= len(digits) <= 8 or labels.HOTLINE.fullmatch(digits) or _NOT_A_CODE_AFTER.match(after):  # noqa: PLR2004
        return False
    if labels.TAIL.search(before) or (
        labels.ERROR.search(
            re.sub(
                r"(?i)(?:security|verification|one[- ]time|login|sms|confirmation|the|my|your|a|is|otp) code",
                "",
                before,
            )
        )
        and not re.search(r"验证|校验|动态", before)
    ):
        return False
    label = CODE_LABEL.search(before)
    if label and not _NO_GAP.search(label["gap"]):
        is_short = len(digits) == 3  # noqa: PLR2004 - only the check number of a card has three
        return not is_short or bool(
            re.search(r"(?i)cvv|cvc|cvn|背面|背后|卡背|后面|反面|三位|安全码|security|on the back", before)
        )
    return len(digits) >= TAIL_DIGITS and bool(_CODE_AFTER.match(after))


def _is_time_or_amount(words: str, digits: str, before: str, after: str) -> bool:
    if labels.DATE.fullmatch(words.strip()):
        return True
    if labels.GROUPED.fullmatch(words) and len(digits) < 11:  # noqa: PLR2004
        return True
    if len(digits) >= 11:  # noqa: PLR2004 - no amount or date that people say is that long
        return False
    return bool(labels.AMOUNT_AFTER.match(after) or labels.MONEY_BEFORE.search(before))


def _by_label(digits: str, before: str, run: Run) -> str | None:
    """Return the kind that the nearest label names, else the kind by length; None for everyday numbers."""
    near = {
        kind: match.start()
        for kind, label in (("id_card", labels.ID), ("bank_card", labels.CARD), ("phone", labels.PHONE))
        if (match := label.search(before))
    }
    least = {"id_card": 7, "bank_card": 8, "phone": 7}
    is_whole_mobile = _MOBILE.fullmatch(digits) is not None
    for kind, _ in sorted(near.items(), key=lambda item: -item[1]):
        if len(digits) < least[kind]:
            continue
        if kind == "id_card" and is_whole_mobile and len(digits) == 11:  # noqa: PLR2004
            return "phone"
        if kind == "phone" and (len(digits) > 15 or _ID18.fullmatch(digits)):  # noqa: PLR2004 - E.164
            break
        if kind == "bank_card" and _ID18.fullmatch(digits) and "卡号" not in before:
            return "id_card"
        return kind
    if len(digits) < 7:  # noqa: PLR2004 - shorter runs are everyday numbers
        return None
    if run.breaks and not is_whole(digits):
        return None  # 5800、12600: two numbers side by side
    return _by_length(digits)


def _by_length(digits: str) -> str:
    if _ID18.fullmatch(digits) or (len(digits) == 15 and _ID15.fullmatch(digits)):  # noqa: PLR2004
        return "id_card"
    if len(digits) == 18 and not re.match(r"62|4|5[1-5]", digits):  # noqa: PLR2004
        return "id_card"
    return "bank_card" if len(digits) >= 14 else "phone"  # noqa: PLR2004 - cards have 14 to 19 digits
