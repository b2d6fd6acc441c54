"""Instants and money come back exactly as they went in, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError

from storage.money import from_units, to_cents, to_units
from storage.session import Database
from storage.tables import FormEntry, Message
from tests.storage.rows import Rows

NEW_YORK = ZoneInfo("America/New_York")
EVERY_EXAMPLE_SHARES_THE_DATABASE = [HealthCheck.function_scoped_fixture]


def kept_instant(database: Database, instant: datetime) -> datetime:
    with database.write() as session:
        session.execute(insert(FormEntry).values(key="k", taken_at=instant))
        found: datetime = session.execute(select(FormEntry.taken_at)).scalar_one()
        session.rollback()
        session.info["counts"] = False
    return found


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 23, 12, 40, 5, 123456, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_an_instant_comes_back_to_the_microsecond(database: Database, instant: datetime) -> None:
    assert kept_instant(database, instant) == instant


def test_an_instant_comes_back_in_utc(database: Database) -> None:
    found = kept_instant(database, datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK))
    assert found == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert found.tzinfo is UTC


@settings(max_examples=60, deadline=None, suppress_health_check=EVERY_EXAMPLE_SHARES_THE_DATABASE)
@given(
    instant=st.datetimes(
        min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the zone comes with the next line
        max_value=datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.sampled_from(
            [UTC, NEW_YORK, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]
        ),
    )
)
def test_any_instant_comes_back(database: Database, instant: datetime) -> None:
    assert kept_instant(database, instant) == instant.astimezone(UTC)


def test_no_instant_comes_back_as_none(database: Database, rows: Rows) -> None:
    rows.message()
    with database.read() as session:
        assert session.execute(select(Message.deleted_at)).scalar_one() is None


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="has no zone"), database.write() as session:
        session.execute(insert(FormEntry).values(key="k", taken_at=datetime(2026, 11, 23)))  # noqa: DTZ001


def test_instants_are_compared_as_instants(database: Database) -> None:
    with database.write() as session:
        for key, hour in (("early", 8), ("late", 9)):
            instant = datetime(2026, 11, 23, hour, tzinfo=NEW_YORK)
            session.execute(insert(FormEntry).values(key=key, taken_at=instant))
        noon = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
        before = select(FormEntry.key).where(FormEntry.taken_at < noon)
        assert session.execute(before).scalars().all() == ["early"]


@pytest.mark.parametrize("amount", ["0", "0.0025", "12.3456", "1000000000", "0.30"])
def test_money_comes_back_exactly(database: Database, rows: Rows, amount: str) -> None:
    rows.message(cost=Decimal(amount))
    with database.read() as session:
        found = session.execute(select(Message.cost)).scalar_one()
    assert isinstance(found, Decimal)
    assert found == Decimal(amount)


def test_a_sum_in_sql_stays_an_exact_decimal(database: Database, rows: Rows) -> None:
    for amount in ("0.1", "0.2", "0.0025", "1000000000"):
        rows.message(cost=Decimal(amount))
    with database.read() as session:
        total = session.execute(select(func.sum(Message.cost))).scalar_one()
    assert isinstance(total, Decimal)
    assert total == Decimal("1000000000.3025")


def test_a_sum_of_nothing_is_nothing(database: Database) -> None:
    with database.read() as session:
        assert session.execute(select(func.sum(Message.cost))).scalar_one() is None


@pytest.mark.parametrize(
    ("amount", "word"),
    [
        (0.1, "never a float"),
        (Decimal("0.00001"), "four decimals"),
        (Decimal("1.00000000000000000000000000000000001"), "four decimals"),
        (Decimal("1000000000.0001"), "not an amount"),
        (Decimal("-1000000000.0001"), "not an amount"),
        (Decimal("1E+30"), "not an amount"),
        (Decimal("NaN"), "not an amount"),
        (Decimal("Infinity"), "not an amount"),
    ],
)
def test_what_is_no_exact_amount_is_refused(rows: Rows, amount: Decimal, word: str) -> None:
    with pytest.raises(StatementError, match=word):
        rows.message(cost=amount)


def test_a_whole_number_is_an_amount(database: Database, rows: Rows) -> None:
    rows.message(cost=3)
    with database.read() as session:
        assert session.execute(select(Message.cost)).scalar_one() == Decimal(3)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_amount_with_four_decimals_survives(amount: Decimal) -> None:
    assert from_units(to_units(amount)) == amount


@pytest.mark.parametrize(
    ("exact", "shown"), [("0.125", "0.12"), ("0.135", "0.14"), ("-0.125", "-0.12"), ("2", "2.00")]
)
def test_cents_are_rounded_half_to_even(exact: str, shown: str) -> None:
    assert str(to_cents(Decimal(exact))) == shown
