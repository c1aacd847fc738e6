"""One message through every step, in order: read, think, speak. Each step takes records in and gives a record out.

``gateway/durable.py`` runs the steps, so that a killed process goes on where it was. Nothing here writes to the store.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode.fixed_lines import urgent_lines, usual_lines
from elder_mode.language import Language
from elder_mode.pace import Heard, rate_for
from elder_mode.plain import forbidden
from elder_mode.present import present
from elder_mode.region import Region
from elder_mode.reply import Presentation, Reply, Speech
from elder_mode.sentences import unquoted
from elder_mode.traditional import in_traditional
from elder_mode.voice import DEFAULT_RATE, Voices, VoiceSettings
from elder_mode.voice_cache import VoiceCache
from gateway import dialogue, handover, setting_reply
from gateway.answer import WORDS_OF, Hall, compose, forwarding, rewording
from gateway.answer.guiding import is_written
from gateway.dialogue import after, answered, echo_of, is_new_matter, situation
from gateway.issue import Issue, Priority, Route, RouteDecision
from gateway.issue_rules import check
from gateway.knowledge.articles import Article, load_folder, samples_folder, usable
from gateway.knowledge.search import Index
from gateway.outcome import Forward, GuideView, Outcome, ReplyView, RouteView, State
from gateway.redact import mask
from gateway.settings import Settings
from gateway.submission import Submission
from gateway.ticket import Author, Ticket, TranscriptPart
from gateway.triage import Decision, Move, Note, decide, pending_question
from gateway.understand import asking_again, language_model, risk, settings_said, wishes
from gateway.understand import describe as describing
from gateway.understand.behaviour import with_behaviour
from gateway.understand.facts import Facts, collect
from gateway.understand.language_model import Opinion, joined
from gateway.understand.learned import keep
from gateway.understand.masking import masked_counts, masked_reading, secret_boxes
from gateway.understand.settings_said import Wish
from gateway.understand.utterance import Source, Utterance, utterances
from modalities import redraw
from modalities.engines import EngineSettings, ReadRequest
from modalities.errors import ModalityError
from modalities.evidence import Box, FrameBox, Modality, Reading, Transcript
from modalities.processes import ReadingProcesses
from modalities.readers import text as text_reader

_LOGGER = logging.getLogger(__name__)
MARKED = "marked.jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What the store knows of a session when a message arrives."""

    session_id: str
    language: str
    region: str
    needs: tuple[str, ...] = ()
    issue: Issue | None = None
    """The open one."""
    last_issue: Issue | None = None
    """The one that was closed last, when none is open: the person may ask the same again, or say that it is back."""
    last_readings: tuple[Reading, ...] = ()
    """Of the messages of ``last_issue``."""
    ticket: Ticket | None = None
    """The open one of this session."""
    transcript: tuple[TranscriptPart, ...] = ()
    """So far, oldest first."""
    readings: tuple[Reading, ...] = ()
    """Of the earlier messages of the open issue."""
    is_always_human: bool = False
    last_reply: ReplyView | None = None
    """Our last answer in this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is there to answer, at this moment."""

    is_somebody_on_duty: bool
    queue_before: int
    wait_estimate_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A control to be shown in the person's own picture."""

    input_id: str
    source_file: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """The result of ``Pipeline.think``, ready to be saved."""

    outcome: Outcome
    presentation: Presentation
    transcript: tuple[TranscriptPart, ...]
    """What this message adds to the conversation: the person's parts, then ours."""
    mark: Mark | None = None
    """Drawn by ``Pipeline.draw``, which writes ``<out_dir>/<input_id>/marked.jpg``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What goes into a reply beside its decision."""

    echo: str | None = None
    """The person's own words to begin with."""
    said: Presentation | None = None
    """The whole of what is said, in the place of the words of the decision."""
    settings: Mapping[str, str] | None = None
    """What the page shall change."""
    offered: Wish | None = None
    """Settings that the message spoke of beside its matter."""


def voice_settings(settings: Settings) -> VoiceSettings:
    """Return which voices speak, with the services and names that were set."""
    return VoiceSettings(
        engines=settings.tts_engines,
        language=settings.language,
        rate=DEFAULT_RATE,
        offline=settings.offline,
        speakers=settings.speakers,
        remote_url=settings.tts_remote_url,
        remote_key=settings.tts_remote_key,
        remote_model=settings.tts_remote_model,
    )


