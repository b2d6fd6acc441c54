"""Statements of every dialect come back as they were meant; of other merchants nothing is kept."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spend.statement_files import JPAY, TODAY, Charge, Dialect, csv_of
from tracker.spend.statements.model import Columns, Parsed
from tracker.spend.statements.reading import parse

D = Decimal
NAMES = ("JPAY *MEDIA", "POS DEBIT SECURUS TECHNOLOGIES 800-844-6591 TX", "Sq *CidNet", "PAYPAL *HOMEWAV")
OTHERS = (
    "GROCERY STORE #12",
    "COFFEE, TEA; MORE",
    'THE "BEST" PIZZA',
    "Gas | station",
    "Café Olé",
    "LINE\nTWO",
)


def read(content: bytes, columns: Columns | None = None) -> Parsed:
    return parse(content, columns, TODAY)


def meant(parsed: Parsed) -> list[tuple[date, Decimal, bool]]:
    return [(line.day, line.total, line.refund) for line in parsed.lines]


charges = st.builds(
    Charge,
    st.dates(date(2025, 1, 1), TODAY),
    st.integers(1, 99_999_999).map(lambda cents: D(cents) / 100),
    st.just(value=False),
    st.sampled_from(NAMES),
)
refunds = st.builds(replace, charges, refund=st.just(value=True))
others = st.builds(replace, charges, description=st.sampled_from(OTHERS), refund=st.booleans())
point, comma = st.just((".", ",")), st.sampled_from([(",", "."), (",", " "), (",", "\u00a0"), (",", "'")])


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    decimal, thousands = draw(st.one_of(point, comma))
    order = draw(st.sampled_from(["month", "day", "year"]))
    # Points stand between the parts of a day that begins with its number, or with the year.
    dates = ["/", "-", "letters"] if order == "month" else ["/", "-", ".", "letters"]
    return Dialect(
        order=order,
        dates=draw(st.sampled_from(dates)),
        money=draw(st.sampled_from(["minus", "behind", "brackets", "plus", "pair", "column", "words"])),
        decimal=decimal,
        thousands=thousands,
        sign=draw(st.sampled_from(["", "$", "USD ", "$ "])),
        separator=draw(st.sampled_from([",", ";", "\t", "|"])),
        letters=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])),
        end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        above=draw(st.integers(0, 3)),
        below=draw(st.integers(0, 2)),
    )


@settings(max_examples=300, deadline=None)
@given(dialects(), st.lists(charges, min_size=3, max_size=8), st.lists(refunds, max_size=2), st.data())
def test_a_statement_in_any_dialect_comes_back_exactly(
    dialect: Dialect, ours: list[Charge], back: list[Charge], data: st.DataObject
) -> None:
    alien = data.draw(st.lists(others, max_size=8))
    lines = data.draw(st.permutations([*ours, *back, *alien]))
    parsed = read(dialect.written(lines))
    if parsed.to_choose:
        assert parsed.to_choose == ("order",)
        parsed = read(dialect.written(lines), replace(parsed.columns, order=dialect.order))
    expected = [(row.day, row.total, row.refund) for row in lines if row not in alien]
    assert meant(parsed) == expected
    assert (parsed.others, parsed.rejected) == (len(alien), ())
    assert len({line.fingerprint for line in parsed.lines}) == len(expected)


@settings(max_examples=60, deadline=None)
@given(dialects(), dialects(), st.lists(charges, min_size=3, max_size=8))
def test_a_line_is_known_again_in_whatever_dialect_it_comes(
    one: Dialect, other: Dialect, ours: list[Charge]
) -> None:
    prints = []
    for dialect in (one, other):
        columns = replace(read(dialect.written(ours)).columns, order=dialect.order)
        prints.append([line.fingerprint for line in read(dialect.written(ours), columns).lines])
    assert prints[0] == prints[1]


KNOWN = {
    "a bank of three columns": csv_of("11/10/2026,JPAY *MEDIA,-7.20"),
    "a card with its own type": csv_of(
        "11/10/2026,11/12/2026,JPAY *MEDIA,Personal,Sale,-7.20,",
        head="Transaction Date,Post Date,Description,Category,Type,Amount,Memo",
    ),
    "a bank that begins with details": csv_of(
        "DEBIT,11/10/2026,JPAY *MEDIA,-7.20,DEBIT_CARD,100.00,,",
        head="Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #",
    ),
    "a card with a pair": csv_of(
        "2026-11-10,2026-11-11,1234,JPAY *MEDIA,Phone,7.20,",
        head="Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit",
    ),
    "an account with words": csv_of(
        "1234,Withdrawal from JPAY *MEDIA,11/10/26,Debit,7.20,100.00",
        head="Account,Transaction Description,Transaction Date,Transaction Type,Transaction Amount,Balance",
    ),
    "a bank without a head": b'"11/10/2026","-7.20","*","","JPAY *MEDIA"\n',
    "a payee and a running balance": csv_of(
        "11/10/2026,0123,JPAY *MEDIA,FL,-7.20", head="Posted Date,Reference Number,Payee,Address,Amount"
    ),
    "account data and a summary above": (
        b'Description,,Summary Amt.\nBeginning balance as of 11/01/2026,,"1,234.56"\n\n'
        b'Date,Description,Amount,Running Bal.\n11/10/2026,"JPAY *MEDIA","-7.20","1,227.36"\n'
    ),
    "a union with an amount for each way": csv_of(
        "17,11/10/2026,Withdrawal Debit Card,JPAY *MEDIA,-7.20,,100.00,,",
        head="Transaction Number,Date,Description,Memo,Amount Debit,Amount Credit,Balance,Check Number,Fees",
    ),
    "a pair with dashes": csv_of(
        "11/10/2026,JPAY *MEDIA,$7.20,-", head="Date,Description,Withdrawals & Debits,Deposits & Credits"
    ),
    "a name beside a note": csv_of(
        "id,2026-11-10 10:11:12 EST,Cash Card,-$7.20,$0.00,CARD CHARGED,,JPAY *MEDIA",
        head="Transaction ID,Date,Transaction Type,Amount,Fee,Status,Notes,Name of sender/receiver",
    ),
    "a day of settlement that most lines lack": csv_of(
        "11/10/2026,DEBIT CARD PURCHASE JPAY *MEDIA,-7.20,",
        head="Run Date,Action,Amount ($),Settlement Date",
    ),
    "two lines of head": b"Transaction,,Money,Money\nDate,Description,Out,In\n11/10/2026,JPAY *MEDIA,7.20,\n",
    "a head that comes again": csv_of("11/10/2026,JPAY *MEDIA,-7.20", "Date,Description,Amount"),
    "totals below": csv_of("11/10/2026,JPAY *MEDIA,-7.20", "Total,,-7.20"),
    "the separator named": b"sep=;\nDate;Description;Amount\n11/10/2026;JPAY *MEDIA;-7.20\n",
    "cells shielded from spreadsheets": csv_of('="11/10/2026",JPAY *MEDIA,="-7.20"'),
    "a time behind the day": csv_of("11/10/2026 4:05 PM EST,JPAY *MEDIA,-7.20"),
    "an instant": csv_of("2026-11-10T14:05:00.000-05:00,JPAY *MEDIA,-7.20"),
    "a weekday before the day": csv_of("Tue Nov 10 2026,JPAY *MEDIA,-7.20"),
    "eight digits": csv_of("20261110,JPAY *MEDIA,-7.20"),
    "only a day and a long minus": csv_of("10-Nov-26,JPAY *MEDIA,−$7.20"),
}


@pytest.mark.parametrize("content", KNOWN.values(), ids=KNOWN)
def test_the_exports_of_known_banks_are_read_without_a_question(content: bytes) -> None:
    parsed = read(content)
    if parsed.to_choose == ("order",):  # a single day such as 11/10 tells no order
        parsed = read(content, replace(parsed.columns, order="month"))
    assert meant(parsed) == [(date(2026, 11, 10), D("7.20"), False)]
    assert "JPAY *MEDIA" in parsed.lines[0].description
    assert (parsed.others, parsed.rejected) == (0, ())


@pytest.mark.parametrize(
    "letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("name", ["JPAY Café Olé", "JPAY España, Café", "JPAY Mother’s day – gift"])
def test_the_letters_of_a_file_are_found_out(letters: str, name: str) -> None:
    content = csv_of(f'2026-11-10,"{name}",-7.20', "2026-11-11,SHOES,-1.00").decode().encode(letters)
    assert [line.description for line in read(content).lines] == [name]


def test_a_file_on_disk_reads_like_its_bytes(tmp_path: Path) -> None:
    content = csv_of("11/20/2026,JPAY,-7.20", "11/21/2026,SHOES,-70.00")
    (tmp_path / "statement.csv").write_bytes(content)
    assert parse(tmp_path / "statement.csv", None, TODAY) == read(content)


def test_nothing_of_other_merchants_is_kept() -> None:
    parsed = read(csv_of("11/20/2026,SECRET SHOP,-99.99", "11/21/2026,JPAY,-7.20", "13/13/2026,SECRET,bad"))
    assert "SECRET" not in repr(parsed)
    assert "99.99" not in repr(parsed)
    assert (parsed.others, parsed.rejected) == (2, ())


def test_a_date_that_may_be_two_days_is_asked_about() -> None:
    content = csv_of("11/10/2026,JPAY,-7.20", "11/11/2026,SHOES,-70.00", "02/03/2026,JPAY,-7.20")
    parsed = read(content)
    assert (parsed.to_choose, parsed.lines, parsed.columns.order) == (("order",), (), None)
    assert meant(read(content, replace(parsed.columns, order="day")))[1][0] == date(2026, 3, 2)
    assert meant(read(content, replace(parsed.columns, order="month")))[1][0] == date(2026, 2, 3)


def test_the_order_of_the_dates_is_found_in_other_lines() -> None:
    assert read(csv_of("01/02/2026,JPAY,-7.20", "01/22/2026,SHOES,-70.00")).columns.order == "month"
    assert read(csv_of("01/02/2026,JPAY,-7.20", "22/01/2026,SHOES,-70.00")).columns.order == "day"
    assert read(csv_of("01.02.2026,JPAY,-7.20")).columns.order == "day"


def test_an_order_that_would_lie_in_the_future_is_not_taken() -> None:
    assert read(csv_of("12/11/2026,JPAY,-7.20")).columns.order == "day"
    assert read(csv_of("11/12/2026,JPAY,-7.20")).columns.order == "month"


def test_a_day_that_is_the_same_both_ways_needs_no_question() -> None:
    assert meant(read(csv_of("10/10/2026,JPAY,-7.20", "02/03/2026,SHOES,-1.00"))) == [
        (date(2026, 10, 10), D("7.20"), False)
    ]


def test_charges_are_what_most_lines_of_providers_are() -> None:
    salary = [f"2026-11-0{day},SALARY,900.00" for day in range(1, 9)]
    parsed = read(csv_of("2026-11-10,JPAY,-7.20", "2026-11-11,JPAY,-7.20", "2026-11-12,JPAY,5.00", *salary))
    assert [line.refund for line in parsed.lines] == [False, False, True]
    assert parsed.columns.charges == "minus"


def test_where_providers_leave_the_sign_open_the_other_lines_tell_it() -> None:
    ours = ("2026-11-10,JPAY,7.20", "2026-11-10,JPAY,-4.20")
    bank = read(csv_of(*ours, "2026-11-11,SHOES,-70.00"))
    card = read(csv_of(*ours, "2026-11-11,SHOES,70.00"))
    assert [line.refund for line in bank.lines] == [True, False]
    assert [line.refund for line in card.lines] == [False, True]


def test_one_charge_above_zero_came_back_where_nearly_all_is_below() -> None:
    shoes = [f"2026-11-1{day},SHOES,-70.00" for day in range(5)]
    assert [line.refund for line in read(csv_of("2026-11-10,JPAY,7.20", *shoes)).lines] == [True]
    few = read(csv_of("2026-11-10,JPAY,7.20", *shoes[:4]))
    assert [line.refund for line in few.lines] == [False]


@pytest.mark.parametrize(
    "head",
    ["Amount Debit,Amount Credit", "Debit Amount,Credit Amount", "Withdrawals/Debits,Deposits/Credits"],
)
def test_an_amount_for_each_way_is_read_from_its_own_column(head: str) -> None:
    content = csv_of("11/20/2026,JPAY,-7.20,", "11/21/2026,JPAY,,5.00", head=f"Date,Description,{head}")
    assert meant(read(content)) == [(date(2026, 11, 20), D("7.20"), False), (date(2026, 11, 21), D(5), True)]


@pytest.mark.parametrize(
    "head", ["Amount,Debit,Credit", "Balance,Charges,Payments", "Total,Purchases,Credits"]
)
def test_a_pair_tells_more_than_an_amount_without_a_sign(head: str) -> None:
    lines = ("11/20/2026,JPAY,7.20,7.20,", "11/21/2026,JPAY,5.00,,5.00")
    parsed = read(csv_of(*lines, head=f"Date,Description,{head}"))
    assert [(line.total, line.refund) for line in parsed.lines] == [(D("7.20"), False), (D(5), True)]


@pytest.mark.parametrize(
    ("out", "back"), [("Withdrawal", "Deposit"), ("Purchase", "Return"), ("Sale", "Refund"), ("D", "C")]
)
def test_the_type_of_a_line_tells_where_amounts_have_no_sign(out: str, back: str) -> None:
    lines = (f"11/20/2026,{out},JPAY,7.20", f"11/20/2026,{back},JPAY,7.20")
    several = csv_of(*lines, "11/20/2026,Transfer,SAVINGS,9.00", head="Date,Type,Description,Amount")
    assert [line.refund for line in read(several).lines] == [False, True]


def test_a_provider_is_found_in_the_memo_of_one_line_and_the_description_of_another() -> None:
    parsed = read(
        csv_of(
            "11/20/2026,JPAY INC ACH,,-7.20",
            "11/21/2026,Withdrawal Debit Card,SECURUS TECHNOLOGIES,-5.00",
            "11/21/2026,Withdrawal Debit Card,SHOES,-5.00",
            head="Date,Description,Memo,Amount",
        )
    )
    assert [line.description for line in parsed.lines] == ["JPAY INC ACH", "SECURUS TECHNOLOGIES"]
    assert parsed.others == 1


STANDING = {"Pending": "still pending", "Processing": "still pending", "DECLINED": "did not go through"}


@pytest.mark.parametrize(("word", "why"), STANDING.items())
def test_a_charge_that_is_not_booked_is_told_and_not_proposed(word: str, why: str) -> None:
    head = "Status,Date,Description,Amount"
    parsed = read(csv_of(f"{word},11/20/2026,JPAY,-7.20", "Posted,11/21/2026,JPAY,-7.20", head=head))
    assert [line.day.day for line in parsed.lines] == [21]
    (told,) = parsed.rejected
    assert (told.line, told.column, told.value) == (2, "Status", word)
    assert why in told.why


def test_a_download_below_another_in_one_file_tells_no_charge_twice() -> None:
    twins = [f"2026-11-10,{JPAY},-7.20"] * 2
    once = read(csv_of(*twins, "2026-11-11,SHOES,-1.00"))
    twice = read(csv_of(*twins, "2026-11-11,SHOES,-1.00") + csv_of(*twins, f"2026-11-12,{JPAY},-7.20"))
    assert len(once.lines) == 2
    assert [line.fingerprint for line in twice.lines[:2]] == [line.fingerprint for line in once.lines]
    assert (len(twice.lines), once.repeated, twice.repeated) == (3, 0, 2)


def test_headings_in_another_language_are_read_by_what_stands_below() -> None:
    parsed = read("Fecha;Concepto;Importe\n20/11/2026;JPAY;-7,20\n".encode("cp1252"))
    assert parsed.heads == ("Fecha", "Concepto", "Importe")
    assert meant(parsed) == [(date(2026, 11, 20), D("7.20"), False)]


def test_the_family_may_set_right_the_sign_and_the_columns() -> None:
    content = csv_of("2026-11-10,JPAY,7.20,SHOP", head="Booked,Memo,Amount,Description")
    guessed = read(content)
    assert (guessed.columns.description, guessed.columns.also, len(guessed.lines)) == (3, (1,), 1)
    assert read(content, replace(guessed.columns, charges="minus")).lines[0].refund
    assert read(content, replace(guessed.columns, also=())).lines == ()


def test_columns_that_nobody_can_tell_are_asked_for() -> None:
    parsed = read(b"a,b,c\nx,y,z\n")
    assert parsed.to_choose == ("date", "description", "amount")
    assert parsed.heads == ("a", "b", "c")
    chosen = read(csv_of("20.11.2026;JPAY;1", head="A;B;C"), Columns(date=0, description=1, amount=2))
    assert meant(chosen) == [(date(2026, 11, 20), D(1), False)]


def test_two_equal_charges_on_a_day_are_two_lines() -> None:
    line = f"2026-11-10,{JPAY},-7.20"
    once, twice = read(csv_of(line)), read(csv_of(line, line, "2026-11-10,SHOES,-7.20"))
    assert len({row.fingerprint for row in twice.lines}) == 2
    assert twice.lines[0].fingerprint == once.lines[0].fingerprint


def test_the_same_line_is_known_with_another_sign_other_spaces_and_another_order() -> None:
    one = read(csv_of(f"2026-11-10,{JPAY},-7.20", "2026-11-12,JPAY,-5.00"))
    other = read(csv_of("2026-11-12,jpay,5.00", "2026-11-10,Jpay  *Msg  800 574 5729 fl,7.2"))
    assert {row.fingerprint for row in one.lines} == {row.fingerprint for row in other.lines}


def test_a_charge_and_its_refund_on_one_day_are_told_apart_in_any_order() -> None:
    lines = ["2026-11-10,JPAY,-7.20", "2026-11-10,JPAY,7.20", "2026-11-12,JPAY,-9.00"]
    one, other = read(csv_of(*lines)), read(csv_of(*reversed(lines)))
    prints = [
        {row.refund: row.fingerprint for row in parsed.lines if row.total == D("7.20")}
        for parsed in (one, other)
    ]
    assert prints[0] == prints[1]


@settings(max_examples=50, deadline=None)
@given(st.lists(charges, min_size=1, max_size=10), st.integers(0, 10))
def test_an_overlapping_download_repeats_fingerprints_and_adds_none(ours: list[Charge], cut: int) -> None:
    whole = sorted(ours, key=lambda row: row.day)
    since = whole[min(cut, len(whole) - 1)].day
    part = [row for row in whole if row.day >= since]
    dialect = Dialect(order="year", dates="-")
    prints = [{line.fingerprint for line in read(dialect.written(rows)).lines} for rows in (whole, part)]
    assert prints[1] <= prints[0]


def test_progress_is_told_and_may_end_the_reading() -> None:
    class StopError(Exception):
        """What a visitor who leaves raises."""

    told: list[tuple[int, int]] = []
    content = csv_of(*(f"2026-11-10,SHOES {n},-7.20" for n in range(5_000)))
    parse(content, None, TODAY, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (len(content), len(content))

    def stop(_done: int, _total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        parse(content, None, TODAY, stop)


def test_100_000_lines_are_read_within_seconds() -> None:
    from time import process_time

    day = date(2026, 1, 1)
    names = ("JPAY *MSG", "GROCERY", "GAS STATION", "BOOK SHOP", "PHARMACY")
    lines = (
        f"{day + timedelta(days=n % 300)},POS DEBIT {names[n % 5]} {n} ANYTOWN OH,-{n % 90}.{n % 100:02d}"
        for n in range(1, 100_001)
    )
    content = csv_of(*lines)
    start = process_time()
    parsed = read(content)
    assert process_time() - start < 6  # 1.5 s on an idle machine
    assert len(parsed.lines) + parsed.others + parsed.rejected_total == 100_000
