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


def test_six_pauses_of_five_seconds_are_one_utterance() -> None:
    """A minute of speech with long thinking in it; where the first and the last sound lie is known."""
    room = made_media.noise(60, -80)
    piece = _speech()[: int(4.3 * 16_000)]
    loud = np.flatnonzero(np.abs(piece) > 0.1 * np.abs(piece).max())
    piece = piece[loud[0] : loud[-1] + 1]
    step = len(piece) + 5 * 16_000
    for number in range(7):
        room[number * step + 4_000 : number * step + 4_000 + len(piece)] += piece[: len(room) - number * step - 4_000]
    true_s = (min(6 * step + 4_000 + len(piece), len(room)) - 4_000) / 16_000

    speech = listening.find_speech(listening.raise_to_speech_level(room))
    measures = listening.measure(room, speech)

    assert len(measures.utterances) == 1
    (whole,) = measures.utterances
    assert abs(whole.t1_s - whole.t0_s - true_s) <= 0.1
    assert abs(whole.t0_s - 0.25) <= 0.1
    assert measures.pause_count >= 6
    assert 4.5 < measures.longest_pause_s < 6.0
    assert measures.pause_s == pytest.approx(whole.t1_s - whole.t0_s - measures.speech_s, abs=0.01)


def test_what_is_said_much_later_is_another_utterance() -> None:
    spans = tuple(TimeSpan(t0_s=t0, t1_s=t0 + 2) for t0 in (0.0, 7.0, 20.0))

    found = listening.utterances(spans)

    assert [(span.t0_s, span.t1_s) for span in found] == [(0.0, 9.0), (20.0, 22.0)]


def test_an_offset_is_taken_away_before_gain_drives_it_into_the_limits() -> None:
    speech = _quieter(_speech(), 20)
    shifted = (speech + 0.3).astype(np.float32)

    centred = listening.without_offset(shifted)

    assert abs(float(centred.mean())) < 0.001
    assert np.abs(centred - speech)[8_000:-8_000].max() < 0.02
    assert np.abs(listening.raise_to_speech_level(centred)).max() <= 1.0


def test_loudness_of_foreground_and_background_are_numbers_and_say_nothing_else() -> None:
    near, far = _speech(), _quieter(_speech(), 25)
    recording = np.concatenate([near, made_media.noise(2, -70), far, made_media.noise(2, -70)])

    measures = listening.measure(recording, listening.find_speech(recording))

    assert 15 < measures.levels_apart_db < 35
    assert measures.above_background_db is not None
    assert measures.above_background_db > 20
    assert 0.5 < measures.speech_share < 1


def test_shouting_into_the_microphone_shows_as_samples_at_full_scale() -> None:
    assert listening.clipped_share(np.clip(_speech() * 20, -1, 1)) > 0.01
    assert listening.clipped_share(_speech() * np.float32(0.5)) == 0