class Pipeline:
    """The steps, with the knowledge and the engines that they use."""

    def __init__(self, settings: Settings, processes: ReadingProcesses, now: datetime) -> None:
        """Load the articles that may answer on the day ``now``.

        Raises:
            ArticleError: an article cannot be read.
            WrongSettingError: the language model of the settings cannot be used.
        """
        self._settings = settings
        self._processes = processes
        folder = settings.knowledge_dir or samples_folder()
        articles = usable(load_folder(folder), samples_allowed=settings.knowledge_samples, today=now.date())
        self._articles: dict[tuple[str, str], Article] = {(each.id, each.language): each for each in articles}
        self._index = Index.build(articles)
        self._model = keep.ready(settings.data_dir)
        self._language_model = language_model.create(settings)
        self._voices = Voices(voice_settings(settings), VoiceCache(settings.data_dir / "voice"))

    # --- steps ---------------------------------------------------------------------------------------------------

    def urgent(self, text: str, language: str) -> bool:
        """Say whether typed words must be looked at before everything that waits: danger, or a wish for a person."""
        said = (_typed(text, language),)
        dangers = risk.weigh(said, self._model)
        return bool(dangers.risks or dangers.doubts) or wishes.wants_person(said, self._model) is not None

    def read(
        self,
        submission: Submission,
        blob_path: Callable[[str], Path],
        out_dir: Path,
        tell: Callable[[str, int, int], None] | None = None,
    ) -> tuple[Reading, ...]:
        """Return what each attachment gave, masked. Blocking: seconds for media, nothing for typed words.

        Files for people to look at are left in ``out_dir/<input_id>/``, with secrets blacked out. ``tell`` hears
        meanwhile which attachment is read, how many pictures of it are done, and of how many; it raises nothing.
        """
        return tuple(
            self._read_one(attachment.input_id, attachment.modality, blob_path, out_dir, submission.language, tell)
            for attachment in submission.attachments
        )

    def think(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
    ) -> Thought:
        """Return the issue, the decision and the reply for one message."""
        started = time.monotonic()
        said = describing.own_words(readings)
        own = [utterance for utterance in said if utterance.is_own_words and utterance.text.strip()]
        is_answer = pending_question(conversation.issue) is not None
        opinion = self._language_model.listen(own) if self._language_model is not None else Opinion()
        facts = dialogue.heard_right(joined(collect(said, now, self._model, is_answer=is_answer), opinion), own)
        facts = with_behaviour(facts, submission)
        before = conversation.issue or conversation.last_issue
        wish = _setting(submission, own, readings, conversation)
        if wish is not None and setting_reply.is_all(wish, facts, conversation.last_reply):
            return self._only_setting(wish, facts, submission, readings, conversation, duty, now)
        # Who wants persons only hears no more of ours; the way in which they are spoken to stays theirs to set (above).
        asked = asking_again.wish(submission.choice, own) if not conversation.is_always_human else None
        if asked is not None and rewording.is_all(facts, readings, conversation.last_reply, conversation.issue):
            return self._said_again(asked, submission, readings, conversation, duty, now)
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
            index=self._index,
            article=self._article,
        )
        decision = decide(issue, state)
        if wish is not None and wish.is_alone:
            decision = replace(decision, is_clarification=False)  # a setting costs no question
        issue = after(issue, decision, state, now)
        ms = round((time.monotonic() - started) * 1000)
        echo = echo_of(facts, own, issue)
        is_said = wish is not None and wish.is_alone and bool(facts.needs)
        extra = Extra(echo=echo, settings=wish.settings if wish is not None and is_said else None, offered=wish)
        return self._thought(issue, decision, submission, readings, conversation, duty, now, extra, ms)

    def _only_setting(
        self,
        wish: Wish,
        facts: Facts,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
    ) -> Thought:
        """Return the answer to a message that only asks for another setting; the matter stays where it was."""
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
        thought = self._thought(
            describing.helped(describing.in_language(issue, language), facts, submission),
            decision,
            replace(submission, language=language),
            *(readings, conversation, duty, now),
            Extra(settings=wish.settings, said=said),
            0,
        )
        return replace(thought, outcome=setting_reply.with_place(thought.outcome, last))

    def _said_again(
        self,
        asked: asking_again.Again,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
    ) -> Thought:
        """Return our last answer once more, or in other words; when no way is left, a person. The matter stays."""
        last = conversation.last_reply or ReplyView(language=submission.language, cards=())
        language, region = languages.load(submission.language), regions.load(conversation.region)
        issue = conversation.issue or dialogue.carried(
            describing.new_issue(f"i-{submission.id}", submission), conversation.last_issue
        )
        decision = setting_reply.decided(issue, conversation.ticket)
        is_waiting = conversation.ticket is not None
        found: tuple[str | None, Presentation] | None = (None, rewording.once_more(last))
        if asked == "other" and decision.move is not Move.MUTED:
            article = self._article(last.article_id, submission.language) if last.article_id else None
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
        thought = self._thought(
            *(issue, decision, submission, readings, conversation, duty, now), Extra(said=said, settings={}), 0
        )
        return replace(thought, outcome=rewording.with_place(thought.outcome, last, name, is_said=said is not None))

    def fail(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
        step: Literal["reading", "understanding"],
    ) -> Thought:
        """Return a ticket for a person after a failure inside. Understands nothing, so that nothing can fail again."""
        issue = conversation.issue or describing.new_issue(f"i-{submission.id}", submission)
        issue = describing.in_language(issue, submission.language)
        issue = replace(issue, submission_ids=tuple(dict.fromkeys((*issue.submission_ids, submission.id))))
        decision = Decision(move=Move.MEDIA_TO_PERSON, route=RouteDecision.HUMAN, priority=Priority.P1, reasons=("H2",))
        return self._thought(issue, decision, submission, readings, conversation, duty, now, Extra(), 0, failure=step)

    def draw(self, thought: Thought, out_dir: Path) -> bool:
        """Draw the mark into the person's picture; say whether a picture was made. Never raises for media trouble."""
        if thought.mark is None:
            return False
        folder = out_dir / thought.mark.input_id
        try:
            redraw.mark(folder / thought.mark.source_file, thought.mark.box, folder / MARKED)
        except (ModalityError, OSError) as error:
            _LOGGER.warning("mark not drawn: input=%s error=%s", thought.mark.input_id[:12], type(error).__name__)
            return False
        return True

    def speak(self, presentation: Presentation, out_dir: Path, readings: Sequence[Reading] = ()) -> Speech | None:
        """Return the presentation as sound in ``out_dir``, or None when no voice is to be had.

        Args:
            presentation: what to say.
            out_dir: where the sound goes.
            readings: of this session so far: the voice follows the rate of the person's own voice messages.
        """
        measures = [reading.measures for reading in readings if reading.measures is not None]
        rate = rate_for(
            [
                Heard(speech_s=each.speech_s, chars_per_s=each.chars_per_s, words_per_s=each.words_per_s)
                for each in measures
            ]
        )
        return self._voices.speak(presentation, out_dir, rate) if presentation.cards else None

    def prepare_voices(self) -> int:
        """Make the sound of fixed sentences where it is missing, lines of danger first; return how many were made."""
        region = regions.load(self._settings.region)
        first = self._settings.language
        codes = (first, *(code for code in languages.languages() if code != first))
        made = sum(self._voices.prepare(urgent_lines(languages.load(code), region), code) for code in codes)
        return made + self._voices.prepare(usual_lines(languages.load(first)), first, is_local_enough=False)

    # --- inside --------------------------------------------------------------------------------------------------

    def _article(self, article_id: str, language: str) -> Article | None:
        written = "zh-CN" if language == "yue" else language  # Cantonese speakers read the same articles
        return self._articles.get((article_id, written))

    def _forward(self, issue: Issue, decision: Decision, readings: Sequence[Reading], region: Region) -> Forward | None:
        """Return the answer in the language of the one who is written for, when that is another than the writer's."""
        language = forwarding.language_of(issue, readings)
        if language is None or decision.article is None or decision.move is not Move.GUIDE:
            return None
        article = self._article(decision.article.id, language)
        if article is None:
            return None
        reply = forwarding.whole(article, language)
        presentation = present(reply, language=languages.load(language), region=region)
        return Forward(language=language, cards=presentation.cards) if not _is_forbidden(presentation) else None

    def _choice_words(self, submission: Submission, language: Language) -> str | None:
        """Return the words on the button that was pressed, or None; an unknown id is no button of ours."""
        choice = submission.choice
        if choice is None:
            return None
        if choice.startswith("article:"):
            article = self._article(choice.removeprefix("article:"), submission.language)
            return article.goal if article is not None else None
        key = f"choice.{choice}"
        return language.words(key) if language.has(key) and "{" not in language.template(key) else None

    def _read_one(
        self,
        input_id: str,
        modality: Modality | None,
        blob_path: Callable[[str], Path],
        out_dir: Path,
        language: str,
        tell: Callable[[str, int, int], None] | None,
    ) -> Reading:
        folder = out_dir / input_id
        folder.mkdir(parents=True, exist_ok=True)
        request = ReadRequest(
            input_id=input_id,
            path=blob_path(input_id),
            modality=modality,
            language=language,
            out_dir=folder,
            engines=self._engines(),
        )
        if modality is Modality.TEXT:
            reading = text_reader.read(request)
        else:
            reading = self._processes.read(request, partial(tell, input_id) if tell is not None else None)
        for file, boxes in secret_boxes(reading):
            try:
                redraw.black_out(folder / file, boxes, folder / f"masked-{file}")
                (folder / f"masked-{file}").replace(folder / file)
            except (ModalityError, OSError):
                # What cannot be masked is not shown: agents may still ask for the original, which is audited.
                (folder / file).unlink(missing_ok=True)
                reading = replace(reading, files=tuple(each for each in reading.files if each.name != file))
        return masked_reading(reading)

    def _engines(self) -> EngineSettings:
        return EngineSettings(
            stt=self._settings.stt_engines,
            ocr=self._settings.ocr_engines,
            whisper_dir=self._settings.whisper_dir,
            stt_url=self._settings.stt_url,
            stt_key=self._settings.stt_key,
            stt_model=self._settings.stt_model,
            offline=self._settings.offline,
            models_dir=self._settings.data_dir / "models",
            paddle_engine=self._settings.paddle_engine,
            paddle_dir=self._settings.paddle_dir,
        )

    def _thought(
        self,
        issue: Issue,
        decision: Decision,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
        extra: Extra,
        ms: int,
        *,
        failure: Literal["none", "reading", "understanding", "media"] = "none",
    ) -> Thought:
        language = languages.load(submission.language)
        region = regions.load(conversation.region)
        hall = Hall(
            is_somebody_on_duty=duty.is_somebody_on_duty,
            queue_before=duty.queue_before,
            wait_estimate_s=duty.wait_estimate_s,
            is_written=is_written(issue),
            numbers=tuple((line.name, line.number) for line in region.hotlines),
        )
        issue = replace(issue, route=_route(decision, now, ms))
        presentation = extra.said or _presented(decision, issue, hall, extra, language, region)
        if _is_forbidden(presentation):
            _LOGGER.error("reply withheld: submission=%s move=%s", submission.id, decision.move.value)
            priority = min(decision.priority or Priority.P2, Priority.P2)
            reasons = tuple(dict.fromkeys((*decision.reasons, "H2")))
            decision = Decision(move=Move.HAND_OVER, route=RouteDecision.HUMAN, priority=priority, reasons=reasons)
            issue = replace(issue, route=_route(decision, now, ms))
            presentation = _presented(decision, issue, hall, Extra(), language, region)
        chosen = self._choice_words(submission, language)
        parts = (*_customer_parts(readings, submission, chosen, now), *_bot_parts(presentation, now))
        is_sample = decision.article is not None and decision.article.status == "sample"
        ticket = None
        here = {reading.input_id for reading in readings}
        if decision.route is RouteDecision.HUMAN or conversation.ticket is not None:
            whole = (*conversation.transcript, *parts)
            ticket = handover.draft(
                issue,
                decision,
                submission,
                (*(each for each in conversation.readings if each.input_id not in here), *readings),
                whole,
                hall,
                language,
                now,
                is_sample=is_sample,
                failure=failure,
            )
        mark = _mark(issue, decision, (*readings, *conversation.readings))
        words = describing.own_words((*conversation.readings, *readings))
        for rule in check(issue, words, "\n".join(card.text for card in presentation.cards)):
            _LOGGER.error("issue breaks a rule: submission=%s rule=%s", submission.id, rule.partition(":")[0])
        outcome = Outcome(
            submission_id=submission.id,
            session_id=submission.session_id,
            state=_STATES[decision.route],
            issue=issue,
            route=RouteView(
                decision=decision.route,
                priority=decision.priority,
                reasons=decision.reasons,
                p_understood=round(decision.p_understood, 3),
            ),
            reply=ReplyView(
                language=presentation.language,
                cards=presentation.cards,
                choices=presentation.choices,
                hotlines=presentation.hotlines,
                article_id=presentation.article_id,
                is_urgent=presentation.is_urgent,
                is_sample=is_sample,
                autoplay=not is_written(issue),
                forward=self._forward(issue, decision, (*conversation.readings, *readings), region),
                pinned=decision.article.steps[0] if decision.article and Note.REPEAT in decision.notes else None,
                marked_url=f"{handover.media_url(mark.input_id)}?file={MARKED}" if mark else None,
                guide=_guide(decision, presentation.language),
                settings=dict(extra.settings or setting_reply.of_needs(decision.needs)),
            ),
            ticket=ticket,
            transcript=tuple(part for part in parts if part.author is Author.CUSTOMER),
        )
        return Thought(outcome=outcome, presentation=presentation, transcript=parts, mark=mark)


