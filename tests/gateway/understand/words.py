"""Utterances for tests: what somebody typed, and what stands in a picture."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from gateway.understand.utterance import Source, Utterance
from modalities.evidence import Modality

HERE = Path(__file__).parent


def typed(text: str) -> tuple[Utterance, ...]:
    return (_utterance(text, Modality.TEXT, Source.TYPED, "typed"),)


def in_picture(text: str) -> tuple[Utterance, ...]:
    return (_utterance(text, Modality.PHOTO, Source.READ, "ocr:test@1"),)


def _utterance(text: str, modality: Modality, source: Source, method: str) -> Utterance:
    return Utterance(
        input_id="0" * 64, modality=modality, source=source, text=text, language="zh-CN", confidence=1.0, method=method
    )


def lines(name: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield label, the label that a careless reader would give, text, and whether it stands in a picture."""
    for group in tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["group"]:
        for text in group["lines"]:
            yield group["label"], group.get("near", ""), text, group.get("read", False)
