"""The state of a conversation: what a message answers, and what is remembered after we have spoken. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from elder_mode.language import Language
from gateway.issue import (
    Asked,
    AskOutcome,
    Attempt,
    Claim,
    ClaimStatus,
    Issue,
    IssueObject,
    Missing,
    Priority,
    Resolution,
    Risk,
    RiskKind,
    RouteDecision,
)
from gateway.knowledge.articles import Article
from gateway.knowledge.search import MAYBE, SURE, Hit, Index
from gateway.knowledge.signs import SignHit
from gateway.submission import Submission
from gateway.ticket import Ticket
from gateway.triage import OFFERED, Decision, Move, Situation, pending_question
from gateway.understand import describe as describing
from gateway.understand import names, replies
from gateway.understand.facts import Facts
from gateway.understand.pointing import SPOT_CHOICES, says_which
from gateway.understand.saying import LATIN_TIMES
from gateway.understand.utterance import Source, Utterance, picture_words, utterances
from modalities.evidence import EventSpan, Evidence, Modality, Reading

MAX_ECHO_CHARS: Final = 18
"""One short sentence: the whole of it, with "I heard", must be easy to listen to (docs/dialogue.md, rule 15)."""
MAX_ANSWER_CHARS: Final = 30
OBJECT_CHOICES: Final = ("phone", "tv", "computer")
CONTROL_GUIDE: Final = "control"
"""Guide id of "the button is there": not an article, one step only."""
FIELDS: Final = ("object", "symptom", "goal")
MIN_CANDIDATE: Final = 0.15
FEW_LINES: Final = 8
"""A picture with no more lines is about what they say."""
READABLE: Final = 0.85
"""Median score of the lines. Misread print scores 0.8 to 0.96 (docs/decisions.md), clean print nearly 1."""


def is_new_matter(known: Issue | None, facts: Facts, submission: Submission, ticket: Ticket | None) -> bool:
    """Say whether the message starts another matter: the last one was answered, and this is no answer to it."""
    if known is None or ticket is not None:
        return known is None
    if known.resolution.state != "open":
        return True
    was_answered = known.route is not None and known.route.decision is RouteDecision.ANSWER
    is_short_answer = facts.said_yes is not None or facts.said_done is not None or facts.does_not_know
    says_something = facts.goal is not None or facts.symptom is not None
    return was_answered and submission.choice is None and says_something and not is_short_answer


def answered(issue: Issue, facts: Facts, submission: Submission, own: Sequence[Utterance], words: Language) -> Issue:
    """Return ``issue`` with the open question answered by this message, where it is an answer to it."""
    pending = pending_question(issue)
    if pending is None:
        return issue
    outcome = _outcome(pending, facts, submission, own)
    issue = replace(issue, asked=(*issue.asked[:-1], replace(pending, outcome=outcome, answer_input_id=_id_of(own))))
    if pending.q_id in {"confirm_goal", "which_article"} and outcome in {AskOutcome.ANSWERED, AskOutcome.SKIPPED}:
        if issue.goal is None or issue.goal.status is not ClaimStatus.INFERRED:
            return issue
        is_yes = _said_yes(submission.choice, facts, own, pending) is True
        return replace(issue, goal=describing.confirmed(issue.goal) if is_yes else None)
    if outcome is not AskOutcome.ANSWERED or pending.q_id not in FIELDS:
        return issue
    claim = _answer_claim(submission, own, words)
    if claim is None or (submission.choice is None and not _says_something(pending.q_id, claim.value, facts)):
        return issue
    return _filled(issue, pending.q_id, claim, facts)


def _outcome(pending: Asked, facts: Facts, submission: Submission, own: Sequence[Utterance]) -> AskOutcome:
    if submission.choice == "not_sure" or facts.does_not_know:
        return AskOutcome.DONT_KNOW
    if pending.q_id in {"on_the_phone", "clicked_link"} and _said_yes(submission.choice, facts, own, pending) is None:
        is_button = submission.choice in {"on_phone", "not_on_phone", "clicked", "not_clicked"}
        return AskOutcome.ANSWERED if is_button else AskOutcome.OPEN
    if pending.q_id in {"confirm_goal", "which_article"} and (submission.choice is not None or own):
        said_yes = _said_yes(submission.choice, facts, own, pending)
        return _offer_outcome(submission.choice, said_yes=said_yes)
    if submission.choice is not None or own:
        return AskOutcome.ANSWERED
    return AskOutcome.SKIPPED if pending.q_id not in {"say_again", "retake"} else AskOutcome.NOT_UNDERSTOOD


def _offer_outcome(choice: str | None, *, said_yes: bool | None) -> AskOutcome:
    """Return what became of an offer: taken, turned down (skipped), or talked past (not understood)."""
    if said_yes is True or (choice or "").startswith("article:"):
        return AskOutcome.ANSWERED
    is_refused = said_yes is False or choice == "something_else"
    return AskOutcome.SKIPPED if is_refused else AskOutcome.NOT_UNDERSTOOD


def _answer_claim(submission: Submission, own: Sequence[Utterance], words: Language) -> Claim[str] | None:
    """Return the answer in the person's own words, or the label of the button that was tapped."""
    if submission.choice in OBJECT_CHOICES:
        evidence = Evidence(
            input_id=submission.id,
            modality=Modality.BEHAVIOUR,
            quote="",
            span=EventSpan(event=f"choice:{submission.choice}", at=submission.created_at.isoformat(), count=1),
            raw_conf=1.0,
        )
        label = words.words(f"choice.{submission.choice}")
        return Claim(
            value=label, status=ClaimStatus.CONFIRMED, confidence=1.0, evidence=(evidence,), method="rule:choice"
        )
    if not own or submission.choice is not None:
        return None
    text = own[0].text
    start = len(text) - len(text.lstrip(" ，,。.的"))
    end = len(text.rstrip(" ，,。.!！?？啊呀吧呢嘛"))
    if not 0 < end - start <= MAX_ANSWER_CHARS:
        return None
    evidence = own[0].evidence(start, end)
    return Claim(
        value=evidence.quote,
        status=ClaimStatus.STATED,
        confidence=own[0].confidence,
        evidence=(evidence,),
        method=own[0].method,
    )


