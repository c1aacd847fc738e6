"""The record of an amount of money."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount, and where it stands in the text it was found in."""

    start: int
    end: int
    """Exclusive."""
    value: Decimal
    """Of a range or a rough amount, the lower end."""
    unit: str
    """ISO 4217: ``CNY``, ``HKD``, ``USD`` …"""
    is_approximate: bool = False
    is_unsure: bool = False
    """The words allow another value, or another currency."""
