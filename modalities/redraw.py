"""Draw on an upright picture: black over what is private, or an arrow and a ring at what is meant.

Each call runs in a process of its own, so that the process that serves never loads a picture codec.
"""

import json
import logging
import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from modalities import confined
from modalities.errors import UnreadableMediaError
from modalities.evidence import Box

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

MIN_CONTRAST = 3.0
"""Of a graphical sign against what is around it: WCAG 2.2, 1.4.11."""
MAX_MEMORY_BYTES = 1_500_000_000
MAX_CPU_S = 10
MAX_WALL_S = 40
MAX_FILE_BYTES = 40_000_000
JPEG_QUALITY = 88

_INK = (214, 0, 28)
_HALO = (255, 255, 255)
_DARK_HALO = (0, 0, 0)
_BLACK_MARGIN = 0.12
"""Letters reach past the box that a reader gives them by about a tenth of its height."""
_LOGGER = logging.getLogger(__name__)


def black_out(path: Path, boxes: tuple[Box, ...], out: Path) -> None:
    """Write the picture at ``path`` to ``out`` (JPEG) with each of ``boxes`` filled with black, without metadata.

    Boxes may refer to a picture of another size; they are scaled.

    Raises:
        UnreadableMediaError: the picture cannot be decoded or written.
    """
    _run("black_out", path, boxes, out)


def mark(path: Path, box: Box, out: Path) -> None:
    """Write the picture at ``path`` to ``out`` (JPEG) with a ring around ``box`` and an arrow that points at it.

    Raises:
        UnreadableMediaError: the picture cannot be decoded or written.
    """
    _run("mark", path, (box,), out)


def _run(action: str, path: Path, boxes: tuple[Box, ...], out: Path) -> None:
    out.unlink(missing_ok=True)
    order = json.dumps([asdict(box) for box in boxes])
    arguments = [action, str(path.resolve()), str(out.resolve()), order]
    confined.run("modalities.redraw", arguments, wall_s=MAX_WALL_S)
    if not out.is_file():
        raise UnreadableMediaError("the picture cannot be redrawn")
    _LOGGER.info("picture redrawn: action=%s boxes=%d", action, len(boxes))


def _scaled(box: Box, width: int, height: int) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of ``box`` in a picture of this size."""
    across, down = width / box.img_w, height / box.img_h
    return box.x * across, box.y * down, (box.x + box.w) * across, (box.y + box.h) * down


def _draw_black(image: "PillowImage", boxes: list[Box]) -> None:
    from PIL import ImageDraw  # noqa: PLC0415  # only the program of its own loads Pillow

    pen = ImageDraw.Draw(image)
    for box in boxes:
        left, top, right, bottom = _scaled(box, image.width, image.height)
        margin = _BLACK_MARGIN * (bottom - top)
        pen.rectangle((left - margin, top - margin, right + margin, bottom + margin), fill=(0, 0, 0))


def _draw_mark(image: "PillowImage", box: Box) -> None:
    """Draw ring and arrow as a strong line between two halos, white inside and black outside.

    One of red, white and black has a contrast of at least 3:1 against any colour: white against all darker than mid
    grey, black against all lighter.
    """
    from PIL import ImageDraw  # noqa: PLC0415  # only the program of its own loads Pillow

    pen = ImageDraw.Draw(image)
    left, top, right, bottom = _scaled(box, image.width, image.height)
    stroke = max(4, round(0.008 * max(image.size)))
    gap = 1.5 * stroke
    ring = (left - gap, top - gap, right + gap, bottom + gap)
    arrow = _arrow(ring, image.size, stroke)
    for extra, colour in ((2 * stroke, _DARK_HALO), (stroke, _HALO), (0, _INK)):
        grown = tuple(value + sign * extra / 2 for value, sign in zip(ring, (-1, -1, 1, 1), strict=True))
        pen.rounded_rectangle(grown, radius=3 * stroke, outline=colour, width=stroke + extra)
    for extra, colour in ((2 * stroke, _DARK_HALO), (stroke, _HALO), (0, _INK)):
        for start, end in arrow:
            pen.line((*start, *end), fill=colour, width=stroke + extra, joint="curve")


def _arrow(
    ring: tuple[float, float, float, float], size: tuple[int, int], stroke: int
) -> tuple[tuple[tuple[float, float], tuple[float, float]], ...]:
    """Return shaft and head of an arrow that points at the ring from the side with the most room."""
    left, top, right, bottom = ring
    middle = ((left + right) / 2, (top + bottom) / 2)
    room = {(0, -1): top, (0, 1): size[1] - bottom, (-1, 0): left, (1, 0): size[0] - right}
    way = max(room, key=lambda each: room[each])
    tip = (
        middle[0] if way[0] == 0 else (left if way[0] < 0 else right) + 2 * stroke * way[0],
        middle[1] if way[1] == 0 else (top if way[1] < 0 else bottom) + 2 * stroke * way[1],
    )
    length = min(0.18 * max(size), max(4.0 * stroke, 0.9 * room[way]))
    tail = (tip[0] + way[0] * length, tip[1] + way[1] * length)
    angle = math.atan2(way[1], way[0])
    wings = [
        (tip[0] + 0.4 * length * math.cos(angle + turn), tip[1] + 0.4 * length * math.sin(angle + turn))
        for turn in (-0.6, 0.6)
    ]
    return ((tail, tip), (wings[0], tip), (wings[1], tip))


def _redraw(action: str, source: Path, target: Path, boxes: list[Box]) -> None:
    from PIL import Image  # noqa: PLC0415  # only the program of its own loads Pillow

    with Image.open(source, formats=("JPEG", "PNG")) as opened:
        picture = opened.convert("RGB")
    image = Image.frombytes("RGB", picture.size, picture.tobytes())
    if action == "black_out":
        _draw_black(image, boxes)
    else:
        _draw_mark(image, boxes[0])
    image.save(target, "JPEG", quality=JPEG_QUALITY)


def prepare() -> None:
    """Load what decodes and draws, where no picture is at hand yet (``modalities.confined``)."""
    from PIL import Image, ImageDraw  # noqa: F401, PLC0415  # only the program of its own loads Pillow

    Image.preinit()


def main(arguments: list[str]) -> int:
    """Run one order: ``black_out|mark IN OUT BOXES-AS-JSON``."""
    confined.limit(memory_bytes=MAX_MEMORY_BYTES, cpu_s=MAX_CPU_S, wall_s=MAX_WALL_S, file_bytes=MAX_FILE_BYTES)
    action, source, target, order = arguments
    try:
        _redraw(action, Path(source), Path(target), [Box(**each) for each in json.loads(order)])
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        return confined.refuse(type(error).__name__)
    confined.answer({})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
