"""What a family was told of a place is kept with its source, and ends what it was told before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.queries import directory as queries
from tests.directory.small import SMALL
from tests.world import OHIO, World
from tracker.contacts import FacilityEntry
from tracker.directory import Directory, PriceSaid, Saying, Where
from tracker.errors import FormTakenError, InvalidInputError, KitelogError, NotFoundError

TODAY = date(2026, 11, 23)
BY_PHONE = Saying("The jail, by phone", TODAY)


@pytest.fixture
def directory(world: World) -> Directory:
    return Directory(world.database, world.clock, SMALL)


@pytest.fixture
def jail(world: World) -> int:
    world.contact(facility=FacilityEntry("Erie County Holding Center", "NY", "county"))
    return world.contacts.facilities()[0].id


def served(directory: Directory, jail: int, day: date | None = None) -> list[tuple[str, str]]:
    rows = directory.answer(jail, day).providers
    return [(row.name, f"{row.price.amount:.2f}" if row.price else "") for row in rows]


def test_a_provider_and_a_price_are_kept_with_source_and_day(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, PriceSaid(Decimal("0.25")))
    [found] = directory.answer(jail).providers
    assert (found.name, found.told, found.source, found.as_of) == (
        "Jail Chat",
        True,
        "The jail, by phone",
        TODAY,
    )
    assert found.price is not None
    assert (found.price.amount, found.price.unit, found.price.source) == (
        Decimal("0.25"),
        "message",
        "The jail, by phone",
    )


def test_a_provider_of_the_catalogue_is_known_by_each_of_its_names(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "J-Pay", BY_PHONE)
    assert [row.slug for row in directory.answer(jail).providers] == ["jpay"]


def test_what_is_told_later_replaces_what_was_told_before(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, PriceSaid(Decimal("0.25")))
    directory.tell(Where(jail), "GettingOut", BY_PHONE, PriceSaid(Decimal("0.30")))
    assert served(directory, jail) == [("GettingOut", "0.30")]


def test_what_holds_since_a_day_leaves_the_days_before_as_they_were(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, PriceSaid(Decimal("0.25")))
    since = replace(BY_PHONE, from_day=date(2026, 11, 10))
    directory.tell(Where(jail), "GettingOut", since, PriceSaid(Decimal("0.30")))
    assert served(directory, jail, date(2026, 11, 9)) == [("Jail Chat", "0.25")]
    assert served(directory, jail, date(2026, 11, 10)) == [("GettingOut", "0.30")]


def test_a_new_price_of_the_same_provider_leaves_the_past_as_it_was(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, PriceSaid(Decimal("0.25")))
    since = replace(BY_PHONE, from_day=date(2026, 11, 10))
    directory.tell(Where(jail), "Jail Chat", since, PriceSaid(Decimal("0.50")))
    assert served(directory, jail, date(2026, 11, 9)) == [("Jail Chat", "0.25")]
    assert served(directory, jail, date(2026, 11, 10)) == [("Jail Chat", "0.50")]


def test_a_price_corrected_for_the_same_days_replaces_the_wrong_one(directory: Directory, jail: int) -> None:
    for amount in ("2.50", "0.25"):
        directory.tell(Where(jail), "Jail Chat", BY_PHONE, PriceSaid(Decimal(amount)))
    with directory._database.read() as session:
        assert [rate.amount for rate, _name in queries.rates(session)] == [Decimal("0.25")]


def test_what_was_told_of_an_agency_holds_for_its_facilities(directory: Directory, world: World) -> None:
    world.contact(facility=FacilityEntry("Clinton State Prison", "NY", "state"))
    directory.tell(Where(agency="ny"), "GettingOut", BY_PHONE)
    assert served(directory, world.contacts.facilities()[0].id) == [("GettingOut", "")]


def test_a_federal_prison_takes_no_other_provider(directory: Directory, world: World) -> None:
    world.contact(facility=FacilityEntry("FCI Elkton", "OH", "federal"))
    prison = world.contacts.facilities()[0].id
    for where in (Where(prison), Where(agency="us-bop")):
        with pytest.raises(InvalidInputError, match="CorrLinks only"):
            directory.tell(where, "JPay", BY_PHONE)
    assert served(directory, prison) == [("CorrLinks", "0.00")]


@pytest.mark.parametrize(
    ("where", "provider", "saying", "price", "match"),
    [
        (Where(), "JPay", BY_PHONE, None, "Choose the facility"),
        (Where(1, "ny"), "JPay", BY_PHONE, None, "Choose the facility"),
        (Where(999), "JPay", BY_PHONE, None, "no longer there"),
        (Where(1), " ", BY_PHONE, None, "name is missing"),
        (Where(1), "JPay", replace(BY_PHONE, source="  "), None, "who told you"),
        (Where(1), "JPay", replace(BY_PHONE, source="x" * 501), None, "Shorten"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal(-1)), "zero or more"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal("0.12345")), "four decimals"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal("0.25"), unit="pigeon"), "Choose what"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal("0.25"), characters=0), "One character at least"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal("0.25"), characters=-5), "zero or more"),
        (Where(1), "JPay", BY_PHONE, PriceSaid(Decimal("0.25"), characters=10**30), "zero or more"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    directory: Directory,
    jail: int,
    where: Where,
    provider: str,
    saying: Saying,
    price: PriceSaid | None,
    match: str,
) -> None:
    assert jail == 1
    before = directory._database.revision()
    with pytest.raises(KitelogError, match=match):
        directory.tell(where, provider, saying, price)
    assert directory._database.revision() == before
    assert served(directory, jail) == []


def test_the_same_form_is_taken_once(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, form="a form")
    with pytest.raises(FormTakenError):
        directory.tell(Where(jail), "Jail Chat", BY_PHONE, form="a form")


def test_a_facility_that_is_gone_is_said_to_be_gone(directory: Directory) -> None:
    with pytest.raises(NotFoundError, match="no longer there"):
        directory.answer(999)


def test_several_answers_are_those_of_each(directory: Directory, world: World, jail: int) -> None:
    world.contact("Mom", facility=OHIO)
    keys = tuple(card.id for card in world.contacts.facilities())
    assert directory.answers(keys) == {key: directory.answer(key) for key in keys}
    assert jail in keys


def test_a_letter_has_ten_business_days(world: World) -> None:
    contact = world.contact("Mom", facility=OHIO, provider="Postal mail")
    postal = world.provider("Postal mail")
    sent = world.sent(contact, world.clock.now(), provider_id=postal)
    assert sent.due_at is not None
    # Monday 23 November 2026, 7:40 AM in New York; Thanksgiving stands still, Christmas is not reached.
    assert sent.due_at.astimezone(world.clock.now().tzinfo).date() == date(2026, 12, 8)
