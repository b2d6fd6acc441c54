"""A page of another site may neither read Kitelog nor talk to it through the family's browser."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose


class SameOrigin:
    """ASGI middleware: refuses what another site's page asks for.

    Streamlit would let some of them in, and asks a host on the internet for this machine's address first.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what has no origin or our own."""
        if scope["type"] == "lifespan" or _is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await WebSocketClose(1008)(scope, receive, send)
        else:
            await PlainTextResponse("Another site's page may not ask Kitelog.", 403)(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
