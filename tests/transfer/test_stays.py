"""Where contacts were, as their messages tell."""

from datetime import date
from typing import Any

from storage.tables import Contact, Facility, Message, Stay
from tests.clock import FixedClock
from tests.transfer.files import Importer, sent
from tests.world import CALIFORNIA, OHIO, World
from tracker.contacts import Contacts, FacilityEntry


def at(ref: str, day: str, facility: str = "A", state: str = "OH", **cells: str) -> dict[str, str]:
    """A message sent at noon of a day to a facility."""
    return sent(ref, at=f"{day}T12:00:00-05:00", facility=facility, state=state, **cells)


def stays(importer: Importer) -> list[tuple[Any, ...]]:
    """Every stay by first day: facility, from, to, why it ended."""
    names = {row.id: row.name for row in importer.rows(Facility)}
    found = [(names[row.facility_id], row.from_day, row.to_day, row.ended_by) for row in importer.rows(Stay)]
    return sorted(found, key=lambda stay: stay[1])


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_one_place_is_one_stay_from_the_first_message_on(importer: Importer) -> None:
    importer.log(at("M2", "2026-05-01"), at("M1", "2026-03-01"))
    assert stays(importer) == [("A", day("2026-03-01"), None, None)]


def test_each_change_of_place_is_a_transfer(importer: Importer) -> None:
    importer.log(
        at("M1", "2026-03-01"),
        at("M4", "2026-06-01"),
        at("M3", "2026-05-01", "B"),
        at("M2", "2026-04-01", "B"),
    )
    assert stays(importer) == [
        ("A", day("2026-03-01"), day("2026-04-01"), "transferred"),
        ("B", day("2026-04-01"), day("2026-06-01"), "transferred"),
        ("A", day("2026-06-01"), None, None),
    ]


def test_of_several_places_on_one_day_the_last_counts(importer: Importer) -> None:
    importer.log(
        at("M1", "2026-03-01"),
        sent("M2", at="2026-04-01T08:00:00-04:00", facility="B"),
        sent("M3", at="2026-04-01T09:00:00-04:00", facility="A"),
        sent("M4", at="2026-05-01T08:00:00-04:00", facility="C"),
        sent("M5", at="2026-05-01T09:00:00-04:00", facility="D"),
    )
    assert stays(importer) == [
        ("A", day("2026-03-01"), day("2026-05-01"), "transferred"),
        ("D", day("2026-05-01"), None, None),
    ]


def test_a_message_keeps_the_facility_of_its_own_row(importer: Importer) -> None:
    importer.log(at("M1", "2026-03-01"), at("M2", "2026-04-01", "B"))
    names = {row.id: row.name for row in importer.rows(Facility)}
    assert [names[row.facility_id] for row in importer.rows(Message)] == ["A", "B"]


def test_older_rows_put_older_stays_before(importer: Importer) -> None:
    importer.log(at("M1", "2026-05-01"))
    importer.log(at("M0", "2026-02-01", "B"))
    assert stays(importer) == [
        ("B", day("2026-02-01"), day("2026-05-01"), "transferred"),
        ("A", day("2026-05-01"), None, None),
    ]


def test_older_rows_at_the_same_place_let_the_stay_begin_earlier(importer: Importer) -> None:
    importer.log(at("M1", "2026-05-01"))
    importer.log(at("M0", "2026-02-01"), at("M00", "2026-01-01", "B"))
    assert stays(importer) == [
        ("B", day("2026-01-01"), day("2026-02-01"), "transferred"),
        ("A", day("2026-02-01"), None, None),
    ]


def test_newer_rows_elsewhere_are_a_transfer_and_move_deadlines(importer: Importer) -> None:
    # One in the morning on Saturday in Ohio is still Friday in California.
    importer.log(sent("M1", at="2026-11-21T01:00:00-05:00", facility="A"))
    before = importer.rows(Message)[0].due_at
    importer.log(at("M2", "2026-11-22", "San Quentin", "CA"))
    assert stays(importer) == [
        ("A", day("2026-11-21"), day("2026-11-22"), "transferred"),
        ("San Quentin", day("2026-11-22"), None, None),
    ]
    assert importer.rows(Message)[0].due_at != before


def test_rows_inside_what_is_known_change_no_stay(importer: Importer) -> None:
    importer.log(at("M1", "2026-03-01"), at("M9", "2026-09-01"))
    importer.log(at("M5", "2026-05-01", "B"))
    assert stays(importer) == [("A", day("2026-03-01"), None, None)]


def test_stays_of_the_family_hold(importer: Importer) -> None:
    world = World(importer.database, importer.clock)
    world.contact("Dad", OHIO, since=day("2026-06-01"), id_number="12345-678")
    importer.log(at("M1", "2026-05-01", "B"), at("M2", "2026-07-01", OHIO.name))
    assert stays(importer) == [
        ("B", day("2026-05-01"), day("2026-06-01"), "transferred"),
        (OHIO.name, day("2026-06-01"), None, None),
    ]
    assert len(importer.rows(Contact)) == 1


def ended(importer: Importer, ended_by: str) -> None:
    """A contact whose stay in Ohio ended on the first of July."""
    world = World(importer.database, FixedClock(importer.clock.now()))
    contact_id = world.contact("Dad", OHIO, since=day("2026-06-01"), id_number="12345-678")
    Contacts(importer.database, importer.clock).end_stay(contact_id, ended_by, day("2026-07-01"))


def test_a_contact_in_transit_arrives_where_the_next_row_says(importer: Importer) -> None:
    ended(importer, "in transit")
    importer.log(at("M1", "2026-07-05", CALIFORNIA.name, "CA"))
    assert stays(importer) == [
        (OHIO.name, day("2026-06-01"), day("2026-07-01"), "in transit"),
        (CALIFORNIA.name, day("2026-07-05"), None, None),
    ]


def test_a_released_contact_does_not_go_back_by_an_import(importer: Importer) -> None:
    ended(importer, "released")
    importer.log(at("M1", "2026-07-05", CALIFORNIA.name, "CA"))
    assert stays(importer) == [(OHIO.name, day("2026-06-01"), day("2026-07-01"), "released")]


def test_days_are_those_of_the_place(importer: Importer) -> None:
    importer.log(sent("M1", at="2026-03-01T04:30:00Z", facility="San Quentin", state="CA"))
    assert stays(importer) == [("San Quentin", day("2026-02-28"), None, None)]


def test_a_stay_cannot_end_before_it_begins_when_places_lie_zones_apart(importer: Importer) -> None:
    world = World(importer.database, importer.clock)
    eastern = FacilityEntry("East", "NY", "state")
    world.contact("Dad", eastern, since=day("2026-07-02"), id_number="12345-678")
    importer.log(sent("M1", at="2026-07-02T00:30:00-04:00", facility="West", state="CA"))
    assert stays(importer) == [
        ("East", day("2026-07-02"), day("2026-07-02"), "transferred"),
        ("West", day("2026-07-02"), None, None),
    ]
