"""Processes that read attachments, apart from the one that serves pages.

Decoders and engines are heavy, hold the interpreter's lock in places, and may crash; the web process must feel none
of it. Each worker is a spawned process of its own, so that one that hangs can be killed without its neighbours.
"""

import logging
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from modalities import cores, progress
from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality, Problem, ProblemCode, Reading

WALL_LIMIT_S = 180.0
"""For one attachment, waiting for a free process not counted: ten minutes of speech on two busy cores stay below."""
ATTEMPTS = 2
"""A process may be killed for somebody else's hunger for memory; a file that kills two in a row is to blame itself."""

TELL_EVERY_S = 0.5
"""How often progress is looked for: a picture of a video takes longer to read."""

P = ParamSpec("P")
T = TypeVar("T")
Tell = Callable[[int, int], None]
"""Takes how many pictures of a video are read, and of how many. It raises nothing."""

_THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_UNREAD_TYPE = "application/octet-stream"
_LOGGER = logging.getLogger(__name__)


class _Worker:
    """One reading process and the way to it; made again when it has died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._pid = 0

    def submit(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start the task, in a new process if the last one is gone."""
        if self._pool is None:
            self._start()
        try:
            return self._running().submit(task, *args, **kwargs)
        except BrokenProcessPool:  # it died while nobody was looking
            self.kill()
            self._start()
            return self._running().submit(task, *args, **kwargs)

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        pid, self._pid = self._pid, 0
        if pid:  # 0 = it died before it told its id; to a signal 0 means all of our own group
            try:
                os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            except ProcessLookupError:
                _LOGGER.debug("reading process was gone: pid=%s", pid)
        pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End the process when its task is done."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked child would carry the threads' locks of the server
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=begin)
        self._pid = self._pool.submit(os.getpid).result()
        _LOGGER.info("reading process started: pid=%s", self._pid)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            raise RuntimeError("the reading process has not been started")
        return self._pool


class ReadingProcesses:
    """Reads attachments in processes of their own. Thread safe; each ``read`` blocks its caller."""

    def __init__(self, engines_workers: int | None = None, *, wall_limit_s: float = WALL_LIMIT_S) -> None:
        """Take as many workers as the cores bear, unless a number is given; none is started before it is needed."""
        self._wall_limit_s = wall_limit_s
        self._workers = tuple(_Worker() for _ in range(engines_workers or cores.budget().workers))
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def read(self, request: ReadRequest, tell: Tell | None = None) -> Reading:
        """Return the reading. A process that crashes or takes too long gives one with ENGINE_FAILED, never an error.

        ``tell`` is called meanwhile, in the caller's thread, each time a video's progress has changed.
        """
        worker = self._free.get()
        try:
            for _ in range(ATTEMPTS):
                try:
                    progress.forget(request.out_dir)  # of an earlier try, that came to no end
                    return self._result(worker.submit(_read, request), request.out_dir, tell)
                except TimeoutError:
                    worker.kill()
                    _LOGGER.warning("reading took too long: input=%s", request.input_id[:12])
                    return _failed(request, f"took longer than {self._wall_limit_s:.0f} s")
                except BrokenProcessPool:
                    worker.kill()
                    _LOGGER.warning("reading process died: input=%s", request.input_id[:12])
            return _failed(request, "the reading process died")
        finally:
            self._free.put(worker)

    def _result(self, future: Future[Reading], out_dir: Path, tell: Tell | None) -> Reading:
        """Return what comes of ``future``; TimeoutError when nothing does within the limit."""
        end = time.monotonic() + self._wall_limit_s
        told: tuple[int, int] | None = None
        while tell is not None and time.monotonic() < end:
            if wait((future,), timeout=min(TELL_EVERY_S, max(0.0, end - time.monotonic()))).done:
                break
            now = progress.noted(out_dir)
            if now is not None and now != told:
                told = now
                tell(*now)
        reading = future.result(timeout=max(0.0, end - time.monotonic()))
        if tell is not None and told is not None and told[0] < told[1]:
            tell(told[1], told[1])  # the last picture went by between two looks
        return reading

    def warm(self, engines: EngineSettings | None = None) -> tuple[str, ...]:
        """Start all processes and load the text reader and the voice detector, and recognisers if they are named.

        Returns the names of the engines that are not to be had here.
        """
        taken = [self._free.get() for _ in self._workers]
        missing: set[str] = set()
        try:
            for future in [worker.submit(_warm, engines) for worker in taken]:
                missing.update(future.result(timeout=self._wall_limit_s))
        except (BrokenProcessPool, TimeoutError) as error:
            _LOGGER.warning("reading process could not be warmed: %s", type(error).__name__)
            for worker in taken:
                worker.kill()
        finally:
            for worker in taken:
                self._free.put(worker)
        return tuple(sorted(missing))

    def close(self) -> None:
        """End the processes after what they are doing; a later ``read`` would start them again."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def begin() -> None:
    """Prepare a child: few threads, and an end when the parent is gone, even if it was killed."""
    # putenv and not os.environ: it is for the C libraries of this child only, before any of them is loaded.
    for name in _THREAD_SETTINGS:
        os.putenv(name, str(cores.budget().threads))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    import cv2  # noqa: PLC0415  # heavy; children only

    cv2.setNumThreads(1)  # our pictures are small: waking a second thread costs more than it brings


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _read(request: ReadRequest) -> Reading:
    from modalities.readers import dispatch  # noqa: PLC0415  # children only: it brings decoders and engines

    return dispatch.read(request)


def _warm(engines: EngineSettings | None) -> tuple[str, ...]:
    import numpy as np  # noqa: PLC0415

    from modalities import confined, listening, ocr, stt  # noqa: PLC0415
    from modalities.errors import EngineUnavailableError  # noqa: PLC0415

    confined.prepare("modalities.decode_picture", "modalities.decode_sound")
    listening.find_speech(np.zeros(listening.SAMPLE_RATE_HZ, dtype=np.float32))
    readers = engines.ocr if engines is not None else ("rapidocr",)
    loads: dict[str, Callable[[], object]] = {"/".join(readers): partial(ocr.open_reader, readers, engines)}
    if engines is not None:
        loads |= {name: partial(stt.load, name, engines) for name in engines.stt}
    missing = []
    for name, load in loads.items():
        try:
            load()
        except EngineUnavailableError as error:
            _LOGGER.info("not warmed: %s", error.reason)
            missing.append(name)
    return tuple(missing)


def _failed(request: ReadRequest, detail: str) -> Reading:
    return Reading(
        input_id=request.input_id,
        modality=request.modality or Modality.TEXT,
        media_type=_UNREAD_TYPE,
        problems=(Problem(code=ProblemCode.ENGINE_FAILED, detail=detail),),
    )
