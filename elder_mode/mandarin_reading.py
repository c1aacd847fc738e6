"""How written Chinese is read aloud: own rules for numbers that people spell out, then the bundled text grammar."""

import re
from collections.abc import Callable
from functools import cache
from re import Match

_DIGITS = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
"""幺 for 1 when digits are spelled: what Mandarin speakers say on the telephone. Cantonese says 一."""
_SAID_DIGITS = "零幺一二三四五六七八九"
_LABEL = (
    r"(?:尾号|验证码|校验码|动态码|取件码|取票码|订单号?|工单号?|单号|卡号|账号|帐号|户号|编号|工号|流水号|密码|身份证号码?|号码|"
    r"错误码|错误代码|代码|房间号|车牌号?|邮编|学号|病历号|就诊卡号?|编码)"
)
_RING = r"(?:拨打|致电|打给|来电|电话|热线|专线|拨|打|报|叫|呼叫|按)"
_UNIT = (
    r"(?:元|块|万|亿|千|百|个|人|位|次|天|年|月|日|米|公里|里|斤|克|度|分|秒|步|片|粒|岁|口|件|张|页|条|%|[a-zA-Z℃])"
)
_SERVICE = r"(?:10086|10010|10000|12306|12315|12345|12333|12356|12110|12320|12319|12393|96110|95\d{3})"
_CURRENCY = {"￥": "元", "HK$": "港元", "US$": "美元", "$": "美元", "€": "欧元", "£": "英镑"}
_SYMBOLS = {
    "→": "，",
    "·": "，",
    "•": "，",
    "…": "，",
    "&": "和",
    "+": "加",
    "×": "叉",
    "=": "等于",
    "@": "艾特",
    "#": "井号",
    "*": "星号",
    "_": "下划线",
    "～": "到",
    "|": "，",
    "<": "",
    ">": "",
    "\\": "，",
    "℃": "度",
    "©": "",
    "®": "",
    "™": "",
    "[": "，",
    "]": "，",
}
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u200d]")
_QUOTES = re.compile('[『』「」“”‘’"《》【】]')

_Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]


def read_chinese(text: str, *, is_cantonese: bool = False) -> str:
    """Return ``text`` with every number in words, as said in Mandarin, or with Cantonese digits."""
    said = _EMOJI.sub("", text.replace("\u00a5", "￥").replace("\u00a0", " "))
    for pattern, read in _RULES:
        said = pattern.sub(read, said)
    said = _QUOTES.sub("", _grammar()(said))
    said = "".join(_SYMBOLS.get(mark, mark) for mark in said)
    said = re.sub(r"\d+", lambda found: spelled(found[0]), said)  # what the grammar left: never let a voice guess
    said = re.sub(r"[，：、]+(?=[，。！？；：])|(?<=[。！？；，：])[，。]+", "", said)
    if is_cantonese:
        said = re.sub(f"幺(?=[{_SAID_DIGITS}])|(?<=[{_SAID_DIGITS}])幺", "一", said)
    return said.strip(" ，")


def spelled(digits: str) -> str:
    """Return digits one by one (``幺幺零``); longer than five: in groups that people can repeat (3-4-4 for mobiles)."""
    bare = [mark for mark in digits if mark.isdigit()]
    return "，".join("".join(_DIGITS[mark] for mark in group) for group in _groups(bare))


def _groups(digits: list[str]) -> list[list[str]]:
    if len(digits) <= 6:  # noqa: PLR2004  # codes are said in one breath
        return [digits]
    first = 3 if len(digits) in {7, 10, 11} else 4
    rest = range(first, len(digits), 4)
    groups = [digits[:first], *(digits[at : at + 4] for at in rest)]
    if len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


@cache
def _grammar() -> Callable[[str], str]:
    from wetext import Normalizer  # noqa: PLC0415  # 45 MB of grammar: only for those who speak

    normalize: Callable[[str], str] = Normalizer(lang="zh", operator="tn").normalize
    return normalize


