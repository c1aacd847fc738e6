import tomllib
from pathlib import Path
from typing import Any

import pytest

from gateway.knowledge.articles import Article, load_folder, samples_folder
from gateway.knowledge.search import Index


@pytest.fixture(scope="session")
def samples() -> tuple[Article, ...]:
    return load_folder(samples_folder())


@pytest.fixture(scope="session")
def index(samples: tuple[Article, ...]) -> Index:
    return Index.build(samples)


@pytest.fixture(scope="session")
def wordings() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
