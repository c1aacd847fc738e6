import importlib.util
import socket
import time
from pathlib import Path

import numpy as np
import pytest

from modalities import hearing, models, stt, whisper_segments
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import ProblemCode, Transcript, Word
from modalities.spoken_words import SpokenWord, place
from modalities.stt import faster_whisper, openai_whisper, remote
from modalities.whisper_segments import Segment
from tests.fake_stt_server import Answer, FakeSttServer
from tests.modalities import made_media, made_whisper

SAMPLES = np.zeros(5 * 16_000, dtype=np.float32)


def _settings_for(name: str, url: str) -> EngineSettings:
    return made_media.engines(stt=(name,), stt_url=url)


def _quotes_stand_where_they_say(transcript: Transcript) -> bool:
    return all(transcript.text[word.char0 : word.char1] == word.text for word in transcript.words)


@pytest.mark.parametrize("name", stt.names())
def test_every_engine_keeps_the_contract_of_its_folder(name: str) -> None:
    """It is made from settings, names itself after its file, and says which languages it knows; or it says why not."""
    with FakeSttServer(["hello"]) as server:
        try:
            engine = stt.load(name, _settings_for(name, server.url))
        except EngineUnavailableError as error:
            told = error
            engine = None
        if engine is None:
            assert told.reason.endswith(".")
            assert told.mend
        else:
            assert engine.name.startswith(f"{name}@")
            assert {engine.supports(language) for language in ("zh-CN", "yue", "en")} <= {True, False}
            assert not engine.supports("xx")


def test_an_engine_that_does_not_exist_is_refused_with_the_names_that_do() -> None:
    with pytest.raises(EngineUnavailableError) as refused:
        stt.load("sphinxpocket", made_media.engines())

    assert "pocketsphinx" in refused.value.mend


# pocketsphinx: real recognition of real speech


def test_real_english_speech_is_recognised_with_few_errors() -> None:
    """Every second clip of human speech. The engine is a small one: up to a third of the words may be wrong."""
    engine = stt.load("pocketsphinx", made_media.engines())
    errors = words = 0
    for path, said in made_media.speech_clips()[1::2]:
        samples = made_media.load_wav(path)
        transcript = engine.transcribe(samples, language="en")

        assert transcript is not None
        assert _quotes_stand_where_they_say(transcript)
        assert 0 < transcript.confidence <= 1
        times = [time for word in transcript.words for time in (word.t0_s, word.t1_s)]
        assert times == sorted(times)
        assert times[-1] <= len(samples) / 16_000
        wrong, of = made_media.word_errors(said.replace("mister", "mr"), transcript.text)
        errors, words = errors + wrong, words + of

    assert words > 40
    assert errors / words < 0.34


@pytest.mark.parametrize("clip", [1, 4])
def test_speech_under_noise_is_no_transcript(clip: int) -> None:
    speech = made_media.load_wav(made_media.speech_clips()[clip][0])
    noisy = speech + made_media.noise(len(speech) / 16_000, -14)

    assert stt.load("pocketsphinx", made_media.engines()).transcribe(noisy, language="en") is None


# faster_whisper: what can be shown without weights


def _whisper_folder(folder: Path, *, without: str = "", model: bytes = b"") -> Path:
    folder.mkdir()
    for name in (*models.WHISPER_FILES, models.WHISPER_VOCABULARIES[0]):
        if name != without:
            (folder / name).write_text('{"model": {}}')
    if without != "model.bin":
        (folder / "model.bin").write_bytes(model)
    return folder


