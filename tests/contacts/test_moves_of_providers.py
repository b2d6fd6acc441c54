"""A facility or an agency changes its provider: everybody there gets it; on both databases."""

from datetime import date
from decimal import Decimal

import pytest

from storage.queries import directory as told_queries
from tests.world import CALIFORNIA, OHIO, World, eastern
from tracker.contacts import FacilityEntry, Unanswered
from tracker.directory.said.told import Saying, Where
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError
from tracker.spend import PurchaseEntry, Spend

SINCE = date(2026, 11, 16)
LONDON = FacilityEntry("London Correctional Institution", "OH", "state")


def place_of(world: World, contact: int) -> int:
    return world.contacts.detail(contact).stays[0].facility.id


def providers(world: World) -> dict[str, str]:
    return {card.name: card.provider.name if card.provider else "" for card in world.contacts.cards()}


def told(world: World) -> list[tuple[str, str, date | None, date | None]]:
    with world.database.read() as session:
        rows = told_queries.contracts(session)
        return [(name, row.role, row.from_day, row.to_day) for row, name in rows]


def test_everybody_at_the_facility_gets_the_new_provider_and_nobody_else(world: World) -> None:
    dad, cousin = world.contact(), world.contact("Cousin")
    world.contact("Uncle", CALIFORNIA)
    aunt = world.contact("Aunt")
    world.contacts.end_stay(aunt, "in transit", date(2026, 11, 10))
    world.contacts.archive(cousin)
    logged = world.sent(dad, eastern("2026-11-20 10:00"))
    entry = PurchaseEntry(
        world.provider(), "stamps", eastern("2026-01-06 10:00"), Decimal(12), units=40, unit="stamp"
    )
    Spend(world.database, world.clock).log_purchase(entry)
    done = world.contacts.change_provider(
        "GettingOut", SINCE, "the prison, by phone", facility_id=place_of(world, dad)
    )
    assert providers(world) == {"Dad": "GettingOut", "Uncle": "JPay", "Aunt": "JPay"}
    (left,) = done.left_behind
    assert (left.contact, left.facility, left.accounts) == ("Dad", OHIO.name, ("JPay",))
    assert left.unanswered == (Unanswered("JPay", 1),)
    assert [(row.units, row.amount) for row in left.bought] == [(40, Decimal(12))]
    assert world.messages.detail(logged.message_id).card.provider == "JPay"
    assert told(world) == [("GettingOut", "current", SINCE, None)]
    assert [row.name for row in world.directory.answer(place_of(world, dad)).providers] == ["GettingOut"]


def test_what_was_told_before_ends_the_day_before(world: World) -> None:
    dad = world.contact()
    world.contacts.change_provider("ViaPath", date(2026, 1, 1), "a letter", facility_id=place_of(world, dad))
    world.contacts.change_provider("Securus", SINCE, "a letter", facility_id=place_of(world, dad))
    assert told(world) == [
        ("Securus", "current", SINCE, None),
        ("ViaPath", "current", date(2026, 1, 1), date(2026, 11, 15)),
    ]


def test_an_agency_s_change_reaches_all_its_places_but_one_with_a_provider_of_its_own(world: World) -> None:
    world.contact()
    cousin, uncle = world.contact("Cousin", LONDON), world.contact("Uncle", CALIFORNIA)
    own = Saying("the prison", date(2026, 11, 1), date(2026, 11, 1))
    world.directory.tell(Where(place_of(world, cousin)), "Smart Communications", own)
    done = world.contacts.change_provider("Securus", SINCE, "a letter", agency="oh")
    assert providers(world) == {"Dad": "Securus", "Cousin": "JPay", "Uncle": "JPay"}
    assert [left.contact for left in done.left_behind] == ["Dad"]
    assert world.contacts.names_at(agency="oh") == ("Cousin", "Dad")
    assert world.contacts.names_at(facility_id=place_of(world, uncle)) == ("Uncle",)


def test_a_change_to_come_is_kept_and_changes_nobody_yet(world: World) -> None:
    dad = world.contact()
    done = world.contacts.change_provider(
        "Securus", date(2026, 12, 1), "a letter", facility_id=place_of(world, dad)
    )
    assert (done.contacts, done.left_behind) == ((), ())
    assert providers(world) == {"Dad": "JPay"}
    assert told(world) == [("Securus", "current", date(2026, 12, 1), None)]


def test_a_change_moves_no_deadline_unless_an_allowance_of_the_provider_says_so(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, eastern("2026-11-20 10:00"))
    before = world.message(logged.message_id)
    world.contacts.change_provider("Securus", SINCE, "a letter", facility_id=place_of(world, dad))
    after = world.message(logged.message_id)
    assert (after.due_at, after.wait) == (before.due_at, before.wait)


def test_a_change_is_taken_back_with_what_was_told_before(world: World) -> None:
    dad = world.contact()
    place = place_of(world, dad)
    world.contacts.change_provider("ViaPath", date(2026, 1, 1), "a letter", facility_id=place)
    before = told(world)
    done = world.contacts.change_provider("Securus", SINCE, "a letter", facility_id=place)
    world.contacts.undo_change_provider(done)
    assert told(world) == before
    assert providers(world) == {"Dad": "ViaPath"}
    with pytest.raises(ConflictError, match="More was entered"):
        world.contacts.undo_change_provider(done)


@pytest.mark.parametrize(
    ("provider", "since", "source", "field"),
    [
        ("", SINCE, "a letter", "provider"),
        ("Securus", None, "a letter", "from_day"),
        ("Securus", SINCE, " ", "source"),
    ],
)
def test_an_impossible_change_names_its_field_and_keeps_nothing(
    world: World, provider: str, since: date | None, source: str, field: str
) -> None:
    dad = world.contact()
    with pytest.raises(InvalidInputError) as caught:
        world.contacts.change_provider(provider, since, source, facility_id=place_of(world, dad))
    assert caught.value.field == field
    assert told(world) == []
    assert providers(world) == {"Dad": "JPay"}


def test_a_federal_prison_keeps_corrlinks(world: World) -> None:
    dad = world.contact(facility=FacilityEntry("FCI Elkton", "OH"), provider="CorrLinks")
    with pytest.raises(InvalidInputError, match="CorrLinks only"):
        world.contacts.change_provider("Securus", SINCE, "a letter", facility_id=place_of(world, dad))
    assert providers(world) == {"Dad": "CorrLinks"}


def test_a_form_sent_twice_changes_once_and_a_lost_place_is_said(world: World) -> None:
    dad = world.contact()
    world.contacts.change_provider("Securus", SINCE, "x", facility_id=place_of(world, dad), form="a")
    with pytest.raises(FormTakenError):
        world.contacts.change_provider("JPay", SINCE, "x", facility_id=place_of(world, dad), form="a")
    with pytest.raises(NotFoundError):
        world.contacts.change_provider("JPay", SINCE, "x", facility_id=999)
