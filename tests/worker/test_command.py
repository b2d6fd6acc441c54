"""`kitelog serve` and `kitelog worker` as commands; as processes: test_processes and tests/house."""

import logging
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from storage.engine import sqlite_url
from storage.queries import lease
from storage.session import Database
from tracker.cli import app, main
from tracker.clock import SystemClock
from tracker.web import serve
from tracker.worker import Scheduler


@pytest.fixture(autouse=True)
def own_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A household of its own, and signals and loggers as they were."""
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "HOST", "PORT", "LOG_LEVEL"):
        monkeypatch.delenv(f"KITELOG_{name}", raising=False)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for floor in ("dashboard", "pages", "tracker", "storage"):
        logging.getLogger(floor).setLevel(logging.NOTSET)


def test_worker_runs_until_a_signal_and_gives_the_lease_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start = Scheduler.start

    def start_and_signal(scheduler: Scheduler) -> None:
        start(scheduler)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(Scheduler, "start", start_and_signal)
    told = CliRunner().invoke(app, ["worker"])
    assert told.exit_code == 0
    assert told.stdout == ""
    assert told.stderr.splitlines() == ["The scheduler runs. Ctrl+C stops it.", "The scheduler stopped."]
    database = Database(sqlite_url(tmp_path / "kitelog.db"))
    with database.read() as session:
        row = lease.current(session)
    database.close()
    assert row is None or row.expires_at <= SystemClock().now()


@pytest.mark.parametrize(
    ("args", "env", "asked"),
    [
        ([], {}, ("127.0.0.1", 8501, True)),
        ([], {"KITELOG_HOST": "::1", "KITELOG_PORT": "8600"}, ("::1", 8600, True)),
        (
            ["--host", "0.0.0.0", "--port", "8700", "--no-worker"],
            {"KITELOG_PORT": "8600"},
            ("0.0.0.0", 8700, False),
        ),
    ],
    ids=["by default", "by environment", "by option"],
)
def test_serve_takes_where_to_listen_from_options_then_environment(
    args: list[str], env: dict[str, str], asked: tuple[str, int, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int, bool]] = []

    def note(host: str, port: int, *, with_worker: bool) -> int:
        seen.append((host, port, with_worker))
        return 0

    monkeypatch.setattr(serve, "serve", note)
    assert CliRunner().invoke(app, ["serve", *args], env=env).exit_code == 0
    assert seen == [asked]


def test_a_refusal_is_one_sentence_and_exit_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KITELOG_PORT", "abc")
    monkeypatch.setattr(sys, "argv", ["kitelog", "serve"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (1, "")
    assert told.err.startswith("KITELOG_PORT is 'abc'")
    assert told.err.count("\n") == 1


def test_the_log_speaks_at_the_level_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "serve", lambda *_, **__: 0)
    CliRunner().invoke(app, ["serve"], env={"KITELOG_LOG_LEVEL": "debug"})
    assert logging.getLogger("tracker.worker").getEffectiveLevel() == logging.DEBUG
    assert logging.getLogger("alembic").getEffectiveLevel() >= logging.WARNING
