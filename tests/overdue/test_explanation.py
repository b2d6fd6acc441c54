"""Each flag explains itself in words."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from tests.world import CALIFORNIA, World, eastern
from tracker.contacts import FacilityEntry


def why(world: World, sent: str, now: str, **contact: object) -> str:
    world.clock.set(eastern(sent))
    world.sent(world.contact(**contact), eastern(sent))
    world.clock.set(eastern(now))
    (card,) = world.overdue.overdue() or world.overdue.upcoming()
    return card.why


def test_a_weekend_is_named(world: World) -> None:
    assert why(world, "2026-11-06 15:10", "2026-11-10 20:30") == (
        "Sent Fri 6 Nov, 3:10 PM. Saturday and Sunday did not count. "
        "48 business hours ended Tue 10 Nov, 3:10 PM. It is 5 business hours late."
    )


def test_a_wait_without_a_weekend_names_no_day(world: World) -> None:
    assert why(world, "2026-11-02 10:00", "2026-11-04 10:30") == (
        "Sent Mon 2 Nov, 10:00 AM. 48 business hours ended Wed 4 Nov, 10:00 AM. "
        "It is 30 business minutes late."
    )


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        ("2026-11-10 09:00", "Veterans Day did not count."),
        ("2026-11-25 17:00", "Thanksgiving Day, Saturday and Sunday did not count."),
        ("2026-11-07 12:00", "Saturday and Sunday did not count."),
        ("2026-11-08 12:00", "Sunday did not count."),
    ],
)
def test_only_the_days_inside_the_wait_are_named(world: World, sent: str, days: str) -> None:
    assert days in why(world, sent, "2026-12-01 12:00").split(". ", 1)[1]


def test_news_is_told_and_the_wait_counts_from_it(world: World) -> None:
    dad = world.contact()
    world.clock.set(eastern("2026-11-02 10:00"))
    logged = world.sent(dad, eastern("2026-11-02 10:00"))
    world.news(logged.message_id, "delivered", eastern("2026-11-03 16:00"))
    world.clock.set(eastern("2026-11-05 17:59"))
    assert world.overdue.overdue()[0].why == (
        "Sent Mon 2 Nov, 10:00 AM. Delivered Tue 3 Nov, 4:00 PM. "
        "48 business hours ended Thu 5 Nov, 4:00 PM. It is 1 business hour late."
    )


def test_before_the_deadline_it_says_when_it_ends(world: World) -> None:
    assert why(world, "2026-11-06 15:10", "2026-11-09 10:00").endswith(
        "48 business hours end Tue 10 Nov, 3:10 PM."
    )


def test_another_zone_is_named(world: World) -> None:
    assert "ended Tue 10 Nov, 12:10 PM (Los Angeles time)." in why(
        world, "2026-11-06 15:10", "2026-11-10 20:30", facility=CALIFORNIA
    )


def test_a_zone_with_the_same_clock_is_not_named(world: World) -> None:
    detroit = FacilityEntry("A place", "MI", "state")
    assert "(" not in why(world, "2026-11-02 10:00", "2026-11-10 20:30", facility=detroit)


def test_late_by_days_is_told_in_business_days(world: World) -> None:
    assert why(world, "2026-11-02 10:00", "2026-11-09 09:00").endswith("It is 2 business days late.")


def test_a_closure_is_named_with_its_days(world: World) -> None:
    dad = world.contact()
    (facility,) = world.contacts.facilities()
    world.contacts.add_closure(facility.id, date(2026, 11, 3), date(2026, 11, 4))
    world.sent(dad, eastern("2026-11-02 10:00"))
    assert "2 days closed (Tue 3 Nov to Wed 4 Nov) did not count." in world.overdue.overdue()[0].why


def test_several_weekends_are_counted(world: World) -> None:
    world.household.set_allowance(Decimal(10), "days")
    assert "2 Saturdays, 2 Sundays and Veterans Day did not count. 10 business days end" in why(
        world, "2026-11-02 10:00", "2026-11-03 10:00"
    )


def test_an_office_window_is_told(world: World) -> None:
    world.household.set_window(time(9), time(17))
    assert "Only 9:00 AM to 5:00 PM counts. 48 business hours end" in why(
        world, "2026-11-02 10:00", "2026-11-03 10:00"
    )


def test_last_year_is_told_with_its_year(world: World) -> None:
    assert "Sent Mon 3 Nov 2025, 10:00 AM." in why(world, "2025-11-03 10:00", "2026-11-03 10:00")


def test_a_cleared_flag_explains_how_late_it_was_when_it_ended(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, eastern("2026-11-02 10:00"))
    world.clock.set(eastern("2026-11-04 12:00"))
    world.overdue.sweep()
    world.news(logged.message_id, "closed", eastern("2026-11-04 13:00"))
    world.clock.advance(timedelta(days=30))
    assert world.overdue.flags()[-1].why.endswith("It is 3 business hours late.")
