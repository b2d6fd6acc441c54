"""Budgets: set, changed, removed, each taken back, and what is refused."""

from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.book import Book
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError
from tracker.spend.budgets import BudgetCard, Budgets, typed_budget

D = Decimal

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


@pytest.mark.parametrize("scope", SCOPES)
def test_a_budget_is_set_changed_removed_and_each_is_taken_back(
    book: Book, budgets: Budgets, scope: str
) -> None:
    key = key_in(book, scope)
    made = budgets.set(scope, key, D("30"))
    assert (made.was, made.now) == (None, D(30))
    card = only(budgets)
    assert (card.scope, card.key, card.amount, card.spent, card.level) == (scope, key, D(30), D(0), "")
    changed = budgets.set(scope, key, D("45.50"))
    assert (only(budgets).id, only(budgets).amount) == (card.id, D("45.50"))
    budgets.restore(changed)
    assert only(budgets).amount == D(30)
    removed = budgets.remove(card.id)
    assert budgets.cards() == ()
    budgets.restore(removed)
    assert only(budgets).amount == D(30)
    budgets.restore(made)
    assert budgets.cards() == ()


def test_what_was_changed_since_is_not_taken_back(budgets: Budgets) -> None:
    made = budgets.set("household", None, D(30))
    budgets.set("household", None, D(40))
    with pytest.raises(ConflictError, match="changed since"):
        budgets.restore(made)
    removed = budgets.remove(only(budgets).id)
    budgets.set("household", None, D(50))
    with pytest.raises(ConflictError, match="changed since"):
        budgets.restore(removed)
    assert only(budgets).amount == D(50)


def test_a_budget_that_is_gone_cannot_be_removed(budgets: Budgets) -> None:
    budgets.set("household", None, D(30))
    number = only(budgets).id
    budgets.remove(number)
    with pytest.raises(NotFoundError, match="no longer there"):
        budgets.remove(number)


def test_a_form_is_taken_once(budgets: Budgets) -> None:
    budgets.set("household", None, D(30), form="a")
    with pytest.raises(FormTakenError):
        budgets.set("household", None, D(90), form="a")
    assert only(budgets).amount == D(30)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("0", "more than zero"),
        ("-0.01", "more than zero"),
        ("NaN", "more than zero"),
        ("Infinity", "more than zero"),
        ("1000000.01", r"at most \$1,000,000"),
        ("1E+40", r"at most \$1,000,000"),
        ("30.005", "at most two decimals"),
        ("1E-30", "at most two decimals"),
    ],
)
def test_a_budget_is_above_zero_at_most_a_million_and_in_cents(
    budgets: Budgets, amount: str, sentence: str
) -> None:
    budgets.set("household", None, D("1000000"))
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        budgets.set("household", None, D(amount))
    assert refused.value.field == "amount"
    assert only(budgets).amount == D(1_000_000)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write how many dollars a month"),
        ("   ", "Write how many dollars a month"),
        ("$", "dollars"),
        ("0", "more than zero"),
        ("0.00", "more than zero"),
        ("-5", "more than zero"),
        ("$-5", "more than zero"),
        ("−5", "more than zero"),
        ("1,000", "without a comma"),
        ("30,50", "point and no comma"),
        ("30.005", "at most two decimals"),
        ("1000000.01", r"at most \$1,000,000"),
        ("99999999999999", "Check the amount"),
        ("thirty", "digits"),
        ("1e3", "digits"),
        ("３０", "digits"),
        ("€30", "currency sign"),
        ("30\x00", "digits"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_the_field(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        typed_budget(text)
    assert refused.value.field == "amount"


@pytest.mark.parametrize(
    ("text", "amount"), [("30", "30"), (" $30.5 ", "30.5"), ("0.01", "0.01"), ("1000000", "1000000")]
)
def test_what_is_typed_right_is_taken(text: str, amount: str) -> None:
    assert typed_budget(text) == D(amount)


@pytest.mark.parametrize("key", [None, 999])
@pytest.mark.parametrize("scope", SCOPES[1:])
def test_a_budget_is_of_somebody_who_is_there(budgets: Budgets, scope: str, key: int | None) -> None:
    with pytest.raises(InvalidInputError, match="Choose the") as refused:
        budgets.set(scope, key, D(30))
    assert refused.value.field == "key"


def test_a_budget_is_of_something_that_has_budgets(budgets: Budgets) -> None:
    with pytest.raises(InvalidInputError, match="Choose what the budget is of") as refused:
        budgets.set("planet", 1, D(30))
    assert refused.value.field == "scope"
