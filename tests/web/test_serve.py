"""The parts of `kitelog serve`; as a whole it runs in tests/house."""

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
import uvicorn
from streamlit import config
from streamlit.web import bootstrap

import dashboard
from tests.browser.server import ROOT
from tracker.errors import KitelogError
from tracker.web import serve
from tracker.web.lifespan import NO_WORKER


@pytest.fixture(autouse=True)
def own_streamlit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Settings that end with the test, and a household of its own."""
    monkeypatch.setenv("KITELOG_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KITELOG_DATABASE_URL", raising=False)
    yield
    gc.unfreeze()
    config.get_config_options(force_reparse=True)


def test_the_checkouts_configuration_is_found() -> None:
    assert serve.config_file() == ROOT / ".streamlit" / "config.toml"


def test_a_missing_configuration_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dashboard, "__file__", str(tmp_path / "dashboard.py"))
    with pytest.raises(KitelogError, match=r"config\.toml is missing"):
        serve.config_file()


def test_options_are_named_with_points() -> None:
    options = serve.flat({"theme": {"base": "x", "light": {"colors": ["a"]}}, "top": 1})
    assert options == {"theme.base": "x", "theme.light.colors": ["a"], "top": 1}


def test_the_configuration_holds_and_nobodys_own_file_turns_statistics_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    theirs = '[browser]\ngatherUsageStats = true\n[server]\naddress = "0.0.0.0"\nheadless = false\n'
    (folder / "config.toml").write_text(theirs, encoding="utf-8")
    monkeypatch.setenv("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "true")
    monkeypatch.chdir(tmp_path)
    serve.configure("127.0.0.1", 8600)
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("server.address") == "127.0.0.1"
    assert config.get_option("server.port") == 8600
    assert config.get_option("server.headless") is True
    assert config.get_option("theme.dark.primaryColor") == "#2A7F84"
    assert len(config.get_option("theme.light.chartCategoricalColors")) == 8


def test_this_streamlit_has_what_is_needed() -> None:
    serve.check_streamlit()


def test_a_streamlit_without_an_internal_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(bootstrap, "load_config_options")
    with pytest.raises(KitelogError, match=f"Streamlit {streamlit.__version__} .*load_config_options"):
        serve.check_streamlit()


def test_small_answers_leave_at_once() -> None:
    """asyncio turns Nagle's delay off for sockets whose protocol is TCP by number."""
    with serve.bound("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_refused_with_what_to_do() -> None:
    with serve.bound("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(KitelogError, match="choose another with --port"):
            serve.bound("127.0.0.1", taken.getsockname()[1])


def test_an_unknown_host_is_refused() -> None:
    with pytest.raises(KitelogError, match="not an address of this machine"):
        serve.bound("no.such.invalid", 8501)


def test_after_the_warm_up_the_garbage_collector_has_little_left_to_visit() -> None:
    serve.warm_up()
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < 5_000


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_the_address_is_told_once_connections_are_accepted(
    host: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def started(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        server.started = True

    monkeypatch.setattr(uvicorn.Server, "startup", started)
    server = serve.Announced(uvicorn.Config(dashboard.app))
    with serve.bound(host, 0) as listening:
        asyncio.run(server.startup([listening]))
        assert capsys.readouterr().out == f"Kitelog is at http://{shown}:{listening.getsockname()[1]}\n"


@pytest.mark.parametrize("started", [True, False])
def test_serve_hands_the_door_its_own_socket_and_ends_with_an_exit_code(
    started: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole runs as a process in tests/house; a server can begin only once in a process."""
    handed: list[tuple[object, int]] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        handed.append((server.config.app, sockets[0].proto))
        server.started = started
        with pytest.raises(SystemExit) as ended:
            signal.raise_signal(signal.SIGTERM)
        assert ended.value.code == 0

    monkeypatch.setattr(serve.Announced, "run", run)
    try:
        assert serve.serve("127.0.0.1", 0, with_worker=False) == (0 if started else 1)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        no_worker = dashboard.app.state.pop(NO_WORKER)
    assert handed == [(dashboard.app, socket.IPPROTO_TCP)]
    assert no_worker is True
