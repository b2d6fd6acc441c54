"""A year in one page: its sums are those of Spend, to the cent, on the screen, on paper and in the file."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.session import Database
from storage.tables import Event
from tests.spend.book import Book
from tests.spend.test_laws import history
from tracker.errors import InvalidInputError, NotFoundError
from tracker.spend import Only, Year
from tracker.spend.days import first_of, last_of
from tracker.spend.sums import cents
from tracker.spend.year import words
from tracker.spend.year.asked import year_csv_text, year_paper_text
from tracker.spend.year.model import PaidFor

D = Decimal
SEEDS = range(6)
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>&"\''


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def csv_rows(book: Book, **params: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(year_csv_text(book.spend, params))))


class Page(HTMLParser):
    """The tags, the text and the cells of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_sums_of_a_year_are_those_of_spend_and_its_months_add_up(database: Database) -> None:
    book = Book(database)
    for seed in SEEDS:
        book.clear()
        book.write(*history(book, seed))
        for number in (2025, 2026):
            if number not in book.spend.year().years:
                continue
            year = book.spend.year(number)
            same_days = (year.first, year.last)
            table = book.spend.table(*same_days)
            assert year.total == table.total, f"seed {seed}"
            for row in year.months:
                days = first_of(row.month), min(last_of(row.month), year.last)
                assert row.figures == book.spend.table(*days).total, f"seed {seed}, {row.month}"
            found = [{row.name: row.figures for row in rows} for rows in (year.providers, year.contacts)]
            views = [book.spend.view(by, *same_days).keys for by in ("provider", "contact")]
            assert found == [{row.name: row.figures for row in rows} for rows in views], f"seed {seed}"
            for name in ("paid", "used", "fees", "lost"):
                rounded = sum(getattr(row.figures, name) for row in year.months)
                assert abs(rounded - getattr(year.total, name)) <= D("0.005") * (len(year.months) + 1)


def test_what_was_paid_is_what_it_went_on(database: Database) -> None:
    book = Book(database)
    for seed in SEEDS:
        book.clear()
        sent, bought = history(book, seed)
        book.write(sent, bought)
        for number in book.spend.year().years:
            year = book.spend.year(number)
            assert year.paid_for is not None
            assert year.paid_for.paid == year.total.paid, f"seed {seed}"
            assert _without_messages(year.paid_for) == _paid_by_hand(bought, year), f"seed {seed}"
            for provider in year.providers:
                assert provider.paid_for is not None
                assert provider.paid_for.paid == provider.figures.paid, f"seed {seed}"


def _without_messages(found: PaidFor) -> tuple[Decimal, ...]:
    return found.stamps, found.credit, found.subscription, found.fees, found.refunds


def _paid_by_hand(bought: list[dict[str, Any]], year: Year) -> tuple[Decimal, ...]:
    """The purchases of a year added up one by one."""
    zone = ZoneInfo(year.zone)
    rows = [
        row
        for row in bought
        if row["deleted_at"] is None and year.first <= row["at"].astimezone(zone).date() <= year.last
    ]
    amounts = {
        kind: sum((Fraction(row["amount"]) for row in rows if row["kind"] == kind), Fraction(0))
        for kind in ("stamps", "credit", "subscription", "fee", "refund")
    }
    fees = amounts.pop("fee") + sum((Fraction(row["fee"]) for row in rows), Fraction(0))
    return (
        *(cents(amounts[kind]) for kind in ("stamps", "credit", "subscription")),
        cents(fees),
        cents(amounts["refund"]),
    )


@pytest.fixture
def full(book: Book) -> Book:
    """A year with a bit of everything: two providers, two contacts, a refund, a fee, a lost message."""
    book.member("Mom")
    book.purchase("2025-12-31 23:59", amount="9.99")
    book.purchase("2026-01-01 00:00", amount="4.20", fee="1.00")
    book.purchase("2026-02-01 10:00", kind="refund", amount="0.14")
    book.purchase("2026-03-01 10:00", "GettingOut", kind="credit", amount="5.00", fee="3.00")
    book.message("2026-03-02 10:00", stamps=1, to="Dad")
    book.message("2026-03-03 10:00", "CorrLinks", cost="0.25", to="Cousin", paid="direct")
    lost = book.rejected("2026-11-01 10:00", stamps=1, to="Dad")
    with book.database.write() as session:
        row = {"contact_id": book.contact("Dad"), "direction": "sent", "message_id": lost}
        sent_at = datetime(2026, 11, 1, 15, tzinfo=UTC)
        common = {**row, "sent_at": sent_at, "logged_at": sent_at}
        session.add(Event(**common, kind="rejected", at=sent_at, reason="a photo too many"))
    return book


