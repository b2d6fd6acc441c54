"""What the Spend page and Home show, the charts as numbers, and the files."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import NOON
from tests.spend.book import Book
from tracker.errors import InvalidInputError
from tracker.spend import spend_csv
from tracker.spend.charts import MOST_LAYERS, MOST_MONTHS, all_months, bars
from tracker.spend.days import period_days
from tracker.spend.sheets import SHEETS, spend_csv_text
from tracker.spend.table import document

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def test_this_month_stands_against_the_whole_of_last_month(book: Book) -> None:
    book.message("2026-10-31 23:59", cost="3.00")
    book.message("2026-11-02 10:00", cost="1.00")
    book.purchase("2026-11-05 10:00", "GettingOut", amount="5.00", fee="3.00", kind="credit")
    book.message("2026-09-02 10:00", cost="7.00")
    month = book.spend.month_so_far(NOON)
    assert (month.month, month.last_month) == ("2026-11", "2026-10")
    assert (month.now.paid, month.before.paid, month.now.used) == (9, 3, 1)
    assert [(row.provider, row.paid, row.paid_last_month, row.used) for row in month.providers] == [
        ("JPay", 1, 3, 1),
        ("GettingOut", 8, 0, 0),
    ]
    assert [row.month for row in month.table.rows] == ["2026-09", "2026-10", "2026-11", "2026-11"]


def test_in_january_last_month_is_december(book: Book) -> None:
    book.message("2025-12-31 10:00", cost="3.00")
    month = book.spend.month_so_far(NOON.replace(year=2026, month=1))
    assert (month.last_month, month.before.paid, month.now.paid) == ("2025-12", 3, 0)


def test_a_month_without_anything_is_nothing(book: Book) -> None:
    month = book.spend.month_so_far()
    assert (month.now.paid, month.before.paid, month.providers, month.table.rows) == (0, 0, (), ())


def test_this_year_runs_beside_last_year_until_now(book: Book) -> None:
    book.message("2025-01-01 00:00", cost="1")
    book.message("2025-12-31 23:59", cost="2")
    book.message("2026-02-01 10:00", cost="4")
    book.purchase("2026-11-01 10:00", "GettingOut", amount="8", kind="credit")
    view = book.spend.view(from_day=date(2026, 11, 1))
    assert view.year == 2026
    assert [row.last_year for row in view.years] == [1] * 11 + [3]
    assert [row.this_year for row in view.years] == [0, *[4] * 9, 12, None]


def test_last_year_has_no_sums_before_anything_was_logged(book: Book) -> None:
    book.message("2025-11-10 10:00", cost="1")
    assert [row.last_year for row in book.spend.view().years] == [None] * 10 + [1, 1]


def test_a_year_with_nothing_in_it_is_nothing_once_something_was_logged_before(book: Book) -> None:
    book.message("2024-06-10 10:00", cost="1")
    assert [row.last_year for row in book.spend.view().years] == [0] * 12


def test_a_view_has_the_period_by_key_and_by_month(book: Book) -> None:
    book.message("2026-10-02 10:00", cost="1")
    book.message("2026-11-02 10:00", cost="2", state="closed")
    book.message("2026-11-03 10:00", "GettingOut", cost="4")
    view = book.spend.view()
    assert [(row.name, row.figures.used) for row in view.keys] == [("GettingOut", 4), ("JPay", 3)]
    assert [(row.month, row.figures.used) for row in view.months] == [("2026-10", 1), ("2026-11", 6)]
    assert (view.this_month, view.last_month, view.from_day, view.to_day) == (
        6, 1, date(2026, 10, 1), date(2026, 11, 23),
    )  # fmt: skip
    assert list(view.names.values()) == ["JPay", "GettingOut"]


def test_this_month_is_told_whatever_the_period(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="2")
    view = book.spend.view(from_day=date(2025, 1, 1), to_day=date(2025, 12, 31))
    assert (view.table.rows, view.this_month) == ((), 2)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("months", (date(2025, 12, 1), None)),
        ("year", (date(2026, 1, 1), None)),
        ("before", (date(2025, 1, 1), date(2025, 12, 31))),
        ("all", (None, None)),
    ],
)
def test_periods_are_whole_months(period: str, days: tuple[date | None, date | None]) -> None:
    assert period_days(period, date(2026, 11, 23)) == days


def test_fees_are_a_layer_of_their_own_and_the_layers_add_up(book: Book) -> None:
    book.purchase("2026-09-05 10:00", "GettingOut", amount="5", fee="3", kind="credit")
    book.purchase("2026-11-05 10:00", "JPay", amount="4", fee="1")
    chart = bars(book.spend.view())
    assert chart.months == ("2026-09", "2026-10", "2026-11")
    assert [(layer.kind, layer.name, layer.amounts) for layer in chart.layers] == [
        ("key", "GettingOut", (5, 0, 0)),
        ("key", "JPay", (0, 0, 4)),
        ("fees", "", (3, 0, 1)),
    ]


def test_by_contact_the_bars_are_what_was_used(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="4.20")
    book.message("2026-11-02 10:00", to="Dad", stamps=1)
    chart = bars(book.spend.view("contact"))
    assert (chart.measure, [(layer.name, layer.amounts) for layer in chart.layers]) == (
        "used",
        [("Dad", (D("0.14"),))],
    )


def test_many_small_providers_are_drawn_together(book: Book) -> None:
    for number in range(1, MOST_LAYERS + 4):
        book.message("2026-11-02 10:00", f"Provider {number}", cost=str(number))
    chart = bars(book.spend.view())
    assert [layer.kind for layer in chart.layers] == ["key"] * MOST_LAYERS + ["others"]
    assert chart.layers[-1].amounts == (1 + 2 + 3,)


def test_a_chart_never_has_more_points_than_a_browser_draws_at_once(book: Book) -> None:
    book.message("1970-02-01 10:00", cost="1")
    book.message("2026-11-02 10:00", cost="1")
    chart = bars(book.spend.view())
    assert len(chart.months) == MOST_MONTHS
    assert chart.months[-1] == "2026-11"
    assert all_months([]) == []


def test_the_detail_of_a_bar_is_its_messages_and_purchases(book: Book) -> None:
    book.purchase("2026-10-01 10:00", amount="4.20")
    inside = book.message("2026-10-02 10:00", stamps=1, by="Mom")
    book.message("2026-10-02 10:00", "GettingOut", cost="1")
    book.message("2026-11-02 10:00", stamps=1)
    book.message("2026-10-03 10:00", direction="received")
    detail = book.spend.detail(("provider", book.provider("JPay")), "2026-10")
    (message,) = detail.messages
    assert (message.id, message.value, message.paid, message.member) == (inside, D("0.14"), "balance", "Mom")
    assert [card.amount for card in detail.purchases] == [D("4.20")]
    assert (detail.next_message, detail.next_purchase) == (None, None)
    assert len(book.spend.detail().messages) == 3


def test_the_detail_of_a_contact_has_no_purchases_and_that_of_nobody_has_its_own(book: Book) -> None:
    book.purchase("2026-10-01 10:00", amount="4.20")
    book.message("2026-10-02 10:00", to="Dad", stamps=1)
    assert book.spend.detail(("contact", book.contact("Dad"))).purchases == ()
    nobody = book.spend.detail(("member", None))
    assert (len(nobody.messages), len(nobody.purchases)) == (1, 1)


def test_the_detail_tells_how_each_message_counted(book: Book) -> None:
    book.rejected("2026-11-01 10:00", cost="0.30", refunded=True)
    book.rejected("2026-11-02 10:00", cost="0.30")
    book.message("2026-11-03 10:00")
    book.message("2026-11-04 10:00", cost="0", stamps=1)
    found = [(m.value, m.refunded, m.lost, m.paid) for m in book.spend.detail().messages]
    assert found == [
        (0, False, False, "direct"),
        (None, False, False, "direct"),
        (D("0.30"), False, True, "direct"),
        (0, True, False, "direct"),
    ]


def test_the_detail_is_paged_by_key(book: Book) -> None:
    book.write(
        [book.message_row("2026-11-02 10:00", cost=D(1)) for _ in range(5)],
        [book.purchase_row("2026-11-01 10:00", "JPay", "1") for _ in range(3)],
    )
    first = book.spend.detail(limit=2)
    second = book.spend.detail(limit=2, message=first.next_message, purchase=first.next_purchase)
    third = book.spend.detail(limit=2, message=second.next_message)
    assert len({m.id for page in (first, second, third) for m in page.messages}) == 5
    assert len({p.id for page in (first, second) for p in page.purchases}) == 3
    assert (third.next_message, second.next_purchase) == (None, None)


def test_the_detail_of_part_of_a_month_keeps_to_the_days_chosen(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="1")
    book.message("2026-11-05 10:00", cost="2")
    detail = book.spend.detail(None, "2026-11", date(2026, 11, 3), date(2026, 12, 31))
    assert [message.value for message in detail.messages] == [2]
    assert book.spend.detail(None, "2026-11", date(2026, 12, 3)).messages == ()


def test_the_document_has_the_keys_that_scripts_hold_on_to(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="4.20", fee="1")
    book.message("2026-11-02 10:00")
    figures = {
        "messages": 1, "paid_usd": "5.20", "used_usd": "0.00",
        "fees_usd": "1.00", "lost_usd": "0.00", "unpriced": 1,
    }  # fmt: skip
    assert document(book.spend.table()) == {
        "rows": [{"provider": "JPay", "month": "2026-11", **figures}],
        "total": figures,
        "zone": "America/New_York",
    }


def test_a_name_that_is_a_formula_leaves_harmless_and_money_below_zero_stays_a_number(book: Book) -> None:
    book.purchase("2026-11-01 10:00", '=HYPERLINK("http://x")', kind="refund", amount="0.30")
    text = spend_csv(book.spend.table())
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["provider"] == '\'=HYPERLINK("http://x")'
    assert row["paid_usd"] == "-0.30"


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("by", ["provider", "contact", "member"])
def test_every_table_leaves_as_a_file(book: Book, name: str, by: str) -> None:
    book.rejected("2026-11-02 10:00", cost="0.30", to="Dad", by="Mom")
    rows = list(
        csv.reader(io.StringIO(spend_csv_text(book.spend, {"table": name, "by": by, "from": "2026-11-01"})))
    )
    assert len({len(row) for row in rows}) == 1
    assert any("0.30" in row for row in rows)


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"table": "secrets"}, "table"),
        ({"by": "facility"}, "by"),
        ({"from": "2026-02-30"}, "from"),
        ({"to": "yesterday"}, "to"),
        ({"from": "20261101"}, "from"),
        ({"from": "2026-02-02", "to": "2026-02-01"}, "to"),
        ({"provider": "JPay"}, "provider"),
        ({"contact": "-1"}, "contact"),
        ({"member": "9" * 18}, "member"),
    ],
)
def test_a_wrong_parameter_of_a_file_is_named(
    sqlite_database: Database, params: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        spend_csv_text(Book(sqlite_database).spend, params)
    assert refused.value.field == field


def test_a_month_to_come_is_not_shown_whatever_a_subscription_may_leave(book: Book) -> None:
    book.subscription("2026-11-20 10:00", "9.00")
    view = book.spend.view()
    assert [(row.month, row.figures.paid, row.figures.used) for row in view.months] == [("2026-11", 9, 0)]
