"""The outbound rules for Chinese: what a clause asks for, and what makes the same words harmless."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from elder_mode.vocabulary import load

_VOCABULARY = load("outbound-zh")
_OBJECTS, _ACTS, _WORDS = _VOCABULARY.objects, _VOCABULARY.acts, _VOCABULARY.words


MAX_LABEL = 8
"""Characters that the words on a button have at most; a longer quotation is a sentence."""
MAX_CLAUSES_BACK = 2
"""How far back "read them to me" may point."""
_REFUSED = re.compile(r"谁(?:要|问)(?:都|也)?(?:别|不)|请?您?(?:点|选|按)[『「“\"]?(?:取消|拒绝|不允许|否)")
"""The next clause says that nobody shall have it, or to press "cancel"."""
_QUOTE = re.compile(r"[『「“\"]([^『』「」“”\"]*)[』」”\"]")
_MARKS = re.compile(r"(?<=[，。！？；!?;\n])|(?<=,)(?!\d)|(?<=\.)(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """One clause with what stands around it in its sentence."""

    text: str
    before: str
    """The clauses of the same sentence before it."""
    after: str


def replaced(text: str) -> str:
    """Return ``text`` (simplified, NFKC, lower case) with Cantonese and disguised words in the words of the rules."""
    for written, meant in _VOCABULARY.instead:
        text = text.replace(written, meant)
    return re.sub(r"(?<=[\u4e00-\u9fff])[\s·\-_*.~|]{1,2}(?=[\u4e00-\u9fff])", "", text)


def broken_rules(text: str) -> set[str]:
    """Return the ids of the rules that ``text`` (as ``replaced`` gives it) breaks."""
    text = without_reported_quotes(text)
    clauses = _clauses(text)
    broken = {rule for clause in clauses for rule in _asked(clause)} | _asked_across(clauses)
    for clause in clauses:
        broken |= _said_wrongly(clause)
    return broken


def without_reported_quotes(text: str) -> str:
    """Drop what somebody else said or a screen shows; keep a quote that the person is told to use."""

    def read(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _WORDS["reporting"].search(before) and not _WORDS["pointing"].search(before):
            return "某话"
        is_label = len(match[1]) <= MAX_LABEL
        return "某字" if is_label and not _WORDS["pointing"].search(before) else match[1]

    return _QUOTE.sub(read, text)


def _clauses(text: str) -> list[_Clause]:
    clauses: list[_Clause] = []
    for sentence in re.split(r"(?<=[。！？!?\n])", text):
        parts = [part.strip().replace(",", "，") for part in _MARKS.split(sentence) if part.strip(" ，。！？!?,;；")]
        clauses.extend(
            _Clause(text=part, before="".join(parts[:place]), after="".join(parts[place + 1 :]))
            for place, part in enumerate(parts)
        )
    return clauses


def _asked(clause: _Clause) -> set[str]:
    asked = set()
    for rule, pattern in _OBJECTS.items():
        for thing in pattern.finditer(clause.text):
            if _is_reveal_asked(clause, thing) and not _is_harmless(clause, thing.start(), thing.end()):
                asked.add(rule)
    for rule, pattern in _ACTS.items():
        for act in pattern.finditer(clause.text):
            stopped = _WORDS["stop"].search(clause.text[max(0, act.start() - 6) : act.end() + 4])
            if not stopped and not _is_own(rule, clause) and not _is_harmless(clause, act.start(), act.end()):
                asked.add(rule)
    return asked


def _is_own(rule: str, clause: _Clause) -> bool:
    """Say whether the person's own software wants a face or an update, or the person wants to send money home."""
    if rule == "asks_transfer":
        return _WORDS["own_wish"].search(clause.before or clause.text) is not None
    is_update = rule == "asks_install" and re.search(r"装|下载", clause.text) is None
    return (is_update or rule == "asks_face") and _WORDS["own_app"].search(clause.text) is not None


def _is_reveal_asked(clause: _Clause, thing: re.Match[str]) -> bool:
    text = clause.text
    rest = text[: thing.start()] + "〇" + text[thing.end() :]
    if _WORDS["reveal"].search(rest) or _WORDS["need"].search(text):
        return re.search(r"自己(?:保管|留|记|输|填|设|改)", text) is None
    if _WORDS["enter"].search(rest) is None or re.search(
        r"(?:输|填|写)[完好过错]|输[^，]{0,3}次|的?时候|[之以]前|[之以]?后", text
    ):
        return False
    return _WORDS["our_place"].search(text) is not None or _WORDS["own_place"].search(text) is None


