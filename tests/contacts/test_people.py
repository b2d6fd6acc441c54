"""Adding, editing and archiving contacts, and how they answer; on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import CALIFORNIA, OHIO, World, eastern
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.directory.states import STATES
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError

MONDAY = eastern("2026-11-02 10:00")


def test_a_contact_comes_with_place_and_provider(world: World) -> None:
    dad = world.contact("Dad", id_number="12345-678")
    (card,) = world.contacts.cards()
    assert (card.id, card.name, card.id_number) == (dad, "Dad", "12345-678")
    assert card.stay is not None
    assert (card.stay.facility.name, card.stay.facility.zone) == (OHIO.name, "America/New_York")
    assert card.provider is not None
    assert card.provider.name == "JPay"
    assert world.contacts.names() == {dad: "Dad"}


def test_the_same_person_is_not_added_twice_but_a_namesake_is(world: World) -> None:
    world.contact("Dad", id_number="1")
    with pytest.raises(ConflictError, match="here already"):
        world.contact("Dad", id_number="1")
    world.contact("Dad", id_number="2")
    assert len(world.contacts.cards()) == 2


def test_a_form_sent_twice_adds_one_contact(world: World) -> None:
    world.contacts.add(ContactEntry("Dad"), form="a")
    with pytest.raises(FormTakenError):
        world.contacts.add(ContactEntry("Mom"), form="a")
    assert len(world.contacts.cards()) == 1


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ContactEntry(" "), "name"),
        (ContactEntry("x" * 201), "name"),
        (ContactEntry("Dad", id_number="x" * 101), "id_number"),
        (ContactEntry("Dad", note="\x00"), "note"),
        (ContactEntry("Dad", provider=" "), "provider"),
        (ContactEntry("Dad", facility=FacilityEntry("")), "facility"),
        (ContactEntry("Dad", facility=FacilityEntry("A place", "XX")), "state"),
        (ContactEntry("Dad", facility=FacilityEntry("A place", kind="castle")), "kind"),
        (ContactEntry("Dad", facility=FacilityEntry("A place", zone="Mars/Olympus")), "zone"),
        (ContactEntry("Dad", facility=FacilityEntry("A place", zone="../etc/passwd")), "zone"),
        (ContactEntry("Dad", facility=FacilityEntry("A place"), since=date(2030, 1, 1)), "since"),
    ],
)
def test_an_impossible_value_names_its_field_and_adds_nothing(
    world: World, entry: ContactEntry, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        world.contacts.add(entry)
    assert caught.value.field == field
    assert world.contacts.cards() == ()
    assert world.contacts.facilities() == ()
    assert world.contacts.providers() == ()


def test_an_edit_changes_the_person_and_not_the_place(world: World) -> None:
    dad = world.contact()
    world.contacts.edit(dad, ContactEntry("My father", "12345-678", provider="CorrLinks", note="Block C"))
    card = world.contacts.detail(dad).card
    assert (card.name, card.id_number, card.note) == ("My father", "12345-678", "Block C")
    assert card.stay is not None


def test_an_edit_into_somebody_else_is_refused(world: World) -> None:
    world.contact("Dad", id_number="1")
    cousin = world.contact("Cousin", id_number="2")
    with pytest.raises(ConflictError):
        world.contacts.edit(cousin, ContactEntry("Dad", "1"))


def test_an_archived_contact_leaves_the_lists_and_comes_back(world: World) -> None:
    dad = world.contact()
    world.contacts.archive(dad)
    assert world.contacts.cards() == ()
    assert world.contacts.names() == {}
    assert len(world.contacts.cards(archived=True)) == 1
    world.contacts.unarchive(dad)
    assert len(world.contacts.cards()) == 1


def test_a_contact_who_is_not_there_is_refused(world: World) -> None:
    for ask in (world.contacts.detail, world.contacts.archive, world.contacts.unarchive):
        with pytest.raises(NotFoundError):
            ask(999)


def test_a_provider_differs_from_another_by_more_than_capitals(world: World) -> None:
    assert world.provider("JPay") == world.provider("jpay")
    assert [(p.name, p.kind) for p in world.contacts.providers()] == [("JPay", "electronic")]


def test_postal_mail_is_a_provider_of_its_own_kind(world: World) -> None:
    world.provider("Postal mail")
    assert world.contacts.providers()[0].kind == "postal"


@pytest.mark.parametrize(
    ("name", "provider", "kind"),
    [
        ("FCI Elkton", "", "federal"),
        ("ADX Florence", "", "federal"),
        ("MCC Chicago", "", "federal"),
        ("Somewhere", "CorrLinks", "federal"),
        ("Attica Correctional Facility", "JPay", None),
        ("Mcci Academy", "", None),
    ],
)
def test_a_name_or_corrlinks_tells_the_bureau_of_prisons(
    world: World, name: str, provider: str, kind: str | None
) -> None:
    world.contacts.add(ContactEntry("Dad", facility=FacilityEntry(name), provider=provider))
    assert world.contacts.facilities()[0].kind == kind


@pytest.mark.parametrize(
    ("state", "zone", "guessed"),
    [("OH", "America/New_York", False), ("FL", "America/New_York", True), ("", "America/New_York", True)],
)
def test_a_split_state_s_zone_is_a_guess(world: World, state: str, zone: str, guessed: bool) -> None:
    world.contact(facility=FacilityEntry("A place", state))
    (facility,) = world.contacts.facilities()
    assert (facility.zone, facility.zone_guessed) == (zone, guessed)


def test_a_zone_that_was_typed_is_no_guess(world: World) -> None:
    world.contact(facility=FacilityEntry("A place", "FL", zone="America/Chicago"))
    (facility,) = world.contacts.facilities()
    assert (facility.zone, facility.zone_guessed) == ("America/Chicago", False)


def test_fifty_states_the_district_and_five_territories_have_a_zone_that_exists() -> None:
    from zoneinfo import ZoneInfo

    assert len(STATES) == 56
    assert all(ZoneInfo(state.zone) for state in STATES.values())


def test_waiting_and_overdue_are_counted_for_each_contact(world: World) -> None:
    dad, cousin = world.contact(), world.contact("Cousin")
    for day in (2, 3):
        world.sent(dad, eastern(f"2026-11-0{day} 10:00"))
    world.sent(dad, eastern("2026-11-22 10:00"))
    world.sent(cousin, eastern("2026-11-22 10:00"))
    cards = world.contacts.cards()
    assert [(card.name, card.overdue, card.waiting) for card in cards] == [("Dad", 2, 1), ("Cousin", 0, 1)]


def test_the_usual_reply_time_is_the_median_of_business_time(world: World) -> None:
    dad = world.contact()
    for sent, answered in [
        ("2026-11-02 10:00", "2026-11-02 13:00"),
        ("2026-11-06 15:10", "2026-11-09 15:10"),
        ("2026-11-10 09:00", "2026-11-12 09:00"),
    ]:
        logged = world.sent(dad, eastern(sent))
        world.reply(dad, eastern(answered), [logged.message_id])
    reply_time = world.contacts.detail(dad).card.reply_time
    assert reply_time is not None
    assert (reply_time.median, reply_time.n) == (timedelta(hours=24), 3)


def test_a_deleted_message_no_longer_counts_in_the_usual_reply_time(world: World) -> None:
    dad = world.contact()
    logged = world.sent(dad, MONDAY)
    world.reply(dad, MONDAY + timedelta(hours=3), [logged.message_id])
    world.messages.delete(logged.message_id)
    assert world.contacts.detail(dad).card.reply_time is None


def test_last_news_is_the_newest_step_and_no_correction(world: World) -> None:
    dad = world.contact()
    assert world.contacts.cards()[0].last_news is None
    logged = world.sent(dad, MONDAY)
    world.news(logged.message_id, "delivered", eastern("2026-11-03 16:00"))
    world.messages.close(logged.message_id)
    news = world.contacts.cards()[0].last_news
    assert news is not None
    assert (news.kind, news.at) == ("delivered", eastern("2026-11-03 16:00"))


def test_a_contact_s_page_has_stays_closures_and_the_newest_messages(world: World) -> None:
    uncle = world.contact("Uncle")
    world.sent(uncle, MONDAY, cost=Decimal("0.15"))
    world.contacts.transfer(uncle, CALIFORNIA, date(2026, 11, 9))
    detail = world.contacts.detail(uncle)
    assert [(stay.facility.state, stay.ended_by) for stay in detail.stays] == [
        ("CA", None),
        ("OH", "transferred"),
    ]
    world.contacts.add_closure(detail.stays[0].facility.id, date(2026, 11, 10), reason="lockdown")
    assert [closure.reason for closure in world.contacts.detail(uncle).closures] == ["lockdown"]
    assert len(detail.messages) == 1


def test_a_message_keeps_the_place_it_was_sent_to(world: World) -> None:
    uncle = world.contact("Uncle")
    before = world.sent(uncle, MONDAY)
    world.contacts.transfer(uncle, CALIFORNIA, date(2026, 11, 9))
    after = world.sent(uncle, eastern("2026-11-10 10:00"))
    backdated = world.sent(uncle, eastern("2026-11-03 10:00"))
    places = [world.messages.detail(logged.message_id).card.facility for logged in (before, after, backdated)]
    assert places == [OHIO.name, CALIFORNIA.name, OHIO.name]


def test_the_usual_provider_of_a_place_serves_a_first_message(world: World) -> None:
    dad = world.contact()
    assert world.contacts.usual_provider(dad) == world.provider("JPay")
    world.sent(dad, MONDAY, provider_id=world.provider("Securus eMessaging"))
    cousin = world.contacts.add(replace(ContactEntry("Cousin"), facility=OHIO))
    assert world.contacts.usual_provider(cousin) == world.provider("Securus eMessaging")
    assert world.contacts.usual_provider(world.contacts.add(ContactEntry("Mom"))) is None


@pytest.mark.parametrize(
    ("from_day", "to_day"), [(date(2026, 11, 3), date(2026, 11, 2)), (date(2026, 1, 1), date(2028, 1, 1))]
)
def test_a_closure_that_cannot_be_is_refused(world: World, from_day: date, to_day: date) -> None:
    world.contact()
    (facility,) = world.contacts.facilities()
    with pytest.raises(InvalidInputError):
        world.contacts.add_closure(facility.id, from_day, to_day)


def test_a_closure_of_nowhere_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.contacts.add_closure(999, date(2026, 11, 3))
    with pytest.raises(NotFoundError):
        world.contacts.change_closure(999, date(2026, 11, 3), None)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2026, 11, 24)])
def test_a_stay_ends_inside_itself(world: World, day: date) -> None:
    dad = world.contact()
    with pytest.raises(InvalidInputError):
        world.contacts.end_stay(dad, "in transit", day)


def test_a_stay_ends_once_and_for_a_known_reason(world: World) -> None:
    dad = world.contact()
    with pytest.raises(InvalidInputError):
        world.contacts.end_stay(dad, "escaped", date(2026, 11, 20))
    world.contacts.end_stay(dad, "released", date(2026, 11, 20))
    with pytest.raises(ConflictError):
        world.contacts.end_stay(dad, "released", date(2026, 11, 20))
