"""Every answer forbids what the pages do not need."""

import base64
import hashlib

from starlette.responses import PlainTextResponse

from tests.web.asgi import exchange, get, scope
from tracker.web.headers import SecurityHeaders, policy, script_hashes
from tracker.web.statics import static_folder

APP = SecurityHeaders(PlainTextResponse("hello"))


def rules(host: str) -> dict[str, list[str]]:
    words = [rule.split() for rule in policy(host).split("; ")]
    return {name: sources for name, *sources in words}


def test_each_answer_carries_the_headers() -> None:
    headers = get(APP, "/").headers
    assert headers["content-security-policy"] == policy("localhost:8501")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_a_web_socket_passes_untouched() -> None:
    async def app(_scope: object, _receive: object, send: object) -> None:
        await send({"type": "websocket.accept", "headers": []})  # type: ignore[operator]

    sent = exchange(SecurityHeaders(app), scope("websocket", "/_stcore/stream", {}))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.accept", "headers": []}]


def test_no_script_runs_but_our_own_and_the_one_in_the_page() -> None:
    sources = rules("localhost:8501")["script-src"]
    page = (static_folder() / "index.html").read_text(encoding="utf-8")
    inline = page.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert sources == ["'self'", f"'sha256-{digest}'"]
    assert len(script_hashes()) == page.count("<script>") == 1


def test_nothing_is_loaded_from_elsewhere_and_nobody_may_frame_a_page() -> None:
    allowed = rules("kitelog.home:8501")
    assert allowed["default-src"] == ["'self'"]
    assert allowed["img-src"] == ["'self'", "data:", "blob:"]
    assert allowed["connect-src"] == ["'self'", "ws://kitelog.home:8501", "wss://kitelog.home:8501"]
    assert allowed["frame-ancestors"] == ["'none'"]
    assert allowed["object-src"] == ["'none'"]


def test_a_host_that_is_none_adds_nothing_to_the_policy() -> None:
    headers = get(APP, "/", host="x; script-src *").headers
    assert "script-src *" not in headers["content-security-policy"]
    assert rules("x; script-src *")["connect-src"] == ["'self'"]
