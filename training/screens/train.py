"""Train the detector on drawn pages and write it as ONNX.

``python train.py --pages pages --minutes 60 --out ../../modalities/screen_detector.onnx``. It stops by the clock, so that the
learning rate has always come down; two processors and an hour are enough. Never run by the tests.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from network import CLASSES, STATES, STRIDE, UNIT, Detector
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

CROP = (896, 448)
"""Height and width of a piece: nearly the whole of a telephone's screen, because what stands where tells what it is."""
CELLS = (CROP[0] // STRIDE, CROP[1] // STRIDE)
BATCH = 4
PEAK_RATE = 2.5e-3
MIN_SEEN = 0.65
"""A control of which less than this is inside the crop is neither right nor wrong."""


class Crops(IterableDataset[tuple[Tensor, ...]]):
    """Random pieces of the pages, at random sizes and colours, for ever. New pages are taken in as they are drawn."""

    def __init__(self, folders: list[Path], seed: int) -> None:
        self._folders, self._seed = folders, seed

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(self._seed + (worker.id if worker else 0))
        cv2.setNumThreads(1)
        while True:
            pages = [
                file for folder in self._folders for file in sorted(folder.glob("*.json")) if not is_kept_aside(file)
            ]
            for _ in range(2000):
                yield crop(rng, rng.choice(pages))


def is_kept_aside(file: Path) -> bool:
    """Say whether a page is for measuring only: one seed in fifty."""
    return int(file.stem.rsplit("-", 1)[1]) % 50 == 49


def crop(rng: random.Random, file: Path) -> tuple[Tensor, ...]:
    """Return one piece of one page with its targets."""
    truth = json.loads(file.read_text("utf-8"))
    image = cv2.imread(str(file.with_suffix(".png")))
    if image is None:
        return crop(rng, file.with_name(file.name))
    height, width = image.shape[:2]
    usual = (_area(width, height) / (width * height)) ** 0.5
    factor = usual * math.exp(rng.gauss(0, 0.16))
    if rng.random() < 0.3:  # other shapes of pixels: emulators, stretched mirrors
        image = cv2.resize(image, None, fx=rng.uniform(0.94, 1.06), fy=1.0)
    stretch = image.shape[1] / width
    way = rng.choice([cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC]) if factor < 1 else cv2.INTER_LINEAR
    image = cv2.resize(image, None, fx=factor, fy=factor, interpolation=way)
    height, width = image.shape[:2]
    left = 0 if width < CROP[1] else rng.randint(0, width - CROP[1])
    top = _start(rng, height)
    piece = np.zeros((*CROP, 3), np.uint8)
    part = image[top : top + CROP[0], left : left + CROP[1]]
    piece[: part.shape[0], : part.shape[1]] = part
    seen = part.shape[:2]
    piece = recoloured(rng, piece)
    colours = np.ascontiguousarray(piece[:, :, ::-1].transpose(2, 0, 1))
    return torch.from_numpy(colours), *targets(truth["found"], factor * stretch, factor, left, top, seen)


def _area(width: int, height: int) -> int:
    return 600_000 if width > height else 380_000


def _start(rng: random.Random, height: int) -> int:
    if height <= CROP[0]:
        return 0
    if rng.random() < 0.4:  # bars live at the ends of a page
        return rng.choice([0, height - CROP[0]])
    return rng.randint(0, height - CROP[0])


def recoloured(rng: random.Random, image: np.ndarray) -> np.ndarray:
    """Return the picture with other colours, contrast, or compression."""
    if rng.random() < 0.25:
        image = image[:, :, rng.sample(range(3), 3)]
    if rng.random() < 0.1:
        image = 255 - image
    if rng.random() < 0.5:
        gain, offset = rng.uniform(0.75, 1.15), rng.uniform(-25, 25)
        image = np.clip(image.astype(np.float32) * gain + offset, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(35, 90)])
        image = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    if rng.random() < 0.1:
        image = as_photographed(rng, image)
    elif rng.random() < 0.1:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.1))
    if rng.random() < 0.08:
        noise = np.random.default_rng(rng.randint(0, 1 << 30)).normal(0, rng.uniform(2, 9), image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    return image


def as_photographed(rng: random.Random, image: np.ndarray) -> np.ndarray:
    """Return the picture as a camera would see the screen: soft, unevenly lit, with stripes and noise."""
    height, width = image.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    turn, wave = rng.uniform(0, 6.28), rng.uniform(2.5, 14)
    along = down * math.sin(turn) + across * math.cos(turn)
    light = 1 + rng.uniform(-0.35, 0.35) * along / max(height, width)
    stripes = rng.uniform(0, 0.06) * np.sin(along * 6.28 / wave)
    soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 1.5)).astype(np.float32)
    noise = np.random.default_rng(rng.randint(0, 1 << 30)).normal(0, rng.uniform(1, 8), image.shape)
    gain = np.array([rng.uniform(0.85, 1.1) for _ in range(3)], np.float32)
    return np.clip(soft * (light + stripes)[:, :, None] * gain + noise, 0, 255).astype(np.uint8)


