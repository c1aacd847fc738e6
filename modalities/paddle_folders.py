"""Folders of models in the form that PaddleOCR 3 loads; nothing here calls another machine.

Unless an operator names folders of their own, they are made once from the ONNX files that the package rapidocr carries:
the same weights, so the same words. A folder is ``inference.onnx`` and ``inference.yml``; what the second one says
follows PaddleOCR's own exports and the settings with which rapidocr runs these files.
"""

import importlib.metadata
import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError

DESCRIPTION = "inference.yml"
NATIVE, ONNX = "paddle", "onnxruntime"
_WEIGHTS = {ONNX: ("inference.onnx",), NATIVE: ("inference.pdiparams",)}
_PARTS = {
    "det": ("PP-OCRv6_small_det", "PP-OCRv6_det_small.onnx"),
    "rec": ("PP-OCRv6_small_rec", "PP-OCRv6_rec_small.onnx"),
    "ori": ("PP-LCNet_x1_0_textline_ori", "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
}
"""Folder, the name by which PaddleOCR knows what kind of network it is, and rapidocr's file."""
_MEND_DIR = "set LANTERN_PADDLE_DIR to a folder with det/ and rec/, each an exported PaddleOCR model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One network."""

    name: str
    """The library's name for it."""
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The networks of one reader."""

    det: Part
    """Finds lines."""
    rec: Part
    """Reads a line."""
    ori: Part | None
    """Tells a line that stands on its head; None = photos are expected upright."""


def find(settings: EngineSettings | None) -> Folders | None:
    """Return the folders for these settings; None = PaddleOCR may fetch its own models, as its own settings say.

    Raises:
        EngineUnavailableError: the folders that are named are not whole, or there are none and nothing may be fetched.
    """
    engine = settings.paddle_engine if settings is not None else ONNX
    if settings is not None and settings.paddle_dir is not None:
        return _named(settings.paddle_dir, engine)
    if engine == ONNX:
        return _made(settings.models_dir if settings is not None else None)
    if settings is not None and settings.offline:
        raise EngineUnavailableError(
            "Paddle's own models would have to be fetched, and LANTERN_OFFLINE is set.", mend=_MEND_DIR
        )
    return None


def _named(folder: Path, engine: str) -> Folders:
    """Return the folders of an operator."""
    parts = {name: _part(folder / name, engine) for name in _PARTS}
    det, rec = parts["det"], parts["rec"]
    if det is None or rec is None:
        missing = " and ".join(name for name in ("det", "rec") if parts[name] is None)
        raise EngineUnavailableError(
            f"LANTERN_PADDLE_DIR has no whole model for {engine} in {missing}.", mend=_MEND_DIR
        )
    return Folders(det=det, rec=rec, ori=parts["ori"])


def _part(folder: Path, engine: str) -> Part | None:
    description = folder / DESCRIPTION
    if not description.is_file() or not all((folder / name).is_file() for name in _WEIGHTS[engine]):
        return None
    try:
        told = yaml.safe_load(description.read_text("utf-8"))
        return Part(name=str(told["Global"]["model_name"]), folder=folder)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError):
        return None


def _made(models_dir: Path | None) -> Folders:
    """Return the folders made of rapidocr's files, in the data folder or, without one, in a folder for this process."""
    files = _rapidocr_files()
    version = importlib.metadata.version("rapidocr")
    place = (models_dir or Path(_until_the_end().name)) / f"paddle-from-rapidocr-{version}"
    try:
        for part, (name, _) in _PARTS.items():
            if _part(place / part, ONNX) is None:
                _make(place / part, part, name, files[part])
    except OSError as error:
        raise EngineUnavailableError(
            f"The folder for PaddleOCR's models cannot be written ({type(error).__name__}).", mend=_MEND_DIR
        ) from error
    det, rec, ori = (Part(name=name, folder=place / part) for part, (name, _) in _PARTS.items())
    return Folders(det=det, rec=rec, ori=ori)


@lru_cache(maxsize=1)
def _until_the_end() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder that goes when this process ends."""
    return tempfile.TemporaryDirectory(prefix="lantern-paddle-")


def _rapidocr_files() -> dict[str, Path]:
    package = importlib.util.find_spec("rapidocr")
    folder = Path(package.origin).parent / "models" if package is not None and package.origin else None
    files = {part: folder / file for part, (_, file) in _PARTS.items()} if folder is not None else {}
    if not files or not all(file.is_file() for file in files.values()):
        raise EngineUnavailableError(
            "The models are taken from the package rapidocr, and it is not installed.", mend="pip install rapidocr"
        )
    return files


def _make(folder: Path, part: str, name: str, weights: Path) -> None:
    """Make a folder beside its place and move it there: two processes may do so at once, and one may be killed."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as unfinished:
        made = Path(unfinished) / part
        made.mkdir()
        shutil.copyfile(weights, made / _WEIGHTS[ONNX][0])
        told = {"Global": {"model_name": name}, **_description(part, weights)}
        (made / DESCRIPTION).write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
        if folder.is_dir() and _part(folder, ONNX) is None:
            shutil.rmtree(folder)
        if not folder.exists():
            made.rename(folder)


def _description(part: str, weights: Path) -> dict[str, object]:
    """Return how pictures are brought into the network and its numbers into words; values as rapidocr has them."""
    read: dict[str, object] = {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}}
    centred = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "scale": 1 / 255}
    if part == "det":
        return {
            "PreProcess": {
                "transform_ops": [
                    read,
                    {"DetResizeForTest": None},
                    {"NormalizeImage": {**centred, "order": "hwc"}},
                    {"ToCHWImage": None},
                ]
            },
            "PostProcess": {
                "name": "DBPostProcess",
                "thresh": 0.3,
                "box_thresh": 0.5,
                "max_candidates": 1000,
                "unclip_ratio": 1.6,
                "use_dilation": True,
                "score_mode": "fast",
            },
        }
    if part == "rec":
        return {
            "PreProcess": {"transform_ops": [read, {"RecResizeImg": {"image_shape": [3, 48, 320]}}]},
            "PostProcess": {"name": "CTCLabelDecode", "character_dict": _characters(weights)},
        }
    return {
        "PreProcess": {
            "transform_ops": [
                {"ResizeImage": {"size": [192, 48]}},
                {"NormalizeImage": {**centred, "order": ""}},
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {"Topk": {"topk": 1, "label_list": ["0_degree", "180_degree"]}},
    }


def _characters(weights: Path) -> list[str]:
    """Return the characters that the recogniser knows, from the metadata of its file."""
    import onnxruntime  # noqa: PLC0415  # loaded only where a folder is made

    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    # Not splitlines: some of the characters are line ends to Python, and the count must be that of the network.
    return str(session.get_modelmeta().custom_metadata_map["character"]).split("\n")
