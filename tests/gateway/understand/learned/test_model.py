"""The trained layer: features, training, the file, and hearing a danger in the middle of a long telling."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.understand.learned import keep
from gateway.understand.learned.features import BUCKETS, features
from gateway.understand.learned.fit import fit
from gateway.understand.learned.judge import judge
from gateway.understand.learned.label import label_of
from gateway.understand.learned.listen import LONG, heard
from gateway.understand.learned.model import Model, UnusableModelError, load, save
from gateway.understand.learned.rows import Row
from gateway.understand.normalise import normalise

MOST_BYTES = 30_000_000
LINES = {
    "medical": (
        "老伴忽然说不出话了",
        "心口疼得气都接不上来",
        "妈摔倒了叫不应",
        "她嘴歪了手也抬不起来",
        "爸喘不上气嘴唇发紫",
    ),
    "scam": ("有人叫我把钱转到安全账户", "客服让我共享屏幕", "他说要我下个软件退会员费", "警察来电话说我洗钱"),
    "none": ("怎么把字调大", "电视没有声音怎么办", "公交卡在哪里充值", "微信怎么发照片", "手机铃声太小了"),
    "human": ("我要找个人说话", "把你们经理请出来", "能不能让人给我回电话", "别让机器跟我说"),
    "unclear": ("那个又没了", "就是那样", "嗯那个什么", "它不动了"),
    "money_lost": ("我的钱被转走了", "卡里少了三千块", "钱打给骗子了追不回来"),
    "self_harm": ("我不想活了", "药都攒好了就差一口水", "我走了你们就轻省了"),
    "fire_gas": ("厨房着火了", "屋里一股煤气味", "插座冒火星"),
    "threat": ("他拿刀说要砍我", "儿子喝了酒就打我", "讨债的堵在门口"),
    "scam_message": ("您的账户异常请点击链接认证", "恭喜您中奖请回复领取"),
}


@pytest.fixture(scope="module")
def model() -> Model:
    rows = [
        Row(text=text, label=label.partition("_message")[0], author="test", is_message=label == "scam_message")
        for label, texts in LINES.items()
        for text in texts
    ]
    return fit(rows, "test-lines")


@settings(deadline=None)  # the first call reads the lexicons
@given(st.text(max_size=60))
def test_features_have_length_one_or_are_empty(text: str) -> None:
    found = features(text)

    assert all(0 <= place < BUCKETS for place in found)
    assert not found or math.isclose(sum(value * value for value in found.values()), 1.0)


@settings(deadline=None)  # the first call reads the lexicons
@given(st.text(max_size=60))
def test_probabilities_sum_to_one_for_any_text(model: Model, text: str) -> None:
    given_ = model.probabilities(text)

    assert math.isclose(sum(given_.values()), 1.0, rel_tol=1e-4)
    assert all(0.0 <= value <= 1.0 for value in given_.values())


def test_numbers_are_alike_whatever_their_digits() -> None:
    assert features("转了3000块") == features("转了85块")


def test_traditional_and_simplified_are_alike() -> None:
    assert features("老伴忽然說不出話") == features("老伴忽然说不出话")


def test_what_was_taught_is_heard(model: Model) -> None:
    wrong = [
        (label, text)
        for label, texts in LINES.items()
        for text in texts
        if max(model.probabilities(text).items(), key=lambda each: each[1])[0] != label
    ]

    assert wrong == []


def test_the_same_rows_give_the_same_model(model: Model) -> None:
    rows = [Row(text=text, label="none", author="a") for text in LINES["none"]]
    rows += [Row(text=text, label="medical", author="a") for text in LINES["medical"]]

    assert (fit(rows, "x").networks[0].into == fit(rows, "x").networks[0].into).all()


def test_a_model_survives_its_file(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model.npz")

    again = load(tmp_path / "model.npz", lines="test-lines")

    assert again.labels == model.labels
    for text in ("胸口疼", "怎么充值"):
        for label, value in model.probabilities(text).items():
            assert again.probabilities(text)[label] == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 broken"])
def test_a_broken_file_is_no_model(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(content)

    with pytest.raises(UnusableModelError):
        load(tmp_path / "model.npz")


def test_a_model_of_other_lines_is_refused(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model.npz")

    with pytest.raises(UnusableModelError):
        load(tmp_path / "model.npz", lines="lines of another day")


def test_a_danger_in_the_middle_of_a_long_telling_is_heard(model: Model) -> None:
    chat = "今天天气好得很，我早上去公园转了一圈，买了两斤白菜一斤豆腐，"
    text = f"{chat}{chat}心口疼得气都接不上来，{chat}{chat}电视没有声音怎么办"

    found = heard(model, text)["medical"]

    normal = normalise(text)
    assert len(normal.text) > LONG
    assert "心口疼" in text[slice(*normal.original(found.start, found.end))]
    assert found.probability > model.probabilities(text)["medical"]


def test_short_answers_are_no_danger(model: Model) -> None:
    assert judge(model, "没").dangers == {}
    assert judge(model, "是").wish is None


@pytest.mark.parametrize("label", ["medical", "scam", "human", "money_lost", "self_harm", "fire_gas", "threat"])
def test_the_label_of_a_line_that_was_taught(model: Model, label: str) -> None:
    assert label_of(LINES[label][0], "zh", model) == label


def test_without_a_model_nothing_is_taken_for_ordinary() -> None:
    assert label_of("怎么把字调大", "zh", None) == "unclear"


def test_the_model_is_found_again_and_trained_anew_when_an_operator_adds_lines(tmp_path: Path) -> None:
    first = keep.ready(tmp_path)

    assert keep.find(tmp_path) is not None
    (tmp_path / "models").mkdir(exist_ok=True)
    (tmp_path / "models" / keep.OWN_ROWS).write_text('{"text": "我们小区的门禁卡在哪里办", "label": "none"}\n', "utf-8")
    assert keep.find(tmp_path) is None
    assert first.labels


def test_what_is_installed_beside_the_code_is_small() -> None:
    files = list(keep.BESIDE_THE_CODE.parent.glob("*.npz"))

    assert keep.BESIDE_THE_CODE in files
    assert sum(each.stat().st_size for each in files) <= MOST_BYTES
