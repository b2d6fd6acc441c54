"""Getting connected as a household lives it: steps noted, messages, several members, transfers."""

from datetime import date, timedelta

import pytest

from tests.clock import NOON
from tests.world import CALIFORNIA, OHIO, World
from tracker.contacts import ConnectionCard, ContactEntry, FacilityEntry
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError

FEDERAL = FacilityEntry("FCI Elkton", "OH", "federal")
FEDERAL_TOO = FacilityEntry("FCI Dublin", "CA", "federal")
JAIL = FacilityEntry("Lake County Jail", "OH", "county")
TODAY = NOON.date()


def federal(world: World, name: str = "Dad", **more: object) -> tuple[int, int]:
    """A contact in a federal prison, and CorrLinks."""
    contact = world.contact(name, FEDERAL, provider="CorrLinks", **more)
    return contact, world.provider("CorrLinks")


def stand_of(world: World, contact: int, provider: int, member: int | None = None) -> str:
    with world.database.read() as session:
        return world.connections.stand(session, contact, provider, member)


def card(world: World, contact: int, member: int | None = None) -> ConnectionCard:
    return world.connections.of(contact, member)


def days(found: ConnectionCard) -> dict[str, date | None]:
    return {row.step: row.day for row in found.progress.done}


def test_a_federal_contact_waits_for_the_invitation_with_a_limit_of_contacts(world: World) -> None:
    contact, _provider = federal(world)
    found = card(world, contact)
    assert (found.starts, found.progress.next, found.progress.state) == ("inside", "invited", "not started")
    assert "identification code" in found.words
    assert [limit.most for limit in found.limits] == [30]
    assert all(limit.fact.source and limit.fact.as_of for limit in found.limits)


def test_steps_are_noted_with_their_days_until_it_is_through(world: World) -> None:
    contact, provider = federal(world)
    world.connections.note(contact, provider, None, "invited", date(2026, 11, 2))
    assert card(world, contact).progress.next == "account"
    assert stand_of(world, contact, provider) == "waiting"
    world.connections.note(contact, provider, None, "account", None, "with the code")
    found = card(world, contact)
    assert (found.progress.next, found.progress.state) == ("message", "connected")
    assert days(found) == {"invited": date(2026, 11, 2), "account": None}
    assert [row.note for row in found.progress.done] == ["", "with the code"]


def test_a_message_or_a_reply_tells_that_the_way_is_open(world: World) -> None:
    for name, sent in (("Dad", True), ("Cousin", False)):
        contact, provider = federal(world, name)
        log = world.sent if sent else world.reply
        log(contact, NOON - timedelta(hours=1), provider_id=provider)
        found = card(world, contact)
        assert found.progress.state == "connected"
        assert days(found) == dict.fromkeys(("invited", "account", "message"))
        assert all(row.derived for row in found.progress.done)


def test_a_deleted_message_or_one_through_another_provider_tells_nothing(world: World) -> None:
    contact, provider = federal(world)
    world.sent(contact, NOON - timedelta(hours=2))
    logged = world.sent(contact, NOON - timedelta(hours=1), provider_id=provider)
    world.messages.delete(logged.message_id)
    assert card(world, contact).progress.state == "not started"


def test_nothing_derived_is_stored(world: World) -> None:
    contact, provider = federal(world)
    logged = world.sent(contact, NOON - timedelta(hours=1), provider_id=provider)
    assert card(world, contact).progress.next is None
    world.messages.delete(logged.message_id)
    assert card(world, contact).progress.next == "invited"


def test_denied_revoked_and_approved_again_by_their_days(world: World) -> None:
    contact = world.contact("Dad", JAIL, provider="Securus")
    provider = world.provider("Securus")
    stands = []
    # Entered in another order than they happened.
    for step, day in (("approved", 1), ("revoked", 9), ("denied", 5), ("approved", 20)):
        world.connections.note(contact, provider, None, step, date(2026, 11, day))
        stands.append(stand_of(world, contact, provider))
    assert stands == ["connected", "revoked", "revoked", "connected"]


