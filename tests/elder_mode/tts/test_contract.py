"""Every file of ``elder_mode/tts`` keeps the contract of voices."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from elder_mode import tts
from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Speech
from elder_mode.sound import checked, decode
from elder_mode.tts import VoiceSettings
from tests.elder_mode.tts.fake_speech_service import speech_service

FOLDER = Path(tts.__file__).parent
ENGINES = sorted(
    path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__" and not path.stem.endswith("_program")
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a speech service runs."""
    with speech_service() as service:
        yield service.address


def settings(name: str, address: str = "http://127.0.0.1:9/v1") -> VoiceSettings:
    return VoiceSettings(engines=(name,), language="zh-CN", rate=1.0, offline=False, remote_url=address)


@pytest.mark.parametrize("name", ENGINES)
def test_a_voice_is_named_like_its_file_and_knows_its_languages(name: str) -> None:
    voice = importlib.import_module(f"elder_mode.tts.{name}").create(settings(name))

    assert name == voice.name
    assert voice.supports("zh-CN") is True
    assert voice.supports("en") is True
    assert voice.supports("yue") is True
    assert isinstance(voice.is_local, bool)
    assert isinstance(voice.speaker("zh-CN"), str)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("text", ["您好。", "", "\n", "<speak>&amp;『』[[_^_]]"])
def test_a_voice_speaks_or_says_that_it_cannot_and_leaves_no_empty_file(
    name: str, text: str, tmp_path: Path, address: str
) -> None:
    voice = importlib.import_module(f"elder_mode.tts.{name}").create(settings(name, address))
    try:
        speech = voice.speak(text, "zh-CN", 1.0, tmp_path / "speech")
    except VoiceUnavailableError:
        assert list(tmp_path.iterdir()) == []
    else:
        assert isinstance(speech, Speech)
        assert name == speech.engine
        assert speech.duration_s > 0
        sound = checked(decode(Path(speech.path).read_bytes(), speech.media_type), text)
        assert speech.duration_s == pytest.approx(sound.duration_s, abs=0.1)
        assert speech.rate == 1.0


@pytest.mark.parametrize("name", ENGINES)
def test_a_wished_voice_is_taken(name: str) -> None:
    wished = replace(settings(name), speakers=((name, "zh-CN", "zh-CN-liaoning-XiaobeiNeural"),))
    voice = importlib.import_module(f"elder_mode.tts.{name}").create(wished)

    assert voice.is_local or voice.speaker("zh-CN") == "zh-CN-liaoning-XiaobeiNeural"


@pytest.mark.parametrize("name", ENGINES)
def test_a_voice_of_a_network_is_refused_offline_and_no_other(name: str) -> None:
    module = importlib.import_module(f"elder_mode.tts.{name}")
    offline = replace(settings(name), offline=True)
    if module.create(settings(name)).is_local:
        assert module.create(offline).name == name
        return
    with pytest.raises(VoiceUnavailableError, match="LANTERN_OFFLINE"):
        module.create(offline)


def test_no_voice_loads_the_offline_library_into_this_process() -> None:
    program = (
        "import sys, importlib; from elder_mode.tts import VoiceSettings;"
        "given = lambda name: VoiceSettings(engines=(name,), language='en', rate=1.0, offline=False, remote_url='http://127.0.0.1:9/v1');"
        f"[importlib.import_module('elder_mode.tts.' + name).create(given(name)) for name in {ENGINES!r}];"
        "print('espeakng_loader' in sys.modules)"
    )
    root = FOLDER.parent.parent

    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_voice_does_not_know_its_neighbours() -> None:
    for name in ENGINES:
        text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
        assert [other for other in ENGINES if other != name and f"tts.{other}" in text] == []
