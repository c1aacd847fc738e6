"""What ``/simple`` shows, as HTML without a script: form, call for a person, conversation, settings."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from elder_mode import theme
from elder_mode.language import Language
from gateway.outcome import ReplyView
from gateway.ticket import Author
from ui import device_settings, page_language, simple_settings, simple_sound, views
from ui.html_fix import STATIC

PATH = "/simple"
HEAR = "hear"
"""Parameter of the address, and form field: the answer that is to be heard at once."""
FILES = (("photo", "image/*"), ("voice", "audio/*"), ("video", "video/*"))
"""Fields for files and what they accept."""
PERSON_CHOICES = frozenset({"human"})
LOCAL_CHOICES = frozenset({"photo", "text", "say_again", "call_back", "look_again"})
"""Choices that mean a part of this very page; they have no button here."""
OTHER_WORDS = "other_words"
"""Choice that can be made after every answer of ours that is about no danger."""


class Words:
    """Words of a language as they may stand in HTML."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, key: str, **params: str) -> str:
        """Return the words of ``key`` with its gaps filled."""
        return escape(self._language.words(key, **params))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one page shows."""

    language: Language
    base: str
    """Path of the site: empty at the root of a host."""
    chosen: Mapping[str, str]
    """The device's settings."""
    session: views.SessionView | None = None
    turns: tuple[views.MessageView, ...] = ()
    """Oldest first."""
    trouble: str | None = None
    """What went wrong, in words."""
    said: str = ""
    """HTML that says what was kept or changed."""
    hear: str | None = None
    """Id of the answer that is to be heard at once."""

    @property
    def words(self) -> Words:
        """Words in the language of the page."""
        return Words(self.language)

    @property
    def path(self) -> str:
        """Where the page stands."""
        return f"{self.base}{PATH}"


def _anew() -> str:
    """Return a piece of an address that it never had before: to the address that it has a browser only scrolls."""
    return f"look={secrets.token_hex(4)}"


def html(shown: Shown) -> str:
    """Return the whole page."""
    w, language, turns = shown.words, shown.language, shown.turns
    others = "".join(
        f'<a class="button" lang="{tag}" href="{shown.path}?lang={code}">{name}</a>'
        for code, name, tag in page_language.NAMES
        if code != language.code
    )
    body = [
        f'<header><p class="brand">{w("page.brand")}</p>',
        f"{others}</header>",
        f'<main id="top"><h1>{w("simple.hello")}</h1><p>{w("safety.promise")}</p>',
        f'<p class="trouble" role="alert">{escape(shown.trouble)}</p>' if shown.trouble else "",
        shown.said,
        _form(shown),
        f'<section id="answers"><h2>{w("simple.conversation")}</h2>',
        _notice(shown),
        f'<p class="status">{w("simple.working")}</p>' if turns and turns[-1].message.author is Author.CUSTOMER else "",
        *_turns(shown),
        f'<p><a class="button" href="{shown.path}?{_anew()}#answers">{w("simple.refresh")}</a></p></section>',
        simple_settings.panel(shown.chosen, language.code, w, shown.path, voice=voice(turns)),
        f'<p><a class="button" href="{shown.base}/">{w("simple.full_page")}</a></p></main>',
    ]
    return (
        f'<!doctype html><html lang="{language.tag}"{device_settings.attributes(shown.chosen)}><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{w('simple.title')}</title><style>{theme.css()}</style>"
        f'<link rel="stylesheet" href="{shown.base}/{STATIC}/simple.css"></head><body>{"".join(body)}</body></html>'
    )


def voice(turns: tuple[views.MessageView, ...]) -> float:
    """Return the rate that the voice of the newest answer with a sound has by itself (0.6 to 2.0); 1.0 without one."""
    replies = (view.message.reply for view in reversed(turns))
    return next((reply.speech.rate for reply in replies if reply is not None and reply.speech is not None), 1.0)


def _form(shown: Shown) -> str:
    w = shown.words
    files = "".join(
        f'<p><label for="{name}">{w(f"simple.{name}")}</label>'
        f'<input id="{name}" type="file" name="{name}" accept="{accept}" multiple></p>'
        for name, accept in FILES
    )
    return (
        f'<form method="post" action="{shown.path}" enctype="multipart/form-data">'
        f'<p><label for="text">{w("simple.write")}</label>'
        f'<textarea id="text" name="text" rows="3"></textarea></p>{files}'
        f'<p><button class="main">{w("simple.send")}</button></p></form>'
        f'<form method="post" action="{shown.path}">'
        f'<p><button class="person" name="choice" value="human">{w("simple.person")}</button></p></form>'
    )


def _notice(shown: Shown) -> str:
    w, session = shown.words, shown.session
    notice = session.ticket if session is not None else None
    if session is None or notice is None:
        return ""
    if notice.state == "claimed":
        where = w("page.person_here")
    elif not notice.is_somebody_on_duty:
        where = w("handoff.nobody")
    elif (notice.queue_no or 1) > 1:
        where = w("handoff.status_no_wait", before=str((notice.queue_no or 1) - 1))
    else:
        where = w("handoff.next")
    code = f'<p class="code">{w("simple.code", code=notice.code)}</p>'
    later = _later(shown, session) if notice.state != "claimed" and not notice.is_somebody_on_duty else ""
    return f'<div class="waiting"><h3>{w("simple.waiting")}</h3><p>{where}</p>{code}{later}</div>'


