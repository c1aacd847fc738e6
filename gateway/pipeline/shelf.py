"""The articles that may answer on one day, and the search over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gateway.knowledge.articles import Article, load_folder, samples_folder, usable
from gateway.knowledge.search import Index
from gateway.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Reviewed articles, and samples where the settings allow them."""

    articles: Mapping[tuple[str, str], Article]
    """By id and language."""
    index: Index

    def article(self, article_id: str, language: str) -> Article | None:
        """Return an article as readers of ``language`` get it; None when it does not stand here."""
        written = "zh-CN" if language == "yue" else language  # Cantonese speakers read the same articles
        return self.articles.get((article_id, written))


def load(settings: Settings, today: date) -> Shelf:
    """Return the shelf of ``today``.

    Raises:
        ArticleError: an article cannot be read.
    """
    folder = settings.knowledge_dir or samples_folder()
    articles = usable(load_folder(folder), samples_allowed=settings.knowledge_samples, today=today)
    return Shelf(articles={(each.id, each.language): each for each in articles}, index=Index.build(articles))
