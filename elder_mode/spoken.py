"""The same sentence for the ear: numbers spelled out as people say them, symbols named, marks of writing left out."""

from elder_mode.english_reading import read_english
from elder_mode.mandarin_reading import read_chinese


def for_the_ear(text: str, language: str) -> str:
    """Return ``text`` as a voice should say it in ``language`` (``zh-CN``, ``yue`` or ``en``).

    Telephone numbers, codes and tails are read digit by digit in groups of three or four, amounts as amounts, dates as
    dates. Voices read bare digits wrongly: the offline Mandarin voice says "ten thousand and eighty-six" for 10086.
    Words stay as they are, so that text and speech say the same. No network is used.
    """
    if language == "en":
        return read_english(text)
    return read_chinese(text, is_cantonese=language == "yue")
