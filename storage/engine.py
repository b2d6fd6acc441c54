"""An engine from a URL, with the pragmas and the transaction modes that SQLite needs."""

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import StorageError

PRAGMAS = {
    # First, so that the next ones wait too; in milliseconds.
    "busy_timeout": "10000",
    "journal_mode": "WAL",
    "foreign_keys": "ON",
    # NORMAL may lose the last commits when the power fails; what a family logged must not go.
    "synchronous": "FULL",
}
# Seconds between two tries.
AGAIN = 0.02


def sqlite_url(file: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(file))


def parse_url(text: str) -> URL:
    """A database address as typed. Raises StorageError when it is none that Kitelog speaks to."""
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StorageError(
            "KITELOG_DATABASE_URL is not a database address. Write it like postgresql://name:password@host/database."
        ) from error
    if backend == "postgres":
        backend = "postgresql"
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StorageError(
            f"KITELOG_DATABASE_URL names {backend!r}. Kitelog works with sqlite and postgresql."
        )
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StorageError(
            "KITELOG_DATABASE_URL must name a file for SQLite, like sqlite:////home/me/kitelog.db."
        )
    return URL.create("sqlite", database=url.database)


def make_engine(url: URL) -> Engine:
    """An engine whose transactions begin as asked: `IMMEDIATE` for writers, plain for readers.

    pysqlite would begin none at all before a SELECT, and a deferred one that later writes fails at once
    with "database is locked", whatever the timeout.
    """
    return _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _postgres_engine(url)


def _postgres_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The server's own zone would change what `date_trunc` says, and could push year 1 out of range.
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def _set(cursor: sqlite3.Cursor, name: str, value: str) -> None:
    """Sets a pragma, waiting for others as long as `busy_timeout` says.

    Of two that turn a new file to WAL at the same moment each would wait for the other. SQLite sees that
    and refuses one at once, whatever the timeout: that one asks again.
    """
    patience = monotonic() + int(PRAGMAS["busy_timeout"]) / 1000
    while True:
        try:
            cursor.execute(f"PRAGMA {name} = {value}")
        except sqlite3.OperationalError as error:
            # The lowest byte is the code itself, the others say more of it.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > patience:
                raise
            sleep(AGAIN)
        else:
            return


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in PRAGMAS.items():
            _set(cursor, name, value)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        # Set each time: the pool hands a reader's connection to a writer.
        connection.exec_driver_sql(f"PRAGMA query_only = {int(options.get('sqlite_reads_only', False))}")
        connection.exec_driver_sql(f"BEGIN {options.get('sqlite_begin', '')}")

    return engine
