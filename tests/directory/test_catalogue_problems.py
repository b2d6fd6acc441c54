"""Each rule of the catalogue's check has a bad row that it finds, and only that."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.directory.catalogue.check import problems
from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Extra,
    Fact,
    Limit,
    Mail,
    OtherName,
    Pack,
    Place,
    Provider,
    Rate,
)
from tracker.directory.catalogue.read import catalogue

READ = date(2026, 11, 23)
FACT = Fact("https://example.org", READ, "2026-05")
STEPS = ("One.", "Two.", "Three.", "Four.")
NY = Agency("ny", "New York State DOCCS", "NY", FACT, searched=READ)
JAIL = Place("jail", "Attica Jail", "NY", FACT)
STAMP = Rate("ny", "jpay", "stamp", Decimal("0.15"), FACT)


@pytest.fixture
def sound() -> Catalogue:
    """A small catalogue without a fault: the shipped agencies, each looked for and not found."""
    agencies = tuple(
        Agency(row.code, row.name, row.state, FACT, searched=READ) for row in catalogue().agencies
    )
    return Catalogue(
        version="sound",
        providers=(
            Provider("jpay", "JPay", FACT, steps=STEPS),
            Provider("viapath", "ViaPath", FACT, loggable=False),
        ),
        agencies=agencies,
    )


def with_agency(sound: Catalogue, row: Agency) -> Catalogue:
    others = tuple(known for known in sound.agencies if known.code != row.code)
    return replace(sound, agencies=(*others, row))


def test_a_sound_catalogue_has_no_problems(sound: Catalogue) -> None:
    assert problems(sound, READ) == []


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        (Provider("app", "App", Fact(" ", READ), steps=STEPS), "provider:app has no source"),
        (Provider("app", "App", Fact("a", date(2026, 11, 24)), steps=STEPS), "still to come"),
        (Provider("app", "App", Fact("a", READ, "2027-01"), steps=STEPS), "after it was read"),
        (Provider("app", "App", FACT, steps=STEPS, account="mars"), "the account of mars"),
        (Provider("app", "App", FACT, steps=STEPS[:3]), "has 3 steps"),
        (Provider("app", "App", FACT, steps=(*STEPS[:3], " ")), "a step without words"),
        (Provider("app", "JPay.", FACT, steps=STEPS), "are both called JPay."),
        (Provider("jpay", "JPay", FACT, steps=STEPS), "provider:jpay is there 2 times"),
    ],
)
def test_a_bad_provider_is_found(sound: Catalogue, provider: Provider, words: str) -> None:
    found = problems(replace(sound, providers=(*sound.providers, provider)), READ)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("agency", "words"),
    [
        (replace(NY, searched=None), "neither a message provider nor the day"),
        (replace(NY, state="NJ"), "names the state NJ"),
        (replace(NY, id_pattern="("), "a pattern that is none"),
        (replace(NY, id_pattern=r"\d{5}", id_example="1234"), "its own pattern does not fit"),
        (replace(NY, id_pattern=r"\d{5}"), "none, that its own pattern does not fit"),
        (replace(NY, steps=STEPS[:1]), "has 1 steps"),
        (
            replace(NY, other_names=("TDCJ", "Ohio Department of Rehabilitation and Correction")),
            "both called",
        ),
        (replace(NY, mail=Mail("ask", FACT, lines=("PO Box 1",))), "not scanned elsewhere"),
        (replace(NY, mail=Mail("scanned", FACT, lines=("{nmae}",))), "an unknown part in braces"),
        (replace(NY, mail=Mail("ask", Fact("", READ))), "mail:ny has no source"),
    ],
)
def test_a_bad_agency_is_found(sound: Catalogue, agency: Agency, words: str) -> None:
    found = problems(with_agency(sound, agency), READ)
    assert len(found) == 1
    assert words in found[0]


def test_a_missing_state_and_a_made_up_one_are_found(sound: Catalogue) -> None:
    agencies = (
        *(row for row in sound.agencies if row.code != "wy"),
        replace(NY, code="pr", name="PR", state="PR"),
    )
    assert problems(replace(sound, agencies=agencies), READ) == [
        "agency:wy is missing.",
        "agency:pr is none of the agencies.",
    ]


@pytest.mark.parametrize(
    ("contract", "words"),
    [
        (Contract("mars", "jpay", FACT), "names the place mars"),
        (Contract("", "jpay", FACT, service="phone"), "names the place ,"),
        (Contract("ny", "mars", FACT, service="phone"), "names the provider mars"),
        (Contract("ny", "viapath", FACT, role="replacing"), "carries no messages itself"),
        (Contract("ny", "jpay", FACT, role="brand"), "another name of a current provider"),
        (Contract("ny", "jpay", FACT), "and yet none was found"),
        (
            Contract("ny", "jpay", FACT, "phone", from_day=date(2026, 2, 1), to_day=date(2026, 1, 1)),
            "ends before it begins",
        ),
    ],
)
def test_a_bad_contract_is_found(sound: Catalogue, contract: Contract, words: str) -> None:
    found = problems(replace(sound, contracts=(contract,)), READ)
    assert len(found) == 1
    assert words in found[0]


def test_a_contract_that_is_there_twice_is_found(sound: Catalogue) -> None:
    twice = (Contract("ny", "jpay", FACT, "phone"), Contract("ny", "jpay", FACT, "phone", "ended"))
    assert problems(replace(sound, contracts=twice), READ) == ["contract:ny:jpay:phone is there 2 times."]


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (replace(STAMP, place="mars"), "names the place mars"),
        (replace(STAMP, provider="mars"), "names the provider mars"),
        (replace(STAMP, amount=Decimal("0.12345")), "more than four decimals"),
        (replace(STAMP, amount=Decimal("-0.15")), "-0.15 is negative"),
        (replace(STAMP, amount=Decimal("NaN")), "not an amount"),
        (replace(STAMP, fee=Decimal(-1)), "-1 is negative"),
        (replace(STAMP, minimum=Decimal("0.00001")), "more than four decimals"),
        (replace(STAMP, tax_percent=Decimal(-6)), "-6 is negative"),
        (replace(STAMP, amount=Decimal(0)), "only what is free costs nothing"),
        (replace(STAMP, unit="free"), "only what is free costs nothing"),
        (replace(STAMP, packs=(Pack(30, Decimal(4)), Pack(10, Decimal(1)))), "do not ascend"),
        (replace(STAMP, packs=(Pack(10, Decimal(4)), Pack(30, Decimal(1)))), "do not ascend"),
        (replace(STAMP, packs=(Pack(10, Decimal(1)), Pack(10, Decimal(2)))), "do not ascend"),
        (replace(STAMP, packs=(Pack(0, Decimal(1)),)), "do not ascend"),
        (replace(STAMP, packs=(Pack(1, Decimal("0.00001")),)), "more than four decimals"),
        (replace(STAMP, packs=(Pack(1, Decimal(1), Decimal(-1)),)), "-1 is negative"),
        (replace(STAMP, single=False), "in packs only"),
        (replace(STAMP, extras=(Extra("photo"),)), "neither units nor dollars"),
        (replace(STAMP, extras=(Extra("photo", 1, Decimal(1)),)), "or both"),
        (replace(STAMP, extras=(Extra("photo", amount=Decimal(-1)),)), "-1 is negative"),
        (replace(STAMP, characters=0), "no characters in a unit"),
        (replace(STAMP, units=0), "cannot say that 0 of its unit carry 1 messages"),
        (replace(STAMP, messages=0), "cannot say that 1 of its unit carry 0 messages"),
        (replace(STAMP, unit="page", messages=3), "cannot say that 1 of its unit carry 3 messages"),
        (replace(STAMP, extras=(Extra("extra characters", 1, characters=0),)), "an extra for no characters"),
        (replace(STAMP, provider="viapath"), "carries no messages itself"),
        (replace(STAMP, from_day=date(2026, 2, 1), to_day=date(2026, 1, 1)), "ends before it begins"),
    ],
)
def test_a_bad_price_is_found(sound: Catalogue, rate: Rate, words: str) -> None:
    found = problems(replace(sound, rates=(rate,)), READ)
    assert len(found) == 1
    assert words in found[0]


def test_a_later_price_of_the_same_thing_is_no_fault(sound: Catalogue) -> None:
    dearer = replace(STAMP, amount=Decimal("0.20"), from_day=date(2026, 7, 1))
    assert problems(replace(sound, rates=(STAMP, dearer)), READ) == []
    assert problems(replace(sound, rates=(STAMP, dearer, dearer)), READ) == [
        "rate:ny:jpay:messages:text:stamp:family:2026-07-01 is there 2 times."
    ]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("photos", 5, FACT), "a limit of nothing"),
        (Limit("contacts", 30, FACT, provider="jpay"), "belongs to a place"),
        (Limit("photos", -1, FACT, provider="jpay"), "below zero"),
        (Limit("photos", 5, FACT, provider="mars"), "names the provider mars"),
        (Limit("photos", 5, FACT, place="mars"), "names the place mars"),
    ],
)
def test_a_bad_limit_is_found(sound: Catalogue, limit: Limit, words: str) -> None:
    found = problems(replace(sound, limits=(limit,)), READ)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((replace(JAIL, state="ZZ"),), "names the state ZZ"),
        ((replace(JAIL, agency="mars"),), "names the agency mars"),
        ((JAIL, replace(JAIL, key="other", name="Other", names=("ATTICA JAIL",))), "both called ATTICA JAIL"),
    ],
)
def test_a_bad_place_is_found(sound: Catalogue, places: tuple[Place, ...], words: str) -> None:
    found = problems(replace(sound, places=places), READ)
    assert len(found) == 1
    assert words in found[0]


def test_another_name_in_no_state_is_found(sound: Catalogue) -> None:
    row = OtherName("The Rock", "Alcatraz", "ZZ", FACT)
    assert problems(replace(sound, other_names=(row,)), READ) == [
        "other_name:ZZ:The Rock:Alcatraz names the state ZZ, which is none."
    ]
