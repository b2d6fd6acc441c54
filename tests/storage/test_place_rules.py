"""Wrong places, stays, allowances and purchases cannot be written: one test for each rule."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Index, UniqueConstraint, delete, insert, select

from storage.session import Database
from storage.tables import Allowance, Contact, DataRevision, Household, SchedulerLease, Stay, metadata
from tests.clock import NOON
from tests.storage.rows import Rows, refused

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def test_a_contact_has_one_open_stay(rows: Rows) -> None:
    contact = rows.contact()
    rows.stay(contact_id=contact, to_day=JUNE, ended_by="transferred")
    assert rows.stay(contact_id=contact, from_day=JUNE)
    with refused("uq_stay_one_open"):
        rows.stay(contact_id=contact, from_day=JULY)
    assert rows.stay(from_day=JULY)


def test_a_stay_does_not_end_before_it_starts(rows: Rows) -> None:
    assert rows.stay(from_day=JUNE, to_day=JUNE, ended_by="released")
    with refused("ck_stay_ends_after_it_starts"):
        rows.stay(from_day=JULY, to_day=JUNE, ended_by="released")


def test_a_stay_that_ended_says_how(rows: Rows) -> None:
    for values in ({"to_day": JULY}, {"ended_by": "released"}):
        with refused("ck_stay_end_has_a_reason"):
            rows.stay(**values)
    with refused("ck_stay_ended_by"):
        rows.stay(to_day=JULY, ended_by="escaped")


def test_the_same_stay_is_not_written_twice(rows: Rows) -> None:
    stay = {"contact_id": rows.contact(), "facility_id": rows.facility(), "from_day": JUNE}
    rows.stay(**stay, to_day=JULY, ended_by="transferred")
    with refused("uq_stay_contact_id_from_day_facility_id"):
        rows.stay(**stay)


def test_a_closure_does_not_end_before_it_starts(rows: Rows) -> None:
    assert rows.closure(from_day=JUNE)
    assert rows.closure(from_day=JUNE, to_day=JUNE)
    with refused("ck_closure_ends_after_it_starts"):
        rows.closure(from_day=JULY, to_day=JUNE)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"name": ""}, "ck_facility_has_a_name"),
        ({"state": "Ohio"}, "ck_facility_state_code"),
        ({"kind": "moon base"}, "ck_facility_kind"),
        ({"opens": 540, "closes": 540}, "ck_facility_window"),
        ({"opens": 540, "closes": 1440}, "ck_facility_window"),
        ({"opens": -1}, "ck_facility_window"),
        ({"opens": 1440}, "ck_facility_window"),
        ({"closes": 1020}, "ck_facility_window"),
        ({"status": "burnt down"}, "ck_facility_status"),
        ({"population": -999, "capacity": 1}, "ck_facility_people"),
        ({"population": 1, "capacity": -999}, "ck_facility_people"),
        ({"latitude": 40.0}, "ck_facility_lies_somewhere"),
    ],
)
def test_a_facility_is_plausible(rows: Rows, values: dict[str, Any], rule: str) -> None:
    assert rows.facility(state="OH", kind="state", opens=540, closes=1020)
    assert rows.facility(opens=540)
    with refused(rule):
        rows.facility(**values)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("member", "uq_member_name"),
        ("provider", "uq_provider_name"),
        ("contact", "uq_contact_name_id_number"),
        ("facility", "uq_facility_own"),
    ],
)
def test_what_has_a_name_is_named_once(rows: Rows, kind: str, rule: str) -> None:
    add = getattr(rows, kind)
    add(name="Same")
    with refused(rule):
        add(name="Same")


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("member", "ck_member_has_a_name"),
        ("provider", "ck_provider_has_a_name"),
        ("contact", "ck_contact_has_a_name"),
    ],
)
def test_what_has_a_name_is_not_nameless(rows: Rows, kind: str, rule: str) -> None:
    with refused(rule):
        getattr(rows, kind)(name="")


def test_a_provider_is_electronic_or_postal(rows: Rows) -> None:
    with refused("ck_provider_kind"):
        rows.provider(kind="pigeon")


def test_an_allowance_stands_somewhere(rows: Rows) -> None:
    with refused("ck_allowance_has_one_place"):
        rows.allowance()


@pytest.mark.parametrize("beside", ["provider", "facility"])
def test_an_allowance_of_a_contact_stands_nowhere_else(rows: Rows, beside: str) -> None:
    with refused("ck_allowance_has_one_place"):
        rows.allowance(contact_id=rows.contact(), **{f"{beside}_id": getattr(rows, beside)()})


def test_there_is_one_allowance_for_each_place(rows: Rows) -> None:
    contact, provider, facility = rows.contact(), rows.provider(), rows.facility()
    places = {
        "uq_allowance_contact": {"contact_id": contact},
        "uq_allowance_provider_at_facility": {"provider_id": provider, "facility_id": facility},
        "uq_allowance_provider": {"provider_id": provider},
        "uq_allowance_facility": {"facility_id": facility},
    }
    for place in places.values():
        rows.allowance(**place)
    for rule, place in places.items():
        with refused(rule):
            rows.allowance(**place)
    assert rows.allowance(provider_id=provider, facility_id=rows.facility())


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"amount": 0}, "ck_allowance_amount_is_positive"),
        ({"amount": -1}, "ck_allowance_amount_is_positive"),
        ({"unit": "weeks"}, "ck_allowance_unit"),
    ],
)
def test_an_allowance_is_a_positive_time(rows: Rows, values: dict[str, Any], rule: str) -> None:
    with refused(rule):
        rows.allowance(contact_id=rows.contact(), **values)


def test_a_deleted_contact_takes_stays_and_allowance_along(database: Database, rows: Rows) -> None:
    contact = rows.contact()
    rows.stay(contact_id=contact)
    rows.allowance(contact_id=contact)
    with database.write() as session:
        session.execute(delete(Contact).where(Contact.id == contact))
        assert session.execute(select(Stay.id)).all() == []
        assert session.execute(select(Allowance.id)).all() == []


def test_a_contact_with_messages_cannot_be_deleted(database: Database, rows: Rows) -> None:
    contact = rows.contact()
    rows.message(contact_id=contact)
    with refused("fk_message_contact_id"), database.write() as session:
        session.execute(delete(Contact).where(Contact.id == contact))


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"ref": ""}, "ck_purchase_has_a_ref"),
        ({"kind": "bribe"}, "ck_purchase_kind"),
        ({"unit": "stone"}, "ck_purchase_unit"),
        ({"amount": -1}, "ck_purchase_amount_is_not_negative"),
        ({"fee": -1}, "ck_purchase_fee_is_not_negative"),
        ({"units": 0}, "ck_purchase_units_are_positive"),
        ({"kind": "subscription", "unit": "stamp"}, "ck_purchase_subscription_has_a_length"),
        ({"kind": "subscription", "unit": "month", "units": None}, "ck_purchase_subscription_has_a_length"),
        ({"kind": "subscription", "unit": None}, "ck_purchase_subscription_has_a_length"),
    ],
)
def test_a_purchase_is_plausible(rows: Rows, values: dict[str, Any], rule: str) -> None:
    assert rows.purchase(kind="subscription", unit="month", units=1)
    assert rows.purchase(kind="credit", unit=None, units=None)
    with refused(rule):
        rows.purchase(**values)


def test_only_a_refund_names_a_message(rows: Rows) -> None:
    message = rows.message()
    assert rows.purchase(kind="refund", message_id=message)
    with refused("ck_purchase_only_a_refund_names_a_message"):
        rows.purchase(kind="stamps", message_id=message)


def test_two_purchases_have_two_references(rows: Rows) -> None:
    rows.purchase(ref="a")
    with refused("uq_purchase_ref"):
        rows.purchase(ref="a")


def add_household(database: Database, **values: Any) -> None:
    with database.write() as session:
        session.execute(insert(Household).values(**{"zone": "America/New_York", **values}))


def test_there_is_one_household(database: Database) -> None:
    add_household(database)
    with refused("pk_household"):
        add_household(database)
    with refused("ck_household_is_single"):
        add_household(database, id=2)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"allowance_amount": 0}, "ck_household_allowance_is_positive"),
        ({"allowance_unit": "weeks"}, "ck_household_allowance_unit"),
        ({"opens": 1440}, "ck_household_window"),
        ({"opens": 540, "closes": 540}, "ck_household_window"),
    ],
)
def test_a_household_is_plausible(database: Database, values: dict[str, Any], rule: str) -> None:
    with refused(rule):
        add_household(database, **values)


def test_there_is_one_lease(database: Database) -> None:
    with database.write() as session:
        session.execute(insert(SchedulerLease).values(holder="a", expires_at=NOON))
    with refused("ck_scheduler_lease_is_single"), database.write() as session:
        session.execute(insert(SchedulerLease).values(id=2, holder="b", expires_at=NOON))


def test_there_is_one_revision(database: Database) -> None:
    with refused("ck_data_revision_is_single"), database.write() as session:
        session.execute(insert(DataRevision).values(id=2, value=0))


def test_every_rule_of_the_tables_is_tested() -> None:
    tested = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    rules = {
        str(rule.name)
        for table in metadata.tables.values()
        for rule in (*table.constraints, *table.indexes)
        if isinstance(rule, CheckConstraint | UniqueConstraint) or (isinstance(rule, Index) and rule.unique)
    }
    # Only what an event's foreign keys point at: its rows are unique by their number alone.
    rules.remove("uq_message_identity")
    assert sorted(rule for rule in rules if f'"{rule}"' not in tested) == []
