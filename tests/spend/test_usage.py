"""What a family sends is counted in SQL, on the days of its own calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from storage.queries.usage import SentCount, _sent_counts
from storage.session import Database
from storage.tables import Facility, Message
from tests.clock import NOON
from tests.spend.book import Book, local
from tests.storage.test_plans import plan_of

NOW_DELETED = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def place(book: Book, message_id: int, name: str) -> int:
    """Puts a message to a facility of this name; gives the facility's key."""
    with book.database.write() as session:
        facility = Facility(name=name, zone="America/New_York", created_at=NOW_DELETED)
        session.add(facility)
        session.flush()
        session.execute(update(Message).where(Message.id == message_id).values(facility_id=facility.id))
        return facility.id or 0


def test_sent_messages_are_counted_by_size_and_deleted_and_received_ones_are_out(book: Book) -> None:
    book.message("2026-06-01 10:00")
    book.message("2026-11-02 10:00", characters=1_260, photos=1)
    book.message("2026-11-03 10:00", characters=1_260, photos=1)
    book.message("2026-11-03 11:00", characters=None, photos=0)
    book.message("2026-11-04 10:00", characters=900, photos=0, deleted_at=NOW_DELETED)
    book.message("2026-11-05 10:00", direction="received", characters=900, photos=0)
    usage = book.spend.usage()
    assert set(usage.counts) == {SentCount(1_260, 1, 2), SentCount(None, 0, 1)}
    assert (usage.messages, usage.photos, usage.unmeasured, usage.days) == (3, 2, 1, 90)
    assert usage.scope == "everybody"


def test_the_last_90_days_are_whole_days_and_today_is_one(book: Book) -> None:
    book.message("2026-01-01 10:00")
    book.message("2026-08-25 23:59", characters=1)
    book.message("2026-08-26 00:00", characters=2)
    book.message("2026-11-23 23:59", characters=3)
    assert {count.characters for count in book.spend.usage().counts} == {2, 3}


def test_a_family_that_began_later_is_taken_by_the_days_since_then(book: Book) -> None:
    assert book.spend.usage().days == 90
    book.message("2026-11-20 10:00")
    assert book.spend.usage().days == 30
    book.message("2026-10-05 10:00")
    assert book.spend.usage().days == 50


def test_one_contact_or_one_place_is_counted_alone(book: Book) -> None:
    to_dad = book.message("2026-11-02 10:00", to="Dad", characters=1)
    book.message("2026-11-02 10:00", to="Cousin", characters=2)
    lakeside = place(book, to_dad, "Lakeside")
    mine = book.spend.usage(contact_id=book.contact("Cousin"))
    assert (mine.counts, mine.scope) == ((SentCount(2, 0, 1),), "contact")
    here = book.spend.usage(facility_id=lakeside)
    assert (here.counts, here.scope) == ((SentCount(1, 0, 1),), "place")


def test_a_place_without_messages_is_compared_by_what_was_sent_to_everybody(book: Book) -> None:
    message = book.message(local("2026-11-02 10:00"), characters=1)
    lakeside = place(book, message, "Lakeside")
    assert book.spend.usage_near(lakeside).scope == "place"
    assert book.spend.usage_near(lakeside + 1).scope == "everybody"
    assert book.spend.usage_near(None).messages == 1


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ({}, "ix_message_at_id (at>? AND at<?)"),
        ({"contact_id": 1}, "ix_message_contact_at (contact_id=? AND at>? AND at<?)"),
        ({"facility_id": 1}, "ix_message_facility_at (facility_id=? AND at>? AND at<?)"),
    ],
)
def test_only_the_messages_of_those_days_are_read(
    sqlite_database: Database, where: dict[str, int | None], index: str
) -> None:
    steps = plan_of(sqlite_database, _sent_counts(NOON - timedelta(days=90), NOON, where))
    assert steps[0] == f"SEARCH message USING INDEX {index}"
