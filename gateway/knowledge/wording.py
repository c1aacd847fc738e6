"""Rules for the wording of one sentence of an article: short, plain, and never dangerous.

The rules look at words only. They are a floor under the editor's own review, and lean towards finding too much.
"""

import re

from elder_mode import plain

MAX_HAN_PER_SENTENCE = 20
MAX_WORDS_PER_SENTENCE = 15

_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’][A-Za-z0-9]+)*")
_END = re.compile(r"(?<=[。！？；!?;])[』”\"]?\s*|(?<=\.)[”\"]?\s+")
_LABEL = re.compile(r"『[^』]*』|\"[^\"]*\"|“[^”]*”")

_JARGON = re.compile(
    r"验证(?!码)|授权|缓存|登录|登陆|注册|绑定|终端|客户端|界面|链接|二维码|弹窗|重启|插件|协议|实名|服务器|浏览器|核验|认证|挂失"
    r"|\b(?:authenticat\w*|authoriz\w*|cache|log ?in|sign in|verif\w*|bind|configur\w*|browser|URL|reboot|username)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"这里|那里|这儿|那儿|此处|如图|上图|下图|\b(?:here|as shown)\b", re.IGNORECASE)
_PLACE = r"(?:左|右|上|下|中间|旁边|顶上|底下|最上|最下|最左|最右)(?:上|下|边|面|侧|方|角|头)*"
_WHERE_ONLY = re.compile(
    rf"(?:点|按|戳)(?:一下|一点)?(?:屏幕)?的?{_PLACE}(?:的)?(?:那个|一个)?(?:按钮|图标|图案|标志|东西|地方)?[，。！；]?$"
    r"|\b(?:tap|press) (?:the )?(?:top|bottom|upper|lower|left|right)(?:[ -](?:left|right))?"
    r"(?: (?:corner|side|edge|button|icon))?[,.!;]?$",
    re.IGNORECASE,
)
"""A place without the name of what is there: who does not see it cannot find it."""
_CLAUSE_END = re.compile(r"[，。；！？,;!?]|\.(?=\s|$)|\s(?:and(?: then)?|then)\s")
_ACTION = re.compile(
    r"^(?:再|先|然后|接着|就|请|马上|轻轻|用手指|用两个手指)*"
    r"(?:点|按|长按|选|划|打开|填|输|返回|勾|关掉|关上|翻到|往[上下左右]|拖|滑|扫)(?![了着不错过得完])"
)
_ACTION_ENGLISH = re.compile(
    r"^(?:then |now |next )*(?:tap|press|open|choose|type|enter|swipe|scroll|hold"
    r"|turn on|turn off|switch|slide|drag|pick)\b",
    re.IGNORECASE,
)
_SAME_THING = re.compile(
    r"^(?:再|就)?(?:点它|点进去|打开|打开它|松开)$|^(?:then )?(?:tap|press|open|choose) it$", re.IGNORECASE
)
"""Acts on what the clause before has found: 往下找『显示』，点它."""
_HELD = re.compile(r"^(?:用手指|一直)*(?:按住|长按|按着)|^(?:press and hold|hold)\b", re.IGNORECASE)
"""Holding is half an action; what follows is its other half: 按住圆点，往右推."""
_COLOUR = re.compile(r"[红绿蓝黄白黑灰橙紫]色|\b(?:red|green|blue|yellow|orange|gr[ea]y|purple)\b", re.IGNORECASE)

_NOT = re.compile(
    r"不|别|勿|没|停|拒绝|挂断|骗|您自己|\b(?:no|not|never|nobody|dostop|yourself|only you)\b", re.IGNORECASE
)
_UNSAFE = {
    "gives a secret away": re.compile(
        r"(?:告诉|发给|发来|念给|报给|提供|说出|交给|递给|输入|输).*(?:验证码|密码|口令|卡号|身份证号)"
        r"|(?:验证码|密码|口令|卡号|身份证号).*(?:告诉|发给|发来|念给|报给|提供|说出|交给|递给)"
        r"|\b(?:tell|send|give|read out|type|enter|share)\b.*\b(?:code|password|pin|card number)\b",
        re.IGNORECASE,
    ),
    "shares the screen": re.compile(
        r"共享屏幕|屏幕共享|开共享|远程协助|远程控制"
        r"|\b(?:share (?:the|your) screen|remote (?:help|assistance|control))\b",
        re.IGNORECASE,
    ),
    "pays": re.compile(
        r"(?:点|按|选)『?(?:立即|确认|马上)?(?:支付|付款|转账|汇款|充值)』|(?:^|[，、])请?(?:先|马上)?(?:转账|汇款|付款|充值|交钱|刷脸)"
        r"|\btap \"(?:pay|transfer|confirm payment)\"|\b(?:transfer|pay|send) (?:the )?money\b",
        re.IGNORECASE,
    ),
}
_ADDRESS = re.compile(r"https?:|www\.|\.com\b|\.cn\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d[\d -]{5,}\d")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the empty ones."""
    return tuple(part.strip() for part in _END.split(text) if part and part.strip())


def length(sentence: str, language: str) -> int:
    """Return how long a sentence is: 汉字 plus Latin words for Chinese, words for English."""
    words = len(_WORD.findall(sentence))
    return words if language == "en" else words + len(_HAN.findall(sentence))


def longest_allowed(language: str) -> int:
    """Return the longest sentence that a language allows, in the unit of ``length``."""
    return MAX_WORDS_PER_SENTENCE if language == "en" else MAX_HAN_PER_SENTENCE


def findings(sentence: str, language: str, *, explained: str = "") -> tuple[str, ...]:
    """Return what is wrong with one sentence, in plain English; empty when nothing is.

    Args:
        sentence: One sentence.
        language: ``en``, or anything else for Chinese.
        explained: Words that the article explains itself (title and lead), which may therefore be used.
    """
    found = []
    if length(sentence, language) > longest_allowed(language):
        found.append(f"too long ({length(sentence, language)} of {longest_allowed(language)})")
    bare = _LABEL.sub("", sentence)
    if not re.search(r"就是|（|\(", sentence):
        hard = dict.fromkeys((*_JARGON.findall(bare), *plain.jargon(bare)))
        found += [f"hard word {word}" for word in hard if word not in explained]
    if _VAGUE.search(bare):
        found.append("points with 'here' instead of a label and a place")
    if _COLOUR.search(bare):
        found.append("relies on a colour")
    if _WHERE_ONLY.search(sentence):
        found.append("says where, but not what is there")
    found += [f"office words ({words})" for words in plain.office_words(bare)]
    return (*found, *unsafe(sentence))


def actions_findings(step: str, language: str) -> tuple[str, ...]:
    """Return a finding when a step holds more than one thing to do on the screen; empty when it holds one or none."""
    action = _ACTION_ENGLISH if language == "en" else _ACTION
    clauses = [clause.strip() for clause in _CLAUSE_END.split(_LABEL.sub("『』", step)) if clause.strip()]
    acts = [clause for clause in clauses if action.search(clause) and not _SAME_THING.search(clause)]
    if len(acts) < 2 or _HELD.search(acts[0]):  # noqa: PLR2004  # two are one too many
        return ()
    return (f"{len(acts)} actions in one step",)


def unsafe(sentence: str) -> tuple[str, ...]:
    """Return the safety rules that a sentence breaks: secrets, screen sharing, paying, addresses, long numbers.

    A warning may name all of these; a sentence that says not to, or that the person does it alone, passes.
    """
    found = [] if _NOT.search(sentence) else [rule for rule, pattern in _UNSAFE.items() if pattern.search(sentence)]
    if _ADDRESS.search(sentence):
        found.append("holds a web address")
    if _LONG_NUMBER.search(sentence):
        found.append("holds a long number")
    return tuple(found)
