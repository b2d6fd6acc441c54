"""What a family was told is kept in one step, a typed place with it, and taken back in one."""

from datetime import date
from decimal import Decimal

import pytest

from storage.queries import directory as queries
from tests.directory.small import SMALL
from tests.world import World
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.directory import Directory, PlaceFacts, PriceSaid, Saying, Where
from tracker.errors import ConflictError, InvalidInputError

TODAY = date(2026, 11, 23)
BY_PHONE = Saying("The jail, by phone", TODAY)
QUARTER, DIME = PriceSaid(Decimal("0.25")), PriceSaid(Decimal("0.10"))
JAIL = PlaceFacts("Lake County Jail", "OH", kind="county", county="Lake")


@pytest.fixture
def directory(world: World) -> Directory:
    return Directory(world.database, world.clock, SMALL)


@pytest.fixture
def jail(world: World) -> int:
    world.contact(facility=FacilityEntry("Erie County Holding Center", "NY", "county"))
    return world.contacts.facilities()[0].id


def served(directory: Directory, facility_id: int) -> list[tuple[str, Decimal | None]]:
    rows = directory.answer(facility_id).providers
    return [(row.name, row.price.amount if row.price else None) for row in rows]


def kept(world: World) -> tuple[list[object], list[object]]:
    """Every contract and price as they stand."""
    with world.database.read() as session:
        return (
            [row.model_dump() for row, _name in queries.contracts(session)],
            [row.model_dump() for row, _name in queries.rates(session)],
        )


def test_a_typed_place_is_stored_as_the_familys_own_facility(world: World, directory: Directory) -> None:
    told = directory.tell_of(JAIL, "GettingOut", BY_PHONE, QUARTER)
    assert told.facility_id is not None
    place = directory.answer(told.facility_id).place
    assert (place.name, place.state, place.kind, place.county) == ("Lake County Jail", "OH", "county", "Lake")
    assert (place.zone, place.zone_guessed) == ("America/New_York", False)
    assert served(directory, told.facility_id) == [("GettingOut", Decimal("0.25"))]


def test_a_typed_place_of_a_split_state_keeps_a_zone_that_is_told_to_be_a_guess(directory: Directory) -> None:
    told = directory.tell_of(PlaceFacts("Bay County Jail", "FL", kind="county"), "GettingOut", BY_PHONE)
    assert told.facility_id is not None
    place = directory.answer(told.facility_id).place
    assert (place.zone, place.zone_guessed) == ("America/New_York", True)


def test_a_place_that_is_stored_already_is_not_made_twice(directory: Directory, jail: int) -> None:
    told = directory.tell_of(PlaceFacts("ERIE COUNTY HOLDING CENTER", "NY"), "GettingOut", BY_PHONE)
    assert (told.facility_id, told.made) == (jail, False)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_place_without_a_name_is_refused_and_nothing_is_kept(
    world: World, directory: Directory, name: str
) -> None:
    before = kept(world)
    with pytest.raises(InvalidInputError) as refused:
        directory.tell_of(PlaceFacts(name, "OH", kind="county"), "GettingOut", BY_PHONE)
    assert refused.value.field == "facility"
    assert kept(world) == before


def test_a_refused_telling_leaves_no_facility_behind(world: World, directory: Directory) -> None:
    with pytest.raises(InvalidInputError):
        directory.tell_of(JAIL, "", BY_PHONE)
    assert world.contacts.facilities() == ()


def test_taken_back_all_is_as_it_was(world: World, directory: Directory, jail: int) -> None:
    since = Saying("A letter", TODAY, from_day=date(2026, 10, 1))
    directory.tell(Where(jail), "Jail Chat", Saying("A cousin", TODAY, date(2025, 1, 1)), QUARTER)
    before = kept(world)
    told = directory.tell(Where(jail), "GettingOut", since, DIME)
    assert served(directory, jail) == [("GettingOut", Decimal("0.10"))]
    directory.untell(told)
    assert kept(world) == before
    assert served(directory, jail) == [("Jail Chat", Decimal("0.25"))]


def test_a_price_that_was_replaced_from_its_first_day_comes_back(
    world: World, directory: Directory, jail: int
) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE, QUARTER)
    before = kept(world)
    directory.untell(directory.tell(Where(jail), "Jail Chat", BY_PHONE, DIME))
    assert kept(world) == before


def test_a_facility_made_for_what_was_told_goes_with_it(world: World, directory: Directory) -> None:
    told = directory.tell_of(JAIL, "GettingOut", BY_PHONE, QUARTER)
    directory.untell(told)
    assert world.contacts.facilities() == ()


def test_a_facility_where_somebody_is_by_now_stays(world: World, directory: Directory) -> None:
    told = directory.tell_of(JAIL, "GettingOut", BY_PHONE)
    entry = ContactEntry("Cousin", facility=FacilityEntry(JAIL.name, JAIL.state), since=TODAY)
    world.contacts.add(entry)
    directory.untell(told)
    assert [card.name for card in world.contacts.facilities()] == [JAIL.name]


def test_what_is_no_longer_the_newest_is_not_taken_back(directory: Directory, jail: int) -> None:
    first = directory.tell(Where(jail), "Jail Chat", BY_PHONE)
    directory.tell(Where(jail), "GettingOut", BY_PHONE)
    with pytest.raises(ConflictError, match="newer was told"):
        directory.untell(first)
    assert served(directory, jail) == [("GettingOut", None)]


def test_what_was_told_of_an_agency_is_taken_back_alone(directory: Directory, jail: int) -> None:
    directory.tell(Where(jail), "Jail Chat", BY_PHONE)
    told = directory.tell(Where(agency="wy"), "GettingOut", BY_PHONE)
    assert [row.name for row in directory.answer_for_agency("wy").providers] == ["GettingOut"]
    directory.untell(told)
    assert directory.answer_for_agency("wy").providers == ()
    assert served(directory, jail) == [("Jail Chat", None)]


def test_a_list_is_there_once_a_facility_of_it_is(world: World, directory: Directory, jail: int) -> None:
    assert not directory.has_list()
    with world.database.write() as session:
        row = queries.facilities_by_id(session, [jail])[jail]
        row.source_id = "10000001"
    assert directory.has_list()