def test_a_year_tells_what_was_paid_to_whom_for_what(full: Book) -> None:
    year = full.spend.year()
    assert (year.year, year.first, year.last, year.over, year.today) == (
        2026, date(2026, 1, 1), date(2026, 11, 23), False, date(2026, 11, 23),
    )  # fmt: skip
    assert year.paid_for == PaidFor(
        stamps=D("4.20"), credit=D("5.00"), subscription=D(0), messages=D("0.25"), fees=D("4.00"),
        refunds=D("0.14"), paid=D("13.31"),
    )  # fmt: skip
    assert {row.name: row.figures.paid for row in year.providers} == {
        "CorrLinks": D("0.25"), "GettingOut": D("8.00"), "JPay": D("5.06"),
    }  # fmt: skip
    assert [row.month for row in year.months] == [f"2026-{month:02d}" for month in range(1, 12)]
    assert {row.name: row.figures.messages for row in year.contacts} == {"Dad": 2, "Cousin": 1}
    assert year.keepers == ("Mom",)
    assert words.title(year) == "$13.31 paid in 2026"


def test_what_was_lost_is_named_with_its_reason(full: Book) -> None:
    (loss,) = full.spend.year().lost.messages
    assert (loss.contact, loss.provider, loss.why, loss.value) == (
        "Dad", "JPay", "Rejected: a photo too many", D("0.14"),
    )  # fmt: skip
    assert full.spend.year(2025).lost.messages == ()


def test_a_past_year_is_whole_and_over(full: Book) -> None:
    year = full.spend.year(2025)
    assert (year.last, year.over, year.total.paid) == (date(2025, 12, 31), True, D("9.99"))
    assert words.days(year) == "Wed 1 Jan to Wed 31 Dec 2025"
    assert words.days(full.spend.year()) == "Thu 1 Jan to Mon 23 Nov 2026, so far"


def test_of_one_contact_nobody_can_tell_what_was_paid(full: Book) -> None:
    dad = full.contact("Dad")
    year = full.spend.year(2026, dad)
    assert (year.contact, year.paid_for, year.total.paid, year.total.fees) == ("Dad", None, None, None)
    assert (year.total.used, year.total.lost, year.total.messages) == (D("0.28"), D("0.14"), 2)
    assert [row.name for row in year.providers] == ["JPay"]
    assert words.title(year) == "$0.28 used in 2026 on messages with Dad"
    rows = csv_rows(full, year="2026", contact=str(dad))
    assert {row["sum"] for row in rows} & {"paid", "fees", "refunds"} == set()
    text = year_paper_text(full.spend, {"contact": str(dad)})
    assert "about Dad alone" in text
    assert "Paid to" not in text


def test_with_nothing_logged_the_present_year_is_there_and_empty(book: Book) -> None:
    year = book.spend.year()
    assert (year.years, year.empty, year.total.paid) == ((2026,), True, 0)
    assert "Nothing was sent or bought in these days." in year_paper_text(book.spend, {})


@pytest.mark.parametrize("number", [1800, 2024, 2027, 9999])
def test_a_year_of_which_nothing_is_known_is_refused_with_those_that_are(full: Book, number: int) -> None:
    with pytest.raises(InvalidInputError, match="Choose a year from 2025 to 2026") as refused:
        full.spend.year(number)
    assert refused.value.field == "year"


@pytest.mark.parametrize("text", ["abc", "26", "2026.0", "-2026", "٢٠٢٦", "20261"])
def test_what_is_no_year_is_refused(sqlite_database: Database, text: str) -> None:
    with pytest.raises(InvalidInputError, match="Write a year like 2026"):
        year_csv_text(Book(sqlite_database).spend, {"year": text})


def test_a_contact_that_is_not_there_is_refused(sqlite_database: Database) -> None:
    book = Book(sqlite_database)
    with pytest.raises(NotFoundError, match="This person is not known"):
        year_paper_text(book.spend, {"contact": "99"})
    with pytest.raises(InvalidInputError, match="Write a whole number, like 30"):
        year_paper_text(book.spend, {"contact": "x"})


