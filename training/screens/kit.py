"""What every page grammar works with: the record of a page, and icons from npm's free icon families.

The icons are fetched by npm when somebody trains (``train.md``); none of them is part of this repository.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

FAMILIES = (
    "lucide-static/icons",
    "@tabler/icons/icons/outline",
    "@tabler/icons/icons/filled",
    "bootstrap-icons/icons",
    "remixicon/icons",
    "@phosphor-icons/core/assets",
    "ionicons/dist/svg",
    "heroicons/24",
    "@material-design-icons/svg",
    "@ant-design/icons-svg/inline-svg",
    "feather-icons/dist/icons",
    "eva-icons/fill/svg",
    "eva-icons/outline/svg",
    "@mdi/svg/svg",
    "octicons/build/svg",
)
"""Folders below ``node_modules``; all of them MIT, ISC, Apache or BSD."""

NAMES = {
    "back": r"(chevron|caret|arrow|angle)[-_]?(left|back)(-s|-short|-ios|_ios|_ios_new|-thin|-bold|-fill|-line)?|left|ios-arrow-left",
    "close": r"(x|close|xmark|x-mark|times|clear|x-lg|window-close|close-outline|close-sharp)(-line|-fill|-thick|-bold)?",
    "search": r"(search|magnify|magnifying-glass|magnifer|zoom)(-line|-fill|-outline|-sharp|-2-line|-bold)?",
    "settings": r"(settings?|cog|gear|gear-six|gear-wide|cog-6-tooth|settings-sharp|cog-outline)(-line|-fill|-outline|-2|-3-line|-bold)?",
    "more": r"(more|ellipsis|dots|more_horiz|more_vert|more-horizontal|more-vertical|dots-three|dots-vertical|dots-horizontal|three-dots|three-dots-vertical|ellipsis-(horizontal|vertical)|dots-three-vertical|kebab-horizontal|more-2-fill|more-2-line)(-outline|-line|-fill|-sharp|-bold)?",
    "add": r"(plus|add|plus-lg|add-sharp|plus-thick|plus-bold)(-line|-fill|-outline|-large-line)?",
    "share": r"(share|share-2|share-3|share_?network|share-network|share-social|share-variant|share-forward|share-fill|share-alt|export|ios_share|share-from-square)(-line|-fill|-outline|-bold|-box-line)?",
    "camera": r"(camera|camera_alt|photo_camera|camera-fill|camera-sharp)(-line|-fill|-outline|-alt|-3-line|-bold)?",
    "microphone": r"(mic|microphone|mic-sharp|mic_none)(-line|-fill|-outline|-2|-2-line|-bold)?",
    "play": r"(play|play_arrow|play-fill|caret-right-filled|player-play|play-circle|play_circle)(-line|-fill|-outline|-circle|-bold|-filled)?",
    "home": r"(home|house|house-door|home_filled|home-2|home-smile)(-line|-fill|-outline|-variant|-2-line|-bold|-simple)?",
    "arrow": r"(chevron|caret|arrow|angle)[-_]?(right|forward|down|up|right-s|down-s)(-s|-short|-ios|_ios|-line|-fill|-bold)?|right|down",
}
"""Regular expressions of the file names that draw each of the common icons, across the families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page before it is drawn."""

    html: str
    """A whole document, with the truth in data attributes (``truth.md``)."""
    width: int
    """CSS pixels."""
    height: int
    """CSS pixels."""
    scale: float
    """Device pixels for one CSS pixel."""


class Icons:
    """The icon families of one ``node_modules`` folder, by name and without."""

    def __init__(self, node_modules: Path) -> None:
        self._by_name: dict[str, dict[str, list[Path]]] = {name: {} for name in NAMES}
        self._others: dict[str, list[Path]] = {}
        rules = {name: re.compile(rule) for name, rule in NAMES.items()}
        for family in FAMILIES:
            for file in sorted((node_modules / family).rglob("*.svg")):
                stem = re.sub(r"-(light|thin|duotone|16|24|12)$", "", file.stem.lower())
                name = next((each for each, rule in rules.items() if rule.fullmatch(stem)), None)
                place = self._others if name is None else self._by_name[name]
                place.setdefault(family, []).append(file)

    def draw(self, rng: random.Random, name: str, size: float, colour: str) -> str:
        """Return an inline SVG of ``size`` CSS pixels; ``other`` draws any sign that is none of ``NAMES``."""
        families = self._others if name == "other" else self._by_name[name]
        file = rng.choice(families[rng.choice(sorted(families))])
        svg = file.read_text("utf-8")
        svg = svg[svg.index("<svg") :]
        head, rest = svg.split(">", 1)
        head = re.sub(r'\s(width|height|class|style|id|fill-opacity)="[^"]*"', "", head)
        if "viewBox" not in head:
            head += ' viewBox="0 0 24 24"'
        if 'fill="' not in head and "stroke" not in rest:
            head += ' fill="currentColor"'
        rest = re.sub(r"<title>.*?</title>|<style>.*?</style>", "", rest, flags=re.DOTALL)
        rest = rest.replace(
            'class="ionicon-fill-none ionicon-stroke-width"', 'fill="none" stroke="currentColor" stroke-width="32"'
        )
        rest = rest.replace('class="ionicon-fill-none"', 'fill="none" stroke="currentColor"')
        return f'{head} width="{size}" height="{size}" style="display:block;color:{colour}">{rest}'
