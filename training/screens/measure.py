"""How well a detector does on drawn pages that were kept aside: found and false for each class, at several scores.

``python measure.py --pages pages --model detector.onnx``; MIN_SCORES of ``modalities/controls.py`` was chosen with it.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import cv2
from network import CLASSES

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from modalities.detect import ScreenDetector, Seen, overlap

SCORES = tuple(round(0.10 + 0.05 * step, 2) for step in range(12))


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--most", type=int, default=60)
    options = parser.parse_args()
    detector = ScreenDetector(options.model)
    files = [
        file for folder in options.pages for file in sorted(folder.glob("*.json")) if int(file.stem[-6:]) % 50 == 49
    ]
    true, found, false = Counter(), Counter(), Counter()
    for file in files[: options.most]:
        truth = json.loads(file.read_text("utf-8"))["found"]
        seen = detector.look(cv2.imread(str(file.with_suffix(".png"))), min_score=min(SCORES))
        marks = [
            (each["role"] or each["region"], Seen(name="", score=1, enabled=1, on=0, selected=0, **{s: each[s] for s in "xywh"}))
            for each in truth if each["share"] >= 0.6
        ]  # fmt: skip
        marks += [
            (each["region"], Seen(name="", score=1, enabled=1, on=0, selected=0, **{s: each[s] for s in "xywh"}))
            for each in truth if each["share"] >= 0.6 and each["region"] and each["role"]
        ]  # fmt: skip
        for score in SCORES:
            sure = [each for each in seen if each.score >= score]
            for name, box in marks:
                if name in CLASSES:
                    true[name, score] += 1
                    found[name, score] += any(each.name == name and overlap(each, box) >= 0.5 for each in sure)
            for each in sure:
                false[each.name, score] += not any(overlap(each, box) >= 0.5 for _, box in marks)
    print(
        f"{len(files[: options.most])} pages. At the score with the best F1: found, right; then found/false at {SCORES}"
    )
    for name in CLASSES:
        if not true[name, SCORES[0]]:
            continue
        best = max(SCORES, key=lambda score: _f1(found[name, score], false[name, score], true[name, score]))
        right = found[name, best] / max(1, found[name, best] + false[name, best])
        row = " ".join(f"{found[name, s] / true[name, s]:.2f}/{false[name, s]}" for s in SCORES)
        print(
            f"{name:9} {true[name, best]:5} {best:.2f}: {found[name, best] / true[name, best]:.2f} {right:.2f}   {row}"
        )


def _f1(found: int, false: int, true: int) -> float:
    return 2 * found / max(1, true + found + false)


if __name__ == "__main__":
    main()
