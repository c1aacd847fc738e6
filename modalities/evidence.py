"""What was heard, read and seen in one attachment: the records that readers give out.

Records only. Nothing here opens a file or knows an engine. Boxes are in pixels of the upright image; times are
seconds from the start of the recording; offsets are code points, end exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """By which way something reached us."""

    VOICE = "voice"
    PHOTO = "photo"
    SCREENSHOT = "screenshot"
    VIDEO = "video"
    TEXT = "text"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A stretch of a recording, in seconds."""

    t0_s: float
    t1_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels of the upright image, whose size goes with it."""

    x: int
    y: int
    w: int
    h: int
    img_w: int
    img_h: int

    @property
    def centre(self) -> tuple[float, float]:
        """Return the centre as fractions 0..1 of the image width and height."""
        return (self.x + self.w / 2) / self.img_w, (self.y + self.h / 2) / self.img_h


@dataclass(frozen=True, slots=True, kw_only=True)
class CharSpan:
    """A stretch of a text: code points, end exclusive."""

    char0: int
    char1: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameBox:
    """A rectangle in one frame of a video."""

    frame_t_s: float
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSpan:
    """Something that the person did, how often, and when it was last seen (RFC 3339)."""

    event: str
    at: str
    count: int


Span = TimeSpan | Box | CharSpan | FrameBox | EventSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where one value comes from."""

    input_id: str
    """SHA-256 (hex) of the original bytes."""
    modality: Modality
    quote: str
    """The exact words as recognised; empty for something seen without text, or done."""
    span: Span
    raw_conf: float
    """The engine's own confidence, 0..1, not calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One recognised word and when it was said. ``char0``/``char1`` are its place in the transcript's text."""

    text: str
    t0_s: float
    t1_s: float
    confidence: float
    char0: int
    char1: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The words of a recording, or of a typed message."""

    text: str
    """Verbatim: as recognised, or as typed."""
    language: str
    """``zh-CN``, ``yue`` or ``en``: what the engine was told or found."""
    words: tuple[Word, ...] = ()
    """In order; empty for typed text and for engines that give no times."""
    engine: str
    """``typed``, or ``<file name of the engine>@<version>``."""
    confidence: float
    """0..1; 1.0 for typed text."""


class Role(StrEnum):
    """What a control is, as a screen reader would name it."""

    BUTTON = "button"
    LINK = "link"
    FIELD = "field"
    SWITCH = "switch"
    SLIDER = "slider"
    TAB = "tab"
    ROW = "row"
    KEY = "key"
    MENU = "menu"
    ICON = "icon"
    UNKNOWN = "unknown"


class IconName(StrEnum):
    """What a sign without words means on most screens."""

    BACK = "back"
    CLOSE = "close"
    SEARCH = "search"
    SETTINGS = "settings"
    MORE = "more"
    ADD = "add"
    SHARE = "share"
    CAMERA = "camera"
    MICROPHONE = "microphone"
    PLAY = "play"
    HOME = "home"
    ARROW = "arrow"


class Cell(StrEnum):
    """One of nine cells of the picture: row, then column."""

    TOP_LEFT = "top_left"
    TOP_CENTRE = "top_centre"
    TOP_RIGHT = "top_right"
    MIDDLE_LEFT = "middle_left"
    MIDDLE_CENTRE = "middle_centre"
    MIDDLE_RIGHT = "middle_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_CENTRE = "bottom_centre"
    BOTTOM_RIGHT = "bottom_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line read in a picture."""

    text: str
    box: Box
    score: float
    """The reader's own score, 0..1, lowered when two readings differ in a digit. It never licenses a number by itself
    (docs/decisions.md)."""
    has_doubtful_number: bool = False
    """A number, date or dose in this line failed its format check, or was read with a low score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Something on a screen that can be used."""

    label: str | None
    """The words that name it, on it or beside it; None when there are none."""
    role: Role
    box: Box
    is_enabled: bool | None
    """None when the picture does not tell."""
    cell: Cell
    order: int
    """Place in reading order, from 1."""
    confidence: float
    """0..1."""
    value: str | None = None
    """The other words on it: the second line of a row, the state of a setting. None = no more words."""
    icon: IconName | None = None
    """What the sign means; None for words, and for signs that are not surely known."""
    is_on: bool | None = None
    """For switches; None when the picture does not tell."""
    is_selected: bool | None = None
    """For tabs; None when the picture does not tell."""
    is_small: bool = False
    """Narrower or lower than 44 px of a page (facts: the least size of the Chinese rules for old people's apps)."""


class PanelKind(StrEnum):
    """What lies over a page."""

    DIALOG = "dialog"
    SHEET = "sheet"
    KEYBOARD = "keyboard"
    TOAST = "toast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Something that lies over a page."""

    kind: PanelKind
    box: Box
    confidence: float
    """0..1."""


