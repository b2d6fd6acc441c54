"""What a family sends is counted in SQL, on the days of its own calendar."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import col

from storage.queries.usage import (
    SentCount,
    _received_costs,
    _sent_counts,
    _sent_sizes,
    received_costs,
    sent_counts,
    sent_sizes,
)
from storage.session import Database
from storage.tables import Facility, Message
from tests.clock import NOON
from tests.spend.book import Book, local
from tests.spend.prices import price
from tests.storage.test_plans import plan_of
from tracker.directory.catalogue.model import Extra
from tracker.spend.comparing.compare import needed
from tracker.spend.comparing.usage import Usage
from tracker.spend.days import window

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
        session.execute(update(Message).where(col(Message.id) == message_id).values(facility_id=facility.id))
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


def test_a_refunded_message_counts_nothing_and_stamps_told_are_a_size(book: Book) -> None:
    book.message("2026-11-02 10:00", characters=900, stamps=2)
    book.message("2026-11-03 10:00", characters=900)
    book.rejected("2026-11-04 10:00", characters=900, refunded=True)
    book.rejected("2026-11-05 10:00", characters=900)
    counts = book.spend.usage().counts
    assert set(counts) == {SentCount(900, 0, 1, 2), SentCount(900, 0, 2)}


def test_lengths_that_cost_the_same_everywhere_are_one_size_of_a_contact(book: Book) -> None:
    for characters in (0, 900, 2_000, 2_001, 6_000, 6_001, None):
        book.message("2026-11-02 10:00", characters=characters)
    book.message("2026-11-02 10:00", to="Cousin", characters=100, photos=2)
    span = window(book.zone, date(2026, 11, 1), date(2026, 11, 30))

    def sizes(*steps: tuple[int, int]) -> dict[int, set[SentCount]]:
        with book.database.read() as session:
            found = sent_sizes(session, span.since, span.until, steps)
            return {key: set(counts) for key, counts in found.items()}

    dad, cousin = book.contact("Dad"), book.contact("Cousin")
    unknown = SentCount(None, 0, 1)
    assert sizes()[dad] == {SentCount(6_001, 0, 6, together=16_902), unknown}
    assert sizes()[cousin] == {SentCount(100, 2, 1, together=100)}
    assert sizes((2_000, 2_000), (6_000, 1_000))[dad] == {
        SentCount(2_000, 0, 3, together=2_900),
        SentCount(2_001, 0, 1, together=2_001),
        SentCount(6_000, 0, 1, together=6_000),
        SentCount(6_001, 0, 1, together=6_001),
        unknown,
    }
    assert sizes((2_000, 4_000))[dad] == {
        SentCount(2_000, 0, 3, together=2_900),
        SentCount(6_000, 0, 2, together=8_001),
        SentCount(6_001, 0, 1, together=6_001),
        unknown,
    }


SIZES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), max_size=3, unique=True)
LENGTHS = st.lists(st.none() | st.integers(0, 200), min_size=1, max_size=25)


NEXT = count(1)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SIZES, LENGTHS, st.integers(0, 1))
def test_sizes_cost_what_each_length_would(
    book: Book, steps: list[tuple[int, int]], lengths: list[int | None], photos: int
) -> None:
    somebody = f"Cousin {next(NEXT)}"
    book.write(
        [
            book.message_row("2026-11-02 10:00", to=somebody, characters=length, photos=photos)
            for length in lengths
        ]
    )
    with book.database.read() as session:
        contact, since = book.contact(somebody), NOON - timedelta(days=60)
        sizes = sent_sizes(session, since, NOON, steps)[contact]
        exact = sent_counts(session, since, NOON, contact_id=contact)
    rates = [
        price("0.10", "character"),
        price("0.25", "message", extras=(Extra("photo", amount=Decimal("0.07")),)),
        *(
            price(
                "0.15", messages=3, characters=block, extras=(Extra("extra characters", 2, None, following),)
            )
            for block, following in steps
        ),
    ]
    for rate in rates:
        assert needed(rate, Usage(tuple(sizes), 90, "contact"), 90) == needed(
            rate, Usage(tuple(exact), 90, "contact"), 90
        )


def test_what_was_paid_for_answers_is_added_up_by_contact(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="3")
    for refunded in (False, False, True):
        book.message("2026-11-03 10:00", direction="received", cost="0.25", refunded=refunded)
    book.message("2026-11-03 10:00", direction="received", cost="9", deleted_at=NOW_DELETED)
    book.message("2026-11-03 10:00", to="Cousin", direction="received")
    span = window(book.zone, date(2026, 11, 1), date(2026, 11, 30))
    with book.database.read() as session:
        assert received_costs(session, span.since, span.until) == {book.contact("Dad"): Decimal("0.50")}


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


def test_what_answers_cost_is_read_from_the_index_of_spend_alone(sqlite_database: Database) -> None:
    steps = plan_of(sqlite_database, _received_costs(NOON - timedelta(days=90), NOON))
    assert steps[0] == (
        "SEARCH message USING COVERING INDEX ix_message_spend (provider_id=? AND at>? AND at<?)"
    )


def test_sizes_of_all_contacts_are_read_by_time(sqlite_database: Database) -> None:
    steps = plan_of(sqlite_database, _sent_sizes(NOON - timedelta(days=90), NOON, [(6_000, 6_000)]))
    assert "(at>? AND at<?)" in steps[0]


def test_of_two_spellings_of_a_provider_the_newest_purchase_tells_the_fee(database: Database) -> None:
    book = Book(database)
    for name in ("JPay", "JPay.com"):
        book.provider(name)
    book.purchase("2026-11-02 10:00", "JPay", fee="3.00")
    book.purchase("2026-11-01 10:00", "JPay.com", fee="1.50")
    assert book.spend.paid_fees() == {"jpay": Decimal("3.00")}
