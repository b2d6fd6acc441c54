"""The scheduler sweeps when it should, in one process of several, and survives what goes wrong."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from storage.errors import StorageError
from storage.queries import lease
from storage.session import Database
from tests.clock import NOON, FixedClock
from tracker.clock import Clock, SystemClock
from tracker.worker import Scheduler

BEAT = timedelta(milliseconds=60)
LONG = timedelta(hours=1)


@dataclass
class Sweeping:
    """Counts the sweeps; fails with the errors it is given first."""

    errors: list[Exception] = field(default_factory=list)
    due_at: datetime | None = None
    swept: list[datetime] = field(default_factory=list)

    def sweep(self, now: datetime | None = None) -> int:
        assert now is not None
        if self.errors:
            raise self.errors.pop(0)
        self.swept.append(now)
        return 0

    def next_due(self, now: datetime | None = None) -> datetime | None:
        return self.due_at if self.due_at and now and self.due_at > now else None


@dataclass
class Swept:
    database: Database
    clock: Clock
    overdue: Sweeping = field(default_factory=Sweeping)


Start = Callable[..., tuple[Scheduler, Sweeping]]


@pytest.fixture
def start(sqlite_database: Database) -> Iterator[Start]:
    """Starts a scheduler whose beats are short; it stops with the test."""
    running: list[Scheduler] = []

    def started(
        clock: Clock, every: timedelta = LONG, sweeping: Sweeping | None = None
    ) -> tuple[Scheduler, Sweeping]:
        swept = Swept(sqlite_database, clock, sweeping or Sweeping())
        scheduler = Scheduler(swept, every=every, beat=BEAT)
        scheduler.start()
        running.append(scheduler)
        return scheduler, swept.overdue

    yield started
    for scheduler in running:
        if scheduler.running:
            scheduler.stop()


def soon(true: Callable[[], object], seconds: float = 15) -> None:
    """Returns when it has become true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.01)


def lease_row(database: Database) -> lease.SchedulerLease:
    with database.read() as session:
        row = lease.current(session)
        assert row is not None
        return row


def test_the_first_sweep_comes_at_once_and_is_noted(sqlite_database: Database, start: Start) -> None:
    scheduler, sweeping = start(FixedClock())
    soon(lambda: sweeping.swept)
    soon(lambda: lease_row(sqlite_database).last_sweep_at == NOON)
    assert lease_row(sqlite_database).holder == scheduler.holder


def test_it_sweeps_regularly(start: Start) -> None:
    _, sweeping = start(FixedClock(), every=timedelta(milliseconds=100))
    soon(lambda: len(sweeping.swept) >= 3)


def test_it_sweeps_right_after_the_next_deadline(start: Start) -> None:
    clock = SystemClock()
    sweeping = Sweeping(due_at=clock.now() + timedelta(seconds=1))
    start(clock, sweeping=sweeping)
    soon(lambda: len(sweeping.swept) == 2)
    assert sweeping.due_at is not None
    assert timedelta(0) < sweeping.swept[1] - sweeping.due_at < timedelta(seconds=2)


def test_a_deadline_beyond_the_next_regular_sweep_waits_for_it(start: Start) -> None:
    sweeping = Sweeping(due_at=NOON + 2 * LONG)
    start(FixedClock(), sweeping=sweeping)
    soon(lambda: sweeping.swept)
    time.sleep(5 * BEAT.total_seconds())
    assert len(sweeping.swept) == 1


def test_of_two_schedulers_one_sweeps(sqlite_database: Database, start: Start) -> None:
    every = timedelta(milliseconds=50)
    first, sweeping = start(SystemClock(), every)
    soon(lambda: sweeping.swept)
    _, idle = start(SystemClock(), every)
    soon(lambda: len(sweeping.swept) >= 6)
    assert not idle.swept
    assert lease_row(sqlite_database).holder == first.holder


def test_when_the_holder_stops_the_other_takes_over_and_sweeps(
    sqlite_database: Database, start: Start
) -> None:
    first, sweeping = start(SystemClock())
    soon(lambda: sweeping.swept)
    second, idle = start(SystemClock())
    first.stop()
    soon(lambda: idle.swept)
    assert lease_row(sqlite_database).holder == second.holder


def test_a_stopped_scheduler_sweeps_no_more_and_gives_the_lease_back(
    sqlite_database: Database, start: Start
) -> None:
    scheduler, sweeping = start(SystemClock(), timedelta(milliseconds=50))
    soon(lambda: sweeping.swept)
    scheduler.stop()
    count = len(sweeping.swept)
    time.sleep(0.2)
    assert len(sweeping.swept) == count
    assert lease_row(sqlite_database).expires_at <= SystemClock().now()


@pytest.mark.parametrize("step", [timedelta(days=1), timedelta(days=-1)], ids=["ahead", "back"])
def test_after_the_clock_jumps_a_sweep_follows_at_once(step: timedelta, start: Start) -> None:
    clock = FixedClock()
    _, sweeping = start(clock)
    soon(lambda: sweeping.swept)
    clock.advance(step)
    soon(lambda: NOON + step in sweeping.swept)


def test_a_failed_sweep_is_logged_with_its_sentence_and_tried_again(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    sweeping = Sweeping(errors=[StorageError("Another program holds the database.")])
    start(FixedClock(), timedelta(milliseconds=100), sweeping)
    soon(lambda: sweeping.swept)
    assert "Another program holds the database." in caplog.text
    assert "Traceback" not in caplog.text


def test_an_unexpected_error_in_a_sweep_leaves_the_scheduler_running(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    sweeping = Sweeping(errors=[ValueError("nobody thought of this")])
    start(FixedClock(), timedelta(milliseconds=100), sweeping)
    soon(lambda: sweeping.swept)
    assert "nobody thought of this" in caplog.text


@pytest.mark.parametrize("error", [StorageError("The disk is full."), RuntimeError("The disk is odd.")])
def test_a_lease_that_cannot_be_renewed_is_tried_again(
    error: Exception, start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest, failures = lease.claim, [error, error]

    def claim(*args: object) -> bool:
        if failures:
            raise failures.pop()
        return honest(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(lease, "claim", claim)
    _, sweeping = start(FixedClock())
    soon(lambda: sweeping.swept)
    assert str(error) in caplog.text


def test_a_lease_that_cannot_be_given_back_does_not_stop_the_stop(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object) -> None:
        raise StorageError("The disk is full.")

    scheduler, sweeping = start(FixedClock())
    soon(lambda: sweeping.swept)
    monkeypatch.setattr(lease, "release", refuse)
    scheduler.stop()
    assert not scheduler.running
    assert "it runs out by itself. The disk is full." in caplog.text