def test_each_row_of_the_file_has_its_unit_and_the_days_it_covers(full: Book) -> None:
    rows = csv_rows(full, year="2026")
    assert {row["part"] for row in rows} == {"year", "provider", "month", "contact", "lost"}
    told = {(row["part"], row["name"], row["sum"]): row for row in rows}
    assert told["year", "", "paid"]["amount"] == "13.31"
    assert told["year", "", "refunds"]["amount"] == "0.14"
    assert told["provider", "GettingOut", "paid for credit"]["amount"] == "5.00"
    assert told["month", "2026-11", "used"] | {"note": ""} == {
        "part": "month", "name": "2026-11", "from": "2026-11-01", "to": "2026-11-23", "sum": "used",
        "amount": "0.14", "unit": "USD", "note": "",
    }  # fmt: skip
    assert told["contact", "Dad", "messages"]["unit"] == "messages"
    assert told["lost", "Dad, JPay", "message"] == {
        "part": "lost", "name": "Dad, JPay", "from": "2026-11-01", "to": "2026-11-01", "sum": "message",
        "amount": "0.14", "unit": "USD", "note": "Rejected: a photo too many",
    }  # fmt: skip


def test_no_formula_leaves_in_the_file_and_money_below_zero_stays_a_number(book: Book) -> None:
    book.rejected("2026-11-01 10:00", HOSTILE, cost="0.30", to=HOSTILE)
    book.purchase("2026-11-01 10:00", "JPay", kind="refund", amount="1.00")
    rows = csv_rows(book)
    assert [cell for row in rows for cell in row.values() if cell.startswith("=")] == []
    assert {row["name"] for row in rows if row["part"] == "contact"} == {f"'{HOSTILE}"}
    (paid,) = [row["amount"] for row in rows if row["part"] == "provider" and row["sum"] == "paid"][1:]
    assert paid == "-1.00"


def test_the_paper_escapes_what_was_typed_and_has_no_script(book: Book) -> None:
    book.member(HOSTILE)
    book.rejected("2026-11-01 10:00", HOSTILE, cost="0.30", to=HOSTILE, paid="direct")
    for params in ({}, {"contact": str(book.contact(HOSTILE))}):
        page = Page(year_paper_text(book.spend, params))
        assert "script" not in page.tags
        assert not [name for name, _value in page.attributes if name.startswith("on") or name == "style"]
        assert HOSTILE in page.texts
        assert {value for name, value in page.attributes if name in ("src", "href")} == {"/print/paper.css"}


def test_the_paper_says_who_it_is_from_what_it_covers_and_when_it_was_printed(full: Book) -> None:
    page = Page(year_paper_text(full.spend, {"year": "2026"}))
    whole = " ".join(page.texts)
    assert "Kept by Mom with Kitelog: a family's own record" in whole
    assert "It covers Thu 1 Jan to Mon 23 Nov 2026, so far, by the clock of New York." in whole
    assert "Printed on Mon 23 Nov 2026." in whole
    assert page.tags.count("thead") == page.tags.count("caption") == page.tags.count("table") == 5
    covered = [
        text for text in page.texts if text.startswith("In US dollars ($) or numbers of messages, Thu")
    ]
    assert len(covered) == 5


def test_a_screen_reader_finds_the_paper_as_one_main_part(full: Book) -> None:
    assert Page(year_paper_text(full.spend, {})).tags.count("main") == 1


def test_the_columns_of_the_paper_add_up_to_their_totals(full: Book) -> None:
    text = year_paper_text(full.spend, {})
    table = re.findall(r"<tr>.*?</tr>", text[text.index("Paid to whom") : text.index("Month by month")])
    cells = [re.findall(r">(-?\$[\d.]+)<", row) for row in table[1:]]
    sums = [[D(cell.replace("$", "")) for cell in row] for row in cells]
    *rows, total = sums
    assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert all(sum(row[:-1]) == row[-1] for row in sums)


def test_more_losses_than_paper_takes_are_all_in_the_file(
    full: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.spend.year.reading.MOST_LOST", 2)
    for day in (2, 3, 4):
        full.rejected(f"2026-11-0{day} 10:00", cost="0.10")
    text = year_paper_text(full.spend, {})
    assert "Of the messages these are the newest 2. The CSV file has every one." in text
    assert len([row for row in csv_rows(full) if row["part"] == "lost"]) == 4
    found = list(full.spend.every_lost(only=Only(provider_id=full.provider("JPay"))))
    assert [loss.value for loss in found] == [D("0.10")] * 3 + [D("0.14")]
