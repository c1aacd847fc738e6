"""Train the classifier of signs on the icons of drawn pages and write it as ONNX.

``python train_icons.py --pages pages --minutes 10 --out ../../modalities/screen_icons.onnx``.
"""

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from kit import NAMES as SIGNS
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[2]
NAMES = (*SIGNS, None)
BATCH = 128


class Namer(nn.Module):
    """Maps (n, 1, 40, 40) in 0..1 to (n, 13) logits."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before = 1
        for after, stride in ((24, 1), (32, 2), (48, 1), (64, 2), (96, 2), (96, 1)):
            layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)]
            before = after
        self.body = nn.Sequential(*layers)
        self.last = nn.Sequential(nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 25, len(NAMES)))

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        return self.last(self.body(x))


def collect(pages: list[Path], *, aside: bool) -> tuple[list[np.ndarray], list[int]]:
    """Return grey cuts twice as large as needed, and the class of each."""
    cuts, classes = [], []
    for file in pages:
        if (int(file.stem.rsplit("-", 1)[1]) % 50 == 49) != aside:
            continue
        icons = [each for each in json.loads(file.read_text("utf-8"))["found"] if each["role"] == "icon"]
        image = cv2.imread(str(file.with_suffix(".png")), cv2.IMREAD_GRAYSCALE) if icons else None
        if image is None:
            continue
        for each in icons:
            half = max(each["w"], each["h"]) * 0.9
            left, top = round(each["x"] + each["w"] / 2 - half), round(each["y"] + each["h"] / 2 - half)
            side = max(2, round(2 * half))
            padded = cv2.copyMakeBorder(image, 200, 200, 200, 200, cv2.BORDER_REPLICATE)
            cut = padded[max(0, top + 200) : top + 200 + side, max(0, left + 200) : left + 200 + side]
            if min(cut.shape) < 4:
                continue
            cuts.append(cv2.resize(cut, (90, 90), interpolation=cv2.INTER_AREA if side > 90 else cv2.INTER_LINEAR))
            classes.append(NAMES.index(each["icon"]) if each["icon"] in NAMES else len(NAMES) - 1)
    return cuts, classes


def varied(rng: random.Random, cut: np.ndarray, *, plain: bool) -> np.ndarray:
    """Return (1, 40, 40) in 0..1: moved, scaled, blurred, inverted a little, as a detector's box would have it."""
    grow = 1.0 if plain else math.exp(rng.gauss(0, 0.1))
    half = 90 / 2 / 0.9 * 0.6 * grow
    x, y = (45.0, 45.0) if plain else (45 + rng.gauss(0, 3), 45 + rng.gauss(0, 3))
    matrix = np.array(
        [[40 / (2 * half), 0, 20 - x * 40 / (2 * half)], [0, 40 / (2 * half), 20 - y * 40 / (2 * half)]], np.float32
    )
    small = cv2.warpAffine(cut, matrix, (40, 40), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE).astype(
        np.float32
    )
    if not plain:
        if rng.random() < 0.5:
            small = 255 - small
        if rng.random() < 0.3:
            small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 1.1))
        if rng.random() < 0.2:
            factor = rng.uniform(0.35, 0.8)
            small = cv2.resize(cv2.resize(small, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), (40, 40))
        if rng.random() < 0.2:
            small += np.random.default_rng(rng.randint(0, 1 << 30)).normal(0, rng.uniform(2, 12), small.shape)
    low, high = float(small.min()), float(small.max())
    return ((small - low) / max(1.0, high - low))[None].astype(np.float32)


def main() -> None:
    """Train by the clock."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(3)
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    rng = random.Random(3)
    pages = sorted(file for folder in options.pages for file in folder.glob("*.json"))
    cuts, classes = collect(pages, aside=False)
    places: dict[int, list[int]] = {}
    for index, name in enumerate(classes):
        places.setdefault(name, []).append(index)
    print({NAMES[name]: len(indexes) for name, indexes in sorted(places.items())})
    model = Namer()
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=0.03)
    begun, step = time.monotonic(), 0
    while (done := (time.monotonic() - begun) / 60 / options.minutes) < 1.0:
        names = [len(NAMES) - 1 if rng.random() < 0.4 else rng.randrange(len(NAMES)) for _ in range(BATCH)]
        names = [name for name in names if name in places]
        batch = np.stack([varied(rng, cuts[rng.choice(places[name])], plain=False) for name in names])
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * done)))
        loss = functional.cross_entropy(model(torch.from_numpy(batch)), torch.tensor(names), label_smoothing=0.05)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        step += 1
        if step % 200 == 0:
            print(f"{step} steps, {done:.0%}: loss {float(loss):.3f}", flush=True)
    model.eval()
    axes = {"cuts": {0: "n"}, "names": {0: "n"}}
    torch.onnx.export(model, (torch.rand(2, 1, 40, 40),), str(options.out), input_names=["cuts"], output_names=["names"],
                      dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    measure(model, *collect(pages, aside=True))


def measure(model: Namer, cuts: list[np.ndarray], classes: list[int]) -> None:
    """Print how many signs of the pages kept aside get their right name at the share that is asked for in use."""
    sys.path.insert(0, str(ROOT))
    from modalities.icons import MIN_SHARE  # noqa: PLC0415 - only this script needs the program

    model.eval()
    rng = random.Random(0)
    with torch.no_grad():
        shares = functional.softmax(
            model(torch.from_numpy(np.stack([varied(rng, cut, plain=True) for cut in cuts]))), 1
        )
    best, guess = shares.max(1)
    truth = torch.tensor(classes)
    named = (best >= MIN_SHARE) & (guess != len(NAMES) - 1)
    right = (named & (guess == truth)).sum().item()
    print(
        f"aside: {len(cuts)} signs, {int((truth != len(NAMES) - 1).sum())} with a name; named {int(named.sum())}, right {right}"
    )


if __name__ == "__main__":
    main()