def _amount(number: str, unit: str) -> str:
    """``1,280.50`` → ``1280元5角``: cash is said in yuan, jiao and fen, other money with a point."""
    whole, _, part = number.replace(",", "").partition(".")
    if unit != "元":
        return f"{whole}{'.' + part if part.strip('0') else ''}{unit}"
    part = (part + "00")[:2] if len(part) <= 2 else ""  # noqa: PLR2004
    if number.count(".") and not part:
        return number.replace(",", "") + unit
    jiao, fen = (part or "00")[0], (part or "00")[1]
    small = (
        f"{jiao}角" * (jiao != "0") + "零" * (jiao == "0" and fen != "0" and whole != "0") + f"{fen}分" * (fen != "0")
    )
    return small if whole == "0" and small else f"{whole}元{small}"


def _letters_and_digits(code: str) -> str:
    return "".join(_DIGITS.get(mark, mark) for mark in code if mark.isalnum())


def _labelled(match: Match[str]) -> str:
    code = _letters_and_digits(match[3]) if re.search("[A-Za-z]", match[3]) else spelled(match[3])
    return match[1] + match[2].strip() + code


def _address(match: Match[str]) -> str:
    bare = re.sub(r"^https?://", "", match[0])
    named = (
        bare.replace(".", "点").replace("/", "斜杠").replace("-", "横线").replace("_", "下划线").replace("?", "问号")
    )
    return "".join(_DIGITS.get(mark, mark) for mark in named)


def _masked(match: Match[str]) -> str:
    parts = [match[1], match[2]]
    return "，星号，".join(spelled(part) for part in parts if part) if all(parts) else f"{spelled(parts[0])}，星号"


