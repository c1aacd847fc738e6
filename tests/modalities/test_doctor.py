from pathlib import Path

from modalities import doctor
from modalities.engines import EngineSettings
from modalities.models import list_models
from tests.fake_stt_server import FakeSttServer
from tests.modalities import made_media


def _named(settings: EngineSettings) -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.check(settings)}


def test_what_works_is_said_and_what_does_not_has_one_command() -> None:
    found = _named(made_media.engines(stt=("remote", "pocketsphinx"), stt_url=""))

    assert found["stt.pocketsphinx"].is_ok
    assert not found["stt.remote"].is_ok
    assert "LANTERN_STT_URL" in found["stt.remote"].mend
    assert found["stt.language.en"].is_ok
    assert not found["stt.language.zh-CN"].is_ok
    for name in ("ocr", "vad", "decode.sound", "decode.video", "reader.voice", "reader.video", "reader.photo"):
        assert found[name].is_ok, found[name]
    for finding in found.values():
        assert finding.is_ok == (finding.mend == "")


def test_a_service_that_answers_is_told_from_one_that_does_not() -> None:
    with FakeSttServer(["x"]) as server:
        settings = made_media.engines(stt=("remote",), stt_url=server.url)
        alive = _named(settings)["stt.remote"]
    dead = _named(settings)["stt.remote"]

    assert alive.is_ok
    assert not dead.is_ok


def test_a_missing_text_reader_and_a_damaged_model_folder_are_found(tmp_path: Path) -> None:
    found = _named(made_media.engines(stt=("faster_whisper",), ocr=("none_such",), whisper_dir=tmp_path))

    assert not found["ocr"].is_ok
    assert not found["stt.faster_whisper"].is_ok
    assert "model.bin" in found["stt.faster_whisper"].detail


def test_models_inside_packages_are_listed_with_their_size() -> None:
    listed = {model.name: model for model in list_models(made_media.engines(whisper_dir=Path("nowhere")))}

    assert listed["pp-ocr"].size_bytes > 1_000_000
    assert listed["silero-vad"].is_here
    assert listed["pocketsphinx-en-us"].size_bytes > 10_000_000
    assert not listed["whisper"].is_here
    assert listed["whisper"].mend
