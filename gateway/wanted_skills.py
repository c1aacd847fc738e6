"""Who should take a ticket, and what it tells the makers of the product. Pure."""

from typing import Final

from elder_mode.language import Language
from gateway.issue import AccessNeedName, Claim, ClaimStatus, Issue, RiskKind
from gateway.ticket import Defect

WRITTEN_LANGUAGES: Final = frozenset({"zh-CN", "en"})
"""Languages that every agent is taken to read; every other one is a skill."""
_OF_NEED: Final = {AccessNeedName.SCREEN_READER: "screen_reader", AccessNeedName.CAPTIONS: "writing"}
_FRAUD: Final = frozenset({RiskKind.SCAM, RiskKind.MONEY_LOST})


def skills(issue: Issue) -> tuple[str, ...]:
    """Return the skills that the person's way of speaking, their needs and their danger ask for; each once."""
    found: list[str] = []
    if issue.dialect_hint is not None:
        found.append(issue.dialect_hint.value)
    if issue.language not in {*WRITTEN_LANGUAGES, "mixed"}:
        found.append(issue.language)
    found.extend(_OF_NEED[each.need] for each in issue.access_needs if each.need in _OF_NEED)
    if any(risk.kind in _FRAUD for risk in issue.risk):
        found.append("anti_fraud")
    return tuple(dict.fromkeys(found))


def skill_lines(issue: Issue, language: Language) -> tuple[str, ...]:
    """Return the skills as sentences for the desk."""
    lines: list[str] = []
    for skill in skills(issue):
        name = f"ticket.dialect.{skill}"
        if language.has(name):
            lines.append(language.words("ticket.skill.dialect", name=language.words(name)))
        elif language.has(f"ticket.skill.{skill}"):
            lines.append(language.words(f"ticket.skill.{skill}"))
    return tuple(lines)


def defects(issue: Issue) -> tuple[Defect, ...]:
    """Return the accessibility defect of the control that the person could not find by its name; none without one.

    Needs the person's word that no name is read out, and a screen on which the control was seen.
    """
    control = issue.control
    if control is None or control.labelled_for_sr is None or control.labelled_for_sr.value:
        return ()
    if control.is_on_screen is None or not control.is_on_screen.value:
        return ()
    is_nameless = len(control.spots) == 1 and control.spots[0].label is None
    return (
        Defect(
            kind="accessibility",
            app=_known(issue.object.name),
            screen=_known(issue.object.screen_title),
            wanted=_known(control.label),
            label=None if is_nameless or len(control.spots) != 1 else control.spots[0].label,
            box=control.box,
            needs=tuple(each.need.value for each in issue.access_needs),
            evidence=(*control.labelled_for_sr.evidence, *control.is_on_screen.evidence),
        ),
    )


def _known(claim: Claim[str] | None) -> str | None:
    return claim.value if claim is not None and claim.status is not ClaimStatus.CONTRADICTED else None
