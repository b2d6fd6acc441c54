"""A transaction commits as a whole or not at all, one writer after the other, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from threading import Thread

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import Session

from storage.engine import PRAGMAS
from storage.errors import StorageError
from storage.session import Database, note_change
from storage.tables import DataRevision, FormEntry, Household, Member
from tests.clock import NOON

LONG = 20  # seconds; no test waits that long unless it fails


def add_member(session: Session, name: str) -> None:
    session.execute(insert(Member).values(name=name, created_at=NOON))


def add_member_and_raise(session: Session, error: type[BaseException]) -> None:
    add_member(session, "Ann")
    raise error


def add_twins(session: Session) -> None:
    add_member(session, "Ann")
    add_member(session, "Ann")


def names(session: Session) -> list[str]:
    return list(session.execute(select(Member.name).order_by(Member.name)).scalars())


def names_in(database: Database) -> list[str]:
    with database.read() as session:
        return names(session)


def test_every_pooled_connection_has_the_pragmas(sqlite_database: Database) -> None:
    connections = [sqlite_database.engine.connect() for _ in range(4)]
    try:
        for connection in connections:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
            assert found == {
                "busy_timeout": 10_000,
                "journal_mode": "wal",
                "foreign_keys": 1,
                "synchronous": 2,
            }
    finally:
        for connection in connections:
            connection.close()


def test_a_foreign_key_is_held(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(
            text("INSERT INTO closure (facility_id, from_day, reason) VALUES (7, '2026-01-05', '')")
        )


def test_a_write_moves_the_revision_once(database: Database) -> None:
    assert database.revision() == 0
    with database.write() as session:
        add_member(session, "Ann")
        add_member(session, "Ben")
    assert database.revision() == 1


def test_a_write_that_does_not_count_leaves_the_revision(database: Database) -> None:
    with database.write(counts=False) as session:
        add_member(session, "Ann")
    assert database.revision() == 0
    assert names_in(database) == ["Ann"]


def test_a_change_that_is_noted_moves_the_revision_once(database: Database) -> None:
    with database.write(counts=False) as session:
        note_change(session)
        note_change(session)
    assert database.revision() == 1


def test_an_exception_takes_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        add_member_and_raise(session, ZeroDivisionError)
    assert names_in(database) == []
    assert database.revision() == 0


def test_an_interruption_takes_everything_back(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt), database.write() as session:
        add_member_and_raise(session, KeyboardInterrupt)
    assert names_in(database) == []


def test_a_broken_constraint_takes_everything_back_and_keeps_its_class(database: Database) -> None:
    with database.write() as session:
        add_member(session, "Ben")
    with pytest.raises(IntegrityError), database.write() as session:
        add_twins(session)
    assert names_in(database) == ["Ben"]
    assert database.revision() == 1


def test_rows_added_to_the_session_are_written(database: Database) -> None:
    with database.write() as session:
        session.add(Member(name="Ann", created_at=NOON))
    assert names_in(database) == ["Ann"]
    assert database.revision() == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError, match="read-only"), database.read() as session:
        add_member(session, "Ann")
    with database.write() as session:
        add_member(session, "Ben")
    assert names_in(database) == ["Ben"]


def test_a_reader_sees_no_half_transaction(database: Database) -> None:
    with database.write() as writing:
        add_member(writing, "Ann")
        assert names_in(database) == []
        add_member(writing, "Ben")
        assert names_in(database) == []
    assert names_in(database) == ["Ann", "Ben"]


def test_a_reader_keeps_its_view_while_others_write(database: Database) -> None:
    with database.read() as reading:
        assert names(reading) == []
        with database.write() as writing:
            add_member(writing, "Ann")
        assert names(reading) == []
    assert names_in(database) == ["Ann"]


def test_a_second_writer_waits_for_the_first(database: Database) -> None:
    inside = Signal()
    order = []

    def second() -> None:
        with database.write() as session:
            inside.set()
            order.append(names(session))
            add_member(session, "Ben")

    thread = Thread(target=second)
    with database.write() as session:
        thread.start()
        assert not inside.wait(0.3)
        add_member(session, "Ann")
    thread.join(LONG)
    assert order == [["Ann"]]
    assert names_in(database) == ["Ann", "Ben"]


def test_four_writers_lose_none_of_their_800_changes(database: Database) -> None:
    with database.write() as session:
        session.execute(insert(Household).values(id=1, zone="America/New_York"))

    def write_200(writer: int) -> None:
        for number in range(200):
            with database.write() as session:
                # Read, then write what was read: two writers at once would lose a step.
                opens = session.execute(select(Household.opens)).scalar_one()
                session.execute(update(Household).values(opens=opens + 1))
                session.execute(insert(FormEntry).values(key=f"{writer}-{number}", taken_at=NOON))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_200, range(4)))
    with database.read() as session:
        assert session.execute(select(Household.opens)).scalar_one() == 800
        assert session.execute(select(func.count()).select_from(FormEntry)).scalar_one() == 800
    assert database.revision() == 801


def test_without_the_revision_row_nobody_writes(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM data_revision"))
    with pytest.raises(NoResultFound), database.write() as session:
        add_member(session, "Ann")
    assert names_in(database) == []


def test_there_is_one_revision_row(database: Database) -> None:
    with database.read() as session:
        assert session.execute(select(DataRevision.id, DataRevision.value)).all() == [(1, 0)]