def _rules() -> tuple[_Rule, ...]:
    c = re.compile
    return (
        (c(r"\d{25,}"), lambda m: spelled(m[0])),  # longer than any number people use; slow for the rules below
        (c(r"(?:https?://|www\.)[\w\-./?=&%#]+"), _address),
        (c(r"(\d{3,6})\*{2,}(\d{2,6})?"), _masked),
        # Dates and times first, so that no telephone rule eats them.
        (c(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日"),
        (c(r"(?<!\d)((?:19|20)\d{2})\s*年"), lambda m: "".join(_DIGITS[d].replace("幺", "一") for d in m[1]) + "年"),
        (c(r"(?<!\d)(\d{1,2}[:：]\d{2})\s*[-~～—–至]+\s*(\d{1,2}[:：]\d{2})"), lambda m: f"{m[1]}到{m[2]}"),
        (c(r"(?<!\d)(\d{1,2})[:：]00(?![:：\d])"), lambda m: f"{m[1]}点"),
        (
            c(r"(?<!\d)(\d{1,2})[:：](\d{2})(?![:：\d])"),
            lambda m: f"{m[1]}点{m[2].replace('0', '零', 1) if m[2][0] == '0' else m[2]}分",
        ),
        # Telephone numbers: spaces, hyphens and brackets join one number.
        (
            c(r"(?:\+|00)\s?(\d{1,3})[\s-]?(1\d{2})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)"),
            lambda m: f"加{spelled(m[1])}，{spelled(m[2] + m[3] + m[4])}",
        ),
        (c(r"(?<!\d)(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)"), lambda m: spelled(m[1] + m[2] + m[3])),
        (c(r"[(（]?(?<!\d)(0\d{2,3})[)）\s-]{1,2}(\d{7,8})(?!\d)"), lambda m: f"{spelled(m[1])}，{spelled(m[2])}"),
        (
            c(r"(?<!\d)([48]00)[\s-]?(\d{3})[\s-]?(\d{4})(?!\d)"),
            lambda m: f"{spelled(m[1])}，{spelled(m[2])}，{spelled(m[3])}",
        ),
        # Money.
        (
            c(r"(HK\$|US\$|[￥$€£])\s*(\d[\d,]*(?:\.\d+)?)(\s*万)?\s*(?:元|块)?"),
            lambda m: f"{m[2].replace(',', '')}万{_CURRENCY[m[1]]}" if m[3] else _amount(m[2], _CURRENCY[m[1]]),
        ),
        (c(r"(?<![\d.])(\d[\d,]*\.\d{1,2})\s*元"), lambda m: _amount(m[1], "元")),
        (c(r"(?<=\d),(?=\d{3}(?!\d))"), lambda _: ""),
        # Labelled numbers, and numbers that are rung.
        (c(rf"({_LABEL})([是为:：\s]{{0,3}})([A-Za-z]{{0,4}}[-\s]?\d[\dA-Za-z\s-]{{1,30}}[\dA-Za-z])"), _labelled),
        (c(rf"({_RING}[是为:：\s]{{0,2}})(\d{{3,8}})(?!\.?\d|\s?{_UNIT})"), lambda m: m[1] + spelled(m[2])),
        (c(r"(?<!\d)(1(?:10|19|20|22))(?=[/、或和与]|报警|急救|火警)"), lambda m: spelled(m[1])),
        (c(r"(?<=[/、或和与])(1(?:10|19|20|22))(?!\d|\s?" + _UNIT + ")"), lambda m: spelled(m[1])),
        (c(rf"(?<![\d.])({_SERVICE})(?!\.?\d|\s?{_UNIT})"), lambda m: spelled(m[1])),
        # Steps, fractions of pages, floors, doses, blood pressure, ranges, versions.
        (c(r"第?\s*(\d+)\s*/\s*(\d+)\s*(步|页|题|张)"), lambda m: f"第{m[1]}{m[3]}，共{m[2]}{m[3]}"),
        (c(r"([座栋幢楼号单元])\s*-\s*(\d)"), lambda m: f"{m[1]}{m[2]}"),
        (c(r"(\d+(?:[-~～]\d+)?)\s*次\s*/\s*(日|天|周|月)"), lambda m: f"每{m[2]}{m[1]}次"),
        (c(r"(?<![\d/])(\d{2,3})\s*/\s*(\d{2,3})(?![\d/])\s*(?:mmHg|毫米汞柱)?"), lambda m: f"{m[1]}，{m[2]}"),
        (c(r"(\d+(?:\.\d+)?)\s*(?:-|~|～|—|–)\s*(\d+(?:\.\d+)?)"), lambda m: f"{m[1]}到{m[2]}"),
        (c(r"(\d[\d.]*)\s*([元块])\s*/\s*(月|年|天|次|人|位|小时|分钟|斤|公斤)"), lambda m: f"每{m[3]}{m[1]}{m[2]}"),
        (c(r"(?<=[\u4e00-\u9fffA-Za-z])\s*/\s*(?=[\u4e00-\u9fffA-Za-z])"), lambda _: "或"),
        (c(r"(?<![\d])[vV]?(\d+(?:\.\d+){2,})"), lambda m: "点".join(spelled(p) for p in m[1].split("."))),
        (c(r"(\d+(?:\.\d+)?)\s*(?:℃|°C)"), lambda m: f"{m[1]}度"),
        (c(r"(?<!\d)(\d{3,4})\s*(室|房|号房|号窗口)"), lambda m: f"{spelled(m[1])}{m[2]}"),
        (c(r"([A-Z])(\d{1,4})次"), lambda m: f"{m[1]}{spelled(m[2])}次"),
        (c(r"第\s*2(?!\d)"), lambda _: "第二"),  # the grammar says 第两个
        (c(r"(?<![\d./第])2(?=[次片粒个位张条件天年块步页杯勺袋支])"), lambda _: "两"),
        # Any long run of digits that is not an amount of something.
        (c(rf"(?<![\d.])(\d(?:[\s-]?\d){{6,}})(?!\.?\d|\s?{_UNIT})"), lambda m: spelled(m[1])),
    )


_RULES = _rules()
