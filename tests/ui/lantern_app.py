"""The real application on a real store, with a pipeline without engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from gateway.settings import load
from tests.fake_pipeline import FakePipeline
from ui.app import build
from ui.services import Services, open_services


@contextmanager
def lantern(data_dir: Path, **settings: object) -> Iterator[tuple[TestClient, Services]]:
    """Give a client of the whole application and its services."""
    services = open_services(load(data_dir=data_dir, **settings), FakePipeline())  # type: ignore[arg-type]
    try:
        app = build(services, start=lambda: None, stop=lambda: None)
        with TestClient(app, base_url="http://testserver") as client:
            yield client, services
    finally:
        services.close()
