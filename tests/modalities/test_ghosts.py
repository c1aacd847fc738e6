"""What recognisers make up is told from what people say."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modalities import ghosts
from modalities.evidence import Transcript
from modalities.spoken_words import SpokenWord, place

LISTED = tomllib.loads((Path(ghosts.__file__).with_name("stt") / "ghosts.toml").read_text("utf-8"))
ALWAYS = [phrase for key in ("credits", "goodbyes", "noises") for phrase in LISTED[key]]


def _heard(text: str, *, confidence: float = 0.9) -> Transcript:
    spoken = [
        SpokenWord(text=char, t0_s=i, t1_s=i + 1, confidence=0.9) for i, char in enumerate(text) if char.isalnum()
    ]
    placed, words = place(text, spoken, duration_s=1000)
    return Transcript(text=placed, language="zh-CN", words=words, engine="remote@x", confidence=confidence)


def test_at_least_sixty_phrases_are_known_in_each_kind_of_writing() -> None:
    english = [phrase for phrase in ALWAYS if phrase.replace("…", "").isascii()]
    cantonese = [
        phrase for phrase in ALWAYS if any(sign in phrase for sign in ("睇", "嘅", "我哋", "俾", "撳", "条片"))
    ]

    assert len(ALWAYS) - len(english) >= 60
    assert len(english) >= 60
    assert len(cantonese) >= 10
    assert len(ALWAYS) == len(set(ALWAYS))


@pytest.mark.parametrize("phrase", ALWAYS)
def test_every_phrase_is_a_ghost_alone_twice_and_with_signs(phrase: str) -> None:
    said = phrase.replace("…", "某某").replace("~", "某某")

    assert ghosts.is_ghost(said)
    assert ghosts.is_ghost(f" {said.upper()}。 ")
    assert ghosts.is_ghost(said * 2)
    assert ghosts.without_ghosts(_heard(f"{said}！")) is None


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "谢谢你啊姑娘",
        "谢谢观看这两个字一直在屏幕上",
        "电视上写着谢谢观看",
        "点击订阅没反应",
        "字幕翻译不准",
        "我想订阅报纸",
        "记得订阅的报纸没送来",
        "打开小铃铛没有声音",
        "屏幕上有字幕两个字",
        "音乐",
        "多謝你",
        "我睇唔到字幕",
        "再见",
        "对",
        "thank you",
        "Thanks for watching over my mother",
        "Please subscribe me to the newspaper",
        "It says thanks for watching",
        "The music does not stop",
        "How do I turn on subtitles by default",
        "don't forget to call my son",
        "10086",
    ],
)
def test_what_a_person_says_is_no_ghost_and_stays_word_for_word(text: str) -> None:
    heard = _heard(text)

    assert not ghosts.is_ghost(text)
    assert not ghosts.is_loop(text)
    assert ghosts.without_ghosts(heard) == heard


@pytest.mark.parametrize(
    "text",
    [
        "电视上写着，谢谢观看",
        "我按了电视，谢谢观看，然后就黑屏了",
        "It says. Thanks for watching. And then it is black.",
    ],
)
def test_a_quoted_ghost_and_one_between_ones_own_sentences_stay(text: str) -> None:
    heard = _heard(text)

    assert ghosts.without_ghosts(heard) == heard


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我的电视没有声音了。谢谢观看", "我的电视没有声音了。"),
        ("谢谢观看，我要找真人", "我要找真人"),
        ("字幕志愿者 李四。我的手机坏了！请不吝点赞 订阅 转发", "我的手机坏了！"),
        ("我的手机坏了 谢谢观看", "我的手机坏了"),
        ("字幕由某某提供，我的手机坏了", "我的手机坏了"),
        ("请不吝点赞，我的手机坏了", "我的手机坏了"),
        ("My phone is broken. Thanks for watching! See you in the next video.", "My phone is broken."),
    ],
)
def test_a_ghost_at_the_edge_goes_and_the_words_keep_their_places(text: str, rest: str) -> None:
    left = ghosts.without_ghosts(_heard(text))

    assert left is not None
    assert left.text == rest
    assert all(left.text[word.char0 : word.char1] == word.text for word in left.words)
    assert len(left.words) == sum(char.isalnum() for char in rest)


@pytest.mark.parametrize(
    "text",
    [
        "谢谢谢谢谢谢谢谢谢谢",
        "然后就是然后就是然后就是然后就是然后",
        "好的好的好的好的",
        "I think I think I think I think",
        "嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯",
        "The bus goes to the town and back. " * 6,
        "我们的生活就是这样的一种很好的生活。" * 6,
    ],
)
def test_a_phrase_again_and_again_is_a_loop(text: str) -> None:
    assert ghosts.is_loop(text)


@pytest.mark.parametrize(
    "text",
    [
        "救命" * 12,
        "命救命救命救命救命救",
        "转人工" * 5,
        "啊" * 30,
        "help me " * 6,
        "no no no no no no",
        "有人吗有人吗有人吗有人吗",
        "13800138000 13800138000 13800138000 13800138000",
        "86868686",
        "谢谢谢谢谢谢",
        "我的手机我的手机坏了",
        "拨1再拨2再拨3再拨4",
    ],
)
def test_calls_for_help_numbers_and_stammering_are_no_loop(text: str) -> None:
    assert not ghosts.is_loop(text)


@given(st.text(max_size=60), st.floats(0, 1))
def test_any_text_is_judged_and_what_stays_is_a_piece_of_it(text: str, confidence: float) -> None:
    heard = _heard(text, confidence=confidence)
    left = ghosts.without_ghosts(heard)

    assert left is None or left.text in heard.text
    assert left is None or all(left.text[word.char0 : word.char1] == word.text for word in left.words)
    assert isinstance(ghosts.is_loop(text), bool)


def test_a_long_text_made_of_ghosts_is_judged_quickly() -> None:
    started = time.process_time()
    ghosts.is_ghost("字幕由" * 2000 + "我")
    ghosts.without_ghosts(_heard("谢谢观看。" * 300 + "我的手机坏了"))
    ghosts.is_loop("ab" * 5000 + "c" * 9000)

    assert time.process_time() - started < 5
