"""The golden stories and their variants, each turn checked for what docs/dialogue.md promises."""

import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

from elder_mode import plain
from elder_mode.sentences import split, unquoted
from gateway.issue_rules import check
from gateway.outcome import Outcome, ReplyView
from gateway.understand.describe import own_words
from modalities.evidence import Modality
from tests.fake_stt_server import Answer, FakeSttServer
from tests.journeys import media
from tests.journeys.conversation import House, Talk

STORIES, GOLDEN, VARIANTS = (
    tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))["story"]
    for name in ("stories", "golden", "variants")
)
UNSURE = -0.7
"""Mean log probability of a recogniser that is hardly sure of what it heard."""
SPEECH = Path("/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav")


@pytest.mark.parametrize(
    "story", [*STORIES, *GOLDEN, *VARIANTS], ids=lambda story: f"{story['journey']}-{story['variant']}"
)
def test_story(story: dict[str, Any], house: House, recogniser: FakeSttServer) -> None:
    talk = Talk(house, story["language"])
    said_before: list[Outcome] = []
    for number, turn in enumerate(story["turn"], start=1):
        outcome = send(talk, turn, recogniser)
        said_before.append(outcome)
        expected = dict(turn.get("expect", {}))
        same_as = expected.pop("same_step_as", None)
        problems = [*unmet(expected, outcome, talk), *broken_promises(outcome, house)]
        if same_as is not None and step_words(outcome) != step_words(said_before[same_as - 1]):
            problems.append("other words than the first time")

        assert problems == [], f"turn {number}: {told(outcome)}"


def test_every_journey_of_the_first_version_has_three_variants_beside_its_own_words() -> None:
    count: dict[str, int] = {}
    for story in STORIES:
        count[story["journey"]] = count.get(story["journey"], 0) + 1

    assert set(count) == {"J2", "J3", "J4", "J6", "J7", "J8", "J10", "J12", "J13", "J14", "J19"}
    assert min(count.values()) == 4
    assert {story["journey"] for story in GOLDEN} == {f"J{n}" for n in (1, 5, 9, 11, 15, 16, 17, 18, 20)}
    later = [story["journey"] for story in VARIANTS]
    assert {journey: later.count(journey) for journey in later} == {f"J{n}": 3 for n in (1, 5, 9, 16, 18, 20)}


def send(talk: Talk, turn: dict[str, Any], recogniser: FakeSttServer) -> Outcome:
    parts: list[tuple[Modality | None, bytes]] = []
    if turn.get("noise"):
        parts.append((Modality.VOICE, media.noise()))
    elif "voice" in turn and not turn["voice"]:
        parts.append((Modality.VOICE, media.silence()))
    elif "voice" in turn:
        assert SPEECH.is_file(), "Tests need the Debian package pocketsphinx-testdata."
        words = turn["voice"]
        recogniser.script = [Answer.said(words, avg_logprob=UNSURE) if turn.get("unsure") else words]
        parts.append((Modality.VOICE, media.speech(SPEECH)))
    for shown in turn.get("pictures", []):
        is_screenshot = shown["as"] == "screenshot"
        picture = media.picture(
            lines=shown["lines"],
            buttons=shown.get("buttons", []),
            look=shown["look"],
            is_screenshot=is_screenshot,
            is_blurred=shown.get("blur", False),
            signs=tuple(media.Sign(**sign) for sign in shown.get("signs", [])),
        )
        parts.append((Modality.SCREENSHOT if is_screenshot else Modality.PHOTO, picture))
    if "video" in turn:
        parts.append((Modality.VIDEO, recording(turn["video"], recogniser)))
    return talk.send(text=turn.get("text", ""), choice=turn.get("choice"), media=tuple(parts))


def recording(told: dict[str, Any], recogniser: FakeSttServer) -> bytes:
    """Return the recording of a screen that a turn tells of, with a voice in it when somebody speaks."""
    if "voice" in told:
        recogniser.script = [told["voice"]]
    with tempfile.TemporaryDirectory() as folder:
        return media.video(told, sound=SPEECH if "voice" in told else None, out=Path(folder) / "screen.mp4")


def step_words(outcome: Outcome) -> list[str]:
    """Return the cards with the step that is told."""
    return [card.text for card in outcome.reply.cards if re.search(r"第\d步|Step \d", card.text)]


def said(outcome: Outcome) -> str:
    """Return all that the person sees or hears of the reply, its numbers to ring included."""
    numbers = " ".join(hotline.number for hotline in outcome.reply.hotlines)
    passed_on = outcome.reply.forward.cards if outcome.reply.forward is not None else ()
    return "\n".join(card.text for card in (*outcome.reply.cards, *passed_on)) + "\n" + numbers


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
        case "needs_have":
            return set(listed) <= needs(outcome)
        case "needs_lack":
            return not set(listed) & needs(outcome)
        case "labelled_for_sr" | "visible_text":
            name = "labelled_for_sr" if key == "labelled_for_sr" else "has_visible_text"
            claim = getattr(issue.control, name) if issue.control is not None else None
            return claim is not None and claim.value is wanted and bool(claim.evidence)
        case "marked":
            return (reply_of(outcome).marked_url is not None) is wanted
        case "defects" | "skills_have" | "do_has" | "timeline_at":
            return is_on_ticket(key, wanted, outcome)
        case "dialect":
            return issue.dialect_hint is not None and issue.dialect_hint.value == wanted
        case "gloss_has":
            return issue.gloss is not None and all(word in issue.gloss.value for word in listed)
        case "reply_language":
            return reply_of(outcome).language == wanted
        case "autoplay":
            return reply_of(outcome).autoplay is wanted
        case "one_line_each":
            return all(len(without_number(card.text)) <= 1 for card in outcome.reply.cards) is wanted
        case "repeat_no":
            return bool(issue.repeat_no == wanted and issue.repeats_of)
        case "relation":
            return issue.reporter.relation.value == wanted
        case "for_has":
            who = issue.reporter.speaking_for
            return who is not None and wanted in who.value and bool(who.evidence)
        case "forward_language":
            forward = reply_of(outcome).forward
            return (forward.language if forward else "") == wanted
        case "forward_has":
            forward = reply_of(outcome).forward
            return forward is not None and all(any(word in card.text for card in forward.cards) for word in listed)
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


def needs(outcome: Outcome) -> set[str]:
    return {each.need.value for each in outcome.issue.access_needs}


def reply_of(outcome: Outcome) -> ReplyView:
    return outcome.reply


def without_number(text: str) -> list[str]:
    """Return the sentences of a card but for "step 1 of 5", which goes with its step."""
    return split(re.sub(r"^(?:第\d+步，共\d+步。|Step \d+ of \d+\. )", "", text))


def is_on_ticket(key: str, wanted: Any, outcome: Outcome) -> bool:
    ticket = outcome.ticket
    if ticket is None:
        return False
    match key:
        case "defects":
            return len(ticket.defects) == wanted and all(
                each.evidence and each.label is None for each in ticket.defects
            )
        case "skills_have":
            return set(wanted) <= set(ticket.skills)
        case "do_has":
            return all(any(word in line for line in ticket.do_dont) for word in wanted)
        case _:
            seen = [item.t_s for item in ticket.timeline if item.t_s is not None]
            return all(any(abs(t_s - second) <= 1 for t_s in seen) for second in wanted)


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
        for rule in plain.forbidden(unquoted(card.text), outcome.reply.language)  # the person's own words are quoted
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
