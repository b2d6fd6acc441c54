"""What time means at a place: zone, holidays to come, how long an answer may take."""

from datetime import date
from decimal import Decimal

import pytest

from tests.directory.small import SMALL
from tests.world import World
from tracker.deadlines.rule import Allowance
from tracker.directory import Directory, PlaceFacts
from tracker.directory.there import holidays_ahead

MONDAY = date(2026, 11, 23)


@pytest.fixture
def directory(world: World) -> Directory:
    return Directory(world.database, world.clock, SMALL)


def names(place: PlaceFacts, today: date = MONDAY) -> list[tuple[date, str]]:
    return [(off.day, off.reason) for off in holidays_ahead(place, today)]


def test_a_state_prison_keeps_its_states_holidays_and_a_federal_one_the_federal_ones() -> None:
    thanksgiving = (date(2026, 11, 26), "Thanksgiving Day")
    california = PlaceFacts("A", "CA", kind="state")
    assert names(california) == [thanksgiving, (date(2026, 11, 27), "Day After Thanksgiving")]
    assert names(PlaceFacts("B", "CA", kind="federal")) == [thanksgiving]


def test_the_thirtieth_day_is_the_last_and_the_next_year_counts() -> None:
    ohio = PlaceFacts("A", "OH", kind="state")
    assert (date(2026, 12, 25), "Christmas Day") in names(ohio, date(2026, 11, 25))
    assert all(day != date(2026, 12, 25) for day, _name in names(ohio, date(2026, 11, 24)))
    assert (date(2027, 1, 1), "New Year's Day") in names(ohio, date(2026, 12, 7))


def test_a_holiday_on_a_saturday_is_left_out() -> None:
    assert all(day.weekday() < 5 for day, _name in names(PlaceFacts("A", "OH"), date(2026, 6, 20)))


def test_an_agency_of_a_state_keeps_the_zone_of_most_of_its_people(directory: Directory) -> None:
    there = directory.there(directory.answer_for_agency("mn"))
    assert (there.zone, there.guessed) == ("America/Chicago", False)


def test_where_nobody_knows_the_state_no_holidays_are_told(directory: Directory) -> None:
    there = directory.there(directory.answer_typed("Somewhere"))
    assert (there.zone, there.holidays, there.message) == ("", None, None)
    assert there.letter == Allowance(Decimal(10), "days")
    federal = directory.there(directory.answer_for_agency("us-bop"))
    assert federal.holidays


def test_the_providers_own_allowance_beats_the_households(world: World, directory: Directory) -> None:
    answered = directory.answer_for_agency("ny")
    assert directory.there(answered).message == Allowance(Decimal(48), "hours")
    world.household.set_allowance(Decimal(72), provider_id=world.provider("JPay"))
    assert directory.there(answered).message == Allowance(Decimal(72), "hours")


def test_a_letter_keeps_its_own_allowance(world: World, directory: Directory) -> None:
    world.household.set_allowance(Decimal(12), "days", provider_id=world.provider("Postal mail"))
    there = directory.there(directory.answer_for_agency("wy"))
    assert there.letter == Allowance(Decimal(12), "days")
