"""Files that are no log: refused with line, column, value and reason, nothing imported."""

import os
from pathlib import Path

import pytest

from storage.tables import Message
from tests.transfer.files import Importer, csv_text, sent
from tracker.errors import InvalidInputError
from tracker.transfer import ImportReport, Rejected
from tracker.transfer.columns import LOG
from tracker.transfer.reading import MOST_BYTES, Lines
from tracker.transfer.report import UnreadableError

HEADER = ",".join(LOG)
GOOD = csv_text([sent("M1")])


def refused(importer: Importer, content: str | bytes, **options: bool) -> Rejected:
    """The one reason for which a file is refused; nothing of it is there."""
    report = importer.log_text(content, **options)
    assert report.refused
    assert not report.taken
    assert (report.new, importer.rows(Message)) == (0, [])
    assert len(report.rejected) == report.rejected_total == 1
    return report.rejected[0]


def test_an_empty_file_is_refused(small: Importer) -> None:
    assert refused(small, "") == Rejected(1, "", "", "The file is empty.")


def test_a_file_of_the_header_alone_has_no_rows(small: Importer) -> None:
    report = small.log_text(HEADER + "\n")
    assert (report.read, report.new, report.refused) == (0, 0, False)


def test_a_missing_column_is_named(small: Importer) -> None:
    found = refused(small, GOOD.replace("cost_usd", "price"))
    assert (found.line, found.column, found.why) == (1, "cost_usd", "This column is missing.")


def test_a_doubled_column_is_named(small: Importer) -> None:
    found = refused(small, f"{HEADER},note\n")
    assert (found.line, found.column, found.value) == (1, "note", "note")


def test_semicolons_and_tabs_are_recognised(small: Importer) -> None:
    assert "semicolons" in refused(small, HEADER.replace(",", ";")).why
    assert "tabs" in refused(small, HEADER.replace(",", "\t")).why


def test_a_row_with_too_few_or_too_many_fields_is_refused(small: Importer) -> None:
    found = refused(small, f"{HEADER}\nM1,Dad,1\n")
    assert (found.line, found.column, found.value) == (2, "id_number", "1")
    assert found.why == "The row has 3 fields; the header has 16."
    found = refused(small, GOOD.replace("\r\n", "\r\n", 1).rstrip() + ",extra\n")
    assert (found.line, found.column, found.value) == (2, "note", "extra")


def test_an_unclosed_quote_tells_where_it_opens(small: Importer) -> None:
    rows = (
        csv_text([sent("M1"), sent("M2", note="XX")]).replace("XX", '"never closed')
        + "M3,more\r\nM4,more\r\n"
    )
    found = refused(small, rows)
    assert (found.line, found.column) == (3, "note")
    assert found.value.startswith("never closed")
    assert "not closed" in found.why


def test_letters_after_a_closing_quote_are_refused(small: Importer) -> None:
    found = refused(small, GOOD.replace("Dad", '"Dad"dy'))
    assert (found.line, found.column) == (2, "contact")


def test_a_carriage_return_alone_ends_no_line(small: Importer) -> None:
    found = refused(small, GOOD.replace("\r\n", "\r"))
    assert "carriage return" in found.why


def test_a_nul_is_refused_where_it_stands(small: Importer) -> None:
    found = refused(small, GOOD.replace("1200", "12\x0000"))
    assert (found.line, found.column, found.value) == (2, "characters", "\\x00")


def test_invalid_utf8_is_refused_where_it_stands(small: Importer) -> None:
    found = refused(small, GOOD.replace("Mom", "M\xfcm").encode("latin-1"))
    assert (found.line, found.column, found.value) == (2, "member", "\\xfc")
    assert "UTF-8" in found.why


def test_invalid_utf8_after_a_byte_order_mark_does_not_blame_the_header(small: Importer) -> None:
    found = refused(small, b"\xef\xbb\xbf" + GOOD.replace("Mom", "M\xfcm").encode("latin-1"))
    assert (found.line, found.column) == (2, "member")


def test_a_letter_cut_off_at_the_end_of_the_file_is_refused(small: Importer) -> None:
    assert "UTF-8" in refused(small, GOOD.encode() + b"\xe2\x82").why


def test_an_encoded_surrogate_is_no_text(small: Importer) -> None:
    assert "UTF-8" in refused(small, GOOD.replace("Mom", "M$m").encode().replace(b"$", b"\xed\xa0\x80")).why


