"""The golden stories and their variants, each turn checked for what docs/dialogue.md promises."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from elder_mode import plain
from gateway.issue_rules import check
from gateway.outcome import Outcome
from gateway.understand.describe import own_words
from modalities.evidence import Modality
from tests.fake_stt_server import FakeSttServer
from tests.journeys import media
from tests.journeys.conversation import House, Talk

STORIES, GOLDEN, LATER = (
    tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))["story"]
    for name in ("stories", "golden", "later")
)
SPEECH = Path("/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav")


@pytest.mark.parametrize("story", [*STORIES, *GOLDEN], ids=lambda story: f"{story['journey']}-{story['variant']}")
def test_story(story: dict[str, Any], house: House, recogniser: FakeSttServer) -> None:
    talk = Talk(house, story["language"])
    for number, turn in enumerate(story["turn"], start=1):
        outcome = send(talk, turn, recogniser)
        problems = [*unmet(turn.get("expect", {}), outcome, talk), *broken_promises(outcome, house)]

        assert problems == [], f"turn {number}: {told(outcome)}"


def test_every_journey_of_the_first_version_has_three_variants_beside_its_own_words() -> None:
    count: dict[str, int] = {}
    for story in STORIES:
        count[story["journey"]] = count.get(story["journey"], 0) + 1

    assert set(count) == {"J2", "J3", "J4", "J6", "J7", "J8", "J10", "J12", "J13", "J14", "J19"}
    assert min(count.values()) == 4
    assert {story["journey"] for story in GOLDEN} == {"J11", "J15", "J17"}
    assert {story["journey"] for story in LATER} == {f"J{n}" for n in (1, 5, 9, 16, 18, 20)}


def send(talk: Talk, turn: dict[str, Any], recogniser: FakeSttServer) -> Outcome:
    parts: list[tuple[Modality | None, bytes]] = []
    if turn.get("noise"):
        parts.append((Modality.VOICE, media.noise()))
    elif "voice" in turn and not turn["voice"]:
        parts.append((Modality.VOICE, media.silence()))
    elif "voice" in turn:
        assert SPEECH.is_file(), "Tests need the Debian package pocketsphinx-testdata."
        recogniser.script = [turn["voice"]]
        parts.append((Modality.VOICE, media.speech(SPEECH)))
    for shown in turn.get("pictures", []):
        is_screenshot = shown["as"] == "screenshot"
        picture = media.picture(
            lines=shown["lines"],
            buttons=shown.get("buttons", []),
            look=shown["look"],
            is_screenshot=is_screenshot,
            is_blurred=shown.get("blur", False),
        )
        parts.append((Modality.SCREENSHOT if is_screenshot else Modality.PHOTO, picture))
    return talk.send(text=turn.get("text", ""), choice=turn.get("choice"), media=tuple(parts))


def said(outcome: Outcome) -> str:
    """Return all that the person sees or hears of the reply, its numbers to ring included."""
    numbers = " ".join(hotline.number for hotline in outcome.reply.hotlines)
    return "\n".join(card.text for card in outcome.reply.cards) + "\n" + numbers


def unmet(expected: dict[str, Any], outcome: Outcome, talk: Talk) -> list[str]:
    """Return each expectation of the story that is not met."""
    return [f"{key}={wanted}" for key, wanted in expected.items() if not is_met(key, wanted, outcome, talk)]


def is_met(key: str, wanted: Any, outcome: Outcome, talk: Talk) -> bool:
    issue, reply = outcome.issue, said(outcome)
    listed = wanted if isinstance(wanted, list) else [wanted]
    match key:
        case "state":
            return outcome.state.value in listed
        case "decision":
            return outcome.route.decision.value in listed
        case "priority":
            return outcome.route.priority in listed
        case "reasons":
            return set(listed) <= set(outcome.route.reasons)
        case "tickets":
            return bool(talk.tickets() == wanted)
        case "risk":
            kinds = [risk.kind.value for risk in issue.risk]
            return not kinds if wanted == "none" else wanted in kinds
        case "reply_has_all":
            return all(word_in(word, reply) for word in listed)
        case "reply_has_one":
            return any(word_in(word, reply) for word in listed)
        case "reply_lacks":
            return not any(word in reply for word in listed)
        case "choices_have":
            # The person is one tap away on the page itself, in every state: the button need not stand under a reply.
            return set(listed) - {"human"} <= {choice.id for choice in outcome.reply.choices}
        case "max_cards":
            return bool(len(outcome.reply.cards) <= wanted)
        case "transcript_is_null":
            heard = talk.house.store.submissions.readings(issue.submission_ids)
            return all(reading.transcript is None for reading in heard if reading.modality is Modality.VOICE)
        case "clarifications_used":
            return bool(issue.clarifications_used == wanted)
        case "money":
            return wanted in [number.value.value for number in issue.numbers if number.kind.value == "money"]
        case "consent_family":
            return issue.consent_family is not None and issue.consent_family.value is wanted
        case _:
            claims = {
                "goal_has": issue.goal,
                "symptom_has": issue.symptom,
                "object_has": issue.object.name,
                "message_has": issue.message_on_screen,
            }
            claim = claims[key]
            return claim is not None and wanted in claim.value


def word_in(word: str, reply: str) -> bool:
    """Say whether a word stands in the reply; a number to ring counts only as a whole (110 is not in 96110)."""
    return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", reply) is not None


def broken_promises(outcome: Outcome, house: House) -> list[str]:
    """Return which of the promises that hold in every turn of every story is broken."""
    readings = house.store.submissions.readings(outcome.issue.submission_ids)
    reply = said(outcome)
    found = [f"rule {rule}" for rule in check(outcome.issue, own_words(readings), reply)]
    found += [
        f"forbidden {rule}"
        for card in outcome.reply.cards
        for rule in plain.forbidden(card.text, outcome.reply.language)
    ]
    if outcome.state.value == "with_person" and outcome.ticket is None:
        found.append("a person without a ticket")
    return found


def told(outcome: Outcome) -> str:
    """Return the outcome in one line, for the message of a failed test."""
    issue = outcome.issue
    claims = (issue.goal, issue.symptom, issue.object.name, issue.message_on_screen)
    known = [claim.value for claim in claims if claim is not None]
    risks = [risk.kind.value for risk in issue.risk]
    choices = [choice.id for choice in outcome.reply.choices]
    return f"{outcome.state.value} {outcome.route} {known} {risks} | {said(outcome)!r} {choices}"