@pytest.mark.parametrize("without", ["all", "model.bin", "config.json", "tokenizer.json", "vocabulary.json", "nothing"])
def test_a_whisper_folder_that_is_not_whole_is_named_at_once_and_nobody_is_asked(
    tmp_path: Path, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "whisper" if without == "all" else _whisper_folder(tmp_path / "whisper", without=without)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network address was looked up")

    # Without tokenizer.json the library would ask the hub, five times.
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(EngineUnavailableError) as refused:
        faster_whisper.create(made_media.engines(whisper_dir=folder))

    assert "LANTERN_WHISPER_DIR" in refused.value.mend
    if without not in {"all", "nothing"}:
        assert without in refused.value.reason


def test_a_truncated_model_is_unavailable_not_a_crash(tmp_path: Path) -> None:
    folder = _whisper_folder(tmp_path / "whisper", model=b"\x06\x00\x00\x00\x0c\x00WhisperSpec\x00" * 3)

    with pytest.raises(EngineUnavailableError, match="damaged"):
        faster_whisper.create(made_media.engines(whisper_dir=folder))


def test_openais_own_file_is_told_from_a_folder_for_faster_whisper(tmp_path: Path) -> None:
    (tmp_path / "small.pt").write_bytes(b"PK")
    settings = made_media.engines(whisper_dir=tmp_path)

    with pytest.raises(EngineUnavailableError, match=r"\.pt") as refused:
        faster_whisper.create(settings)
    assert "openai_whisper" in refused.value.mend
    assert models.find_checkpoint(settings) == tmp_path / "small.pt"
    assert models.find_checkpoint(made_media.engines(whisper_dir=tmp_path / "small.pt")) == tmp_path / "small.pt"
    assert models.find_checkpoint(made_media.engines(models_dir=tmp_path)) == tmp_path / "small.pt"
    with pytest.raises(EngineUnavailableError, match=r"No \.pt"):
        models.find_checkpoint(made_media.engines())


def test_without_its_package_openais_whisper_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(EngineUnavailableError) as refused:
        openai_whisper.create(made_media.engines())
    assert "pip install" in refused.value.mend


def test_no_whisper_anywhere_says_what_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = made_media.engines(models_dir=tmp_path)

    if models.list_models(settings)[0].is_here:  # a developer's own cache
        assert models.find_whisper(settings).is_dir()
    else:
        with pytest.raises(EngineUnavailableError, match="No Whisper model"):
            models.find_whisper(settings)


def test_a_model_in_the_data_folder_is_found(tmp_path: Path) -> None:
    folder = _whisper_folder(tmp_path / "whisper-small", model=b"x")

    settings = made_media.engines(models_dir=tmp_path)

    assert folder == models.find_whisper(settings)
    assert folder == models.list_models(settings)[0].path


def test_a_model_that_has_learned_nothing_runs_and_nothing_of_what_it_says_is_believed(tmp_path: Path) -> None:
    """A real model file and a real recording: the engine works, and the gate keeps its babble from people."""
    settings = made_media.engines(
        stt=("faster_whisper",), whisper_dir=made_whisper.write_model(tmp_path / "whisper"), offline=True
    )
    engine = stt.load("faster_whisper", settings)
    speech = made_media.load_wav(made_media.speech_clips()[5][0])  # short: it never comes to an end by itself
    babble, _ = engine._model.transcribe(speech, language="en", temperature=0.0)  # type: ignore[attr-defined]

    heard = hearing.hear(speech, language="en", engines=settings)

    assert [engine.supports(language) for language in ("en", "zh-CN", "yue")] == [True, True, False]
    assert "".join(segment.text for segment in babble)
    assert heard.transcript is None
    assert heard.measures is not None
    assert [problem.code for problem in heard.problems] == [ProblemCode.NOT_UNDERSTOOD]


def test_models_with_a_token_for_cantonese_are_asked_for_it(tmp_path: Path) -> None:
    """In the manner of large-v3, which also wants 128 mels: the engine reads that from the folder."""
    folder = made_whisper.write_model(tmp_path / "whisper", has_cantonese=True)
    engine = faster_whisper.create(made_media.engines(whisper_dir=folder))

    assert engine.supports("yue")
    assert engine.transcribe(SAMPLES, language="yue") is None  # silence


def test_a_damaged_tokenizer_is_unavailable_not_a_crash(tmp_path: Path) -> None:
    folder = made_whisper.write_model(tmp_path / "whisper")
    (folder / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes()[:5000])

    with pytest.raises(EngineUnavailableError, match="damaged"):
        faster_whisper.create(made_media.engines(whisper_dir=folder))


def _part(text: str, t0_s: float, t1_s: float, **changes: float) -> Segment:
    """Return a segment of two words, sure of itself unless ``changes`` say otherwise."""
    half, middle_s = len(text) // 2, (t0_s + t1_s) / 2
    words = (
        SpokenWord(text=text[:half], t0_s=t0_s, t1_s=middle_s, confidence=0.9),
        SpokenWord(text=text[half:], t0_s=middle_s, t1_s=t1_s, confidence=0.8),
    )
    values = {"avg_logprob": -0.1, "no_speech": 0.01, **changes}
    return Segment(text=text, t0_s=t0_s, t1_s=t1_s, words=words, **values)


def _believed(*segments: Segment, language: str = "zh-CN", duration_s: float = 4.0) -> Transcript | None:
    return whisper_segments.believed(segments, language=language, duration_s=duration_s, engine="faster_whisper@x")


def test_whisper_segments_become_simplified_words_inside_the_recording() -> None:
    transcript = _believed(
        _part("我的手機", 0.0, 1.0),
        _part("沒聲音", 1.0, 29.9),  # Whisper looks at 30 s, however short the recording is
        _part("胡言亂語", 9.9, 9.9, avg_logprob=-8.5),
        _part("字幕", 9.9, 9.9, no_speech=0.9),
    )

    assert transcript is not None
    assert transcript.text == "我的手机没声音"
    assert _quotes_stand_where_they_say(transcript)
    assert [word.t1_s for word in transcript.words][-1] == 4.0
    assert all(word.t0_s <= word.t1_s <= 4.0 for word in transcript.words)


def test_cantonese_keeps_the_characters_that_were_recognised() -> None:
    transcript = _believed(_part("部手機冇聲", 0.0, 2.0), language="yue")

    assert transcript is not None
    assert transcript.text == "部手機冇聲"


@pytest.mark.parametrize(
    "text", ["謝謝觀看", "字幕由Amara.org社区提供", "然后就是然后就是然后就是然后就是然后就是", "[Music]"]
)
def test_a_made_up_segment_is_dropped_however_sure_the_model_is_and_the_others_stay(text: str) -> None:
    transcript = _believed(_part("我的手机没有声音", 0.0, 2.0), _part(text, 2.0, 4.0, avg_logprob=-0.05))

    assert transcript is not None
    assert transcript.text == "我的手机没有声音"
    assert transcript.words[-1].t1_s == 2.0


@pytest.mark.parametrize(("avg_logprob", "is_kept"), [(-0.2, True), (-0.8, False)])
def test_thanks_are_kept_when_they_were_heard_and_dropped_when_the_model_is_unsure(
    avg_logprob: float, *, is_kept: bool
) -> None:
    assert is_kept == (_believed(_part("谢谢", 0.0, 1.0, avg_logprob=avg_logprob)) is not None)


@pytest.mark.parametrize(("avg_logprob", "no_speech"), [(-1.01, 0.0), (-8.0, 0.0), (-0.2, 0.61)])
def test_what_the_model_itself_doubts_never_passes(avg_logprob: float, no_speech: float) -> None:
    assert _believed(_part("请给我转账五千元", 0.0, 2.0, avg_logprob=avg_logprob, no_speech=no_speech)) is None


# remote


def test_a_service_gets_the_recording_and_its_words_come_back_with_times() -> None:
    with FakeSttServer([Answer.said("我想 充话费 五十块")]) as server:
        engine = remote.create(made_media.engines(stt_url=server.url, stt_key="key-1", stt_model="m"))
        transcript = engine.transcribe(SAMPLES, language="zh-CN")

    assert transcript is not None
    assert transcript.text == "我想 充话费 五十块"
    assert transcript.engine == "remote@m"
    assert _quotes_stand_where_they_say(transcript)
    assert [word.text for word in transcript.words] == ["我想", "充话费", "五十块"]
    call = server.calls[0]
    assert call.authorization == "Bearer key-1"
    assert b"RIFF" in call.body
    for field in (b'name="language"\r\n\r\nzh\r\n', b"verbose_json", b"timestamp_granularities[]"):
        assert field in call.body


def test_words_spelled_otherwise_than_the_text_still_have_places() -> None:
    answer = Answer(text="Pay 30 yuan", words=(("pay", 0.0, 0.2), ("thirty", 0.2, 0.6), ("yuan", 0.6, 9.0)))
    with FakeSttServer([answer]) as server:
        transcript = remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="en")

    assert transcript is not None
    assert transcript.text == "pay thirty yuan"
    assert _quotes_stand_where_they_say(transcript)
    assert transcript.words[-1].t1_s == 5.0


