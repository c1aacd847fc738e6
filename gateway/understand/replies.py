"""Short answers to our own questions: yes, no, I do not know, done, not found. Null when it is none of these."""

import re
import unicodedata
from typing import Final

MAX_SHORT_CHARS = 24
"""Longer than this is no short answer: it says something of its own."""
MAX_NOT_FOUND = 9
"""Chinese characters: "I cannot find that button" is an answer, "I change my password and cannot find Next" is not."""
_YES = re.compile(
    r"^(是|是的|是啊|是呀|对|对的|对啊|对呀|对头|嗯|嗯嗯|恩|好|好的|好啊|行|要|要的|可以|没错|就是|有|系|係|係呀|"
    r"啱|中|得|"
    r"yes|yeah|yep|ok|okay|sure|right|correct|please)+$"
)
_NO = re.compile(
    r"^(不|不是|不是的|不对|不用|不要|没有|没|没得|不行|唔系|唔係|唔使|冇|莫得|"
    r"no|nope|not|nothing|not really|no thanks)+$"
)
_DONT_KNOW = re.compile(
    r"(不知道|不晓得|不清楚|说不上来|说不好|唔知|不懂|搞不清|弄不清|忘了|记不得|don'?t know|not sure|no idea)"
)
_DONE = re.compile(
    r"^(我)?(已经)?(做好|弄好|点好|搞好|好|做完|完成|找到|点|打开|开开|进去|看到|看见|搞定|整好|可以|行)(了|啦|咯|喽|嘞)$|"
    r"^(done|ok|okay|finished|got it|found it|i did it|i found it)$"
)
_NOT_FOUND = re.compile(
    r"(没|没有|冇|不)(找到|看到|看见|见到|找着|瞧见|得)|找不到|看不到|看不见|找不着|没有(这个|那个|啊|呀)?$|唔见|搵唔到|"
    r"(can'?t|cannot|could ?n.t|did ?n.t|don'?t) (find|see)|not there|not found"
)
_CLAUSE = re.compile(r"[\s，,。.!！?？;；、…]+")
_ON_THE_LINE = re.compile(
    r"(?:还)?(?:没挂|没有挂|未挂)|(?:在|守着?)电话(?:里|那头|边)|(?:正|还)在(?:通话|打电话|线上|催)|"
    r"on the (?:phone|line)|still talking"
)
"""Says that a call is going on."""
_ASKS_BACK = re.compile(r"[?？]|什么意思|什么事|怎么|谁|\b(?:what|who|why|how)\b", re.IGNORECASE)
"""A question back, or thanks, answers nothing."""
_THANKS = re.compile(
    r"(?:好了?|行了?)?(?:谢谢|多谢|谢了|感谢|麻烦了|辛苦了|唔该|多谢晒|谢天谢地)(?:你|您|侬|啦|了|你们|大家|啊|哈|晒)*|"
    r"(?:好了|好|行|那)?(?:没事了|冇事了|不用了|解决了|弄好了|再见|拜拜|回见)|"
    r"(?:ok |okay |great |good )?(?:thanks?|thank you|many thanks|cheers|bye|goodbye|all good|never ?mind)(?: .{0,20})?"
)
_SMALL_TALK = re.compile(
    r"(?:你好|您好|喂|在吗|有人吗|早上好|下午好|晚上好|哈喽|hello|hi|hey)+(?:啊|呀)?|[嗯啊哎唉诶哦喔哈呵额呃]+|"
    r"(?:你)?(?:烦不烦|烦死了|真烦|气死我了|什么破东西|真是的|怎么回事)(?:啊|呀)?|(?:你)?(?:说什么|听不懂|不明白)"
)
MAX_THING = 8
_THING = re.compile(r"[\u4e00-\u9fffa-z0-9 ]+")
_NO_THING = re.compile(r"[不没烦谢你您我他她吗呢啊]|什么|怎么|这个|那个|东西|一个|知道|可以|就是|已经|现在")
_FILLERS = re.compile(r"[\s。，,.!！?？、~…]+|[嗯啊呃哎唉诶呀吧呢嘛哦喔]+$")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    return _FILLERS.sub("", plain) if re.search(r"[\u4e00-\u9fff]", plain) else plain.strip(" .,!?")


