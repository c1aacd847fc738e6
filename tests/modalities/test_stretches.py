import itertools

import numpy as np
import pytest

from modalities import hearing, stretches
from modalities.evidence import TimeSpan, Transcript, Word
from modalities.stretches import Piece, Stretch
from tests.fake_stt_server import FakeSttServer
from tests.modalities import made_media

RATE = 16_000


def _spans(*times: tuple[float, float]) -> tuple[TimeSpan, ...]:
    return tuple(TimeSpan(t0_s=t0, t1_s=t1) for t0, t1 in times)


def _transcript(text: str, *times: tuple[float, float]) -> Transcript:
    words = tuple(
        Word(text=char, t0_s=t0, t1_s=t1, confidence=0.9, char0=at, char1=at + 1)
        for at, (char, (t0, t1)) in enumerate(zip(text, times, strict=True))
    )
    return Transcript(text=text, language="zh-CN", words=words, engine="test@1", confidence=0.8)


def test_short_pauses_stay_and_long_silence_is_left_out_of_what_is_recognised() -> None:
    samples = np.zeros(60 * RATE, dtype=np.float32)

    (plan,) = stretches.plan(samples, _spans((10, 12), (13.5, 15), (40, 41)))

    assert plan.pieces == (
        Piece(start=int(9.6 * RATE), end=int(15.4 * RATE)),
        Piece(start=int(39.6 * RATE), end=int(41.4 * RATE)),
    )
    assert len(plan.cut_from(samples)) == pytest.approx(7.6 * RATE, abs=2)


def test_a_word_gets_the_time_that_it_has_in_the_recording() -> None:
    plan = Stretch(pieces=(Piece(start=RATE, end=3 * RATE), Piece(start=10 * RATE, end=12 * RATE)))
    first, second, last = _transcript("甲乙丙", (0.5, 1.0), (2.2, 2.6), (3.5, 9.9)).words

    assert (plan.in_recording(first).t0_s, plan.in_recording(first).t1_s) == (1.5, 2.0)
    assert (plan.in_recording(second).t0_s, plan.in_recording(second).t1_s) == (10.2, 10.6)
    assert (plan.in_recording(last).t0_s, plan.in_recording(last).t1_s) == (11.5, 12.0)


@pytest.mark.parametrize("pause_s", [0.0, 0.5])
def test_ten_minutes_without_a_long_pause_are_cut_into_stretches_that_hold_every_second(pause_s: float) -> None:
    samples = made_media.noise(600, -30)
    speech = _spans(*((at, at + 20 - pause_s) for at in np.arange(0, 600, 20.0)))

    plan = stretches.plan(samples, speech)

    assert all(part.length_s <= stretches.MAX_STRETCH_S for part in plan)
    assert sum(part.length_s for part in plan) == pytest.approx(600, abs=0.5)
    edges = [(piece.start, piece.end) for part in plan for piece in part.pieces]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(edges))
    if pause_s:
        cuts = [end / RATE % 20 for _, end in edges[:-1]]
        assert all(19.4 < cut < 20 for cut in cuts)


def test_transcripts_of_stretches_become_one_whose_words_stand_where_they_say() -> None:
    parts = [
        (Stretch(pieces=(Piece(start=0, end=2 * RATE),)), _transcript("我不", (0.1, 0.5), (0.6, 1.0))),
        (Stretch(pieces=(Piece(start=100 * RATE, end=102 * RATE),)), _transcript("会用", (0.1, 0.5), (0.6, 1.0))),
    ]

    whole = stretches.put_together(parts)

    assert whole is not None
    assert whole.text == "我不会用"
    assert [whole.text[word.char0 : word.char1] for word in whole.words] == ["我", "不", "会", "用"]
    assert [word.t0_s for word in whole.words] == [0.1, 0.6, 100.1, 100.6]


def test_no_speech_and_no_words_are_nothing() -> None:
    assert stretches.plan(np.zeros(RATE, dtype=np.float32), ()) == ()
    assert stretches.put_together([]) is None


def test_a_long_recording_is_sent_in_stretches_and_its_words_come_back_in_order() -> None:
    """150 s of real speech with pauses: two calls, and the times of the second begin where its sound does."""
    speech = np.concatenate([made_media.load_wav(path) for path, _ in made_media.speech_clips()[:5]])
    recording = np.resize(speech, 150 * RATE)
    with FakeSttServer(["一二三", "四五六"]) as server:
        engines = made_media.engines(stt=("remote",), stt_url=server.url)
        heard = hearing.hear(recording, language="zh-CN", engines=engines)

    assert len(server.calls) == 2
    assert heard.transcript is not None
    assert heard.transcript.text == "一二三四五六"
    times = [word.t0_s for word in heard.transcript.words]
    assert times == sorted(times)
    assert times[2] < 10
    assert 59 < times[3] < 125