def _later(shown: Shown, session: views.SessionView) -> str:
    """Return what can be left when nobody is here: a number to ring, and a word that opens this elsewhere."""
    w = shown.words
    number = f"<p>{w('handoff.call_back_kept')}</p>" if session.has_call_back else ""
    fact = f"<p>{w('page.fact_kept')}</p>" if session.has_fact else ""
    return (
        f'{number}<form method="post" action="{shown.path}"><p><label for="number">{w("page.number_label")}</label>'
        '<input id="number" name="number" type="tel" autocomplete="tel" required></p>'
        f"<p><button>{w('page.number_keep')}</button></p></form>"
        f'{fact}<form method="post" action="{shown.path}"><p><label for="fact">{w("page.fact_label")}</label>'
        '<input id="fact" name="fact" autocomplete="off" required></p>'
        f"<p><button>{w('page.fact_keep')}</button></p></form>"
    )


def _turns(shown: Shown) -> list[str]:
    """Return the conversation, newest first; only the newest answer has its choices."""
    found = []
    answers = [view for view in shown.turns if view.message.author is not Author.CUSTOMER]
    for view in reversed(shown.turns):
        if view.message.author is Author.CUSTOMER:
            found.append(_mine(shown, view))
        else:
            found.append(_theirs(shown, view, is_newest=view is answers[-1]))
    return found


def _mine(shown: Shown, view: views.MessageView) -> str:
    w = shown.words
    parts = [f"<p>{escape(view.message.text)}</p>" if view.message.text else ""]
    for each in view.attachments:
        url = escape(f"{shown.base}{each.url}")
        kind = each.modality or "file"
        words = w(f"page.sent_{kind}")
        if kind == "voice":
            parts.append(f'<p>{words}</p><audio controls preload="none" src="{url}" aria-label="{words}"></audio>')
        elif kind in {"photo", "screenshot"}:
            parts.append(f'<p><img src="{url}" alt="{words}"></p>')
        else:
            parts.append(f"<p>{words}</p>")
    if not "".join(parts):
        parts.append(f"<p>{w('page.sent_choice')}</p>")
    return f'<article class="mine"><h3>{w("page.you")}</h3>{"".join(parts)}</article>'


def _theirs(shown: Shown, view: views.MessageView, *, is_newest: bool) -> str:
    w, message = shown.words, view.message
    is_agent = message.author is Author.AGENT
    who = w("page.person_says", name=message.agent or "") if is_agent else w("page.we_say")
    reply = message.reply
    if reply is None:
        return f'<article class="theirs"><h3>{who}</h3><p>{escape(message.text)}</p></article>'
    sample = f'<p class="sample">{w("sample.notice")}</p>' if reply.is_sample else ""
    cards = "".join(f'<p class="card">{escape(card.text)}</p>' for card in reply.cards)
    below = _choices(shown, reply) + _ways(shown, view) if is_newest else ""
    return (
        f'<article class="theirs" lang="{escape(reply.language)}"><h3>{who}</h3>{sample}{cards}'
        f"{_extras(shown, reply, message.id)}{below}</article>"
    )


def _extras(shown: Shown, reply: ReplyView, message_id: str) -> str:
    w, base, parts = shown.words, shown.base, []
    if reply.marked_url:
        words = w("page.marked", words=" ".join(card.text for card in reply.cards))
        parts.append(f'<p><img src="{escape(base + reply.marked_url)}" alt="{words}"></p>')
    parts += [
        f'<p><a class="hotline" href="tel:{escape(line.number)}">{escape(line.number)} {escape(line.label)}</a></p>'
        for line in reply.hotlines
    ]
    if reply.speech is not None and reply.speech.url:
        name = f"listen-{escape(message_id)}"
        sound = simple_sound.url(message_id, reply.speech, shown.chosen.get("rate"))
        starts = "autoplay" if message_id == shown.hear else 'preload="none"'
        parts.append(
            f'<p id="{name}">{w("simple.listen")}</p>'
            f'<audio controls {starts} aria-labelledby="{name}" src="{escape(base + sound)}"></audio>'
        )
    return "".join(parts)


def _choices(shown: Shown, reply: ReplyView) -> str:
    offered = [choice for choice in reply.choices if choice.id not in LOCAL_CHOICES | PERSON_CHOICES]
    if not offered:
        return ""
    buttons = "".join(
        f'<p><button name="choice" value="{escape(choice.id)}">{escape(choice.label)}</button></p>'
        for choice in offered
    )
    return f'<form method="post" action="{shown.path}"><h4>{shown.words("simple.choose")}</h4>{buttons}</form>'


def _ways(shown: Shown, view: views.MessageView) -> str:
    """Return what can be done with the newest answer: hear it again, hear it slower, have it in other words."""
    w, message, reply = shown.words, view.message, view.message.reply
    if reply is None:
        return ""
    ways, name = [], escape(message.id)
    if reply.speech is not None and reply.speech.url:
        heard = simple_settings.heard(shown.chosen, reply.speech.rate)
        rate = simple_settings.stepped(heard, is_slower=True)
        hidden = f'<input type="hidden" name="{HEAR}" value="{name}">{simple_settings.pace_field(heard)}'
        ways.append(
            f'<a class="button" href="{shown.path}?{HEAR}={name}&amp;{_anew()}#listen-{name}">{w("page.again")}</a>'
        )
        ways.append(f'<button name="{simple_settings.FIELD}" value="rate={rate}">{w("page.slower")}</button>{hidden}')
    is_offered = any(choice.id == OTHER_WORDS for choice in reply.choices)
    if (
        message.author is Author.BOT and not reply.is_urgent and not is_offered
    ):  # a person's words are theirs to explain
        ways.append(f'<button name="choice" value="{OTHER_WORDS}">{w("choice.other_words")}</button>')
    if not ways:
        return ""
    shown_ways = "".join(f"<p>{each}</p>" for each in ways)
    return (
        f'<form method="post" action="{shown.path}">'
        f'<div role="group" aria-label="{w("page.ways")}">{shown_ways}</div></form>'
    )
