"""The command line ``lantern``. See docs/cli.md; exit codes: 0 done, 1 a finding, 2 wrong use."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer.main import get_command

from gateway import settings as all_settings
from gateway.errors import ArticleError, EmptyMessageError, LanternError, NotFoundError, WrongSettingError
from gateway.intake import TooLargeError
from gateway.settings import Settings
from ui import cli_agents, cli_bench, cli_evaluate, cli_knowledge, cli_look, cli_models, cli_train
from ui.asking import Question, WrongUseError, ask_once

FINDING = 1
WRONG_USE = 2
_WRONG_USE = (WrongSettingError, WrongUseError, EmptyMessageError, TooLargeError, NotFoundError)
_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

app = typer.Typer(
    name="lantern", help="Lantern (明灯): a patient way to get help.", no_args_is_help=False, add_completion=False
)
app.add_typer(cli_agents.app, name="agents")
app.add_typer(cli_knowledge.app, name="knowledge")
app.add_typer(cli_models.app, name="models")
app.command("schema")(cli_look.schema)
app.command("doctor")(cli_look.doctor)
app.command("evaluate")(cli_evaluate.evaluate)
app.command("train")(cli_train.train)
app.command("bench")(cli_bench.bench)

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    data_dir: DataDir = None,
    certificate: Annotated[Path | None, typer.Option(help="Certificate (PEM) for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="Key (PEM) of the certificate.")] = None,
    root_path: Annotated[str | None, typer.Option(help="Sub-path behind a proxy, e.g. /help.")] = None,
) -> None:
    """Serve pages and API and do the work, in one process."""
    from ui.serving import Certificate, run_server  # noqa: PLC0415  # pages are slow to import

    chosen = _settings(host=host, port=port, data_dir=data_dir, root_path=root_path)
    run_server(chosen, Certificate.of(certificate, key), has_worker=True)


@app.command()
def web(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    data_dir: DataDir = None,
    certificate: Annotated[Path | None, typer.Option(help="Certificate (PEM) for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="Key (PEM) of the certificate.")] = None,
    root_path: Annotated[str | None, typer.Option(help="Sub-path behind a proxy, e.g. /help.")] = None,
) -> None:
    """Serve pages and API only; ``lantern worker`` does the work."""
    from ui.serving import Certificate, run_server  # noqa: PLC0415  # pages are slow to import

    chosen = _settings(host=host, port=port, data_dir=data_dir, root_path=root_path)
    run_server(chosen, Certificate.of(certificate, key), has_worker=False)


@app.command()
def worker(data_dir: DataDir = None) -> None:
    """Do the work only; ``lantern web`` serves pages and API."""
    from ui.serving import run_worker  # noqa: PLC0415  # as above

    run_worker(_settings(data_dir=data_dir))


@app.command()
def ask(  # one parameter an option
    voice: Annotated[list[Path] | None, typer.Option(help="A recording.")] = None,
    photo: Annotated[list[Path] | None, typer.Option(help="A photo.")] = None,
    screenshot: Annotated[list[Path] | None, typer.Option(help="A screenshot.")] = None,
    video: Annotated[list[Path] | None, typer.Option(help="A video.")] = None,
    file: Annotated[list[Path] | None, typer.Option(help="A file; its bytes tell what it is.")] = None,
    text: Annotated[str | None, typer.Option(help="Words.")] = None,
    language: Annotated[str | None, typer.Option(help="zh-CN, yue or en.")] = None,
    session: Annotated[str | None, typer.Option(help="Go on in this session.")] = None,
    choice: Annotated[str | None, typer.Option(help="Id of one of the last choices.")] = None,
    need: Annotated[list[str] | None, typer.Option(help="An access need, e.g. large_text.")] = None,
    speech_out: Annotated[Path | None, typer.Option(help="Write the spoken reply here, as WAV.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON and nothing else.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Send one message through the whole pipeline, in this process, and print the outcome."""
    media = {"voice": voice, "photo": photo, "screenshot": screenshot, "video": video, "file": file}
    files = tuple((name, path) for name, paths in media.items() for path in paths or ())
    chosen = _settings(data_dir=data_dir)
    logging.getLogger().setLevel(logging.ERROR)  # stderr is for the one sentence that a user must see
    question = Question(
        files=files,
        text=text or "",
        language=language or chosen.language,
        session_id=session,
        choice=choice,
        needs=tuple(need or ()),
        speech_out=speech_out,
    )
    cli_look.print_outcome(ask_once(chosen, question), as_json=as_json)


@app.command()
def migrate(data_dir: DataDir = None) -> None:
    """Bring the schema of the databases up to date."""
    from gateway import durable  # noqa: PLC0415  # the engine is slow to import
    from gateway.store.store import open_store  # noqa: PLC0415  # as above

    chosen = _settings(data_dir=data_dir)
    open_store(chosen).close()
    durable.prepare(chosen)
    Console().print("The databases are up to date.")


def main() -> None:
    """Run the command line; everything that a user can cause ends in one plain sentence."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Return the exit code of one call of the command line."""
    try:
        code = get_command(app).main(arguments, prog_name="lantern", standalone_mode=False)
    except typer.TyperException as error:
        _say(_sentence(getattr(error, "message", "") or str(error)))
        return WRONG_USE
    except (typer.Abort, KeyboardInterrupt):
        return FINDING
    except _WRONG_USE as error:
        _say(_sentence(str(error)))
        return WRONG_USE
    except (ArticleError, LanternError) as error:
        _say(_sentence(str(error)))
        return FINDING
    return code if isinstance(code, int) else 0


def _settings(**overrides: object) -> Settings:
    chosen = all_settings.load(**overrides)
    logging.basicConfig(level=chosen.log_level, format=_LOG_FORMAT, stream=sys.stderr)
    # Libraries whose messages are about themselves, or may quote what a person sent.
    for name in ("dbos", "alembic", "python_multipart", "httpx", "gradio", "bm25s"):
        logging.getLogger(name).setLevel(logging.WARNING if name != "python_multipart" else logging.CRITICAL)
    return chosen


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "。", "!", "?")) else f"{plain}."


def _say(text: str) -> None:
    # A path need not be UTF-8: what cannot be written is shown as a question mark.
    sys.stderr.write(f"{text.encode(errors='replace').decode()}\n")


if __name__ == "__main__":
    main()
