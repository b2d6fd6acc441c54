"""Subscriptions of a file: none may overlap another of the file, or one that is there."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from storage.tables import Purchase
from tests.transfer.files import Importer, bought

SINCE = date(2026, 1, 1)


def month(ref: str, at: str, **cells: str) -> dict[str, str]:
    """A month of Mom's subscription."""
    return bought(ref, **{"kind": "subscription", "at": at, "units": "1", "unit": "month"} | cells)


def test_two_subscriptions_of_one_file_that_overlap_are_refused_naming_the_line(importer: Importer) -> None:
    report = importer.purchases(
        month("P1", "2026-10-03T10:00:00"), bought("P2"), month("P3", "2026-10-20T10:00:00")
    )
    (refused,) = report.rejected
    assert (report.refused, report.new, refused.line, refused.column) == (True, 0, 4, "at")
    assert refused.value == "2026-10-20T14:00:00Z"
    assert refused.why == (
        "This overlaps the subscription of 3 Oct to 3 Nov on line 2. Change the day or correct that one."
    )
    assert importer.rows(Purchase) == []


def test_a_subscription_that_overlaps_a_stored_one_is_refused(importer: Importer) -> None:
    importer.purchases(month("P1", "2026-10-03T10:00:00"))
    report = importer.purchases(month("P1", "2026-10-03T10:00:00"), month("P2", "2026-09-20T10:00:00"))
    assert (report.same, report.rejected[0].line) == (1, 3)
    assert report.rejected[0].why == (
        "This overlaps the subscription of 3 Oct to 3 Nov. Change the day or correct that one."
    )
    assert len(importer.rows(Purchase)) == 1


def test_what_a_known_row_says_anew_stands_in_nobodys_way(importer: Importer) -> None:
    """What is stored stays as it is: a row that moves it away does not make room."""
    importer.purchases(month("P1", "2026-10-03T10:00:00"))
    report = importer.purchases(month("P1", "2026-08-03T10:00:00"), month("P2", "2026-08-05T10:00:00"))
    assert (report.changed, report.new, report.rejected) == (1, 1, ())


def test_ends_that_touch_and_other_accounts_are_taken(importer: Importer) -> None:
    report = importer.purchases(
        month("P1", "2026-10-03T10:00:00"),
        month("P2", "2026-11-03T09:59:00"),
        month("P3", "2026-09-03T11:00:00"),
        month("P4", "2026-10-03T10:00:00", member="Cousin"),
        month("P5", "2026-10-03T10:00:00", member=""),
        month("P6", "2026-10-03T10:00:00", provider="GettingOut"),
    )
    assert (report.new, report.rejected) == (6, ())


def test_nobody_named_is_an_account_too(importer: Importer) -> None:
    importer.purchases(month("P1", "2026-10-03T10:00:00", member=""))
    report = importer.purchases(month("P2", "2026-10-04T10:00:00", member=""))
    assert "overlaps" in report.rejected[0].why


def test_a_deleted_one_is_not_in_the_way(importer: Importer) -> None:
    importer.purchases(month("P1", "2026-10-03T10:00:00"))
    with importer.database.write() as session:
        row = session.get(Purchase, 1)
        assert row is not None
        row.deleted_at = importer.clock.now()
    assert importer.purchases(month("P2", "2026-10-04T10:00:00")).new == 1


def test_a_row_that_is_refused_itself_is_in_nobodys_way(importer: Importer) -> None:
    report = importer.purchases(
        month("P1", "2026-09-03T10:00:00"),
        month("P2", "2026-09-20T10:00:00", units="3"),
        month("P3", "2026-10-05T10:00:00"),
        month("P3", "2026-12-05T10:00:00"),
        skip_bad_rows=True,
    )
    assert [row.line for row in report.rejected] == [3, 5]
    assert [row.ref for row in importer.rows(Purchase)] == ["P1", "P3"]


def test_a_dry_run_tells_the_same(importer: Importer) -> None:
    rows = (month("P1", "2026-10-03T10:00:00"), month("P2", "2026-10-20T10:00:00"))
    dry = importer.purchases(*rows, dry_run=True)
    assert [row.why for row in dry.rejected] == [row.why for row in importer.purchases(*rows).rejected]


def naive(rows: list[tuple[str, date, date]]) -> list[int]:
    """The numbers of the rows taken: each against every one taken before."""
    taken: list[int] = []
    for number, (account, since, until) in enumerate(rows):
        others = (rows[other] for other in taken)
        if not any(other == account and since < over and begun < until for other, begun, over in others):
            taken.append(number)
    return taken


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Mom", "Cousin", ""]),
            st.integers(0, 300),
            st.sampled_from(["week", "month"]),
            st.integers(1, 3),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_taken_is_what_looking_at_every_pair_takes(
    small: Importer, drawn: list[tuple[str, int, str, int, bool]]
) -> None:
    with small.database.write() as session:
        session.execute(delete(Purchase))
    drawn.sort(key=lambda row: not row[4])  # those of the first file before those of the second
    rows, periods = [], []
    for number, (member, days, unit, units, _first) in enumerate(drawn):
        since = SINCE + timedelta(days)
        until = since + (relativedelta(weeks=units) if unit == "week" else relativedelta(months=units))
        at = f"{since}T{days % 24:02d}:30:00"
        rows.append(month(f"P{number}", at, member=member, units=str(units), unit=unit))
        periods.append((member, since, until))
    first = sum(row[4] for row in drawn)
    for part in (rows[:first], rows[first:]):
        small.purchases(*part, skip_bad_rows=True)
    assert [row.ref for row in small.rows(Purchase)] == [f"P{number}" for number in naive(periods)]


@pytest.mark.parametrize("member", ["Mom", ""])
def test_an_export_of_touching_subscriptions_comes_back(importer: Importer, member: str) -> None:
    starts = ["2026-09-03T10:00:00", "2026-10-03T10:00:00", "2026-11-03T10:00:00"]
    importer.purchases(*(month(f"P{n}", at, member=member) for n, at in enumerate(starts)))
    text = "".join(importer.transfer.iter_purchases_csv())
    with importer.database.write() as session:
        session.execute(delete(Purchase))
    report = importer.transfer.import_purchases(importer.file(text))
    assert (report.new, report.rejected) == (3, ())
    assert "".join(importer.transfer.iter_purchases_csv()) == text
