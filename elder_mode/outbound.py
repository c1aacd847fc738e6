"""What must never leave, whoever wrote it: a bot, an article, or an agent.

The rules judge what a clause does, not its words.

A clause is blocked when it *asks the person for* something dangerous (a code, a password, a transfer …) or says what
nobody may say (a promise about money, a dose, blame, baby talk). The same words pass when they warn, deny, tell what
somebody else wanted, or ask what has happened already.
"""

import unicodedata
from collections.abc import Callable
from functools import cache

from elder_mode import outbound_chinese, outbound_english, outbound_frames, outbound_learned
from elder_mode.line_model import LineModel
from elder_mode.sentences import HAN

RULES = (
    "asks_code",
    "asks_password",
    "asks_card",
    "asks_id",
    "asks_face",
    "asks_transfer",
    "asks_screen_share",
    "asks_remote",
    "asks_install",
    "sends_link",
    "moves_away",
    "asks_secrecy",
    "promises_money",
    "advises_dose",
    "diagnoses",
    "blames",
    "elderspeak",
    "obeys_scammer",
    "weakens_protection",
    "contacts_without_consent",
    "argues_with_exit",
    "delays_emergency",
    "sounds_forbidden",
)
"""Ids of all rules. The last one has no pattern: the learned listener hears an ask that no rule names."""
SOUNDS_WRONG = 0.6
"""From this probability on words are stopped that no rule finds (docs/measurements.md)."""
SHORTEST = 8
"""Characters. In fewer the listener hears nothing for certain: "let me help", "send to me" stand on buttons."""
SURELY_HARMLESS = 0.1
"""Below it an indirect ask is taken for what it is: harmless words that look like one."""


@cache
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  # tables of 1 MB: only when words leave

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def plain(text: str) -> str:
    """Return ``text`` as the rules see it: NFKC, lower case, simplified, no Cantonese words, nothing invisible."""
    shown = "".join(mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf").lower()
    return outbound_chinese.replaced(_simplifier()(shown)) if HAN.search(shown) else shown


@cache
def _listener() -> LineModel:
    return outbound_learned.ready(plain)


def broken_rules(text: str) -> tuple[str, ...]:
    """Return the ids of the rules that ``text`` breaks, in the order of ``RULES``; empty when it may leave.

    Chinese (simplified or traditional, Mandarin or Cantonese) and English are judged wherever they occur, because
    agents mix them. The direct rules stand alone; indirect asks count unless the listener is sure that they are
    harmless, and what no rule finds is still stopped when it sounds too much like an ask.
    """
    shown = plain(text)
    direct: set[str] = set()
    indirect: set[str] = set()
    if HAN.search(shown):
        direct |= outbound_chinese.broken_rules(shown)
        indirect |= outbound_frames.broken_rules(outbound_chinese.without_reported_quotes(shown), "zh")
    direct |= outbound_english.broken_rules(shown)
    indirect |= outbound_frames.broken_rules(outbound_english.without_reported_quotes(shown), "en")
    sounds = outbound_learned.sounds_wrong(_listener(), shown) if shown.strip() else 0.0
    if sounds < SURELY_HARMLESS:
        indirect &= outbound_frames.ALWAYS_WRONG
    broken = direct | indirect
    if not broken and sounds >= SOUNDS_WRONG and len(shown) >= SHORTEST:
        broken = {"sounds_forbidden"}
    return tuple(rule for rule in RULES if rule in broken)


if __name__ == "__main__":  # trained when Lantern is installed
    _listener()