class ScreenKind(StrEnum):
    """What kind of picture this is."""

    SCREENSHOT = "screenshot"
    PHOTO_OF_SCREEN = "photo_of_screen"
    PHOTO = "photo"
    SCENE = "scene"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One picture, or one keyframe of a video, as read."""

    kind: ScreenKind
    width: int
    height: int
    frame_t_s: float | None = None
    """Seconds into the video; None for a single picture."""
    lines: tuple[TextLine, ...] = ()
    """In reading order."""
    controls: tuple[Control, ...] = ()
    """In reading order; empty for pictures that are not screens."""
    title: str | None = None
    clock: str | None = None
    """The time in the status bar, as it is written there."""
    dialog: Box | None = None
    """The dialog or sheet that is open."""
    panels: tuple[Panel, ...] = ()
    """All that lies over the page, the dialog among them."""
    error_codes: tuple[str, ...] = ()
    """As they are written: ``E1024``."""
    error_lines: tuple[int, ...] = ()
    """Indexes into ``lines`` of what reads like an error or failure message."""
    engine: str = ""
    """``rapidocr@<version>``."""
    file: str | None = None
    """Name (in ``Reading.files``) of the upright picture that boxes refer to."""
    codes: tuple[Box, ...] = ()
    """Where QR codes and bar codes stand in a photo. What they say is never read and never followed."""


class ProblemCode(StrEnum):
    """Expected trouble with an attachment. Each code is a message key in the language files (``problem.<code>``)."""

    SILENCE = "silence"
    TOO_QUIET = "too_quiet"
    TOO_NOISY = "too_noisy"
    NO_RECOGNISER = "no_recogniser"
    NOT_UNDERSTOOD = "not_understood"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    BLUR = "blur"
    DARK = "dark"
    FINGER = "finger"
    CUT = "cut"
    FAR = "far"
    GLARE = "glare"
    NO_TEXT = "no_text"
    ENGINE_FAILED = "engine_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One expected trouble: never an exception, because the person has done nothing wrong."""

    code: ProblemCode
    detail: str = ""
    """For agents and logs: measures and engine names. Never what a person said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFile:
    """A file that a reader made for people to look at or listen to: re-encoded, upright, without metadata."""

    name: str
    """A plain file name inside the folder given to the reader: ``upright.jpg``, ``playable.wav``, ``frame-2.jpg``."""
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechMeasures:
    """Measurements of a recording. Numbers only; nothing here says how a person is."""

    speech_s: float
    loudness_dbfs: float
    """RMS of the speech parts."""
    longest_pause_s: float
    pause_count: int = 0
    """Pauses of at least 0.3 s between the first and the last sound of speech."""
    pause_s: float = 0.0
    """All pauses together."""
    speech_share: float = 1.0
    """Speech within the whole recording, 0..1."""
    utterances: tuple[TimeSpan, ...] = ()
    """What was said in one go: pauses of up to five seconds belong to it."""
    chars_per_s: float | None = None
    """Chinese characters and words of other scripts per second of speech; None when nothing Chinese was recognised."""
    words_per_s: float | None = None
    """Words per second of speech, for languages with spaces; None when none was recognised."""
    above_background_db: float | None = None
    """How far speech lies above the rest of the recording; None when there is no rest to compare with."""
    levels_apart_db: float = 0.0
    """How far the loudest and the softest stretch of speech lie apart: a television in the background shows here."""
    clipped_share: float = 0.0
    """Samples at full scale, 0..1: the microphone was shouted into."""


class MomentKind(StrEnum):
    """What happened at one moment of a video."""

    SCREEN = "screen"
    TAP = "tap"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened in a video."""

    t_s: float
    """Seconds from the start. A screen is known to a quarter of a second."""
    kind: MomentKind
    screen: int | None = None
    """Index into ``Reading.screens`` of what was to be seen; None when it was not read."""
    box: Box | None = None
    """Where a tap was seen."""
    t1_s: float | None = None
    """End of what was said: the words of the transcript that begin between ``t_s`` and here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one attachment gave."""

    input_id: str
    """SHA-256 (hex) of the original bytes."""
    modality: Modality
    media_type: str
    """As sniffed from the bytes, e.g. ``audio/webm``; ``application/octet-stream`` when nothing fits."""
    duration_s: float | None = None
    """Measured from decoded samples or frames; None for text and pictures."""
    transcript: Transcript | None = None
    """None = nothing was understood. Never a guess."""
    screens: tuple[Screen, ...] = ()
    """One for a picture; at most 8 in time order for a video."""
    problems: tuple[Problem, ...] = ()
    files: tuple[DerivedFile, ...] = ()
    measures: SpeechMeasures | None = None
    story: tuple[Moment, ...] = ()
    """Of a video, in time order: screens as they came, taps that were surely seen, what was said."""
