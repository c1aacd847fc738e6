"""Which number is read back before somebody relies on it."""

from gateway.issue import ClaimStatus, Issue, NumberKind

ORDER = (NumberKind.MONEY, NumberKind.PHONE, NumberKind.CARD)
"""The most dangerous first. A dose is never settled by asking back; it goes to a person as it was said."""


def number_to_read_back(issue: Issue) -> int | None:
    """Return the index of the said number that is most in need of a yes; None when there is none.

    Only what the person said: a number in a picture is before their eyes, and a masked one cannot be read out.
    """
    open_ones = [
        (ORDER.index(number.kind), place)
        for place, number in enumerate(issue.numbers)
        if number.kind in ORDER
        and number.needs_confirmation
        and number.value.status is ClaimStatus.STATED
        and "＊" not in number.value.value
        and not number.is_approximate
    ]
    return min(open_ones)[1] if open_ones else None
