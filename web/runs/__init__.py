"""Runs that are submitted, wait, work in processes of their own, and are looked at.

All state is on disk: the run store and one small folder per request. Several servers can share
it, and one that is killed and started again finds everything as it was.
"""

from web.runs.desk import Desk, NoBundle, QueueFull, RunEnded, UnknownRun
from web.runs.status import ProgressNow, RunDetail, RunSummary

__all__ = [
    "Desk",
    "NoBundle",
    "ProgressNow",
    "QueueFull",
    "RunDetail",
    "RunEnded",
    "RunSummary",
    "UnknownRun",
]
