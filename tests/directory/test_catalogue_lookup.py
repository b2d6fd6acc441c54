"""Rows are found by the names that families, files and other providers use."""

from datetime import date

import pytest

from tests.directory.small import FACT, HINT, SMALL
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.facts import old_facts, stated_day
from tracker.directory.catalogue.model import Catalogue, Limit, OtherName, Provider
from tracker.directory.catalogue.names import plain
from tracker.directory.catalogue.read import catalogue, catalogue_version


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("JPay", "jpay"),
        ("jpay.com", "jpay"),
        ("Securus eMessaging", "securus"),
        ("SECURUS", "securus"),
        ("CorrLinks", "corrlinks"),
        ("corrlinks / trulincs", "corrlinks"),
        ("CorrLinks (state systems)", "corrlinks-state"),
        ("O-Mail", "corrlinks-state"),
        ("Getting Out", "gettingout"),
        ("GTL", "gtl-viapath"),
        ("Postal mail", "postal-mail"),
        ("smart jail mail", "smartinmate"),
    ],
)
def test_a_provider_is_found_by_its_names(name: str, slug: str) -> None:
    found = lookup.provider_named(catalogue(), name)
    assert found is not None
    assert found == lookup.provider(catalogue(), slug)


def test_capitals_accents_and_signs_part_no_names() -> None:
    assert plain("Peña’s  County-Jail & Annex / Sheriff") == "penas county jail and annex sheriff"


def test_what_is_not_there_is_none() -> None:
    assert lookup.provider_named(SMALL, "Pigeon post") is None
    assert lookup.provider(SMALL, "mars") is None
    assert lookup.agency(SMALL, "mars") is None
    assert lookup.place(SMALL, "mars") is None
    assert lookup.contracts_at(SMALL, "mars") == ()
    assert lookup.rates_at(SMALL, "mars", "jpay") == ()
    assert lookup.limits_for(SMALL, "mars", "mars") == ()
    assert lookup.other_names_of(SMALL, "Mars", "NY") == ()


def test_a_place_is_its_facility_in_its_own_state_only() -> None:
    jail = lookup.place(SMALL, "cook-county-jail")
    assert lookup.place_for(SMALL, "COOK COUNTY JAILS", "IL") is jail
    assert lookup.place_for(SMALL, "Cook County Jail", "IL") is jail
    assert lookup.place_for(SMALL, "Cook County Jail", "GA") is None


def test_current_contracts_come_before_brands_and_ended_ones() -> None:
    roles = [row.role for row in lookup.contracts_at(SMALL, "ny")]
    assert roles == ["current", "brand", "ended"]


def test_a_phone_contract_is_no_message_contract() -> None:
    assert lookup.contracts_at(SMALL, "wy") == ()
    assert len(lookup.contracts_at(SMALL, "wy", "phone")) == 1


def test_prices_are_those_of_the_place_itself() -> None:
    assert [str(row.amount) for row in lookup.rates_at(SMALL, "ny", "jpay")] == ["0.15"]
    assert lookup.rates_at(SMALL, "ny", "gettingout") == ()
    assert [str(row.amount) for row in lookup.rates_at(SMALL, "", "gettingout")] == ["0.25"]


def test_the_closest_limit_of_each_sort_counts() -> None:
    limits = (
        Limit("photos", 5, FACT, provider="jpay"),
        Limit("photos", 4, FACT, place="ny"),
        Limit("photos", 3, FACT, provider="jpay", place="ny"),
        Limit("photos", 2, FACT, place="attica"),
        Limit("characters", 6000, FACT, provider="jpay"),
    )
    some = Catalogue(version="some", limits=limits)

    def most(provider: str, *places: str) -> dict[str, int]:
        return {row.of: row.most for row in lookup.limits_for(some, provider, *places)}

    assert most("jpay") == {"photos": 5, "characters": 6000}
    assert most("jpay", "ny") == {"photos": 3, "characters": 6000}
    assert most("jpay", "attica", "ny") == {"photos": 2, "characters": 6000}
    assert most("securus", "ny") == {"photos": 4}


def test_other_names_are_those_of_the_facility() -> None:
    row = OtherName("Rikers Island", "WEST FACILITY", "NY", FACT)
    some = Catalogue(version="some", other_names=(row,))
    assert lookup.other_names_of(some, "West Facility", "NY") == (row,)
    assert lookup.other_names_of(some, "West Facility", "FL") == ()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("", None),
        ("undated", None),
        ("2024-05-01", date(2024, 5, 1)),
        ("2024-05", date(2024, 5, 1)),
        ("about 2021", date(2021, 1, 1)),
        ("2016-01-12; 2018-10-01", date(2018, 10, 1)),
        ("2017-2023", date(2023, 1, 1)),
        ("undated (about 2024-25)", date(2025, 1, 1)),
        ("2011-12", date(2011, 12, 1)),
        ("2009-07-12 (price)", date(2009, 7, 12)),
        ("2023-02-30", None),
        ("phone 2025550123", None),
    ],
)
def test_a_source_date_in_words_names_a_day(words: str, day: date | None) -> None:
    assert stated_day(words) == day


def test_facts_of_long_ago_and_of_unknown_age_are_old() -> None:
    some = Catalogue(
        version="some",
        providers=(
            Provider("new", "New", FACT),
            Provider("edge", "Edge", type(FACT)("a", FACT.as_of, "2024-11-23")),
            Provider("old", "Old", type(FACT)("a", FACT.as_of, "2024-11-22")),
            Provider("undated", "Undated", HINT),
        ),
    )
    old = [key for key, _words, _fact in old_facts(some, date(2026, 11, 23))]
    assert old == ["provider:undated", "provider:old"]


def test_two_years_before_a_leap_day_is_the_last_of_february() -> None:
    edge = Provider("edge", "Edge", type(FACT)("a", FACT.as_of, "2026-02-28"))
    some = Catalogue(version="some", providers=(edge,))
    assert old_facts(some, date(2028, 2, 29)) == []
    assert len(old_facts(some, date(2028, 3, 1))) == 1


def test_the_version_is_the_same_with_and_without_reading_the_rows() -> None:
    assert catalogue_version() == catalogue().version