@pytest.mark.parametrize(
    "answer",
    [
        Answer.said("乱七八糟", avg_logprob=-1.6),
        Answer.said("嗯", no_speech_prob=0.9),
        Answer(text=""),
        Answer(text="  "),
    ],
)
def test_what_the_service_is_unsure_of_is_no_transcript(answer: Answer) -> None:
    with FakeSttServer([answer]) as server:
        assert remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="zh-CN") is None


def test_a_passing_failure_is_tried_once_more() -> None:
    with FakeSttServer([Answer(status=503), Answer.said("请帮帮我")]) as server:
        transcript = remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="zh-CN")

    assert transcript is not None
    assert len(server.calls) == 2


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Answer(status=500), 2),
        (Answer(status=401), 1),
        (Answer(body=b"<html>"), 1),
        (Answer(body=b"[]"), 1),
        (Answer(body=b'{"text": "a", "words": [{"word": "a"}]}'), 1),
        (Answer(body=b'{"text": "a", "segments": "none"}'), 1),
    ],
)
def test_a_service_that_breaks_is_a_failed_engine(answer: Answer, calls: int) -> None:
    with FakeSttServer([answer]) as server:
        engine = remote.create(made_media.engines(stt_url=server.url))
        with pytest.raises(EngineFailedError):
            engine.transcribe(SAMPLES, language="zh-CN")

    assert calls == len(server.calls)


