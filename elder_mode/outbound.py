"""What must never leave, whoever wrote it: a bot, an article, or an agent.

The rules judge what a clause does, not its words.

A clause is blocked when it *asks the person for* something dangerous (a code, a password, a transfer …) or says what
nobody may say (a promise about money, a dose, blame, baby talk). The same words pass when they warn, deny, tell what
somebody else wanted, or ask what has happened already.
"""

import unicodedata
from collections.abc import Callable
from functools import cache

from elder_mode import outbound_chinese, outbound_english
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
    "blames",
    "elderspeak",
)
"""Ids of all rules."""


@cache
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  # tables of 1 MB: only when words leave

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def broken_rules(text: str) -> tuple[str, ...]:
    """Return the ids of the rules that ``text`` breaks, in the order of ``RULES``; empty when it may leave.

    Chinese (simplified or traditional, Mandarin or Cantonese) and English are judged wherever they occur, because
    agents mix them.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf").lower()
    broken: set[str] = set()
    if HAN.search(plain):
        broken |= outbound_chinese.broken_rules(_simplifier()(plain))
    broken |= outbound_english.broken_rules(plain)
    return tuple(rule for rule in RULES if rule in broken)
