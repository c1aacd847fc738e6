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
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, Self, TypeVar

from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality, Problem, ProblemCode, Reading

WALL_LIMIT_S = 180.0
"""For one attachment, waiting for a free process not counted: ten minutes of speech on two busy cores stay below."""
ATTEMPTS = 2
"""A process may be killed for somebody else's hunger for memory; a file that kills two in a row is to blame itself."""

P = ParamSpec("P")
T = TypeVar("T")

_THREADS = "2"
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
        try:
            os.kill(self._pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        except ProcessLookupError:
            _LOGGER.debug("reading process was gone: pid=%s", self._pid)
        pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End the process when its task is done."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked child would carry the threads' locks of the server
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin)
        self._pid = self._pool.submit(os.getpid).result()
        _LOGGER.info("reading process started: pid=%s", self._pid)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            raise RuntimeError("the reading process has not been started")
        return self._pool


class ReadingProcesses:
    """Reads attachments in processes of their own. Thread safe; each ``read`` blocks its caller."""

    def __init__(self, engines_workers: int = 1, *, wall_limit_s: float = WALL_LIMIT_S) -> None:
        self._wall_limit_s = wall_limit_s
        self._workers = tuple(_Worker() for _ in range(engines_workers))
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def read(self, request: ReadRequest) -> Reading:
        """Return the reading. A process that crashes or takes too long gives one with ENGINE_FAILED, never an error."""
        worker = self._free.get()
        try:
            for _ in range(ATTEMPTS):
                try:
                    return worker.submit(_read, request).result(timeout=self._wall_limit_s)
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

    def warm(self, engines: EngineSettings | None = None) -> None:
        """Start all processes and load the text reader and the voice detector, and recognisers if they are named."""
        taken = [self._free.get() for _ in self._workers]
        try:
            for future in [worker.submit(_warm, engines) for worker in taken]:
                future.result(timeout=self._wall_limit_s)
        except (BrokenProcessPool, TimeoutError) as error:
            _LOGGER.warning("reading process could not be warmed: %s", type(error).__name__)
            for worker in taken:
                worker.kill()
        finally:
            for worker in taken:
                self._free.put(worker)

    def close(self) -> None:
        """End the processes after what they are doing; a later ``read`` would start them again."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _begin() -> None:
    """Prepare a child: few threads, and an end when the parent is gone, even if it was killed."""
    # putenv and not os.environ: it is for the C libraries of this child only, before any of them is loaded.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.putenv(name, _THREADS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    import cv2  # noqa: PLC0415  # heavy; children only

    cv2.setNumThreads(int(_THREADS))


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _read(request: ReadRequest) -> Reading:
    from modalities.readers import dispatch  # noqa: PLC0415  # children only: it brings decoders and engines

    return dispatch.read(request)


def _warm(engines: EngineSettings | None) -> None:
    import numpy as np  # noqa: PLC0415

    from modalities import listening, ocr, stt  # noqa: PLC0415
    from modalities.errors import EngineUnavailableError  # noqa: PLC0415

    listening.find_speech(np.zeros(listening.SAMPLE_RATE_HZ, dtype=np.float32))
    try:
        ocr.open_reader(engines.ocr if engines is not None else ("rapidocr",))
        for name in engines.stt if engines is not None else ():
            stt.load(name, engines)
    except EngineUnavailableError as error:
        _LOGGER.info("not warmed: %s", error.reason)


def _failed(request: ReadRequest, detail: str) -> Reading:
    return Reading(
        input_id=request.input_id,
        modality=request.modality or Modality.TEXT,
        media_type=_UNREAD_TYPE,
        problems=(Problem(code=ProblemCode.ENGINE_FAILED, detail=detail),),
    )