def _setting(
    submission: Submission, own: Sequence[Utterance], readings: Sequence[Reading], conversation: Conversation
) -> Wish | None:
    """Return the wish for another setting that a message holds; one with a picture, or with a button, is about that."""
    if submission.choice is not None:
        return setting_reply.chosen(submission.choice)
    if any(reading.screens or reading.problems for reading in readings):
        return None
    pending = pending_question(conversation.issue)
    return settings_said.wish(own, is_answer=pending is not None and pending.q_id in setting_reply.FOUND_OR_NOT)


_STEPS = frozenset({Move.GUIDE, Move.GUIDE_AGAIN})
_STATES = {
    RouteDecision.ANSWER: State.ANSWERED,
    RouteDecision.CLARIFY: State.ASKING,
    RouteDecision.HUMAN: State.WITH_PERSON,
}


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


def _route(decision: Decision, now: datetime, ms: int) -> Route:
    return Route(
        decision=decision.route,
        priority=decision.priority,
        reasons=decision.reasons,
        p_understood=round(decision.p_understood, 3),
        at=now,
        ms=ms,
    )


def _presented(
    decision: Decision,
    issue: Issue,
    hall: Hall,
    extra: Extra,
    language: Language,
    region: Region,
) -> Presentation:
    reply = compose(decision, issue, hall, extra.echo)
    if decision.route is not RouteDecision.HUMAN and not decision.notes:
        reply = setting_reply.offer(reply, extra.offered)
    reply = _with_words(reply, language)
    return present(reply, language=language, region=region)


