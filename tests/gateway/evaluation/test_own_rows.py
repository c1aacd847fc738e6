"""An operator's rows: kept only when they make nothing worse, and measured on what they were not taught."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from gateway.evaluation import own_rows
from gateway.evaluation.own_rows import AUTHOR, Figures, Trial, alarms, as_line, divided, figures, tried, write
from gateway.evaluation.route import RouteRow, parse
from gateway.understand.learned.fit import fit
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import Row, read
from modalities.evaluation.scores import Share
from tests.gateway.evaluation.fields import fields

ORDINARY = ("怎么把{}的字调大", "{}没有声音怎么办", "{}在哪里开", "怎么关掉{}", "{}坏了怎么修")
ALARM = ("{}冒烟了有股糊味", "{}着火了", "{}那边一股煤气味")
THINGS = ("电视", "厨房", "热水器", "空调", "冰箱", "洗衣机", "电脑", "阳台")


def row(text: str, label: str, **more: object) -> RouteRow:
    return parse(fields(text=text, label=label, **more))


def made(forms: Sequence[str], label: str) -> list[RouteRow]:
    return [row(form.format(thing), label) for form in forms for thing in THINGS]


OTHERS = {
    "human": "我要找个人说话",
    "scam": "客服让我共享屏幕",
    "money_lost": "卡里的钱被转走了",
    "medical": "心口疼得气都接不上来",
    "self_harm": "我不想活了",
    "threat": "他拿刀说要砍我",
    "unclear": "那个又没了",
}


def learned(lines: Sequence[Row]) -> Model:
    """Return a model of a few lines of every label, and of ``lines``."""
    others = [as_line(row(text, label)) for label, text in OTHERS.items()]
    message = as_line(row("您的账户异常请点击链接", "scam", note="forwarded"))
    ours = [as_line(each) for each in (*made(ORDINARY[:2], "none"), *made(ALARM[:1], "fire_gas"))]
    return fit((*ours, *others, message, *lines), "test")


def test_a_fifth_of_every_label_is_kept_back_and_always_the_same() -> None:
    rows = [*made(ORDINARY, "none"), *made(ALARM, "fire_gas")]
    taught, kept = divided(rows)

    assert (len(taught), len(kept)) == (52, 12)
    assert {each.label for each in kept} == {"none", "fire_gas"}
    assert divided(rows) == (taught, kept)


def test_the_same_words_stand_on_one_side_only() -> None:
    taught, kept = divided([*made(ORDINARY, "none"), *made(ORDINARY, "none")])

    assert kept
    assert not {each.text for each in taught} & {each.text for each in kept}


def test_too_few_rows_are_not_tried() -> None:
    assert tried([row("着火了", "fire_gas")], (), learned(()), learned, must_hear=()) is None


def test_rows_that_teach_something_are_seen_to() -> None:
    rows = made(ORDINARY[2:], "none")
    trial = tried(rows, (), learned(()), learned, must_hear=alarms([as_line(each) for each in made(ALARM, "fire_gas")]))

    assert trial is not None
    assert trial.after.right.hits >= trial.before.right.hits
    assert trial.missed_after == trial.missed_before == Share(0, 24)
    assert trial.fault is None


def test_what_an_earlier_training_learned_by_heart_is_not_counted_for_it() -> None:
    rows = made(ORDINARY, "none")
    asked: list[int] = []

    def counted(lines: Sequence[Row]) -> Model:
        asked.append(len(lines))
        return learned(lines)

    earlier = [as_line(each) for each in rows]
    tried(rows, earlier, learned(earlier), counted, must_hear=())

    assert asked == [32, 32]  # once without what is kept back, once with the new rows


@pytest.mark.parametrize(
    ("before", "after", "is_fault"),
    [((8, 0), (8, 0), False), ((8, 1), (9, 0), False), ((8, 0), (7, 0), True), ((8, 0), (9, 1), True)],
)
def test_worse_means_fewer_right_or_more_people_left_alone(
    before: tuple[int, int], after: tuple[int, int], *, is_fault: bool
) -> None:
    def of(right: int, contained: int) -> Figures:
        return Figures(right=Share(right, 10), contained=Share(contained, 5), alarmed=Share(0, 5))

    none = Share(0, 600)
    trial = Trial(before=of(*before), after=of(*after), missed_before=none, missed_after=none)
    assert (trial.fault is not None) is is_fault


@pytest.mark.parametrize(("missed", "is_fault"), [(3, False), (4, True)])
def test_rows_that_deafen_lantern_are_not_learned_however_well_they_do(missed: int, *, is_fault: bool) -> None:
    figures = Figures(right=Share(9, 9), contained=Share(0, 5), alarmed=Share(0, 5))
    trial = Trial(before=figures, after=figures, missed_before=Share(0, 600), missed_after=Share(missed, 600))

    assert (trial.fault is not None) is is_fault


def test_alarms_are_dangers_that_a_person_tells_of() -> None:
    lines = [as_line(each) for each in (*made(ALARM, "fire_gas"), *made(ORDINARY, "none"))]
    message = as_line(row("您的账户异常请点击链接", "scam", note="forwarded"))

    assert {line.label for line in alarms([*lines, message])} == {"fire_gas"}
    assert alarms(lines) == alarms(lines[::-1])


def test_figures_go_by_rules_and_model() -> None:
    found = figures([row("厨房着火了", "fire_gas"), row("怎么把电视的字调大", "none")], learned(()))

    assert found.right == Share(2, 2)
    assert (found.contained, found.alarmed) == (Share(0, 1), Share(0, 1))


def test_what_is_written_is_what_the_trainer_reads(tmp_path: Path) -> None:
    rows = [
        row("恭喜您中奖，请点链接", "scam", note="forwarded"),
        row("人工费多少", "none", hard_negative_for="human"),
        row("有\n换行", "unclear"),
        row("我的电话是13912345678，帮我查一下", "none"),
    ]
    path = tmp_path / "models" / "own-lines.jsonl"
    write(rows, path)

    assert read(path)[:3] == tuple(as_line(each) for each in rows[:3])
    assert read(path)[3].text == "我的电话是＊＊＊＊＊＊＊＊＊＊＊，帮我查一下"
    assert read(path)[0].target == "scam_message"
    assert {each.author for each in read(path)} == {AUTHOR}
    assert path.stat().st_mode & 0o777 == 0o600
    assert own_rows.KEPT_BACK == 5
