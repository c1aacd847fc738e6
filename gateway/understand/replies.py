"""Short answers to our own questions: yes, no, I do not know, done, not found. Null when it is none of these."""

import re
import unicodedata

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
