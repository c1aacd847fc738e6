import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.knowledge.search import Index


@pytest.mark.parametrize(
    ("line", "article"),
    [
        ("无信号", "tv-no-signal"),
        ("無 信 號", "tv-no-signal"),
        ("身份核验未通过", "train-identity-check"),
        ("提示：身份核验未通过，请重试", "train-identity-check"),
        ("网络异常（５０３）", "network-error"),
        ("存储空间不足", "phone-storage-full"),
    ],
)
def test_a_sign_in_a_line_finds_its_article(index: Index, line: str, article: str) -> None:
    hits = index.by_sign(("10:24", line), "zh-CN")

    assert hits[0].article.id == article
    assert hits[0].line_index == 1
    assert hits[0].is_exact


@pytest.mark.parametrize("line", ["身份核睑未通过", "身扮核验未通过", "身份核验未通过过", "份核验未通过"])
def test_one_misread_character_is_forgiven_in_a_long_sign(index: Index, line: str) -> None:
    assert index.by_sign((line,), "zh-CN")[0].article.id == "train-identity-check"


@pytest.mark.parametrize("line", ["身份核验已通过", "身份核验通过", "无信心", "信号良好"])
def test_the_opposite_and_the_almost_alike_are_no_sign(index: Index, line: str) -> None:
    assert index.by_sign((line,), "zh-CN") == ()


def test_a_short_sign_inside_a_long_sentence_is_no_sign(index: Index) -> None:
    assert index.by_sign(("今天的会上请大家把手机调成静音不要接电话",), "zh-CN") == ()
    assert index.by_sign(("静音",), "zh-CN") != ()


def test_a_sign_may_run_over_two_lines(index: Index) -> None:
    hits = index.by_sign(("好的", "身份核验", "未通过"), "zh-CN")

    assert [(hit.article.id, hit.line_index) for hit in hits] == [("train-identity-check", 1)]


def test_the_longest_sign_comes_first_and_each_article_once(index: Index) -> None:
    hits = index.by_sign(("网络错误", "身份核验未通过", "核验未通过", "无信号"), "zh-CN")

    assert [hit.sign for hit in hits] == ["身份核验未通过", "网络错误", "无信号"]


@pytest.mark.parametrize(("line", "is_found"), [("NO SIGNAL", True), ("NoSignal", True), ("piano signals", False)])
def test_latin_signs_are_whole_words(index: Index, line: str, *, is_found: bool) -> None:
    assert ("tv-no-signal" in [hit.article.id for hit in index.by_sign((line,), "en")]) is is_found


def test_chinese_signs_are_explained_in_english_too(index: Index) -> None:
    assert index.by_sign(("养老资格认证",), "en")[0].article.id == "pension-certification"


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(st.text(max_size=30), max_size=5))
def test_any_lines_are_searched_without_trouble(index: Index, lines: list[str]) -> None:
    hits = index.by_sign(lines, "zh-CN")

    assert all(0 <= hit.line_index < len(lines) for hit in hits)
