import numpy as np
import pytest

from modalities import listening
from modalities.evidence import ProblemCode, TimeSpan
from tests.modalities import made_media


def _speech() -> made_media.Samples:
    return made_media.load_wav(made_media.speech_clips()[0][0])


def _quieter(samples: made_media.Samples, db: float) -> made_media.Samples:
    """A recording so much quieter, with the steps of 16 bits that a telephone leaves."""
    return (np.round(samples * 10 ** (-db / 20) * 32_768) / 32_768).astype(np.float32)


def test_gain_lifts_a_quiet_voice_to_speech_level_and_leaves_a_loud_one() -> None:
    speech = _speech()

    lifted = listening.loudness(listening.raise_to_speech_level(_quieter(speech, 20)))

    assert abs(lifted.loudest_dbfs - listening.SPEECH_TARGET_DBFS) < 1.5
    loud = (speech / np.abs(speech).max()).astype(np.float32)
    assert np.array_equal(loud, listening.raise_to_speech_level(loud))


def test_gain_is_never_more_than_thirty_decibels() -> None:
    faint = made_media.noise(2, -70)

    before, after = listening.loudness(faint), listening.loudness(listening.raise_to_speech_level(faint))

    assert abs(after.loudest_dbfs - before.loudest_dbfs - listening.MAX_GAIN_DB) < 0.1


@pytest.mark.parametrize("db", [0, 20, 35])
def test_speech_is_found_however_quiet_the_recording(db: float) -> None:
    speech = np.concatenate([made_media.noise(3, -80), _quieter(_speech(), db)])

    spans = listening.find_speech(listening.raise_to_speech_level(speech))

    assert spans
    assert abs(spans[0].t0_s - 3.0) < 0.5
    assert sum(span.t1_s - span.t0_s for span in spans) > 4


def test_pauses_and_speech_are_measured_in_seconds() -> None:
    clip = _speech()[:48_000]
    recording = np.concatenate([clip, np.zeros(5 * 16_000, dtype=np.float32), clip])

    spans = listening.find_speech(listening.raise_to_speech_level(recording))
    measures = listening.measure(recording, spans)

    assert 4.5 < measures.longest_pause_s < 6.0
    assert 4.0 < measures.speech_s < 6.5
    assert -30 < measures.loudness_dbfs < -15


@pytest.mark.parametrize(
    ("recording", "why"),
    [
        (np.zeros(160_000, dtype=np.float32), ProblemCode.SILENCE),
        (np.zeros(0, dtype=np.float32), ProblemCode.SILENCE),
        (made_media.noise(10, -72), ProblemCode.SILENCE),
        (made_media.noise(10, -52), ProblemCode.SILENCE),
        (made_media.noise(10, -25), ProblemCode.TOO_NOISY),
        (np.concatenate([made_media.noise(8, -78), made_media.noise(2, -50)]), ProblemCode.TOO_QUIET),
    ],
)
def test_a_recording_without_speech_says_why(recording: made_media.Samples, why: ProblemCode) -> None:
    assert listening.find_speech(listening.raise_to_speech_level(recording)) == ()
    assert why is listening.why_no_speech(recording)


def test_speech_in_noise_stands_less_above_the_rest_than_clean_speech() -> None:
    speech = np.concatenate([np.zeros(32_000, dtype=np.float32), _speech()])
    here = (TimeSpan(t0_s=2.0, t1_s=len(speech) / 16_000),)
    noisy = speech + made_media.noise(len(speech) / 16_000, -25)

    assert listening.speech_to_noise_db(noisy, here) < listening.MIN_SPEECH_TO_NOISE_DB
    assert listening.speech_to_noise_db(speech, here) > listening.MIN_SPEECH_TO_NOISE_DB
