"""Apps, devices and services that a person names, under one canonical Chinese name each."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.issue import Claim, ClaimStatus, ObjectKind
from gateway.understand.normalise import LEXICON, alternation, plain
from gateway.understand.utterance import Utterance

_UNKNOWN_APP: Final = re.compile(
    r"(?:(?:打开|点开|下载|安装|装|登录|进入|用)(?:了|个|的|一个|那个|这个)?《|《(?=[^》]{1,12}》(?:这个|那个|的)?(?:app|软件|"
    r"小程序|应用)))([^》]{1,12})》|[『「“\"]([^』」”\"]{1,10})[』」”\"](?:这个|那个)?(?:app|软件|程序|应用|小程序|公众号)|"
    r"(?:叫|名叫|名字叫)(?:个|做|什么)?([\u4e00-\u9fffa-z0-9]{2,8}?)的(?:app|软件|程序|应用|小程序|公众号|平台)|"
    r"(?<![a-z])([a-z][a-z0-9]{1,14}) ?(?:app|软件|小程序)(?![a-z])|"
    r"(?:打开|用|下载了?|装了?|装的|进|登录|在)(?:了|个|一个|那个|这个)?([\u4e00-\u9fff]{2,6}?)(?:app|"
    r"软件(?!里)|小程序|公众号)"
)
_NO_NAME: Final = re.compile(
    r"^(?:这个|那个|什么|哪个|手机|一个|别的|其他|新|旧|某个|这|那|个|了|the|this|that|an?|my|your|some|"
    r"which|any|new|one|got|right|free|官方|官方的|新版|旧版|他们的|我们的|你们的|学习|上课|领奖|远程|bank|phone|mobile|same|other|his|her)+$|"
    r"(?:这个|那个|什么|怎么|我的|手机里|会议|反诈|某个)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedObject:
    """A thing that the person names."""

    kind: ObjectKind
    claim: Claim[str]
    """Its canonical name; the evidence holds the words that were used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    pattern: re.Pattern[str]
    canonical: Mapping[str, tuple[ObjectKind, str]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    data = tomllib.loads((LEXICON / "objects.toml").read_text(encoding="utf-8"))
    canonical: dict[str, tuple[ObjectKind, str]] = {}
    for kind in (ObjectKind.APP, ObjectKind.DEVICE, ObjectKind.SERVICE, ObjectKind.WEBSITE, ObjectKind.PAPER):
        for name, aliases in data.get(kind.value, {}).items():
            for alias in (name, *aliases):
                canonical.setdefault(alias.lower(), (kind, name))
    latin = [alias for alias in canonical if alias.isascii()]
    other = [alias for alias in canonical if not alias.isascii()]
    bank = r"(?P<bank>(?:中国)?(?:(?!手机|网上|掌上|电话)[\u4e00-\u9fff]){2,4}银行(?:的?(?:app|手机银行|软件))?)"
    not_inside = alternation(data["not_inside"]["words"])
    return _Names(
        pattern=re.compile(
            rf"(?P<skip>{not_inside})|(?P<other>{alternation(other)})|"
            rf"(?<![a-z])(?P<latin>{alternation(latin)})(?![a-z])|{bank}"
        ),
        canonical=canonical,
    )


def mentions(text: str) -> Iterator[tuple[ObjectKind, str, int, int]]:
    """Yield kind, canonical name and place of each thing that ``text`` names, in order, every time that it does."""
    every = sorted(_as_apps(text), key=lambda named: named[2])
    yield from (
        named
        for named in every
        if not named[1].endswith("银行")
        or named[1] == "手机银行"
        or re.search(r"(?i)app|软件|手机银行", text[named[2] : named[3] + 7])
    )


_IS_APP: Final = re.compile(r"(?:那个|这个|的|那)?(?:软件|app|小程序|应用)", re.IGNORECASE)


def _as_apps(text: str) -> Iterator[tuple[ObjectKind, str, int, int]]:
    """Yield what is named; a service whose app is meant (医保那个软件) as an app."""
    for kind, name, start, end in _in_text(text):
        is_app = kind is ObjectKind.SERVICE and _IS_APP.match(text, end)
        yield (ObjectKind.APP if is_app else kind), name, start, end


def objects(utterances: Sequence[Utterance]) -> tuple[NamedObject, ...]:
    """Return what is named in ``utterances``, apps before services before devices, each name once."""
    found: dict[str, NamedObject] = {}
    for utterance in utterances:
        for kind, name, start, end in _in_text(utterance.text):
            evidence = utterance.evidence(start, end)
            status = ClaimStatus.STATED if utterance.is_own_words else ClaimStatus.OBSERVED
            claim = Claim(
                value=name,
                status=status,
                confidence=utterance.confidence,
                evidence=(evidence,),
                method=utterance.method,
            )
            found.setdefault(name, NamedObject(kind=kind, claim=claim))
    rank = {kind: place for place, kind in enumerate((ObjectKind.APP, ObjectKind.WEBSITE, ObjectKind.SERVICE))}
    return tuple(sorted(found.values(), key=lambda named: rank.get(named.kind, len(rank))))


def _in_text(text: str) -> Iterator[tuple[ObjectKind, str, int, int]]:
    """Yield kind, canonical name and place in the original of each thing that is named."""
    names = _names()
    simple = plain(text)
    taken: list[tuple[int, int]] = []
    for match in names.pattern.finditer(simple.text):
        if match.lastgroup == "skip":
            continue
        word = match.group()
        start, end = match.span()
        if match.lastgroup == "bank":
            start, word = _bank(word, start)
            if not word:
                continue
            kind, name = ObjectKind.APP, word
        else:
            kind, name = names.canonical[word]
        taken.append((start, end))
        yield kind, name, *simple.original(start, end)
    for match in _UNKNOWN_APP.finditer(simple.text):
        group = next(place for place in range(1, 6) if match.group(place) is not None)
        start, end = match.span(group)
        word = match.group(group)
        if _NO_NAME.search(word) or any(start < other_end and end > other_start for other_start, other_end in taken):
            continue
        place = simple.original(start, end)
        yield ObjectKind.APP, text[place[0] : place[1]], *place


_BEFORE_BANK: Final = re.compile(
    r"^.*(?:一个|我们|他们|自称|的|是|去|到|在|用|开|找|有|叫|说|这|那|个|让|跟|和|给|从|把|被|我|你|他|"
    r"她|问|打|家|某|查|看|录|载|装|机|号|改|么|人)"
)


def _bank(word: str, start: int) -> tuple[int, str]:
    """Return where the name of a bank begins, and the name; empty when only the word for "bank" is left."""
    core = re.sub(r"的?(?:app|手机银行|软件)$", "", word)
    lead = _BEFORE_BANK.match(core[:-2])
    if lead is not None:
        start, core = start + lead.end(), core[lead.end() :]
    return (start, core) if len(core) > len("银行") + 1 else (start, "")


def is_known(name: str) -> bool:
    """Say whether ``name`` is one of our canonical names, as against one that the sentence only introduces."""
    return any(canonical == name for _, canonical in _names().canonical.values())


def kind_of(word: str) -> ObjectKind | None:
    """Return what kind of thing ``word`` names by itself, or None when it names none."""
    known = _names().canonical.get(plain(word.strip()).text)
    return known[0] if known else None


def thing_at(text: str, start: int) -> int | None:
    """Return where the app or device that ``text`` (normalised) names at ``start`` ends, or None when it names none."""
    match = _names().pattern.match(text, start)
    if match is None or match.lastgroup not in {"other", "latin"}:
        return None
    kind, _ = _names().canonical[match.group()]
    return match.end() if kind in {ObjectKind.APP, ObjectKind.DEVICE} else None
