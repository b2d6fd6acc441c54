"""The household's members, zone and window; on both databases."""

from datetime import time
from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.household import Household
from tracker.household.room import machine_zone
from tracker.overdue import Overdue


def test_the_first_start_makes_the_settings_and_the_second_keeps_them(
    database: Database, clock: FixedClock
) -> None:
    household = Household(database, clock)
    household.ensure()
    household.set_zone("America/Denver")
    household.ensure()
    card = household.settings()
    assert (card.zone, card.allowance.amount, card.allowance.unit) == ("America/Denver", Decimal(48), "hours")
    assert (card.opens, card.closes) == (time(0), None)


def test_before_the_first_start_there_is_a_sentence(database: Database, clock: FixedClock) -> None:
    with pytest.raises(NotFoundError, match="Start Kitelog once"):
        Household(database, clock).settings()
    with pytest.raises(NotFoundError, match="Start Kitelog once"):
        Overdue(database, clock).overdue()


def test_the_machine_s_zone_is_taken_only_where_it_is_american(monkeypatch: pytest.MonkeyPatch) -> None:
    for machine, expected in [("America/Denver", "America/Denver"), ("Europe/Berlin", "America/New_York")]:
        monkeypatch.setattr("tracker.household.room.get_localzone_name", lambda name=machine: name)
        assert machine_zone() == expected


def test_members_are_listed_by_name_and_each_name_is_there_once(world: World) -> None:
    for name in ("Mom", "Dad"):
        world.household.add_member(name)
    with pytest.raises(ConflictError):
        world.household.add_member("Mom")
    with pytest.raises(InvalidInputError):
        world.household.add_member("  ")
    assert [member.name for member in world.household.members()] == ["Dad", "Mom"]


def test_a_zone_outside_the_united_states_is_refused(world: World) -> None:
    with pytest.raises(InvalidInputError):
        world.household.set_zone("Europe/Berlin")


def test_a_window_that_closes_before_it_opens_is_refused(world: World) -> None:
    for closes in (time(9), time(8)):
        with pytest.raises(InvalidInputError):
            world.household.set_window(time(9), closes)


def test_an_allowance_is_listed_where_it_stands_and_gone_when_cleared(world: World) -> None:
    dad = world.contact()
    world.household.set_allowance(Decimal(3), "days", contact_id=dad)
    world.household.set_allowance(Decimal("1.5"), "days", contact_id=dad)
    (card,) = world.household.allowances()
    assert (card.contact_id, card.allowance.amount, card.allowance.unit) == (dad, Decimal("1.5"), "days")
    assert world.sent(dad, eastern("2026-11-02 10:00")).due_at == eastern("2026-11-03 22:00")
    world.household.clear_allowance(contact_id=dad)
    world.household.clear_allowance(contact_id=dad)
    assert world.household.allowances() == ()


def test_a_contact_s_allowance_names_no_provider(world: World) -> None:
    dad, jpay = world.contact(), world.provider()
    with pytest.raises(InvalidInputError):
        world.household.set_allowance(Decimal(3), contact_id=dad, provider_id=jpay)


def test_a_guessed_zone_is_corrected_and_the_waiting_messages_count_anew(world: World) -> None:
    dad = world.contact(facility=FacilityEntry("A place", "FL", "state"))
    (facility,) = world.contacts.facilities()
    logged = world.sent(dad, eastern("2026-11-07 12:00"))
    assert logged.due_at == eastern("2026-11-11 00:00")
    world.set_right(facility.id, zone="America/Chicago")
    (corrected,) = world.contacts.facilities()
    assert (corrected.zone, corrected.zone_guessed) == ("America/Chicago", False)
    assert world.message(logged.message_id).due_at == eastern("2026-11-11 01:00")
    with pytest.raises(InvalidInputError):
        world.set_right(facility.id, zone="Mars/Olympus")
    with pytest.raises(NotFoundError):
        world.set_right(999, zone="America/Chicago")


def test_a_facility_shows_its_own_window_and_no_other(world: World) -> None:
    world.contact()
    (facility,) = world.contacts.facilities()
    assert (facility.opens, facility.closes) == (None, None)
    world.set_right(facility.id, window=(time(9), time(17)))
    (facility,) = world.contacts.facilities()
    assert (facility.opens, facility.closes) == (time(9), time(17))
