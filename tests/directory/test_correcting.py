"""What a family corrects of a facility is kept as theirs, and what waits there is counted anew."""

from dataclasses import replace
from datetime import date, time

import pytest

from storage.tables import Facility
from tests.directory.small import SMALL
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.directory import Correction, Directory
from tracker.errors import InvalidInputError, KitelogError, NotFoundError

AS_IT_IS = Correction("America/New_York", "state", "ny", None)


@pytest.fixture
def directory(world: World) -> Directory:
    return Directory(world.database, world.clock, SMALL)


@pytest.fixture
def place(world: World) -> int:
    world.contact(facility=FacilityEntry("Attica Correctional Facility", "NY", "state"))
    return world.contacts.facilities()[0].id


def edited(world: World, place: int) -> str:
    with world.database.read() as session:
        row = session.get(Facility, place)
        assert row is not None
        return row.edited


def test_only_what_the_family_changed_is_marked_as_theirs(
    world: World, directory: Directory, place: int
) -> None:
    directory.correct(place, AS_IT_IS)
    assert edited(world, place) == ""
    directory.correct(place, replace(AS_IT_IS, kind="county"))
    assert edited(world, place) == "kind"
    directory.correct(place, replace(AS_IT_IS, zone="America/Chicago", agency="us-ice"))
    assert edited(world, place) == "kind zone agency"


def test_a_zone_that_was_guessed_and_confirmed_is_the_familys(world: World, directory: Directory) -> None:
    world.contact("Mom", facility=FacilityEntry("A jail", "TN", "county"))
    card = world.contacts.facilities()[0]
    assert card.zone_guessed
    directory.correct(card.id, Correction(card.zone, "county", card.agency, None))
    assert edited(world, card.id) == "zone"
    assert not world.contacts.facilities()[0].zone_guessed


def test_who_runs_a_place_decides_who_serves_it(directory: Directory, place: int) -> None:
    assert next(row.name for row in directory.answer(place).providers) == "JPay"
    directory.correct(place, replace(AS_IT_IS, kind="county"))
    assert directory.answer(place).providers == ()
    directory.correct(place, replace(AS_IT_IS, kind="county", agency="ny"))
    assert next(row.name for row in directory.answer(place).providers) == "JPay"


def test_another_kind_keeps_other_holidays_and_moves_what_waits(
    world: World, directory: Directory, place: int
) -> None:
    """New York's election day is no federal holiday: Tuesday 3 November 2026."""
    contact = world.contacts.cards()[0].id
    sent = world.sent(contact, eastern("2026-11-02 10:00"))
    assert world.message(sent.message_id).due_at == eastern("2026-11-05 10:00")
    before = directory.correct(place, replace(AS_IT_IS, kind="federal"))
    assert world.message(sent.message_id).due_at == eastern("2026-11-04 10:00")
    directory.correct(place, before)
    assert world.message(sent.message_id).due_at == eastern("2026-11-05 10:00")


def test_hours_of_its_own_come_and_go_with_the_rest(world: World, directory: Directory, place: int) -> None:
    directory.correct(place, replace(AS_IT_IS, window=(time(9), time(17))))
    assert (world.contacts.facilities()[0].opens, world.contacts.facilities()[0].closes) == (
        time(9),
        time(17),
    )
    directory.correct(place, AS_IT_IS)
    assert world.contacts.facilities()[0].opens is None


@pytest.mark.parametrize(
    ("said", "match"),
    [
        (replace(AS_IT_IS, zone="Mars/Olympus"), "time zones of the United States"),
        (replace(AS_IT_IS, kind="moon base"), "kind of facility"),
        (replace(AS_IT_IS, agency="x" * 201), "Shorten"),
        (replace(AS_IT_IS, window=(time(17), time(9))), "must close later"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    directory: Directory, place: int, said: Correction, match: str
) -> None:
    before = directory.answer(place)
    with pytest.raises(InvalidInputError, match=match):
        directory.correct(place, said)
    assert directory.answer(place) == before


def test_a_facility_that_is_gone_is_said_to_be_gone(directory: Directory) -> None:
    with pytest.raises(NotFoundError):
        directory.correct(999, AS_IT_IS)


def test_who_may_run_a_place_is_offered_in_words(directory: Directory) -> None:
    offered = directory.runners("NY", "Erie")
    assert offered["ny"] == "New York State DOCCS"
    assert offered["us-bop"] == "Federal Bureau of Prisons"
    assert offered["county:NY:Erie"] == "Erie County, New York (sheriff or county jail)"
    assert set(directory.runners("")) == {"us-bop", "us-ice"}


def test_undoing_is_the_same_step_with_what_held_before(directory: Directory, place: int) -> None:
    first = directory.correct(place, replace(AS_IT_IS, kind="county", zone="America/Chicago"))
    assert first == AS_IT_IS
    directory.correct(place, first)
    with pytest.raises(KitelogError):
        directory.correct(place, replace(AS_IT_IS, kind="nowhere"))
    assert directory.answer(place, date(2026, 11, 23)).place.zone == "America/New_York"
