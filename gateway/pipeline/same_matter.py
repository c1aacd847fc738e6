"""Answers that leave the matter where it stands: another setting, or our last answer once more."""

from dataclasses import replace

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode.reply import Presentation
from gateway import dialogue, setting_reply
from gateway.answer import rewording
from gateway.outcome import ReplyView
from gateway.pipeline.conclude import conclude
from gateway.pipeline.records import Extra, Thought, Turn
from gateway.pipeline.shelf import Shelf
from gateway.triage import Move
from gateway.understand import asking_again
from gateway.understand import describe as describing
from gateway.understand.facts import Facts
from gateway.understand.settings_said import Wish


def only_setting(turn: Turn, wish: Wish, facts: Facts, shelf: Shelf) -> Thought:
    """Return the answer to a message that only asks for another setting; the matter stays where it was."""
    submission, conversation = turn.submission, turn.conversation
    language = setting_reply.language_of(wish, submission.language)
    last = conversation.last_reply
    issue = conversation.issue or describing.new_issue(f"i-{submission.id}", submission)
    if conversation.issue is None:
        issue = dialogue.carried(issue, conversation.last_issue)
    decision = setting_reply.decided(issue, conversation.ticket)
    said = setting_reply.presentation(
        *(wish, decision, last, languages.load(language), regions.load(conversation.region)),
        is_open=conversation.issue is not None,
    )
    thought = conclude(
        replace(turn, submission=replace(submission, language=language)),
        describing.helped(describing.in_language(issue, language), facts, submission),
        decision,
        shelf,
        Extra(settings=wish.settings, said=said),
        0,
    )
    return replace(thought, outcome=setting_reply.with_place(thought.outcome, last))


def said_again(turn: Turn, asked: asking_again.Again, shelf: Shelf) -> Thought:
    """Return our last answer once more, or in other words; when no way is left, a person. The matter stays."""
    submission, conversation = turn.submission, turn.conversation
    last = conversation.last_reply or ReplyView(language=submission.language, cards=())
    language, region = languages.load(submission.language), regions.load(conversation.region)
    issue = conversation.issue or dialogue.carried(
        describing.new_issue(f"i-{submission.id}", submission), conversation.last_issue
    )
    decision = setting_reply.decided(issue, conversation.ticket)
    is_waiting = conversation.ticket is not None
    found: tuple[str | None, Presentation] | None = (None, rewording.once_more(last))
    if asked == "other" and decision.move is not Move.MUTED:
        article = shelf.article(last.article_id, submission.language) if last.article_id else None
        found = rewording.reworded(last, article, conversation.issue, language, region, is_waiting=is_waiting)
    if found is None and not is_waiting:
        decision = rewording.GIVEN_UP
    name, said = found if found is not None else (None, None)
    if decision.move is Move.MUTED:
        said = Presentation(language=language.code, cards=())
    issue = replace(
        describing.in_language(issue, submission.language),
        submission_ids=tuple(dict.fromkeys((*issue.submission_ids, submission.id))),
    )
    thought = conclude(turn, issue, decision, shelf, Extra(said=said, settings={}), 0)
    return replace(thought, outcome=rewording.with_place(thought.outcome, last, name, is_said=said is not None))
