"""A speech service of the organisation: cards one by one, a deadline, and nothing broken is handed on."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from elder_mode.errors import VoiceUnavailableError
from elder_mode.tts import VoiceSettings, remote
from tests.elder_mode.tts.fake_speech_service import Service, speech_service


@pytest.fixture
def service() -> Iterator[Service]:
    with speech_service() as running:
        yield running


def settings(address: str, *, offline: bool = False, key: str = "") -> VoiceSettings:
    return VoiceSettings(
        engines=("remote",),
        language="zh-CN",
        rate=1.0,
        offline=offline,
        speakers=(("remote", "zh-CN", "granny"),),
        remote_url=address,
        remote_key=key,
        remote_model="kokoro",
    )


def test_each_card_is_asked_for_with_model_voice_rate_and_key(service: Service, tmp_path: Path) -> None:
    voice = remote.create(settings(service.address, key="secret"))

    speech = voice.speak("您好。\n请打开设置。", "zh-CN", 1.2, tmp_path / "speech")

    assert [order["input"] for order in service.orders] == ["您好。", "请打开设置。"]
    assert {order["model"] for order in service.orders} == {"kokoro"}
    assert {order["voice"] for order in service.orders} == {"granny"}
    assert {order["speed"] for order in service.orders} == {1.02}
    assert set(service.keys) == {"Bearer secret"}
    with wave.open(speech.path) as sound:
        assert speech.duration_s == pytest.approx(sound.getnframes() / sound.getframerate())
    assert [caption.text for caption in speech.captions] == ["您好。", "请打开设置。"]
    assert 0.0 == speech.captions[0].t0_s < speech.captions[0].t1_s < speech.captions[1].t0_s < speech.duration_s


def test_a_passing_failure_is_tried_again_once(service: Service, tmp_path: Path) -> None:
    service.statuses = [503]

    speech = remote.create(settings(service.address)).speak("您好。", "zh-CN", 1.0, tmp_path / "speech")

    assert speech.duration_s > 0
    assert len(service.orders) == 2


@pytest.mark.parametrize("statuses", [[503, 503], [401]])
def test_a_service_that_refuses_is_given_up_and_leaves_no_file(
    service: Service, statuses: list[int], tmp_path: Path
) -> None:
    service.statuses = list(statuses)

    with pytest.raises(VoiceUnavailableError) as caught:
        remote.create(settings(service.address)).speak("您好。", "zh-CN", 1.0, tmp_path / "speech")

    assert caught.value.retryable
    assert len(service.orders) == len(statuses)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", [b"", b"no sound at all", b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_an_answer_without_sound_counts_as_a_failure(service: Service, body: bytes, tmp_path: Path) -> None:
    service.body = body

    with pytest.raises(VoiceUnavailableError) as caught:
        remote.create(settings(service.address)).speak("您好。", "zh-CN", 1.0, tmp_path / "speech")

    assert caught.value.retryable
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_is_too_slow_is_given_up(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "DEADLINE_S", 0.3)
    service.wait_s = 2.0

    with pytest.raises(VoiceUnavailableError, match="in time"):
        remote.create(settings(service.address)).speak("您好。", "zh-CN", 1.0, tmp_path / "speech")


@pytest.mark.parametrize(
    ("address", "offline", "reason"),
    [
        ("https://speech.example/v1", True, "LANTERN_OFFLINE"),
        ("", False, "LANTERN_TTS_REMOTE_URL"),
    ],
)
def test_without_an_address_or_a_network_there_is_no_such_voice(address: str, offline: bool, reason: str) -> None:  # noqa: FBT001  # a parameter of the table
    with pytest.raises(VoiceUnavailableError, match=reason):
        remote.create(settings(address, offline=offline))


def test_the_key_is_in_no_record_that_could_be_printed() -> None:
    assert "secret" not in repr(settings("https://speech.example/v1", key="secret"))
