"""The browser's scripts leave compressed, and only they."""

import gzip
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from tests.web.asgi import exchange, get, scope
from tracker.errors import KitelogError
from tracker.web import statics
from tracker.web.statics import CompressedStatics, compressible, static_folder

APP = CompressedStatics(PlainTextResponse("passed on"))


def biggest() -> str:
    return max(compressible(), key=lambda address: (static_folder() / address[1:]).stat().st_size)


def test_a_script_comes_compressed_and_is_the_same_file() -> None:
    answer = get(APP, biggest(), accept_encoding="gzip, br")
    original = (static_folder() / biggest()[1:]).read_bytes()
    assert gzip.decompress(answer.body) == original
    assert len(answer.body) < len(original) / 2
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("application/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_a_style_sheet_says_that_it_is_one() -> None:
    address = next(address for address in compressible() if address.endswith(".css"))
    assert get(APP, address, accept_encoding="gzip").headers["content-type"].startswith("text/css")


def test_each_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    get(APP, biggest(), accept_encoding="gzip")
    monkeypatch.setattr(gzip, "compress", lambda *_, **__: pytest.fail("compressed again"))
    assert get(APP, biggest(), accept_encoding="gzip").status == 200


def test_a_browser_that_takes_no_gzip_gets_the_file_as_it_is() -> None:
    assert get(APP, biggest()).body == b"passed on"


def test_a_part_of_a_file_is_left_to_the_server() -> None:
    assert get(APP, biggest(), accept_encoding="gzip", range="bytes=0-9").body == b"passed on"


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/../index.html", "/static/none.js", "/media/x.js"])
def test_everything_else_passes_untouched(path: str) -> None:
    assert get(APP, path, accept_encoding="gzip").body == b"passed on"


def test_a_web_socket_passes_untouched() -> None:
    async def app(_scope: object, _receive: object, send: object) -> None:
        await send({"type": "websocket.accept"})  # type: ignore[operator]

    middleware = CompressedStatics(app)  # type: ignore[arg-type]
    assert exchange(middleware, scope("websocket", "/static/x.js", {})) == [{"type": "websocket.accept"}]


def test_a_missing_page_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = ModuleSpec("streamlit", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(statics, "find_spec", lambda _name: spec)
    static_folder.cache_clear()
    with pytest.raises(KitelogError, match="make setup"):
        static_folder()
