from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway import settings
from gateway.evaluation.options import Options


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(settings=settings.load(data_dir=tmp_path), now=datetime(2026, 3, 6, 10, tzinfo=UTC))
