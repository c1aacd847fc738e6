"""A presentation as sound: the first voice of the list that can speak does. The text never waits for it."""

import importlib
import importlib.util
import logging
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from elder_mode.breaker import MAX_FAILURES, REST_S, CircuitBreaker
from elder_mode.errors import SilenceWantedError, VoiceUnavailableError
from elder_mode.marks import follow
from elder_mode.reply import Caption, Presentation, Speech
from elder_mode.sentences import split
from elder_mode.sound import WAV, checked, decode, joined, trimmed, wav
from elder_mode.tts import Voice, VoiceSettings, keep
from elder_mode.voice_cache import Clip, Line, VoiceCache

__all__ = ["MAX_FAILURES", "REST_S", "CircuitBreaker", "VoiceSettings", "Voices", "create", "speak"]

_LOGGER = logging.getLogger(__name__)

DEFAULT_RATE = 0.9
"""Of the voice's own rate, for somebody of whose own rate nothing is known; fixed sentences are kept at this one."""
PAUSE_S = 0.35
"""Between kept sentences."""
_FILE_NAME = "speech"


def create(name: str, settings: VoiceSettings) -> Voice:
    """Return the voice ``name`` (a file of ``elder_mode/tts``).

    Raises:
        VoiceUnavailableError: there is no such voice, or it cannot work here; the text says why.
    """
    module = f"elder_mode.tts.{name}"
    if not name.isidentifier() or name.endswith("_program") or importlib.util.find_spec(module) is None:
        raise VoiceUnavailableError(f"there is no voice called {name!r}")
    voice: Voice = importlib.import_module(module).create(settings)
    return voice


class Voices:
    """The voices of one process: made once, left alone while they fail, with the sound of fixed sentences on disk."""

    def __init__(
        self, settings: VoiceSettings, cache: VoiceCache | None = None, breaker: CircuitBreaker | None = None
    ) -> None:
        """Take the voices of ``settings``; its language and rate do not count, each reply has its own."""
        self._settings = settings
        self._cache = cache
        self._breaker = breaker or CircuitBreaker()
        self._lock = Lock()
        self._made: dict[str, Voice | None] = {}

    def speak(self, presentation: Presentation, out_dir: Path, rate: float = DEFAULT_RATE) -> Speech | None:
        """Speak ``presentation`` into a file in ``out_dir``; None when no voice could, and the text alone must do.

        What a voice hands over is decoded first: an empty, broken, silent or much too short file counts as a failure,
        and the next voice speaks. Kept sentences are heard without asking anybody.
        """
        text = presentation.speech.strip()
        if not text:
            return None
        speech = self._kept(presentation, out_dir, rate)
        for name in () if speech else self._settings.engines:
            try:
                speech = self._spoken(name, text, presentation.language, rate, out_dir / _FILE_NAME)
            except SilenceWantedError:
                break
            if speech is not None:
                break
        if speech is None:
            return None
        _LOGGER.info("spoken: engine=%s seconds=%.1f rate=%.2f", speech.engine, speech.duration_s, speech.rate)
        return follow(presentation, speech)

    def prepare(self, lines: Iterable[str], language: str, *, is_local_enough: bool = True) -> int:
        """Make and keep the sound of fixed ``lines`` at the default rate; return how many were made.

        For each line the first voice of the list that works; a voice that fails is not asked again.

        Args:
            lines: sentences for the ear.
            language: of the lines.
            is_local_enough: also keep what a voice on this machine says; else only what costs a network call.
        """
        if self._cache is None:
            return 0
        count = 0
        failed: set[str] = set()
        for text in lines:
            for name in self._settings.engines:
                voice = self._voice(name) if name not in failed else None
                if voice is None or not voice.supports(language) or (voice.is_local and not is_local_enough):
                    continue
                line = Line(engine=name, speaker=voice.speaker(language), rate=DEFAULT_RATE, text=text)
                if self._cache.has(line):
                    break
                try:
                    self._cache.put(line, self._clip(voice, text, language, DEFAULT_RATE))
                except SilenceWantedError:
                    return count
                except VoiceUnavailableError:
                    failed.add(name)
                    continue
                count += 1
                break
        return count

    # --- inside --------------------------------------------------------------------------------------------------

    def _voice(self, name: str) -> Voice | None:
        with self._lock:
            if name not in self._made:
                try:
                    self._made[name] = create(name, self._settings)
                except VoiceUnavailableError as error:
                    _LOGGER.info("voice not used: engine=%s reason=%s", name, error)
                    self._made[name] = None
            return self._made[name]

    def _spoken(self, name: str, text: str, language: str, rate: float, out: Path) -> Speech | None:
        voice = self._voice(name) if self._breaker.allows(name) else None
        if voice is None or not voice.supports(language):
            return None
        try:
            speech = voice.speak(text, language, rate, out)
            duration_s = _listened(speech, text)
        except SilenceWantedError:
            raise
        except VoiceUnavailableError as error:
            _LOGGER.warning("voice not available: engine=%s retryable=%s", name, error.retryable)
            if error.retryable:
                self._breaker.failed(name)
            return None
        self._breaker.worked(name)
        return replace(speech, duration_s=duration_s)

    def _clip(self, voice: Voice, text: str, language: str, rate: float) -> Clip:
        with tempfile.TemporaryDirectory(prefix="lantern-voice-") as folder:
            speech = voice.speak(text, language, rate, Path(folder) / _FILE_NAME)
            sound = checked(decode(Path(speech.path).read_bytes(), speech.media_type), text)
        sound, gone_s = trimmed(sound)
        words = tuple(
            Caption(text=word.text, t0_s=max(0.0, word.t0_s - gone_s), t1_s=max(0.0, word.t1_s - gone_s))
            for word in speech.words
        )
        return Clip(engine=voice.name, sound=sound, words=words)

    def _kept(self, presentation: Presentation, out_dir: Path, rate: float) -> Speech | None:
        """Return the reply from kept sentences; a safety line that is kept never waits for a network.

        An ordinary reply is put together only when all of it is kept at its rate. In an urgent one the sentences that
        are not kept are spoken by a voice of this machine, and the rate of the kept ones will do.
        """
        if self._cache is None:
            return None
        sentences = [part for card in presentation.cards for part in split(card.speech)]
        wanted = DEFAULT_RATE if presentation.is_urgent else rate
        for name in self._settings.engines:
            if name == "silent":
                return None
            voice = self._voice(name)
            if voice is None or not voice.supports(presentation.language):
                continue
            speaker = voice.speaker(presentation.language)
            lines = [Line(engine=name, speaker=speaker, rate=wanted, text=text) for text in sentences]
            there = [self._cache.has(line) for line in lines]
            if not sentences or not there[0] or not (all(there) or presentation.is_urgent):
                continue
            clips = [self._cache.get(line) or self._said_here(line, presentation.language) for line in lines]
            found = [clip for clip in clips if clip is not None]
            if len(found) == len(lines):
                return _put_together(found, sentences, wanted, out_dir)
        return None

    def _said_here(self, line: Line, language: str) -> Clip | None:
        """Return a sentence from the first voice on this machine."""
        for name in self._settings.engines:
            voice = self._voice(name)
            if voice is None or not voice.is_local or not voice.supports(language):
                continue
            try:
                return self._clip(voice, line.text, language, line.rate)
            except VoiceUnavailableError:
                continue
        return None


