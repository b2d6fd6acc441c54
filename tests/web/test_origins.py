"""A page of another site gets nothing."""

import pytest
from starlette.responses import PlainTextResponse

from tests.web.asgi import exchange, get, scope
from tracker.web.origins import SameOrigin

APP = SameOrigin(PlainTextResponse("hello"))


@pytest.mark.parametrize("origin", ["http://localhost:8501", "https://localhost:8501"])
def test_our_own_page_is_answered(origin: str) -> None:
    assert get(APP, "/", origin=origin).body == b"hello"


def test_a_visit_without_an_origin_is_answered() -> None:
    assert get(APP, "/").status == 200


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://localhost:9999", "null", ""])
def test_another_sites_page_is_refused(origin: str) -> None:
    assert get(APP, "/_stcore/host-config", origin=origin).status == 403


def test_another_sites_web_socket_is_closed_before_a_page_runs() -> None:
    asked = scope("websocket", "/_stcore/stream", {"origin": "http://elsewhere.example"})
    sent = exchange(APP, asked, {"type": "websocket.connect"})
    assert [message["type"] for message in sent] == ["websocket.close"]
