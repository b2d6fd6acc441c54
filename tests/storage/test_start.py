"""Whatever is in the way at start is said in one sentence, and nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import URL

from storage import upgrade
from storage.engine import PRAGMAS, sqlite_url
from storage.errors import StorageError
from storage.session import Database
from storage.upgrade import Outcome, copy_aside, file_of, prepare
from tests.clock import FixedClock
from tests.storage import steps
from tests.storage.processes import start_at_once
from tests.storage.rows import Rows


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that a test may close."""
    yield tmp_path
    tmp_path.chmod(0o700)


def test_a_folder_that_is_not_there_is_named(clock: FixedClock, tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "usb stick" / "kitelog.db"))
    with pytest.raises(
        StorageError, match=r"folder .*usb stick is not there\. Create it, or connect its disk"
    ):
        prepare(database, now=clock.now())
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_is_made_for_its_owner_only(clock: FixedClock, tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "share" / "kitelog" / "kitelog.db"))
    assert prepare(database, now=clock.now(), make_folder=True).outcome is Outcome.CREATED
    assert (tmp_path / "share" / "kitelog").stat().st_mode & 0o777 == 0o700
    assert file_of(database).stat().st_mode & 0o777 == 0o600
    database.close()


def test_a_name_with_odd_signs_is_a_name(clock: FixedClock, tmp_path: Path) -> None:
    folder = tmp_path / "a 100% odd?name#1 & ümlaut"
    folder.mkdir()
    database = Database(sqlite_url(folder / "kite;log.db"))
    assert prepare(database, now=clock.now()).outcome is Outcome.CREATED
    assert prepare(database, now=clock.now()).outcome is Outcome.UP_TO_DATE
    assert (folder / "kite;log.db").stat().st_size > 0
    database.close()


def test_a_folder_in_place_of_the_file_is_refused(clock: FixedClock, tmp_path: Path) -> None:
    (tmp_path / "kitelog.db").mkdir()
    with pytest.raises(StorageError, match="may not be opened"):
        prepare(Database(sqlite_url(tmp_path / "kitelog.db")), now=clock.now())


def test_a_file_in_place_of_the_folder_is_refused(clock: FixedClock, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        prepare(Database(sqlite_url(tmp_path / "data" / "kitelog.db")), now=clock.now(), make_folder=True)


def test_a_file_that_is_no_database_is_refused_and_kept(clock: FixedClock, tmp_path: Path) -> None:
    letter = "Dear Marcus, " * 400
    (tmp_path / "kitelog.db").write_text(letter)
    with pytest.raises(StorageError, match="not a Kitelog database"):
        prepare(Database(sqlite_url(tmp_path / "kitelog.db")), now=clock.now())
    assert [path.read_text() for path in tmp_path.iterdir()] == [letter]


def test_a_read_only_file_is_refused(sqlite_database: Database) -> None:
    sqlite_database.close()
    file = file_of(sqlite_database)
    file.chmod(0o444)
    before = file.read_bytes()
    [said] = start_at_once(sqlite_database.url, without_root=True)
    assert said.startswith("The database is read-only. Allow writing to it and to its folder")
    assert file.read_bytes() == before


def test_a_read_only_folder_is_refused(sqlite_database: Database, folder: Path) -> None:
    sqlite_database.close()
    before = file_of(sqlite_database).read_bytes()
    folder.chmod(0o555)
    [said] = start_at_once(sqlite_database.url, without_root=True)
    assert "its folder, then try again" in said
    assert file_of(sqlite_database).read_bytes() == before


def test_a_read_only_folder_without_a_file_is_refused(folder: Path) -> None:
    folder.chmod(0o555)
    [said] = start_at_once(sqlite_url(folder / "kitelog.db"), without_root=True)
    assert said.startswith(f"{folder / 'kitelog.db'} cannot be made. ")
    assert said.endswith("Check who may read and write it and its folder, then try again.")


def test_a_folder_that_may_not_be_entered_is_refused(folder: Path) -> None:
    folder.chmod(0o000)
    [said] = start_at_once(sqlite_url(folder / "kitelog.db"), without_root=True)
    assert "Check who may read and write it and its folder" in said


def test_a_database_that_another_program_holds_is_refused(
    sqlite_database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "busy_timeout", "50")
    with closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="Another program holds the database"):
            prepare(sqlite_database, now=clock.now())
    assert prepare(sqlite_database, now=clock.now()).outcome is Outcome.UP_TO_DATE


