"""`kitelog serve` and plain `streamlit run dashboard.py` serve the same Kitelog, on this machine alone."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

from tests.browser.chromium import Hosts, Scheme, chromium_running, window
from tests.browser.server import Command, Server, clean_environment, start
from tests.house.streamlit_client import rerun

BOTH = ("serve", "streamlit")


def running(folder: Path, command: Command) -> Iterator[Server]:
    server = start(folder, command=command)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module", params=BOTH)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server started each way, from a folder that has nothing to do with the checkout."""
    yield from running(tmp_path_factory.mktemp(request.param), request.param)


def socket_address(server: Server) -> str:
    return server.url.replace("http", "ws") + "/_stcore/stream"


def health(server: Server) -> dict[str, Any]:
    with urlopen(f"{server.url}/healthz", timeout=5) as answer:
        document: dict[str, Any] = json.load(answer)
        return document


def test_it_has_swept_before_any_browser_came(server: Server) -> None:
    deadline = time.monotonic() + 15
    while health(server)["scheduler"]["last_sweep"] is None:
        assert time.monotonic() < deadline, server.output()
        time.sleep(0.1)
    assert health(server)["scheduler"]["lease"] == "held"
    assert health(server)["status"] == health(server)["database"] == "ok"


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    listening = Path(f"/proc/{server.process.pid}/net/tcp").read_text(encoding="utf-8").splitlines()[1:]
    listening += Path(f"/proc/{server.process.pid}/net/tcp6").read_text(encoding="utf-8").splitlines()[1:]
    columns = [line.split() for line in listening]
    addresses = [column[1] for column in columns if column[3] == "0A" and column[1].endswith(f":{port:04X}")]
    assert addresses == [f"0100007F:{port:04X}"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_without_asking_anybody_else(server: Server, scheme: Scheme) -> None:
    with chromium_running() as browser:
        page = window(browser, scheme=scheme).new_page()
        hosts, refused = Hosts(page), []
        page.on(
            "console", lambda message: refused.append(message.text) if "Security" in message.text else None
        )
        page.goto(server.url)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
        page.wait_for_load_state("networkidle")
        background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert "Kitelog" in page.title()
    assert hosts.asked
    assert not hosts.others_than(server.url)
    assert not refused
    assert background == {"light": "rgb(251, 248, 243)", "dark": "rgb(21, 25, 28)"}[scheme]


def test_the_page_is_told_to_gather_no_statistics(server: Server) -> None:
    """The one switch that decides whether a browser reports to Streamlit's makers."""
    with connect(socket_address(server), subprotocols=["streamlit"], max_size=None) as page:
        messages = rerun(page)
    sessions = [message.new_session for message in messages if message.HasField("new_session")]
    assert sessions
    assert all(not session.config.gather_usage_stats for session in sessions)


def test_scripts_leave_compressed(server: Server) -> None:
    with urlopen(server.url, timeout=5) as answer:
        page = answer.read().decode()
        assert answer.headers["Content-Security-Policy"]
    script = page.split('src="./static/js/')[1].split('"')[0]
    asked = Request(f"{server.url}/static/js/{script}", headers={"Accept-Encoding": "gzip"})
    with urlopen(asked, timeout=5) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"


def test_another_sites_page_is_refused(server: Server) -> None:
    asked = Request(f"{server.url}/_stcore/host-config", headers={"Origin": "http://elsewhere.example"})
    with pytest.raises(OSError, match="403"):
        urlopen(asked, timeout=5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_serve_with_exit_0_and_frees_the_lease(number: signal.Signals, tmp_path: Path) -> None:
    server = start(tmp_path)
    server.wait()
    with connect(socket_address(server), subprotocols=["streamlit"], max_size=None) as open_page:
        rerun(open_page)
        began = time.monotonic()
        assert server.stop(number) == 0, server.output()
    assert time.monotonic() - began < 10
    assert server.output().strip() == f"Kitelog is at {server.url}"
    again = start(tmp_path)
    again.wait()
    deadline = time.monotonic() + 5  # a lease not given back would be held for 18 s
    while health(again)["scheduler"]["lease"] != "held":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    again.stop()


def test_without_a_worker_it_serves_and_does_not_sweep(tmp_path: Path) -> None:
    server = start(tmp_path, args=["--no-worker"])
    server.wait()
    time.sleep(1)
    assert health(server)["scheduler"] == {"last_sweep": None, "lease": "elsewhere"}
    server.stop()


def refused(folder: Path, *args: str, **env: str) -> str:
    """What a start says that ends with exit 1."""
    line = [sys.executable, "-m", "tracker.cli", *args]
    ended = subprocess.run(
        line,
        cwd=folder,
        env=clean_environment(folder, env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1, ended.stderr
    return ended.stderr


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"cannot listen on 127.0.0.1, port {port}" in refused(tmp_path, "serve", "--port", port)


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", ""])
def test_a_port_that_is_none_is_one_sentence(port: str, tmp_path: Path) -> None:
    assert "KITELOG_PORT" in refused(tmp_path, "serve", KITELOG_PORT=port)


def test_a_host_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    assert "not an address of this machine" in refused(tmp_path, "serve", "--host", "no.such.invalid")


@pytest.mark.parametrize("command", ["serve", "worker", "doctor"])
def test_a_file_that_is_no_database_is_one_sentence(command: str, tmp_path: Path) -> None:
    (tmp_path / "kitelog.db").write_bytes(b"this is a letter, not a database" * 100)
    assert "not a Kitelog database" in refused(tmp_path, command)


def test_streamlit_run_refuses_what_is_no_database_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "kitelog.db").write_bytes(b"this is a letter, not a database" * 100)
    server = start(tmp_path, command="streamlit")
    assert server.process.wait(60) != 0
    assert "not a Kitelog database" in server.output()
    assert "Traceback" not in server.output()
