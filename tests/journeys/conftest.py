"""One Lantern and one scripted recogniser for all stories of a file."""

from collections.abc import Iterator

import pytest

from modalities.processes import ReadingProcesses
from tests.fake_stt_server import FakeSttServer
from tests.journeys.conversation import House, open_house


@pytest.fixture(scope="module")
def recogniser() -> Iterator[FakeSttServer]:
    with FakeSttServer([]) as server:
        yield server


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, recogniser: FakeSttServer) -> Iterator[House]:
    processes = ReadingProcesses()
    yield open_house(tmp_path_factory.mktemp("stories"), processes, stt="remote", stt_url=recogniser.url)
    processes.close()
