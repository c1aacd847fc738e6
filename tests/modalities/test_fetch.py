"""A model comes to a machine whole and verified, or not at all; what came before a fault is not fetched again."""

import json
import shutil
import socket
from pathlib import Path

import pytest

from modalities import fetch, models
from modalities.errors import FetchError, HubUnreachableError
from modalities.fetch import Fetched, Progress
from modalities.fetch_hub import Hub, Patience
from tests.modalities import made_media, made_whisper
from tests.modalities.fake_hub import FakeHub, Faults

QUICK = Patience(connect_s=1.0, stall_s=0.5, fruitless=2, pause_s=0.01)
HALF = 3_000_000


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real model of 8 MB that has learned nothing, and a file that no model needs."""
    folder = made_whisper.write_model(tmp_path_factory.mktemp("hub") / "repository")
    (folder / "README.md").write_text("a model")
    return folder


def _fetch(hub: FakeHub, models_dir: Path, **changes: object) -> Fetched:
    given: dict[str, object] = {"endpoint": hub.url, "tell": lambda _: None, "patience": QUICK, **changes}
    return fetch.fetch("small", models_dir=models_dir, **given)  # type: ignore[arg-type]  # by name


def _is_found(models_dir: Path) -> bool:
    settings = made_media.engines(models_dir=models_dir)
    return any(models_dir in (folder.parent, folder) for folder in models._in_data_folder(settings))


def test_a_fetched_model_is_whole_found_and_not_fetched_twice(repository: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    with FakeHub(repository) as hub:
        got = _fetch(hub, tmp_path, tell=told.append)
        calls = len(hub.asked)
        again = _fetch(hub, tmp_path)

    assert (got.was_here, again.was_here) == (False, True)
    assert calls == len(hub.asked)
    assert models.find_whisper(made_media.engines(models_dir=tmp_path)) == got.folder == tmp_path / "small"
    assert (got.folder / "model.bin").read_bytes() == (repository / "model.bin").read_bytes()
    assert not (got.folder / "README.md").exists()
    assert [one.done_bytes for one in told] == sorted(one.done_bytes for one in told)
    assert told[-1].done_bytes == told[-1].total_bytes > 6_000_000
    assert not (tmp_path / ".small.part").exists()


def test_a_broken_connection_is_gone_on_with_where_it_stopped(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(cut_after=HALF)) as hub:
        got = _fetch(hub, tmp_path)

    assert hub.ranges_of("model.bin")[-1].startswith("bytes=")
    assert int(hub.ranges_of("model.bin")[-1].removeprefix("bytes=").removesuffix("-")) > 0
    assert (got.folder / "model.bin").read_bytes() == (repository / "model.bin").read_bytes()


def test_a_second_call_goes_on_with_what_the_first_left(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository) as hub:
        with pytest.raises(FetchError, match="stopped") as stopped:
            _cut_off(hub, tmp_path)
        left = (tmp_path / ".small.part" / "model.bin").stat().st_size
        found_between = _is_found(tmp_path)
        hub.faults = Faults()
        hub.asked.clear()
        _fetch(hub, tmp_path)

    assert "again" in stopped.value.mend
    assert left > 0
    assert not found_between
    assert set(hub.ranges_of("model.bin")) == {f"bytes={left}-"}
    assert _is_found(tmp_path)


def _cut_off(hub: FakeHub, models_dir: Path) -> None:
    """Fetch from a hub that breaks once after some bytes, and gives none after."""
    hub.faults = Faults(cut_after=HALF, cuts=99, then=0)
    _fetch(hub, models_dir)


def test_a_stalled_connection_is_given_up_and_gone_on_with(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(cut_after=HALF, stalls=True)) as hub:
        got = _fetch(hub, tmp_path)

    assert (got.folder / "model.bin").stat().st_size == (repository / "model.bin").stat().st_size
    assert len(hub.ranges_of("model.bin")) > 2


def test_a_hub_that_only_stalls_ends_with_one_sentence(repository: Path, tmp_path: Path) -> None:
    with (
        FakeHub(repository, Faults(cut_after=0, cuts=99, stalls=True)) as hub,
        pytest.raises(FetchError, match=r"model\.bin .* stopped"),
    ):
        _fetch(hub, tmp_path)

    assert not _is_found(tmp_path)


def test_wrong_bytes_are_thrown_away_and_never_become_a_model(repository: Path, tmp_path: Path) -> None:
    with (
        FakeHub(repository, Faults(wrong_sha256=True)) as hub,
        pytest.raises(FetchError, match="not what the hub says"),
    ):
        _fetch(hub, tmp_path)

    assert not _is_found(tmp_path)
    assert not (tmp_path / ".small.part" / "model.bin").exists()


def test_a_page_to_sign_in_is_no_tokenizer(repository: Path, tmp_path: Path) -> None:
    with (
        FakeHub(repository, Faults(html_for="tokenizer.json", has_no_tree=True)) as hub,
        pytest.raises(FetchError, match=r"tokenizer\.json"),
    ):
        _fetch(hub, tmp_path)

    assert not _is_found(tmp_path)


def test_a_page_that_is_shorter_than_the_file_does_not_go_on_for_ever(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(html_for="config.json")) as hub, pytest.raises(FetchError, match="stopped"):
        _fetch(hub, tmp_path)

    assert len(hub.ranges_of("config.json")) < 10


def test_no_room_is_said_before_anything_is_fetched(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(size_bytes=10**17)) as hub, pytest.raises(FetchError, match="no room: 100000000"):
        _fetch(hub, tmp_path)

    assert hub.ranges_of("model.bin") == []


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such model"), (401, "no such model"), (503, "busy"), (429, "busy")]
)
def test_a_hub_that_refuses_is_told_from_one_that_is_busy(
    repository: Path, tmp_path: Path, status: int, words: str
) -> None:
    with FakeHub(repository, Faults(status=status)) as hub, pytest.raises(FetchError, match=words):
        _fetch(hub, tmp_path)


def test_nobody_at_the_address_is_unreachable(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository) as hub:
        address = hub.url

    with pytest.raises(HubUnreachableError):
        _fetch(hub, tmp_path, endpoint=address)


@pytest.mark.parametrize("proxy", ["socks://127.0.0.1:9", "gopher://127.0.0.1:9"])
def test_a_proxy_of_a_kind_that_cannot_be_used_is_named(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many desktops set ALL_PROXY=socks://…, which no HTTP library of ours knows."""
    monkeypatch.setenv("ALL_PROXY", proxy)

    with pytest.raises(FetchError, match="proxy") as refused:
        Hub("http://hub.example", QUICK)
    assert "HTTPS_PROXY" in refused.value.mend


