"""The server begins with an open Kitelog and a scheduler, or ends with one sentence."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from storage.queries import lease
from storage.session import Database
from tests.clock import FixedClock
from tests.web.asgi import exchange
from tracker.errors import StorageError
from tracker.web.health import Health
from tracker.web.lifespan import NO_WORKER, PlainStart, lifespan
from tracker.worker import Scheduler

LIFESPAN = {"type": "lifespan", "state": {}}
WHOLE_LIFE = ({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})


class Sweeping:
    def sweep(self, now: object = None) -> None: ...

    def next_due(self, now: object = None) -> None: ...


def live(database: Database, clock: FixedClock, state: dict[str, Any]) -> Health:
    """A server's whole life."""
    kitelog: Any = SimpleNamespace(database=database, clock=clock, overdue=Sweeping())
    health = Health(lambda: kitelog)
    alive = lifespan(lambda: kitelog, health)
    app = Starlette(lifespan=lambda _app: alive(SimpleNamespace(state=state)))
    sent = exchange(app, dict(LIFESPAN), *WHOLE_LIFE)
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    return health


def holders(database: Database) -> list[str]:
    with database.read() as session:
        row = lease.current(session)
    return [] if row is None else [row.holder]


def test_the_scheduler_lives_as_long_as_the_server(
    sqlite_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Scheduler, "start", lambda _self: seen.append("started"))
    monkeypatch.setattr(Scheduler, "stop", lambda _self: seen.append("stopped"))
    assert live(sqlite_database, clock, {}).holder
    assert seen == ["started", "stopped"]


def test_without_a_worker_nobody_claims_the_lease(sqlite_database: Database, clock: FixedClock) -> None:
    assert live(sqlite_database, clock, {NO_WORKER: True}).holder == ""
    assert holders(sqlite_database) == []


def failed_start(error: BaseException) -> list[Message]:
    @asynccontextmanager
    async def refuse(_app: Starlette) -> AsyncIterator[None]:
        raise error
        yield

    return exchange(PlainStart(Starlette(lifespan=refuse)), dict(LIFESPAN), *WHOLE_LIFE)


def test_a_start_that_kitelog_refuses_ends_with_its_sentence_alone() -> None:
    sentence = "The database is read-only."
    assert failed_start(StorageError(sentence)) == [{"type": "lifespan.startup.failed", "message": sentence}]


def test_a_start_that_fails_otherwise_keeps_its_traceback() -> None:
    sent: list[Message] = []

    @asynccontextmanager
    async def refuse(_app: Starlette) -> AsyncIterator[None]:
        raise ValueError("nobody thought of this")
        yield

    app = PlainStart(Starlette(lifespan=refuse))

    async def kept(scope: Any, receive: Any, send: Any) -> None:
        async def note(message: Message) -> None:
            sent.append(message)

        await app(scope, receive, note)

    with pytest.raises(ValueError, match="nobody thought"):
        exchange(kept, dict(LIFESPAN), *WHOLE_LIFE)
    assert "Traceback" in sent[0]["message"]
