"""``lantern agents``: the people who answer."""

import getpass
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gateway import settings as all_settings
from gateway.errors import NotFoundError
from gateway.store.agents import RESERVED, AgentRole
from gateway.store.store import Store, open_store
from ui.asking import WrongUseError

MIN_PASSWORD = 8
NAME = re.compile(r"[\w.@-]{1,64}")
app = typer.Typer(help="The people who answer.", no_args_is_help=False)
DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the database, originals and models.")]


@app.command()
def add(
    name: str,
    role: Annotated[AgentRole, typer.Option(help="What the agent may do.")] = AgentRole.AGENT,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Add an agent, or give a known one a new role and password."""
    if not NAME.fullmatch(name):
        raise WrongUseError("A name has letters, digits, dots, dashes or underscores, and at most 64 of them.")
    if name.lower() in RESERVED:
        raise WrongUseError(f"The name {name} is taken by Lantern itself.")
    password = _password(is_piped=password_stdin)
    with _store(data_dir) as store:
        was_known = store.agents.add(name, role, password)
    if was_known:
        typer.echo(f"The password of {name} was changed. Old sessions and tokens of {name} are worthless now.")
    else:
        typer.echo(f"{name} can sign in at /desk.")


@app.command("list")
def show(data_dir: DataDir = None) -> None:
    """List all agents."""
    with _store(data_dir) as store:
        agents = store.agents.list()
    if not agents:
        typer.echo("There are no agents yet. Add one with: lantern agents add NAME")
    for agent in agents:
        state = "disabled" if agent.is_disabled else "active"
        seen = agent.seen_at.isoformat(timespec="seconds") if agent.seen_at else "never"
        typer.echo(f"{agent.name}\t{agent.role.value}\t{state}\tseen {seen}")


@app.command()
def disable(name: str, data_dir: DataDir = None) -> None:
    """Lock an agent out, everywhere, at once."""
    with _store(data_dir) as store, _known(name):
        store.agents.disable(name)
    Console().print(f"{name} is locked out.", highlight=False)


@app.command()
def token(name: str, data_dir: DataDir = None) -> None:
    """Print a bearer token for the API."""
    with _store(data_dir) as store, _known(name):
        typer.echo(store.agents.new_token(name))


def _password(*, is_piped: bool) -> str:
    """Return the password that was typed or piped in; WrongUseError when there is none, or it is too short."""
    if not is_piped and not sys.stdin.isatty():
        raise WrongUseError("Nobody is here to type a password. Pipe it in, and add --password-stdin.")
    try:
        password = sys.stdin.readline().rstrip("\r\n") if is_piped else getpass.getpass("Password: ")
    except (EOFError, UnicodeDecodeError) as error:
        raise WrongUseError("The password could not be read.") from error
    if len(password) < MIN_PASSWORD:
        raise WrongUseError(f"A password has at least {MIN_PASSWORD} characters.")
    return password


@contextmanager
def _store(data_dir: Path | None) -> Iterator[Store]:
    store = open_store(all_settings.load(data_dir=data_dir))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _known(name: str) -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise WrongUseError(f"There is no active agent {name}.") from error
