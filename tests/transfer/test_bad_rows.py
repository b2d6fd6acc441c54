"""Rows that cannot be taken, each with its reason in plain words."""

from datetime import timedelta

import pytest

from storage.tables import Contact, Message
from tests.clock import NOON
from tests.transfer.files import Importer, received, sent
from tracker.transfer import Rejected

BAD_CELLS = [
    ("ref", "", "A name is missing."),
    ("ref", "M 1", "A ref has no spaces"),
    ("ref", "M\u00a01", "A ref has no spaces"),
    ("ref", "x" * 201, "200 is the most"),
    ("contact", "", "A name is missing."),
    ("contact", " \t ", "A name is missing."),
    ("contact", "x" * 201, "200 is the most"),
    ("id_number", "1" * 201, "200 is the most"),
    ("facility", "  ", "A name is missing."),
    ("state", "ny", "two capital letters"),
    ("state", "New York", "two capital letters"),
    ("state", "ZZ", "no such state"),
    ("provider", "", "A name is missing."),
    ("member", " ", "A name is missing."),
    ("direction", "", "sent or received"),
    ("direction", "Sent", "one of: sent, received"),
    ("at", "", "Write the time like"),
    ("at", "11/24/2025", "Write the time like"),
    ("at", "2025-11-24", "Write the time like"),
    ("at", "20251124T175200", "Write the time like"),
    ("at", "2025-W48-1T17:52", "Write the time like"),
    ("at", " 2025-11-24T17:52", "Write the time like"),
    ("at", "２０２５-11-24T17:52", "Write the time like"),
    ("at", "2025-11-24T17:52:00+05:30:10", "Write the time like"),
    ("at", "2025-02-29T10:00:00Z", "no such day"),
    ("at", "2025-13-01T10:00:00Z", "no such day"),
    ("at", "2025-11-24T24:00:00Z", "no such day"),
    ("at", "2025-11-24T10:00:60Z", "no such day"),
    ("at", "2025-11-24T10:00:00+24:00", "no such day"),
    ("at", "0000-01-01T00:00:00Z", "no such day"),
    ("at", "0001-01-01T00:00:00+05:00", "no such day"),
    ("at", "0001-01-01T00:00:00Z", "before 1970"),
    ("at", "1969-12-31T23:59:59Z", "before 1970"),
    ("at", "9999-12-31T23:59:59Z", "in the future"),
    ("at", "9999-12-31T23:59:59-12:00", "no such day"),
    ("at", "2026-03-08T02:30:00", "skipped this time"),
    ("answers", "M1", "cannot answer itself"),
    ("answers", "M0", "Only a received message"),
    ("characters", "-5", "not negative"),
    ("characters", "12 ", "whole number"),
    ("characters", "1_0", "whole number"),
    ("characters", "３", "whole number"),
    ("characters", "1.5", "whole number"),
    ("characters", "1e3", "whole number"),
    ("characters", "+7", "whole number"),
    ("characters", "99999999999999999999", "more than"),
    ("photos", "-1", "not negative"),
    ("photos", "about 3", "whole number"),
    ("stamps", "10000001", "more than"),
    ("cost_usd", "1,50", "no comma"),
    ("cost_usd", "-3", "not negative"),
    ("cost_usd", "1e400", "digits 0 to 9 alone"),
    ("cost_usd", "$4", "digits 0 to 9 alone"),
    ("cost_usd", " 3", "digits 0 to 9 alone"),
    ("cost_usd", "3 ", "digits 0 to 9 alone"),
    ("cost_usd", "4.20 USD", "digits 0 to 9 alone"),
    ("cost_usd", ".5", "digits 0 to 9 alone"),
    ("cost_usd", "5.", "digits 0 to 9 alone"),
    ("cost_usd", "1_0", "digits 0 to 9 alone"),
    ("cost_usd", "３", "digits 0 to 9 alone"),
    ("cost_usd", "NaN", "digits 0 to 9 alone"),
    ("cost_usd", "Infinity", "digits 0 to 9 alone"),
    ("cost_usd", "0.12345", "four decimals"),
    ("cost_usd", "9" * 30, "billion"),
    ("cost_usd", "1000000000.0001", "billion"),
    ("outcome", "lost", "one of: in review"),
    ("outcome_at", "2026-11-03T10:00:00Z", "belongs to an outcome"),
    ("refunded", "yes", "belongs to an outcome"),
    ("reason", "no photos", "belongs to an outcome"),
    ("appeal_by", "2026-12-01", "belongs to an outcome"),
    ("kind", "private", "one of: federal"),
    ("zone", "EST5", "time zone like"),
    ("zone", "../../etc/passwd", "time zone like"),
    ("paid", "cash", "one of: direct, balance"),
    ("stamps", "two", "whole number"),
    ("note", "x" * 1_000_001, "1,000,000"),
    ("body", "x" * 1_000_001, "1,000,000"),
]


