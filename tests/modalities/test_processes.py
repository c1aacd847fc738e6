"""Reading in processes of their own: real processes, really killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from modalities import progress
from modalities.evidence import Modality, ProblemCode
from modalities.processes import ReadingProcesses, _Worker
from tests.fake_stt_server import Answer, FakeSttServer
from tests.modalities import made_media

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def processes() -> Iterator[ReadingProcesses]:
    with ReadingProcesses() as made:
        yield made


def _typed(folder: Path, words: str) -> Path:
    path = folder / "message"
    path.write_text(words)
    return path


def _speech(folder: Path) -> Path:
    clip, _ = made_media.speech_clips()[1]
    return made_media.write_sound(folder / "voice.webm", made_media.load_wav(clip), codec="libopus", rate=48_000)


def _children(pid: int) -> set[int]:
    """Python processes below this one, by /proc."""
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(entry.name))
    return found


def _readers(pid: int) -> set[int]:
    return {child for child in _children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()}


def _wait(until: Callable[[], bool], *, at_most_s: float = 60) -> bool:
    end = time.monotonic() + at_most_s
    while time.monotonic() < end:
        if until():
            return True
        time.sleep(0.05)
    return until()


def test_a_reading_comes_back_from_another_process(processes: ReadingProcesses, tmp_path: Path) -> None:
    reading = processes.read(
        made_media.request(_typed(tmp_path, "我要转人工"), tmp_path / "out", modality=Modality.TEXT)
    )

    assert reading.transcript is not None
    assert reading.transcript.text == "我要转人工"
    assert _readers(os.getpid())


def test_many_threads_may_ask_at_once(processes: ReadingProcesses, tmp_path: Path) -> None:
    requests = []
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        requests.append(made_media.request(_typed(folder, f"话{number}"), folder / "out", modality=Modality.TEXT))

    with ThreadPoolExecutor(6) as threads:
        readings = list(threads.map(processes.read, requests))

    assert [r.transcript.text for r in readings if r.transcript] == [f"话{number}" for number in range(6)]


def test_media_trouble_is_a_problem_and_no_error(processes: ReadingProcesses, tmp_path: Path) -> None:
    path = tmp_path / "voice.ogg"
    path.write_bytes(b"OggS" + bytes(500))

    reading = processes.read(made_media.request(path, tmp_path / "out"))

    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]


def test_warming_loads_what_reading_needs(processes: ReadingProcesses) -> None:
    missing = processes.warm(made_media.engines())

    assert missing == ()
    (reader,) = _readers(os.getpid())
    loaded = Path(f"/proc/{reader}/maps").read_text()
    assert "onnxruntime" in loaded


def test_warming_names_what_is_not_here(processes: ReadingProcesses, tmp_path: Path) -> None:
    engines = made_media.engines(stt=("faster_whisper",), whisper_dir=tmp_path / "no model")

    assert processes.warm(engines) == ("faster_whisper",)


def test_a_process_killed_in_the_middle_is_made_again_and_the_reading_comes(tmp_path: Path) -> None:
    with FakeSttServer([Answer(stall_s=60), Answer.said("seven of clubs")]) as server, ReadingProcesses() as processes:
        request = made_media.request(
            _speech(tmp_path), tmp_path / "out", engines=made_media.engines(stt=("remote",), stt_url=server.url)
        )
        before = _readers(os.getpid())
        with ThreadPoolExecutor(1) as threads:
            future = threads.submit(processes.read, request)
            assert _wait(lambda: bool(server.calls))
            (victim,) = _readers(os.getpid()) - before
            os.kill(victim, signal.SIGKILL)
            reading = future.result(timeout=60)

    assert reading.transcript is not None
    assert reading.transcript.text == "seven of clubs"
    assert len(server.calls) == 2


def test_whoever_waits_hears_how_far_the_reading_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    out_dir = tmp_path / "out"
    progress.note(out_dir, 5, 6)  # left behind by a process that was killed
    with (
        FakeSttServer([Answer.said("seven of clubs", stall_s=4)]) as server,
        ReadingProcesses() as processes,
        ThreadPoolExecutor(1) as threads,
    ):
        request = made_media.request(
            _speech(tmp_path), out_dir, engines=made_media.engines(stt=("remote",), stt_url=server.url)
        )
        future = threads.submit(processes.read, request, lambda done, of: told.append((done, of)))
        assert _wait(lambda: bool(server.calls))
        progress.note(out_dir, 1, 6)
        assert _wait(lambda: bool(told))
        reading = future.result(timeout=60)

    assert told == [(1, 6), (6, 6)]
    assert reading.transcript is not None


def test_a_file_that_kills_every_process_ends_with_a_person(tmp_path: Path) -> None:
    with FakeSttServer([Answer(stall_s=60)]) as server, ReadingProcesses() as processes:
        request = made_media.request(
            _speech(tmp_path), tmp_path / "out", engines=made_media.engines(stt=("remote",), stt_url=server.url)
        )
        before = _readers(os.getpid())
        with ThreadPoolExecutor(1) as threads:
            future = threads.submit(processes.read, request)
            for times in (1, 2):
                assert _wait(lambda times=times: len(server.calls) == times)
                (victim,) = _readers(os.getpid()) - before
                os.kill(victim, signal.SIGKILL)
            reading = future.result(timeout=60)
        again = processes.read(made_media.request(_typed(tmp_path, "好"), tmp_path / "out", modality=Modality.TEXT))

    assert [problem.code for problem in reading.problems] == [ProblemCode.ENGINE_FAILED]
    assert reading.modality is Modality.VOICE
    assert again.transcript is not None


def test_a_reading_that_hangs_is_ended_and_the_next_one_works(tmp_path: Path) -> None:
    with FakeSttServer([Answer(stall_s=60)]) as server, ReadingProcesses(wall_limit_s=6) as processes:
        request = made_media.request(
            _speech(tmp_path), tmp_path / "out", engines=made_media.engines(stt=("remote",), stt_url=server.url)
        )
        reading = processes.read(request)
        again = processes.read(made_media.request(_typed(tmp_path, "好"), tmp_path / "out", modality=Modality.TEXT))

    assert [problem.code for problem in reading.problems] == [ProblemCode.ENGINE_FAILED]
    assert again.transcript is not None


def test_killing_the_server_process_ends_its_reading_processes() -> None:
    """With -9 nothing can be tidied up: the children watch for it themselves."""
    program = (
        "import time\n"
        "from modalities.processes import ReadingProcesses, _Worker\n"
        "if __name__ == '__main__':\n"
        "    processes = ReadingProcesses(2)\n"
        "    processes.warm()\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        readers = _readers(parent.pid)
        parent.kill()

    assert len(readers) == 2
    assert _wait(lambda: not any(Path(f"/proc/{reader}").exists() for reader in readers), at_most_s=20)


def test_closing_ends_the_processes() -> None:
    before = _readers(os.getpid())
    processes = ReadingProcesses()
    processes.warm()
    started = _readers(os.getpid()) - before
    processes.close()

    assert started
    assert _wait(lambda: not (_readers(os.getpid()) & started))


def test_the_asking_process_loads_no_decoder() -> None:
    program = (
        "import sys, modalities.processes, modalities.engines, modalities.errors\n"
        "heavy = {'av', 'cv2', 'pillow_heif', 'rapidocr', 'faster_whisper', 'espeakng_loader', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)

    assert done.stdout == b"[]\n"


def test_a_process_that_never_began_is_not_signalled() -> None:
    """Before it has told its id there is none: to a signal 0 would mean this process and all its neighbours."""
    worker = _Worker()
    worker._pool = ProcessPoolExecutor(max_workers=1)  # as after a child that died at its start
    worker.kill()

    assert worker._pool is None  # and we are still here to say so
