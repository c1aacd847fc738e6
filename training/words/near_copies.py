"""How many lines are nearly the same as another: what repeats itself teaches nothing and flatters every figure.

python training/words/near_copies.py FILE.jsonl …
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

GRAM = 3
NEAR = 0.6
"""Jaccard similarity of the sets of character 3-grams above which two lines are near copies."""


def near_copies(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return (line, an earlier or later line that nearly equals it) for each line that has such a one."""
    sets = [grams(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(sets):
        for gram in each:
            holders[gram].append(place)
    found = []
    for place, each in enumerate(sets):
        shared = Counter(other for gram in each for other in holders[gram] if other != place)
        near = (other for other, common in shared.items() if common > NEAR * (len(each) + len(sets[other]) - common))
        first = next(near, None)
        if first is not None:
            found.append((place, first))
    return found


def grams(text: str) -> frozenset[str]:
    """Return the runs of three characters of ``text``; a shorter text is one run."""
    return frozenset(text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1)))


def main() -> None:
    """Print the share, and a few pairs."""
    texts = [json.loads(line)["text"] for name in sys.argv[1:] for line in Path(name).read_text("utf-8").splitlines()]
    found = near_copies(texts)
    print(f"{len(found)} of {len(texts)} lines have a near copy ({len(found) / len(texts):.1%})")
    for place, other in found[:20]:
        print(f"  {texts[place]}  =  {texts[other]}")


if __name__ == "__main__":
    main()
