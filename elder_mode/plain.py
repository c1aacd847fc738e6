"""Is it plain, is it kind, may it leave: the rules that every outgoing sentence is held to."""

import re
from dataclasses import dataclass

from elder_mode import outbound, vocabulary
from elder_mode.sentences import HAN, MAX_SENTENCES, length, limit, split, unquoted

_COLOURS_CHINESE = re.compile(
    r"[红绿蓝黄橙紫黑白灰粉棕青]色|(?:这里|那里|这儿|那儿|那个图标|箭头|如图|上图|下图|圈出来)"
)
_COLOURS_ENGLISH = re.compile(
    r"\b(?:red|green|blue|yellow|orange|purple|black|white|grey|gray|pink|brown|"
    r"over here|over there|as shown|the arrow|circled)\b",
    re.IGNORECASE,
)
_GLOSS = re.compile(r"^[』”\"]?\s*(?:[（(]|，?就是|，?也就是|，?意思是|,? (?:that is|which means|meaning)\b)")
_OFFICIAL = re.compile(
    r"进行|予以|上述|如下所|(?:^|，)若(?!是)|请知悉|届时|以便|方可|逾期|尚未|如需|如有|请勿|凭此|凭有效|本人有效|将被|已被|被予"
    r"|该(?=功能|操作|用户|页面|应用|项|软件|设备)|系统(?=将|会|提示)|相关(?=人员|部门|规定|信息|操作)|(?:^|，)需(?!要)"
    r"|\b(?:please be advised|in order to|prior to|utili[sz]e|commence|terminate|ensure that"
    r"|regarding|pertaining to|shall be"
    r"|hereby|pursuant|in the event|is required to|are required to|functionality|initiate)\b"
    r"|\b(?:is|are|was|were|be|been|being) (?:\w+ly )?\w+ed by\b",
    re.IGNORECASE,
)
"""Words of offices: passive, abstract, nobody acts."""
_KINDNESS = {"blames": "blame", "elderspeak": "elderspeak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not plain or not kind."""

    rule: str
    """One of long_sentence, many_sentences, jargon, office_words, blame, elderspeak and colour_words."""
    detail: str
    """The words, for the one who wrote them."""


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` in order; what stands in quotation marks is never cut."""
    return split(text)


def lint(text: str, language: str, *, is_card: bool = False, without_colours: bool = False) -> tuple[Finding, ...]:
    """Return what is not plain or not kind in ``text``; empty when all is well.

    Sentences of more than 20 Chinese characters or 15 English words, jargon without an explanation beside it, words
    of offices, blame, and talking as to a child. Quoted words of screens and people do not count.

    Args:
        text: what shall be said.
        language: ``zh-CN``, ``yue`` or ``en``.
        is_card: it is one card, which holds at most two sentences.
        without_colours: the listener does not see; colours and "here" are findings too.
    """
    parts = split(text)
    findings = [
        Finding(rule="long_sentence", detail=part) for part in parts if length(part, language) > limit(language)
    ]
    if is_card and len(parts) > MAX_SENTENCES:
        findings.append(Finding(rule="many_sentences", detail=str(len(parts))))
    bare = unquoted(text)
    findings.extend(Finding(rule="jargon", detail=word) for word in jargon(bare))
    findings.extend(Finding(rule="office_words", detail=words) for words in office_words(bare))
    findings.extend(
        Finding(rule=_KINDNESS[rule], detail=bare) for rule in outbound.broken_rules(text) if rule in _KINDNESS
    )
    if without_colours:
        pattern = _COLOURS_CHINESE if HAN.search(bare) else _COLOURS_ENGLISH
        findings.extend(Finding(rule="colour_words", detail=found[0]) for found in pattern.finditer(bare))
    return tuple(findings)


def jargon(text: str) -> tuple[str, ...]:
    """Return the technical words of ``text`` without an explanation beside them, as in "缓存（旧东西）"."""
    found = [match[0] for match in _JARGON.finditer(text) if not _GLOSS.match(text[match.end() :])]
    return tuple(dict.fromkeys(found))


def office_words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that only offices use: passive, abstract, as if nobody did anything."""
    return tuple(dict.fromkeys(match[0].strip("，") for match in _OFFICIAL.finditer(text)))


def forbidden(text: str, language: str) -> tuple[str, ...]:  # noqa: ARG001  # both are always judged
    """Return the ids of the outbound rules that ``text`` breaks; empty when it may leave (``outbound.RULES``)."""
    return outbound.broken_rules(text)


def _any_of(chinese: tuple[str, ...], english: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(chinese, key=len, reverse=True)
    words = "|".join(re.escape(word) for word in sorted(english, key=len, reverse=True))
    return re.compile(rf"{'|'.join(longest_first)}|\b(?:{words})s?\b", re.IGNORECASE)


_JARGON = _any_of(*vocabulary.jargon())