def test_a_machine_that_never_answers_is_given_up_soon(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        with pytest.raises(HubUnreachableError):
            fetch.fetch(
                "small",
                models_dir=tmp_path,
                endpoint=f"http://127.0.0.1:{silent.getsockname()[1]}",
                tell=lambda _: None,
                patience=QUICK,
            )


def test_mirrors_without_sizes_or_ranges_will_do(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(has_no_tree=True, knows_ranges=False)) as hub:
        got = _fetch(hub, tmp_path)

    assert (got.folder / "model.bin").read_bytes() == (repository / "model.bin").read_bytes()


def test_without_ranges_a_broken_download_begins_again(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository, Faults(cut_after=HALF, knows_ranges=False)) as hub:
        got = _fetch(hub, tmp_path)

    assert (got.folder / "model.bin").read_bytes() == (repository / "model.bin").read_bytes()


def test_a_model_that_was_damaged_since_is_mended_with_what_is_still_good(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository) as hub:
        got = _fetch(hub, tmp_path)
        tokens = got.folder / "tokenizer.json"
        tokens.write_bytes(tokens.read_bytes()[:1000])
        hub.asked.clear()
        again = _fetch(hub, tmp_path)

    assert not again.was_here
    assert tokens.read_bytes() == (repository / "tokenizer.json").read_bytes()
    assert hub.ranges_of("model.bin") == []


def test_a_model_that_does_not_run_here_never_becomes_a_model(repository: Path, tmp_path: Path) -> None:
    """The bytes are as the hub says; the hub's own are rubbish."""
    rubbish = shutil.copytree(repository, tmp_path / "rubbish")
    (rubbish / "model.bin").write_bytes(b"\x06\x00\x00\x00" * 1000)
    with FakeHub(rubbish) as hub, pytest.raises(FetchError, match="does not run"):
        _fetch(hub, tmp_path / "models")

    assert not _is_found(tmp_path / "models")


def test_two_do_not_fetch_into_one_folder(repository: Path, tmp_path: Path) -> None:
    with FakeHub(repository) as hub, fetch._alone(tmp_path), pytest.raises(FetchError, match="already"):
        _fetch(hub, tmp_path)


def test_somebodys_own_model_of_that_name_is_left_alone(repository: Path, tmp_path: Path) -> None:
    own = shutil.copytree(repository, tmp_path / "small")
    (own / "config.json").write_text(json.dumps({"mine": True}))
    with FakeHub(repository) as hub:
        got = _fetch(hub, tmp_path)

    assert got.was_here
    assert json.loads((own / "config.json").read_text()) == {"mine": True}
    assert hub.asked == []


def test_half_a_model_of_somebodys_own_is_neither_taken_nor_thrown_away(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "model.bin").write_bytes(b"mine")
    with FakeHub(repository) as hub, pytest.raises(FetchError, match="no whole model"):
        _fetch(hub, tmp_path)

    assert (tmp_path / "small" / "model.bin").read_bytes() == b"mine"
    assert models.missing_files(tmp_path / "small")


def test_the_model_fetched_last_is_the_one_that_is_used(repository: Path, tmp_path: Path) -> None:
    settings = made_media.engines(models_dir=tmp_path)
    used = []
    with FakeHub(repository) as hub:
        for name in ("small", "tiny", "small"):
            fetch.fetch(name, models_dir=tmp_path, endpoint=hub.url, tell=lambda _: None, patience=QUICK)
            used.append(models.find_whisper(settings).name)

    assert used == ["small", "tiny", "small"]
