"""Which database addresses Kitelog takes."""

import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import parse_url, sqlite_url
from storage.errors import StorageError
from storage.session import Database


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_is_spoken_through_psycopg(scheme: str) -> None:
    url = parse_url(f"{scheme}://me:secret@example.org:5433/kites")
    assert (
        url.render_as_string(hide_password=False) == "postgresql+psycopg://me:secret@example.org:5433/kites"
    )


@pytest.mark.parametrize(
    "address", ["sqlite:////home/me/kitelog.db", "sqlite+pysqlite:////home/me/kitelog.db"]
)
def test_a_sqlite_file_is_taken(address: str) -> None:
    assert parse_url(address) == sqlite_url(Path("/home/me/kitelog.db"))


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:kitelog?uri=true"])
def test_sqlite_needs_a_file(address: str) -> None:
    with pytest.raises(StorageError, match="must name a file"):
        parse_url(address)


@pytest.mark.parametrize("address", ["kitelog.db", "", "postgresql://me@host:port/kites"])
def test_what_is_no_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(StorageError, match="is not a database address"):
        parse_url(address)


@pytest.mark.parametrize("address", ["mysql://me@host/kites", "oracle://me@host/kites"])
def test_another_database_is_refused_by_name(address: str) -> None:
    with pytest.raises(StorageError, match="works with sqlite and postgresql"):
        parse_url(address)


def test_postgresql_speaks_in_utc_whatever_the_server_says(postgres_database: Database) -> None:
    with postgres_database.engine.begin() as connection:
        connection.execute(text("ALTER ROLE CURRENT_USER SET TimeZone = 'Asia/Tokyo'"))
    postgres_database.close()
    try:
        with postgres_database.engine.connect() as connection:
            assert connection.execute(text("SHOW TimeZone")).scalar_one() == "UTC"
    finally:
        with postgres_database.engine.begin() as connection:
            connection.execute(text("ALTER ROLE CURRENT_USER RESET TimeZone"))


def test_a_new_file_that_another_start_holds_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself refuses at once to turn a file to WAL while another has it."""
    file = tmp_path / "kitelog.db"

    def mode() -> str:
        database = Database(sqlite_url(file))
        with database.engine.connect() as connection:
            found: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        database.close()
        return found

    with (
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
        ThreadPoolExecutor() as threads,
    ):
        other.execute("BEGIN IMMEDIATE")
        started: Future[str] = threads.submit(mode)
        still = wait([started], timeout=0.3).not_done
        other.execute("ROLLBACK")
        assert still, started.exception()
        assert started.result() == "wal"
