"""Words and pictures into an issue, a decision and a reply: the one place that knows the order of understanding."""

import time
from collections.abc import Sequence
from dataclasses import replace

from elder_mode import language as languages
from gateway import dialogue, setting_reply
from gateway.answer import rewording
from gateway.dialogue import after, answered, echo_of, is_new_matter, situation
from gateway.issue import Priority, RouteDecision
from gateway.pipeline.conclude import conclude
from gateway.pipeline.records import Extra, Failure, Thought, Turn
from gateway.pipeline.same_matter import only_setting, said_again
from gateway.pipeline.shelf import Shelf
from gateway.redact import mask
from gateway.triage import Decision, Move, decide, pending_question
from gateway.understand import asking_again, risk, settings_said, wishes
from gateway.understand import describe as describing
from gateway.understand.behaviour import with_behaviour
from gateway.understand.facts import collect
from gateway.understand.language_model import LanguageModel, Opinion, joined
from gateway.understand.learned.model import Model
from gateway.understand.masking import masked_counts
from gateway.understand.settings_said import Wish
from gateway.understand.utterance import Source, Utterance
from modalities.evidence import Modality


def is_urgent(text: str, language: str, model: Model | None) -> bool:
    """Say whether typed words must be looked at before everything that waits: danger, or a wish for a person."""
    said = (_typed(text, language),)
    dangers = risk.weigh(said, model)
    return bool(dangers.risks or dangers.doubts) or wishes.wants_person(said, model) is not None


def think(turn: Turn, shelf: Shelf, model: Model | None, language_model: LanguageModel | None) -> Thought:
    """Return the issue, the decision and the reply for one message.

    Args:
        turn: the message and what is known.
        shelf: the articles that may answer.
        model: the learned listener; None = the rules alone.
        language_model: the second listener of an organisation; None = there is none.
    """
    started = time.monotonic()
    submission, readings, conversation, now = turn.submission, turn.readings, turn.conversation, turn.now
    said = describing.own_words(readings)
    own = [utterance for utterance in said if utterance.is_own_words and utterance.text.strip()]
    is_answer = pending_question(conversation.issue) is not None
    opinion = language_model.listen(own) if language_model is not None else Opinion()
    facts = dialogue.heard_right(joined(collect(said, now, model, is_answer=is_answer), opinion), own)
    facts = with_behaviour(facts, submission)
    before = conversation.issue or conversation.last_issue
    wish = _setting(turn, own)
    if wish is not None and setting_reply.is_all(wish, facts, conversation.last_reply):
        return only_setting(turn, wish, facts, shelf)
    # Who wants persons only hears no more of ours; the way in which they are spoken to stays theirs to set (above).
    asked = asking_again.wish(submission.choice, own) if not conversation.is_always_human else None
    if asked is not None and rewording.is_all(facts, readings, conversation.last_reply, conversation.issue):
        return said_again(turn, asked, shelf)
    known = conversation.issue
    if known is None and (again := dialogue.taken_up(before, own)) is not None:
        known, conversation = again, replace(conversation, readings=conversation.last_readings)
    earlier = conversation.readings
    if known is None or is_new_matter(known, facts, submission, conversation.ticket):
        known, earlier = dialogue.carried(describing.new_issue(f"i-{submission.id}", submission), before), ()
    known = describing.in_language(known, submission.language)
    pending = pending_question(known)
    facts = dialogue.with_confirmed_danger(facts, pending, submission, own)
    seen = tuple(reading for reading in earlier if reading.screens)
    issue = describing.describe(known, facts, submission, (*readings, *seen), masked_counts(readings))
    issue = dialogue.repeated(dialogue.refused(issue, own), before)
    issue = answered(issue, facts, submission, own, languages.load(submission.language))
    issue = dialogue.compared(issue, describing.own_words((*earlier, *readings)), now)
    state = situation(
        issue=issue,
        known=known,
        pending=pending,
        facts=facts,
        submission=submission,
        readings=readings,
        earlier=earlier,
        ticket=conversation.ticket,
        is_always_human=conversation.is_always_human,
        index=shelf.index,
        article=shelf.article,
    )
    decision = decide(issue, state)
    if wish is not None and wish.is_alone:
        decision = replace(decision, is_clarification=False)  # a setting costs no question
    issue = after(issue, decision, state, now)
    ms = round((time.monotonic() - started) * 1000)
    echo = echo_of(facts, own, issue)
    is_said = wish is not None and wish.is_alone and bool(facts.needs)
    extra = Extra(echo=echo, settings=wish.settings if wish is not None and is_said else None, offered=wish)
    return conclude(replace(turn, conversation=conversation), issue, decision, shelf, extra, ms)


def fail(turn: Turn, step: Failure, shelf: Shelf) -> Thought:
    """Return a ticket for a person after a failure inside. Understands nothing, so that nothing can fail again."""
    submission, conversation = turn.submission, turn.conversation
    issue = conversation.issue or describing.new_issue(f"i-{submission.id}", submission)
    issue = describing.in_language(issue, submission.language)
    issue = replace(issue, submission_ids=tuple(dict.fromkeys((*issue.submission_ids, submission.id))))
    decision = Decision(move=Move.MEDIA_TO_PERSON, route=RouteDecision.HUMAN, priority=Priority.P1, reasons=("H2",))
    return conclude(turn, issue, decision, shelf, Extra(), 0, failure=step)


def _setting(turn: Turn, own: Sequence[Utterance]) -> Wish | None:
    """Return the wish for another setting that a message holds; one with a picture, or with a button, is about that."""
    if turn.submission.choice is not None:
        return setting_reply.chosen(turn.submission.choice)
    if any(reading.screens or reading.problems for reading in turn.readings):
        return None
    pending = pending_question(turn.conversation.issue)
    return settings_said.wish(own, is_answer=pending is not None and pending.q_id in setting_reply.FOUND_OR_NOT)


def _typed(text: str, language: str) -> Utterance:
    return Utterance(
        input_id="",
        modality=Modality.TEXT,
        source=Source.TYPED,
        text=mask(text).text,
        language=language,
        confidence=1.0,
        method="typed",
    )
