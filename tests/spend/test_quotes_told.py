"""What the family was told that photos and the like cost joins the price of the text."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.prices import price
from tests.world import World
from tracker.contacts import FacilityEntry
from tracker.directory import Price
from tracker.directory.cards import ToldRate
from tracker.directory.catalogue.model import Extra
from tracker.directory.catalogue.read import catalogue
from tracker.directory.levels import Level
from tracker.directory.price_words import price_rows, top_words
from tracker.directory.prices import prices_at
from tracker.directory.said.told import PriceSaid, Saying, Where, tell_rate
from tracker.spend.quotes import What, quote

DAY = date(2026, 11, 23)
ATTICA = (Level((1, None), ""), Level((None, "ny"), "ny"))


def told(covers: str, amount: str = "0.30", **more: Any) -> ToldRate:
    """A price that the jail told, of Attica unless said otherwise."""
    values: dict[str, Any] = {
        "facility_id": 1, "agency": None, "provider": "JPay", "slug": "jpay", "unit": "message",
        "characters": None, "from_day": None, "to_day": None,
    }  # fmt: skip
    values |= more
    return ToldRate(1, covers=covers, amount=Decimal(amount), source="The jail", as_of=DAY, **values)


def there(*rows: ToldRate, provider: str = "JPay") -> Price:
    """The family's plainest price at Attica."""
    return prices_at(catalogue(), ATTICA, rows, provider, DAY)[0]


def costs(price: Price) -> dict[str, tuple[int | None, Decimal | None]]:
    return {extra.covers: (extra.units, extra.amount) for extra in price.extras}


def test_a_told_photo_beats_that_of_the_catalogue_and_its_other_extras_stay() -> None:
    price = there(told("photo"))
    assert price.rate is not None
    assert costs(price) == {
        "video message": (3, None),
        "extra characters": (1, None),
        "photo": (None, Decimal("0.30")),
    }
    assert quote(price, What(100, photos=2)).total == Decimal("0.75")


def test_a_told_photo_joins_a_told_text() -> None:
    price = there(told("text", "0.20"), told("photo"), told("card", "0.45"))
    assert (price.rate, price.amount) == (None, Decimal("0.20"))
    found = quote(price, What(100, photos=1, cards=1, video_messages=1))
    assert (found.total, found.unknown) == (Decimal("0.95"), ("video message",))


def test_what_is_told_of_the_facility_beats_what_is_told_of_its_agency() -> None:
    rows = (told("photo", "0.40", facility_id=None, agency="ny"), told("photo"))
    assert costs(there(*rows))["photo"] == (None, Decimal("0.30"))
    assert costs(there(rows[0]))["photo"] == (None, Decimal("0.40"))


def test_what_is_told_of_the_agency_joins_a_text_of_the_facility_but_beats_nothing_there() -> None:
    agency = told("photo", "0.40", facility_id=None, agency="ny")
    assert costs(there(told("text", "0.20"), agency)) == {"photo": (None, Decimal("0.40"))}
    own = {row.place: row for row in catalogue().rates if row.extras}["nv"]
    levels = (Level((1, None), "nv"), Level((None, "ny"), "ny"))
    [price] = (
        found
        for found in prices_at(
            catalogue(), levels, (told("photo", "9", facility_id=None, agency="ny", slug="gettingout"),),
            "GettingOut", DAY,
        )
        if found.payer == "family"
    )  # fmt: skip
    assert price.extras == own.extras


@pytest.mark.parametrize(
    "row",
    [
        told("photo", from_day=date(2026, 11, 24)),
        told("photo", to_day=date(2026, 11, 22)),
        told("photo", facility_id=2),
        told("photo", provider="GettingOut", slug="gettingout"),
        told("photo", unit="month"),
        told("video message", unit="minute"),
    ],
)
def test_what_holds_elsewhere_or_then_or_cannot_be_counted_changes_nothing(row: ToldRate) -> None:
    assert there(row).extras == there().extras


def test_a_photo_that_is_free_costs_nothing() -> None:
    assert quote(there(told("photo", "9", unit="free")), What(100, photos=3)).total == Decimal("0.15")


def test_the_newest_word_on_a_thing_counts() -> None:
    assert costs(there(told("photo", "0.10"), told("photo", "0.20")))["photo"] == (None, Decimal("0.10"))


def test_longer_texts_are_told_by_the_block_or_by_the_character() -> None:
    text = told("text", "0.20", characters=2_000)
    price = there(text, told("extra characters", "0.05", characters=500))
    assert quote(price, What(2_501)).total == Decimal("0.30")
    price = there(text, told("extra characters", "0.0001", unit="character"))
    assert quote(price, What(2_300)).total == Decimal("0.23")


def test_what_the_person_inside_pays_gets_no_extra_of_the_family() -> None:
    federal = (Level((None, "us-bop"), "us-bop"),)
    row = told("photo", facility_id=None, agency="us-bop", provider="CorrLinks", slug="corrlinks")
    prices = prices_at(catalogue(), federal, (row,), "CorrLinks", DAY)
    assert {price.payer: costs(price) for price in prices} == {
        "family": {"photo": (None, Decimal("0.30"))},
        "inside": {},
    }


def test_without_a_price_of_the_text_there_is_none() -> None:
    assert prices_at(catalogue(), ATTICA[:1], (told("photo"),), "JPay", DAY) == ()


def test_a_table_of_prices_says_who_told_of_an_extra() -> None:
    rows = [(row.what, row.price) for row in price_rows(there(told("photo", "0.30")))]
    assert ("A photo (told on 23 Nov 2026: The jail)", "$0.30") in rows
    longer = Extra("extra characters", amount=Decimal("0.05"), characters=500)
    assert ("A longer text, for each 500 further characters", "$0.05") in [
        (row.what, row.price)
        for row in price_rows(Price(Decimal(1), "message", "", DAY, "", "high", extras=(longer,)))
    ]


def test_how_units_and_messages_go_together_is_said_where_one_is_not_the_other() -> None:
    def said(units: int, messages: int) -> tuple[str, ...]:
        return top_words(price("0.10", units=units, messages=messages))

    assert said(1, 1) == said(2, 2) == ()
    assert said(2, 1) == ("A message takes 2 stamps.",)
    assert said(1, 3) == ("1 stamp carries 3 messages.",)
    assert said(2, 3) == ("2 stamps carry 3 messages.",)


def test_a_told_extra_comes_back_from_the_database(database: Database, clock: FixedClock) -> None:
    world = World(database, clock)
    world.contact("Dad", FacilityEntry("Attica Correctional Facility", "NY", "state"))
    [facility] = world.contacts.facilities()
    saying = Saying("The jail", DAY)
    with database.write() as session:
        for covers in ("photo", "video message", "card", "prepaid reply"):
            said = PriceSaid(Decimal("0.30"), covers=covers)
            tell_rate(session, Where(facility.id), "JPay", said, saying, clock.now())
    found = world.directory.answer(facility.id).providers[0].price
    assert found is not None
    quoted = quote(found, What(100, 1, 1, 1, 1))
    assert (quoted.total, quoted.unknown) == (Decimal("1.35"), ())
