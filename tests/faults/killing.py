"""Runs work in a process of its own and kills it at a random moment."""

import os
import random
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from sqlalchemy.engine import URL

from storage.session import Database
from tests.clock import FixedClock
from tracker.directory import Directory
from tracker.spend.following import follow

Acknowledge = Callable[[str], None]
Work = Callable[[Database, Acknowledge], None]

# A forked child has every module loaded already, so hundreds of kills take seconds.
_forking = get_context("fork")


def killed_amid(
    work: Work, url: URL, moments: random.Random, *, longest: float, most_heard: int = 0
) -> list[str]:
    """Starts `work`, kills it -9 at a random moment, and gives what it had acknowledged by then.

    The moment lies within `longest` seconds after up to `most_heard` acknowledgements.

    An acknowledgement is written to a pipe after the commit, as a screen would show it. Work that ended
    before its kill is fine; work that failed raises AssertionError.
    """
    ours, theirs = _forking.Pipe(duplex=False)
    child = _forking.Process(target=_run, args=(work, url, theirs))
    child.start()
    theirs.close()
    acknowledged: list[str] = []
    if ours.recv() != "ready":
        raise AssertionError("the work did not start")
    acknowledged += [ours.recv() for _heard in range(moments.randint(0, most_heard))]
    child.join(moments.uniform(0, longest))
    if child.is_alive() and child.pid:
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    while True:
        try:
            acknowledged.append(ours.recv())
        except (EOFError, OSError):
            break
    if child.exitcode not in (0, -signal.SIGKILL):
        raise AssertionError(f"the work failed by itself with {child.exitcode}")
    return acknowledged


def _run(work: Work, url: URL, pipe: Connection) -> None:
    database = Database(url)
    follow(database, Directory(database, FixedClock()))
    pipe.send("ready")
    work(database, pipe.send)
    database.close()