def test_a_day_in_the_future_before_1970_or_a_step_that_is_none_is_refused(world: World) -> None:
    contact, provider = federal(world)
    wrong = (("account", TODAY + timedelta(days=1)), ("account", date(1969, 12, 31)), ("message", TODAY))
    for step, day in wrong:
        with pytest.raises(InvalidInputError):
            world.connections.note(contact, provider, None, step, day)
    with pytest.raises(InvalidInputError):
        world.connections.note(contact, provider, None, "account", TODAY, "x" * 1001)
    assert card(world, contact).progress.done == ()


def test_today_is_the_households_and_not_the_machines(world: World) -> None:
    contact, provider = federal(world)
    world.household.set_zone("Pacific/Honolulu")
    world.clock.set(NOON.replace(day=24, hour=3))
    with pytest.raises(InvalidInputError):
        world.connections.note(contact, provider, None, "invited", date(2026, 11, 24))
    assert world.connections.note(contact, provider, None, "invited", date(2026, 11, 23))


def test_what_is_gone_is_said(world: World) -> None:
    contact, provider = federal(world)
    step = world.connections.note(contact, provider, None, "invited", TODAY)
    world.connections.withdraw(step)
    for wrong in (
        lambda: world.connections.withdraw(step),
        lambda: world.connections.change(step, TODAY, ""),
        lambda: world.connections.note(999, provider, None, "invited", TODAY),
        lambda: world.connections.note(contact, 999, None, "invited", TODAY),
        lambda: world.connections.note(contact, provider, 999, "invited", TODAY),
        lambda: world.connections.of(999),
        lambda: stand_of(world, contact, 999),
    ):
        with pytest.raises(NotFoundError):
            wrong()


def test_the_same_form_and_the_same_step_are_taken_once(world: World) -> None:
    contact, provider = federal(world)
    world.connections.note(contact, provider, None, "invited", TODAY, form="one")
    with pytest.raises(FormTakenError):
        world.connections.note(contact, provider, None, "account", TODAY, form="one")
    with pytest.raises(ConflictError):
        world.connections.note(contact, provider, None, "invited", TODAY, form="two")
    assert list(days(card(world, contact))) == ["invited"]


def test_a_step_taken_away_comes_back_in_its_order(world: World) -> None:
    contact, provider = federal(world)
    first = world.connections.note(contact, provider, None, "approved", TODAY, "by phone")
    world.clock.advance(timedelta(minutes=5))
    world.connections.note(contact, provider, None, "revoked", TODAY)
    taken = world.connections.withdraw(first)
    again = world.connections.restore(taken)
    assert again != first
    assert stand_of(world, contact, provider) == "revoked"
    assert [row.note for row in card(world, contact).progress.done if row.step == "approved"] == ["by phone"]
    with pytest.raises(ConflictError):
        world.connections.restore(taken)


def test_a_step_gets_another_day_and_the_one_before_is_known(world: World) -> None:
    contact, provider = federal(world)
    step = world.connections.note(contact, provider, None, "invited", TODAY)
    was = world.connections.change(step, date(2026, 11, 2), "the letter said so")
    assert days(card(world, contact)) == {"invited": date(2026, 11, 2)}
    assert (was.day, was.note) == (TODAY, "")
    world.connections.note(contact, provider, None, "invited", TODAY)
    with pytest.raises(ConflictError):
        world.connections.change(step, TODAY, "")
    with pytest.raises(InvalidInputError):
        world.connections.change(step, TODAY + timedelta(days=1), "")
    assert world.connections.change(step, None, "").day == date(2026, 11, 2)


def test_the_same_provider_and_agency_after_a_transfer_keep_the_connection(world: World) -> None:
    contact, provider = federal(world)
    world.connections.note(contact, provider, None, "invited", date(2026, 10, 1))
    world.connections.note(contact, provider, None, "account", date(2026, 10, 2))
    world.contacts.transfer(contact, FEDERAL_TOO, date(2026, 11, 20))
    assert card(world, contact).progress.state == "connected"