def hold_back(database: Database, pages: int) -> None:
    """Lets a SQLite file grow to so many pages: the answer beyond is the one of a full disk."""

    @event.listens_for(database.engine, "connect")
    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_disk_that_is_full_at_the_first_start_is_said(clock: FixedClock, tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "kitelog.db"))
    hold_back(database, 5)
    with pytest.raises(StorageError, match="The disk is full"):
        prepare(database, now=clock.now())
    database.close()
    again = Database(database.url)
    assert prepare(again, now=clock.now()).outcome is Outcome.CREATED
    again.close()


def test_a_disk_that_is_full_while_writing_is_said_and_nothing_is_lost(sqlite_database: Database) -> None:
    hold_back(sqlite_database, 1)
    rows = Rows(sqlite_database)
    contact = rows.contact()
    with pytest.raises(StorageError, match="The disk is full"):
        rows.message(contact_id=contact, body="x" * 1_000_000)
    assert rows.message(contact_id=contact)


def test_a_copy_that_does_not_fit_stops_the_migration(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_database.close()
    with monkeypatch.context() as future:
        steps.add_step(future, tmp_path / "steps", steps.ADDS_A_COLUMN)
        [said] = start_at_once(sqlite_database.url, most_bytes=65536)
    assert said.startswith("The database could not be copied aside first. The disk does not answer")
    assert [path.name for path in tmp_path.glob("kitelog*.db*")] == ["kitelog.db"]
    assert prepare(sqlite_database, now=clock.now()).outcome is Outcome.UP_TO_DATE


def test_a_damaged_database_is_not_taken_for_a_copy(sqlite_database: Database, tmp_path: Path) -> None:
    sqlite_database.close()
    file = file_of(sqlite_database)
    with file.open("r+b") as stream:
        stream.seek(3 * 4096)
        # Several pages: one alone may be of those that a change of the tables left free.
        stream.write(b"\xff" * 4096 * 16)
    with pytest.raises(StorageError, match="damaged"):
        copy_aside(file, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_with_a_broken_index_is_thrown_away(sqlite_database: Database, tmp_path: Path) -> None:
    Rows(sqlite_database).contact()
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        # Points one index at the page of another: every row can be read, but the index is wrong.
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
            "WHERE name = 'sqlite_autoindex_contact_1') WHERE name = 'ix_message_still'"
        )
    sqlite_database.close()
    with pytest.raises(StorageError, match="damaged"):
        copy_aside(file_of(sqlite_database), tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_with_fewer_rows_is_thrown_away(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter([{"member": 1}, {"member": 2}])
    monkeypatch.setattr(upgrade, "_rows", lambda _connection: next(counts))
    with pytest.raises(StorageError, match="copy of the database differs"):
        copy_aside(file_of(sqlite_database), tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "kitelog.db")
    url: URL = request.getfixturevalue("postgres_url")
    return url


def test_of_four_that_start_at_once_one_creates(empty_url: URL) -> None:
    assert sorted(start_at_once(empty_url, processes=4)) == ["created", *["up to date"] * 3]


def test_of_four_that_start_at_once_one_migrates(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rows(database).member(name="Ann")
    database.close()
    steps.add_step(monkeypatch, tmp_path / "steps", steps.ADDS_A_COLUMN)
    assert sorted(start_at_once(database.url, processes=4)) == ["migrated", *["up to date"] * 3]
    if database.dialect == "sqlite":
        assert len(list(tmp_path.glob("kitelog-before-*"))) == 1
