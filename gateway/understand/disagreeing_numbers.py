"""Amounts, days, clocks, doses and tails that are said one way and shown another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from gateway.issue import Claim, NumberClaim, NumberKind
from gateway.understand import entities
from gateway.understand.clauses import clauses
from gateway.understand.disagreeing_words import Pair, claim_of, rows
from gateway.understand.normalise import normalise, plain
from gateway.understand.utterance import Utterance

Book = Mapping[str, re.Pattern[str]]
Read = Sequence[tuple[Utterance, Sequence[NumberClaim]]]
"""What was said or shown, each with the numbers in it."""
ROUGHLY: Final = Decimal("0.35")
"""How far from an amount that was said roughly another one may lie and still be the same (own choice)."""
_BARE_AMOUNT: Final = re.compile(
    r"(?<![\d.:])(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{2})(?![\d.:%])|"
    r"(?:金额|合计|总计|实付|应付|应缴|支付|付款|转账|充值|缴费|收款|退款|价格|费用|amount|total|paid|pay)[^\d\n]{0,6}(\d{1,7})(?![\d.:年月日/-])"
)
_DIGIT: Final = dict(zip("一二三四五六七八九日天", (1, 2, 3, 4, 5, 6, 7, 8, 9, 7, 7), strict=True))
_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-7])")
_ENGLISH_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH_DAY: Final = re.compile(r"\b(" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in _ENGLISH_DAYS) + r")\b")
_DAY_WORD: Final = re.compile(r"天|日|号|周|礼拜|星期|月|\bday|today|tomorrow|yesterday|\d+(?:st|nd|rd|th)\b|[/-]")
_CLOCK: Final = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:：]([0-5]\d)(?![\d:])")
_SAID_CLOCK: Final = re.compile(
    r"(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|点半|:[0-5]\d|时)(半|\d{1,2}分)?"
)
_PER_DAY: Final = re.compile(
    r"(?:每日|每天|一日|一天|日服|1日|1天|daily|a day)?\D{0,4}?(\d+|[一二两三四五六七八九十])(?:次|回|遍|顿)"
)
_SEEN_PER_DAY: Final = re.compile(
    r"(?:每日|每天|一日|一天|日服|1日|1天)\D{0,4}?(\d+|[一二两三四五六七八九十])(?:次|回)"
)
_EACH: Final = re.compile(r"(\d+|半|[一二两三四五六七八九十])(片|粒|颗|丸|袋|支|毫升|ml|滴|单位)")
_APIECE: Final = re.compile(
    r"每|单价|(?:一|1)(?:张|个|件|份|盒|斤|瓶|次|小时)(?:就|要|是|卖|多少)|\b(?:each|apiece|per)\b"
)
_TRAIN: Final = re.compile(r"(?<![a-z\d])([gdcktzy]\d{1,4}|[a-z]{2}\d{3,4})(?![\d])")
_COUNT: Final = re.compile(
    r"(?<![\d.:第])(\d+|[一二两三四五六七八九十]{1,2})(张|件|份|盒|瓶|间|路|号线|层|楼|栋|床|号窗口|诊室|寸|gb?(?![a-z])|折|期)"
)
_ONE_TO_TEN: Final = {**{char: n for n, char in enumerate("零一二三四五六七八九十")}, "两": 2}


def numbers_apart(own: Sequence[Utterance], seen: Sequence[Utterance], now: datetime, book: Book) -> Iterator[Pair]:
    """Yield where numbers differ."""
    told = [(each, entities.numbers([each], now)) for each in own]
    shown = [(each, entities.numbers([each], now)) for each in seen]
    yield from _money(told, shown, book)
    if _is_event(own, book) or _is_event(seen, book):
        yield from _dates(told, shown)
    yield from _clocks(own, seen, book)
    yield from _doses(own, seen, book)
    for pattern in (_TRAIN, _COUNT):
        yield from _tokens(pattern, own, seen)
    yield from _tails(told, shown)


# --- amounts -----------------------------------------------------------------------------------------------------


def _money(told: Read, shown: Read, book: Book) -> Iterator[Pair]:
    said = [
        (number, _role(each, number, book))
        for each, numbers in told
        if not _APIECE.search(normalise(each.text).text)
        for number in numbers
        if number.kind is NumberKind.MONEY
    ]
    amounts = [amount for each, numbers in shown for amount in _shown_amounts(each, numbers, book)] if said else []
    for number, role in said:
        alike = [(value, claim) for value, claim, kind in amounts if kind == role]
        value = _decimal(number.value.value)
        if value is None or not alike:
            continue
        if any(_agree(value, other, is_rough=number.is_approximate) for other, _ in alike):
            return
        if len({other for other, _ in alike}) > 1:
            alike = [(other, claim) for other, claim in alike if _is_slip(value, other)]
        if alike:
            yield "money", _as_quoted(number.value), alike[0][1]


def _as_quoted(claim: Claim[str]) -> Claim[str]:
    """Return the claim with the words themselves as its value: that is what is read out."""
    quote = claim.evidence[0].quote
    return Claim(
        value=quote, status=claim.status, confidence=claim.confidence, evidence=claim.evidence, method=claim.method
    )


def _shown_amounts(
    utterance: Utterance, numbers: Sequence[NumberClaim], book: Book
) -> Iterator[tuple[Decimal, Claim[str], str]]:
    found: dict[int, tuple[Decimal, Claim[str], str]] = {}
    for number in (each for each in numbers if each.kind is NumberKind.MONEY):
        value = _decimal(number.value.value)
        place = utterance.text.find(number.value.evidence[0].quote)
        if value is not None:
            found[place] = (value, _as_quoted(number.value), _role(utterance, number, book))
    for start, end, _ in rows(utterance):
        line = plain(utterance.text[start:end])
        for match in _BARE_AMOUNT.finditer(line.text):
            group = 1 if match[1] else 2
            first, last = line.original(match.start(group), match.end(group))
            value = _decimal(match[group].replace(",", ""))
            is_known = any(place <= start + first < place + len(each[1].value) for place, each in found.items())
            if value is not None and not is_known:
                claim = claim_of(utterance, start + first, start + last)
                found[start + first] = (value, claim, _role_in(line.text, book))
    yield from found.values()


def _role(utterance: Utterance, number: NumberClaim, book: Book) -> str:
    quote = number.value.evidence[0].quote
    if not utterance.is_own_words:
        line = next((words for start, end, words in rows(utterance) if quote in utterance.text[start:end]), "")
        return _role_in(line, book)
    wanted = normalise(quote).text
    return next((_role_in(each.text, book) for each in clauses(utterance) if wanted in each.text), "move")


def _role_in(words: str, book: Book) -> str:
    if book["BALANCE"].search(words):
        return "balance"
    return "limit" if book["LIMIT"].search(words) else "move"


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _agree(one: Decimal, other: Decimal, *, is_rough: bool) -> bool:
    if is_rough:
        return abs(one - other) <= ROUGHLY * max(one, other)
    return one == other or one.to_integral_value() == other.to_integral_value()


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Say whether two amounts look like the same one, misread: a nought more or less, two digits changed round."""
    first, second = (f"{each:.2f}".rstrip("0").rstrip(".").replace(".", "") for each in (one, other))
    if first.rstrip("0") == second.rstrip("0"):
        return True
    return len(first) == len(second) and sorted(first) == sorted(second)


