"""What the cards tell: how long it lasts, what expires soon, what is stranded, what to look at first."""

from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from storage.tables import Contact, Provider, Stay
from tests.clock import FixedClock
from tests.spend.till import Till

D = Decimal


@pytest.fixture
def till(database: Database, clock: FixedClock) -> Till:
    return Till(database, clock)


def test_the_pace_is_that_of_this_month_and_the_two_before(till: Till) -> None:
    till.pack("2026-06-01 09:00", 200)
    till.sent("2026-08-31 23:59", 100)
    till.sent("2026-09-01 00:00", 40)
    till.sent("2026-11-20 10:00", 20)
    card = till.card()
    # 60 stamps in the 83 days and some hours since September began.
    assert (card.left, card.pace, card.days_left) == (40, D("0.72"), 55)
    assert not card.short


def test_the_pace_of_a_new_account_is_counted_from_its_first_entry(till: Till) -> None:
    till.sent("2026-11-01 10:00", 9, paid="balance")
    till.pack("2026-11-13 07:40", 35)
    till.sent("2026-11-20 10:00", 20)
    card = till.card()
    assert (card.left, card.pace, card.days_left, card.short) == (6, D("2.00"), 3, True)


@pytest.mark.parametrize(("left", "short"), [(14, False), (13, True), (0, True)])
def test_fewer_than_about_seven_days_are_short(till: Till, left: int, short: bool) -> None:
    till.pack("2026-11-13 07:40", 20 + left)
    till.sent("2026-11-20 10:00", 20)
    assert (till.card().left, till.card().short) == (left, short)
    assert [warning.kind for warning in till.balances.warnings()] == ["short"] * short


@pytest.mark.parametrize(("day", "soon"), [(7, True), (8, False)])
def test_what_expires_within_two_weeks_is_soon(till: Till, day: int, soon: bool) -> None:
    till.pack("2026-11-02 09:00", expires=date(2026, 12, day))
    assert till.card().soon is soon
    assert [warning.kind for warning in till.balances.warnings()] == ["expires"] * soon


def test_what_is_left_where_nobody_is_written_to_any_more_is_stranded(till: Till) -> None:
    dad, lakeside = till.book.contact("Dad"), till.book.facility("Lakeside", "OH")
    jpay, corrlinks = till.book.provider("JPay"), till.book.provider("CorrLinks")
    till.pack("2026-11-01 09:00")
    till.credit("2026-11-01 09:00", provider="Postal mail")
    assert not till.card().stranded  # nobody knows yet how Dad is written to
    till.sent("2026-09-02 10:00")
    assert not till.card().stranded
    with till.book.database.write() as session:
        session.get_one(Provider, till.account(provider="Postal mail").provider_id).kind = "postal"
    with till.book.database.write() as session:
        session.get_one(Contact, dad).provider_id = corrlinks
    assert (till.card().stranded, till.card().in_use) == (True, False)
    assert not till.card(unit="usd", provider="Postal mail").stranded
    with till.book.database.write() as session:
        session.get_one(Contact, dad).provider_id = jpay
    assert not till.card().stranded
    with till.book.database.write() as session:
        stay = {"contact_id": dad, "facility_id": lakeside, "from_day": date(2026, 1, 1)}
        session.add(Stay(**stay, to_day=date(2026, 11, 2), ended_by="released"))
    assert till.card().stranded


def test_what_needs_attention_comes_first(till: Till) -> None:
    till.pack("2026-11-01 09:00", by="Uncle")
    till.pack("2026-11-01 09:00", expires=date(2026, 11, 30))
    till.sent("2026-11-04 10:00", by="Aunt")
    assert [card.member for card in till.balances.cards()] == ["Aunt", "Mom", "Uncle"]


def test_those_who_have_an_account_are_told_by_name_whoever_bought_first(till: Till) -> None:
    for by in ("Zoe", "Mom", "aunt"):
        till.pack("2026-11-01 09:00", by=by)
    till.sent("2026-11-02 10:00", by="Nobody yet", paid="balance")
    others = till.card("Nobody yet").others
    assert [other.name for other in others] == ["aunt", "Mom", "Zoe"]