def test_nobody_listening_is_a_failed_engine() -> None:
    with FakeSttServer(["x"]) as server:
        address = server.url

    with pytest.raises(EngineFailedError):
        remote.create(made_media.engines(stt_url=address)).transcribe(SAMPLES, language="en")


class _Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_service_that_keeps_failing_is_left_alone_and_asked_again_after_a_while() -> None:
    clock = _Clock()
    with FakeSttServer([Answer(status=500)]) as server:
        engine = remote.RemoteRecogniser(server.url, key="", model="m", clock=clock)
        calls = []
        for at_s in (0, 1, 2, 3, 61.5, 61.9, 63, 130):
            clock.now_s = at_s
            if at_s == 130:
                server.script = ("请帮帮我",)
                assert engine.transcribe(SAMPLES, language="zh-CN") is not None
            else:
                with pytest.raises(EngineFailedError):
                    engine.transcribe(SAMPLES, language="zh-CN")
            calls.append(len(server.calls))
        server.script = (Answer(status=500),)
        with pytest.raises(EngineFailedError):
            engine.transcribe(SAMPLES, language="zh-CN")

    assert calls == [2, 4, 6, 6, 6, 6, 8, 9]
    assert len(server.calls) == 11  # after it worked, one failure does not close the door


def test_a_refused_recording_does_not_close_the_door_to_others() -> None:
    with FakeSttServer([Answer(status=400)]) as server:
        engine = remote.RemoteRecogniser(server.url, key="", model="m", clock=_Clock())
        for _ in range(5):
            with pytest.raises(EngineFailedError):
                engine.transcribe(SAMPLES, language="zh-CN")

    assert len(server.calls) == 5


def test_a_service_that_is_silent_too_long_is_given_up_at_the_deadline() -> None:
    started = time.monotonic()
    with FakeSttServer([Answer.said("太晚了", stall_s=20)]) as server:
        engine = remote.RemoteRecogniser(server.url, key="", model="m", deadline_s=0.4)
        with pytest.raises(EngineFailedError, match="in time"):
            engine.transcribe(SAMPLES, language="zh-CN")

    assert time.monotonic() - started < 5


