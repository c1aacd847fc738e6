"""What a transcription service answers, and how it is reached, never becomes a crash or a word that nobody said."""

import json

import numpy as np
import pytest

from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.stt import remote
from tests.fake_stt_server import Answer, FakeSttServer
from tests.modalities import made_media

SAMPLES = np.zeros(2 * 16_000, dtype=np.float32)


def _body(**fields: object) -> Answer:
    return Answer(body=json.dumps(fields).encode())


@pytest.mark.parametrize(
    "answer",
    [
        _body(text=None),
        _body(text=5),
        _body(text="a", segments=[{"text": None, "start": 0, "end": 1}]),
        _body(text="a", words=[{"word": None, "start": 0, "end": 1}]),
    ],
)
def test_what_is_no_text_never_becomes_a_word(answer: Answer) -> None:
    with FakeSttServer([answer]) as server, pytest.raises(EngineFailedError, match="another shape"):
        remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="en")


def test_a_service_that_is_surer_than_sure_is_sure() -> None:
    segment = {"text": "hello", "start": 0, "end": 1, "avg_logprob": 1e6}
    with FakeSttServer([_body(text="hello", segments=[segment])]) as server:
        heard = remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="en")

    assert heard is not None
    assert heard.confidence == 1.0


def test_of_segments_that_are_believed_in_part_the_words_stay_apart() -> None:
    parts = [("The phone is dead.", -0.1), ("Thanks for watching!", -0.1), ("Please call me.", -0.1)]
    segments = [
        {"text": text, "start": at, "end": at + 0.5, "avg_logprob": sure} for at, (text, sure) in enumerate(parts)
    ]
    with FakeSttServer([_body(text=" ".join(text for text, _ in parts), segments=segments)]) as server:
        heard = remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language="en")

    assert heard is not None
    assert heard.text == "The phone is dead. Please call me."


@pytest.mark.parametrize(("language", "text"), [("zh-CN", "手机没声音"), ("yue", "手機沒聲音")])
def test_mandarin_is_written_in_simplified_characters_and_cantonese_as_it_came(language: str, text: str) -> None:
    word = {"word": "手機沒聲音", "start": 0.0, "end": 1.0}
    with FakeSttServer([_body(text="手機沒聲音", words=[word])]) as server:
        heard = remote.create(made_media.engines(stt_url=server.url)).transcribe(SAMPLES, language=language)

    assert heard is not None
    assert (heard.text, [word.text for word in heard.words]) == (text, [text])


def test_without_an_address_there_is_no_service() -> None:
    with pytest.raises(EngineUnavailableError):
        remote.create(made_media.engines(stt_url=""))


@pytest.mark.parametrize("proxy", ["socks://127.0.0.1:9", "gopher://127.0.0.1:9"])
def test_a_proxy_of_a_kind_that_cannot_be_used_is_a_failed_engine(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)

    with pytest.raises(EngineFailedError, match="proxy"):
        remote.create(made_media.engines(stt_url="http://speech.example")).transcribe(SAMPLES, language="en")
