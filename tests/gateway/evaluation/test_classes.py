"""Labels of feelings and abuse: five folds, or a file of their own to learn from."""

from pathlib import Path

import numpy as np
import pytest

from gateway.evaluation import classes, figures
from gateway.evaluation.labelled import LabelledText
from gateway.evaluation.linear import train
from gateway.evaluation.options import Options
from modalities.evaluation.rows import MalformedDataError


def rows(*labels: str) -> list[LabelledText]:
    return [LabelledText(line=place, text=f"text {place}", label=label) for place, label in enumerate(labels, 1)]


def test_every_label_is_spread_over_all_folds() -> None:
    labels = ["a"] * 10 + ["b"] * 5
    folds = classes.folds(labels)

    assert [int((folds[:10] == fold).sum()) for fold in range(classes.FOLDS)] == [2] * 5
    assert sorted(folds[10:].tolist()) == [0, 1, 2, 3, 4]


def test_figures_of_known_probabilities() -> None:
    found = classes.score(
        rows("kind", "kind", "rude", "rude"),
        ["kind", "rude"],
        np.array([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [0.2, 0.8]]),
    ).metrics()

    assert found["accuracy"] == 0.75
    assert found["macro_f1"] == pytest.approx((2 / 3 + 4 / 5) / 2, abs=1e-4)
    assert found["auroc"] == 1.0
    assert found["per_label"] == {
        "kind": {"recall": 0.5, "precision": 1.0, "auroc": 1.0},
        "rude": {"recall": 1.0, "precision": pytest.approx(2 / 3, abs=1e-4), "auroc": 1.0},
    }


def test_one_label_teaches_nothing(options: Options) -> None:
    with pytest.raises(MalformedDataError, match="two labels"):
        classes.evaluate(rows(*["calm"] * 30), options, lambda: None)


def test_auroc_counts_ties_as_half() -> None:
    assert figures.auroc(np.array([0.5, 0.5]), [True, False]).value == 0.5
    assert figures.auroc(np.array([0.9, 0.5, 0.5]), [True, True, False]).value == 0.75
    assert figures.auroc(np.array([0.9, 0.5]), [True, True]).value is None


def test_intervals_hold_the_figure_and_never_change() -> None:
    true = ["a", "b", "a", "b", "c", "a", "c"]
    said = ["a", "b", "b", "b", "c", "a", "a"]
    one, other = figures.macro_f1(true, said), figures.macro_f1(true, said)

    assert one == other
    assert one.ci95 is not None and one.value is not None
    assert one.ci95[0] <= one.value <= one.ci95[1]


def test_the_classifier_hears_chinese_by_characters_and_english_by_words() -> None:
    chinese = train(["太好了", "真开心", "好高兴", "气死我了", "太生气了", "真气人"], ["good"] * 3 + ["bad"] * 3)
    english = train(["so happy today", "very happy", "so angry", "angry again"], ["good", "good", "bad", "bad"])

    assert chinese.labels == ("bad", "good")
    assert chinese.probabilities(["真生气"])[0][0] > 0.5
    assert english.probabilities(["happy now"])[0][1] > 0.5
    assert chinese.nearness(["真开心"])[0] == pytest.approx(1.0, abs=1e-5)
    assert chinese.probabilities(["开心", "生气"]).sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_a_set_with_one_label_is_certain_of_it() -> None:
    assert train(["a b", "c d"], ["only", "only"]).probabilities(["x"]).tolist() == [[1.0]]


def test_texts_without_a_word_are_refused() -> None:
    with pytest.raises(MalformedDataError, match="no words"):
        train(["?!", "..."], ["a", "b"])


def test_a_rare_label_is_heard_as_well() -> None:
    """Nine calm rows to one cross one: words that both have do not settle it by number alone."""
    known = [LabelledText(line=place, text=f"今天天气{place}", label="calm") for place in range(18)]
    known += [LabelledText(line=place, text="真烦人今天", label="cross") for place in range(2)]
    labels, found = classes._probabilities(known, [LabelledText(line=1, text="烦人", label="cross")], ["calm", "cross"])

    assert labels[int(found[0].argmax())] == "cross"
    assert found.sum() == pytest.approx(1.0)


def test_nothing_is_read_from_a_pickle() -> None:
    """A pickle is code: none of ours loads or writes one."""
    folder = Path(classes.__file__).parent

    assert not [path for path in folder.glob("*.py") if "pickle" in path.read_text("utf-8")]
