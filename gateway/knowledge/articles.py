"""Knowledge articles: one Markdown file each, read into a record, and chosen for use.

A file is ``<folder>/<language>/<id>.md``; its twin in another language has the same id. The front matter holds what the
gateway needs to find and judge the article, the body what a person gets: one action a step, and always a way without
the phone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import TypeVar

import yaml

from gateway.errors import ArticleError

TOPICS = (
    "phone",
    "wechat",
    "payment",
    "travel",
    "hospital",
    "pension",
    "tv",
    "scam",
    "home",
    "government",
    "shopping",
)

_FRONT = re.compile(r"\A---\r?\n(?P<front>.*?)\r?\n---\r?\n(?P<body>.*)\Z", re.DOTALL)
_STEP_HEADINGS = ("步骤", "steps")
_OFFLINE_HEADINGS = ("不用手机的办法", "without the phone")
_STEP = re.compile(r"\d+[.、]\s*(?P<text>.+)")
_Kind = TypeVar("_Kind")


class Status(StrEnum):
    """How far an article may be trusted: written as an example, or approved by its owner."""

    SAMPLE = "sample"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One thing that people want to get done, step by step."""

    id: str
    language: str
    """BCP-47; twins in several languages share the id."""
    title: str
    goal: str
    """A short verb phrase, also the label of the choice "您是想问…吗"."""
    topic: str
    """One of ``TOPICS``."""
    about: tuple[str, ...]
    """Names of the apps, devices or services it is for; empty when it is for any."""
    signs: tuple[str, ...]
    """Words on a screen or paper that this article explains."""
    status: str
    """A value of ``Status``; kept as written so that ``check`` can name a wrong one."""
    checked_against: str
    reviewed: date
    review_due: date
    """Last day on which it may be used."""
    owner: str
    is_money_or_code: bool
    """It comes near money or a password: ask the person to say it back."""
    decides_nothing: bool
    """It says where to ask about dose, insurance or pension, and never decides."""
    questions: tuple[str, ...]
    """Five ways in which people really ask, in words that the text lacks."""
    lead: str
    """One sentence before the steps; empty when there is none."""
    steps: tuple[str, ...]
    offline_way: tuple[str, ...]

    @property
    def is_sample(self) -> bool:
        """Say whether nobody has approved it yet."""
        return self.status != Status.APPROVED


def parse(text: str, name: str) -> Article:
    """Return the article that stands in a file.

    Args:
        text: The whole file.
        name: The file's name, for the error.

    Raises:
        ArticleError: A part is missing or of the wrong kind; one plain sentence that names the file.
    """
    match = _FRONT.match(text.removeprefix("\ufeff"))
    if match is None:
        raise ArticleError(f"{name}: the file must begin with front matter between two lines of three dashes.")
    try:
        front = yaml.safe_load(match["front"])
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-13-40
        raise ArticleError(f"{name}: the front matter is not valid YAML.") from error
    if not isinstance(front, dict):
        raise ArticleError(f"{name}: the front matter must be a list of names and values.")
    lead, steps, offline = _body(match["body"])
    if not steps:
        raise ArticleError(f"{name}: there is no numbered step under the heading for steps.")
    return Article(
        id=_field(front, "id", str, name),
        language=_field(front, "language", str, name),
        title=_field(front, "title", str, name),
        goal=_field(front, "goal", str, name),
        topic=_field(front, "topic", str, name),
        about=_texts(front, "about", name),
        signs=_texts(front, "signs", name),
        status=_field(front, "status", str, name),
        checked_against=_field(front, "checked_against", str, name),
        reviewed=_field(front, "reviewed", date, name),
        review_due=_field(front, "review_due", date, name),
        owner=_field(front, "owner", str, name),
        is_money_or_code=_field(front, "is_money_or_code", bool, name),
        decides_nothing=_field(front, "decides_nothing", bool, name),
        questions=_texts(front, "questions", name),
        lead=lead,
        steps=steps,
        offline_way=offline,
    )


def load_folder(path: Path) -> tuple[Article, ...]:
    """Return all articles of a knowledge folder, by language and id.

    Raises:
        ArticleError: The folder is missing, a file cannot be read as an article, or a file's place does not agree with
            the id and language inside it.
    """
    if not path.is_dir():
        raise ArticleError(f"{path}: the knowledge folder is not there.")
    return tuple(_load(file) for file in sorted(path.glob("*/*.md")))


def usable(articles: Iterable[Article], *, samples_allowed: bool, today: date) -> tuple[Article, ...]:
    """Return the articles that may answer today.

    Approved ones always, samples only when allowed, expired ones never, nor one whose status is unknown. Where an
    approved article and a sample have the same id and language, the approved one replaces the sample.
    """
    current = [
        article for article in articles if article.review_due >= today and article.reviewed <= article.review_due
    ]
    chosen = {(item.id, item.language): item for item in current if samples_allowed and item.status == Status.SAMPLE}
    chosen |= {(item.id, item.language): item for item in current if item.status == Status.APPROVED}
    return tuple(chosen.values())


def samples_folder() -> Path:
    """Return the folder of the articles that come with Lantern: the checkout's, else the packaged copy."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "knowledge").is_dir():
        return checkout / "knowledge"
    return Path(str(resources.files("gateway.knowledge"))) / "samples"


def _load(file: Path) -> Article:
    name = f"{file.parent.name}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{name}: the file cannot be read as UTF-8 text.") from error
    article = parse(text, name)
    if (article.language, article.id) != (file.parent.name, file.stem):
        raise ArticleError(f"{name}: the id must be the file's name, and the language the folder's.")
    return article


def _field(front: Mapping[str, object], key: str, kind: type[_Kind], name: str) -> _Kind:
    value = front.get(key)
    if type(value) is not kind or value == "":  # exactly: True is an int, and a datetime is a date
        raise ArticleError(f"{name}: '{key}' is missing or is not a {kind.__name__}.")
    return value


def _texts(front: Mapping[str, object], key: str, name: str) -> tuple[str, ...]:
    value = front.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ArticleError(f"{name}: '{key}' must be a list of texts.")
    return tuple(value)


def _body(body: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return lead, steps and the way without the phone."""
    lead: list[str] = []
    steps: list[str] = []
    offline: list[str] = []
    heading = ""
    for line in (raw.strip() for raw in body.splitlines()):
        if line.startswith("#"):
            heading = line.lstrip("#").strip().lower()
        elif line and not heading:
            lead.append(line)
        elif line and heading in _STEP_HEADINGS:
            numbered = _STEP.fullmatch(line)
            steps.append(numbered["text"]) if numbered else None
        elif line and heading in _OFFLINE_HEADINGS:
            offline.append(line.lstrip("-* "))
    return " ".join(lead), tuple(steps), tuple(offline)
