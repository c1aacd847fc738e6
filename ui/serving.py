"""``lantern serve``, ``web`` and ``worker``: long-running processes that stop when they are told to."""

import json
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from elder_mode import language as languages
from gateway import durable
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from modalities.processes import ReadingProcesses
from ui import app as composition
from ui.asking import WrongUseError
from ui.services import Services, Worker, open_pipeline, open_services, open_worker

_LOGGER = logging.getLogger(__name__)
DOCTOR_S = 120
STOP_S = 3
"""Streams that are open at the end get this long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What https needs."""

    certificate: Path
    key: Path

    @classmethod
    def of(cls, certificate: Path | None, key: Path | None) -> "Certificate | None":
        """Return both files, or None when neither was given; WrongUseError for one alone or one that is missing."""
        if certificate is None and key is None:
            return None
        if certificate is None or key is None:
            raise WrongUseError("For https both --certificate and --key are needed.")
        for path in (certificate, key):
            if not path.is_file():
                raise WrongUseError(f"The file {path} cannot be opened.")
        return cls(certificate=certificate, key=key)


def run_server(settings: Settings, certificate: Certificate | None, *, has_worker: bool) -> None:
    """Serve until told to stop.

    Raises:
        WrongUseError: the address is taken or cannot be used.
        StoreUnavailableError: the store cannot be used.
    """
    listener = _listen(settings)
    processes = ReadingProcesses()
    services: Services | None = None
    try:
        pipeline = open_pipeline(settings, processes)
        services = open_services(settings, pipeline)
        worker: Worker | None = None
        if has_worker:
            executor = durable.take_executor(settings, is_worker=True)
            worker = open_worker(settings, pipeline, services.queue, executor)
        app = composition.build(
            services, start=worker.start if worker else _nothing, stop=worker.stop if worker else _nothing
        )
        server = uvicorn.Server(_config(app, settings, certificate))
        _greet(settings, listener, is_https=certificate is not None)
        if has_worker:
            _prepare_voices(pipeline)
        for number in (signal.SIGTERM, signal.SIGINT):
            # The server stops by itself, then sends the signal on; without this we would end before closing.
            signal.signal(number, lambda *_: None)
        server.run(sockets=[listener])
    finally:
        processes.close()
        if services is not None:
            services.close()
        listener.close()


def run_worker(settings: Settings) -> None:
    """Work until told to stop (StoreUnavailableError when the store cannot be used)."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with ReadingProcesses() as processes:
        pipeline = open_pipeline(settings, processes)
        services = open_services(settings, pipeline)
        worker = open_worker(settings, pipeline, services.queue, durable.take_executor(settings, is_worker=True))
        worker.start()
        _prepare_voices(pipeline)
        _say("Lantern works. Stop it with Ctrl-C.")
        stopping.wait()
        worker.stop()
        services.close()


def _prepare_voices(pipeline: Pipeline) -> None:
    """Make the sound of fixed sentences beside the work; what the end interrupts is made at the next start."""
    threading.Thread(target=pipeline.prepare_voices, name="voices", daemon=True).start()


def _config(app: Callable[..., object], settings: Settings, certificate: Certificate | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        ssl_certfile=str(certificate.certificate) if certificate else None,
        ssl_keyfile=str(certificate.key) if certificate else None,
        timeout_graceful_shutdown=STOP_S,
        server_header=False,
    )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise WrongUseError(
            f"The address {settings.host} port {settings.port} cannot be used: {error.strerror or 'unknown'}."
        ) from error
    return listener


def _greet(settings: Settings, listener: socket.socket, *, is_https: bool) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    base = f"{'https' if is_https else 'http'}://{shown}:{port}{settings.root_path.rstrip('/')}"
    _say(f"Lantern: {base}/   desk: {base}/desk   plain page: {base}/simple")
    _say("Add an agent with: lantern agents add NAME --role agent")
    threading.Thread(target=_say_what_is_missing, args=(settings,), name="doctor", daemon=True).start()
    if settings.knowledge_samples and settings.knowledge_dir is None:
        _say(languages.load(settings.language).words("sample.notice"))


def _say_what_is_missing(settings: Settings) -> None:
    """Print what does not work here and why. In a process of its own: looking means loading the engines."""
    command = [sys.executable, "-m", "ui.cli", "doctor", "--json", "--data-dir", str(settings.data_dir)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=DOCTOR_S, check=False)  # noqa: S603
        findings = json.loads(done.stdout or "[]")
    except (OSError, subprocess.SubprocessError, ValueError):
        _LOGGER.warning("what is missing here could not be found out; try: lantern doctor")
        return
    for finding in findings:
        if not finding["is_ok"]:
            mend = f" To mend it: {finding['mend']}" if finding["mend"] else ""
            _say(f"Not available here: {finding['name']}. {finding['detail']}{mend}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _nothing() -> None:
    """Do nothing: the work is done by another process."""
