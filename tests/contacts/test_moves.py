"""A contact moves: stays, provider and number change together, and can be put back; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from storage.tables import Facility
from tests.world import CALIFORNIA, OHIO, World, eastern
from tracker.contacts import ContactEntry, Contacts, FacilityEntry
from tracker.contacts.moving.stays import check_stays
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, KitelogError, NotFoundError

MONDAY = eastern("2026-11-02 10:00")
MOVED = date(2026, 11, 9)
ELKTON = FacilityEntry("FCI Elkton", "OH", "federal")
LONDON = FacilityEntry("London Correctional Institution", "OH", "state")


def stored(world: World, **columns: Any) -> int:
    """A facility of the government's list."""
    with world.database.write() as session:
        facility = Facility(zone="America/Los_Angeles", created_at=world.clock.now(), **columns)
        session.add(facility)
        session.flush()
        return facility.id or 0


def test_a_move_gives_the_next_place_the_new_provider_and_the_new_number(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    world.contacts.transfer(uncle, ELKTON, MOVED, provider="CorrLinks", id_number="12345-678")
    detail = world.contacts.detail(uncle)
    assert detail.card.provider is not None
    assert (detail.card.provider.name, detail.card.id_number) == ("CorrLinks", "12345-678")
    assert detail.card.agency == "us-bop"
    assert [(row.agency, row.id_number, row.until_day) for row in detail.former_numbers] == [
        ("oh", "A1", MOVED)
    ]


def test_a_move_that_says_nothing_of_the_provider_keeps_it_and_an_empty_one_clears_it(world: World) -> None:
    uncle = world.contact("Uncle")
    world.contacts.transfer(uncle, CALIFORNIA, MOVED)
    card = world.contacts.detail(uncle).card
    assert card.provider is not None
    assert card.provider.name == "JPay"
    world.contacts.transfer(uncle, LONDON, MOVED, provider="")
    assert world.contacts.detail(uncle).card.provider is None


def test_a_number_stays_the_former_agency_s_until_the_new_one_is_known(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    done = world.contacts.transfer(uncle, CALIFORNIA, MOVED)
    assert (done.left_behind.number, done.left_behind.number_agency) == ("A1", "oh")
    card = world.contacts.detail(uncle).card
    assert (card.id_number, card.agency) == ("A1", "oh")
    world.contacts.edit(uncle, ContactEntry("Uncle", "B2", provider="JPay"))
    detail = world.contacts.detail(uncle)
    assert (detail.card.id_number, detail.card.agency) == ("B2", "ca")
    assert [row.id_number for row in detail.former_numbers] == ["A1"]


def test_a_return_offers_the_old_number_again_and_takes_it_out_of_the_former_ones(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    world.contacts.transfer(uncle, CALIFORNIA, MOVED, id_number="B2")
    preview = world.contacts.transfer_preview(uncle, LONDON)
    assert (preview.number_needed, preview.number_offered) == (True, "A1")
    world.contacts.transfer(uncle, LONDON, date(2026, 11, 16), id_number="A1")
    detail = world.contacts.detail(uncle)
    assert (detail.card.id_number, detail.card.agency) == ("A1", "oh")
    assert [row.id_number for row in detail.former_numbers] == ["B2"]


def test_a_corrected_number_of_the_same_agency_is_no_former_number(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    world.contacts.edit(uncle, ContactEntry("Uncle", "A2", provider="JPay"))
    detail = world.contacts.detail(uncle)
    assert (detail.card.id_number, detail.former_numbers) == ("A2", ())


def test_a_number_of_a_namesake_is_refused_and_nothing_moves(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    world.contact("Uncle", id_number="B2")
    with pytest.raises(ConflictError, match="this name and number"):
        world.contacts.transfer(uncle, CALIFORNIA, MOVED, id_number="B2")
    assert len(world.contacts.detail(uncle).stays) == 1
    assert [card.name for card in world.contacts.facilities()] == [OHIO.name]


def test_a_number_belongs_to_the_agency_of_the_place_a_contact_is_added_at(world: World) -> None:
    assert world.contacts.detail(world.contact(id_number="A1")).card.agency == "oh"
    cousin = world.contact("Cousin", FacilityEntry("FCI Elkton", "OH"), provider="CorrLinks")
    assert world.contacts.detail(cousin).card.agency == "us-bop"


def test_a_closed_facility_asks_first_and_takes_them_when_confirmed(world: World) -> None:
    uncle = world.contact("Uncle")
    closed = stored(world, name="OLD PRISON", state="CA", kind="state", status="closed", source_id="1")
    with pytest.raises(ConflictError, match="says that OLD PRISON is closed"):
        world.contacts.transfer(uncle, FacilityEntry("", id=closed), MOVED)
    assert world.contacts.transfer_preview(uncle, FacilityEntry("", id=closed)).closed
    world.contacts.transfer(uncle, FacilityEntry("", id=closed), MOVED, confirmed=True)
    assert world.contacts.detail(uncle).stays[0].facility.id == closed


def test_a_stored_facility_is_chosen_exactly_among_two_of_one_name(world: World) -> None:
    uncle = world.contact("Uncle")
    first, second = (
        stored(world, name="COUNTY JAIL", state="CA", kind="county", source_id=key, population=people)
        for key, people in (("1", 900), ("2", 30))
    )
    world.contacts.transfer(uncle, FacilityEntry("", id=second), MOVED)
    assert world.contacts.detail(uncle).stays[0].facility.id == second
    cousin = world.contact("Cousin", FacilityEntry("COUNTY JAIL", "CA"))
    assert world.contacts.detail(cousin).stays[0].facility.id == first
    with pytest.raises(NotFoundError):
        world.contacts.transfer(uncle, FacilityEntry("", id=999), MOVED)


@pytest.mark.parametrize(
    ("facility", "day", "error", "field"),
    [
        (OHIO, MOVED, ConflictError, ""),
        (CALIFORNIA, date(2019, 1, 1), InvalidInputError, "day"),
        (CALIFORNIA, date(2026, 11, 25), InvalidInputError, "day"),
        (FacilityEntry(""), MOVED, InvalidInputError, "facility"),
    ],
)
def test_an_impossible_move_is_a_sentence_and_changes_nothing(
    world: World, facility: FacilityEntry, day: date, error: type[KitelogError], field: str
) -> None:
    uncle = world.contact("Uncle")
    with pytest.raises(error) as caught:
        world.contacts.transfer(uncle, facility, day)
    assert getattr(caught.value, "field", "") == field
    assert [stay.to_day for stay in world.contacts.detail(uncle).stays] == [None]


def test_who_is_in_transit_arrives_on_a_day_before_today_and_is_counted_anew(world: World) -> None:
    uncle = world.contact("Uncle")
    logged = world.sent(uncle, eastern("2026-11-20 20:00"))
    world.clock.set(eastern("2026-11-23 20:00"))
    world.contacts.end_stay(uncle, "in transit", date(2026, 11, 20))
    assert world.message(logged.message_id).still == "in transit"
    with pytest.raises(InvalidInputError):
        world.contacts.transfer(uncle, CALIFORNIA, date(2026, 11, 19))
    world.contacts.transfer(uncle, CALIFORNIA, date(2026, 11, 21))
    assert world.message(logged.message_id).due_at == eastern("2026-11-24 20:00")
    assert [stay.ended_by for stay in world.contacts.detail(uncle).stays] == [None, "in transit"]


def test_a_stay_ends_today_at_the_place_where_it_is_still_yesterday(world: World) -> None:
    uncle = world.contact("Uncle", CALIFORNIA)
    logged = world.sent(uncle, eastern("2026-11-22 10:00"))
    world.clock.set(eastern("2026-11-24 01:00"))
    world.contacts.end_stay(uncle, "in transit")
    assert world.contacts.detail(uncle).stays[0].to_day == date(2026, 11, 23)
    assert world.message(logged.message_id).still == "in transit"
    world.contacts.transfer(uncle, OHIO)
    assert world.contacts.detail(uncle).stays[0].from_day == date(2026, 11, 24)


def test_a_form_sent_twice_moves_once(world: World) -> None:
    uncle = world.contact("Uncle")
    world.contacts.transfer(uncle, CALIFORNIA, MOVED, form="a")
    with pytest.raises(FormTakenError):
        world.contacts.transfer(uncle, LONDON, MOVED, form="a")
    assert len(world.contacts.detail(uncle).stays) == 2


def test_two_moves_at_the_same_moment_leave_nobody_at_two_places(world: World) -> None:
    uncle = world.contact("Uncle")
    places = [FacilityEntry(f"Place {number}", "CA", "state") for number in range(6)]

    def move(place: FacilityEntry) -> None:
        Contacts(world.database, world.clock).transfer(uncle, place, MOVED)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(move, places))
    stays = world.contacts.detail(uncle).stays
    assert sum(stay.to_day is None for stay in stays) == 1
    assert all(
        earlier.to_day is not None and earlier.to_day <= later.from_day for later, earlier in pairwise(stays)
    )
    with world.database.read() as session:
        check_stays(session, [uncle])


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (("2026-01-01", "2026-02-01"), ("2026-02-01", None), False),
        (("2026-01-01", "2026-02-01"), ("2026-01-31", None), True),
        (("2026-01-01", "2026-02-01"), ("2026-01-10", "2026-01-10"), True),
        (("2026-01-01", "2026-01-01"), ("2026-01-01", None), False),
        (("2026-01-05", None), ("2026-01-01", "2026-01-05"), False),
        (("2026-01-05", None), ("2026-01-01", "2026-01-06"), True),
    ],
)
def test_two_stays_share_no_more_than_the_day_of_the_move(
    world: World, first: tuple[str, str | None], second: tuple[str, str | None], together: bool
) -> None:
    from storage.tables import Stay

    contact = world.contact(facility=None)
    place = stored(world, name="A PLACE", state="CA", source_id="1")
    other = stored(world, name="ANOTHER PLACE", state="CA", source_id="2")
    with world.database.write() as session:
        for facility_id, (start, end) in ((place, first), (other, second)):
            to_day = date.fromisoformat(end) if end else None
            session.add(
                Stay(
                    contact_id=contact,
                    facility_id=facility_id,
                    from_day=date.fromisoformat(start),
                    to_day=to_day,
                    ended_by="transferred" if to_day else None,
                )
            )
        if together:
            with pytest.raises(ConflictError, match="two facilities at once"):
                check_stays(session, [contact])
        else:
            check_stays(session, [contact])