def test_a_binary_file_is_refused(small: Importer) -> None:
    assert refused(small, os.urandom(5_000_000)).line >= 1
    assert "spreadsheet" in refused(small, b"PK\x03\x04" + bytes(100)).why
    assert "UTF-16" in refused(small, GOOD.encode("utf-16")).why


def test_a_field_of_20_megabytes_is_refused(small: Importer) -> None:
    found = refused(small, csv_text([sent("M1", note="x" * 20_000_000)]))
    assert (found.line, found.value[:3]) == (2, "xxx")
    assert "longer than" in found.why


def test_a_field_of_20_megabytes_over_many_lines_is_refused(small: Importer) -> None:
    found = refused(small, csv_text([sent("M1", note="short\n" * 3_400_000)]))
    assert (found.line, found.column) == (2, "note")
    assert "longer than" in found.why


def test_a_file_of_200_megabytes_is_refused_at_once(small: Importer) -> None:
    file = small.folder / "large.csv"
    with file.open("wb") as out:
        out.write(GOOD.encode())
        out.truncate(200_000_000)
    report = small.transfer.import_log(file)
    assert report.refused
    assert "larger than 64 MB" in report.rejected[0].why


def test_a_file_that_grows_while_it_is_read_is_refused(
    small: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.transfer.reading.MOST_BYTES", 100)
    file = small.file(GOOD)
    with file.open("rb") as opened, pytest.raises(UnreadableError, match="larger than"):
        list(Lines(opened, lambda _done: None))


def test_a_line_of_commas_alone_is_refused(small: Importer) -> None:
    assert "longer than" in refused(small, "," * 5_000_000).why
    assert "columns" in refused(small, "," * 5_000 + "\n").why


def test_a_header_that_breaks_off_names_the_column_by_number(small: Importer) -> None:
    assert refused(small, 'ref,"contact').column == "column 2"


def test_too_many_bad_rows_or_empty_lines_are_no_log(small: Importer) -> None:
    for filling in ("a\n", "\n"):
        report = small.log_text(f"{HEADER}\n" + filling * 120_000)
        assert report.refused
        assert len(report.rejected) <= 1000


def test_only_the_first_thousand_rejections_are_listed_and_all_are_counted(small: Importer) -> None:
    report = small.log_text(f"{HEADER}\n" + "a,b\n" * 1500)
    assert (report.read, len(report.rejected), report.rejected_total) == (1500, 1000, 1500)
    assert [row.line for row in report.rejected[:2]] == [2, 3]


def test_a_broken_file_is_refused_even_where_bad_rows_are_skipped(small: Importer) -> None:
    report = small.log_text(csv_text([sent("M1"), sent("M2")]) + 'M3,"open', skip_bad_rows=True)
    assert report.refused
    assert small.rows(Message) == []


def test_the_lines_of_long_rows_are_counted_as_they_stand(small: Importer) -> None:
    rows = [sent("M1", note="one\ntwo\nthree"), sent("M2", cost_usd="x")]
    assert refused(small, csv_text(rows)).line == 5


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_said_in_a_sentence(small: Importer, kind: str) -> None:
    path = small.folder / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(InvalidInputError, match=r"\.$"):
        small.transfer.import_log(path)


def test_a_byte_order_mark_other_order_and_unknown_columns_are_fine(importer: Importer) -> None:
    rows = [sent("M1", mood="good", weather="fair")]
    text = csv_text(rows, ["mood", *reversed(LOG), "weather"])
    report: ImportReport = importer.log_text(b"\xef\xbb\xbf" + text.encode())
    assert (report.new, report.unknown_columns) == (1, ("mood", "weather"))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_either_line_end_and_none_at_the_end_are_fine(importer: Importer, ending: str) -> None:
    text = csv_text([sent("M1"), sent("M2")]).replace("\r\n", ending).rstrip()
    assert importer.log_text(text + ending * 3).new == 2
    assert importer.log_text(text).same == 2


def test_the_size_limit_is_as_said() -> None:
    assert MOST_BYTES == 64 * 2**20


def test_a_path_is_taken_as_given(small: Importer) -> None:
    path: Path = small.file(GOOD, "näme with space.csv")
    assert small.transfer.import_log(path).new == 1
