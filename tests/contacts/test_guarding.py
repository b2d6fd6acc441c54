"""The guard's use case: the stay, the contract and the connection of the message's own day."""

from datetime import date, datetime

import pytest

from tests.directory.small import SMALL
from tests.world import OHIO, World, eastern
from tracker.contacts import FacilityEntry
from tracker.contacts.guarding import Guard
from tracker.directory import Directory, Saying, Where
from tracker.directory.guard.rules import cautions

ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")
ELKTON = FacilityEntry("FCI Elkton", "OH", "federal")
JAIL = FacilityEntry("Lakeside County Jail", "OH", "county")
NOON = eastern("2026-11-23 12:00")


@pytest.fixture
def guard(world: World) -> Guard:
    return Guard(world.database, world.clock, Directory(world.database, world.clock, SMALL))


def rules(guard: Guard, contact_id: int, provider: str, at: datetime = NOON, **more: int) -> list[str]:
    return [caution.rule for caution in cautions(guard.terms(contact_id, provider, at, **more), None, 0)]


def test_at_attica_gettingout_is_warned_of_and_jpay_and_securus_are_not(world: World, guard: Guard) -> None:
    brother = world.contact("My brother", ATTICA)
    assert rules(guard, brother, "GettingOut") == ["wrong provider"]
    assert rules(guard, brother, "JPay") == rules(guard, brother, "Securus eMessaging") == []


def test_the_shipped_catalogue_says_so_too(world: World) -> None:
    brother = world.contact("My brother", ATTICA)
    assert rules(world.guard, brother, "GettingOut") == ["wrong provider"]
    assert rules(world.guard, brother, "JPay") == rules(world.guard, brother, "Securus eMessaging") == []
    dad = world.contact("Dad", ELKTON)
    assert rules(world.guard, dad, "CorrLinks") == []
    assert rules(world.guard, dad, "JPay") == ["federal"]


def test_a_message_before_a_transfer_is_judged_by_the_place_of_its_day(world: World, guard: Guard) -> None:
    dad = world.contact("Dad", ATTICA, since=date(2024, 1, 1))
    world.contacts.transfer(dad, ELKTON, date(2026, 11, 10))
    assert rules(guard, dad, "JPay") == ["federal"]
    assert rules(guard, dad, "JPay", eastern("2026-11-09 23:59")) == []
    assert rules(guard, dad, "CorrLinks", eastern("2026-11-09 23:59")) == ["wrong provider"]
    assert rules(guard, dad, "CorrLinks", eastern("2026-11-10 00:00")) == []


def test_a_message_before_the_first_known_stay_is_judged_by_its_place(world: World, guard: Guard) -> None:
    dad = world.contact("Dad", ATTICA, since=date(2026, 11, 20))
    assert rules(guard, dad, "GettingOut", eastern("2025-01-01 12:00")) == ["wrong provider"]


def test_in_transit_and_without_a_place_nothing_is_known(world: World, guard: Guard) -> None:
    dad, cousin = world.contact("Dad", ATTICA), world.contact("Cousin", None)
    world.contacts.end_stay(dad, "in transit", date(2026, 11, 20))
    assert rules(guard, dad, "GettingOut") == rules(guard, cousin, "GettingOut") == []
    assert rules(guard, dad, "GettingOut", eastern("2026-11-19 12:00")) == ["wrong provider"]


def test_a_jail_is_silent_until_the_family_was_told_whom_it_uses(world: World, guard: Guard) -> None:
    cousin = world.contact("Cousin", JAIL)
    assert rules(guard, cousin, "JPay") == []
    facility_id = next(card.id for card in world.contacts.facilities() if card.name == JAIL.name)
    saying = Saying("the jail, by phone", date(2026, 11, 20), date(2026, 11, 16))
    world.directory.tell(Where(facility_id), "CIDNET", saying)
    assert rules(guard, cousin, "JPay") == ["wrong provider"]
    assert rules(guard, cousin, "CIDNET") == []
    assert rules(guard, cousin, "JPay", eastern("2026-11-15 12:00")) == []


def test_a_provider_is_known_by_its_name_in_any_capitals_before_anybody_used_it(
    world: World, guard: Guard
) -> None:
    brother = world.contact("My brother", ATTICA)
    assert rules(guard, brother, "gettingout") == ["wrong provider"]
    assert rules(guard, brother, "Never heard of") == ["wrong provider"]
    assert rules(guard, brother, "Letter") == rules(guard, brother, "Postal mail") == []


def note(world: World, contact_id: int, step: str, day: date, member_id: int | None = None) -> None:
    world.connections.note(contact_id, world.provider(), member_id, step, day)


def test_a_connection_speaks_from_the_day_it_was_denied_on(world: World, guard: Guard) -> None:
    brother = world.contact("My brother", ATTICA)
    assert rules(guard, brother, "JPay") == []
    note(world, brother, "account", date(2026, 11, 10))
    assert rules(guard, brother, "JPay") == ["not approved"]
    note(world, brother, "approved", date(2026, 11, 12))
    assert rules(guard, brother, "JPay") == []
    note(world, brother, "revoked", date(2026, 11, 20))
    assert rules(guard, brother, "JPay") == ["not approved"]
    assert rules(guard, brother, "JPay", eastern("2026-11-19 12:00")) == []
    assert rules(guard, brother, "Securus eMessaging") == []


def test_a_logged_message_shows_that_nobody_waits_for_approval(world: World, guard: Guard) -> None:
    brother = world.contact("My brother", ATTICA)
    note(world, brother, "account", date(2026, 11, 10))
    world.sent(brother, eastern("2026-11-12 12:00"))
    assert rules(guard, brother, "JPay") == []


def test_a_member_who_was_denied_is_told_and_another_one_is_not(world: World, guard: Guard) -> None:
    mom, dad = (world.household.add_member(name).id for name in ("Mom", "Dad"))
    brother = world.contact("My brother", ATTICA)
    note(world, brother, "approved", date(2026, 11, 10), mom)
    note(world, brother, "denied", date(2026, 11, 10), dad)
    assert rules(guard, brother, "JPay", member_id=mom) == []
    assert rules(guard, brother, "JPay", member_id=dad) == ["not approved"]
    assert rules(guard, brother, "JPay") == []


def test_steps_taken_for_another_agency_say_nothing_of_the_present_place(world: World, guard: Guard) -> None:
    brother = world.contact("My brother", ATTICA)
    note(world, brother, "denied", date(2026, 11, 10))
    world.contacts.transfer(brother, OHIO, date(2026, 11, 20))
    assert "not approved" not in rules(guard, brother, "JPay")


def test_asking_writes_nothing(world: World, guard: Guard) -> None:
    brother = world.contact("My brother", ATTICA)
    before = world.database.revision()
    guard.terms(brother, "Never heard of", NOON)
    assert world.database.revision() == before
    assert "Never heard of" not in [card.name for card in world.contacts.providers()]
