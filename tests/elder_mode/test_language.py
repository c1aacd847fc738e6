"""All language files say the same things, plainly, kindly, and never ask for anything dangerous."""

import re
from pathlib import Path

import pytest

from elder_mode import language, plain
from elder_mode.errors import UnknownWordsError
from gateway import errors as gateway_errors
from gateway.issue import AccessNeedName, RiskKind
from modalities.evidence import Cell, ProblemCode

WORDS = {"zh-CN": "微信", "yue": "微信", "en": "the phone"}
CODES = language.languages()
FOLDER = Path(language.__file__).parent / "languages"


def filled(code: str, key: str) -> str:
    words = language.load(code)
    return words.words(key, **dict.fromkeys(language.gaps(words.template(key)), WORDS[code]))


def all_keys() -> list[str]:
    return list(language.load("zh-CN").keys())


def spoken_keys() -> list[tuple[str, str]]:
    """Keys that are said to the person; the rest are labels of pages and lines for agents."""
    pages = ("page.", "desk.", "simple.")
    return [(code, key) for code in CODES for key in language.load(code).entries if not key.startswith(pages)]


def test_there_are_three_languages() -> None:
    assert CODES == ("en", "yue", "zh-CN")


@pytest.mark.parametrize("code", CODES)
def test_all_languages_have_the_same_keys(code: str) -> None:
    assert set(language.load("zh-CN").keys()) == set(language.load(code).keys())


@pytest.mark.parametrize("key", all_keys())
def test_all_languages_have_the_same_gaps(key: str) -> None:
    gaps = {language.gaps(language.load(code).template(key)) for code in CODES}

    assert len(gaps) == 1


@pytest.mark.parametrize(("code", "key"), spoken_keys())
def test_every_sentence_is_plain_and_kind(code: str, key: str) -> None:
    assert plain.lint(filled(code, key), code, is_card=True) == ()


@pytest.mark.parametrize("code", CODES)
def test_nothing_in_the_files_asks_for_anything_dangerous(code: str) -> None:
    found = {key: plain.forbidden(filled(code, key), code) for key in language.load(code).entries}

    assert {key: rules for key, rules in found.items() if rules} == {}


@pytest.mark.parametrize("code", CODES)
def test_a_request_for_a_person_is_answered_with_exactly_one_sentence(code: str) -> None:
    assert len(plain.sentences(filled(code, "handoff.now"))) == 1


@pytest.mark.parametrize("code", CODES)
def test_no_error_leaves_a_gap_open(code: str) -> None:
    words = language.load(code)
    errors = [key for key in words.entries if key.startswith("error.")]

    assert all(not language.gaps(words.template(key)) for key in errors)


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_records_has_words(code: str) -> None:
    words = language.load(code)
    classes = [each for each in vars(gateway_errors).values() if isinstance(each, type)]
    needed = [
        *(f"problem.{problem.value}" for problem in ProblemCode),
        *(f"position.{cell.value}" for cell in Cell),
        *(f"ticket.line.risk.{risk.value}" for risk in RiskKind),
        *(f"ticket.do.{need.value}" for need in AccessNeedName),
        *(f"ticket.dont.{need.value}" for need in AccessNeedName),
        *(f"ticket.reason.H{number}" for number in range(1, 15)),
        *(f"error.{each.code}" for each in classes if issubclass(each, gateway_errors.LanternError)),
        *(f"ask.{name}" for name in ("goal", "goal_again", "object", "object_again", "symptom", "symptom_again")),
    ]

    assert [key for key in needed if not words.has(key)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_second_question_uses_other_words_than_the_first(code: str) -> None:
    pairs = [(filled(code, key), filled(code, f"{key}_again")) for key in ("ask.goal", "ask.object", "ask.symptom")]

    assert all(first != second for first, second in pairs)


@pytest.mark.parametrize("code", CODES)
def test_every_table_has_a_note_for_translators(code: str) -> None:
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    tables = re.findall(r"^(.*)\n\[([a-z_.]+)\]$", text, flags=re.MULTILINE)
    grouped = {"ask.retake", "ask.say_again", "ticket.dont"}
    bare = [name for before, name in tables if not before.startswith("#") and name not in grouped]

    assert [name for name in bare if not name.startswith(("page", "desk", "simple"))] == []


def test_cantonese_is_spoken_cantonese_in_traditional_characters() -> None:
    words = language.load("yue")
    other = {"setting.language_zh_cn", "setting.language_en"}  # said in the language that begins
    text = "".join(sentence for key, sentence in words.entries.items() if key not in other)

    assert words.code == words.asked == "yue"
    assert words.tag == "zh-HK"
    assert all(mark in text for mark in "嘅咗喺唔佢哋")
    assert not set(text) & set("们这吗东车书见说话请谢谁给发让边过还进远连运动电视听声")


def test_only_cantonese_is_called_by_its_place_on_pages() -> None:
    assert [language.load(code).tag for code in ("zh-CN", "en")] == ["zh-CN", "en"]


def test_unknown_keys_gaps_and_languages_are_named() -> None:
    words = language.load("en")
    with pytest.raises(UnknownWordsError, match=r"no\.such\.key"):
        words.words("no.such.key")
    with pytest.raises(UnknownWordsError, match="title"):
        words.words("choice.article")
    with pytest.raises(UnknownWordsError, match="fr"):
        language.load("fr")


def test_braces_in_what_a_person_said_are_only_text() -> None:
    assert "『{number}』" in language.load("zh-CN").words("heard.said", words="{number}")
