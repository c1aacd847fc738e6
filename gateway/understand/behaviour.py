"""What a hand did on the page, and where the person was before: signals and claims with their evidence. Pure."""

from dataclasses import replace
from typing import Final, Literal

from gateway.issue import Claim, ClaimStatus, Signal
from gateway.redact import mask
from gateway.submission import CameFrom, Submission, Taps
from gateway.understand.facts import Facts
from modalities.evidence import EventSpan, Evidence, Modality

MIN_TAPS: Final = 3
"""So many taps on one control within ``WITHIN_MS`` show a trembling hand (docs/dialogue.md, section 3)."""
WITHIN_MS: Final = 1_000
MANY_TAPS: Final = 6
MAX_TITLE: Final = 120
MAX_ADDRESS: Final = 300


def with_behaviour(facts: Facts, submission: Submission) -> Facts:
    """Return ``facts`` with what the page told beside the message."""
    signal = tremor(submission.taps, input_id=submission.id, at=submission.created_at.isoformat())
    return replace(
        facts,
        signals=(*facts.signals, signal) if signal is not None else facts.signals,
        came_from=came_from(submission),
    )


def tremor(taps: tuple[Taps, ...], *, input_id: str, at: str) -> Signal | None:
    """Return the signal of hands that tap more often than they mean to; None for a single slip.

    One piece of evidence a burst: how many taps, on which control, in how many milliseconds. Never a diagnosis.
    """
    bursts = [each for each in taps if is_burst(each)]
    if not bursts:
        return None
    evidence = tuple(
        Evidence(
            input_id=input_id,
            modality=Modality.BEHAVIOUR,
            quote="",
            span=EventSpan(event=f"taps:{each.control}:{each.within_ms}ms", at=at, count=each.count),
            raw_conf=1.0,
        )
        for each in bursts
    )
    level: Literal["medium", "high"] = "high" if max(each.count for each in bursts) >= MANY_TAPS else "medium"
    return Signal(kind="tremor", level=level, evidence=evidence)


def is_burst(taps: Taps) -> bool:
    """Say whether taps came as fast as only a trembling hand sends them: at the pace of three a second, or faster."""
    return taps.count >= MIN_TAPS and taps.within_ms * (MIN_TAPS - 1) <= WITHIN_MS * (taps.count - 1)


def came_from(submission: Submission) -> Claim[str] | None:
    """Return where the person was before, title and address in one line, masked; None when they did not tell."""
    origin = submission.came_from
    if origin is None:
        return None
    value = " · ".join(part for part in (origin.title, origin.address) if part)
    span = EventSpan(event="came_from", at=submission.created_at.isoformat(), count=1)
    evidence = Evidence(input_id=submission.id, modality=Modality.BEHAVIOUR, quote="", span=span, raw_conf=1.0)
    return Claim(value=value, status=ClaimStatus.STATED, confidence=1.0, evidence=(evidence,), method="page")


def origin(title: str, address: str) -> CameFrom | None:
    """Return what a page told of itself, shortened and masked; None when it told nothing.

    Of the address only site and path stay: what stands behind ``?`` and ``#`` may hold somebody's name or a key.
    """
    site = address.strip().partition("#")[0].partition("?")[0]
    site = site if site.startswith(("https://", "http://")) else ""
    head, _, host = site.partition("://")
    if "@" in host.partition("/")[0]:
        site = f"{head}://{host.partition('@')[2]}"
    found = CameFrom(title=mask(" ".join(title.split())[:MAX_TITLE]).text, address=mask(site[:MAX_ADDRESS]).text)
    return found if found.title or found.address else None
