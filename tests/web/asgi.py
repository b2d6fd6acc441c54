"""Asks an ASGI app directly, without a server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def exchange(app: ASGIApp, scope: dict[str, Any], *incoming: Message) -> list[Message]:
    """Everything the app sends for these messages."""
    sent: list[Message] = []
    waiting = list(incoming)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(3600)  # a browser that stays until it has everything
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return sent


def scope(kind: str, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """A connection from a browser on this machine."""
    pairs = [
        (name.lower().encode(), value.encode())
        for name, value in {"host": "localhost:8501", **headers}.items()
    ]
    return {
        "type": kind,
        "method": "GET",
        "path": path.partition("?")[0],
        "headers": pairs,
        "query_string": path.partition("?")[2].encode(),
        "subprotocols": [],
    }


def get(app: ASGIApp, path: str, **headers: str) -> Answer:
    """`GET path`; a header's name is written with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = exchange(
        app, scope("http", path, named), {"type": "http.request", "body": b"", "more_body": False}
    )
    start, *bodies = sent
    body = b"".join(message.get("body", b"") for message in bodies)
    return Answer(start["status"], Headers(raw=start["headers"]), body)
