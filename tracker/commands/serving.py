"""`kitelog serve` and `kitelog worker`."""

import logging
import signal
import sys
import threading
from typing import Annotated

import typer

from tracker.commands.output import opened, say

Host = Annotated[str | None, typer.Option(help="Where to listen; 127.0.0.1, this machine alone, by default.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on; 8501 by default.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(serve)
    app.command()(worker)


def serve(
    host: Host = None,
    port: Port = None,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Leave the scheduler to a `kitelog worker`.")
    ] = False,
) -> None:
    """Serve Kitelog's pages on this machine, until Ctrl+C."""
    from tracker.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    # Streamlit takes seconds to load: after a bad setting was refused, and not for the other commands.
    from tracker.web import serve as server  # noqa: PLC0415

    _log(settings.log_level)
    sys.exit(server.serve(host or settings.host, port or settings.port, with_worker=not no_worker))


def worker() -> None:
    """Run the scheduler alone, without pages, until Ctrl+C."""
    from tracker.worker import Scheduler  # noqa: PLC0415

    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    with opened() as kitelog:
        _log(kitelog.settings.log_level)
        scheduler = Scheduler(kitelog)
        scheduler.start()
        say("The scheduler runs. Ctrl+C stops it.")
        ended.wait()
        scheduler.stop()
    say("The scheduler stopped.")


def _log(level: str) -> None:
    """Kitelog's own loggers speak at the level asked for, the libraries' only when something is wrong."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.WARNING, format=form, stream=sys.stderr)
    for floor in ("dashboard", "pages", "tracker", "storage"):
        logging.getLogger(floor).setLevel(level)
