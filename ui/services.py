"""Everything that pages, API and command line use, made once at the start and handed to whoever needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from elder_mode import language as languages
from elder_mode.language import Language
from gateway import durable
from gateway.deskwork import Deskwork
from gateway.durable import Engine, Queue, Sweeper
from gateway.intake import Intake
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from gateway.steps import Steps
from gateway.store.database import BUSY_S, PATIENT_BUSY_S
from gateway.store.locks import HeldLock
from gateway.store.store import Store, open_store
from modalities.processes import ReadingProcesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a page or an endpoint may use."""

    settings: Settings
    store: Store
    intake: Intake
    deskwork: Deskwork
    queue: Queue
    steps: Steps
    pipeline: Pipeline
    language: Callable[[str], Language]
    """Words of a language: ``services.language("en").words("error.internal")``."""

    def close(self) -> None:
        """Close all connections."""
        self.queue.close()
        self.store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What does the work in this process."""

    engine: Engine
    sweeper: Sweeper
    store: Store

    def start(self) -> None:
        """Take up work."""
        self.engine.start()
        self.sweeper.start()

    def stop(self) -> None:
        """Stop; what is under way is resumed at the next start."""
        self.sweeper.stop()
        self.engine.stop()
        self.store.close()


def open_services(settings: Settings, pipeline: Pipeline, *, busy_s: float = BUSY_S) -> Services:
    """Return the services of these settings, with the schema brought up to date.

    Raises:
        StoreUnavailableError: the store or the engine's database cannot be used.
    """
    store = open_store(settings, busy_s=busy_s)
    durable.prepare(settings)
    queue = Queue(settings)
    steps = Steps(store, pipeline)
    return Services(
        settings=settings,
        store=store,
        intake=Intake(settings, store, pipeline, steps, queue),
        deskwork=Deskwork(store, queue),
        queue=queue,
        steps=steps,
        pipeline=pipeline,
        language=languages.load,
    )


def open_pipeline(settings: Settings, processes: ReadingProcesses) -> Pipeline:
    """Return the pipeline with the articles that may answer today."""
    return Pipeline(settings, processes, datetime.now(UTC))


def open_worker(settings: Settings, pipeline: Pipeline, queue: Queue, executor: HeldLock) -> Worker:
    """Return what works in this process, under the name that ``executor`` holds; it waits for the disk longer."""
    store = open_store(settings, busy_s=PATIENT_BUSY_S)
    steps = Steps(store, pipeline)
    return Worker(
        engine=Engine(settings, steps, executor=executor, is_worker=True),
        sweeper=Sweeper(store, steps, queue, executor.path.stem),
        store=store,
    )