def targets(
    found: list[dict[str, Any]], across: float, down: float, left: int, top: int, seen: tuple[int, int]
) -> tuple[Tensor, ...]:
    """Return heat (classes), mask, sides (4), weight, states, state weight: each (…, *CELLS)."""
    heat = np.zeros((len(CLASSES), *CELLS), np.float32)
    mask = np.ones(CELLS, np.float32)
    sides = np.ones((4, *CELLS), np.float32)
    weight = np.zeros(CELLS, np.float32)
    states = np.zeros((len(STATES), *CELLS), np.float32)
    known = np.zeros((len(STATES), *CELLS), np.float32)
    places_y, places_x = ((np.arange(count, dtype=np.float32) + 0.5) * STRIDE for count in CELLS)
    for each in sorted(found, key=lambda one: -one["w"] * one["h"]):
        x0, y0 = each["x"] * across - left, each["y"] * down - top
        x1, y1 = x0 + each["w"] * across, y0 + each["h"] * down
        full = max(1e-6, (x1 - x0) * (y1 - y0))
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, seen[1]), min(y1, seen[0])
        if x1 - x0 < 4 or y1 - y0 < 4:
            continue
        name = each["role"] if each["role"] not in (None, "ignore") else None
        share = each["share"] * (x1 - x0) * (y1 - y0) / full
        if each["role"] == "ignore" or share < MIN_SEEN:
            if each["role"] is not None:
                mask[int(y0 / STRIDE) : math.ceil(y1 / STRIDE), int(x0 / STRIDE) : math.ceil(x1 / STRIDE)] = 0.0
            continue
        spread_x = max(0.65, 0.54 * (x1 - x0) / STRIDE / 6 + 1 / 6)
        spread_y = max(0.65, 0.54 * (y1 - y0) / STRIDE / 6 + 1 / 6)
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        column, row = min(CELLS[1] - 1, int(cx / STRIDE)), min(CELLS[0] - 1, int(cy / STRIDE))
        bump = np.outer(_bell(row, spread_y, CELLS[0]), _bell(column, spread_x, CELLS[1]))
        for label in (name, each["region"]):
            if label in CLASSES:
                place = heat[CLASSES.index(label)]
                np.maximum(place, bump, out=place)
        if name is None and each["region"] is None:
            continue
        core = (
            (bump > 0.3) & ((places_x > x0) & (places_x < x1))[None, :] & ((places_y > y0) & (places_y < y1))[:, None]
        )
        if not core.any():
            core[row, column] = True
        mask[core] = 1.0
        distances = np.stack(np.broadcast_arrays(
            (places_x - x0)[None, :], (places_y - y0)[:, None], (x1 - places_x)[None, :], (y1 - places_y)[:, None]
        ))  # fmt: skip
        sides[:, core] = np.maximum(distances[:, core], 0.5)
        weight[core] = bump[core] / bump[core].sum()
        states[:, core], known[:, core] = 0.0, 0.0
        for at, value in enumerate((each["enabled"], each["on"], each["selected"])):
            applies = (name in CLASSES, name == "switch" and value is not None, name == "tab")[at]
            if applies:
                states[at][core] = float(bool(value))
                known[at][core] = 1.0 / core.sum()
    return tuple(torch.from_numpy(each) for each in (heat, mask, sides, weight, states, known))


def _bell(middle: int, spread: float, count: int) -> np.ndarray:
    return np.exp(-(((np.arange(count, dtype=np.float32) - middle) / spread) ** 2) / 2)


