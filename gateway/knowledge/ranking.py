"""Which article a question sounds like, learned from all articles at once: a second opinion beside the index.

The index asks how much of a question an article holds; this asks what tells the articles apart. Kernel ridge regression
over pieces of words, sounds and ideas: solved in one step, the same for the same articles, in about a second for three
hundred. On 718 questions by somebody who saw only the goals the right article stood first in .63 instead of .56 of them
(docs/measurements.md#articles).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from gateway.knowledge.articles import Article
from gateway.knowledge.words import IDEA, Words
from gateway.understand.learned.features import pieces

if TYPE_CHECKING:
    from scipy.sparse import csc_array, csr_array

PLACES: Final = 1 << 18
MOST_TEXTS: Final = 5000
"""More take a hundred megabytes and many seconds to solve; then the index ranks alone."""
_RIDGE: Final = 1.0
_STEP_WEIGHT: Final = 0.5
"""A step names many things on the way to the goal."""
_SOUND_WEIGHT: Final = 0.6
_FEWEST: Final = 3
"""Articles: among fewer there is nothing to learn."""
FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """Texts of the articles, and how much each speaks for each article. Built once, then only read."""

    words: Words
    texts: "csc_array"
    """(texts, PLACES), each row of length 1."""
    rarity: FloatArray
    """(PLACES,): inverse document frequency."""
    votes: FloatArray
    """(texts, articles)."""

    def scores(self, question: str) -> FloatArray:
        """Return for each article how many standard deviations it stands above the others; zeros for an empty text."""
        own = _row(question, self.words) if question.strip() else {}
        if not own:
            return np.zeros(self.votes.shape[1], dtype=np.float32)
        places = np.fromiter(own, dtype=np.int64)
        weights = np.fromiter(own.values(), dtype=np.float32) * self.rarity[places]
        alike = self.texts[:, places] @ (weights / np.linalg.norm(weights))
        # Not by a matrix product: its threads cost more than they save when other work runs.
        found: FloatArray = np.einsum("t,ta->a", alike, self.votes)
        spread = float(found.std())
        return (found - found.mean()) / spread if spread else np.zeros_like(found)


def build(articles: Sequence[Article], words: Words) -> Ranking | None:
    """Return a ranking of ``articles``, or None for too few or too many of them."""
    told = [_texts(article) for article in articles]
    count = sum(map(len, told))
    if len(articles) < _FEWEST or count > MOST_TEXTS:
        return None
    rows = [_row(text, words) for text, _ in chain.from_iterable(told)]
    trust = np.array([weight for _, weight in chain.from_iterable(told)], dtype=np.float32)
    owner = np.repeat(np.arange(len(articles)), [len(each) for each in told])
    rarity = _rarity(rows)
    texts = _matrix(rows, rarity)
    gram = (texts @ texts.T).toarray()
    gram[np.diag_indices_from(gram)] += _RIDGE / trust
    wanted = np.zeros((count, len(articles)), dtype=np.float32)
    wanted[np.arange(count), owner] = 1.0
    votes = np.linalg.solve(gram, wanted).astype(np.float32)
    return Ranking(words=words, texts=texts.tocsc(), rarity=rarity, votes=votes)


def _texts(article: Article) -> list[tuple[str, float]]:
    named = (article.title, article.goal, " ".join(article.about), *article.questions)
    return [(text, 1.0) for text in named if text] + [(step, _STEP_WEIGHT) for step in article.steps]


def _row(text: str, words: Words) -> dict[int, float]:
    """Return the weight of each place that ``text`` fills."""
    ideas = (("idea", token) for token in set(words.tokens(text)) if token.startswith(IDEA))
    found: dict[int, float] = {}
    for kind, piece in {*pieces(text), *ideas}:
        place = zlib.crc32(f"{kind}{piece}".encode()) % PLACES
        found[place] = found.get(place, 0.0) + (_SOUND_WEIGHT if kind == "sound" else 1.0)
    return found


def _rarity(rows: Sequence[dict[int, float]]) -> FloatArray:
    counts = np.bincount(np.fromiter(chain.from_iterable(rows), dtype=np.int64), minlength=PLACES)
    return (np.log((1 + len(rows)) / (1 + counts)) + 1).astype(np.float32)


def _matrix(rows: Sequence[dict[int, float]], rarity: FloatArray) -> "csr_array":
    from scipy.sparse import csr_array  # noqa: PLC0415  # a fifth of a second to import

    places = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    weights = np.fromiter(chain.from_iterable(row.values() for row in rows), dtype=np.float32) * rarity[places]
    sizes = [len(row) for row in rows]
    squares = np.add.reduceat(weights**2, np.cumsum([0, *sizes[:-1]]))
    weights /= np.repeat(np.sqrt(squares), sizes)
    return csr_array((weights, places, np.cumsum([0, *sizes])), shape=(len(rows), PLACES))
