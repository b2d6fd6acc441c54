"""`/healthz` says whether all is well, and nothing about the family."""

import json
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from storage.engine import parse_url
from storage.queries import lease
from storage.session import Database
from tests.clock import NOON, FixedClock
from tests.web.asgi import get
from tracker.errors import StorageError
from tracker.web.health import Health, iso
from tracker.web.routes import routes


@dataclass
class Opened:
    database: Database
    clock: FixedClock


def ask(health: Health) -> tuple[int, dict[str, Any]]:
    answer = get(Starlette(routes=routes(health)), "/healthz")
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, json.loads(answer.body)


def health_of(database: Database, clock: FixedClock, holder: str = "me") -> Health:
    health = Health(lambda: Opened(database, clock))  # type: ignore[arg-type, return-value]
    health.begin(holder)
    return health


def swept(database: Database, holder: str = "me") -> None:
    with database.write(counts=False) as session:
        assert lease.claim(session, holder, NOON, timedelta(seconds=18))
        lease.note_sweep(session, holder, NOON)


def long_ago(health: Health, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.monotonic() + 121
    monkeypatch.setattr("tracker.web.health.time.monotonic", lambda: later)


def test_after_a_sweep_all_is_ok(database: Database, clock: FixedClock) -> None:
    swept(database)
    assert ask(health_of(database, clock)) == (
        200,
        {
            "status": "ok",
            "database": "ok",
            "scheduler": {"last_sweep": "2026-11-23T12:40:00Z", "lease": "held"},
        },
    )


def test_a_lease_that_another_process_holds_is_elsewhere(database: Database, clock: FixedClock) -> None:
    swept(database, "another")
    status, document = ask(health_of(database, clock))
    assert (status, document["scheduler"]["lease"]) == (200, "elsewhere")


def test_a_lease_that_ran_out_is_not_held(sqlite_database: Database, clock: FixedClock) -> None:
    swept(sqlite_database)
    clock.advance(timedelta(seconds=18))
    assert ask(health_of(sqlite_database, clock))[1]["scheduler"]["lease"] == "elsewhere"


def test_a_process_that_just_began_may_wait_for_its_first_sweep(
    sqlite_database: Database, clock: FixedClock
) -> None:
    status, document = ask(health_of(sqlite_database, clock))
    assert status == 200
    assert document["scheduler"] == {"last_sweep": None, "lease": "elsewhere"}


def test_no_sweep_for_two_minutes_is_not_ok(
    sqlite_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    health = health_of(sqlite_database, clock)
    long_ago(health, monkeypatch)
    assert ask(health)[0] == 503
    swept(sqlite_database)
    clock.advance(timedelta(minutes=2))
    assert ask(health)[0] == 200
    clock.advance(timedelta(seconds=1))
    status, document = ask(health)
    assert (status, document["status"], document["database"]) == (503, "failing", "ok")


def test_a_database_out_of_reach_is_not_ok_and_says_no_more(clock: FixedClock) -> None:
    nowhere = Database(parse_url("postgresql://nobody:secret@127.0.0.1:1/none?connect_timeout=2"))
    status, document = ask(health_of(nowhere, clock))
    nowhere.close()
    assert status == 503
    assert document == {
        "status": "failing",
        "database": "unreachable",
        "scheduler": {"last_sweep": None, "lease": "elsewhere"},
    }


def test_a_kitelog_that_cannot_open_is_not_ok() -> None:
    def refuse() -> Any:
        raise StorageError("The disk with the names of everybody is full.")

    status, document = ask(Health(refuse))
    assert (status, document["database"]) == (503, "unreachable")
    assert "names" not in json.dumps(document)


def test_instants_are_iso_8601_in_utc() -> None:
    assert iso(NOON) == "2026-11-23T12:40:00Z"
    assert iso(NOON + timedelta(milliseconds=250)) == "2026-11-23T12:40:00.250Z"
