"""How budgets stand at an instant: what counts, how much of them is spent, and the alerts."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from storage.session import Database
from storage.tables import Contact, Household, Message
from tests.clock import FixedClock
from tests.spend.book import Book, local
from tracker.spend.budgets import BudgetCard, Budgets
from tracker.spend.budgets.cards import HOUSEHOLD, budget_card
from tracker.spend.days import INSTANT

D, F = Decimal, Fraction

SCOPES = ("household", "member", "contact", "provider")


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def budgets(book: Book, clock: FixedClock) -> Budgets:
    return Budgets(book.database, clock)


def key_in(book: Book, scope: str) -> int | None:
    names = {"member": "Mom", "contact": "Dad", "provider": "JPay"}
    return getattr(book, scope)(names[scope]) if scope in names else None


def only(budgets: Budgets) -> BudgetCard:
    """The one budget there is."""
    (card,) = budgets.cards()
    return card


@pytest.fixture
def november(book: Book) -> Book:
    """Mom buys stamps and uses eight; what Dad wrote back has a price; an Aunt pays another provider."""
    book.purchase("2026-11-02 10:00", amount="10.00", fee="2.00", units=35, by="Mom")
    for day in range(3, 11):
        book.message(f"2026-11-{day:02d} 10:00", to="Dad", by="Mom", stamps=1)
    book.message("2026-11-12 10:00", to="Dad", direction="received", cost="0.25")
    book.message("2026-11-13 10:00", "GettingOut", to="Cousin", by="Aunt", cost="3.00")
    return book


@pytest.mark.parametrize(
    ("scope", "name", "spent", "words"),
    [
        ("household", None, F(15), "$15.00 of $30.00 in November, 50 % of the household's budget"),
        ("member", "Mom", F(12), "$12.00 of $30.00 in November, 40 % of the budget of Mom"),
        ("member", "Aunt", F(3), "$3.00 of $30.00 in November, 10 % of the budget of Aunt"),
        ("provider", "JPay", F(12), "$12.00 of $30.00 in November, 40 % of the budget for JPay"),
        (
            "contact",
            "Dad",
            8 * F(10, 35) + F("0.25"),
            "$2.54 used of $30.00 in November, 8 % of the budget for Dad",
        ),
        ("contact", "Cousin", F(3), "$3.00 used of $30.00 in November, 10 % of the budget for Cousin"),
    ],
)
def test_of_a_contact_what_was_used_counts_else_what_was_paid(
    november: Book, budgets: Budgets, scope: str, name: str | None, spent: F, words: str
) -> None:
    key = getattr(november, scope)(name) if name else None
    budgets.set(scope, key, D(30))
    card = only(budgets)
    assert (card.share, card.name) == (spent / 30, name or "The household")
    assert card.words == words


def test_what_is_deleted_counts_nothing(book: Book, budgets: Budgets) -> None:
    for scope in SCOPES:
        budgets.set(scope, key_in(book, scope), D(10))
    gone = {"by": "Mom", "deleted_at": local("2026-11-20 10:00")}
    book.message("2026-11-12 10:00", cost="9.00", **gone)
    book.purchase("2026-11-12 10:00", amount="9.00", **gone)
    assert {card.spent for card in budgets.cards()} == {D(0)}
    assert budgets.alerts() == ()


def test_a_message_that_is_deleted_takes_its_alert_along(book: Book, budgets: Budgets) -> None:
    budgets.set("household", None, D(10))
    number = book.message("2026-11-12 10:00", cost="9.00")
    assert len(budgets.alerts()) == 1
    with book.database.write() as session:
        session.get_one(Message, number).deleted_at = local("2026-11-20 10:00")
    assert budgets.alerts() == ()


def test_a_refund_lowers_what_is_spent_below_nothing(book: Book, budgets: Budgets) -> None:
    budgets.set("household", None, D(10))
    book.purchase("2026-11-12 10:00", kind="refund", amount="3.00")
    card = only(budgets)
    assert (card.spent, card.share, card.level, card.over) == (D(-3), F(-3, 10), "", D(0))
    assert card.words == "-$3.00 of $10.00 in November, 0 % of the household's budget"


@pytest.mark.parametrize(
    ("cost", "level", "badge"),
    [
        ("7.9999", "", "79 % used"),
        ("8.00", "80", "80 % used"),
        ("9.9999", "80", "99 % used"),
        ("10.00", "100", "100 % used"),
        ("10.0001", "100", "100 % used"),
        ("13.20", "100", "Over by $3.20"),
    ],
)
def test_exactly_80_and_100_percent_count(
    book: Book, budgets: Budgets, cost: str, level: str, badge: str
) -> None:
    budgets.set("contact", book.contact("Dad"), D(10))
    book.message("2026-11-12 10:00", cost=cost)
    card = only(budgets)
    assert (card.level, card.badge) == (level, badge)
    assert [alert.level for alert in budgets.alerts()] == ([level] if level else [])


def test_stamps_of_a_pack_that_does_not_divide_reach_80_percent_exactly(book: Book, budgets: Budgets) -> None:
    budgets.set("contact", book.contact("Dad"), D(10))
    book.purchase("2026-11-02 10:00", amount="10.00", units=35)
    book.message("2026-11-03 10:00", stamps=27)
    assert only(budgets).level == ""
    book.message("2026-11-04 10:00", stamps=1)
    assert (only(budgets).level, only(budgets).share) == ("80", F(8, 10))


def test_alerts_are_those_from_80_percent_on_the_highest_first(book: Book, budgets: Budgets) -> None:
    book.message("2026-11-12 10:00", "JPay", to="Dad", by="Mom", cost="9.00")
    book.message("2026-11-13 10:00", "GettingOut", to="Cousin", cost="1.00")
    for scope, name, amount in (
        ("provider", "JPay", "11"),
        ("household", None, "9"),
        ("member", "Mom", "10"),
        ("contact", "Cousin", "4"),
    ):
        budgets.set(scope, getattr(book, scope)(name) if name else None, D(amount))
    assert [(card.name, card.badge) for card in budgets.alerts()] == [
        ("The household", "Over by $1.00"),
        ("Mom", "90 % used"),
        ("JPay", "81 % used"),
    ]
    assert [card.name for card in budgets.cards()] == ["The household", "Mom", "JPay", "Cousin"]


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("America/New_York", datetime(2026, 12, 1, 5, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 30, 18, 15, tzinfo=UTC)),
    ],
)
def test_a_month_ends_at_the_households_midnight(
    database: Database, clock: FixedClock, zone: str, midnight: datetime
) -> None:
    book, budgets = Book(database, zone), Budgets(database, clock)
    budgets.set("household", None, D(10))
    book.message("2026-11-30 23:59", cost="9.00")
    book.message("2026-12-01 00:00", cost="1.00")
    before, after = budgets.cards(midnight - INSTANT)[0], budgets.cards(midnight)[0]
    assert (before.month, before.spent, before.level) == ("2026-11", D(9), "80")
    assert (after.month, after.spent, after.level) == ("2026-12", D(1), "")
    clock.set(midnight)
    assert budgets.alerts() == ()
    assert [card.month for card in budgets.alerts(midnight - INSTANT)] == ["2026-11"]


def test_another_zone_of_the_household_moves_its_months(book: Book, budgets: Budgets) -> None:
    budgets.set("household", None, D(10))
    book.message("2026-11-01 01:00", cost="9.00")
    assert only(budgets).spent == D(9)
    with book.database.write() as session:
        session.get_one(Household, 1).zone = "America/Los_Angeles"
    assert only(budgets).spent == D(0)


@pytest.mark.parametrize(
    "name", ["<b>Dad</b>", "$5 and {amount}", "%s %(n)d {0}", "'; DROP TABLE budget; --"]
)
def test_names_are_told_to_the_letter(book: Book, budgets: Budgets, name: str) -> None:
    budgets.set("contact", book.contact(name), D(10))
    assert only(budgets).words == f"$0.00 used of $10.00 in November, 0 % of the budget for {name}"


def test_contacts_of_one_name_are_told_apart_by_their_number(book: Book, budgets: Budgets) -> None:
    first, second = book.contact("Dad"), book.contact("Cousin")
    with book.database.write() as session:
        for key, number in ((first, "12345-678"), (second, "23456-789")):
            session.execute(update(Contact).where(Contact.id == key).values(name="Dad", id_number=number))
    budgets.set("contact", first, D(10))
    assert only(budgets).name == "Dad (12345-678)"


@given(st.decimals("0.01", "1000000", places=2), st.fractions(-10_000, 2_000_000, max_denominator=350_000))
def test_share_and_level_are_exact(amount: D, spent: F) -> None:
    card = budget_card(1, HOUSEHOLD, "The household", amount, "2026-11", spent)
    assert card.share * F(amount) == spent
    assert (card.level != "") == (spent * 5 >= F(amount) * 4)
    assert (card.level == "100") == (spent >= F(amount))
    assert (card.over > 0) == (round((spent - F(amount)) * 100) > 0)
    assert card.badge.startswith("Over by $") == (card.over > 0)


@given(st.decimals("0.01", "1000000", places=2), st.integers(0, 200))
def test_percents_are_never_rounded_up(amount: D, percent: int) -> None:
    reached = F(amount) * percent / 100
    for spent, told in ((reached, percent), (reached - F(1, 10**9), percent - 1)):
        card = budget_card(1, HOUSEHOLD, "", amount, "2026-11", spent)
        assert f" {max(told, 0)} %" in card.words