def _says_something(field: str, words: str, facts: Facts) -> bool:
    """Say whether own words answer the question: no bare yes, no, thanks or sigh; a thing when one was asked for."""
    if facts.said_yes is not None or facts.does_not_know or replies.is_small_talk(words):
        return False
    return field != "object" or bool(facts.objects) or replies.looks_like_a_thing(words)


def _filled(issue: Issue, field: str, claim: Claim[str], facts: Facts) -> Issue:
    if field == "object":
        return replace(issue, object=_named(issue.object, issue.object.name if facts.objects else claim))
    if field == "symptom":
        return replace(issue, symptom=issue.symptom if facts.symptom is not None else claim)
    return replace(issue, goal=issue.goal if facts.goal is not None or facts.symptom is not None else claim)


def _named(thing: IssueObject, name: Claim[str] | None) -> IssueObject:
    return replace(thing, name=name)


def situation(
    *,
    issue: Issue,
    pending: Asked | None,
    facts: Facts,
    submission: Submission,
    readings: Sequence[Reading],
    earlier: Sequence[Reading],
    ticket: Ticket | None,
    is_always_human: bool,
    index: Index,
    article: Callable[[str, str], Article | None],
) -> Situation:
    """Return all that triage needs to know about this message.

    Args:
        issue: as described, with the open question already answered.
        pending: the question that was open when the message came.
        facts: what the message's words hold.
        submission: the message.
        readings: what its attachments gave.
        earlier: readings of the issue's earlier messages.
        ticket: the open ticket of the session.
        is_always_human: the person wants persons only.
        index: the articles that may answer.
        article: looks an article up by id and language.
    """
    said = [utterance for reading in readings for utterance in utterances(reading)]
    own = [each for each in said if each.is_own_words and each.text.strip()]
    about = (issue.object.name.value,) if issue.object.name else ()
    query = _query(own, earlier, pending)
    is_heard = any(each.source is Source.HEARD for each in own)
    hits = index.search(query, language=submission.language, is_heard=is_heard, about=about) if query else ()
    signs = _signs(readings, hits, index, submission.language)
    message = signs[0][1] if signs else None
    choice = submission.choice
    return Situation(
        has_own_words=bool(own),
        has_picture_words=any(screen.lines for reading in readings for screen in reading.screens),
        problems=tuple(problem.code for reading in readings for problem in reading.problems),
        new_risks=facts.risks,
        wants_person=facts.wants_person is not None or is_always_human,
        choice=choice,
        pending=pending,
        said_yes=_said_yes(choice, facts, own, pending),
        said_done=facts.said_done,
        hits=hits,
        sign_hits=tuple(sign for sign, _ in signs),
        sign_message=message,
        chosen_article=_chosen(issue, pending, choice, submission.language, article),
        is_thanks=bool(own) and all(replies.is_thanks(each.text) for each in own),
        is_small_talk=bool(own) and all(replies.is_small_talk(each.text) for each in own),
        names_control=facts.control is not None or _names_spot(issue, pending, choice, own),
        is_instructed=facts.is_instructed,
        ticket_owner=ticket.owner if ticket else None,
        ticket_reasons=ticket.route.reasons if ticket and ticket.route else (),
        ticket_priority=ticket.priority if ticket else Priority.P2,
        picture_is_readable=_is_readable(readings),
    )


