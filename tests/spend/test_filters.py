"""One provider, contact or member alone; and what the money went on."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from tests.spend.book import Book
from tracker.errors import NotFoundError
from tracker.spend import Only
from tracker.spend.charts import bars, parts
from tracker.spend.sheets import spend_csv_text

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def two_of_each(book: Book) -> Book:
    """Two providers, two contacts and two members, with a purchase of each provider."""
    book.purchase("2026-10-01 10:00", "JPay", amount="4.20", fee="1.00", by="Mom")
    book.purchase("2026-11-01 10:00", "GettingOut", amount="5.00", fee="3.00", kind="credit", by="Aunt")
    book.message("2026-11-02 10:00", "JPay", stamps=1, to="Dad", by="Mom")
    book.message("2026-11-03 10:00", "JPay", stamps=2, to="Cousin", by="Mom")
    book.message("2026-11-04 10:00", "GettingOut", cost="0.50", to="Dad", by="Aunt")
    return book


def test_a_filter_leaves_one_provider_or_member_with_what_was_paid(two_of_each: Book) -> None:
    jpay = Only(provider_id=two_of_each.provider("JPay"))
    view = two_of_each.spend.view("contact", only=jpay)
    assert (view.table.total.paid, view.table.total.fees) == (D("5.20"), D("1.00"))
    assert {row.name: row.figures.used for row in view.keys} == {"Dad": D("0.14"), "Cousin": D("0.28")}
    assert (view.measure, view.this_month, view.last_month) == ("paid", 0, D("5.20"))
    aunt = two_of_each.spend.table(only=Only(member_id=two_of_each.member("Aunt")))
    assert [(row.name, row.figures.paid) for row in aunt.rows] == [("GettingOut", 8)]


def test_a_filter_by_contact_tells_what_was_used_and_leaves_paid_open(two_of_each: Book) -> None:
    only = Only(contact_id=two_of_each.contact("Dad"))
    view = two_of_each.spend.view(only=only)
    assert (view.table.total.paid, view.table.total.fees, view.table.total.used) == (None, None, D("0.64"))
    assert {row.figures.paid for row in (*view.table.rows, *view.keys, *view.months)} == {None}
    assert (view.measure, view.this_month, view.years[-2].this_year) == ("used", D("0.64"), D("0.64"))
    assert view.kinds == ()
    chart = bars(view)
    assert (chart.measure, [(layer.kind, layer.amounts) for layer in chart.layers]) == (
        "used", [("key", (D("0.14"),)), ("key", (D("0.50"),))],
    )  # fmt: skip
    assert two_of_each.spend.table(only=only).total.paid is None


def test_the_filters_hold_together(two_of_each: Book) -> None:
    only = Only(two_of_each.provider("JPay"), two_of_each.contact("Dad"), two_of_each.member("Mom"))
    assert two_of_each.spend.view(only=only).table.total.used == D("0.14")
    nobody = replace(only, member_id=two_of_each.member("Aunt"))
    assert two_of_each.spend.view(only=nobody).table.rows == ()


def test_part_of_a_month_is_filtered_like_a_whole_one(two_of_each: Book) -> None:
    only = Only(contact_id=two_of_each.contact("Dad"))
    view = two_of_each.spend.view("member", date(2026, 11, 3), date(2026, 11, 20), only)
    assert [(row.name, row.figures.used) for row in view.keys] == [("Aunt", D("0.50"))]


def test_one_that_is_not_there_is_refused(two_of_each: Book) -> None:
    for only in (Only(provider_id=99), Only(contact_id=99), Only(member_id=99)):
        with pytest.raises(NotFoundError, match=r"is not known\. Choose another\."):
            two_of_each.spend.view(only=only)
        with pytest.raises(NotFoundError):
            two_of_each.spend.lost(only=only)


def test_the_detail_of_a_bar_keeps_to_the_filters(two_of_each: Book) -> None:
    dad, jpay = two_of_each.contact("Dad"), two_of_each.provider("JPay")
    detail = two_of_each.spend.detail(None, "2026-11", only=Only(contact_id=dad))
    assert [message.value for message in detail.messages] == [D("0.50"), D("0.14")]
    assert detail.purchases == ()
    detail = two_of_each.spend.detail(("contact", dad), "2026-11", only=Only(provider_id=jpay))
    assert [message.value for message in detail.messages] == [D("0.14")]
    detail = two_of_each.spend.detail(("provider", jpay), only=Only(provider_id=jpay + 1))
    assert (detail.messages, detail.purchases) == ((), ())


def test_a_file_holds_what_the_filters_leave(two_of_each: Book) -> None:
    params = {"by": "provider", "contact": str(two_of_each.contact("Cousin"))}
    (row,) = csv.DictReader(io.StringIO(spend_csv_text(two_of_each.spend, params)))
    assert (row["provider"], row["used_usd"], row["paid_usd"]) == ("JPay", "0.28", "")


def test_what_the_money_went_on_adds_up_to_what_was_paid(two_of_each: Book) -> None:
    two_of_each.purchase("2026-11-05 10:00", kind="refund", amount="0.20")
    two_of_each.purchase("2026-11-05 11:00", kind="fee", amount="2.00")
    two_of_each.subscription("2026-11-06 10:00", "9.00")
    two_of_each.message("2026-11-07 10:00", "CorrLinks", cost="0.25", paid="direct")
    view = two_of_each.spend.view("member")
    assert dict(view.kinds) == {
        "stamps": D("4.20"), "credit": 5, "subscription": 9, "messages": D("0.25"), "fees": 6,
        "refunds": D("-0.20"),
    }  # fmt: skip
    assert sum(amount for _kind, amount in view.kinds) == view.table.total.paid
    assert dict(two_of_each.spend.view("member", date(2026, 12, 1)).kinds) == {}


@pytest.mark.parametrize(
    ("kinds", "drawn"),
    [
        ((("stamps", D(4)), ("fees", D(6))), ("fees", "stamps")),
        ((("stamps", D(4)),), ()),
        ((("stamps", D(4)), ("fees", D(1)), ("refunds", D(-1))), ()),
        ((("stamps", D(4)), ("fees", D("0.00"))), ()),
        (tuple((str(number), D(1)) for number in range(6)), ()),
        ((), ()),
    ],
)
def test_a_ring_has_two_to_five_parts_all_above_zero(
    kinds: tuple[tuple[str, Decimal], ...], drawn: tuple[str, ...]
) -> None:
    assert tuple(kind for kind, _amount in parts(kinds)) == drawn
