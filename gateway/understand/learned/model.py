"""The trained model: small networks side by side, read and written without pickles."""

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from gateway.understand.learned.features import features

FloatArray = NDArray[np.floating]
IntArray = NDArray[np.integer]
FORMAT: Final = 2


class UnusableModelError(Exception):
    """The file is no model, is broken, or was trained on other lines than ours of today."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """One hidden layer between pieces of text and labels."""

    into: FloatArray
    """(places, hidden), float16: weights from the kept places to the hidden layer."""
    into_bias: FloatArray
    """(hidden,)."""
    out: FloatArray
    """(hidden, labels)."""
    out_bias: FloatArray
    """(labels,)."""

    def probabilities(self, rows: IntArray, values: FloatArray) -> FloatArray:
        """Return (labels,): probabilities for the kept places ``rows`` that are filled with ``values``."""
        hidden = np.maximum(values @ self.into[rows].astype(np.float32) + self.into_bias, 0.0)
        scores = hidden @ self.out + self.out_bias
        powers = np.exp(scores - scores.max())
        shares: FloatArray = powers / powers.sum()
        return shares


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """Networks over hashed features whose probabilities are averaged. Built once, then only read."""

    labels: tuple[str, ...]
    places: IntArray
    """(places,) int32, rising: the places of ``features`` that stood in enough lines to be kept."""
    rarity: FloatArray
    """(places,): inverse document frequency of each."""
    networks: tuple[Network, ...]
    lines: str
    """Which lines, lexicons and features it was trained with (``rows.fingerprint``)."""

    def probabilities(self, text: str) -> Mapping[str, float]:
        """Return the probability 0..1 of each label; they sum to 1."""
        found = features(text)
        places = np.fromiter(found.keys(), dtype=np.int32, count=len(found))
        values = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        rows = np.searchsorted(self.places, places)
        is_known = (rows < len(self.places)) & (self.places[np.minimum(rows, len(self.places) - 1)] == places)
        rows, values = rows[is_known], values[is_known]
        values = values * self.rarity[rows].astype(np.float32)
        values = values / max(float(np.linalg.norm(values)), 1e-9)
        mean = np.mean([network.probabilities(rows, values) for network in self.networks], axis=0)
        return dict(zip(self.labels, mean.tolist(), strict=True))


def save(model: Model, path: Path) -> None:
    """Write ``model``; the file appears whole or not at all."""
    part = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")  # two processes may train at the same time
    arrays: dict[str, NDArray[np.generic]] = {}
    for number, network in enumerate(model.networks):
        arrays |= {
            f"into{number}": network.into,
            f"into_bias{number}": network.into_bias,
            f"out{number}": network.out,
            f"out_bias{number}": network.out_bias,
        }
    np.savez_compressed(
        part,
        format=np.array(FORMAT),
        labels=np.array(model.labels),
        places=model.places,
        rarity=model.rarity,
        networks=np.array(len(model.networks)),
        lines=np.array(model.lines),
        **arrays,  # type: ignore[arg-type]  # the stubs take any further argument for allow_pickle
    )
    part.replace(path)


def load(path: Path, *, lines: str | None = None) -> Model:
    """Return the model of a file.

    Args:
        path: a file that ``save`` wrote.
        lines: fingerprint that it must have been trained with; None = any.

    Raises:
        UnusableModelError: there is no such file, it is no model, or it was trained with other lines.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            found = str(file["lines"])
            if int(file["format"]) != FORMAT or (lines is not None and found != lines):
                raise UnusableModelError(f"{path.name} was trained with other lines")
            return Model(
                labels=tuple(str(label) for label in file["labels"]),
                places=file["places"],
                rarity=file["rarity"],
                networks=tuple(
                    Network(
                        into=file[f"into{number}"],
                        into_bias=file[f"into_bias{number}"],
                        out=file[f"out{number}"],
                        out_bias=file[f"out_bias{number}"],
                    )
                    for number in range(int(file["networks"]))
                ),
                lines=found,
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise UnusableModelError(f"{path.name} is no model") from error
