"""What would be cheaper is read from what the family logged: its messages, their value, and the fees."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from storage.session import Database
from storage.tables import Message
from tests.clock import FixedClock
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.spend import Spend
from tracker.spend.comparing.room import Comparing
from tracker.spend.entries import PurchaseEntry

ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")
COOK = FacilityEntry("Cook County Jail", "IL", "county")
ZERO = Decimal(0)


@pytest.fixture
def world(database: Database, clock: FixedClock) -> World:
    return World(database, clock)


@pytest.fixture
def comparing(world: World) -> Comparing:
    return Comparing(world.database, world.clock, world.directory)


Write = Callable[..., None]


@pytest.fixture
def write(world: World) -> Write:
    """Writes answered messages to a contact at once: so many, one a day back from the last day."""
    numbers = count(1)

    def written(contact_id: int, number: int, last: str = "2026-11-20 09:00", **more: Any) -> None:
        place = next(
            card.stay.facility.id for card in world.contacts.cards() if card.id == contact_id and card.stay
        )
        values = {"provider_id": world.provider(), "facility_id": place, **more}
        with world.database.write() as session:
            session.add_all(
                Message(
                    ref=f"W{next(numbers)}", direction="sent", contact_id=contact_id, state="answered",
                    at=eastern(last) - timedelta(days=day), logged_at=world.clock.now(), **values,
                )
                for day in range(number)
            )  # fmt: skip

    return written


def test_each_contact_with_a_place_is_compared_at_its_own(
    world: World, comparing: Comparing, write: Write
) -> None:
    dad, cousin = world.contact("Dad", ATTICA), world.contact("Cousin", COOK, provider="GettingOut")
    write(dad, 40, characters=900)
    getting_out = world.provider("GettingOut")
    write(cousin, 10, provider_id=getting_out, characters=100)
    theirs, mine = comparing.cheaper()
    assert (mine.contact, mine.facility, mine.messages, mine.cost) == (
        "Cousin",
        "Cook County Jail",
        10,
        Decimal("0.60"),
    )
    assert mine.saving_a_year is None
    assert (theirs.contact, theirs.provider, theirs.messages, theirs.days) == ("Dad", "JPay", 40, 43)
    # By hand: 40 at $0.15 are $6.00; a pack of 30 and one of 10 are $5.70, $0.30 less in 43 days.
    assert (theirs.cost, theirs.saving_a_year) == (Decimal("6.00"), Decimal("2.55"))
    assert theirs.best is not None
    assert theirs.best.bought == "1 pack of 30 and 1 pack of 10"


def test_the_fees_of_a_provider_are_shared_by_its_messages(
    world: World, comparing: Comparing, write: Write
) -> None:
    dad, cousin = world.contact("Dad", ATTICA), world.contact("Cousin", ATTICA)
    write(dad, 30)
    write(cousin, 10)
    for day, fee in (("2026-11-02 10:00", "3.00"), ("2026-11-09 10:00", "1.00"), ("2026-06-01 10:00", "9")):
        entry = PurchaseEntry(
            world.provider(), "stamps", eastern(day), Decimal("1.50"), Decimal(fee), 10, "stamp"
        )
        Spend(world.database, world.clock).log_purchase(entry)
    theirs, mine = comparing.cheaper()
    assert (mine.cost, mine.fees) == (Decimal("2.50"), Decimal("1.00"))
    assert (theirs.cost, theirs.fees) == (Decimal("7.50"), Decimal("3.00"))
    sentence = "$3.00 of it are their share of the fees of what was bought in those days."
    assert sentence in theirs.assumptions


def test_the_fee_of_the_newest_purchase_counts_where_the_price_tells_none(
    world: World, comparing: Comparing, write: Write
) -> None:
    cousin = world.contact("Cousin", COOK, provider="GettingOut")
    getting_out = world.provider("GettingOut")
    write(cousin, 10, provider_id=getting_out, characters=100)
    spend = Spend(world.database, world.clock)
    for at, kind, fee in (
        ("2026-11-02 10:00", "credit", "9.00"),
        ("2026-11-09 10:00", "credit", "3.00"),
        ("2026-11-10 10:00", "fee", "0.00"),
        ("2026-11-11 10:00", "credit", "7.00"),
    ):
        newest = spend.log_purchase(
            PurchaseEntry(getting_out, kind, eastern(at), Decimal(5), Decimal(fee), None, None)
        )
    spend.delete_purchase(newest)
    [only] = comparing.cheaper()
    [row] = [row for row in only.options if row.cost is not None]
    assert (row.cost, row.fees) == (Decimal("3.60"), Decimal("3.00"))


def test_answers_with_a_cost_and_refunded_messages_are_on_neither_side(
    world: World, comparing: Comparing, write: Write
) -> None:
    dad = world.contact("Dad", ATTICA)
    write(dad, 10)
    world.reply(dad, eastern("2026-11-21 10:00"), cost=Decimal(5))
    back = world.sent(dad, eastern("2026-11-21 11:00"), cost=Decimal(7)).message_id
    world.news(back, "rejected", eastern("2026-11-22 11:00"), refunded=True)
    [only] = comparing.cheaper()
    assert (only.messages, only.cost) == (10, Decimal("1.50"))
    assert "1 refunded message is left out." in only.assumptions


def test_messages_without_a_price_are_said(world: World, comparing: Comparing, write: Write) -> None:
    jail = world.contact("Dad", FacilityEntry("Lakeside Jail", "OH", "county"))
    write(jail, 3)
    [only] = comparing.cheaper()
    assert (only.cost, only.unpriced, only.best) == (ZERO, 3, None)
    assert "3 messages have no price and count as nothing in it." in only.assumptions


def test_only_the_last_90_days_count_and_a_later_beginning_30_at_least(
    world: World, comparing: Comparing, write: Write
) -> None:
    dad = world.contact("Dad", ATTICA)
    write(dad, 3)
    assert comparing.cheaper()[0].days == 30
    write(dad, 1, "2026-08-25 23:59")
    write(dad, 1, "2026-08-26 00:00")
    [only] = comparing.cheaper()
    assert (only.days, only.messages, only.cost) == (90, 4, Decimal("0.60"))


def test_who_is_nowhere_or_in_the_archive_is_left_out(world: World, comparing: Comparing) -> None:
    world.contact("Dad", ATTICA)
    world.contacts.archive(world.contact("Cousin", ATTICA))
    assert [one.contact for one in comparing.cheaper()] == ["Dad"]


def test_a_household_without_anybody_has_nothing_to_compare(comparing: Comparing) -> None:
    assert comparing.cheaper() == ()
