"""The sums that are kept follow every write, as far as it reaches, in its own transaction."""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update

from storage.queries import month_sums
from storage.session import Database
from storage.tables import KeptSums, Message, MonthSum, Purchase
from tests.clock import FixedClock
from tests.spend.book import Book
from tests.spend.test_laws import history
from tests.world import World, eastern
from tracker.directory import Directory
from tracker.spend.following import catch_up, follow
from tracker.spend.keeping import differing

NOV = "2026-11-10 10:00"


def wrong(database: Database) -> list[tuple[str, int | None]]:
    with database.read() as session:
        return differing(session)


def kept(database: Database) -> int:
    with database.read() as session:
        return len(list(month_sums.every_row(session)))


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_written_corrected_or_taken_out_the_kept_sums_are_the_sums(book: Book, seed: int) -> None:
    rng = random.Random(seed)
    sent, bought = history(book, seed)
    rows = [(Message, row) for row in sent[:30]] + [(Purchase, row) for row in bought]
    rng.shuffle(rows)
    for table, row in rows:
        with book.database.write() as session:
            session.add(table(**row))
        if rng.random() < 0.4:
            _change(book, rng, table)
        assert wrong(book.database) == []


def _change(book: Book, rng: random.Random, table: type[Message] | type[Purchase]) -> None:
    with book.database.write() as session:
        rows = session.execute(select(table)).scalars().all()
        row = rng.choice(rows)
        how = rng.randrange(4)
        if how == 0:
            row.deleted_at = None if row.deleted_at else row.logged_at
        elif how == 1:
            row.at += timedelta(days=rng.choice([-40, -1, 1, 40]))
        elif how == 2:
            row.provider_id = rng.choice([book.provider("JPay"), book.provider("CorrLinks")])
        elif isinstance(row, Purchase):
            row.amount += 1
        else:
            row.cost = rng.choice([None, Decimal("0.2500")])


def test_a_first_pack_makes_the_messages_after_it_balance(book: Book) -> None:
    book.message("2026-10-05 10:00", cost="0.30")
    book.message("2026-11-05 10:00", cost="0.30")
    assert book.month("2026-11").paid == Decimal("0.30")
    book.purchase("2026-10-01 10:00")
    assert book.month("2026-10").paid == Decimal("4.20")
    assert wrong(book.database) == []


def test_a_pack_prices_stamps_beyond_a_purchase_that_does_not_say_how_many(book: Book) -> None:
    book.purchase("2026-10-05 10:00", units=None, unit=None)
    book.message(NOV, stamps=2)
    assert book.month("2026-11").unpriced == 1
    book.purchase("2026-10-01 10:00")
    assert (book.month("2026-11").used, wrong(book.database)) == (Decimal("0.28"), [])


def test_a_first_purchase_reaches_a_message_that_counted_nothing_before(book: Book) -> None:
    book.message("2026-11-05 10:00", direction="received", cost=Decimal(0), stamps=2)
    assert kept(book.database) == 0
    book.purchase("2026-05-13 10:00", kind="credit", unit="usd")
    assert wrong(book.database) == []


def test_a_message_changes_the_shares_of_its_whole_subscription(book: Book) -> None:
    book.subscription("2026-09-15 10:00", "30.00", units=3)
    book.message("2026-09-20 10:00")
    assert book.month("2026-09").used == Decimal("30.00")
    book.message("2026-11-20 10:00")
    assert (book.month("2026-09").used, book.month("2026-11").used) == (Decimal("15.00"), Decimal("15.00"))
    assert wrong(book.database) == []


def test_a_subscription_nobody_used_counts_in_its_last_month_until_it_is_taken_out(book: Book) -> None:
    key = book.subscription("2026-10-15 10:00", "12.00", units=2)
    assert book.month("2026-12").used == Decimal("12.00")
    with book.database.write() as session:
        session.get_one(Purchase, key).deleted_at = eastern(NOV)
    assert (kept(book.database), wrong(book.database)) == (0, [])


def test_another_zone_moves_messages_to_other_months(book: Book) -> None:
    book.message("2026-11-30 23:30", cost="0.30")
    assert book.month("2026-11").messages == 1
    book.set_zone("America/St_Johns")
    assert book.month("2026-12").messages == 1
    assert wrong(book.database) == []


def test_sums_that_never_were_are_added_up_at_the_start(database: Database) -> None:
    """As after an update from a release that kept none."""
    book = Book(database)
    book.message(NOV, cost="0.30")
    with database.write() as session:
        session.execute(delete(MonthSum))
        session.execute(delete(KeptSums))
    assert wrong(database) != []
    catch_up(database)
    assert (wrong(database), book.month("2026-11").used) == ([], Decimal("0.30"))


def test_a_write_that_fails_leaves_the_sums_as_they_were(book: Book) -> None:
    book.message(NOV, cost="0.30")

    def fail() -> None:
        with book.database.write() as session:
            session.add(Message(**book.message_row(NOV, cost="9.00")))
            session.flush()
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail()
    assert (book.month("2026-11").used, wrong(book.database)) == (Decimal("0.30"), [])


def test_sums_changed_behind_its_back_are_found(book: Book) -> None:
    book.message(NOV, cost="0.30")
    with book.database.engine.begin() as connection:
        connection.execute(update(MonthSum).values(used=Decimal(9)))
    assert wrong(book.database) == [("2026-11", book.provider("JPay"))]


@pytest.mark.parametrize(
    "step",
    [
        lambda world, message: world.messages.delete(message),
        lambda world, message: world.news(message, "rejected", eastern("2026-11-11 10:00"), refunded=True),
        lambda world, message: world.messages.close(message, "never arrived"),
    ],
    ids=["deleted", "refunded", "lost"],
)
def test_news_of_a_message_change_its_months_sums(world: World, step: Callable[[World, int], object]) -> None:
    message = world.sent(world.contact(), eastern(NOV), cost=Decimal("0.30")).message_id
    with world.database.read() as session:
        before = list(month_sums.every_row(session))
    step(world, message)
    with world.database.read() as session:
        assert list(month_sums.every_row(session)) != before
    assert wrong(world.database) == []


def test_two_programs_on_one_database_keep_the_same_sums(database: Database) -> None:
    """The worker and the server are two; each follows its own writes."""
    book = Book(database)
    other = Database(database.url)
    follow(other, Directory(other, FixedClock()))
    book.message(NOV, cost="0.30")
    with other.write() as session:
        session.add(Message(**book.message_row(NOV, cost="0.20")))
    other.close()
    assert (book.month("2026-11").used, wrong(database)) == (Decimal("0.50"), [])
