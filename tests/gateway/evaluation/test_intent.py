"""The threshold: found where hardly anything is answered wrongly, without a look at the rows that are judged."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evaluation import intent
from gateway.evaluation.intent import Guesses, chosen_threshold, score, threshold_for
from gateway.evaluation.labelled import LabelledText, parse
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields

PLACES = ("kitchen", "garden", "station", "library", "office", "market", "harbour", "school")
ASKS = {
    "light": "please switch the lamp in the {} on",
    "rain": "will there be rain over the {} today",
    "music": "play a song in the {} for me",
    "timer": "wake me when the {} opens",
    "call": "ring the {} and let me talk to them",
    "road": "what is the quickest road to the {}",
}


def labelled(text: str, label: str) -> LabelledText:
    return LabelledText(line=1, text=text, label=label)


@pytest.mark.parametrize(
    "values", [{"text": "x"}, {"label": "a"}, {"text": "x", "label": " "}, {"text": 1, "label": "a"}]
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


def test_the_threshold_lets_no_more_pass_than_may_be_wrong() -> None:
    certainty = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    is_right = np.array([True, True, False, True, True])

    assert threshold_for(certainty, is_right, np.zeros(5, dtype=bool)) == 0.8
    assert threshold_for(certainty, np.ones(5, dtype=bool), np.zeros(5, dtype=bool)) == 0.5


def test_when_even_the_surest_is_wrong_nothing_is_answered() -> None:
    assert math.isinf(threshold_for(np.array([0.9, 0.4]), np.array([False, True]), np.zeros(2, dtype=bool)))


@given(
    st.lists(st.tuples(st.sampled_from((0.1, 0.3, 0.5, 0.9)), st.booleans(), st.booleans()), min_size=1, max_size=40)
)
def test_at_the_threshold_the_promise_holds_on_what_it_was_chosen_on(trials: list[tuple[float, bool, bool]]) -> None:
    certainty = np.array([each for each, _, _ in trials])
    is_strange = np.array([strange for _, _, strange in trials])
    is_right = np.array([right and not strange for _, right, strange in trials])
    threshold = threshold_for(certainty, is_right, is_strange)
    wrong = ~is_right & (certainty >= threshold)

    usual = float((wrong & ~is_strange).sum() / max(1, (~is_strange).sum()))
    strange = float((wrong & is_strange).sum() / max(1, is_strange.sum()))
    share = intent.STRANGE if is_strange.any() and not is_strange.all() else float(is_strange.any())
    assert (1 - share) * usual + share * strange <= intent.MAX_WRONG + 1e-9


def test_what_nobody_taught_goes_to_a_person() -> None:
    """Trained on requests of six kinds: those kinds are known, a seventh is not."""
    known = [labelled(ask.format(place), label) for label, ask in ASKS.items() for place in PLACES]
    judged = [labelled(ask.format("museum"), label) for label, ask in ASKS.items()]
    judged += [labelled("my knees hurt badly since yesterday", intent.OUT_OF_SCOPE)]
    classifier = intent.linear.train([row.text for row in known], [row.label for row in known])
    found = score(judged, intent.guesses(classifier, judged), chosen_threshold(known)).metrics()

    assert found["accuracy"] == found["oos_auroc"] == 1.0
    assert found["wrong"] == 0.0
    assert found["share_to_person"] >= 1 / 7 - 1e-3  # type: ignore[operator]  # a figure


def test_wrong_and_handed_over_are_shares_of_all_rows() -> None:
    rows = [labelled("a", "x"), labelled("b", "x"), labelled("c", "y"), labelled("d", intent.OUT_OF_SCOPE)]
    result = score(rows, Guesses(labels=("x", "y", "y", "x"), certainty=np.array([0.9, 0.8, 0.2, 0.7])), 0.5)
    found = result.metrics()

    assert found["accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["wrong"] == 0.5
    assert found["share_to_person"] == 0.25
    assert found["wrong_among_answered"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["oos_auroc"] == pytest.approx(2 / 3, abs=1e-4)
