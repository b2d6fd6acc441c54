"""Wrong budgets, balances, statements, quotes and sums cannot be written: one test for each rule."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlmodel import SQLModel, col

from storage.session import Database
from storage.tables import (
    BalanceEntry,
    Budget,
    Contact,
    KeptSums,
    Member,
    Message,
    MonthSum,
    Provider,
    Purchase,
    Rate,
    SharedAccount,
    StatementLine,
)
from storage.tables.balances import BALANCE_KINDS
from storage.tables.statements import ANSWERS
from tests.storage.rows import Rows, refused

KEYS = ("member", "contact", "provider")


def test_a_budget_is_of_the_household_or_of_something_in_it(rows: Rows) -> None:
    assert rows.budget()
    for scope in KEYS:
        assert rows.budget(scope=scope, **{f"{scope}_id": getattr(rows, scope)()})
    with refused("ck_budget_scope"):
        rows.budget(scope="planet")


@pytest.mark.parametrize(
    ("scope", "rule"),
    [
        ("member", "ck_budget_names_its_member"),
        ("contact", "ck_budget_names_its_contact"),
        ("provider", "ck_budget_names_its_provider"),
    ],
)
def test_a_budget_names_what_it_is_of_and_nothing_else(rows: Rows, scope: str, rule: str) -> None:
    key = getattr(rows, scope)()
    with refused(rule):
        rows.budget(scope=scope)
    with refused(rule):
        rows.budget(**{f"{scope}_id": key})


@pytest.mark.parametrize("amount", [0, -1])
def test_a_budget_is_above_zero(rows: Rows, amount: int) -> None:
    with refused("ck_budget_amount_is_positive"):
        rows.budget(amount=amount)


@pytest.mark.parametrize(
    ("scope", "rule"),
    [
        ("household", "uq_budget_household"),
        ("member", "uq_budget_member"),
        ("contact", "uq_budget_contact"),
        ("provider", "uq_budget_provider"),
    ],
)
def test_there_is_one_budget_for_each(rows: Rows, scope: str, rule: str) -> None:
    key = {f"{scope}_id": getattr(rows, scope)()} if scope in KEYS else {}
    rows.budget(scope=scope, **key)
    with refused(rule):
        rows.budget(scope=scope, **key)
    if scope in KEYS:
        assert rows.budget(scope=scope, **{f"{scope}_id": getattr(rows, scope)()})


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"unit": "stone"}, "ck_balance_entry_unit"),
        ({"kind": "dream"}, "ck_balance_entry_kind"),
        ({"unit": "usd"}, "ck_balance_entry_units_or_dollars"),
        ({"units": None, "amount": 4}, "ck_balance_entry_units_or_dollars"),
        ({"amount": 4}, "ck_balance_entry_one_number"),
        ({"unit": "usd", "units": None}, "ck_balance_entry_one_number"),
        ({"units": -1}, "ck_balance_entry_units_are_not_negative"),
        ({"unit": "usd", "units": None, "amount": -1}, "ck_balance_entry_amount_is_not_negative"),
    ],
)
def test_what_is_said_of_a_balance_has_one_number(rows: Rows, values: dict[str, Any], rule: str) -> None:
    for kind in BALANCE_KINDS:
        assert rows.balance_entry(kind=kind, units=0)
    assert rows.balance_entry(unit="message", member_id=rows.member())
    assert rows.balance_entry(unit="usd", units=None, amount=0)
    with refused(rule):
        rows.balance_entry(**values)


def test_a_provider_has_one_shared_account(rows: Rows) -> None:
    provider, member = rows.provider(), rows.member()
    rows.shared_account(provider_id=provider, member_id=member)
    rows.shared_account(member_id=member)
    with refused("pk_shared_account"):
        rows.shared_account(provider_id=provider)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"fingerprint": ""}, "ck_statement_line_has_a_fingerprint"),
        ({"answer": "maybe"}, "ck_statement_line_answer"),
    ],
)
def test_a_charge_was_answered_for(rows: Rows, values: dict[str, Any], rule: str) -> None:
    for answer in ANSWERS:
        assert rows.statement_line(answer=answer)
    with refused(rule):
        rows.statement_line(**values)


def test_a_charge_is_answered_for_once(rows: Rows) -> None:
    rows.statement_line(fingerprint="a")
    with refused("uq_statement_line_fingerprint"):
        rows.statement_line(fingerprint="a", answer="phone")


def test_only_charges_for_messages_are_purchases(rows: Rows) -> None:
    purchase = rows.purchase()
    for answer in ("messages", "same"):
        assert rows.statement_line(answer=answer, purchase_id=purchase)
    for answer in ("phone", "commissary", "other"):
        with refused("ck_statement_line_only_messages_are_purchases"):
            rows.statement_line(answer=answer, purchase_id=purchase)


def test_a_charge_stays_answered_for_when_its_purchase_is_gone(database: Database, rows: Rows) -> None:
    purchase = rows.purchase()
    line = rows.statement_line(purchase_id=purchase)
    with database.write() as session:
        session.execute(delete(Purchase).where(col(Purchase.id) == purchase))
        found = session.execute(select(StatementLine.id, StatementLine.purchase_id)).all()
    assert found == [(line, None)]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"pack_amount": 8}, "ck_month_sum_a_pack_has_a_price"),
        ({"pack_units": 20}, "ck_month_sum_a_pack_has_a_price"),
        ({"pack_amount": 8, "pack_units": 0}, "ck_month_sum_pack_has_units"),
        ({"messages": -1}, "ck_month_sum_counts"),
        ({"answered": -1}, "ck_month_sum_counts"),
        ({"unpriced": -1}, "ck_month_sum_counts"),
    ],
)
def test_a_months_sums_are_plausible(rows: Rows, values: dict[str, Any], rule: str) -> None:
    assert rows.month_sum()
    assert rows.month_sum(pack_amount=8, pack_units=20)
    assert rows.month_sum(paid=-5), "a month can have more refunds than purchases"
    with refused(rule):
        rows.month_sum(**values)


def test_sums_go_with_what_they_are_of(database: Database, rows: Rows) -> None:
    for key, table in {"provider": Provider, "contact": Contact, "member": Member}.items():
        number = getattr(rows, key)()
        row = rows.month_sum(**{f"{key}_id": number})
        with database.write() as session:
            session.execute(delete(table).where(col(table.id) == number))
            assert row not in session.execute(select(MonthSum.id)).scalars().all()


def test_the_sums_are_kept_by_one_rule(database: Database) -> None:
    def keep(number: int) -> None:
        with database.write() as session:
            session.execute(insert(KeptSums).values(id=number, rule=1, zone="America/New_York"))

    keep(1)
    with refused("pk_kept_sums"):
        keep(1)
    with refused("ck_kept_sums_is_single"):
        keep(2)


def test_only_what_becomes_balance_expires(rows: Rows) -> None:
    day = date(2026, 12, 31)
    assert rows.purchase(kind="stamps", expires=day)
    assert rows.purchase(kind="credit", units=None, unit=None, expires=day)
    for kind in ("subscription", "fee", "refund"):
        with refused("ck_purchase_only_balance_expires"):
            rows.purchase(kind=kind, unit="month", units=1, expires=day)


@pytest.mark.parametrize(
    ("column", "rule"),
    [("quoted", "ck_message_quoted_is_not_negative"), ("quoted_units", "ck_message_quoted_units")],
)
def test_a_quote_is_not_below_zero(rows: Rows, column: str, rule: str) -> None:
    assert rows.message(**{column: 0})
    with refused(rule):
        rows.message(**{column: -1})


def test_a_quote_stays_when_the_price_it_came_from_is_gone(database: Database, rows: Rows) -> None:
    rate = rows.rate()
    message = rows.message(quoted=1, quoted_units=2, quoted_by=rate)
    with database.write() as session:
        session.execute(delete(Rate).where(col(Rate.id) == rate))
        found = session.execute(select(Message.id, Message.quoted, Message.quoted_by)).all()
    assert found == [(message, 1, None)]
    with refused("fk_message_quoted_by"):
        rows.message(quoted_by=rate)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("balance_entry", "provider_id"),
        ("balance_entry", "member_id"),
        ("shared_account", "provider_id"),
        ("shared_account", "member_id"),
        ("statement_line", "purchase_id"),
        ("month_sum", "provider_id"),
        ("month_sum", "contact_id"),
        ("month_sum", "member_id"),
    ],
)
def test_money_is_that_of_people_and_providers_who_are_there(rows: Rows, kind: str, column: str) -> None:
    with refused(f"fk_{kind}_{column}"):
        getattr(rows, kind)(**{column: 999})


@pytest.mark.parametrize("scope", KEYS)
def test_a_budget_is_of_somebody_who_is_there(rows: Rows, scope: str) -> None:
    with refused(f"fk_budget_{scope}_id"):
        rows.budget(scope=scope, **{f"{scope}_id": 999})


@pytest.mark.parametrize(
    ("kind", "table"),
    [("budget", Budget), ("balance_entry", BalanceEntry), ("shared_account", SharedAccount)],
)
def test_a_provider_with_money_of_the_family_cannot_be_deleted(
    database: Database, rows: Rows, kind: str, table: type[SQLModel]
) -> None:
    provider = rows.provider()
    getattr(rows, kind)(provider_id=provider, **({"scope": "provider"} if kind == "budget" else {}))
    with refused(f"fk_{kind}_provider_id"), database.write() as session:
        session.execute(delete(Provider).where(col(Provider.id) == provider))
    with database.read() as session:
        assert session.execute(select(table)).all() != []