def yes_or_no(text: str) -> bool | None:
    """Return True for yes, False for no, None for anything else or anything longer than a short answer."""
    bare = _bare(text)
    if _NO.match(bare):
        return False
    if _YES.match(bare) or (not bare and "嗯" in text):
        return True
    return None


def leading_yes_or_no(text: str) -> bool | None:
    """Return what the first words answer to a question that was just asked: "yes, he is still on the line"."""
    first = next((part for part in _CLAUSE.split(text.strip()) if part), "")
    whole = yes_or_no(text)
    if whole is not None:
        return whole
    if _ON_THE_LINE.search(text):
        return True
    if _ASKS_BACK.search(text) or _THANKS.fullmatch(_bare(text)):
        return None
    return yes_or_no(first)


def is_thanks(text: str) -> bool:
    """Say whether somebody only thanks, says goodbye, or says that all is well now."""
    return _THANKS.fullmatch(_bare(text)) is not None


def is_small_talk(text: str) -> bool:
    """Say whether the words are a greeting, thanks, a sigh or a scolding: nothing about the matter."""
    bare = _bare(text)
    return not bare or _THANKS.fullmatch(bare) is not None or _SMALL_TALK.fullmatch(bare) is not None


def looks_like_a_thing(text: str) -> bool:
    """Say whether a short answer can be the name of a thing that we do not know."""
    bare = _bare(text)
    return 0 < len(bare) <= MAX_THING and _THING.fullmatch(bare) is not None and _NO_THING.search(bare) is None


def does_not_know(text: str) -> bool:
    """Say whether the person answers that they do not know. That is a good answer, and never asked again."""
    bare = _bare(text)
    return len(bare) <= MAX_SHORT_CHARS and _DONT_KNOW.search(bare) is not None


def done_or_not_found(text: str) -> bool | None:
    """Return True when a step is said to be done, False when its button was not found, None otherwise."""
    bare = _bare(text)
    if len(bare) <= (MAX_SHORT_CHARS if bare.isascii() else MAX_NOT_FOUND) and _NOT_FOUND.search(bare):
        return False
    return True if _DONE.match(bare) else None


_REFUSES: Final = re.compile(
    r"(?<!是)(?:不要|别|不用|不需要|不必|不想|甭|用不着|先不|唔使|唔好|唔要|唔想)(?:(?!机器|电脑|自动|让|不|挂|等)[^,。!?;，！？；\s]){0,6}?"
    r"(?:人工(?!智能)|真人|客服|活人|专员|坐席|(?:找|叫|请|喊|搵|换)(?:个|别的)?人(?![脸民家工])(?=[来帮了吧,。!?，！？]|$))|"
    r"(?:人工|真人|客服)(?:就)?(?:不要|不用|免)(?:了|吧|$)|"
    r"\b(?:do not|don'?t|please don'?t|no need to|not|rather not|never) (?:want|need|like|transfer|connect|put|"
    r"get|call|send|pass|talk|speak)\b"
    r"(?:(?!robot|machine|bot\b)[^.,;!?]){0,24}\b(?:human|person|agent|operator|representative|someone|somebody|anyone|anybody|staff)\b|"
    r"\b(?:without an?y?|no need for an?y?) (?:human|real person|person|agent|operator)s?\b"
)
_WANTS: Final = re.compile(
    r"(?<![不别甭])(?:要|找|转|换|叫|请|给我)(?:个|一个)?(?:人工(?!智能)|真人|活人)|"
    r"\b(?:want|need|get me) (?:a |an )?(?:human|person|agent)"
)
_IT_IS_BACK: Final = re.compile(
    r"(?:还是|仍然|依然|又|照样|照旧)(?:是)?(?:不行|不灵|不好使|不管用|没好|没用|没反应|打不开|坏了|没了|没声|出来了|跳|这样|那样|老样子)|"
    r"(?:没|没有)(?:弄好|办成|解决|修好)|不管用|"
    r"\b(?:still|again) (?:not|does ?n.t|is ?n.t|broken|the same|no|gone)\b|"
    r"\b(?:it'?s back|did ?n.t (?:work|help)|not (?:fixed|solved))"
)
_WHERE_WE_WERE: Final = re.compile(
    r"(?:接着|继续)(?:上次|上回|昨天|刚才|前面|做|弄|来|教|说)?|(?:上次|上回|昨天|刚才)(?:我们)?(?:做|弄|说|教|讲)到(?:哪|第几|了)|"
    r"做到(?:哪|第几)|到哪(?:儿|里)?了|第几步了?|"
    r"\b(?:go on|carry on|continue|where were we|where did we (?:stop|get))\b"
)
_SAID_RIGHT: Final = re.compile(
    r"(?:我|刚才|自己)(?:说|讲|记)的?(?:是)?(?:对|没错|准)|按我(?:说|讲)的|\b(?:mine|what i said)\b"
)
_SEEN_RIGHT: Final = re.compile(
    r"(?:屏幕|图|照片|上面|手机|纸|盒子|短信|那上面|写)(?:上|里|上面|着)?(?:写|显示|说|的)*(?:的)?(?:是)?(?:对|没错|准|为准)|"
    r"(?:按|照|听|以)(?:屏幕|图|照片|上面|手机|盒子)|我(?:说|记|讲|看)错(?:了)?|"
    r"\b(?:the (?:screen|picture|box)|i was wrong|my mistake)\b"
)
_QUOTED: Final = re.compile(r"[『“\"]([^』”\"]+)[』”\"]")
_HAN_PAIR: Final = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_NO_STEP_WORD: Final = frozenset(
    [
        "打开",
        "手机",
        "屏幕",
        "最下",
        "下面",
        "上面",
        "里面",
        "主屏",
        "一排",
        "一个",
        "两下",
        "然后",
        "或者",
        "旁边",
        "中间",
        "左边",
        "右边",
        "幕最",
    ]
)
_NO_ENGLISH_STEP_WORD: Final = frozenset(
    [
        "the",
        "and",
        "tap",
        "open",
        "press",
        "screen",
        "phone",
        "bottom",
        "top",
        "left",
        "right",
        "middle",
        "then",
        "with",
        "your",
        "that",
        "this",
    ]
)