def one_refusal(importer: Importer, *rows: dict[str, str]) -> Rejected:
    """The only row refused of these; nothing is imported."""
    report = importer.log(*rows)
    assert report.refused
    assert importer.rows(Message) == []
    assert importer.rows(Contact) == []
    assert report.rejected_total == 1
    return report.rejected[0]


@pytest.mark.parametrize(("column", "value", "why"), BAD_CELLS)
def test_a_bad_cell_is_refused_with_its_reason(small: Importer, column: str, value: str, why: str) -> None:
    if len(value) > 1_000_000:
        report = small.log(sent("M1", **{column: value}))
        assert report.refused
        assert why in report.rejected[0].why
        return
    found = one_refusal(small, sent("M1", **{column: value}))
    assert (found.line, found.column) == (2, column)
    assert found.value == (value if len(value) <= 60 else value[:59] + "…").replace("\t", "\\t")
    assert why in found.why


BAD_OUTCOMES = [
    ({"outcome": "read"}, "outcome_at", "when the outcome"),
    ({"outcome": "read", "outcome_at": "2026-11-02T09:59:59-05:00"}, "outcome_at", "before the message"),
    ({"outcome": "read", "outcome_at": "2026-11-24T00:00:00Z"}, "outcome_at", "future"),
    ({"outcome": "read", "outcome_at": "yesterday"}, "outcome_at", "Write the time"),
    ({"outcome": "read", "outcome_at": "2026-11-03T10:00Z", "refunded": "no"}, "refunded", "Only a rejected"),
    (
        {"outcome": "closed", "outcome_at": "2026-11-03T10:00Z", "refunded": "y"},
        "refunded",
        "one of: yes, no",
    ),
    (
        {"outcome": "closed", "outcome_at": "2026-11-03T10:00Z", "appeal_by": "12/01/2026"},
        "appeal_by",
        "Write",
    ),
    (
        {"outcome": "closed", "outcome_at": "2026-11-03T10:00Z", "appeal_by": "2026-02-30"},
        "appeal_by",
        "no such",
    ),
    (
        {"outcome": "closed", "outcome_at": "2026-11-03T10:00Z", "appeal_by": "9999-01-01"},
        "appeal_by",
        "year",
    ),
]


@pytest.mark.parametrize(("cells", "column", "why"), BAD_OUTCOMES)
def test_a_bad_outcome_is_refused(small: Importer, cells: dict[str, str], column: str, why: str) -> None:
    found = one_refusal(small, sent("M1", **cells))
    assert found.column == column
    assert why in found.why


def test_a_received_row_has_no_outcome(small: Importer) -> None:
    row = received("R1", outcome="read", outcome_at="2026-11-04T10:00:00-05:00")
    assert "Only a sent message" in one_refusal(small, row).why


def test_a_state_belongs_to_a_facility(small: Importer) -> None:
    assert one_refusal(small, sent("M1", facility="")).column == "state"


def test_two_rows_with_one_ref_are_refused_naming_the_first(small: Importer) -> None:
    found = one_refusal(small, sent("M1"), sent("M2"), sent("M1", characters="3"))
    assert (found.line, found.column, found.value, found.why) == (
        4,
        "ref",
        "M1",
        "Line 2 has this ref already.",
    )


