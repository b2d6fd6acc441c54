"""What the Log page offers for the next message."""

from datetime import date
from decimal import Decimal

from tests.world import CALIFORNIA, World, eastern
from tracker.directory import Saying, Where

TODAY = date(2026, 11, 23)


def offered(world: World, contact: int) -> tuple[str | None, Decimal | None]:
    used = world.messages.last_used(contact)
    names = {card.id: card.name for card in world.contacts.providers()}
    return names.get(used.provider_id or 0), used.cost


def test_the_last_message_says_what_the_next_one_uses(world: World) -> None:
    contact = world.contact()
    other = world.provider("Another app")
    world.sent(contact, eastern("2026-11-18 10:00"), provider_id=other, cost=Decimal("0.40"))
    assert offered(world, contact) == ("Another app", Decimal("0.4000"))


def test_after_a_move_the_new_provider_is_offered_and_no_old_cost(world: World) -> None:
    contact = world.contact()
    world.sent(contact, eastern("2026-11-18 10:00"), cost=Decimal("0.40"))
    world.contacts.transfer(contact, CALIFORNIA, date(2026, 11, 20), provider="GettingOut")
    assert offered(world, contact) == ("GettingOut", None)


def test_a_message_of_the_very_day_of_the_move_went_to_the_former_place(world: World) -> None:
    contact = world.contact()
    world.sent(contact, eastern("2026-11-20 10:00"), cost=Decimal("0.40"))
    world.contacts.transfer(contact, CALIFORNIA, date(2026, 11, 20), provider="GettingOut")
    assert offered(world, contact) == ("GettingOut", None)


def test_after_a_move_the_first_message_there_says_what_the_next_one_uses(world: World) -> None:
    contact = world.contact()
    world.contacts.transfer(contact, CALIFORNIA, date(2026, 11, 18), provider="GettingOut")
    world.sent(contact, eastern("2026-11-20 10:00"), provider_id=world.provider("Another app"))
    assert offered(world, contact) == ("Another app", None)


def test_after_a_change_of_provider_the_new_one_is_offered(world: World) -> None:
    contact = world.contact()
    place = world.contacts.facilities()[0].id
    world.sent(contact, eastern("2026-11-18 10:00"))
    world.contacts.change_provider("GettingOut", TODAY, "The prison, by phone", facility_id=place)
    assert offered(world, contact) == ("GettingOut", None)


def test_what_was_told_of_a_place_alone_changes_nobodys_provider(world: World) -> None:
    contact = world.contact()
    place = world.contacts.facilities()[0].id
    world.sent(contact, eastern("2026-11-18 10:00"))
    world.directory.tell(Where(place), "GettingOut", Saying("The prison", TODAY))
    assert offered(world, contact)[0] == "JPay"


def test_one_service_has_one_name_here(world: World) -> None:
    first = world.provider("Securus eMessaging")
    assert world.provider("Securus") == first
    assert world.provider("SECURUS EMESSAGING") == first
    assert world.provider("Securus video kiosk of a jail") != first
