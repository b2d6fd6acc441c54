"""The server's beginning and end: Kitelog opens and the scheduler starts before any browser connects."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.errors import KitelogError
from tracker.kitelog import Kitelog
from tracker.web.health import Health
from tracker.worker import Scheduler

Getter = Callable[[], Kitelog]
NO_WORKER = "no_worker"


class Stateful(Protocol):
    """An app that carries values for its lifespan."""

    @property
    def state(self) -> dict[str, Any]:
        """Values set before the start."""
        ...


def lifespan(kitelog: Getter, health: Health) -> Callable[[Stateful], AbstractAsyncContextManager[None]]:
    """Opens Kitelog and runs the scheduler while the server runs; `app.state["no_worker"]` leaves it out."""

    @asynccontextmanager
    async def alive(app: Stateful) -> AsyncIterator[None]:
        opened = kitelog()
        scheduler = None if app.state.get(NO_WORKER) else Scheduler(opened)
        health.begin(scheduler.holder if scheduler else "")
        if scheduler:
            scheduler.start()
        try:
            yield
        finally:
            if scheduler:
                await to_thread.run_sync(scheduler.stop)

    return alive


class PlainStart:
    """ASGI middleware: a start that Kitelog refuses ends with its sentence, without a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on but a failed start."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def hold_failure(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                held.append(message)
            else:
                await send(message)

        try:
            await self.app(scope, receive, hold_failure)
        except KitelogError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            for message in held:
                await send(message)
            raise