def _names_spot(issue: Issue, pending: Asked | None, choice: str | None, own: Sequence[Utterance]) -> bool:
    """Say whether the person chooses one of several controls of one name."""
    is_pointing = issue.attempts is not None and issue.attempts.guide_id == CONTROL_GUIDE
    is_asked = is_pointing and pending is not None and pending.q_id == "step"
    return choice in SPOT_CHOICES or (is_asked and says_which(" ".join(each.text for each in own)))


def _signs(
    readings: Sequence[Reading], hits: Sequence[Hit], index: Index, language: str
) -> tuple[tuple[SignHit, Claim[str]], ...]:
    """Return the articles that explain words in the pictures, the most fitting first, each with those words.

    A sign counts when it stands in a failure or a dialog, when the picture holds little else, or when the person's
    words lead to the same article. "Skip" in the corner of a page says nothing about what the person wants.
    """
    liked = {hit.article.id for hit in hits if hit.score >= MAYBE}
    found: list[tuple[bool, bool, SignHit, Claim[str]]] = []
    for reading in readings:
        for screen in reading.screens:
            named = {each.claim.value for each in names.objects((_as_own(picture_words(reading, screen)),))}
            for sign in index.by_sign([line.text for line in screen.lines], language):
                is_wanted = sign.article.id in liked
                is_message = sign.line_index in screen.error_lines or len(screen.lines) <= FEW_LINES
                if is_wanted or is_message:
                    line = describing.read_claim(reading, screen, sign.line_index, sign.line_index)
                    found.append((not is_wanted, not named & set(sign.article.about), sign, line))
    return tuple((sign, line) for _, _, sign, line in sorted(found, key=lambda each: each[:2]))


def _as_own(words: Utterance) -> Utterance:
    """Return words of a picture as if they were said, to look for names in them."""
    return replace(words, source=Source.TYPED)


