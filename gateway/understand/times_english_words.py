"""Patterns and meanings of English words for dates and times."""

import re
from collections.abc import Mapping
from typing import Final

from gateway.understand.numerals import ENGLISH, english

MONTHS: Final = {
    name: place
    for place, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {
    name: place
    for place, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat",
         "sunday sun"))
    for name in names.split()
}  # fmt: skip
PARTS: Final = {
    "early morning": (0, 6), "morning": (6, 12), "lunchtime": (11, 13), "midday": (11, 13), "afternoon": (12, 18),
    "evening": (18, 24), "night": (18, 24), "teatime": (17, 19),
}  # fmt: skip
DAYS: Final = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_FIRST_TWENTY: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
TONIGHT: Final = {
    "tonight": (18, 24), "last night": (18, 24), "this morning": (6, 12), "this afternoon": (12, 18),
    "this evening": (18, 24), "tomorrow night": (18, 24),
}  # fmt: skip
ORDINALS: Final = {
    word: place
    for place, word in enumerate(
        _FIRST_TWENTY, 1)
} | {"thirtieth": 30} | {
    f"{tens}{gap}{word}": base + place
    for tens, base in (("twenty", 20), ("thirty", 30)) for gap in ("-", " ")
    for place, word in enumerate(_FIRST_TWENTY[:9], 1)
    if base + place <= 31  # noqa: PLR2004 - days of a month
}  # fmt: skip


def any_of(words: Mapping[str, object]) -> str:
    """Return a pattern for any key of ``words``, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


COUNT: Final = rf"(?:\d{{1,2}}|half an?|an? couple(?: of)?|a few|(?:{any_of(ENGLISH)})(?:[ -](?:{any_of(ENGLISH)}))?)"
ORDINAL: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{any_of(ORDINALS)})"
MONTH: Final = rf"(?:{any_of(MONTHS)})"
HOUR: Final = rf"(?:\d{{1,2}}|{'|'.join(list(ENGLISH)[1:13])})"
CLOCK: Final = (
    rf"(?:(?:at |around |about |by |until |till |from ){{0,3}}(?:(?P<to>half past|half|quarter past|a quarter past|"
    rf"quarter to|a quarter to|(?:\d\d?|{any_of(ENGLISH)})(?:[ -](?:{any_of(ENGLISH)}))?(?: minutes)? (?:past|to)) )?"
    rf"(?:(?P<hour>{HOUR})(?:[:.](?P<minute>[0-5]\d)(?:(?<=:\d\d)|(?= ?[ap]\.?m))|(?<=[a-z]) (?P<words>thirty|"
    rf"fifteen|forty-five|forty five|twenty|ten|oh five|five|twenty-five|fifty|forty))?"
    rf" ?(?P<mark>a\.?m(?![a-z])\.?|p\.?m(?![a-z])\.?|o'?clock)?(?: (?:in the|at) (?P<clock_part>morning|afternoon|"
    rf"evening|night))?(?P<ish>ish(?![a-z])| or so(?![a-z]))?|(?P<noon>noon|midnight)))"
)
DAY: Final = (
    rf"(?P<day>{any_of(DAYS)})|(?P<tonight>tonight|last night|this morning|this afternoon|this evening|tomorrow night)|"
    rf"(?:on )?(?P<near>last|this|next|this coming|this past|the )? ?(?P<weekday>{any_of(WEEKDAYS)})(?: (?:of )?(?P<we"
    rf"ek_after>last|this|next) week)?(?!s)|"
    rf"(?:on |the )*(?P<mday>{ORDINAL})(?: day)?(?: of)? (?P<month>{MONTH})(?!\w)(?:,? (?P<year>(?:19|20)\d\d))?|"
    rf"(?:on )?(?P<month2>{MONTH})\.? (?:the )?(?P<mday2>{ORDINAL})(?![\d:]| ?[ap]m)(?:,? (?P<year2>(?:19|20)\d\d))?|"
    rf"(?P<span_near>last|this|next|the week before last|the month before last) ?(?P<span>week|month|year|weekend)?|"
    rf"(?:on )?the (?P<only_day>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})(?! (?:time|one|step|thing|day|floor|page|"
    rf"button|line|week|month|person|call|try|picture|row|place|half|of|message|digit|part|two|three|option|bank|"
    rf"icon))|"
    rf"(?P<feast>chinese new year|lunar new year|spring festival|mid-autumn festival|dragon boat festival|"
    rf"christmas day|christmas eve|christmas|national day)|"
    rf"in (?P<only_month>january|february|march|april|june|july|august|september|october|november|"
    rf"december)(?: (?P<only_year>(?:19|20)\d\d))?"
)
WHEN: Final = re.compile(
    rf"(?<![a-z])(?:(?:{DAY})(?:,? (?:in the |at )?(?P<part>{any_of(PARTS)}))?(?:,?(?: (?:ooh|oh|er|um|uh|well|"
    rf"i think|it was|must have been|maybe),?){{0,2}} {CLOCK})?)(?![\w])"
)
CLOCK_FIRST: Final = re.compile(
    rf"(?<![a-z]){CLOCK}(?![\w:])(?:,? (?:on )?(?P<with_day>yesterday|today|tomorrow|tonight|last night|"
    rf"this morning|this afternoon|this evening|{any_of(WEEKDAYS)}))?"
    rf"(?: (?P<with_part>{any_of(PARTS)}))?"
)
AGO: Final = re.compile(
    rf"(?<![a-z])(?P<just>just now|a moment ago|a little while ago)|(?<![a-z])(?P<count>{COUNT}) (?P<half>and a half"
    rf" )?(?P<unit>minute|min|hour|day|week|month|year)s? ago(?![a-z])|"
    rf"(?<![a-z])in (?P<ahead>{COUNT}) (?P<ahead_unit>day|week)s?(?: time)?(?![a-z])"
)
PAST: Final = re.compile(
    r"(?<![a-z])(?:was|were|did|got|had|went|called|paid|sent|lost|came|took|rang|bought|told|said|asked|stopped|"
    r"worked|tried|\w+ed|been|broke|fell|gave|made|saw|\w+ since)(?![a-z])"
)
FUTURE: Final = re.compile(
    r"(?<![a-z])(?:will|going to|'ll|appointment|remind|book|must|need to|have to|want to|due|should|by|until|"
    r"see the|tomorrow|can you|could you|please|is at|starts?|leaves?)(?![a-z])"
)
HABIT: Final = re.compile(r"(?<![a-z])(?:every|each|always|usually|normally|daily|weekly|often)(?![a-z])")
CLAUSE_CHARS: Final = 160
"""Characters on either side of a time that can say whether it is past or future."""


def count_of(words: str) -> float | None:
    """Return how many ``words`` say: 3, half a, a couple; None when they leave it open."""
    if words.isdigit():
        return float(words)
    if words.startswith("half"):
        return 0.5
    read = english(words.replace(" of", ""))
    return None if read is None or read.is_unsure else float(read.value)


def ordinal_of(words: str) -> int:
    """Return 20 for 20th and twentieth, 0 for no ordinal."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ORDINALS.get(words, 0)
