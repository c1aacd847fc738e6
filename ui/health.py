"""Liveness, readiness and numbers for machines."""

from collections.abc import Iterable

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from gateway.errors import StoreUnavailableError
from gateway.ticket import TicketState
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return ``/healthz``, ``/readyz`` and ``/metrics``."""
    api = APIRouter()
    registry = CollectorRegistry()
    registry.register(_Numbers(services))

    @api.get("/healthz")
    def healthz() -> dict[str, str]:
        """Answer as long as the process lives."""
        return {"status": "ok"}

    @api.get("/readyz")
    def readyz() -> dict[str, str]:
        """Answer 200 when messages can be accepted, 503 when not."""
        services.store.database.check()
        services.queue.check()
        return {"status": "ok"}

    @api.get("/metrics")
    def metrics() -> Response:
        """Answer the numbers for Prometheus."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return api


class _Numbers(Collector):
    """Reads the numbers from the store when they are asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def describe(self) -> Iterable[Metric]:
        """Return nothing: names are known only when the numbers are read."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Return the numbers; only ``lantern_store_up 0`` when the store does not answer."""
        store = self._services.store
        up = GaugeMetricFamily("lantern_store_up", "1 when the store answers")
        try:
            unfinished = len(store.submissions.unfinished())
            queued = len(store.tickets.list((TicketState.QUEUED,)))
            claimed = len(store.tickets.list((TicketState.CLAIMED,)))
            on_duty = store.agents.is_somebody_on_duty()
        except StoreUnavailableError:
            up.add_metric([], 0)
            return (up,)
        up.add_metric([], 1)
        work = GaugeMetricFamily("lantern_submissions_unfinished", "Messages accepted and not yet done", unfinished)
        tickets = GaugeMetricFamily("lantern_tickets_open", "Tickets by state", labels=["state"])
        tickets.add_metric(["queued"], queued)
        tickets.add_metric(["claimed"], claimed)
        duty = GaugeMetricFamily("lantern_somebody_on_duty", "1 when an agent is here", int(on_duty))
        return (up, work, tickets, duty)
