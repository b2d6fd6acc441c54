"""Of several processes exactly one holds the lease."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from storage.queries import lease
from storage.session import Database
from tests.clock import NOON

LENGTH = timedelta(seconds=18)
SECOND = timedelta(seconds=1)


def claim(database: Database, holder: str, at: timedelta = timedelta()) -> bool:
    with database.write(counts=False) as session:
        return lease.claim(session, holder, NOON + at, LENGTH)


def holder(database: Database) -> str:
    with database.read() as session:
        row = lease.current(session)
        assert row is not None
        return row.holder


def test_the_first_claim_takes_the_lease_and_a_second_is_refused(database: Database) -> None:
    assert claim(database, "first")
    assert not claim(database, "second", LENGTH - SECOND)
    assert holder(database) == "first"


def test_the_holder_renews_its_lease(database: Database) -> None:
    assert claim(database, "first")
    assert claim(database, "first", 10 * SECOND)
    assert not claim(database, "second", LENGTH + SECOND)


def test_an_expired_lease_is_taken_over_and_the_old_holder_is_refused(database: Database) -> None:
    assert claim(database, "first")
    assert claim(database, "second", LENGTH)
    assert not claim(database, "first", LENGTH + SECOND)
    assert holder(database) == "second"


def test_a_lease_from_before_the_clock_was_set_back_is_free(database: Database) -> None:
    assert claim(database, "first", timedelta(days=1))
    assert claim(database, "second")


def test_a_lease_of_a_machine_whose_clock_is_a_little_ahead_holds(database: Database) -> None:
    assert claim(database, "first", 10 * SECOND)
    assert not claim(database, "second")


def test_a_released_lease_is_free_at_once_and_keeps_the_last_sweep(database: Database) -> None:
    assert claim(database, "first")
    with database.write(counts=False) as session:
        lease.note_sweep(session, "first", NOON)
        lease.release(session, "first", NOON + SECOND)
    assert claim(database, "second", SECOND)
    with database.read() as session:
        row = lease.current(session)
    assert row is not None
    assert row.last_sweep_at == NOON


def test_only_the_holder_notes_a_sweep_or_releases(database: Database) -> None:
    assert claim(database, "first")
    with database.write(counts=False) as session:
        lease.note_sweep(session, "second", NOON)
        lease.release(session, "second", NOON)
    assert not claim(database, "second", SECOND)
    with database.read() as session:
        row = lease.current(session)
    assert row is not None
    assert row.last_sweep_at is None


def test_the_lease_leaves_the_data_revision_as_it_is(database: Database) -> None:
    before = database.revision()
    assert claim(database, "first")
    assert database.revision() == before


def test_before_the_first_claim_there_is_no_lease(database: Database) -> None:
    with database.read() as session:
        assert lease.current(session) is None


def test_of_eight_threads_that_claim_at_once_exactly_one_holds(database: Database) -> None:
    together = Barrier(8)

    def race(number: int) -> bool:
        together.wait()
        return claim(database, f"thread {number}")

    for round_ in range(5):
        with database.write(counts=False) as session:
            lease.release(session, f"{holder(database)}" if round_ else "", NOON)
        with ThreadPoolExecutor(8) as threads:
            won = [number for number, claimed in enumerate(threads.map(race, range(8))) if claimed]
        assert len(won) == 1
        assert holder(database) == f"thread {won[0]}"
