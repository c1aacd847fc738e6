"""The detector: a small convolutional network that names and outlines controls, one answer for every fourth pixel.

Objects as points (centre heat for each class, distances to the four sides), because the controls of a screen seldom
share a centre, and a point needs no anchors tuned to anybody's sizes.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = (
    "button", "link", "field", "switch", "slider", "tab", "row", "key", "icon", "dialog", "sheet", "keyboard", "toast",
)  # fmt: skip
"""Roles of controls, then the panels that lie over a page."""
STATES = ("enabled", "on", "selected")
STRIDE = 4
UNIT = 8.0
"""Distances are UNIT * exp(x) pixels."""


def _conv(before: int, after: int, stride: int = 1, size: int = 3) -> nn.Sequential:
    layers = nn.Conv2d(before, after, size, stride, size // 2, bias=False)
    return nn.Sequential(layers, nn.BatchNorm2d(after), nn.ReLU(inplace=True))


class _Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = _conv(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.second(self.first(x)))


class Detector(nn.Module):
    """Maps (n, 3, height, width) in 0..1, sides divisible by 64, to (n, 13 + 4 + 3, height / 4, width / 4)."""

    def __init__(self, widths: tuple[int, ...] = (16, 32, 64, 96, 128, 128)) -> None:
        super().__init__()
        self.stem = _conv(3, widths[0], 2)
        self.quarter = nn.Sequential(_conv(widths[0], widths[1], 2), _conv(widths[1], widths[1]))
        self.eighth = nn.Sequential(_conv(widths[1], widths[2], 2), _Block(widths[2]))
        self.sixteenth = nn.Sequential(_conv(widths[2], widths[3], 2), _Block(widths[3]))
        self.half32 = nn.Sequential(_conv(widths[3], widths[4], 2), _Block(widths[4]))
        self.half64 = nn.Sequential(_conv(widths[4], widths[5], 2), _Block(widths[5]))
        self.up64 = _conv(widths[5], widths[4], size=1)
        self.mix32 = _conv(widths[4], widths[3])
        self.mix16 = _conv(widths[3], widths[2])
        self.side8 = _conv(widths[2], widths[2], size=1)
        self.mix8 = _conv(widths[2], 48)
        self.side4 = _conv(widths[1], 48, size=1)
        self.mix4 = _conv(48, 48)
        self.heat = nn.Sequential(_conv(48, 48), nn.Conv2d(48, len(CLASSES), 1))
        self.rest = nn.Sequential(_conv(48, 48), nn.Conv2d(48, 4 + len(STATES), 1))
        nn.init.constant_(self.heat[1].bias, -4.0)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits of the classes, logarithms of distances (left, top, right, bottom), logits of the states."""
        quarter = self.quarter(self.stem(x))
        eighth = self.eighth(quarter)
        sixteenth = self.sixteenth(eighth)
        half32 = self.half32(sixteenth)
        deep = half32 + _up(self.up64(self.half64(half32)))
        deep = sixteenth + _up(self.mix32(deep))
        deep = self.side8(eighth) + _up(self.mix16(deep))
        deep = self.side4(quarter) + _up(self.mix8(deep))
        deep = self.mix4(deep)
        return torch.cat([self.heat(deep), self.rest(deep)], 1)


def _up(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")
