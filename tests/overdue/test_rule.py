"""The overdue rule as it reaches the stored deadline, on both databases."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from tests.world import CALIFORNIA, World, eastern
from tracker.contacts import FacilityEntry
from tracker.errors import ConflictError, InvalidInputError, NotFoundError

MICROSECOND = timedelta(microseconds=1)
MONDAY = eastern("2026-11-02 10:00")
DUE = eastern("2026-11-04 10:00")


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-02 10:00", "2026-11-04 10:00"),
        ("2026-11-06 15:10", "2026-11-10 15:10"),
        ("2026-11-07 12:00", "2026-11-11 00:00"),
        ("2026-11-10 09:00", "2026-11-13 09:00"),
        ("2026-11-25 17:00", "2026-11-30 17:00"),
        ("2026-10-30 12:00", "2026-11-03 12:00"),
    ],
)
def test_the_worked_examples_are_stored_as_deadlines(world: World, sent: str, due: str) -> None:
    assert world.sent(world.contact(), eastern(sent)).due_at == eastern(due)


def test_a_move_to_california_counts_the_whole_wait_there(world: World) -> None:
    uncle = world.contact("Uncle")
    logged = world.sent(uncle, eastern("2026-10-24 01:00"))
    assert logged.due_at == eastern("2026-10-28 00:00")
    world.clock.set(eastern("2026-10-26 12:00"))
    world.contacts.transfer(uncle, CALIFORNIA, date(2026, 10, 26))
    message = world.message(logged.message_id)
    assert (message.due_at, message.wait) == (eastern("2026-10-28 01:00"), 2)


def test_exactly_at_the_deadline_it_is_not_yet_overdue_and_a_microsecond_later_it_is(world: World) -> None:
    world.clock.set(MONDAY)
    world.sent(world.contact(), MONDAY)
    assert world.overdue.sweep(DUE).flagged == 0
    assert world.overdue.overdue_at(DUE) == ()
    assert len(world.overdue.overdue_at(DUE + MICROSECOND)) == 1
    assert world.overdue.sweep(DUE + MICROSECOND).flagged == 1


@pytest.mark.parametrize("place", ["contact", "provider_at_facility", "provider", "facility", "household"])
def test_the_closest_of_five_allowances_wins(world: World, place: str) -> None:
    dad, jpay = world.contact(), world.provider()
    (facility,) = world.contacts.facilities()
    places = {
        "household": {},
        "facility": {"facility_id": facility.id},
        "provider": {"provider_id": jpay},
        "provider_at_facility": {"provider_id": jpay, "facility_id": facility.id},
        "contact": {"contact_id": dad},
    }
    logged = world.sent(dad, MONDAY)
    for hours, (name, ids) in enumerate(places.items(), start=1):
        world.household.set_allowance(Decimal(hours), **ids)
        assert world.message(logged.message_id).due_at == MONDAY + timedelta(hours=hours)
        if name == place:
            break
    world.household.clear_allowance(**places[place])
    expected = {"contact": 4, "provider_at_facility": 3, "provider": 2, "facility": 1, "household": 1}
    assert world.message(logged.message_id).due_at == MONDAY + timedelta(hours=expected[place])


def test_business_days_mean_the_place_s_own_day(world: World) -> None:
    dad = world.contact()
    world.household.set_allowance(Decimal(10), "days")
    whole = world.sent(dad, MONDAY)
    world.household.set_window(time(9), time(17))
    assert whole.due_at == eastern("2026-11-17 10:00")
    assert world.message(whole.message_id).due_at == eastern("2026-11-17 10:00")


def test_an_office_window_of_eight_hours_makes_48_hours_six_days(world: World) -> None:
    dad = world.contact()
    world.household.set_window(time(9), time(17))
    assert world.sent(dad, MONDAY).due_at == eastern("2026-11-10 10:00")


def test_one_facility_may_keep_its_own_window(world: World) -> None:
    dad, cousin = world.contact(), world.contact("Cousin", FacilityEntry("Cook County Jail", "IL", "county"))
    (own,) = [facility for facility in world.contacts.facilities() if facility.state == "OH"]
    mine, other = world.sent(dad, MONDAY), world.sent(cousin, MONDAY)
    world.set_right(own.id, window=(time(9), time(17)))
    assert world.message(mine.message_id).due_at == eastern("2026-11-10 10:00")
    assert world.message(other.message_id).due_at == eastern("2026-11-05 10:00")  # Election Day in Illinois
    world.set_right(own.id, window=None)
    assert world.message(mine.message_id).due_at == DUE


@pytest.mark.parametrize(
    ("state", "kind", "due"),
    [
        ("NY", "state", "2026-11-05 10:00"),  # Election Day stands still
        ("OH", "state", "2026-11-04 10:00"),
        ("NY", "federal", "2026-11-04 10:00"),
    ],
)
def test_each_facility_keeps_the_holidays_of_its_state_and_a_federal_one_the_federal(
    world: World, state: str, kind: str, due: str
) -> None:
    dad = world.contact(facility=FacilityEntry("A place", state, kind))
    assert world.sent(dad, MONDAY).due_at == eastern(due)


def test_a_closure_with_an_end_moves_the_deadline(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    (facility,) = world.contacts.facilities()
    closure = world.contacts.add_closure(facility.id, date(2026, 11, 3), date(2026, 11, 4), "lockdown")
    assert world.message(logged.message_id).due_at == eastern("2026-11-06 10:00")
    world.contacts.change_closure(closure, date(2026, 11, 3), date(2026, 11, 3))
    assert world.message(logged.message_id).due_at == eastern("2026-11-05 10:00")
    world.contacts.remove_closure(closure)
    assert world.message(logged.message_id).due_at == DUE


def test_a_closure_without_an_end_stands_still_until_one_is_entered(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    (facility,) = world.contacts.facilities()
    closure = world.contacts.add_closure(facility.id, date(2026, 11, 3))
    message = world.message(logged.message_id)
    assert (message.due_at, message.still) == (None, "closure")
    assert world.overdue.sweep(eastern("2027-03-01 10:00")).flagged == 0
    (card,) = world.overdue.upcoming()
    assert card.why.endswith(
        "The clock stands still since Tue 3 Nov: the facility is closed, and no end is known."
    )
    world.contacts.change_closure(closure, date(2026, 11, 3), date(2026, 11, 3))
    assert world.message(logged.message_id).due_at == eastern("2026-11-05 10:00")


def test_what_was_overdue_before_a_closure_stays_overdue(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    (facility,) = world.contacts.facilities()
    world.contacts.add_closure(facility.id, date(2026, 11, 20))
    assert world.message(logged.message_id).due_at == DUE


def test_in_transit_nothing_is_overdue_until_the_next_place_is_known(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.contacts.end_stay(dad, "in transit", date(2026, 11, 20))
    assert world.message(logged.message_id).still == "in transit"
    assert [flag.ended_by for flag in world.overdue.flags()] == ["recounted"]
    (card,) = world.overdue.upcoming()
    assert "until the next facility is known" in card.why
    world.contacts.transfer(dad, CALIFORNIA, date(2026, 11, 21))
    assert world.message(logged.message_id).due_at == DUE
    assert [flag.state for flag in world.overdue.flags(cleared=False)] == ["open"]


@pytest.mark.parametrize("ended_by", ["released", "died"])
def test_released_or_died_closes_what_waits_and_ends_the_alarm(world: World, ended_by: str) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.contacts.end_stay(dad, ended_by, date(2026, 11, 20))
    message = world.message(logged.message_id)
    assert (message.state, message.due_at, message.lost) == ("closed", None, False)
    assert world.events(logged.message_id)[-1].reason == ended_by
    assert world.overdue.counts().overdue == 0


def test_a_contact_without_a_place_keeps_federal_holidays_in_the_household_s_zone(world: World) -> None:
    dad = world.contact(facility=None)
    assert world.sent(dad, MONDAY).due_at == DUE


def test_other_versions_of_the_calendars_recount_once_at_start(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    with world.database.write() as session:
        from storage.tables import Household, Message

        session.get(Household, 1).holidays_version = "0.1"  # type: ignore[union-attr]
        session.get(Message, logged.message_id).due_at = datetime(2026, 11, 4, 16, tzinfo=UTC)  # type: ignore[union-attr]
    assert world.overdue.recount_if_calendars_changed() == 1
    assert world.message(logged.message_id).due_at == DUE
    assert world.overdue.recount_if_calendars_changed() == 0


def test_a_recount_that_moves_nothing_writes_nothing(world: World) -> None:
    logged = world.sent(world.contact(), MONDAY)
    before = world.database.revision()
    assert world.overdue.recount() == 0
    assert world.database.revision() == before
    assert world.message(logged.message_id).wait == 1


@pytest.mark.parametrize(
    ("amount", "unit"),
    [("0", "hours"), ("-1", "hours"), ("NaN", "hours"), ("10001", "hours"), ("401", "days"), ("1", "weeks")],
)
def test_an_impossible_allowance_is_refused(world: World, amount: str, unit: str) -> None:
    with pytest.raises(InvalidInputError):
        world.household.set_allowance(Decimal(amount), unit)  # type: ignore[arg-type]


def test_a_transfer_to_the_same_place_or_before_the_last_stay_is_refused(world: World) -> None:
    from tests.world import OHIO

    dad = world.contact()
    with pytest.raises(ConflictError):
        world.contacts.transfer(dad, OHIO, date(2026, 11, 1))
    with pytest.raises(InvalidInputError):
        world.contacts.transfer(dad, CALIFORNIA, date(2019, 1, 1))
    with pytest.raises(InvalidInputError):
        world.contacts.transfer(dad, CALIFORNIA, date(2027, 1, 1))
    with pytest.raises(NotFoundError):
        world.contacts.transfer(999, CALIFORNIA, date(2026, 11, 1))
    assert len(world.contacts.detail(dad).stays) == 1
