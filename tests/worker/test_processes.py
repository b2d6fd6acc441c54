"""`kitelog worker` as the machine runs it: several processes, kills and signals."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.engine import sqlite_url
from storage.queries import lease
from storage.session import Database
from storage.upgrade import prepare
from tests.browser.server import clean_environment
from tests.clock import NOON
from tracker.clock import SystemClock

Worker = subprocess.Popen[bytes]


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """Starts `kitelog worker` on the test's own data folder, whose tables are there already."""
    database = Database(sqlite_url(tmp_path / "kitelog.db"))
    prepare(database, now=NOON)
    database.close()
    started: list[Worker] = []
    line = [sys.executable, "-m", "tracker.cli", "worker"]

    def start() -> Worker:
        started.append(subprocess.Popen(line, cwd=tmp_path, env=clean_environment(tmp_path)))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def held_by(folder: Path) -> int | None:
    """The process that holds the lease now."""
    database = Database(sqlite_url(folder / "kitelog.db"))
    try:
        with database.read() as session:
            row = lease.current(session)
        if row is None or row.last_sweep_at is None or row.expires_at <= SystemClock().now():
            return None
        return int(row.holder.split("-")[0])
    finally:
        database.close()


def wait_for_holder(folder: Path, among: set[int], seconds: float = 30) -> float:
    """Waits until one of these processes holds the lease; gives the seconds it took."""
    began = time.monotonic()
    while held_by(folder) not in among:
        assert time.monotonic() - began < seconds, "nobody took the lease"
        time.sleep(0.1)
    return time.monotonic() - began


@pytest.mark.faults
def test_after_a_kill_of_the_holder_the_other_takes_over_within_30_seconds(
    workers: Callable[[], Worker], tmp_path: Path
) -> None:
    first = workers()
    wait_for_holder(tmp_path, {first.pid}, 60)
    second = workers()
    time.sleep(3)
    assert held_by(tmp_path) == first.pid
    first.kill()
    wait_for_holder(tmp_path, {second.pid}, 30)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_a_worker_within_seconds_with_exit_0_and_frees_the_lease(
    number: signal.Signals, workers: Callable[[], Worker], tmp_path: Path
) -> None:
    worker = workers()
    wait_for_holder(tmp_path, {worker.pid}, 60)
    worker.send_signal(number)
    assert worker.wait(10) == 0
    assert held_by(tmp_path) is None
