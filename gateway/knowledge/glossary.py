"""What a word on a screen or a card means, said in a few plain words: 缓存 → 手机存下来的旧东西.

A pure lookup in ``glossary.toml``. Only words of the table are explained; anything else gives None, so that nobody is
told a meaning that was guessed.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from gateway.knowledge.words import simplified

MAX_HAN: Final = 20
MAX_ENGLISH_WORDS: Final = 12
_ENGLISH: Final = "en"
_CLAUSE: Final = re.compile(r"[。！？!?；;，,、：:\n…]+|\.(?:\s|$)")
_ASKED: Final = re.compile(
    r"(?:是|系|係|算|指)?(?:个|一个)?(?:什么|甚么|啥子|啥|么子|么|咩|乜嘢|乜野|乜|嘛)(?:个)?"
    r"(?:意思|东西|东东|玩意儿?|物件|嘢|野|讲究|来头|来的?|嚟|黎|名堂|话|词|东东|说法|概念|含义|用途)"
    r"|(?:什么|啥子?|咩|乜嘢|乜)(?:是|叫做?|系|係|才叫)|(?:是|系|係|算|指)(?:的)?(?:个|一个)?(?:什么|啥子?|咩|乜嘢|乜)"
    r"|(?:是|用来)?(?:干|做)(?:嘛|什么|啥子?|乜|咩)(?:用|使)?的?|有(?:什么|啥子?|咩|乜)用"
    r"|(?:怎么|咋|咋个|点)(?:讲|解|理解|解释|个意思)|点解|何意|(?:是)?几个意思|(?:的)?(?:意思|含义)"
    r"|(?:听|看|搞|弄|读|睇)?(?:不|唔|没|没有|冇)(?:懂|明白|明|晓得|知道|认得|认识|识)|解释|讲讲|说说|给我讲"
)
_ASKED_ENGLISH: Final = re.compile(
    r"\b(?:what(?:'s| is| are| was|s)|what (?=(?:an? |the )?[a-z0-9 -]{2,20} (?:is|are|means)\b)"
    r"|what on earth (?:is|are)|what (?:do|does|did|would)|meaning of|mean|means|meaning"
    r"|explain|define|definition of|tell me about"
    r"|(?:don't|do not|didn't|never) (?:know|understand|heard of|get)|supposed to be"
    r"|no idea)\b",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"屏幕上?|手机上?|电视上?|上面|下面|里头|里面|旁边|那边|这边|刚才|刚刚|写着|写的|写|显示|出来|跳出来|弹出来|您说的?|你说的?|它说的?|你讲的?"
    r"|你话|话我|讲的|说的|所谓的?|到底|究竟|这个词儿?|那个词儿?|这两个字|那两个字|这几个字|那几个字|这个字|这个|那个|这|那|呢个|嗰个|嗰"
    r"|两个字|三个字|四个字|几个字|个词|词儿|词|字|按钮|按键|地方|我们|我|咱|俺|您|你|它|他|她|们|请问|请|麻烦|帮忙|姑娘|小伙子|同志|老师|孩子"
    r"|就是|又是|还是|是|系|係|的|嘅|了|呢|啊|呀|吧|嘛|吗|哦|哎|唉|嗯|欸|诶|喔|啦|噶|㗎|咧|哈|嘞|又|还|也|都|总|老|叫|说|讲|让|要|点|给|一下|一个|个"
    r"|可|得|过|嚟|黎|来|去|在|喺|有|没|东西|意思|知|想问问?|想知道|问问?|问下|看到|看见|见到|里|上|什么|啥|咩|乜"
)
_ASIDE_ENGLISH: Final = re.compile(
    r"\b(?:a|an|the|this|that|these|those|word|words|term|button|thing|on|in|of|your|screen|phone|it|its|is|are|do|does|did"
    r"|says?|said|saying|here|there|called|by|please|can|could|you|me|i|i'm|am|just|then|so|and|but|to|about|exactly|actually"
    r"|even|they|them|he|she|when|want|wants|to|be|sorry|dear|love|oh|well|what|mean|meaning|with|at|all|written|card|tell|know|is|for|used)\b",
    re.IGNORECASE,
)
_MOST_LEFT: Final = 2
"""Characters that a question about a word may hold beside it; more, or any English word, ask for something else."""
_TROUBLE: Final = re.compile(
    r"怎么办|咋办|咋整|点算|怎么(?:开|关|弄|用|回事|走|做|改|办|装|连|去)|咋(?:开|关|弄|用|回事|走|做|改|办|装|连)|(?:不|没|唔|冇)(?:到|了|上|出|见|动|响|进|成|通过?|开|收|来|能|准)|失败|在哪|哪里|哪儿|边度|多少"
)
"""Something that went wrong or is wanted: no question about a word, though it may be "what does it mean"."""
_LONGEST_QUESTION: Final = 80
"""A story asks for more than the meaning of a word."""
_SHOWN: Final = re.compile(
    r"写|显示|跳|弹|有个|叫我|喊我|让我|要我|说|字|洋文|英文|按钮|says|shows|written|button|word|tap|press"
)
"""Words that point to something written, so that a bare question after them asks for its last term."""
_LONGEST_COMPOUND: Final = 6
"""Characters of a compound word; the part that ends it says what it is."""
_MARKS: Final = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """The meaning of one term."""

    term: str
    """The term as the table writes it, in the language of the answer."""
    language: str
    """``zh-CN`` or ``en``."""
    text: str
    """At most 20 汉字 or 12 English words, without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    rows: Sequence[tuple[str, str, str, str]]
    """Chinese term, Chinese gloss, English term, English gloss."""
    places: Mapping[str, int]
    """Folded name of either language → row."""
    inside: re.Pattern[str]
    """Any name that may be found inside a longer text, longest first."""