def _is_harmless(clause: _Clause, start: int, end: int) -> bool:
    text = clause.text
    to_us = _WORDS["to_us"].search(text) is not None
    if _is_denied(clause, end):
        return True
    if _WORDS["reveal"].search(text) is None and re.match(r"(?:请|您)*(?:自己|用手|背着人|挡着)", clause.after):
        return True  # typed by the person's own hands, where the next clause says
    if _REFUSED.match(clause.after):
        return True
    if _WORDS["others"].search(text[:end]) or (
        _WORDS["caused"].search(text) and _WORDS["others"].search(clause.before + "，")
    ):
        return True
    warns = _WORDS["warning"].search(clause.after) or _WORDS["warning"].search(text[end:])
    if warns and (
        _WORDS["opening"].search(text) or _WORDS["opening"].search(clause.before) or _WORDS["closing"].search(text)
    ):
        return True
    return not to_us and _WORDS["happened"].search(text) is not None and start >= 0


def _is_denied(clause: _Clause, end: int) -> bool:
    """Say whether a "no" rules the ask; "don't worry" and "if you don't, your card is blocked" do not."""
    text = clause.text
    if _WORDS["threat"].search(text) and _WORDS["consequence"].search(clause.after) and "骗" not in clause.after:
        return False
    bare = _WORDS["harmless_no"].sub(lambda match: "〇" * len(match[0]), text)
    verbs = [verb for kind in ("reveal", "enter", "need") if (verb := _WORDS[kind].search(bare, end))]
    reach = min(verbs, key=lambda verb: verb.start()).end() if verbs else end
    return _WORDS["no"].search(bare[:reach]) is not None


def _asked_across(clauses: Sequence[_Clause]) -> set[str]:
    """Find asks whose thing stands in an earlier clause: "there are six digits in the message, read them to me"."""
    asked: set[str] = set()
    named: dict[str, int] = {}
    for place, clause in enumerate(clauses):
        own = [rule for rule, pattern in _OBJECTS.items() if pattern.search(clause.text)]
        for rule in own:
            if not _is_denied(clause, len(clause.text)) and not _WORDS["others"].search(clause.text):
                named[rule] = place
        pointer = _WORDS["to_us"].search(clause.text) or re.search(
            r"(?:念|报|读|说|发)(?:一下|一遍|给|过来|出来)", clause.text
        )
        if own or not pointer or _WORDS["pointer_only"].sub("", clause.text) or _is_denied(clause, len(clause.text)):
            continue
        asked |= {rule for rule, seen in named.items() if place - seen <= MAX_CLAUSES_BACK}
    return asked


def _said_wrongly(clause: _Clause) -> set[str]:
    text = clause.text
    bare = _WORDS["harmless_no"].sub("〇", text)
    denied = _WORDS["no"].search(bare) is not None
    others = _WORDS["others"].search(text) is not None or _WORDS["warning"].search(text + clause.after) is not None
    broken = set()
    if _WORDS["secrecy"].search(text) and not re.search(r"我们?(?:也)?(?:不会|绝不|没)", text) and not others:
        broken.add("asks_secrecy")
    if _is_promised(text) and not others:
        broken.add("promises_money")
    if (
        _WORDS["dose"].search(text)
        and not _WORDS["dose_source"].search(clause.before + text)
        and not re.search(r"不能替|替不了|答不到|问返|(?:问|听)[^，]{0,4}(?:医生|药师|药剂师)", clause.after)
        and not _is_dose_warned(text, denied=denied)
    ):
        broken.add("advises_dose")
    is_told = text.startswith("谁") and re.search(r"别|不要|骗", clause.after) is not None
    if _WORDS["blame"].search(text) and not _WORDS["not_blame"].search(text) and not is_told:
        broken.add("blames")
    if _WORDS["elderspeak"].search(text):
        broken.add("elderspeak")
    return broken


def _is_dose_warned(text: str, *, denied: bool) -> bool:
    """Say whether the words keep somebody from changing a dose alone, rather than advising one."""
    return denied and re.search(r"别|不要|不能|不可|勿|不敢|没法|不懂|不清楚|不知道|说不准", text) is not None


def _is_promised(text: str) -> bool:
    """Say whether money is promised; a question, or a "no" before the promise, is none. "不亏" denies nothing."""
    promise = _WORDS["promise"].search(text)
    if promise is None or re.search(r"[吗?？]|能不能|是否|是不是", text):
        return False
    before = re.sub(r"不会?[少亏]", "", _WORDS["harmless_no"].sub("", text[: promise.end()]))
    return _WORDS["no"].search(before) is None
