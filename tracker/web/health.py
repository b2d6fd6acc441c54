"""`/healthz`: whether the database answers and somebody sweeps; nothing about the family."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.queries import lease
from storage.tables import SchedulerLease
from tracker.errors import KitelogError
from tracker.kitelog import Kitelog

PATIENCE = timedelta(minutes=2)


def iso(instant: datetime) -> str:
    """`2026-11-23T12:40:00Z`, to the millisecond where it has any."""
    return (
        instant.astimezone(UTC).isoformat(timespec="milliseconds").replace(".000", "").replace("+00:00", "Z")
    )


@dataclass
class Health:
    """How this process is; `holder` is its scheduler's name in the lease, empty without one."""

    kitelog: Callable[[], Kitelog]
    holder: str = ""
    _began: float = 0.0

    def begin(self, holder: str) -> None:
        """Starts the time in which a first sweep may be awaited."""
        self.holder = holder
        self._began = time.monotonic()

    def answer(self, _request: Request) -> Response:
        """The answer to `GET /healthz`: 200 when all is well, 503 when not."""
        try:
            kitelog = self.kitelog()
            with kitelog.database.read() as session:
                row = lease.current(session)
        except KitelogError:
            return _told("failing", "unreachable", None, here=False)
        now = kitelog.clock.now()
        return _told("ok" if self._swept(row, now) else "failing", "ok", row, here=self._holds(row, now))

    def _holds(self, row: SchedulerLease | None, now: datetime) -> bool:
        return row is not None and row.holder == self.holder and row.expires_at > now

    def _swept(self, row: SchedulerLease | None, now: datetime) -> bool:
        if row is not None and row.last_sweep_at is not None and abs(now - row.last_sweep_at) <= PATIENCE:
            return True
        return time.monotonic() - self._began <= PATIENCE.total_seconds()


def _told(status: str, database: str, row: SchedulerLease | None, *, here: bool) -> Response:
    last = row.last_sweep_at if row else None
    scheduler: dict[str, Any] = {
        "last_sweep": iso(last) if last else None,
        "lease": "held" if here else "elsewhere",
    }
    document = {"status": status, "database": database, "scheduler": scheduler}
    return JSONResponse(document, 200 if status == "ok" else 503, headers={"Cache-Control": "no-store"})
