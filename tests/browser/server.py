"""Kitelog's server as a process of its own, with a data folder that only the test knows."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
Command = Literal["serve", "streamlit"]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(data_dir: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without anybody's Kitelog or Streamlit settings, and the test's own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KITELOG_", "STREAMLIT_"))
    }
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    ours = {"KITELOG_DATA_DIR": str(data_dir), "HOME": str(data_dir), "PYTHONPATH": os.pathsep.join(paths)}
    return {**kept, **ours, **(extra or {})}


@dataclass
class Server:
    """A started server."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def output(self) -> str:
        """What it has printed so far, errors too."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def healthy(self) -> bool:
        """Whether `/healthz` answers 200 now."""
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def wait(self, seconds: float = 60) -> None:
        """Returns when it is healthy; fails with its output when it ends or takes too long."""
        deadline = time.monotonic() + seconds
        while not self.healthy():
            assert self.process.poll() is None, f"the server ended:\n{self.output()}"
            assert time.monotonic() < deadline, (
                f"the server is not healthy after {seconds} s:\n{self.output()}"
            )
            time.sleep(0.1)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Sends the signal and gives back the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def start(
    data_dir: Path,
    env: Mapping[str, str] | None = None,
    command: Command = "serve",
    args: Sequence[str] = (),
    program: Sequence[str] | None = None,
) -> Server:
    """Starts `kitelog serve`, or plain `streamlit run dashboard.py`, on a free port of this machine."""
    port = str(free_port())
    data_dir.mkdir(parents=True, exist_ok=True)
    log = data_dir / f"server-{port}.log"
    if command == "serve":
        line = [*(program or [sys.executable, "-m", "tracker.cli"]), "serve", "--port", port, *args]
    else:
        streamlit = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
        line = [*(program or streamlit), "--server.port", port, "--server.headless", "true", *args]
    with log.open("wb") as output:
        environment = clean_environment(data_dir, env)
        process = subprocess.Popen(
            line, cwd=data_dir, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    return Server(process, f"http://127.0.0.1:{port}", log)


@contextmanager
def serving(
    data_dir: Path,
    env: Mapping[str, str] | None = None,
    command: Command = "serve",
    args: Sequence[str] = (),
) -> Iterator[str]:
    """The address of a healthy server that stops when the block ends."""
    server = start(data_dir, env, command, args)
    try:
        server.wait()
        yield server.url
    finally:
        server.stop()