def test_another_agency_starts_anew_and_the_old_one_is_kept_for_the_way_back(world: World) -> None:
    contact = world.contact("Dad", OHIO, provider="GettingOut", since=date(2026, 1, 1))
    provider = world.provider("GettingOut")
    world.connections.note(contact, provider, None, "approved", date(2026, 2, 1))
    world.sent(contact, NOON - timedelta(days=40), provider_id=provider)
    assert card(world, contact).progress.next is None
    world.contacts.transfer(contact, CALIFORNIA, date(2026, 11, 1))
    moved = card(world, contact)
    assert moved.progress.state == "not started"
    assert days(moved).keys() <= {"found"}
    world.sent(contact, NOON, provider_id=provider)
    assert card(world, contact).progress.state == "connected"
    # A step of a day before the move belongs to the place of that day.
    world.connections.note(contact, provider, None, "account", date(2026, 2, 1))
    assert days(card(world, contact))["account"] is None
    world.contacts.transfer(contact, OHIO, date(2026, 11, 22))
    assert days(card(world, contact))["approved"] == date(2026, 2, 1)


def test_two_jails_whose_agency_is_not_known_are_two(world: World) -> None:
    first, second = FacilityEntry("A place"), FacilityEntry("Another place")
    contact = world.contact("Dad", first, provider="Securus", since=date(2026, 1, 1))
    provider = world.provider("Securus")
    world.connections.note(contact, provider, None, "approved", date(2026, 2, 1))
    assert card(world, contact).progress.state == "connected"
    world.contacts.transfer(contact, second, date(2026, 11, 1))
    assert card(world, contact).progress.state == "not started"
    world.contacts.transfer(contact, first, date(2026, 11, 10))
    assert card(world, contact).progress.state == "connected"


def test_steps_noted_before_the_place_was_known_hold_once_it_is(world: World) -> None:
    contact = world.contact("Dad", None, provider="CorrLinks")
    provider = world.provider("CorrLinks")
    world.connections.note(contact, provider, None, "invited", date(2026, 11, 2))
    assert card(world, contact).progress.next == "account"
    world.contacts.transfer(contact, FEDERAL, date(2026, 11, 10))
    assert card(world, contact).progress.next == "account"


def test_each_member_has_a_connection_of_the_own(world: World) -> None:
    contact, provider = federal(world)
    mom, aunt = (world.household.add_member(name).id for name in ("Mom", "Aunt"))
    world.connections.note(contact, provider, mom, "invited", TODAY)
    world.connections.note(contact, provider, mom, "account", TODAY)
    assert card(world, contact, mom).progress.state == "connected"
    aunts = card(world, contact, aunt)
    assert (aunts.progress.state, aunts.elsewhere) == ("not started", True)
    assert card(world, contact).progress.state == "connected"
    assert stand_of(world, contact, provider, aunt) == "not started"
    assert stand_of(world, contact, provider) == "connected"


def test_a_message_opens_the_way_for_whoever_wrote_it(world: World) -> None:
    contact, provider = federal(world)
    mom, aunt = (world.household.add_member(name).id for name in ("Mom", "Aunt"))
    world.connections.note(contact, provider, aunt, "denied", date(2026, 11, 1))
    world.sent(contact, NOON - timedelta(hours=1), provider_id=provider, member_id=mom)
    assert card(world, contact, mom).progress.state == "connected"
    assert card(world, contact, aunt).progress.state == "denied"
    assert stand_of(world, contact, provider) == "connected"


def test_without_a_provider_the_next_step_is_to_find_it(world: World) -> None:
    contact = world.contact("Dad", FEDERAL, provider="CorrLinks")
    world.contacts.edit(contact, ContactEntry("Dad"))
    found = card(world, contact)
    assert (found.provider, found.progress.next, found.progress.state) == (None, "found", "not started")
    assert found.words == "FCI Elkton uses CorrLinks."
    assert [step.words for step in world.connections.next_steps()] == ["find the provider"]


def test_a_provider_the_place_does_not_use_is_asked_about_until_the_family_says_it_is_right(
    world: World,
) -> None:
    contact = world.contact("Dad", FEDERAL, provider="JPay")
    found = card(world, contact)
    assert (found.progress.next, found.progress.state) == ("found", "not started")
    assert "not JPay" in found.words
    world.connections.note(contact, world.provider("JPay"), None, "found", TODAY)
    assert card(world, contact).progress.next == "account"
