"""What the stacked bars of spend say: who cost most, who alone, and who as much as another."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pages.parts.spend.figure_years import two_years
from pages.parts.spend.words import bars_title, begun_words, kinds_title, years_title
from tests.pages.test_spend_figures import forty_years
from tests.pages.test_spend_figures import row as spend_row
from tracker.spend import Only, SpendView


def view_of(by: str, *amounts: tuple[str | None, str], only: Only | None = None) -> SpendView:
    """A view in which each name, None for nobody, cost so much."""
    rows = []
    for number, (name, amount) in enumerate(amounts, start=1):
        row = spend_row(None if name is None else number, name or "Nobody", "")
        rows.append(replace(row, figures=replace(row.figures, paid=Decimal(amount), used=Decimal(amount))))
    view = forty_years(by, 1)
    return replace(view, keys=tuple(rows), only=only or Only())


@pytest.mark.parametrize(
    ("by", "amounts", "title"),
    [
        ("provider", [("JPay", "3"), ("GettingOut", "2")], "JPay cost most: $3.00"),
        ("provider", [("JPay", "3"), ("CorrLinks", "0")], "JPay cost $3.00"),
        ("provider", [("JPay", "3"), ("GettingOut", "-1")], "JPay cost most: $3.00"),
        ("provider", [("JPay", "0")], "Nothing was paid in this period"),
        ("provider", [("JPay", "-1")], "Nothing was paid in this period"),
        ("contact", [("Dad", "3"), ("Uncle", "2")], "Most was used for Dad: $3.00"),
        ("contact", [("Dad", "3")], "$3.00 was used for Dad"),
        ("contact", [("Dad", "1"), (None, "9")], "Most was used for nobody in particular: $9.00"),
        ("contact", [(None, "9")], "$9.00 was used for nobody in particular"),
        ("member", [("Mom", "3"), ("Aunt", "2")], "Mom paid most: $3.00"),
        ("member", [("Mom", "3"), (None, "4")], "Most was paid with no member named: $4.00"),
        ("member", [(None, "4")], "$4.00 was paid, with no member named"),
        ("provider", [], "Nothing was paid in this period"),
    ],
)  # fmt: skip
def test_the_title_says_who_cost_most(by: str, amounts: list[tuple[str | None, str]], title: str) -> None:
    assert bars_title(view_of(by, *amounts)) == title


def test_of_one_person_the_title_says_what_was_used() -> None:
    only = Only(contact_id=1)
    assert bars_title(view_of("member", (None, "2"), only=only)) == "$2.00 was used, with no member named"
    assert bars_title(view_of("provider", ("JPay", "2"), only=only)) == "$2.00 was used with JPay"


def test_nobody_is_first_where_several_cost_as_much() -> None:
    two = view_of("provider", ("JPay", "3"), ("GettingOut", "3"), ("CorrLinks", "1"))
    assert bars_title(two) == "JPay and GettingOut come first with $3.00 each"
    four = view_of("contact", *((name, "3") for name in "ABCD"))
    assert bars_title(four) == "4 of them come first with $3.00 each"


def test_a_year_is_compared_with_a_whole_one_only() -> None:
    """A family that began in November did not pay nothing until then: nobody knows what it paid."""
    whole = replace(forty_years("provider", 1), year=2026)
    assert years_title(whole).endswith("as much as last year")
    assert begun_words(whole) == ""
    years = tuple(replace(row, last_year=None if row.month < 11 else row.last_year) for row in whole.years)
    begun = replace(whole, years=years)
    assert "last year" not in years_title(begun)
    assert begun_words(begun) == "Nothing was logged before November 2025."
    assert list(two_years(begun).data[0].x) == ["Nov", "Dec"]


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([("stamps", "6"), ("credit", "4")], "Most went on stamps: $6.00 of $10.00"),
        ([("stamps", "6"), ("credit", "0")], "All of it went on stamps: $6.00"),
        ([("stamps", "6"), ("refunds", "-1")], "Most went on stamps: $6.00; $1.00 came back"),
        ([("refunds", "-1")], "Nothing was paid in this period"),
    ],
)
def test_what_went_on_one_kind_is_never_more_than_the_whole(kinds: list[tuple[str, str]], title: str) -> None:
    view = view_of("provider", ("JPay", "0"))
    parts = tuple((kind, Decimal(amount)) for kind, amount in kinds)
    total = replace(view.table.total, paid=sum((amount for _kind, amount in parts), Decimal(0)))
    assert kinds_title(replace(view, kinds=parts, table=replace(view.table, total=total))) == title
