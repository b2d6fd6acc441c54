"""Importing purchases."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from storage.tables import Message, Provider, Purchase
from tests.transfer.files import Importer, bought, csv_text, sent
from tracker.transfer.columns import PURCHASES


def test_purchases_arrive_to_the_cent(importer: Importer) -> None:
    report = importer.purchases(
        bought("P1", amount_usd="4.2", note="'=to the letter"),
        bought("P2", kind="credit", units="", unit="usd", fee_usd="", member="", at="2026-10-02 09:00"),
        bought("P3", kind="subscription", units="2", unit="month", amount_usd="9"),
    )
    assert (report.new, report.assumed_zone_rows) == (3, 1)
    assert report.created == {"providers": 1, "members": 1, "purchases": 3}
    rows = importer.rows(Purchase)
    assert [(row.amount, row.fee) for row in rows] == [
        (Decimal("4.20"), Decimal("0.50")),
        (Decimal("4.20"), Decimal(0)),
        (Decimal(9), Decimal("0.50")),
    ]
    assert (rows[0].note, rows[0].units, rows[1].units, rows[1].member_id) == (
        "=to the letter",
        30,
        None,
        None,
    )
    assert rows[1].at == datetime(2026, 10, 2, 13, tzinfo=UTC)


def test_the_same_purchases_again_change_nothing(importer: Importer) -> None:
    rows = [bought("P1", amount_usd="4.2"), bought("P2", kind="credit", units="", unit="usd")]
    importer.purchases(*rows)
    before = importer.dump()
    report = importer.purchases(*rows)
    assert (report.new, report.same, report.changed) == (0, 2, 0)
    assert importer.dump() == before


def test_a_known_purchase_that_differs_is_shown_and_kept(importer: Importer) -> None:
    importer.purchases(bought("P1"))
    report = importer.purchases(bought("P1", amount_usd="5.00", units="31"))
    assert (report.changed, report.changed_rows[0].columns) == (1, ("units", "amount_usd"))
    assert importer.rows(Purchase)[0].amount == Decimal("4.20")


BAD = [
    ({"ref": ""}, "ref", "missing"),
    ({"provider": " "}, "provider", "missing"),
    ({"provider": ""}, "provider", "missing"),
    ({"kind": ""}, "kind", "what was bought"),
    ({"kind": "gift"}, "kind", "one of: stamps"),
    ({"at": "10/01/2026"}, "at", "Write the time"),
    ({"at": "2027-01-01T00:00:00Z"}, "at", "future"),
    ({"units": "0"}, "units", "at least one"),
    ({"units": "10000001"}, "units", "more than 10,000,000"),
    ({"units": "-1"}, "units", "not negative"),
    ({"unit": "pack"}, "unit", "one of: stamp"),
    ({"unit": "month"}, "unit", "stamps or messages"),
    ({"unit": "usd"}, "unit", "stamps or messages"),
    ({"kind": "credit", "unit": "week"}, "unit", "stamps or messages"),
    ({"kind": "subscription", "units": ""}, "units", "how many"),
    ({"kind": "subscription", "units": "521", "unit": "week"}, "units", "this long"),
    ({"kind": "subscription", "unit": "stamp"}, "unit", "weeks or months"),
    ({"amount_usd": ""}, "amount_usd", "what it cost"),
    ({"amount_usd": "-3"}, "amount_usd", "refund"),
    ({"amount_usd": "1,50"}, "amount_usd", "no comma"),
    ({"amount_usd": "1,234.00"}, "amount_usd", "between thousands"),
    ({"amount_usd": "$4.20"}, "amount_usd", "without a currency sign"),
    ({"amount_usd": "4.20€"}, "amount_usd", "without a currency sign"),
    ({"amount_usd": "4.205"}, "amount_usd", "at most two decimals"),
    ({"amount_usd": "0.0025"}, "amount_usd", "at most two decimals"),
    ({"amount_usd": "4.200"}, "amount_usd", "at most two decimals"),
    ({"amount_usd": "４.20"}, "amount_usd", "digits 0 to 9"),
    ({"amount_usd": "NaN"}, "amount_usd", "digits 0 to 9"),
    ({"amount_usd": "1000000000.01"}, "amount_usd", "billion"),
    ({"amount_usd": "=1+1"}, "amount_usd", "digits 0 to 9"),
    ({"fee_usd": "1e400"}, "fee_usd", "digits"),
    ({"fee_usd": "-0.01"}, "fee_usd", "not negative"),
    ({"fee_usd": "0.001"}, "fee_usd", "at most two decimals"),
    ({"expires": "2026-09-30"}, "expires", "that day or a later one"),
    ({"expires": "2200-01-01"}, "expires", "Check the year"),
    ({"expires": "11/24/2027"}, "expires", "Write the day like 2026-11-24"),
    ({"expires": "2027-02-29"}, "expires", "no such day"),
    ({"expires": "２０２７-01-01"}, "expires", "Write the day"),
    ({"kind": "fee", "units": "", "unit": "", "expires": "2027-01-01"}, "expires", "Only stamps and credit"),
    ({"kind": "refund", "units": "", "unit": "", "expires": "2027-01-01"}, "expires", "Only stamps and"),
    ({"kind": "subscription", "unit": "week", "expires": "2027-01-01"}, "expires", "Only stamps and credit"),
    ({"message": "M1"}, "message", "Only a refund"),
    ({"kind": "refund", "message": "M1"}, "message", "no such message"),
]


@pytest.mark.parametrize(("cells", "column", "why"), BAD)
def test_a_bad_purchase_is_refused(small: Importer, cells: dict[str, str], column: str, why: str) -> None:
    report = small.purchases(bought("P0"), bought(**{"ref": "P1"} | cells))
    assert report.refused
    assert (report.rejected[0].line, report.rejected[0].column) == (3, column)
    assert why in report.rejected[0].why
    assert small.rows(Purchase) == small.rows(Provider) == []


def test_what_was_bought_is_good_through_its_day(importer: Importer) -> None:
    report = importer.purchases(
        bought("P1", expires="2026-10-01"),
        bought("P2", kind="credit", units="", unit="usd", expires="2027-01-01"),
        bought("P3"),
    )
    assert report.new == 3
    assert [row.expires for row in importer.rows(Purchase)] == [date(2026, 10, 1), date(2027, 1, 1), None]


def test_the_day_of_a_purchase_that_expires_is_the_households(importer: Importer) -> None:
    """At 23:30 in New York it is the next day in UTC already."""
    report = importer.purchases(bought("P1", at="2026-10-02T03:30:00Z", expires="2026-10-01"))
    assert (report.new, report.rejected) == (1, ())


def test_a_file_of_before_without_the_day_stays_the_same(importer: Importer) -> None:
    importer.purchases(bought("P1", expires="2027-01-01"), bought("P2"))
    without = importer.purchases(bought("P1"), bought("P2"))
    assert (without.same, without.changed) == (2, 0)
    other = importer.purchases(bought("P1", expires="2027-01-02"), bought("P2", expires=""))
    assert (other.same, [row.columns for row in other.changed_rows]) == (1, [("expires",)])


def test_stamps_that_name_no_unit_are_stamps_in_this_file_and_the_same_in_the_next(
    importer: Importer,
) -> None:
    for new, same in ((1, 0), (0, 1)):
        report = importer.purchases(bought("P1", unit=""))
        assert (report.new, report.same) == (new, same)
    assert importer.rows(Purchase)[0].unit == "stamp"


def test_what_an_earlier_kitelog_kept_without_its_unit_is_the_same(importer: Importer) -> None:
    importer.purchases(bought("P1"), bought("P2", kind="credit", units="", unit=""))
    with importer.database.write() as session:
        session.execute(update(Purchase).values(unit=None))
    assert importer.purchases(bought("P1"), bought("P2", kind="credit", units="", unit="")).same == 2


def test_two_purchases_with_one_ref_are_refused(importer: Importer) -> None:
    report = importer.purchases(bought("P1"), bought("P1"))
    assert (report.rejected[0].line, report.rejected[0].why) == (3, "Line 2 has this ref already.")


def test_bad_purchases_can_be_skipped(importer: Importer) -> None:
    report = importer.purchases(bought("P1"), bought("P2", amount_usd="x"), bought("P1"), skip_bad_rows=True)
    assert (report.new, report.rejected_total, report.refused, report.taken) == (1, 2, False, True)
    assert [row.ref for row in importer.rows(Purchase)] == ["P1"]


def test_a_dry_run_keeps_no_purchase(importer: Importer) -> None:
    before = importer.dump()
    report = importer.purchases(bought("P1"), dry_run=True)
    assert (report.new, report.taken) == (1, False)
    assert importer.dump() == before


def test_a_refund_can_name_its_message(importer: Importer) -> None:
    importer.log(sent("M1"))
    assert importer.purchases(bought("P1", kind="refund", message="M1")).new == 1
    assert importer.rows(Purchase)[0].message_id == importer.rows(Message)[0].id


def test_a_message_has_one_refund_at_its_own_provider(importer: Importer) -> None:
    importer.log(sent("M1"), sent("M2"))
    refund = {"kind": "refund", "message": "M1", "note": "cash"}
    twice = importer.purchases(bought("R1", **refund), bought("R2", **refund))
    assert [(row.line, row.column, row.value) for row in twice.rejected] == [(3, "message", "M1")]
    assert "has a refund already" in twice.rejected[0].why
    assert importer.rows(Purchase) == []
    importer.purchases(bought("R1", **refund))
    assert importer.purchases(bought("R1", **refund)).same == 1
    for row, why in (
        (bought("R2", **refund), "has a refund already"),
        (bought("R2", **refund | {"message": "M2", "provider": "GettingOut"}), "with another provider"),
    ):
        report = importer.purchases(row)
        assert (report.new, report.rejected[0].column) == (0, "message")
        assert why in report.rejected[0].why
    assert importer.purchases(bought("R2", **refund | {"message": "M2"})).new == 1


def test_a_broken_file_of_purchases_is_refused(small: Importer) -> None:
    file = small.file(csv_text([bought("P1")], PURCHASES) + 'P2,"open')
    report = small.transfer.import_purchases(file, skip_bad_rows=True)
    assert (report.refused, report.rejected[0].line, report.rejected[0].column) == (True, 3, "provider")
    assert small.rows(Purchase) == []


def test_progress_of_purchases_ends_at_the_whole(small: Importer) -> None:
    told: list[tuple[int, int]] = []
    small.purchases(bought("P1"), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
