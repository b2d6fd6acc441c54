"""Wrong facts about places cannot be written: one test for each rule."""

from datetime import date
from typing import Any

import pytest

from tests.storage.rows import Rows, refused

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def test_the_governments_list_has_several_of_one_name_and_each_number_once(rows: Rows) -> None:
    for number in ("10000001", "10000002"):
        rows.facility(name="Central Jail", state="TX", source_id=number)
    assert rows.facility(name="Central Jail", state="TX")
    with refused("uq_facility_source"):
        rows.facility(name="Another Jail", state="TX", source_id="10000001")


@pytest.mark.parametrize(
    ("kind", "rule"), [("contract", "ck_contract_one_place"), ("rate", "ck_rate_one_place")]
)
def test_what_a_family_was_told_is_about_one_place(rows: Rows, kind: str, rule: str) -> None:
    add = getattr(rows, kind)
    assert add()
    assert add(facility_id=None, agency="ny")
    for values in ({"facility_id": None}, {"agency": "ny"}):
        with refused(rule):
            add(**values)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("contract", "ck_contract_ends_after_it_starts"), ("rate", "ck_rate_ends_after_it_starts")],
)
def test_what_a_family_was_told_holds_from_a_day_to_a_later_one(rows: Rows, kind: str, rule: str) -> None:
    add = getattr(rows, kind)
    assert add(from_day=JUNE, to_day=JUNE)
    with refused(rule):
        add(from_day=JULY, to_day=JUNE)


@pytest.mark.parametrize(
    ("kind", "rule"), [("contract", "ck_contract_has_a_source"), ("rate", "ck_rate_has_a_source")]
)
def test_what_a_family_was_told_says_by_whom(rows: Rows, kind: str, rule: str) -> None:
    with refused(rule):
        getattr(rows, kind)(source="")


@pytest.mark.parametrize(
    ("kind", "values", "rule"),
    [
        ("contract", {"service": "laundry"}, "ck_contract_service"),
        ("contract", {"role": "perhaps"}, "ck_contract_role"),
        ("rate", {"unit": "pigeon"}, "ck_rate_unit"),
        ("rate", {"covers": "parcel"}, "ck_rate_covers"),
        ("rate", {"amount": -1}, "ck_rate_amount"),
        ("rate", {"characters": 0}, "ck_rate_characters"),
        ("catalogue_change", {"kind": "rumour"}, "ck_catalogue_change_kind"),
    ],
)
def test_a_fact_is_in_words_that_kitelog_knows(
    rows: Rows, kind: str, values: dict[str, Any], rule: str
) -> None:
    add = getattr(rows, kind)
    assert add()
    with refused(rule):
        add(**values)
