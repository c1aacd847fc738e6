"""Ways to break a file: each takes bytes and a seeded source of chance, and returns other bytes.

Pure, so that a number gives the same file again: ``mutant(seeds, "png", 17)`` is what the report calls ``png 17``.
"""

import random
import struct
import zlib
from collections.abc import Callable, Mapping

MAX_BYTES = 400_000
"""Seeds are below 20 kB: what a few copies of chunks make of them stays small."""
_HEAD = 256
_PNG_START = b"\x89PNG\r\n\x1a\n"
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def mutant(seeds: Mapping[str, bytes], kind: str, number: int) -> bytes:
    """Return the mutant of this number: the seed of ``kind`` after one to three accidents."""
    chance = random.Random(f"{kind} {number}")
    data = seeds[kind]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.choice(WAYS)
        data = way(data, chance, seeds[chance.choice(sorted(seeds))])[:MAX_BYTES]
    # A PNG with a wrong checksum is refused at once: right ones let the damage reach what lies behind.
    return _with_right_checksums(data) if data.startswith(_PNG_START) and chance.random() < 0.7 else data


def flip_bits(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """A few bits over, in half of the cases in the header only."""
    changed = bytearray(data)
    reach = min(len(data), _HEAD) if chance.random() < 0.5 else len(data)
    for _number in range(chance.choice((1, 1, 2, 4, 16, 64)) if reach else 0):
        changed[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_short(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """The end is missing, as after a broken connection."""
    return data[: chance.randrange(len(data) + 1)]


def double_chunk(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """A part comes again, up to forty times."""
    start, end = _chunk(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 40)) + data[end:]


def drop_chunk(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """A part is missing in the middle."""
    start, end = _chunk(data, chance)
    return data[:start] + data[end:]


def swap_chunks(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """Two parts change places."""
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _number in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def lie_about_length(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """A number that may be a length or a size, little or big endian, is extreme or a bit wrong."""
    width = chance.choice((1, 2, 4))
    order = chance.choice(("little", "big"))
    spots = [
        at
        for at in range(min(len(data), 4096) - width)
        if 0 < int.from_bytes(data[at : at + width], order) <= 2 * len(data)  # type: ignore[arg-type]  # one of two words
    ]
    if not spots:
        return data
    at = chance.choice(spots)
    value = int.from_bytes(data[at : at + width], order)  # type: ignore[arg-type]  # as above
    other = chance.choice((*_EXTREMES, value - 1, value + 1, value * 2, value * 256)) % 256**width
    return data[:at] + other.to_bytes(width, order) + data[at + width :]  # type: ignore[arg-type]  # as above


def take_other_head(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """The beginning is another file's."""
    reach = chance.choice((4, 8, 12, 32, 64, 200))
    return other[:reach] + data[reach if chance.random() < 0.5 else 0 :]


def join(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Two files in one, as a polyglot has them."""
    return data + other if chance.random() < 0.7 else other + data


def insert(data: bytes, chance: random.Random, _: bytes) -> bytes:
    """Strange bytes in between: chance, or one value many times."""
    at = chance.randrange(len(data) + 1)
    count = chance.choice((1, 4, 64, 2000))
    middle = chance.randbytes(count) if chance.random() < 0.5 else bytes([chance.choice((0, 0x20, 0x7F, 0xFF))]) * count
    return data[:at] + middle + data[at:]


WAYS: tuple[Callable[[bytes, random.Random, bytes], bytes], ...] = (
    flip_bits,
    flip_bits,
    cut_short,
    double_chunk,
    drop_chunk,
    swap_chunks,
    lie_about_length,
    lie_about_length,
    take_other_head,
    join,
    insert,
)


def _chunk(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 16, 128, 1024)))


def _with_right_checksums(data: bytes) -> bytes:
    """Return a PNG whose chunks say what they hold, as far as their lengths can be followed."""
    changed, at = bytearray(data), len(_PNG_START)
    while at + 12 <= len(changed):
        end = at + 8 + struct.unpack_from(">I", changed, at)[0]
        if end + 4 > len(changed):
            break
        struct.pack_into(">I", changed, end, zlib.crc32(bytes(changed[at + 4 : end])))
        at = end + 4
    return bytes(changed)