def test_two_kinds_of_one_facility_are_refused(small: Importer) -> None:
    assert "Line 2 says state" in one_refusal(small, sent("M1", kind="state"), sent("M2", kind="county")).why
    rows = sent("M1", zone="America/New_York"), sent("M2", zone="America/Chicago")
    assert one_refusal(small, *rows).column == "zone"


BAD_ANSWERS = [
    ([received("R1", "M9")], "no message M9"),
    ([received("R1", "R0"), received("R0")], "R0 was received itself"),
    ([sent("M1", contact="Cousin"), received("R1", "M1")], "another contact"),
    ([sent("M1", id_number="7"), received("R1", "M1")], "another contact"),
    ([sent("M1", at="2026-11-05T10:00:00-05:00"), received("R1", "M1")], "sent later"),
    ([sent("M1", at="2026-11-04T09:00:00-05:00"), received("R1", "M1")], "sent later"),
    ([received("R1", "R1")], "cannot answer itself"),
]


@pytest.mark.parametrize(("rows", "why"), BAD_ANSWERS)
def test_an_answer_that_cannot_be_is_refused(
    importer: Importer, rows: list[dict[str, str]], why: str
) -> None:
    found = one_refusal(importer, *rows)
    assert found.column == "answers"
    assert why in found.why


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        (sent("M1", contact="Cousin"), "another contact"),
        (sent("M1", at="2026-11-05T10:00:00-05:00"), "sent later"),
        (received("M1"), "received itself"),
    ],
)
def test_an_answer_to_a_stored_message_is_looked_at_too(
    importer: Importer, stored: dict[str, str], why: str
) -> None:
    assert importer.log(stored).new == 1
    report = importer.log(received("R1", "M1"))
    assert report.refused
    assert why in report.rejected[0].why
    assert len(importer.rows(Message)) == 1


def test_a_time_five_minutes_ahead_is_taken_and_a_second_more_is_not(small: Importer) -> None:
    ahead = NOON + timedelta(minutes=5)
    assert small.log(sent("M1", at=ahead.isoformat())).new == 1
    report = small.log(sent("M2", at=(ahead + timedelta(seconds=1)).isoformat()))
    assert "future" in report.rejected[0].why


def test_every_bad_row_is_told_and_none_imported(importer: Importer) -> None:
    report = importer.log(sent("M1"), sent("M2", cost_usd="x"), sent("M3", at="x"), received("R1", "M9"))
    assert [(row.line, row.column) for row in report.rejected] == [(3, "cost_usd"), (4, "at"), (5, "answers")]
    assert (report.read, report.new, report.taken, report.refused) == (4, 0, False, True)
    assert importer.rows(Message) == []


def test_bad_rows_are_skipped_with_what_hangs_on_them(importer: Importer) -> None:
    report = importer.log(
        sent("M1"),
        sent("M2", cost_usd="x"),
        received("R1", "M1"),
        received("R2", "M1 M2"),
        sent("M1", note="again"),
        sent("M2"),
        skip_bad_rows=True,
    )
    assert (report.new, report.taken, report.refused) == (2, True, False)
    assert [(row.line, row.column) for row in report.rejected] == [
        (3, "cost_usd"),
        (5, "answers"),
        (6, "ref"),
        (7, "ref"),
    ]
    assert report.rejected[1].why == "The row M2 was not taken."
    assert [row.ref for row in importer.rows(Message)] == ["M1", "R1"]
    assert importer.broken_references() == []


def test_people_and_places_of_refused_rows_are_not_made(importer: Importer) -> None:
    bad = sent("M2", contact="Cousin", provider="GettingOut", facility="Elsewhere", cost_usd="x")
    assert importer.log(sent("M1"), bad, skip_bad_rows=True).created == {
        "contacts": 1,
        "facilities": 1,
        "members": 1,
        "messages": 1,
        "providers": 1,
        "stays": 1,
    }