def _is_readable(readings: Sequence[Reading]) -> bool:
    """Say whether a picture was read well: most of its lines with a score that clean print has."""
    scores = [line.score for reading in readings for screen in reading.screens for line in screen.lines]
    return bool(scores) and sorted(scores)[len(scores) // 2] >= READABLE


def _said_yes(choice: str | None, facts: Facts, own: Sequence[Utterance], pending: Asked | None) -> bool | None:
    """Return yes or no: from a button, from a short answer, or from the first words after a question."""
    if choice in {"yes", "no"}:
        return choice == "yes"
    if facts.said_yes is None and pending is not None and own:
        return replies.leading_yes_or_no(own[0].text)
    return facts.said_yes


def _query(own: Sequence[Utterance], earlier: Sequence[Reading], pending: Asked | None) -> str:
    """Return the words to look answers up with: this message's, after those that its question was about."""
    now = [each.text for each in own]
    if pending is None or pending.q_id == "step":
        return " ".join(now)
    before = [each.text for reading in earlier for each in utterances(reading) if each.is_own_words]
    return " ".join([*before, *now])


def _chosen(
    issue: Issue,
    pending: Asked | None,
    choice: str | None,
    language: str,
    article: Callable[[str, str], Article | None],
) -> Article | None:
    if choice is not None and choice.startswith("article:"):
        return article(choice.removeprefix("article:"), language)
    if pending is not None and pending.q_id == "confirm_goal" and OFFERED in pending.text:
        return article(pending.text.partition(OFFERED)[2], language)
    if issue.attempts is not None and issue.attempts.guide_id != CONTROL_GUIDE:
        return article(issue.attempts.guide_id, language)
    return None


def after(issue: Issue, decision: Decision, now_is: Situation, now: datetime) -> Issue:
    """Return ``issue`` with what we are about to do remembered: questions asked, steps offered, lines spoken."""
    issue = _inferred(issue, decision, now_is)
    issue = replace(issue, asked=_asked(issue, decision, now), attempts=_attempt(issue, decision))
    if decision.route is RouteDecision.CLARIFY and decision.is_clarification:
        used = min(2, issue.clarifications_used + 1)
        issue = replace(issue, clarifications_used=used)  # type: ignore[arg-type]  # at most 2 by the line above
    if decision.risk is not None:
        line = f"risk.{'scam_message' if decision.risk.is_message else decision.risk.kind.value}"
        spoken = tuple(
            replace(risk, line_spoken=line) if risk.kind is decision.risk.kind else risk for risk in issue.risk
        )
        issue = replace(issue, risk=spoken)
    if decision.move is Move.SCAM_CONFIRMED:
        issue = replace(issue, risk=_with_confirmed_scam(issue, now))
    if decision.move in {Move.GUIDE_DONE, Move.FAREWELL}:
        issue = replace(issue, resolution=Resolution(state="user_says_ok"))
    issue = replace(issue, missing=_gaps(issue, decision))
    return replace(issue, one_line=describing.one_line(issue))


def _with_confirmed_scam(issue: Issue, now: datetime) -> tuple[Risk, ...]:
    """Return the risks with a scam in progress among them: the person's yes is its evidence when no words were."""
    if any(risk.kind is RiskKind.SCAM and not risk.is_message for risk in issue.risk):
        return issue.risk
    yes = Evidence(
        input_id=issue.submission_ids[-1] if issue.submission_ids else issue.id,
        modality=Modality.BEHAVIOUR,
        quote="",
        span=EventSpan(event="answer:yes", at=now.isoformat(), count=1),
        raw_conf=1.0,
    )
    scam = Risk(
        kind=RiskKind.SCAM,
        level=Priority.P0,
        evidence=(yes,),
        rule_ids=("dialogue.confirmed",),
        line_spoken="risk.scam_hang_up",
    )
    return (scam, *issue.risk)


def _gaps(issue: Issue, decision: Decision) -> tuple[Missing, ...]:
    """Return what is not known; a question that only makes sure of something is a gap too until it is answered."""
    gaps = describing.missing(issue)
    if gaps or decision.route is not RouteDecision.CLARIFY or decision.q_id is None:
        return gaps
    text = question_key(decision.q_id, decision)
    return (Missing(field=decision.q_id, why_needed="ask_why.goal", ask_text=text, asked=1, blocking=True),)


def _inferred(issue: Issue, decision: Decision, now_is: Situation) -> Issue:
    """Add what an article tells about the goal, and what it might be when nothing is sure."""
    article = decision.article
    is_by_sign = article is not None and any(sign.article.id == article.id for sign in now_is.sign_hits[:1])
    if is_by_sign and issue.message_on_screen is None:
        issue = replace(issue, message_on_screen=now_is.sign_message)
    basis = issue.symptom or issue.message_on_screen
    if article is not None and issue.goal is None and basis is not None:
        goal = describing.inferred(article.goal, basis.evidence, round(decision.p_understood, 3), f"rule:{article.id}")
        if decision.is_chosen:
            goal = describing.confirmed(goal)
        issue = replace(issue, goal=goal)
    best = now_is.hits[0] if now_is.hits else None
    if decision.move is Move.WHICH_ARTICLE and issue.goal is None and basis is not None and best and best.score >= SURE:
        goal = describing.inferred(best.article.goal, basis.evidence, round(best.score, 3), f"rule:{best.article.id}")
        issue = replace(issue, goal=goal)
    if decision.route is RouteDecision.HUMAN and issue.symptom is not None:
        candidates = tuple(
            describing.inferred(
                hit.article.title, issue.symptom.evidence, round(hit.score, 2), f"rule:{hit.article.id}"
            )
            for hit in now_is.hits[:2]
            if hit.score >= MIN_CANDIDATE
        )
        issue = replace(issue, symptom_candidates=candidates)
    return issue


def _asked(issue: Issue, decision: Decision, now: datetime) -> tuple[Asked, ...]:
    q_id = decision.q_id
    if decision.move in {Move.GUIDE, Move.GUIDE_AGAIN, Move.POINT_AT}:
        q_id = "step"
    if q_id is None:
        return issue.asked
    offered = [decision.article] if decision.move is Move.CONFIRM_GOAL else list(decision.candidates)
    names = ",".join(article.id for article in offered if article is not None)
    text = question_key(q_id, decision) + (f"{OFFERED}{names}" if names else "")
    # A question about a step is asked again with each step: only the last one is of interest.
    kept = tuple(each for each in issue.asked if not (q_id == "step" and each.q_id == "step"))
    is_clarification = decision.route is RouteDecision.CLARIFY and decision.is_clarification
    return (*kept, Asked(q_id=q_id, text=text, spoken_at=now, is_clarification=is_clarification))


def question_key(q_id: str, decision: Decision) -> str:
    """Return the key of the words with which ``q_id`` was asked."""
    if q_id in {"retake", "say_again"} and decision.problem is not None:
        return f"ask.{q_id}.{decision.problem.value}"
    return {"step": "guide.check", "another_picture": "control.not_there_next"}.get(q_id, f"ask.{q_id}")


def _attempt(issue: Issue, decision: Decision) -> Attempt | None:
    match decision.move:
        case Move.GUIDE if decision.article is not None:
            return Attempt(guide_id=decision.article.id, step_no=decision.step_no, outcome="offered")
        case Move.POINT_AT:
            return Attempt(guide_id=CONTROL_GUIDE, step_no=1, outcome="offered")
        case Move.GUIDE_AGAIN if issue.attempts is not None:
            return replace(issue.attempts, not_found=issue.attempts.not_found + 1, outcome="not_found")
        case Move.GUIDE_DONE if issue.attempts is not None:
            return replace(issue.attempts, outcome="finished")
        case Move.HAND_OVER if issue.attempts is not None:
            return replace(issue.attempts, outcome="left")
        case _:
            return issue.attempts


def echo_of(facts: Facts, own: Sequence[Utterance], issue: Issue) -> str | None:
    """Return the person's own words to begin a reply with: short, without numbers that were not read back."""
    if facts.said_yes is not None or facts.said_done is not None or facts.does_not_know:
        return None
    risky = [quote.quote for number in issue.numbers if number.needs_confirmation for quote in number.value.evidence]
    claims = [claim.value for claim in (facts.goal, facts.symptom) if claim is not None]
    claims = [words for words in claims if not any(words != other and words in other for other in claims)]
    whole = own[0].text.strip(" ，,。.!！?？") if own else ""
    joined = "，".join(dict.fromkeys(claims))
    for words in (joined, *claims, whole):
        longest = MAX_ECHO_CHARS * (LATIN_TIMES if words.isascii() else 1)
        if 0 < len(words) <= longest and "＊" not in words and not any(q and q in words for q in risky):
            return words
    return None


def _id_of(own: Sequence[Utterance]) -> str | None:
    return own[0].input_id if own else None
