"""``lantern knowledge``: the articles that answer."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway import settings as all_settings
from gateway.errors import ArticleError
from gateway.knowledge import glossary
from gateway.knowledge.articles import load_folder, samples_folder, usable
from gateway.knowledge.review import check, preview
from gateway.knowledge.search import Index
from gateway.settings import Settings
from ui.asking import WrongUseError

app = typer.Typer(help="The articles that answer.", no_args_is_help=False)
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")]


@app.command("check")
def check_folder(
    folder: Annotated[Path | None, typer.Argument(help="Folder of articles; else the configured one.")] = None,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="Also show how each article begins when it is read aloud.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Check every article; exit code 1 when there is something to mend."""
    settings = all_settings.load(data_dir=data_dir)
    articles = load_folder(folder or _folder(settings))
    today = datetime.now(UTC).date()
    if spoken:
        for article in articles:
            typer.echo(f"{article.language}/{article.id}: {preview(article)}")
    findings = [(article, text) for article in articles for text in check(article, today)]
    for article, text in findings:
        typer.echo(f"{article.language}/{article.id}: {text}")
    typer.echo(f"{len(articles)} articles, {len(findings)} findings.")
    if findings:
        raise typer.Exit(1)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="What a person would say.")],
    language: Annotated[str, typer.Option(help="zh-CN, yue or en.")] = "zh-CN",
    heard: Annotated[
        bool, typer.Option("--heard", help="The words were spoken: look for what sounds alike too.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show which articles would answer; exit code 1 when none would."""
    if not words.strip():
        raise WrongUseError("Say what to look for, for example: lantern knowledge search 'no sound'")
    settings = all_settings.load(data_dir=data_dir)
    articles = usable(
        load_folder(_folder(settings)),
        samples_allowed=settings.knowledge_samples,
        today=datetime.now(UTC).date(),
    )
    hits = Index.build(articles).search(words, language=language, is_heard=heard)
    for hit in hits:
        typer.echo(f"{hit.score:.2f}  {hit.article.id}  {hit.article.title}")
    if not hits:
        raise typer.Exit(1)


@app.command()
def explain(
    words: Annotated[str, typer.Argument(help="A word on a screen, or a question about one.")],
    language: Annotated[str, typer.Option(help="zh-CN, yue or en.")] = "zh-CN",
) -> None:
    """Say what a word on a screen means; exit code 1 when it is not known."""
    gloss = glossary.explain(words, language)
    if gloss is None:
        raise typer.Exit(1)
    typer.echo(f"{gloss.term}: {gloss.text}")


@app.command("import")
def bring_in(
    folder: Annotated[Path, typer.Argument(help="Folder with <language>/<id>.md files.")], data_dir: DataDir = None
) -> None:
    """Copy articles into the configured folder, all or none; articles of the same id and language are replaced."""
    settings = all_settings.load(data_dir=data_dir)
    target = settings.knowledge_dir
    if target is None:
        raise WrongUseError("Set LANTERN_KNOWLEDGE_DIR to the folder of your own articles first.")
    today = datetime.now(UTC).date()
    articles = load_folder(folder)
    bad = [f"{article.language}/{article.id}: {text}" for article in articles for text in check(article, today)]
    if bad:
        raise ArticleError(f"Nothing was imported. First mend {bad[0]}")
    for article in articles:
        place = target / article.language
        place.mkdir(parents=True, exist_ok=True)
        new = place / f".{article.id}.md.new"
        shutil.copyfile(folder / article.language / f"{article.id}.md", new)
        os.replace(new, place / f"{article.id}.md")  # noqa: PTH105  # a reader sees the old article or the new one
    typer.echo(f"{len(articles)} articles imported.")


def _folder(settings: Settings) -> Path:
    return settings.knowledge_dir or samples_folder()
