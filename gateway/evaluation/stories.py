"""``lantern evaluate stories``: is the matter found in a long telling, and are its facts kept?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from gateway.evaluation.decisions import reading_of, submission_of
from gateway.evaluation.meaning import holds, is_same
from gateway.evaluation.options import Options, Tick
from gateway.evaluation.route import language_of
from gateway.issue import Claim, Issue
from gateway.understand import describe as describing
from gateway.understand.facts import collect
from gateway.understand.learned import keep
from gateway.understand.learned.model import Model
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Score, share_of
from modalities.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One telling, and what a good listener takes from it."""

    line: int
    text: str
    language: str
    goal: str | None
    symptom: str | None
    object: str | None
    facts: tuple[str, ...]
    distractors: tuple[str, ...]


def parse(fields: Fields) -> StoryRow:
    """Return the row. Raises ``RowFaultError``."""
    text = fields.text("text")
    goal, symptom, thing = (_words(fields, key) for key in ("goal", "symptom", "object"))
    if goal is None and symptom is None and thing is None:
        raise RowFaultError("has no goal, no symptom and no object")
    return StoryRow(
        line=fields.line,
        text=text,
        language=language_of(fields, text),
        goal=goal,
        symptom=symptom,
        object=thing,
        facts=fields.texts("facts") or (),
        distractors=fields.texts("distractors") or (),
    )


def _words(fields: Fields, key: str) -> str | None:
    value = fields.text(key) if fields.values.get(key) is not None else ""
    return value if value.strip() else None


def evaluate(rows: Sequence[StoryRow], options: Options, tick: Tick) -> Score:
    """Describe every telling as the product does."""
    model = keep.ready(options.settings.data_dir)
    issues = []
    for row in rows:
        issues.append(described(row, model, options))
        tick()
    return score(rows, issues)


def described(row: StoryRow, model: Model, options: Options) -> Issue:
    """Return the issue that ``row`` opens."""
    submission = submission_of(row.text, row.language, options)
    readings = (reading_of(submission, row.text),)
    facts = collect(describing.own_words(readings), options.now, model)
    issue = describing.new_issue(f"i-{submission.id}", submission)
    return describing.describe(issue, facts, submission, readings, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One issue, judged. None where the row has nothing of the kind."""

    goal: bool | None
    symptom: bool | None
    object: bool | None
    facts: tuple[bool, ...]
    distractors: tuple[bool, ...]
    """True where one is taken for the matter."""

    @property
    def is_matter_found(self) -> bool:
        """Say whether the goal or the symptom is found, so that the right matter is dealt with."""
        return bool(self.goal or self.symptom)


def judge(row: StoryRow, issue: Issue) -> Judged:
    """Return what ``issue`` has of ``row``."""
    matter = [claim for claim in (issue.goal, issue.symptom) if claim is not None]
    kept = tuple(_texts(issue))
    return Judged(
        goal=_is_found(row.goal, issue.goal, issue.symptom),
        symptom=_is_found(row.symptom, issue.symptom, issue.goal, issue.message_on_screen),
        object=_is_found(row.object, issue.object.name),
        facts=tuple(any(holds(text, fact) for text in kept) for fact in row.facts),
        distractors=tuple(
            any(is_same(text, distractor) for claim in matter for text in _said(claim))
            for distractor in row.distractors
        ),
    )


def _is_found(true: str | None, *claims: Claim[str] | None) -> bool | None:
    """Say whether one of ``claims`` has the words ``true``: people tell a wish as a trouble and a trouble as a wish."""
    if true is None:
        return None
    return any(is_same(text, true) for claim in claims if claim is not None for text in _said(claim))


def _said(claim: Claim[str]) -> Iterator[str]:
    yield claim.value
    yield from (evidence.quote for evidence in claim.evidence)


def _texts(record: object) -> Iterator[str]:
    """Yield every value and quote in the claims of a record."""
    if isinstance(record, Claim):
        if isinstance(record.value, str):
            yield record.value
        yield from _texts(record.evidence)
    elif isinstance(record, Evidence):
        yield record.quote
    elif isinstance(record, tuple):
        for each in record:
            yield from _texts(each)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _texts(getattr(record, field.name))


def score(rows: Sequence[StoryRow], issues: Sequence[Issue]) -> Score:
    """Return the figures of these issues."""
    judged = [judge(row, issue) for row, issue in zip(rows, issues, strict=True)]
    main = share_of([one.is_matter_found for one in judged if one.goal is not None or one.symptom is not None])
    return Score(
        n=len(rows),
        headline=main,
        measures={
            "matter": main,
            "goal": share_of([one.goal for one in judged if one.goal is not None]),
            "symptom": share_of([one.symptom for one in judged if one.symptom is not None]),
            "object": share_of([one.object for one in judged if one.object is not None]),
            "facts": share_of([each for one in judged for each in one.facts]),
            "distractors": share_of([each for one in judged for each in one.distractors]),
        },
        engine={"understanding": "describe"},
        wrong=tuple(
            _shown(row, issue, one)
            for row, issue, one in zip(rows, issues, judged, strict=True)
            if not one.is_matter_found or one.object is False or not all(one.facts) or any(one.distractors)
        ),
    )


def _shown(row: StoryRow, issue: Issue, one: Judged) -> dict[str, object]:
    def value(claim: Claim[str] | None) -> str | None:
        return claim.value if claim is not None else None

    return {
        "line": row.line,
        "text": row.text,
        "true": {"goal": row.goal, "symptom": row.symptom, "object": row.object},
        "ours": {"goal": value(issue.goal), "symptom": value(issue.symptom), "object": value(issue.object.name)},
        "facts_lost": [fact for fact, is_kept in zip(row.facts, one.facts, strict=True) if not is_kept],
        "distractors_taken": [each for each, is_it in zip(row.distractors, one.distractors, strict=True) if is_it],
    }
