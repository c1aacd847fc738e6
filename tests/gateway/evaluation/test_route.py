"""One label a row: what is missed, what is a false alarm, and who gets a person."""

import pytest

from gateway.evaluation.decisions import Made, Route
from gateway.evaluation.route import RouteRow, parse, score
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields


def row(text: str, label: str, **more: object) -> RouteRow:
    return parse(fields(text=text, label=label, **more))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"label": "none"}, "has no text"),
        ({"text": "hello"}, "has no label"),
        ({"text": "hello", "label": "greeting"}, "is none of self_harm"),
        ({"text": "hello", "label": "none", "lang": "fr"}, "is none of zh"),
        ({"text": "hello", "label": "none", "hard_negative_for": "rude"}, "hard_negative_for"),
        ({"text": "hello", "label": "none", "article": 3}, "not a list of texts"),
    ],
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object], fault: str) -> None:
    with pytest.raises(RowFaultError, match=fault):
        parse(fields(**values))


def test_the_language_is_given_or_told_by_the_letters() -> None:
    assert row("唔该搵个人", "human", lang="yue").language == "yue"
    assert row("字太小了", "none").language == "zh-CN"
    assert row("print too small", "none").language == "en"


def test_every_figure_counts_what_its_name_says() -> None:
    rows = [
        row("我要找人说话", "human"),
        row("让人给我回个电话", "human"),
        row("厨房冒烟了", "fire_gas"),
        row("那个又没了", "unclear"),
        row("人工费怎么算", "none", hard_negative_for="human"),
        row("字怎么调大", "none"),
    ]
    found = score(rows, ["human", "none", "fire_gas", "unclear", "human", "none"], None, engine="test").metrics()

    assert found["recall"] == {"fire_gas": 1.0, "human": 0.5, "unclear": 1.0, "none": 0.5}
    assert found["precision"] == {"fire_gas": 1.0, "human": 0.5, "unclear": 1.0, "none": 0.5}
    assert found["false_alarms"] == {"fire_gas": 0.0, "human": 0.25, "unclear": 0.0, "none": 0.25}
    assert found["hard_negative_false_alarms"] == {"human": 1.0}
    assert found["share_to_person"] == 0.5
    assert found["wrongful_containment"] == 0.25
    assert found["wrongful_among_contained"] == 0.5
    assert "answered_wrongly" not in found


def test_fumes_from_a_stove_may_be_seen_as_gas() -> None:
    fumes = row("生着炉子，一家人头疼想吐", "medical", note="carbon_monoxide")

    assert score([fumes], ["fire_gas"], None, engine="test").metrics()["accuracy"] == 1.0
    assert score([fumes], ["none"], None, engine="test").metrics()["accuracy"] == 0.0


def test_with_knowledge_it_counts_what_became_of_ordinary_rows() -> None:
    rows = [
        row("字怎么调大", "none", article="bigger-text"),
        row("没声音", "none", article=["sound", "volume"]),
        row("怎么种花", "none", article=[]),
        row("你好", "none"),
        row("我要找人", "human"),
        row("那个没了", "unclear"),
    ]
    made = [
        Made(route=Route.ANSWERED, article_id="bigger-text"),
        Made(route=Route.ANSWERED, article_id="lost-phone"),
        Made(route=Route.OFFERED, article_id=None),
        Made(route=Route.ASKED, article_id=None),
        Made(route=Route.PERSON, article_id=None),
        Made(route=Route.ANSWERED, article_id="sound"),
    ]
    result = score(rows, ["none", "none", "none", "none", "human", "none"], made, engine="test")
    found = result.metrics()

    assert found["ordinary"] == {"answered": 0.5, "asked_if_meant": 0.25, "asked_otherwise": 0.25, "to_person": 0.0}
    assert found["answered_wrongly"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["contained"] == 0.5
    assert found["share_to_person"] == pytest.approx(1 / 6, abs=1e-4)
    assert [each["text"] for each in result.wrong] == ["没声音", "那个没了"]