# --- days and clocks ---------------------------------------------------------------------------------------------


def _dates(told: Read, seen: Read) -> Iterator[Pair]:
    said, shown = _days(told), _days(seen)
    said_weekdays, shown_weekdays = (_weekdays([each for each, _ in side]) for side in (told, seen))
    if said_weekdays and shown_weekdays:
        if not {day for day, _ in said_weekdays} & {day for day, _ in shown_weekdays}:
            yield "date", said_weekdays[0][1], shown_weekdays[0][1]
        return
    if said and shown and not any(a[0] < b[1] and b[0] < a[1] for a, _ in said for b, _ in shown):
        yield "date", said[0][1], shown[0][1]


def _is_event(utterances: Sequence[Utterance], book: Book) -> bool:
    return any(book["EVENT"].search(normalise(each.text).text) for each in utterances)


def _days(read: Read) -> list[tuple[tuple[datetime, datetime], Claim[str]]]:
    found = []
    for number in (each for _, numbers in read for each in numbers):
        quote = number.value.evidence[0].quote
        if number.kind not in {NumberKind.DATE, NumberKind.TIME} or not _DAY_WORD.search(plain(quote).text):
            continue
        start, _, end = number.value.value.partition("/")
        try:
            first, last = datetime.fromisoformat(start), datetime.fromisoformat(end or start)
        except ValueError:
            continue
        day = first.replace(hour=0, minute=0, second=0)
        until = max(last, first.replace(hour=23, minute=59, second=59))
        found.append(((day, until), _as_quoted(number.value)))
    return found


