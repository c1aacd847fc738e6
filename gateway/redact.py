"""Personal data hidden character by character, so that every offset into the text still holds.

Works on words as people speak, type and mis-type them: spaced, dashed, full-width, in Chinese digits. It looks at the
form and the words around it, never at a checksum: a wrongly read number is as personal as a right one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MASK: Final = "＊"
_TAIL_DIGITS: Final = 4
"""The last digits by which people and banks name a card."""
_CHINESE_DIGITS: Final = {char: str(place) for place, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0", "○": "0", "洞": "0", "幺": "1", "妖": "1", "腰": "1", "两": "2", "拐": "7", "勾": "9",
    "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5", "陆": "6", "柒": "7", "捌": "8", "玖": "9",
}  # fmt: skip
_ALWAYS_A_DIGIT: Final = "零一二三四五六七八九〇○幺壹贰叁肆伍陆柒捌玖"
_GAP: Final = r"[\s\-—–_.·,，、…~嗯啊呃()（）]"
_RUN: Final = re.compile(rf"(?<![0-9])\+?[0-9](?:{_GAP}{{0,3}}[0-9])+(?:{_GAP}{{0,2}}[xX])?(?![0-9])")
_HOTLINE: Final = re.compile(
    r"1(?:10|12|14|19|20|22)|9(?:11|99|95)|12[1-9]\d\d|123[0-9]{2}|12580|100(?:00|01|10|11|16|50|8[56]|99)|"
    r"1118[35]|95\d{3}|96\d{3,4}|951\d{3,4}|952\d{3,4}"
)
_NOT_PERSONAL: Final = re.compile(
    r"(?:订单|单号|运单|快递单|编号|流水号?|工单|错误|代码|报错|故障|型号|票号|车次|航班|取票|预约号|"
    r"案号|序列|版本|邮编|邮政编码|"
    r"快递号|物流|取件|受理号|参考号|凭证号|order|tracking|reference|error|ticket|invoice|serial|model|"
    r"version|post ?code|zip)"
    r"[^0-9,，。;；!！?？\n]{0,12}$",
    re.IGNORECASE,
)
_AMOUNT_AFTER: Final = re.compile(
    r"^\s*(?:多|来|几)?\s*(?:块|元|毛|角|分(?!之)|万|千(?!万别)|百|亿|蚊|rmb|cny|年|月|日|号(?!码)|点|时|"
    r"岁|个|次|片|粒|毫升|毫克|mg|ml|度|%|斤|公里|米|分钟|小时|天|楼|层|路公交|yuan|dollars?)",
    re.IGNORECASE,
)
_MONEY_BEFORE: Final = re.compile(r"(?:[¥￥$]|金额|余额|支出|收入|扣了|花了|付了|共计|合计|总共|转了|一共)[:：]?\s*$")
_ID_LABEL: Final = re.compile(
    r"(?:身份证|证件|通行证|回乡证|居民证|社保卡号|id ?card|identity|passport|护照)[^0-9]{0,10}$", re.IGNORECASE
)
_CARD_LABEL: Final = re.compile(
    r"(?:卡号|银行卡|账号|帐号|账户|帐户|存折|card(?: number)?|account(?: number)?|iban)[^0-9]{0,10}$", re.IGNORECASE
)
_PHONE_LABEL: Final = re.compile(
    r"(?:手机|电话|号码|打给?我?|拨|联系方式|座机|call|phone|mobile|number|tel|\bme (?:at|on))[^0-9]{0,10}$",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:尾号|后四位|末四位|末尾|最后四位|尾数|卡尾|ending(?: in)?|last four)[^0-9]{0,6}$", re.IGNORECASE
)
_CODE: Final = re.compile(
    r"(?:验证码|校验码|动态码|动态密码|短信码|激活码|确认码|一次性密码|安全码|cvv2?|cvc|背面(?:的)?(?:三|"
    r"3)位(?:数)?|后三位|有个码|"
    r"(?:数字|号码|码)(?=(?:是|：|:))|otp|(?:verification|security|one[- ]time|confirmation|auth\w*|"
    r"login|sms) ?(?:code|password|pin)|\bcode\b)"
    r"(?:[^0-9\n。;；!！?？]{0,14}?\n?)([0-9](?:[\s\-,，、…嗯啊呃.]{0,3}[0-9]){2,7})(?![0-9])(?!\s*(?:位|"
    r"分钟|小时|秒|块|元|次))",
    re.IGNORECASE,
)
_CODE_BEFORE: Final = re.compile(
    r"(?<![0-9])([0-9](?:[\s\-]{0,2}[0-9]){3,7})(?![0-9])\s*(?:[(（,，]?\s*)(?:是|为|就是)?\s*(?:您的|"
    r"你的|我的|这个|本次|登录|your)?\s*"
    r"(?:登录|动态|短信|手机|支付|verification |login |security )?(?:验证码|校验码|动态码|code\b)",
    re.IGNORECASE,
)
_PASSWORD: Final = re.compile(
    r"(?:密码|口令|暗号|pin码?|pass(?:word|code)|wi-?fi (?:key|password)|解锁码|锁屏码)"
    r"(?:[^\n。;；!！?？,，0-9a-zA-Z]{0,8}?)(?:是|为|:|：|=|\bis\b|就是|设的|设成|改成|改为|设为|用的|"
    r"叫)\s*[\"“”'「『]?\s*"
    r"(?!什么|多少|啥|哪|不|没|错|对|几|这样|怎么|我(?:的)?(?:生日|电话)|几位|空的|the same|wrong|not|"
    r"what|incorrect|too|required)"
    r"([0-9a-zA-Z!@#$%^&*_+\-.?]{3,32}|[0-9](?:[\s,，、…嗯啊呃\-]{0,3}[0-9]){2,15})",
    re.IGNORECASE,
)
_PASSWORD_PLAIN: Final = re.compile(
    r"(?:密码|pin码?|口令|password|passcode)\s*[:：]?\s*([0-9](?:[\s\-,，、]{0,3}[0-9]){3,15}|"
    r"(?=[a-zA-Z!@#$%^&*_+]{0,31}[0-9])[0-9a-zA-Z!@#$%^&*_+]{4,32})"
    r"(?!\s*(?:位|次|块|元|分钟))",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]++\s?(?:@|\(at\)|艾特)\s?[A-Za-z0-9\-]++(?:\s?(?:\.|点)\s?[A-Za-z0-9\-]++)+"
)
"""Begins only at the left border of a run and never gives back, so that a long run costs one pass."""
_WECHAT: Final = re.compile(
    r"(?:微信号|微信\s*(?:id|账号|帐号)|(?:加|我的?|他的?|她的?)?(?:微信|薇信|v信|vx|"
    r"wx)(?:号)?)(?:码)?\s*(?:是|为|:|：|就是|叫|加)?\s*"
    r"((?=[a-zA-Z0-9_-]{0,19}[0-9_-])[a-zA-Z][a-zA-Z0-9_\-]{4,19}|(?<=[是:：为])\s*[a-zA-Z][a-zA-Z0-9_\-]{5,19})",
    re.IGNORECASE,
)
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫段雷龙陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温葛洪施俞章鲍柳史岳齐倪殷管卓祁舒屈祝聂喻纪尚鲁牛翟樊兰"
    "黎欧阳上官司马诸葛易常康伍申关焦巩包左安苗"
)
_NAME: Final = re.compile(
    r"(?:姓名|名字(?:是|叫)|户名|收款人|收件人|联系人|持卡人|开户名|开户人|我(?:的)?名字(?:是|叫)?|我叫|"
    r"俺叫|本人(?:是|叫)|我的全名(?:是|叫)?)"
    rf"\s*(?:是|叫|为|:|：)?\s*([{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}?)"
    r"(?=$|[\s,，。;；!！?？、（(:：]|的|和|住|电话|手机|身份证|今年|我|是|在|想|要|，|卡号|账号|号码|地址|男|女|他|她)"
)
_NAME_ENGLISH: Final = re.compile(
    r"(?:\b[Mm]y (?:full )?name is|\b[Nn]ame:|\b[Aa]ccount holder:?|\b[Pp]ayee:?|"
    r"\b[Rr]ecipient:?)\s+([A-Z][a-z'\-]+(?: [A-Z][a-z'\-]+){1,2})"
)
_UNIT: Final = r"[\u4e00-\u9fffA-Za-z0-9]"
_ADDRESS: Final = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,4}}省\s*|(?:内蒙古|广西|西藏|宁夏|"
    rf"新疆)(?:自治区)?\s*)?(?:[\u4e00-\u9fff]{{2,4}}[市州盟]\s*)?(?:[\u4e00-\u9fff]{{1,4}}[区县旗]\s*)?"
    rf"(?:[\u4e00-\u9fff]{{1,5}}(?:街道|镇|乡)\s*)?(?:[\u4e00-\u9fff]{{1,8}}(?:大道|路|街|巷|弄|胡同|村|"
    rf"里|道|小区|花园|新村|家园|公寓|苑|庄|城|社区|大院|家属院)\s*"
    r"(?:[0-9零一二三四五六七八九十百东西南北甲乙]{1,6}\s*(?:号院|号楼|号|弄|巷|区|组|队)\s*)?){1,3}"
    rf"(?:{_UNIT}{{0,8}}(?:小区|花园|新村|家园|公寓|苑|大厦|广场|院)\s*)?"
    r"(?:[0-9A-Za-z零一二三四五六七八九十百]{1,6}\s*(?:号楼|栋|幢|座|号|楼|组)\s*(?:之[0-9一二三四五]\s*)?)?"
    r"(?:[0-9零一二三四五六七八九十]{1,3}\s*(?:单元|门|座|"
    r"梯)\s*)?(?:[0-9零一二三四五六七八九十]{1,3}\s*(?:层|"
    r"楼)\s*)?(?:[0-9零〇一二三四五六七八九十百A-Za-z]{1,6}\s*(?:室|房|户|号|门))?"
)
_DOOR: Final = re.compile(
    r"[0-9零〇一二三四五六七八九十百A-Za-z]\s*(?:号楼|栋|幢|单元|室|房|户)|(?:路|街|巷|弄|胡同|道|里|村|"
    r"组|院)\s*[0-9零〇一二三四五六七八九十百甲乙]+\s*(?:号|弄|组)"
)
_LEAD: Final = re.compile(
    r"^(?:我|俺|咱)?(?:们)?(?:的)?(?:家)?(?:现在|就|是|一直)?(?:地址|住址|家)?(?:是|:|：)?(?:住在|住|"
    r"家在|寄到|送到|送去|在|到|来|去|请到|派到|上门到|地址是|收货地址|搬到|位于)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedSpan:
    """A stretch that was hidden."""

    start: int
    end: int
    """Exclusive."""
    kind: str
    """``id_card bank_card phone code password address name_labelled wechat email``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text of the same length with personal data hidden."""

    text: str
    spans: tuple[MaskedSpan, ...]
    """In order, not overlapping."""


def mask(text: str) -> Masked:
    """Return ``text`` with every character of personal data replaced by one ``＊``, and what was hidden.

    Not hidden: order and reference numbers, amounts, dates, error codes, hotlines, tails of cards. Hiding twice changes
    nothing.
    """
    spans = _disjoint(sorted(_found(text), key=lambda span: (_RANK[span.kind], span.start)), len(text))
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = [MASK] * (span.end - span.start)
    return Masked(text="".join(chars), spans=spans)


_RANK: Final = {
    kind: rank
    for rank, kind in enumerate(
        ("email", "password", "code", "id_card", "bank_card", "phone", "wechat", "address", "name_labelled")
    )
}


def _disjoint(spans: list[MaskedSpan], length: int) -> tuple[MaskedSpan, ...]:
    kept: list[MaskedSpan] = []
    taken = bytearray(length)
    for span in spans:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def _found(text: str) -> Iterator[MaskedSpan]:
    digits = _as_digits(text)
    yield from _by_words(digits)
    for match in _RUN.finditer(digits):
        kind = _kind_of_run(digits, match.start(), match.end())
        if kind is not None:
            yield MaskedSpan(start=match.start(), end=match.end(), kind=kind)
    yield from _addresses(text)
    for pattern in (_NAME, _NAME_ENGLISH):
        for match in pattern.finditer(text):
            yield MaskedSpan(start=match.start(1), end=match.end(1), kind="name_labelled")


def _by_words(digits: str) -> Iterator[MaskedSpan]:
    """Yield what is personal because of the words before it."""
    for kind, pattern in (
        ("code", _CODE),
        ("code", _CODE_BEFORE),
        ("password", _PASSWORD),
        ("password", _PASSWORD_PLAIN),
        ("wechat", _WECHAT),
    ):
        for match in pattern.finditer(digits):
            bare = re.sub(r"\D", "", match.group(1))
            is_hotline = kind == "code" and _HOTLINE.fullmatch(bare) is not None
            if is_hotline or (len(bare) == _TAIL_DIGITS and _TAIL.search(digits[: match.start(1)])):
                continue
            start = match.start(1) + len(match.group(1)) - len(match.group(1).lstrip())
            yield MaskedSpan(start=start, end=match.end(1), kind=kind)
    for match in _EMAIL.finditer(digits):
        yield MaskedSpan(start=match.start(), end=match.end(), kind="email")


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    """Return the one half-width character that ``char`` stands for, or ``char``: the length must not change."""
    new = unicodedata.normalize("NFKC", char)
    return new if len(new) == 1 else char


def _as_digits(text: str) -> str:
    """Return ``text`` of the same length with full-width and spoken digits as digits.

    A single 一 or 两 in running words stays a word: spoken digits count only beside another digit.
    """
    chars = [_plain(char) for char in text]
    is_digit = [(char.isdigit() and char.isascii()) or char in _ALWAYS_A_DIGIT for char in chars]
    for place, char in enumerate(chars):
        if char not in _CHINESE_DIGITS:
            continue
        before = next(
            (is_digit[at] for at in range(place - 1, max(place - 3, -1), -1) if chars[at] not in " -,，、"), False
        )
        after = next(
            (is_digit[at] for at in range(place + 1, min(place + 3, len(chars))) if chars[at] not in " -,，、"), False
        )
        if before or after:
            chars[place] = _CHINESE_DIGITS[char]
    return "".join(chars)


def _kind_of_run(digits: str, start: int, end: int) -> str | None:
    """Return what kind of personal number stands there, or None."""
    run = digits[start:end]
    bare = re.sub(r"[^0-9xX]", "", run)
    before, after = digits[max(0, start - 24) : start], digits[end : end + 12]
    parts = [re.sub(r"\D", "", part) for part in re.split(r"[、，,]", run)]
    if (
        all(_HOTLINE.fullmatch(part) for part in parts)
        or _is_time_or_amount(run, before, after)
        or _NOT_PERSONAL.search(before)
    ):
        return None
    if _TAIL.search(before) and len(bare) <= _TAIL_DIGITS:
        return None
    for label, kind, least in ((_ID_LABEL, "id_card", 6), (_CARD_LABEL, "bank_card", 8), (_PHONE_LABEL, "phone", 7)):
        if label.search(before) and len(bare) >= least:
            return _by_length(bare) if kind == "phone" else kind
    return _by_length(bare) if len(bare) >= 7 else None  # noqa: PLR2004 - shorter runs are everyday numbers


def _by_length(bare: str) -> str:
    if len(bare) in {15, 18} or bare[-1:] in {"x", "X"}:
        return "id_card"
    if re.fullmatch(r"(?:0{0,2}86)?1[3-9]\d{9}", bare):
        return "phone"
    return "bank_card" if len(bare) >= 14 else "phone"  # noqa: PLR2004 - cards have 14 to 19 digits


def _is_time_or_amount(run: str, before: str, after: str) -> bool:
    bare = re.sub(r"\D", "", run)
    if re.fullmatch(r"(?:19|20)\d\d[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:0?[1-9]|[12]\d|3[01])", run.strip()):
        return True
    if re.fullmatch(r"(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d|0\.\d+", run):
        return True
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}", run) and len(bare) < 11:  # noqa: PLR2004
        return True
    if len(bare) >= 11:  # noqa: PLR2004 - no amount or date that people say is that long
        return False
    return bool(_AMOUNT_AFTER.search(after) or _MONEY_BEFORE.search(before))


def _addresses(text: str) -> Iterator[MaskedSpan]:
    for match in _ADDRESS.finditer(text):
        start, found = match.start(), match.group().rstrip()
        lead = _LEAD.match(found)
        if lead is not None:
            start, found = start + lead.end(), found[lead.end() :]
        if _DOOR.search(found):
            yield MaskedSpan(start=start, end=start + len(found), kind="address")
