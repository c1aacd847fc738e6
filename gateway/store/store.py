"""The store: everything that Lantern remembers, behind one frozen record."""

from dataclasses import dataclass
from pathlib import Path

from gateway.errors import StoreUnavailableError
from gateway.settings import Settings
from gateway.store.agents import Agents
from gateway.store.blobs import Blobs
from gateway.store.database import BUSY_S, Database
from gateway.store.erasing import Erasing
from gateway.store.events import Events
from gateway.store.messages import Messages
from gateway.store.publishing import Publishing
from gateway.store.sessions import Sessions
from gateway.store.submissions import Submissions
from gateway.store.tickets import Tickets
from gateway.store.uploads import Uploads
from gateway.store.withdrawing import Withdrawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """All rooms of the store. They share one database; originals and derived files lie beside it."""

    database: Database
    blobs: Blobs
    sessions: Sessions
    submissions: Submissions
    withdrawing: Withdrawing
    publishing: Publishing
    messages: Messages
    tickets: Tickets
    agents: Agents
    events: Events
    erasing: Erasing
    uploads: Uploads
    folder: Path

    def derived(self, session_id: str) -> Path:
        """Return where files go that readers make of the session's originals, one folder an original."""
        return self.folder / "derived" / session_id

    def speech(self, session_id: str, message_id: str) -> Path:
        """Return where the sound of a message goes."""
        return self.folder / "speech" / session_id / message_id

    def close(self) -> None:
        """Close all connections."""
        self.database.close()


def open_store(settings: Settings, *, busy_s: float = BUSY_S) -> Store:
    """Return the store of these settings, its schema brought up to date.

    Raises:
        StoreUnavailableError: the data folder or the database cannot be used.
    """
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        blobs = Blobs(folder / "blobs")
        (folder / "uploads").mkdir(exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(f"The data folder {folder} cannot be used.") from error
    database = Database(settings.domain_url, busy_s=busy_s)
    database.upgrade(folder / "locks" / "schema.lock")
    return Store(
        database=database,
        blobs=blobs,
        sessions=Sessions(database),
        submissions=Submissions(database),
        withdrawing=Withdrawing(database),
        publishing=Publishing(database),
        messages=Messages(database),
        tickets=Tickets(database),
        agents=Agents(database),
        events=Events(database),
        erasing=Erasing(database, blobs, folder),
        uploads=Uploads(database, blobs, folder),
        folder=folder,
    )
