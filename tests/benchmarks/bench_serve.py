"""A click on Home and the memory of a session: `kitelog serve` beside plain `streamlit run dashboard.py`."""

import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from storage.engine import sqlite_url
from storage.session import Database
from storage.upgrade import prepare
from tests.browser.server import Command, Server, start
from tests.clock import FixedClock
from tests.house.streamlit_client import rerun
from tests.world import World
from tracker.clock import SystemClock

CLICKS = 60
WARM_UP = 10
SESSIONS = 50


def run() -> list[dict[str, object]]:
    """Clicks on both in turns, then opens sessions one after the other."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as until_done:
        serve = until_done.enter_context(_serving(Path(name, "serve"), "serve"))
        plain = until_done.enter_context(_serving(Path(name, "plain"), "streamlit"))
        ours, theirs = (until_done.enter_context(_session(server)) for server in (serve, plain))
        for _ in range(WARM_UP):
            rerun(ours), rerun(theirs)
        times = [(_click(ours), _click(theirs)) for _ in range(CLICKS)]
        mine, others = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        return [
            {
                "name": f"a click on Home, median of {CLICKS}",
                "value": round(mine, 1),
                "unit": "ms",
                "peer": "streamlit run dashboard.py",
                "peer_value": round(others, 1),
                "ratio": round(mine / others, 2),
                "goal": "at most 0.5",
            },
            _memory(serve, until_done),
        ]


def _memory(server: Server, until_done: ExitStack) -> dict[str, object]:
    for _ in range(WARM_UP):
        rerun(until_done.enter_context(_session(server)))
    before = _megabytes(server)
    for _ in range(SESSIONS):
        rerun(until_done.enter_context(_session(server)))
    each = (_megabytes(server) - before) / SESSIONS
    return {
        "name": f"memory of each further session, of {SESSIONS} on Home",
        "value": round(each, 3),
        "unit": "MB",
        "peer": "the most it may be",
        "peer_value": 0.4,
        "ratio": round(each / 0.4, 2),
        "goal": "at most 1",
    }


@contextmanager
def _serving(folder: Path, command: Command) -> Iterator[Server]:
    folder.mkdir()
    _fill(folder / "kitelog.db")
    server = start(folder, command=command)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def _fill(file: Path) -> None:
    """A member, two contacts and a few months of messages: what Home shows on most days."""
    now = SystemClock().now()
    with closing(Database(sqlite_url(file))) as database:
        prepare(database, now=now)
        world = World(database, FixedClock(now))
        world.household.add_member("Mom")
        for name in ("Dad", "Cousin"):
            contact = world.contact(name)
            for days in range(90, 0, -3):
                sent = world.sent(contact, now - timedelta(days=days), characters=1_000)
                if days % 2:
                    world.reply(contact, now - timedelta(days=days - 1), [sent.message_id])
        world.overdue.sweep(now)


@contextmanager
def _session(server: Server) -> Iterator[ClientConnection]:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as connection:
        yield connection


def _click(connection: ClientConnection) -> float:
    began = perf_counter()
    messages = rerun(connection)
    took = perf_counter() - began
    assert _drew_home(messages), "Home was not drawn"
    return took


def _drew_home(messages: list[ForwardMsg]) -> bool:
    """More than a refusal or the question who is there: cards and a figure."""
    drawn = [message.delta.new_element for message in messages if message.HasField("delta")]
    return len(drawn) > 10 and not any(element.HasField("exception") for element in drawn)


def _megabytes(server: Server) -> float:
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(server.process.pid)], capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024
