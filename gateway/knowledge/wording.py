"""Rules for the wording of one sentence of an article: short, plain, and never dangerous.

The rules look at words only. They are a floor under the editor's own review, and lean towards finding too much.
"""

import re

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
_VAGUE = re.compile(r"这里|那里|这儿|那儿|此处|\bhere\b", re.IGNORECASE)
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
        found += [f"hard word {word}" for word in _JARGON.findall(bare) if word not in explained]
    if _VAGUE.search(bare):
        found.append("points with 'here' instead of a label and a place")
    if _COLOUR.search(bare):
        found.append("relies on a colour")
    return (*found, *unsafe(sentence))


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
