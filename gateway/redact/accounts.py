"""Passwords, WeChat names and addresses of mail, written and spelled out."""

import re
from collections.abc import Iterator
from typing import Final

from gateway.redact import labels

Found = tuple[int, int, str]
_HAN: Final = "零〇一二三四五六七八九幺洞拐两"
_SIGN_WORDS: Final = (
    "大写的?|小写的?|字母|数字|感叹号|叹号|井号|星号|艾特|下划线|杠|横杠|减号|点|句号|问号|加号|百分号|美元符号?|圈a|"
    "井|星|逗号|comma|capital|lowercase|uppercase|"
    "small|big|underscore|dash|dot|hash|exclamation mark|at sign|star"
)
_ONE: Final = (
    rf"(?:[0-9A-Za-z!@#$%^&*_+?~]|[{_HAN}]|(?<![a-z])(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|"
    rf"triple)(?![a-z])|{_SIGN_WORDS})"
)
_GAP: Final = r"(?:[ \-,.…、]|个|嗯|呃|啊|额|然后|再|后面|接着|um|uh|er|then|and){0,3}"
_VALUE: Final = rf"(?P<value>{_ONE}(?:{_GAP}{_ONE}){{2,40}}[!?]?|[{_HAN}2-9]个[{_HAN}0-9])"
_LINK: Final = (
    r"\s*(?:'s|应该|好像|还|就|都|可能|现在|一直|以前|原来|的话|我|给|它|他|她|你|记|一下|听|着|啊|呢|嘛|吧|哈|哦|嗯|"
    r"呃|额|那个|也|the|my|now|just|still|\s)*"
    r"(?:是|为|:|=|叫|就是|设的?是?|设成|设为|改成|改为|改的?是?|用的?是?|写的?是?|等于|系|念|is|was|it's|set to|"
    r"changed to|,|-|\s)?[\s\"“”'「『(:,]*"
)
_PASSWORD: Final = re.compile(
    rf"(?:密码|口令|暗号|pin码?(?![a-z])(?: (?:number|code))?|"
    rf"pass ?(?:word|code|phrase)s?|wi-?fi ?(?:key|password)|解锁码|锁屏码|开锁码|"
    rf"开机码|密钥|门锁码|开门码|"
    rf"数字锁|解锁(?=是|用|按|输)|(?:unlock|open|get into)s? (?:the |my |it )?(?:phone|tablet|ipad|door|safe|mobile|"
    rf"screen)? ?with|(?:alarm|door|entry|gate|safe|lock|unlock|entrance) (?:code|number|combination))"
    rf"(?P<who>[^\n。;!?,0-9a-zA-Z{_HAN}]{{0,8}}?|(?: for | to | on )[a-z' -]{{2,24}}?){_LINK}(?<!不)(?<!没){_VALUE}",
    re.IGNORECASE,
)
_DESCRIBED: Final = re.compile(
    r"(?:密码|口令)[^\n。;!?,:是]{0,6}(?:就?是|:|设的?是|设成|改成|设为|改为)[:\s]*"
    r"(?P<value>(?=[^\n。;!?,]*[㐀-鿿])[^\n。;!?,]{1,20}?(?:[0-9][0-9A-Za-z]+|[A-Za-z]+[0-9]+)"
    r"(?!\s*(?:[0-9]|位|次|遍|回|块|元|分|秒|小时|天|点|号|月|日|年|岁|个|键|版|g(?![a-z])|app|wifi))"
    r"[^\n。;!?,\s]{0,6})",
    re.IGNORECASE,
)
"""A password told by what it is made of (我家狗的名字旺财2010): everything that describes it is hidden."""
_NO_DESCRIPTION: Final = re.compile(
    r"错|不对|什么|多少|几|怎么|哪|吗|呢|忘|锁|打|拨|客服|电话|提示|显示|报|写着|过期|不能|不行"
)
_NO_PASSWORD: Final = re.compile(
    r"^(?:the same|wrong|declined|rejected|refused|blocked|locked|"
    r"not|what|incorrect|too|required|and|then|or|for|to|it|is|was|has|have|i|my|me|he|she|they|"
    r"we|you|can|keep|keeps|again|reset|change|changed|forgot|please|"
    r"一个|一样|一直|一次|两次|三次|一遍|两遍|几|a|an|that|this|but|so|when|on|in|with|from|error|page|box|screen|"
    r"app|wifi|wi-fi|pin|"
    r"atm|button|field|by|manager|stopped|doesn't|won't|isn't)(?![a-z0-9])",
    re.IGNORECASE,
)
_COUNT_AFTER: Final = re.compile(r"\s*(?:位|次|遍|回|个(?!字)|块|元|分钟|小时|天|times|digits|characters|minutes)")
_WECHAT: Final = re.compile(
    rf"(?:微信号?|薇信号?|威信号|v信号?|(?<![a-z])(?:vx|wx|we ?chat)(?: ?(?:id|account|name|number))?)(?:码|id|账号|"
    rf"名)?"
    rf"(?:[^\n。;!?,0-9a-zA-Z{_HAN}]{{0,4}}?){_LINK}"
    rf"(?P<value>(?:[a-zA-Z] ){{2,5}}(?!underscore|dash|dot)[a-zA-Z]{{2,10}} ?\d+|"
    rf"(?:[a-zA-Z]+ (?=[a-zA-Z]{{2,12}} ?[0-9{_HAN}]))?(?:[a-zA-Z]|[{_HAN}](?=[a-zA-Z_-]))(?:[a-zA-Z0-9_\-{_HAN}]|"
    rf"\.(?=[a-zA-Z0-9])|(?:[ ,]|嗯|呃|啊)?(?:下划线|横杠|减号|杠|underscore|dash)(?:[ ,])?|(?: |,?(?:嗯|呃|啊|然后|"
    rf"再|那个|er|um),?|"
    rf",(?=[ ]?[0-9{_HAN}])){{1,2}}(?=[a-zA-Z0-9](?![a-z]{{2}})|[0-9_{_HAN}]|(?:double|triple|zero|oh|one|two|three|"
    rf"four|five|six|seven|eight|nine)(?![a-z]))(?:double |triple |zero|oh|one|two|three|four|five|six|seven|eight|"
    rf"nine)?){{3,40}})",
    re.IGNORECASE,
)
_NO_WECHAT: Final = re.compile(
    r"^(?:pay|app|group|video|call|message|mini|wallet|account|password|login|icon|code|number|and|is|on|to|for|"
    r"with|moments|friend|contact|red|page|says?|keeps?|won't|doesn't|has|was|from|in|money|my|id|the|it|so|but|or|"
    r"because|please|again)(?![a-z0-9])",
    re.IGNORECASE,
)
_LOCAL: Final = rf"(?:[A-Za-z0-9_%+\-]++|[{_HAN}])"
_EMAIL: Final = re.compile(
    rf"(?<![A-Za-z0-9._%+\-{_HAN}])(?<!')(?P<local>[A-Za-z0-9._%+\-]++(?=\s?[@(\[艾爱圈小])|(?>[A-Za-z0-9._%+\-]+|"
    rf"[{_HAN}]+)(?>(?:[ ,]{{0,2}}(?:点|下划线|杠|横杠|(?<![a-z])(?:dot|underscore|dash|hyphen)(?![a-z])|嗯|呃|"
    rf"啊)[ ,]{{0,2}}|"
    rf"[ ,]{{1,2}}(?!at |艾|爱|圈|小)|)(?:[A-Za-z0-9%+\-]+|[{_HAN}]+)){{0,14}})"
    rf"\s?(?P<at>@|\(at\)|\[at\]|艾特|爱特|圈a|小老鼠|(?<![a-z])at(?![a-z]))\s?"
    rf"(?P<host>[A-Za-z0-9\-]++|[{_HAN}]+|(?:[a-z] ){{1,5}}[a-z](?![a-z])|(?:[{_HAN}0-9] ?){{2,5}})(?:(?:\s?(?:\.|点|"
    rf"(?<![a-z])dot(?![a-z]))\s?)(?:[A-Za-z0-9\-]++|[cC] ?[oO] ?[mM]|[cC] ?[nN]|康姆?|扣姆|net|肯)){{1,3}}",
    re.IGNORECASE,
)