def speak(
    presentation: Presentation, out_dir: Path, settings: VoiceSettings, breaker: CircuitBreaker | None = None
) -> Speech | None:
    """Speak one ``presentation`` into a file in ``out_dir`` at the rate of ``settings``, as ``Voices.speak`` does.

    Args:
        presentation: what to say; nothing is spoken for one without cards.
        out_dir: where the sound goes; made when it is not there.
        settings: which voices, how fast, and whether text may leave this machine.
        breaker: kept by the caller from one reply to the next, so that a dead service is not waited for each time.
    """
    return Voices(settings, breaker=breaker).speak(presentation, out_dir, settings.rate)


def _listened(speech: Speech, text: str) -> float:
    """Return the length of the sound in seconds, decoded; a file that cannot be ``text`` is removed.

    Raises:
        VoiceUnavailableError: it is empty, broken, silent, or much too short (retryable).
    """
    path = Path(speech.path)
    try:
        return checked(decode(path.read_bytes(), speech.media_type), text).duration_s
    except OSError as error:
        raise VoiceUnavailableError("the voice left no file", retryable=True) from error
    except VoiceUnavailableError:
        path.unlink(missing_ok=True)
        raise


def _put_together(clips: list[Clip], sentences: list[str], rate: float, out_dir: Path) -> Speech | None:
    sound, starts = joined([clip.sound for clip in clips], PAUSE_S)
    path = (out_dir / _FILE_NAME).with_suffix(".wav")
    try:
        keep(wav(sound), path)
    except VoiceUnavailableError:
        return None
    has_words = all(clip.words for clip in clips)
    return Speech(
        engine=clips[0].engine,
        media_type=WAV,
        duration_s=sound.duration_s,
        path=str(path),
        captions=tuple(
            Caption(text=text, t0_s=start, t1_s=start + clip.sound.duration_s)
            for text, start, clip in zip(sentences, starts, clips, strict=True)
        ),
        rate=rate,
        words=tuple(
            Caption(text=word.text, t0_s=start + word.t0_s, t1_s=start + word.t1_s)
            for start, clip in zip(starts, clips, strict=True)
            for word in clip.words
        )
        if has_words
        else (),
    )
