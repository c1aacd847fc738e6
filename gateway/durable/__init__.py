"""Durable work: a killed process goes on where it was, never starts over, never forgets.

DBOS runs the workflows. All of its process-wide state stays behind this folder. The web side only ever talks through
``Queue``; ``Engine`` runs the work in this process, and ``Sweeper`` brings to an end what was forgotten.
"""

from gateway.durable.engine import Engine, prepare
from gateway.durable.executors import take_executor
from gateway.durable.queue import Queue
from gateway.durable.sweeper import Sweeper

__all__ = ["Engine", "Queue", "Sweeper", "prepare", "take_executor"]
