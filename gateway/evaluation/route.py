"""``lantern evaluate route``: is danger noticed, does everybody who wants a person get one, and is nobody alarmed?

One label a row, by the product's own rules and model. With ``--knowledge`` the decision, too, is the product's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gateway.evaluation.decisions import Made, Route, decide_each
from gateway.evaluation.options import Options, Tick
from gateway.understand.learned import keep
from gateway.understand.learned.label import NONE, UNCLEAR, label_of
from gateway.understand.learned.rows import LABELS
from gateway.understand.sounds import is_chinese
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measures, Score, Share, share_of

LANGUAGES = {"zh": "zh-CN", "zh-CN": "zh-CN", "yue": "yue", "en": "en"}
"""``lang`` of a row, and what the product calls it."""
NOT_A_PERSON = (NONE, UNCLEAR)
CARBON_MONOXIDE = "carbon_monoxide"
"""In a note: the row is a medical emergency, and ``fire_gas`` sees it as well."""
MESSAGE_NOTES = ("forwarded", "photo")
"""In a note: the words are those of a scam's own message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One labelled message."""

    line: int
    text: str
    language: str
    label: str
    """One of ``LABELS``."""
    hard_negative_for: str | None
    """Only for ``none``: the label that a careless method would give."""
    note: str
    articles: tuple[str, ...] | None
    """Ids of the articles that answer it; empty = none does; None = the row does not say."""

    def is_right(self, label: str) -> bool:
        """Say whether ``label`` is the right one."""
        is_gas = CARBON_MONOXIDE in self.note and (self.label, label) == ("medical", "fire_gas")
        return label == self.label or is_gas


def parse(fields: Fields) -> RouteRow:
    """Return the row. Raises ``RowFaultError``."""
    text, label = fields.text("text"), fields.one_of("label", LABELS)
    if label is None:
        raise RowFaultError("has no label")
    hard_negative_for = fields.one_of("hard_negative_for", LABELS)
    note = fields.values.get("note")
    return RouteRow(
        line=fields.line,
        text=text,
        language=language_of(fields, text),
        label=label,
        hard_negative_for=hard_negative_for if label == NONE else None,
        note=note if isinstance(note, str) else "",
        articles=_articles(fields),
    )


def language_of(fields: Fields, text: str) -> str:
    """Return the product's tag of a row's language; without ``lang`` the letters tell Chinese from English."""
    given = fields.one_of("lang", tuple(LANGUAGES))
    if given is not None:
        return LANGUAGES[given]
    return guessed_language(text)


def guessed_language(text: str) -> str:
    """Return ``zh-CN`` when there are Chinese characters in ``text``, else ``en``."""
    return "zh-CN" if any(is_chinese(char) for char in text) else "en"


def _articles(fields: Fields) -> tuple[str, ...] | None:
    if isinstance(fields.values.get("article"), str):
        return (fields.text("article"),)
    return fields.texts("article")


def evaluate(rows: Sequence[RouteRow], options: Options, tick: Tick) -> Score:
    """Label every row, and with a knowledge base decide on it.

    Raises:
        MalformedDataError: the knowledge cannot be read.
    """
    model = keep.ready(options.settings.data_dir)
    said = []
    for row in rows:
        said.append(label_of(row.text, row.language, model))
        tick()
    made = None
    if options.knowledge is not None:
        made = decide_each([(row.text, row.language) for row in rows], options)
    return score(rows, said, made, engine=f"lines@{model.lines}")


def score(rows: Sequence[RouteRow], said: Sequence[str], made: Sequence[Made] | None, *, engine: str) -> Score:
    """Return the figures of these labels and, with a knowledge base, decisions."""
    pairs = [(row, row.label if row.is_right(label) else label) for row, label in zip(rows, said, strict=True)]
    right = share_of([row.label == label for row, label in pairs])
    needy = [(row, label) for row, label in pairs if row.label != NONE]
    labels = [name for name in LABELS if any(name in {row.label, label} for row, label in pairs)]
    measures: dict[str, Measures | Share] = {
        "accuracy": right,
        "recall": {name: share_of([label == name for row, label in pairs if row.label == name]) for name in labels},
        "precision": {name: share_of([row.label == name for row, label in pairs if label == name]) for name in labels},
        "false_alarms": {
            name: share_of([label == name for row, label in pairs if row.label != name]) for name in labels
        },
        "hard_negative_false_alarms": {
            name: share_of([label == name for row, label in pairs if row.hard_negative_for == name])
            for name in LABELS
            if any(row.label == NONE and row.hard_negative_for == name for row, _ in pairs)
        },
        "share_to_person": share_of([label not in NOT_A_PERSON for _, label in pairs]),
        "wrongful_containment": share_of([label == NONE for _, label in needy]),
        "wrongful_among_contained": share_of([row.label != NONE for row, label in pairs if label == NONE]),
    }
    if made is not None:
        measures |= _decided(rows, made)
    return Score(
        n=len(rows),
        headline=right,
        measures=measures,
        engine={"understanding": engine},
        wrong=tuple(
            {"line": row.line, "text": row.text, "label": row.label, "said": label}
            | ({} if made is None else {"decision": made[place].route.value, "article": made[place].article_id})
            for place, (row, label) in enumerate(pairs)
            if row.label != label or (made is not None and _is_answered_wrongly(row, made[place]))
        ),
    )


def _decided(rows: Sequence[RouteRow], made: Sequence[Made]) -> dict[str, Measures | Share]:
    """Return what became of ordinary rows, and how many others were answered as if they were ordinary."""
    pairs = list(zip(rows, made, strict=True))
    ordinary = [one for row, one in pairs if row.label == NONE]
    names = {
        Route.ANSWERED: "answered",
        Route.OFFERED: "asked_if_meant",
        Route.ASKED: "asked_otherwise",
        Route.PERSON: "to_person",
    }
    return {
        "share_to_person": share_of([one.route is Route.PERSON for one in made]),
        "ordinary": {name: share_of([one.route is route for one in ordinary]) for route, name in names.items()},
        "answered_wrongly": share_of(
            [_is_answered_wrongly(row, one) for row, one in pairs if row.articles is not None]
        ),
        "contained": share_of([one.route is Route.ANSWERED for row, one in pairs if row.label != NONE]),
    }


def _is_answered_wrongly(row: RouteRow, one: Made) -> bool:
    return row.articles is not None and one.route is Route.ANSWERED and one.article_id not in row.articles