def explain(text: str, language: str, *, card: str | None = None) -> Gloss | None:
    """Return the meaning of the word that is asked about, or None when none is asked about or it is not known.

    Args:
        text: What the person said (授权是什么意思; what does "cache" mean; 蓝牙係咩嚟㗎), or, without ``card``, a term
            alone (授权), as when it was tapped.
        language: Language of the answer; BCP-47. Everything but English gets Chinese.
        card: Words of the card that the person has before them; then ``text`` is something said, and a term alone
            (退款) is no question. A bare "what does that mean" asks for the one term of the card; when several stand
            there None is returned (offer ``terms_in``).
    """
    folded = _fold(text)
    if card is None and (row := _named(folded)) is not None:
        return _gloss(row, language)
    if len(folded) > _LONGEST_QUESTION:
        return None
    clauses = [clause for clause in map(str.strip, _CLAUSE.split(folded)) if clause]
    for place, clause in enumerate(clauses):
        if not _asks(clause):
            continue
        row = _asked_about(clause)
        if row is None and place and not _rest(clause):
            row = _led_up_to(clauses[place - 1])
        if row is not None:
            return _gloss(row, language)
    if card and is_bare_question(text):
        found = terms_in(card, language)
        return found[0] if len(found) == 1 else None
    return None


def is_bare_question(text: str) -> bool:
    """Say whether a text asks for a meaning without naming the word: 这是什么意思, "what does that mean"."""
    folded = _fold(text)
    return _asks(folded) and not _rest(folded)


def terms_in(text: str, language: str) -> tuple[Gloss, ...]:
    """Return the terms that stand in a text, in order and each once."""
    table = _table()
    rows = dict.fromkeys(table.places[match[0]] for match in table.inside.finditer(_fold(text)))
    return tuple(_gloss(row, language) for row in rows)


def every_gloss() -> tuple[Gloss, ...]:
    """Return the whole table: for each term the Chinese gloss and the English one."""
    return tuple(_gloss(row, language) for row in range(len(_table().rows)) for language in ("zh-CN", _ENGLISH))


def _asks(clause: str) -> bool:
    return bool((_ASKED.search(clause) or _ASKED_ENGLISH.search(clause)) and not _TROUBLE.search(clause))


def _asked_about(clause: str) -> int | None:
    """Return the row of the term in a clause that holds little else than the term and the question."""
    table = _table()
    for match in table.inside.finditer(clause):
        around = f"{clause[: match.start()]} {clause[match.end() :]}"
        rest = _rest(around)
        if _asks(around) and len(rest) <= _MOST_LEFT and not any(word.isascii() for word in rest):
            return table.places[match[0]]
    return _named(_rest_text(clause))


def _named(folded: str) -> int | None:
    """Return the row of a term that stands alone, or of the term that ends a compound: 定位权限 → 权限."""
    bare = _MARKS.sub(" ", folded).strip()
    row = _known(bare)
    if row is not None or bare.isascii() or len(bare) > _LONGEST_COMPOUND or _asks(folded):
        return row
    matches = list(_table().inside.finditer(bare))
    return _table().places[matches[-1][0]] if matches and matches[-1].end() == len(bare) else None


def _led_up_to(clause: str) -> int | None:
    """Return the row of the term of a clause before a bare question: 登录，是干嘛的; 上面写着授权，什么意思."""
    alone = _named(clause)
    if alone is not None or not _SHOWN.search(clause):
        return alone
    matches = list(_table().inside.finditer(clause))
    return _table().places[matches[-1][0]] if matches else None


def _rest(text: str) -> Sequence[str]:
    """Return what a text holds beside the question: characters, or words of Latin writing."""
    return re.findall(r"[a-z0-9'-]+|[㐀-鿿]", _rest_text(text))


def _rest_text(text: str) -> str:
    bare = _ASKED_ENGLISH.sub(" ", _ASKED.sub(" ", text))
    return _MARKS.sub(" ", _ASIDE_ENGLISH.sub(" ", _ASIDE.sub(" ", bare))).strip()


def _known(folded: str) -> int | None:
    return _table().places.get(_MARKS.sub(" ", folded).strip()) if folded else None


def _gloss(row: int, language: str) -> Gloss:
    chinese, meaning, english, english_meaning = _table().rows[row]
    if language.lower().startswith(_ENGLISH):
        return Gloss(term=english, language=_ENGLISH, text=english_meaning)
    return Gloss(term=chinese, language="zh-CN", text=meaning)


def _fold(text: str) -> str:
    return simplified(text).replace("’", "'")


@cache
def _table() -> _Table:
    data = tomllib.loads(resources.files("gateway.knowledge").joinpath("glossary.toml").read_text(encoding="utf-8"))
    rows: list[tuple[str, str, str, str]] = []
    places: dict[str, int] = {}
    for chinese, meaning, english, english_meaning in data["terms"]:
        names = [*chinese.split("|"), *english.split("|")]
        rows.append((names[0], meaning, english.split("|")[0], english_meaning))
        for name in names:
            places.setdefault(_fold(name), len(rows) - 1)
            places.setdefault(_MARKS.sub(" ", _fold(name)).strip(), len(rows) - 1)
    return _Table(rows=tuple(rows), places=places, inside=_inside(places))


def _inside(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
    return re.compile("|".join(_bounded(name) for name in longest_first))


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if name.isascii() else escaped
