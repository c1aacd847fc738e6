"""The same sentence for the ear: numbers spelled out as people say them, symbols named, marks of writing left out."""

import unicodedata

from elder_mode.cantonese_reading import CANTONESE
from elder_mode.chinese_reading import read_chinese
from elder_mode.english_reading import read_english
from elder_mode.mandarin_reading import MANDARIN


def for_the_ear(text: str, language: str) -> str:
    """Return ``text`` as a voice should say it in ``language`` (``zh-CN``, ``yue`` or ``en``).

    Telephone numbers, codes and tails are read digit by digit in groups of three or four, amounts as amounts, dates as
    dates. Voices read bare digits wrongly: the offline Mandarin voice says "ten thousand and eighty-six" for 10086.
    Words stay as they are, so that text and speech say the same. No network is used.
    """
    plain = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
    if language == "en":
        return read_english(plain)
    return read_chinese(plain, CANTONESE if language == "yue" else MANDARIN)
