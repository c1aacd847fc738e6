"""Telephone numbers for danger, read from one file a country. A country without a file has no numbers."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from elder_mode.errors import WrongRegionError

_FOLDER = Path(__file__).parent / "regions"
_CODE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"\+?\d{3,15}")
_USABLE = frozenset({"published", "reviewed"})
"""``published`` = a public fact, its source named; ``reviewed`` = a professional read it; ``draft`` is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineNumber:
    """One number to ring."""

    name: str
    """What replies call it: ``police``, ``ambulance``, ``crisis`` …"""
    number: str
    label: str
    """Key of the language file."""
    source: str
    """Who runs it, so that it can be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One country's numbers. Without a file: none, and people are told to ring their emergency number."""

    code: str
    hotlines: tuple[HotlineNumber, ...] = ()
    reviewed: str | None = None
    """Day (ISO) when the file was last compared with its sources."""
    reviewed_by: str | None = None

    def hotline(self, name: str) -> HotlineNumber | None:
        """Return the hotline ``name``, or None where the country has no such number on file."""
        return next((line for line in self.hotlines if line.name == name), None)


@cache
def load(code: str) -> Region:
    """Return the numbers of the country ``code`` (two capital letters, ISO 3166); none for a country without a file.

    Raises:
        WrongRegionError: the code is no country code, or the file breaks a rule.
    """
    if not _CODE.fullmatch(code):
        raise WrongRegionError(f"{code!r} is not a country code of two capital letters, for example CN")
    path = _FOLDER / f"{code}.toml"
    if not path.is_file():
        return Region(code=code)
    with path.open("rb") as file:
        table = tomllib.load(file)
    if table.get("status") not in _USABLE:
        return Region(code=code)
    hotlines = tuple(_hotline(path.name, name, entry) for name, entry in table.get("hotlines", {}).items())
    return Region(code=code, hotlines=hotlines, reviewed=str(table["reviewed"]), reviewed_by=str(table["reviewed_by"]))


def _hotline(file: str, name: str, entry: dict[str, object]) -> HotlineNumber:
    number, label, source = (str(entry.get(key, "")) for key in ("number", "label", "source"))
    if not _NUMBER.fullmatch(number) or not label or not source:
        raise WrongRegionError(f"{file}: the hotline {name} needs a number of digits, a label and a source")
    return HotlineNumber(name=name, number=number, label=label, source=source)
