"""What the directory answers for a place, from a small catalogue and what a family was told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.directory.small import FACT, READ, SMALL
from tracker.directory.answer import answer, answer_for_agency, current_ones
from tracker.directory.cards import Answer, PlaceFacts, ToldContract, ToldRate
from tracker.directory.catalogue.model import OtherName
from tracker.directory.catalogue.read import catalogue
from tracker.directory.said.told import Told

TODAY = date(2026, 11, 23)
ATTICA = PlaceFacts("Attica Correctional Facility", "NY", id=1, kind="state")
COUNTY_JAIL = PlaceFacts("Erie County Holding Center", "NY", id=2, kind="county", county="Erie")
ELKTON = PlaceFacts("FCI Elkton", "OH", id=3, kind="federal")
NOTHING = Told()


def asked(place: PlaceFacts, told: Told = NOTHING, day: date = TODAY) -> Answer:
    return answer(SMALL, place, told, day)


def names(answered: Answer) -> list[tuple[str, str]]:
    return [(row.name, row.role) for row in answered.providers]


def told_contract(provider: str, **more: object) -> ToldContract:
    row = ToldContract(
        1, 1, None, provider, None, "messages", "current", None, None, "The jail, by phone", READ, ""
    )
    return replace(row, **more)  # type: ignore[arg-type]


def told_rate(provider: str, amount: str, **more: object) -> ToldRate:
    row = ToldRate(
        1, 1, None, provider, None, "text", "message", Decimal(amount), None, None, None, "The jail", READ
    )
    return replace(row, **more)  # type: ignore[arg-type]


def test_a_state_prison_takes_the_provider_of_its_state_and_the_brand_beside_it() -> None:
    found = asked(ATTICA)
    assert found.agency_name == "New York State DOCCS"
    assert names(found) == [("JPay", "current"), ("Securus eMessaging", "brand")]
    assert found.providers[0].price is not None
    assert (found.providers[0].price.amount, found.providers[0].price.unit) == (Decimal("0.15"), "stamp")
    assert found.unknown == ()
    assert found.must_be_invited is False


def test_the_price_of_one_brand_is_not_the_price_of_the_other() -> None:
    assert asked(ATTICA).providers[1].price is None


def test_a_contract_that_ended_is_no_answer() -> None:
    assert "GettingOut" not in [name for name, _role in names(asked(ATTICA))]


@pytest.mark.parametrize("kind", ["county", "local", "multi"])
def test_a_jail_never_inherits_the_contract_of_its_state(kind: str) -> None:
    found = asked(replace(COUNTY_JAIL, kind=kind))
    assert found.providers == ()
    assert found.must_be_invited is None
    assert found.unknown == ("message provider", "who must start")


def test_a_place_for_the_young_never_inherits_the_contract_of_its_state() -> None:
    assert asked(replace(ATTICA, juvenile=True)).unknown[0] == "message provider"


def test_an_unknown_provider_is_asked_for_with_three_questions_and_a_letter_meanwhile() -> None:
    steps = asked(COUNTY_JAIL).steps
    assert [step.count("?") for step in steps] == [1, 1, 1, 0]
    assert "letter" in steps[-1]


def test_evidence_of_phones_is_no_evidence_of_messages() -> None:
    found = answer_for_agency(SMALL, "wy", NOTHING, TODAY)
    assert found.providers == ()
    assert [(row.name, row.service) for row in found.others] == [("ViaPath", "phone")]
    assert "message provider" in found.unknown
    assert found.as_of == READ


def test_a_federal_prison_is_corrlinks_and_they_must_invite() -> None:
    found = asked(ELKTON)
    assert names(found) == [("CorrLinks", "current")]
    assert found.must_be_invited is True
    assert found.steps[0].startswith("First they must invite you")
    assert [(limit.of, limit.most) for limit in found.limits] == [("contacts", 30), ("photos", 0)]


def test_nothing_the_family_was_told_makes_a_federal_prison_use_another_provider() -> None:
    told = Told(
        (told_contract("JPay", facility_id=3), told_contract("JPay", facility_id=None, agency="us-bop"))
    )
    assert names(asked(ELKTON, told)) == [("CorrLinks", "current")]


def test_the_family_pays_nothing_where_the_person_inside_pays() -> None:
    provider = asked(ELKTON).providers[0]
    assert provider.price is not None
    assert (provider.price.unit, provider.price.payer) == ("free", "family")
    assert [(price.unit, price.payer) for price in provider.prices][1:] == [("minute", "inside")]


@pytest.mark.parametrize(
    "name",
    [
        "Krome North Service Processing Center",
        "Eloy Detention Center",
        "Adelanto ICE Processing Center",
        "ICE FDC of a Private Company",
        "US Marshals FDC",
        "Southern Ute Tribal Detention Center",
        "CI Big Spring",
    ],
)
def test_federal_detention_that_is_not_the_bureaus_is_not_known(name: str) -> None:
    found = asked(PlaceFacts(name, "TX", kind="federal"))
    assert found.providers == ()
    assert found.must_be_invited is None


@pytest.mark.parametrize(
    "name", ["FCI Elkton", "USP Lewisburg", "AUSP Thomson", "MDC Brooklyn", "ADX Florence", "FPC Alderson",
             "Federal Correctional Institution Elkton", "United States Penitentiary, Atlanta", "FMC Carswell"]
)  # fmt: skip
def test_a_name_that_says_bureau_of_prisons_is_enough(name: str) -> None:
    assert asked(PlaceFacts(name)).agency == "us-bop"


def test_a_jail_whose_name_says_mdc_is_the_countys() -> None:
    assert asked(PlaceFacts("MDC Bernalillo", "NM", kind="county")).agency == "county:NM:"


def test_a_facility_with_a_contract_of_its_own_beats_its_agency() -> None:
    found = asked(PlaceFacts("COOK COUNTY JAIL", "IL", kind="county", county="Cook"))
    assert names(found) == [("GettingOut", "current")]
    assert found.providers[0].price is not None
    assert found.providers[0].price.amount == Decimal("0.06")
    assert found.agency_name == "Cook County, Illinois (sheriff or county jail)"


def test_several_current_providers_are_one_of_these_ask_which() -> None:
    found = answer_for_agency(SMALL, "ca", NOTHING, TODAY)
    assert [role for _name, role in names(found)] == ["current", "current"]
    assert "which of these providers" in found.unknown
    assert "Securus eMessaging and GettingOut" in found.steps[0]


def test_two_names_of_one_account_are_one_provider() -> None:
    told = Told((told_contract("JPay", slug="jpay"), told_contract("J-Pay", slug="jpay")))
    assert "which of these providers" not in asked(ATTICA, told).unknown


def test_a_price_seen_elsewhere_is_a_hint_and_no_price() -> None:
    provider = next(row for row in answer_for_agency(SMALL, "ca", NOTHING, TODAY).providers if row.seen)
    assert provider.price is None
    assert provider.seen[0].amount == Decimal("0.25")


def test_a_price_holds_from_its_day() -> None:
    minnesota = replace(ATTICA, state="MN", name="Stillwater")
    prices = [asked(minnesota, day=day).providers[0].price for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert [price.amount for price in prices if price] == [Decimal("0.40"), Decimal("0.50")]


def test_a_change_to_come_is_told_of_and_comes_on_its_day() -> None:
    minnesota = replace(ATTICA, state="MN", name="Stillwater")
    assert names(asked(minnesota)) == [("JPay", "current"), ("GettingOut", "replacing")]
    assert [row.name for row in current_ones(asked(minnesota))] == ["JPay"]
    after = asked(minnesota, day=date(2027, 1, 1))
    assert [row.name for row in current_ones(after)] == ["GettingOut"]


def test_what_the_family_was_told_of_a_facility_beats_the_catalogue() -> None:
    told = Told((told_contract("GettingOut", slug="gettingout"),), (told_rate("GettingOut", "0.30"),))
    found = asked(ATTICA, told)
    assert names(found) == [("GettingOut", "current")]
    assert found.providers[0].told
    assert found.providers[0].price is not None
    assert found.providers[0].price.amount == Decimal("0.30")


def test_what_the_family_was_told_holds_on_its_days_only() -> None:
    told = Told((told_contract("GettingOut", from_day=date(2026, 11, 1)),))
    assert names(asked(ATTICA, told, date(2026, 10, 31)))[0] == ("JPay", "current")
    assert names(asked(ATTICA, told, date(2026, 11, 1))) == [("GettingOut", "current")]


def test_what_the_family_was_told_of_an_agency_holds_for_all_its_facilities() -> None:
    told = Told((told_contract("GettingOut", facility_id=None, agency="ny"),))
    assert names(asked(replace(ATTICA, id=77, name="Clinton"), told)) == [("GettingOut", "current")]
    assert names(asked(COUNTY_JAIL, told)) == []


def test_a_provider_the_catalogue_lacks_is_an_answer_too() -> None:
    found = asked(COUNTY_JAIL, Told((told_contract("Jail Chat", facility_id=2),)))
    assert names(found) == [("Jail Chat", "current")]
    assert found.unknown == ("price of a message", "who must start")
    assert found.steps


def test_a_letter_goes_to_the_facility_where_nobody_scans_it() -> None:
    place = replace(ATTICA, address="639 Exchange Street", city="Attica", postcode="14011")
    mail = asked(place).mail
    assert not mail.ask
    assert mail.lines[1:] == ("Attica Correctional Facility", "639 Exchange Street", "Attica, NY 14011")


def test_a_letter_never_goes_to_the_street_where_a_vendor_scans_it() -> None:
    address = {"address": "5329 Osgood Avenue", "city": "Stillwater", "postcode": "55082"}
    scanned = asked(replace(ATTICA, name="Stillwater", state="MN", **address)).mail  # type: ignore[arg-type]
    assert scanned.lines[-1] == "PO Box 1, Springfield"
    assert not any("Osgood" in line for line in scanned.lines)
    ask = asked(replace(ATTICA, name="Gunnison", state="UT", **address)).mail  # type: ignore[arg-type]
    assert (ask.lines, ask.ask) == ((), True)


def test_a_letter_without_a_known_address_is_asked_for() -> None:
    assert asked(ATTICA).mail.ask


@pytest.mark.parametrize("code", [agency.code for agency in catalogue().agencies])
def test_each_agency_has_a_message_provider_or_says_that_none_is_known(code: str) -> None:
    found = answer_for_agency(catalogue(), code, NOTHING, TODAY)
    assert found.source
    assert found.as_of is not None
    assert bool(found.providers) is ("message provider" not in found.unknown)
    assert all(row.service == "messages" for row in found.providers)
    assert all(row.source and row.as_of for row in found.providers)
    assert found.steps


def test_who_must_start_is_known_where_no_current_provider_starts_inside() -> None:
    either_and_family = Told((told_contract("JPay", slug="jpay"), told_contract("Securus", slug="securus")))
    assert asked(ATTICA, either_and_family).must_be_invited is False
    inside_and_family = Told(
        (told_contract("CorrLinks", slug="corrlinks"), told_contract("Securus", slug="securus"))
    )
    assert asked(replace(ATTICA, state="IA"), inside_and_family).must_be_invited is None


def test_any_jail_of_a_county_is_answered_by_its_code() -> None:
    found = answer_for_agency(SMALL, "county:OH:Cuyahoga", NOTHING, TODAY)
    assert (found.place.state, found.place.kind) == ("OH", "county")
    assert found.agency_name == "Cuyahoga County, Ohio (sheriff or county jail)"
    assert "message provider" in found.unknown


def test_other_names_of_a_place_are_told_beside_its_own() -> None:
    aliased = replace(SMALL, other_names=(OtherName("Old Fort", "Attica Correctional Facility", "NY", FACT),))
    assert answer(aliased, ATTICA, NOTHING, TODAY).also == ("Old Fort",)
    assert asked(ATTICA).also == ()
