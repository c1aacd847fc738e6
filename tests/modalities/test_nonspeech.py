"""Where nobody speaks no word may come out, with every recogniser that runs here; and the gate must not deafen us."""

from pathlib import Path

import numpy as np
import pytest

from modalities import hearing, listening, steady_tones
from modalities.evidence import ProblemCode
from tests.fake_stt_server import FakeSttServer
from tests.modalities import made_media, made_nonspeech, made_whisper

CLIPS = 50


def _telephone(samples: made_media.Samples) -> made_media.Samples:
    """300 to 3400 Hz."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / 16_000)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def _faint(samples: made_media.Samples) -> made_media.Samples:
    """-50 dBFS in the steps of 16 bits."""
    change_db = -50 - listening.loudness(samples).loudest_dbfs
    return (np.round(samples * 10 ** (change_db / 20) * 32_768) / 32_768).astype(np.float32)


def _shouted(samples: made_media.Samples) -> made_media.Samples:
    return np.clip(samples / np.abs(samples).max() * 10, -1, 1).astype(np.float32)


def _in_noise(samples: made_media.Samples) -> made_media.Samples:
    return samples + made_media.noise(len(samples) / 16_000, listening.loudness(samples).loudest_dbfs - 10)


def _off_centre(samples: made_media.Samples) -> made_media.Samples:
    return (samples * 0.5 + 0.3).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_whisper.write_model(tmp_path_factory.mktemp("model") / "whisper")


@pytest.mark.parametrize("name", ["pocketsphinx", "faster_whisper", "remote"])
def test_fifty_sounds_in_which_nobody_speaks_give_no_word(name: str, folder: Path) -> None:
    """The remote service would write words for anything that it is sent: the gate in front has to keep all away."""
    with FakeSttServer(["我不知道你在说什么"]) as server:
        engines = made_media.engines(stt=(name,), stt_url=server.url, whisper_dir=folder)
        heard = {
            clip: hearing.hear(samples, language="zh-CN" if name == "remote" else "en", engines=engines)
            for clip, samples in made_nonspeech.clips(CLIPS)
        }

    assert len(heard) == CLIPS
    assert [clip for clip, one in heard.items() if one.transcript is not None] == []
    assert all(one.problems for one in heard.values())


def test_other_sounds_than_those_that_were_looked_at_pass_seldom() -> None:
    passed = [
        name
        for name, samples in made_nonspeech.clips(len(made_nonspeech.KINDS) * 6, seconds=8, seed=77)
        if listening.find_speech(listening.raise_to_speech_level(listening.without_offset(samples)))
    ]

    assert len(passed) <= 3, passed


def test_silence_and_a_quiet_room_are_called_silence_and_loud_noise_is_called_noise() -> None:
    quiet = [made(np.random.default_rng(1), 5.0) for made in (made_nonspeech.silence,)]
    loud = dict(made_nonspeech.clips(4))["3-white"]

    assert [listening.why_no_speech(samples) for samples in quiet] == [ProblemCode.SILENCE]
    assert listening.why_no_speech(loud) is ProblemCode.TOO_NOISY


@pytest.mark.parametrize("change", [_telephone, _faint, _shouted, _in_noise, _off_centre])
@pytest.mark.parametrize("clip", [0, 2, 5])
def test_real_speech_passes_the_gate_however_it_was_recorded(change: object, clip: int) -> None:
    speech = made_media.load_wav(made_media.speech_clips()[clip][0])

    clean = _seconds(speech)
    changed = _seconds(change(speech))  # type: ignore[operator]  # one of the functions above

    assert clean > 0.5 * len(speech) / 16_000
    assert changed > 0.7 * clean


def test_a_voice_never_stands_still_and_a_note_does() -> None:
    chance = np.random.default_rng(4)
    speech = [steady_tones.steadiness(made_media.load_wav(path)) for path, _ in made_media.speech_clips()]
    music = [steady_tones.steadiness(play(chance, 6.0)) for play in (made_nonspeech.melody, made_nonspeech.chords)]

    assert max(speech) < 0.1
    assert min(music) > 0.3


def test_one_short_word_over_a_humming_line_is_still_a_word() -> None:
    speech = made_media.load_wav(made_media.speech_clips()[0][0])
    span = listening.find_speech(listening.raise_to_speech_level(speech))[0]
    word = speech[int(span.t0_s * 16_000) :][:8_000]
    hum = np.sin(2 * np.pi * 100 * np.arange(6 * 16_000) / 16_000) * 10 ** (-50 / 20)
    recording = hum.astype(np.float32)
    recording[40_000:48_000] += word

    found = listening.find_speech(listening.raise_to_speech_level(recording))

    assert len(found) == 1
    assert 2.2 < found[0].t0_s < 2.9


@pytest.mark.parametrize("hertz", [450, 2500])
@pytest.mark.parametrize("below_db", [10, 0])
def test_a_tone_that_is_there_all_the_time_does_not_take_a_telephone_message_away(hertz: int, below_db: int) -> None:
    """A hearing aid whistles, a line hums: the detector doubts such a voice, but a person speaks."""
    speech = made_media.load_wav(made_media.speech_clips()[2][0])
    level = float(np.sqrt(np.mean(np.square(speech)))) * 10 ** (-below_db / 20)
    whistle = 2**0.5 * level * np.sin(2 * np.pi * hertz * np.arange(len(speech)) / 16_000)

    found = _seconds(_telephone((speech + whistle).astype(np.float32)))

    assert found > 0.7 * _seconds(speech)


def _seconds(samples: made_media.Samples) -> float:
    found = listening.find_speech(listening.raise_to_speech_level(listening.without_offset(samples)))
    return sum(span.t1_s - span.t0_s for span in found)