def _weekdays(utterances: Sequence[Utterance]) -> list[tuple[int, Claim[str]]]:
    found = []
    for utterance in utterances:
        words = plain(utterance.text)
        for match in _WEEKDAY.finditer(words.text):
            day = _DIGIT.get(match[1]) or int(match[1])
            found.append((day, claim_of(utterance, *words.original(*match.span()))))
        for match in _ENGLISH_DAY.finditer(words.text):
            day = next(n for n, name in enumerate(_ENGLISH_DAYS, start=1) if name.startswith(match[1][:3]))
            found.append((day, claim_of(utterance, *words.original(*match.span()))))
    return found


def _clocks(own: Sequence[Utterance], seen: Sequence[Utterance], book: Book) -> Iterator[Pair]:
    """Yield hours that differ. A bare clock in a row of its own is that of the telephone."""
    if not (_is_event(own, book) or _is_event(seen, book)):
        return
    shown = [
        (int(match[1]), claim_of(each, start, end))
        for each in seen
        for start, end, words in rows(each)
        for match in _CLOCK.finditer(words)
        if match.group() != words.strip()
    ]
    for utterance in own:
        words = plain(utterance.text)
        for match in _SAID_CLOCK.finditer(words.text):
            hour = _count(match[2])
            if hour is not None and shown and all(hour % 12 != other % 12 for other, _ in shown):
                yield "date", claim_of(utterance, *words.original(*match.span())), shown[0][1]
                return


# --- medicine ----------------------------------------------------------------------------------------------------


def _doses(own: Sequence[Utterance], seen: Sequence[Utterance], book: Book) -> Iterator[Pair]:
    if not any(book["MEDICINE"].search(normalise(each.text).text) for each in (*own, *seen)):
        return
    for said_as, seen_as in ((_PER_DAY, _SEEN_PER_DAY), (_EACH, _EACH)):
        said, shown = _counts(said_as, own), _counts(seen_as, seen)
        if said and shown and not {n for n, _ in said} & {n for n, _ in shown}:
            yield "dose", said[0][1], shown[0][1]
            return


def _counts(pattern: re.Pattern[str], utterances: Sequence[Utterance]) -> list[tuple[str, Claim[str]]]:
    found = []
    for utterance in utterances:
        words = plain(utterance.text)
        for match in pattern.finditer(words.text):
            count = _count(match[1])
            if count is not None or match[1] == "半":
                found.append((str(count), _whole_row(utterance, *words.original(match.start(1), match.end()))))
    return found


def _whole_row(utterance: Utterance, start: int, end: int) -> Claim[str]:
    """Return the stretch as a claim: of a picture the whole row, so that nothing is torn out of it."""
    if utterance.is_own_words:
        return claim_of(utterance, start, end)
    row = next(((a, b) for a, b, _ in rows(utterance) if a <= start < b), (start, end))
    return claim_of(utterance, *row)


def _count(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    if words in _ONE_TO_TEN:
        return _ONE_TO_TEN[words]
    if words.startswith("十") and words[1:] in _ONE_TO_TEN:
        return 10 + _ONE_TO_TEN[words[1:]]
    return None


# --- tokens and tails --------------------------------------------------------------------------------------------


def _tokens(pattern: re.Pattern[str], own: Sequence[Utterance], seen: Sequence[Utterance]) -> Iterator[Pair]:
    """Yield names and counts that differ; counts only beside those of the same thing."""
    whole = [each for each in own if not _APIECE.search(normalise(each.text).text)]
    said, shown = _found(pattern, whole), _found(pattern, seen)
    for of, values in said.items():
        others = shown.get(of, {})
        if others and not values.keys() & others.keys():
            yield "number", next(iter(values.values())), next(iter(others.values()))
            return


def _found(pattern: re.Pattern[str], utterances: Sequence[Utterance]) -> dict[str, dict[str, Claim[str]]]:
    """Return the values by what they count (empty for names), each with its claim."""
    found: dict[str, dict[str, Claim[str]]] = {}
    for utterance in utterances:
        words = plain(utterance.text)
        for match in pattern.finditer(words.text):
            count = _count(match[1])
            value = str(count) if count is not None else match[1]
            claim = claim_of(utterance, *words.original(*match.span()))
            found.setdefault(match[2] if pattern.groups > 1 else "", {}).setdefault(value, claim)
    return found


def _tails(told: Read, seen: Read) -> Iterator[Pair]:
    said, shown = (
        [number.value for _, numbers in side for number in numbers if number.kind is NumberKind.CARD]
        for side in (told, seen)
    )
    if said and shown and not {claim.value for claim in said} & {claim.value for claim in shown}:
        yield "card", said[0], shown[0]