def refuses_person(text: str) -> tuple[int, int] | None:
    """Return where in ``text`` the person says that they want no person, or None; wanting one elsewhere goes first."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if len(plain) != len(text):  # offsets would not hold
        return None
    match = _REFUSES.search(plain)
    if match is None:
        return None
    rest = plain[: match.start()] + "。" + plain[match.end() :]
    return None if _WANTS.search(rest) else match.span()


def says_it_is_back(text: str) -> bool:
    """Say whether somebody tells that what was called done has come back, or never worked."""
    return _IT_IS_BACK.search(unicodedata.normalize("NFKC", text).lower()) is not None


def asks_where_we_were(text: str) -> bool:
    """Say whether somebody wants to go on with the guide where they left it."""
    bare = _bare(text)
    return len(bare) <= MAX_SHORT_CHARS and _WHERE_WE_WERE.search(bare) is not None


def takes_offer(text: str) -> bool:
    """Say whether a short answer takes an offer of another way (要不要…): 要, 要的, "yes please"."""
    return re.fullmatch(r"(?:好的?|嗯|行)?(?:我)?(?:想)?要(?:的|啊|呀|吧)?|需要|yes please", _bare(text)) is not None


def picks_side(text: str) -> str | None:
    """Return which of two values is called right: ``said_one``, ``seen_one``, or None."""
    bare = _bare(text)
    if _SEEN_RIGHT.search(bare):
        return "seen_one"
    return "said_one" if _SAID_RIGHT.search(bare) else None


def names_step(text: str, step: str) -> bool:
    """Say whether words name what is to be done in ``step``: a word on the screen, or the thing that is touched."""
    said = unicodedata.normalize("NFKC", text).lower()
    wanted = unicodedata.normalize("NFKC", step).lower()
    if any(label.lower() in said for label in _QUOTED.findall(step)):
        return True
    pairs = {match[1] for match in _HAN_PAIR.finditer(wanted)} - _NO_STEP_WORD
    if any(pair in said for pair in pairs):
        return True
    words = set(re.findall(r"[a-z]{3,}", wanted)) - _NO_ENGLISH_STEP_WORD
    return bool(words & set(re.findall(r"[a-z]{3,}", said)))