def _is_forbidden(presentation: Presentation) -> bool:
    """Say whether our own words ask for something we never ask for. Quotes of a screen or of the person may."""
    return any(forbidden(unquoted(card.text), presentation.language) for card in presentation.cards)


def _with_words(reply: Reply, language: Language) -> Reply:
    """Put words in the place of parameters that name another key."""

    def resolved(params: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, language.words(value[len(WORDS_OF) :]) if value.startswith(WORDS_OF) else value)
            for name, value in params
        )

    messages = tuple(replace(message, params=resolved(message.params)) for message in reply.messages)
    return replace(reply, messages=messages)


def _customer_parts(
    readings: Sequence[Reading], submission: Submission, chosen: str | None, now: datetime
) -> tuple[TranscriptPart, ...]:
    parts = []
    for utterance in (each for reading in readings for each in utterances(reading)):
        words = next((r.transcript for r in readings if r.input_id == utterance.input_id), None)
        times = _times(words) if utterance.is_own_words else ()
        parts.append(
            TranscriptPart(
                author=Author.CUSTOMER,
                input_id=utterance.input_id,
                modality=utterance.modality.value,
                text=utterance.text,
                at=submission.created_at,
                words=times,
            )
        )
    if chosen is not None:
        parts.append(TranscriptPart(author=Author.CUSTOMER, input_id=None, modality="choice", text=chosen, at=now))
    return tuple(parts)


