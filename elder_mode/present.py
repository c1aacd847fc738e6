"""A reply in plain words: cards with one action and at most two sentences each. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from elder_mode.language import Language
from elder_mode.region import Region
from elder_mode.reply import VERBATIM, Card, ChoiceLabel, Hotline, Message, Presentation, Reply
from elder_mode.sentences import MAX_SENTENCES, shorten, split
from elder_mode.spoken import for_the_ear
from elder_mode.traditional import in_traditional

_SPOKEN_AS_IT_STANDS = "text"
"""Name of the gap that holds sentences of an article or an agent: they are cut into cards sentence by sentence."""
_ARTICLE_GAPS = frozenset({"text", "title", "gloss", "goal"})
"""Gaps that hold words of articles, which are written in simplified characters."""
_ACTION_ROOMS = ("ask.", "risk.", "guide.step", "guide.offline", "control.not_there_next")
_OWN_CARD = ("guide.step",)
"""Messages that are listened to on their own: what to do now."""
_URGENT_ROOM = "risk."
_OUTSIDE = re.compile(r"\{(\w+)\}")
_MARK = re.compile("[\ue000-\uf8ff]")
"""Private-use characters stand for filled gaps while a template is cut, so that a quote is never cut."""
_ZH_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+步[，：:]?)?(?:请您?|您|然后|再|接着|先|最后|麻烦您?|现在|马上|就|可以)*"
)
_ZH_VERBS = re.compile(
    r"(?:点|按|打开|关|开|找|往|从|拿|放|看|翻|滑|划|选|写|填|输|等|去|到|带|问|打|拨|挂|说|念|拍|插|拔|换|退|回|连|"
    r"双击|轻扫|长按|进|用|试|把|拉|松|听|记|存|删|装|充|走)"
)
_EN_VERBS = re.compile(
    r"^(?:step \w+[.:,]? )?(?:please |then |now |next,? |first,? |you can )*(?:tap|press|open|close|turn|find|swipe|"
    r"scroll|take|put|look|choose|pick|write|type|wait|go|bring|ask|ring|call|hang|say|read|plug|unplug|change|connect|use|try|"
    r"hold|move|listen|keep|delete|switch|enter|slide|check|tell|send|set)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One sentence on its way to a card."""

    text: str
    is_action: bool
    is_joined: bool
    """Belongs to the same message as the line before it, and stays on the same card."""
    is_bound: bool = False
    """Never parted from the line before it: "step 1 of 5" says nothing alone."""
    opens_card: bool = False
    """Begins a message that does not share a card with what was said before it."""


def present(reply: Reply, *, language: Language, region: Region) -> Presentation:
    """Return ``reply`` in the words of ``language``, with the numbers of ``region``.

    Safety lines come first whatever their place in the reply. Sentences of articles and agents that are too long are
    cut at punctuation; nothing is left out. Hotlines that the region has no number for are left out.

    Raises:
        UnknownWordsError: a message names a key or leaves a gap that the language file does not know.
    """
    urgent_first = sorted(reply.messages, key=lambda message: not message.key.startswith(_URGENT_ROOM))
    lines = [line for message in urgent_first for line in _message_lines(message, language)]
    pages = _pack(lines, 1 if reply.is_one_line else MAX_SENTENCES)
    space = " " if language.code == "en" else ""
    texts = [space.join(line.text for line in page) for page in pages]
    voice = reply.language if reply.language in {"zh-CN", "yue", "en"} else language.code
    numbers = [line for name in reply.hotlines if (line := region.hotline(name)) is not None]
    return Presentation(
        language=voice,
        cards=tuple(
            Card(text=text, step=place, of=len(texts), speech=for_the_ear(text, voice))
            for place, text in enumerate(texts, start=1)
        ),
        choices=tuple(
            ChoiceLabel(id=choice.id, label=language.words(choice.key, **_params(choice.params, language)))
            for choice in reply.choices
        ),
        hotlines=tuple(Hotline(number=line.number, label=language.words(line.label)) for line in numbers),
        is_urgent=reply.is_urgent,
        article_id=reply.article_id,
    )


def _params(given: Sequence[tuple[str, str]], language: Language) -> dict[str, str]:
    """Return the values of the gaps; for Cantonese readers articles come in traditional characters."""
    if language.code != "yue":
        return dict(given)
    return {name: in_traditional(value) if name in _ARTICLE_GAPS else value for name, value in given}


def _message_lines(message: Message, language: Language) -> list[_Line]:
    lines = _lines(message, language)
    if lines and message.key.startswith(_OWN_CARD):
        lines[0] = replace(lines[0], opens_card=True)
    return lines


def _lines(message: Message, language: Language) -> list[_Line]:
    params = _params(message.params, language)
    if message.key == VERBATIM:
        return _verbatim(params.get(_SPOKEN_AS_IT_STANDS, ""), language)
    template = language.template(message.key)
    before, gap, after = template.partition("{" + _SPOKEN_AS_IT_STANDS + "}")
    if not gap:
        return _filled(template, params, message, language)
    lead, tail = (
        [replace(line, is_action=False) for line in _filled(part, params, message, language)]
        for part in (before, after)
    )
    said = _verbatim(params.get(_SPOKEN_AS_IT_STANDS, ""), language)
    if lead and said:
        said[0] = replace(said[0], is_joined=True, is_bound=True)  # "step 1 of 5" never stands alone
    return [*lead, *said, *tail]


def _filled(template: str, params: dict[str, str], message: Message, language: Language) -> list[_Line]:
    language.words(message.key, **params)  # raises when a gap stays open
    names = _OUTSIDE.findall(template)
    values = {name: value.strip().rstrip("。.，,；; ") for name, value in params.items()}
    marked = _OUTSIDE.sub(lambda match: chr(0xE000 + names.index(match[1])), template)
    is_action = message.key.startswith(_ACTION_ROOMS)
    whole = [_MARK.sub(lambda match: values[names[ord(match[0]) - 0xE000]], part) for part in split(marked)]
    return [
        _Line(text=text, is_action=is_action and place == len(whole) - 1, is_joined=place > 0)
        for place, text in enumerate(whole)
    ]


def _verbatim(text: str, language: Language) -> list[_Line]:
    short = [piece for sentence in split(text) for piece in shorten(sentence, language.code)]
    return [_Line(text=piece, is_action=_is_action(piece, language.code), is_joined=False) for piece in short]


def _is_action(sentence: str, language: str) -> bool:
    """Say whether a sentence tells the person to do something: it begins with a verb of doing, politeness aside."""
    if language == "en":
        return _EN_VERBS.match(sentence) is not None
    lead = _ZH_LEAD.match(sentence)
    return _ZH_VERBS.match(sentence, lead.end() if lead else 0) is not None


def _pack(lines: Sequence[_Line], most: int) -> list[list[_Line]]:
    """Fill cards: sentences of one message stay together, at most ``most`` sentences and one action a card."""
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and ((line.is_joined and len(groups[-1]) < most) or (line.is_bound and len(groups[-1]) == 1)):
            groups[-1].append(line)
        else:
            groups.append([line])
    pages: list[list[_Line]] = []
    for group in groups:
        page = pages[-1] if pages else []
        both_act = any(line.is_action for line in page) and any(line.is_action for line in group)
        if not pages or both_act or group[0].opens_card or len(page) + len(group) > most:
            pages.append(list(group))
        else:
            page.extend(group)
    return pages
