"""The scheduler: a clock tick in every process, and a lease that decides whose tick counts."""

import logging
import os
import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from storage.queries import lease
from storage.session import Database
from tracker.clock import Clock
from tracker.errors import KitelogError

EVERY = timedelta(seconds=30)
BEAT = timedelta(seconds=6)
# A lease lasts three: one late beat loses nothing, and after a kill another takes over in 24 seconds at most.
BEATS_A_LEASE = 3
JUMP = timedelta(seconds=10)
# A flag needs an instant after the deadline, not the deadline itself.
MOMENT = timedelta(milliseconds=5)

log = logging.getLogger(__name__)
# Each late or doubled tick is expected here (the laptop slept) and made up for by the next one.
logging.getLogger("apscheduler").setLevel(logging.ERROR)


class Sweeps(Protocol):
    """What the scheduler needs of the room `overdue`."""

    def sweep(self, now: datetime | None = None) -> object:
        """Flags what is past due, clears what is no longer."""
        ...

    def next_due(self, now: datetime | None = None) -> datetime | None:
        """The next deadline to come, or None."""
        ...


class Swept(Protocol):
    """What the scheduler needs of Kitelog."""

    @property
    def database(self) -> Database:
        """Where the lease lies."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells the instant to sweep at."""
        ...

    @property
    def overdue(self) -> Sweeps:
        """The room that sweeps."""
        ...


class Scheduler:
    """Sweeps every 30 seconds and at the next deadline, while this process holds the lease."""

    def __init__(self, kitelog: Swept, *, every: timedelta = EVERY, beat: timedelta = BEAT) -> None:
        self.holder = f"{os.getpid()}-{secrets.token_hex(8)}"
        self._kitelog = kitelog
        self._every = every
        self._beat = beat
        self._holds = False
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._pulse = threading.Thread(target=self._beat_on, name="kitelog-lease", daemon=True)
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._jobs = BackgroundScheduler(timezone=UTC, job_defaults=defaults)

    @property
    def running(self) -> bool:
        """Whether it was started and not yet stopped."""
        return bool(self._jobs.running)

    def start(self) -> None:
        """Begins in the background; the first sweep catches up with everything since the last one."""
        self._jobs.start()
        self._tick_regularly()
        self._pulse.start()

    def stop(self) -> None:
        """Waits for a running sweep to end and gives the lease back."""
        self._stopping.set()
        self._jobs.shutdown(wait=True)
        self._pulse.join()
        try:
            with self._kitelog.database.write(counts=False) as session:
                lease.release(session, self.holder, self._kitelog.clock.now())
        except KitelogError as error:
            log.warning("The scheduler's lease could not be given back; it runs out by itself. %s", error)

    def _beat_on(self) -> None:
        """Renews the lease, and sweeps at once when it is new or the clock has jumped.

        This is a thread of its own on the monotonic clock: APScheduler waits for wall-clock times, and would
        wait a day when the clock is set back by a day.
        """
        wall, steady = self._kitelog.clock.now(), time.monotonic()
        while True:
            held = self._holds
            jumped = self._jumped(wall, steady)
            wall, steady = self._kitelog.clock.now(), time.monotonic()
            if jumped:
                self._tick_regularly()
            if self._claims() and (jumped or not held):
                self._sweep_in(timedelta(0))
            if self._stopping.wait(self._beat.total_seconds()):
                return

    def _jumped(self, wall: datetime, steady: float) -> bool:
        passed = timedelta(seconds=time.monotonic() - steady)
        return abs(self._kitelog.clock.now() - wall - passed) > JUMP

    def _claims(self) -> bool:
        try:
            with self._kitelog.database.write(counts=False) as session:
                self._holds = lease.claim(
                    session, self.holder, self._kitelog.clock.now(), BEATS_A_LEASE * self._beat
                )
        except KitelogError as error:
            log.warning("The scheduler's lease was not renewed; the next try is in a moment. %s", error)
            self._holds = False
        except Exception:
            log.exception("The scheduler's lease was not renewed; the next try is in a moment.")
            self._holds = False
        return self._holds

    def _tick_regularly(self) -> None:
        seconds = self._every.total_seconds()
        self._jobs.add_job(self._sweep, "interval", seconds=seconds, id="regular", replace_existing=True)

    def _sweep_in(self, delay: timedelta, job: str | None = None) -> None:
        soon = DateTrigger(timezone=UTC).run_date + delay
        if not self._stopping.is_set():
            self._jobs.add_job(self._sweep, "date", run_date=soon, id=job, replace_existing=job is not None)

    def _sweep(self) -> None:
        with self._one_at_a_time:
            if self._stopping.is_set() or not self._claims():
                return
            now = self._kitelog.clock.now()
            try:
                self._kitelog.overdue.sweep(now)
                with self._kitelog.database.write(counts=False) as session:
                    lease.note_sweep(session, self.holder, now)
                due_at = self._kitelog.overdue.next_due(now)
            except KitelogError as error:
                log.warning(
                    "A sweep did not happen; the next try is in %s seconds. %s", self._every.seconds, error
                )
                return
            if due_at is not None and due_at - now < self._every:
                self._sweep_in(max(due_at + MOMENT - self._kitelog.clock.now(), timedelta(0)), "due")
