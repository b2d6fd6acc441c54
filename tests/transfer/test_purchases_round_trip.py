"""Purchases that leave come back to the letter, whatever is in them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from storage.tables import Member, Message, Provider, Purchase
from tests.transfer.files import Importer, bought, sent
from tests.transfer.test_export import MOMENT, NAME, NAMES, NAUGHTY, TEXT
from tracker.transfer.formula import guard

RUNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CENTS = st.integers(0, 10**8).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
REF = NAME.filter(lambda text: text.split() == [text])


def text_of(importer: Importer) -> str:
    return "".join(importer.transfer.iter_purchases_csv())


def comes_back(importer: Importer) -> None:
    """Asserts that an export is the same here, is taken by an empty table, and leaves it as it came."""
    before = text_of(importer)
    again = importer.transfer.import_purchases(importer.file(before))
    assert (again.new, again.changed, again.rejected) == (0, 0, ())
    with importer.database.write() as session:
        for table in (Purchase, Provider, Member):
            session.execute(delete(table))
    other = importer.transfer.import_purchases(importer.file(before))
    assert (other.new, other.rejected) == (again.same, ())
    assert text_of(importer) == before


def test_naughty_strings_are_kept_to_the_letter_and_none_would_run(importer: Importer) -> None:
    rows = [
        bought(f"N{n}", note=guard(text), provider=guard(NAMES[n % len(NAMES)]), member=guard(NAMES[n % 7]))
        for n, text in enumerate(NAUGHTY)
    ]
    report = importer.purchases(*rows)
    assert report.rejected == ()
    assert [row.note for row in importer.rows(Purchase)] == NAUGHTY
    for row in csv.DictReader(io.StringIO(text_of(importer), newline="")):
        assert not any(cell.startswith(RUNS) for cell in row.values())
    comes_back(importer)


def test_a_ref_that_would_run_leaves_harmless_and_is_the_same_when_it_comes_back(importer: Importer) -> None:
    importer.purchases(bought("'=cmd|1"), bought("'-2"), bought("'＠x", unit=""))
    assert [row.ref for row in importer.rows(Purchase)] == ["=cmd|1", "-2", "＠x"]
    comes_back(importer)


def test_a_refund_of_a_message_that_was_deleted_leaves_without_its_name(importer: Importer) -> None:
    importer.log(sent("M1"))
    importer.purchases(bought("R1", kind="refund", message="M1"))
    assert ",M1," in text_of(importer)
    with importer.database.write() as session:
        session.execute(update(Message).values(deleted_at=datetime(2026, 11, 20, tzinfo=UTC), due_at=None))
    before = text_of(importer)
    with importer.database.write() as session:
        session.execute(delete(Purchase))
    again = importer.transfer.import_purchases(importer.file(before))
    assert (again.new, again.rejected, text_of(importer)) == (1, (), before)


@st.composite
def purchase(draw: st.DrawFn) -> dict[str, str]:
    """Any purchase that can be taken, but for subscriptions, which could overlap."""
    at, kind = draw(MOMENT), draw(st.sampled_from(["stamps", "credit", "fee", "refund"]))
    units = draw(st.integers(1, 10**6).map(str) | st.just(""))
    unit = draw(st.sampled_from(["", "stamp", "message"])) if kind == "stamps" or units else ""
    expires = draw(st.none() | st.integers(1, 30_000)) if kind in ("stamps", "credit") else None
    return {
        "provider": guard(draw(NAME)),
        "member": guard(draw(NAME | st.just(""))),
        "kind": kind,
        "at": at.isoformat(),
        "units": units,
        "unit": unit,
        "amount_usd": draw(CENTS),
        "fee_usd": draw(CENTS | st.just("")),
        "note": guard(draw(TEXT)),
        "expires": "" if expires is None else str(min(at.date() + timedelta(expires), date(2199, 12, 31))),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(REF, purchase()), min_size=1, max_size=4, unique_by=lambda row: row[0]))
def test_any_purchase_comes_back(small: Importer, rows: list[tuple[str, dict[str, str]]]) -> None:
    with small.database.write() as session:
        for table in (Purchase, Provider, Member):
            session.execute(delete(table))
    assert small.purchases(*(bought(guard(ref), **cells) for ref, cells in rows)).new == len(rows)
    comes_back(small)
