"""Each fault of a database is one sentence that says what to do."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError
from sqlmodel import Session

from storage import faults
from storage.engine import parse_url, sqlite_url
from storage.errors import StorageError
from storage.faults import own_words, plain_faults, sentence_for
from storage.session import Database


def sentence_of(url: URL) -> str:
    database = Database(url)
    try:
        with pytest.raises(StorageError) as caught:
            database.revision()
    finally:
        database.close()
    return str(caught.value)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("08006", faults.OUT_OF_REACH),
        ("25006", faults.READ_ONLY),
        ("28P01", faults.REFUSED),
        ("3D000", faults.NO_DATABASE),
        ("40P01", faults.HELD),
        ("42501", faults.CLOSED),
        ("53100", faults.FULL),
        ("53300", faults.BUSY),
        ("55P03", faults.HELD),
        ("57P01", faults.OUT_OF_REACH),
        ("57014", None),
        ("42P01", None),
        ("XX001", faults.DAMAGED),
    ],
)
def test_a_code_of_postgresql_has_its_sentence(state: str, sentence: str | None) -> None:
    error = DatabaseError("SELECT 1", {}, psycopg.errors.lookup(state)("first line.\nsecond"))
    assert sentence_for(error) == (
        sentence or "The database could not do its work (first line). Nothing was changed."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('FATAL: password authentication failed for user "a"', faults.REFUSED),
        ("fe_sendauth: no password supplied", faults.REFUSED),
        ('FATAL: no pg_hba.conf entry for host "10.0.0.1"', faults.REFUSED),
        ('FATAL: database "a" does not exist', faults.NO_DATABASE),
        ('FATAL: role "a" does not exist', faults.REFUSED),
        ("FATAL: sorry, too many clients already", faults.BUSY),
        ("connection refused", faults.OUT_OF_REACH),
        ("server closed the connection unexpectedly", faults.OUT_OF_REACH),
    ],
)
def test_what_libpq_says_without_a_code_has_its_sentence(words: str, sentence: str) -> None:
    error = psycopg.OperationalError(f"connection failed: {words}")
    assert sentence_for(OperationalError(None, None, error)) == sentence


def test_another_error_of_the_driver_speaks_for_itself() -> None:
    assert "(odd)" in sentence_for(psycopg.InterfaceError("odd"))
    assert "(odd)" in sentence_for(sqlite3.ProgrammingError("odd"))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(errno.EACCES, faults.CLOSED), (errno.EROFS, faults.READ_ONLY), (errno.ENOSPC, faults.FULL)],
)
def test_an_error_of_the_disk_has_its_sentence(code: int, sentence: str) -> None:
    assert sentence_for(OSError(code, "odd")) == sentence


def test_an_error_without_words_gives_its_name() -> None:
    assert own_words(ZeroDivisionError()) == "ZeroDivisionError"


def test_too_few_connections_are_said() -> None:
    with pytest.raises(StorageError, match="too much to do"), plain_faults():
        raise NoFreeConnectionError


def test_a_mistake_in_the_program_is_not_dressed_up() -> None:
    with pytest.raises(KeyError), plain_faults():
        raise KeyError("mistake")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert sentence_of(sqlite_url(tmp_path / "missing" / "kitelog.db")) == faults.CLOSED


def test_a_server_that_does_not_run_is_said(tmp_path: Path) -> None:
    assert sentence_of(parse_url(f"postgresql://a@/b?host={tmp_path}")) == faults.OUT_OF_REACH
    assert sentence_of(parse_url("postgresql://a@127.0.0.1:1/b")) == faults.OUT_OF_REACH


def test_a_database_that_is_not_there_is_said(postgres_url: URL) -> None:
    assert sentence_of(postgres_url.set(database="nowhere")) == faults.NO_DATABASE


def test_an_unknown_name_is_said(postgres_url: URL) -> None:
    assert sentence_of(postgres_url.set(username="stranger")) == faults.REFUSED


def test_a_wrong_password_is_said(postgres_url: URL) -> None:
    database = Database(postgres_url)
    with database.engine.connect() as connection:
        connection.execute(text("CREATE ROLE guarded LOGIN PASSWORD 'right'"))
        rules = Path(connection.execute(text("SHOW hba_file")).scalar_one())
        before = rules.read_text()
        rules.write_text("local all guarded scram-sha-256\n" + before)
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.commit()
    try:
        url = postgres_url.set(username="guarded", password="wrong")
        assert sentence_of(url) == faults.REFUSED
        assert sentence_of(url.set(password=None)) == faults.REFUSED
    finally:
        rules.write_text(before)
        with database.engine.begin() as connection:
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text("DROP ROLE guarded"))
        database.close()


def test_a_server_that_goes_away_is_said_and_the_next_try_works(postgres_database: Database) -> None:
    with pytest.raises(StorageError, match="cannot be reached"), postgres_database.read() as session:
        lose_the_server(postgres_database, session)
    assert postgres_database.revision() == 0


def lose_the_server(database: Database, session: Session) -> None:
    process = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with database.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process})
    session.execute(text("SELECT 1"))


def test_a_damaged_file_is_said(sqlite_database: Database, tmp_path: Path) -> None:
    sqlite_database.close()
    with (tmp_path / "kitelog.db").open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 40 * 4096)
    assert sentence_of(sqlite_database.url) == faults.DAMAGED
