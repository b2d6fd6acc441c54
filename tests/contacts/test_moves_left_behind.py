"""What a move says beforehand, what stays behind, and how it is taken back; on both databases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import CALIFORNIA, OHIO, World, eastern
from tracker.contacts import ContactEntry, FacilityEntry, Unanswered
from tracker.errors import ConflictError
from tracker.spend import PurchaseEntry, Spend

MOVED = date(2026, 11, 9)
BOUGHT = eastern("2026-01-06 10:00")
ELKTON = FacilityEntry("FCI Elkton", "OH", "federal")
HOUR = timedelta(hours=1)


def bought(world: World, kind: str, amount: str, *, provider: str = "JPay", units: int | None = None) -> None:
    unit = {"stamps": "stamp", "subscription": "month"}.get(kind)
    entry = PurchaseEntry(world.provider(provider), kind, BOUGHT, Decimal(amount), units=units, unit=unit)
    Spend(world.database, world.clock).log_purchase(entry)


def test_a_move_to_california_is_told_before_anything_is_written(world: World) -> None:
    uncle = world.contact("Uncle")
    world.clock.set(eastern("2026-10-26 12:00"))
    logged = world.sent(uncle, eastern("2026-10-24 01:00"))
    revision = world.database.revision()
    preview = world.contacts.transfer_preview(uncle, CALIFORNIA)
    assert world.database.revision() == revision
    assert (preview.facility.id, preview.facility.zone) == (0, "America/Los_Angeles")
    assert (preview.clock_shift, preview.federal_holidays, preview.closed) == (-3 * HOUR, False, False)
    assert (preview.old_agency, preview.agency, preview.same_agency) == ("oh", "ca", False)
    (move,) = preview.due_moves
    assert (move.message_id, move.was, move.will) == (
        logged.message_id,
        eastern("2026-10-28 00:00"),
        eastern("2026-10-28 01:00"),
    )


def test_the_same_provider_and_agency_keep_the_connection(world: World) -> None:
    uncle = world.contact("Uncle")
    london = world.contacts.transfer_preview(uncle, FacilityEntry("London", "OH", "state"))
    assert london.connection_kept("jpay", "JPay")
    assert not london.connection_kept("GettingOut", "JPay")
    assert not london.connection_kept("", "")
    assert not world.contacts.transfer_preview(uncle, CALIFORNIA).connection_kept("JPay", "JPay")


def test_two_county_jails_whose_counties_are_not_known_are_not_one_agency(world: World) -> None:
    cousin = world.contact("Cousin", FacilityEntry("North Jail", "IL", "county"))
    preview = world.contacts.transfer_preview(cousin, FacilityEntry("South Jail", "IL", "county"))
    assert not preview.same_agency


def test_a_federal_place_keeps_the_holidays_of_the_whole_country(world: World) -> None:
    uncle = world.contact("Uncle")
    assert world.contacts.transfer_preview(uncle, ELKTON).federal_holidays


def test_a_move_that_cannot_be_is_refused_by_the_preview_too(world: World) -> None:
    uncle = world.contact("Uncle")
    with pytest.raises(ConflictError, match="at this facility already"):
        world.contacts.transfer_preview(uncle, OHIO)


def test_messages_and_money_stay_behind_with_the_old_provider(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    world.contact("Cousin")
    for day in ("2026-11-20", "2026-11-21"):
        world.sent(uncle, eastern(f"{day} 10:00"))
    world.sent(uncle, eastern("2026-11-21 10:00"), provider_id=world.provider("Postal mail"))
    bought(world, "stamps", "12.00", units=40)
    bought(world, "stamps", "3.00", units=10)
    bought(world, "credit", "5.00")
    bought(world, "fee", "1.00")
    bought(world, "credit", "9.00", provider="CorrLinks")
    left = world.contacts.transfer(uncle, ELKTON, MOVED, provider="CorrLinks").left_behind
    assert left.unanswered == (Unanswered("JPay", 2), Unanswered("Postal mail", 1))
    assert [(row.provider, row.kind, row.units, row.amount) for row in left.bought] == [
        ("JPay", "credit", None, Decimal(5)),
        ("JPay", "stamps", 50, Decimal(15)),
    ]
    assert left.bought[0].first == BOUGHT
    assert (left.facility, left.accounts, left.used_by) == (OHIO.name, ("JPay",), ("Cousin",))
    assert (left.number, left.number_agency) == ("A1", "oh")
    assert not left.nothing


def test_nothing_stays_behind_where_provider_and_agency_stay(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    bought(world, "stamps", "12.00", units=40)
    assert world.contacts.transfer(uncle, FacilityEntry("London", "OH", "state"), MOVED).left_behind.nothing


def test_a_move_is_taken_back_with_provider_and_number(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    done = world.contacts.transfer(uncle, ELKTON, MOVED, provider="CorrLinks", id_number="12345-678")
    world.contacts.undo_transfer(done)
    detail = world.contacts.detail(uncle)
    assert [(stay.facility.name, stay.to_day) for stay in detail.stays] == [(OHIO.name, None)]
    assert detail.card.provider is not None
    assert (detail.card.provider.name, detail.card.id_number, detail.card.agency) == ("JPay", "A1", "oh")
    assert detail.former_numbers == ()


def test_what_was_edited_since_a_move_is_kept_when_it_is_taken_back(world: World) -> None:
    uncle = world.contact("Uncle", id_number="A1")
    done = world.contacts.transfer(uncle, ELKTON, MOVED, provider="CorrLinks", id_number="12345-678")
    world.contacts.edit(uncle, ContactEntry("Uncle", "12345-679", provider="Postal mail"))
    world.contacts.undo_transfer(done)
    card = world.contacts.detail(uncle).card
    assert card.provider is not None
    assert (card.provider.name, card.id_number) == ("Postal mail", "12345-679")


def test_a_move_is_not_taken_back_once_more_was_entered(world: World) -> None:
    uncle = world.contact("Uncle")
    done = world.contacts.transfer(uncle, CALIFORNIA, MOVED)
    world.contacts.end_stay(uncle, "in transit", date(2026, 11, 12))
    with pytest.raises(ConflictError, match="More was entered"):
        world.contacts.undo_transfer(done)
    assert len(world.contacts.detail(uncle).stays) == 2


def test_a_move_taken_back_twice_is_refused_the_second_time(world: World) -> None:
    uncle = world.contact("Uncle")
    done = world.contacts.transfer(uncle, CALIFORNIA, MOVED)
    world.contacts.undo_transfer(done)
    with pytest.raises(ConflictError):
        world.contacts.undo_transfer(done)


def test_a_renamed_facility_s_card_knows_its_former_names(world: World) -> None:
    from storage.tables import Facility

    uncle = world.contact("Uncle")
    with world.database.write() as session:
        facility = session.get(Facility, world.contacts.facilities()[0].id)
        assert facility is not None
        facility.former_names = "Old Lebanon\nLebanon Farm"
    stay = world.contacts.detail(uncle).stays[0]
    assert stay.facility.former_names == ("Old Lebanon", "Lebanon Farm")
