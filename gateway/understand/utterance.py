"""One stretch of words with a way back to where each of them was heard, typed or read.

Understanding never sees a reading itself: it sees utterances, finds spans of characters in them, and asks the
utterance for the evidence.
"""

from dataclasses import dataclass
from enum import StrEnum

from modalities.evidence import Box, CharSpan, Evidence, FrameBox, Modality, Reading, Screen, Span, TimeSpan, Transcript


class Source(StrEnum):
    """Whose words they are: the person's own, or words that stand in a picture."""

    TYPED = "typed"
    HEARD = "heard"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The smallest stretch of which we know when it was said, or where it stands."""

    char0: int
    char1: int
    span: TimeSpan | Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words of one attachment: a typed message, a transcript, or all the lines of one picture (one a row)."""

    input_id: str
    modality: Modality
    source: Source
    text: str
    """As stored: already masked, character by character, so that offsets hold."""
    language: str
    confidence: float
    method: str
    """For claims: ``typed``, ``asr:<engine>`` or ``ocr:<engine>``."""
    pieces: tuple[Piece, ...] = ()
    frame_t_s: float | None = None

    @property
    def is_own_words(self) -> bool:
        """Say whether the person said or typed this, as against words in a picture."""
        return self.source is not Source.READ

    def evidence(self, char0: int, char1: int) -> Evidence:
        """Return the evidence for the characters ``char0`` to ``char1`` (end exclusive) of the text.

        Spans of words become a stretch of time, spans of lines a box. Typed words, and recordings whose engine gives
        no times, are located by characters.
        """
        hit = [piece for piece in self.pieces if piece.char0 < char1 and piece.char1 > char0]
        confidence = min((piece.confidence for piece in hit), default=self.confidence)
        return Evidence(
            input_id=self.input_id,
            modality=self.modality,
            quote=self.text[char0:char1],
            span=self._span(hit, char0, char1),
            raw_conf=round(confidence, 4),
        )

    def _span(self, hit: list[Piece], char0: int, char1: int) -> Span:
        times = [piece.span for piece in hit if isinstance(piece.span, TimeSpan)]
        if times:
            return TimeSpan(t0_s=min(span.t0_s for span in times), t1_s=max(span.t1_s for span in times))
        boxes = [piece.span for piece in hit if isinstance(piece.span, Box)]
        if not boxes:
            return CharSpan(char0=char0, char1=char1)
        box = enclosing(boxes)
        return box if self.frame_t_s is None else FrameBox(frame_t_s=self.frame_t_s, box=box)


def enclosing(boxes: list[Box]) -> Box:
    """Return the smallest box around ``boxes``, which lie in one picture."""
    x0, y0 = min(box.x for box in boxes), min(box.y for box in boxes)
    x1, y1 = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
    return Box(x=x0, y=y0, w=x1 - x0, h=y1 - y0, img_w=boxes[0].img_w, img_h=boxes[0].img_h)


def utterances(reading: Reading) -> tuple[Utterance, ...]:
    """Return what one reading says: first the person's own words, then the words of each picture."""
    own = () if reading.transcript is None else (_own_words(reading, reading.transcript),)
    pictures = tuple(picture_words(reading, screen) for screen in reading.screens if screen.lines)
    return own + pictures


def _own_words(reading: Reading, transcript: Transcript) -> Utterance:
    is_typed = reading.modality is Modality.TEXT
    return Utterance(
        input_id=reading.input_id,
        modality=reading.modality,
        source=Source.TYPED if is_typed else Source.HEARD,
        text=transcript.text,
        language=transcript.language,
        confidence=transcript.confidence,
        method="typed" if is_typed else f"asr:{transcript.engine}",
        pieces=tuple(
            Piece(
                char0=word.char0,
                char1=word.char1,
                span=TimeSpan(t0_s=word.t0_s, t1_s=word.t1_s),
                confidence=word.confidence,
            )
            for word in transcript.words
        ),
    )


def picture_words(reading: Reading, screen: Screen) -> Utterance:
    """Return the words of one picture: its lines in reading order, one a row."""
    pieces: list[Piece] = []
    at = 0
    for line in screen.lines:
        pieces.append(Piece(char0=at, char1=at + len(line.text), span=line.box, confidence=line.score))
        at += len(line.text) + 1
    return Utterance(
        input_id=reading.input_id,
        modality=reading.modality,
        source=Source.READ,
        text="\n".join(line.text for line in screen.lines),
        language="",
        confidence=min((line.score for line in screen.lines), default=0.0),
        method=f"ocr:{screen.engine}",
        pieces=tuple(pieces),
        frame_t_s=screen.frame_t_s,
    )