def _times(transcript: Transcript | None) -> tuple[tuple[str, float, float], ...]:
    return tuple((word.text, word.t0_s, word.t1_s) for word in transcript.words) if transcript else ()


def _bot_parts(presentation: Presentation, now: datetime) -> tuple[TranscriptPart, ...]:
    if not presentation.cards:
        return ()
    text = "\n".join(card.text for card in presentation.cards)
    return (TranscriptPart(author=Author.BOT, input_id=None, modality="text", text=text, at=now),)


def _guide(decision: Decision, language: str) -> GuideView | None:
    """Return which step of a guide is told, for pages that show it as one."""
    if decision.article is None or decision.move not in _STEPS:
        return None
    steps = decision.article.steps
    text = steps[decision.step_no - 1]
    text = in_traditional(text) if language == "yue" else text  # as on the card
    return GuideView(step=decision.step_no, of=len(steps), text=text)


def _mark(issue: Issue, decision: Decision, readings: Sequence[Reading]) -> Mark | None:
    control = issue.control
    if decision.move is not Move.POINT_AT or control is None or control.box is None or control.is_on_screen is None:
        return None
    shown = control.is_on_screen.evidence[0]
    input_id = shown.input_id
    frame_t_s = shown.span.frame_t_s if isinstance(shown.span, FrameBox) else None
    for reading in readings:
        if reading.input_id != input_id:
            continue
        for screen in reading.screens:
            is_there = screen.frame_t_s == frame_t_s
            if screen.file and is_there and (screen.width, screen.height) == (control.box.img_w, control.box.img_h):
                return Mark(input_id=input_id, source_file=screen.file, box=control.box)
    return None
