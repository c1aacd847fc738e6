"""The same work on a real PostgreSQL, started for these tests in a folder of their own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway import durable
from gateway.intake import Incoming
from gateway.outcome import State
from gateway.settings import Settings
from gateway.store.agents import AgentRole
from tests.fake_pipeline import FakePipeline
from tests.gateway.test_durable import photo, wait
from ui.services import open_services, open_worker


def as_somebody(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: drop to its own user."""
    return (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        if os.geteuid() == 0
        else command
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert tools, "Tests need the Debian package postgresql."
    folder = Path(tempfile.mkdtemp(prefix="lantern-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")

    def run(command: list[str]) -> None:
        subprocess.run(as_somebody(command), check=True, capture_output=True, cwd=folder)

    run([str(tools[-1] / "initdb"), "-D", data, "-U", "lantern", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    run([str(tools[-1] / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"])
    try:
        yield f"postgresql+psycopg://lantern@127.0.0.1:{port}/postgres"
    finally:
        run([str(tools[-1] / "pg_ctl"), "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def test_a_message_a_ticket_and_an_agent_on_postgresql(address: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=address, offline=True)
    services = open_services(settings, FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    executor = durable.take_executor(settings, is_worker=True)
    worker = open_worker(settings, services.pipeline, services.queue, executor)
    worker.start()
    try:
        with_media = services.intake.accept(
            Incoming(attachments=(photo(services, b"bytes"),), language="zh-CN", channel="api")
        )
        wait(lambda: services.store.submissions.outcome(with_media.submission_id) is not None)
        called = services.intake.call_person(with_media.session_id, channel="api")
        wait(lambda: services.store.submissions.outcome(called.submission_id) is not None)
        outcome = services.store.submissions.outcome(called.submission_id)
        services.store.agents.add("li", AgentRole.AGENT, None)

        assert outcome is not None
        assert outcome.state is State.WITH_PERSON
        assert outcome.ticket is not None
        claimed = services.deskwork.claim(outcome.ticket.ticket_id, "li")
        assert claimed.owner == "human:li"
        message_id = services.deskwork.reply(outcome.ticket.ticket_id, "li", "您好，我来帮您。")
        assert message_id in [message.id for message in services.store.messages.list(with_media.session_id)]
    finally:
        worker.stop()
        services.close()


def test_an_upload_in_pieces_on_postgresql(address: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=address, offline=True)
    services = open_services(settings, FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    uploads = services.store.uploads
    try:
        session_id = services.intake.open_session(language="zh-CN", channel="api")
        upload = uploads.begin(session_id=session_id, kind="video", name="a.mp4", size_bytes=10, sha256=None)
        assert uploads.append(upload.id, 0, b"01234").offset == 5
        assert uploads.append(upload.id, 5, b"56789").is_whole

        assert services.store.blobs.path(uploads.finish(upload.id)).read_bytes() == b"0123456789"
        assert uploads.sweep() == 0
        assert services.intake.erase(session_id).originals == 1
    finally:
        services.close()