_DIGIT_WORDS: Final = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"


def find(text: str) -> Iterator[Found]:
    """Yield passwords, WeChat names and mail addresses in ``text``, which is half width and simplified."""
    yield from _emails(text)
    at = 0
    while (match := _PASSWORD.search(text, at)) is not None:
        span = _password(match, text)
        if span is not None:
            yield *span, "password"
        # Another one may be named inside what looked like the first one's value.
        at = max(match.start() + 1, match.start("value") if span is None else span[1])
    for match in _DESCRIBED.finditer(text):
        if not _NO_DESCRIPTION.search(match["value"]):
            yield *match.span("value"), "password"
    for match in _WECHAT.finditer(text):
        value = match["value"].rstrip(" ,-")
        if _NO_WECHAT.search(value) or len(re.sub(rf"[^0-9A-Za-z{_HAN}]", "", value)) < 5:  # noqa: PLR2004 - six characters at least
            continue
        if (
            value.isalpha()
            and value.isascii()
            and not re.search(
                r"(?:号|id|是|:|叫|account|name|number|is)[^a-z]*$",
                match.group()[: match.start("value") - match.start()],
                re.IGNORECASE,
            )
        ):
            continue
        yield match.start("value"), match.start("value") + len(value), "wechat"


def _password(match: re.Match[str], text: str) -> tuple[int, int] | None:
    value = match["value"]
    start = match.start("value")
    if _NO_PASSWORD.search(value):
        return None
    has_link = match.end("who") != start and re.search(
        r"是|为|:|=|叫|设|改|用|写|系|念|is|was|it's|to\b", text[match.end("who") : start]
    )
    if re.search(
        r"(?:一次性|动态|短信|验证|one[- ]time|otp|sms|verification|security) ?$",
        text[max(0, match.start() - 14) : match.start()],
        re.IGNORECASE,
    ):
        return None
    whole = re.match(r"(?=[^\s,]*[0-9])(?=[^\s,]*[A-Za-z])[^\s,。，]{6,}(?=[,\s])", value)
    if whole and whole.group().isascii():
        return start, start + len(whole.group())
    words = re.match(
        r"(?!(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|capital|lowercase|uppercase|"
        r"small|big)(?![a-z]))[A-Za-z]{2,}(?=[ ,]+(?!comma|dash|dot|underscore|hash|star)[A-Za-z]{2,})",
        value,
        re.IGNORECASE,
    )
    if words:  # a sentence goes on after one word: the password is that word
        value = words.group()
    value = re.sub(r"(?:[ \-,.…、]|嗯|呃|啊|然后|and|then)+$", "", value)
    figures = re.match(r"\d(?:[ \-,]*\d){2,}(?=[ ,]+[A-Za-z]{2,})", value)
    if figures:
        value = figures.group()
    spelled = re.match(rf"(?:(?:{_DIGIT_WORDS})(?![a-z])[ ,\-]*)+", value, re.IGNORECASE)
    if spelled and len(spelled.group().split()) > 1:
        value = spelled.group().rstrip(" ,-")
    tail = re.search(
        r"(?<=[0-9A-Za-z])[ ,]+(?:and|then|but|so|it|i|my|is|the|for|on|in|to|you|don|can|please)(?![a-z]).*$",
        value,
        re.IGNORECASE,
    )
    if tail:
        value = value[: tail.start()]
    bare = re.sub(rf"[^0-9A-Za-z{_HAN}]", "", value)
    if len(bare) < (2 if "个" in value else 3) or _COUNT_AFTER.match(text, start + len(value)):
        return None
    has_digit = (
        re.search(rf"[0-9{_HAN}]|zero|one|two|three|four|five|six|seven|eight|nine", value, re.IGNORECASE) is not None
    )
    if not has_digit and not has_link:
        return None
    if re.fullmatch(rf"[{_HAN}]+", value) and len(value) < 4 and not has_link:  # noqa: PLR2004 - 密码一二
        return None
    if labels.HOTLINE.fullmatch(bare) and not has_link:
        return None
    return start, start + len(value)


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        local, start = match["local"], match.start()
        if match["at"].lower() == "at" and "@" not in match.group():
            is_dotted = re.search(r"点|dot", match.group()[match.end("at") - start :], re.IGNORECASE)
            if not is_dotted:
                continue
        if re.search(
            r"(?:邮箱|邮件|邮址|伊妹儿|电邮|e-?mail|mail)(?:地址|账号| address)?(?:就?是|系|:|为| is| it's)*\s*$",
            text[:start],
            re.IGNORECASE,
        ):
            yield start, match.end(), "email"
            continue
        # words of the sentence before it do not belong: "write to mary at …"
        pieces = list(re.finditer(r"[ ,]+", local))
        for gap in reversed(pieces):
            left, right = local[: gap.start()], local[gap.end() :]
            last = re.search(r"[A-Za-z0-9]+$", left)
            joins = re.search(r"(?i)(?:dot|underscore|dash|hyphen|点|下划线)$", left) or re.match(
                r"(?i)(?:dot|underscore|dash|hyphen|点|下划线)", right
            )
            is_single = (last is not None and (len(last.group()) == 1 or last.group().isdigit())) or re.match(
                rf"(?:[A-Za-z0-9](?![A-Za-z])|\d|[{_HAN}])", right
            )
            if not joins and not is_single:
                start += gap.end()
                break
        yield start, match.end(), "email"