def loss_of(answer: Tensor, batch: list[Tensor]) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of one batch and its parts."""
    heat, mask, sides, weight, states, known = batch
    count = max(1.0, float((heat == 1).sum()))
    logits = answer[:, : len(CLASSES)]
    share = torch.sigmoid(logits)
    sure = functional.logsigmoid(logits)
    unsure = functional.logsigmoid(-logits)
    at_peak = (heat == 1).float()
    hit = at_peak * (1 - share) ** 2 * sure
    miss = (1 - at_peak) * (1 - heat) ** 4 * share**2 * unsure * mask[:, None]
    heat_loss = -(hit + miss).sum() / count
    guess = UNIT * torch.exp(answer[:, len(CLASSES) : len(CLASSES) + 4].clamp(-5, 5))
    box_loss = ((1 - _giou(guess, sides)) * weight).sum() / max(1.0, float(weight.sum()))
    state_loss = functional.binary_cross_entropy_with_logits(answer[:, len(CLASSES) + 4 :], states, reduction="none")
    state_loss = (state_loss * known).sum() / max(1.0, float(known.sum()))
    total = heat_loss + 2.0 * box_loss + 0.3 * state_loss
    return total, {"heat": heat_loss.item(), "box": box_loss.item(), "state": state_loss.item()}


def _giou(first: Tensor, second: Tensor) -> Tensor:
    low, high = torch.minimum(first, second), torch.maximum(first, second)
    shared = (low[:, 0] + low[:, 2]) * (low[:, 1] + low[:, 3])
    area_1 = (first[:, 0] + first[:, 2]) * (first[:, 1] + first[:, 3])
    area_2 = (second[:, 0] + second[:, 2]) * (second[:, 1] + second[:, 3])
    joined = area_1 + area_2 - shared
    hull = (high[:, 0] + high[:, 2]) * (high[:, 1] + high[:, 3])
    return shared / joined - (hull - joined) / hull


def export(model: Detector, out: Path) -> None:
    """Write the network as ONNX with free height and width."""
    model.eval()
    axes = {"picture": {2: "height", 3: "width"}, "answer": {2: "rows", 3: "columns"}}
    torch.onnx.export(
        model.float(), (torch.rand(1, 3, 896, 448),), str(out), input_names=["picture"], output_names=["answer"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Train by the clock."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=Path, default=Path("detector.pt"))
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    model = Detector().to(memory_format=torch.channels_last)
    if options.resume:
        model.load_state_dict(torch.load(options.keep))
    average = {name: value.clone() for name, value in model.state_dict().items()}
    optimiser = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=0.02)
    fast = torch.compile(model)
    loader = DataLoader(Crops(options.pages, options.seed), batch_size=BATCH, num_workers=1, prefetch_factor=6)
    begun, sums = None, {}
    for step, batch in enumerate(loader):
        if begun is None or step == 2:  # the first steps compile
            begun = time.monotonic() if step == 2 else math.inf
        done = max(0.0, time.monotonic() - begun) / 60 / options.minutes if step > 2 else 0.0
        if done >= 1.0:
            break
        rate = (
            options.rate
            * min(1.0, (step + 1) / (40 if options.resume else 200))
            * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * min(1.0, done))))
        )
        for group in optimiser.param_groups:
            group["lr"] = rate
        picture = batch[0].float().div_(255).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            answer = fast(picture)
        loss, parts = loss_of(answer.float(), batch[1:])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimiser.step()
        fade = min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            for name, value in model.state_dict().items():
                if value.dtype.is_floating_point:
                    average[name].lerp_(value, 1 - fade)
                else:
                    average[name].copy_(value)
        sums = {name: sums.get(name, value) * 0.98 + 0.02 * value for name, value in parts.items()}
        if step % 100 == 99:
            said = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
            print(f"{step} steps, {done:.0%}, rate {rate:.5f}: {said}", flush=True)
        if step % 500 == 499:
            save(average, options.keep, options.out)
    save(average, options.keep, options.out)


def save(weights: dict[str, Tensor], keep: Path, out: Path) -> None:
    """Write the averaged weights, and the network as ONNX."""
    torch.save(weights, keep)
    copy = Detector()
    copy.load_state_dict(weights)
    export(copy, out)


if __name__ == "__main__":
    main()