@pytest.mark.parametrize("text", ["謝謝觀看", "然后就是然后就是然后就是然后就是"])
def test_a_service_that_makes_up_a_sentence_gives_no_transcript(text: str) -> None:
    with FakeSttServer([Answer.said(text)]) as server:
        assert remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="zh-CN") is None


@pytest.mark.parametrize(
    "settings", [made_media.engines(stt_url="http://127.0.0.1:9/v1", offline=True), made_media.engines(stt_url="")]
)
def test_offline_or_without_an_address_there_is_no_remote_engine(settings: EngineSettings) -> None:
    with pytest.raises(EngineUnavailableError):
        remote.create(settings)


# what may be believed of any engine


def _transcript(text: str) -> Transcript:
    spoken = [
        SpokenWord(text=char, t0_s=i * 0.2, t1_s=i * 0.2 + 0.2, confidence=0.9)
        for i, char in enumerate(text.split() if " " in text else text)
    ]
    placed, words = place(text, spoken, duration_s=60)
    return Transcript(text=placed, language="zh-CN", words=words, engine="remote@x", confidence=0.9)


@pytest.mark.parametrize(
    "text",
    [
        "字幕由 Amara.org 社区提供",
        "字幕由爱心志愿者们提供",
        "谢谢观看！",
        "請不吝點贊 訂閱 轉發 打賞支持明鏡與點點欄目",
        "Thanks for watching!",
        "Thank you for watching. Please subscribe to my channel.",
        "you",
        "多謝收睇",
        "（音乐）",
        "……",
    ],
)
def test_sentences_that_recognisers_make_up_are_no_transcript(text: str) -> None:
    assert hearing.without_ghosts(_transcript(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "我看不见字幕",
        "谢谢",
        "音乐声音太小了",
        "怎么订阅天气预报",
        "I can't hear the music in my videos",
        "Can you call me",
        "转人工转人工转人工转人工转人工",
    ],
)
def test_what_people_say_stays_as_it_is(text: str) -> None:
    transcript = _transcript(text)

    assert transcript == hearing.without_ghosts(transcript)


def test_a_ghost_after_real_words_is_taken_out_and_the_words_keep_their_places() -> None:
    rest = hearing.without_ghosts(_transcript("我的电视没有声音了。谢谢观看"))

    assert rest is not None
    assert rest.text == "我的电视没有声音了。"
    assert "".join(word.text for word in rest.words) == "我的电视没有声音了。"
    assert _quotes_stand_where_they_say(rest)


def test_a_ghost_before_real_words_moves_the_words_to_their_new_places() -> None:
    rest = hearing.without_ghosts(_transcript("谢谢观看，我要找真人"))

    assert rest is not None
    assert rest.text == "我要找真人"
    assert _quotes_stand_where_they_say(rest)


def test_words_have_places_in_order_even_when_they_repeat() -> None:
    text, words = place(
        "no no no", [SpokenWord(text=" no", t0_s=i, t1_s=i + 1, confidence=1) for i in range(3)], duration_s=2.5
    )

    assert text == "no no no"
    assert [(word.char0, word.char1) for word in words] == [(0, 2), (3, 5), (6, 8)]
    assert words[-1] == Word(text="no", t0_s=2, t1_s=2.5, confidence=1, char0=6, char1=8)


def test_the_first_engine_that_knows_the_language_has_the_say_and_a_failed_one_is_passed_over() -> None:
    speech = made_media.load_wav(made_media.speech_clips()[1][0])
    with FakeSttServer([Answer(status=500)]) as server:
        settings = made_media.engines(stt=("faster_whisper", "remote", "pocketsphinx"), stt_url=server.url)
        english = hearing.hear(speech, language="en", engines=settings)
        cantonese = hearing.hear(speech, language="yue", engines=settings)

    assert english.transcript is not None
    assert english.transcript.engine.startswith("pocketsphinx@")
    assert cantonese.transcript is None
    assert [problem.code for problem in cantonese.problems] == [ProblemCode.ENGINE_FAILED]
