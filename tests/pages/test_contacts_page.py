"""The Contacts page: cards, adding somebody, and one contact opened."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.contact.words import doubt, masked, reply_words
from pages.parts.text import literal
from storage.tables import Facility
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.contacts import ContactDetail, ContactEntry, FacilityEntry, ReplyTime
from tracker.kitelog import Kitelog
from tracker.messages import Entry, News

HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home:"
ADD = "contacts.add"


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


def detail(kitelog: Kitelog) -> ContactDetail:
    return kitelog.contacts.detail(dad(kitelog))


def opened(open_page: OpenPage, kitelog: Kitelog) -> AppTest:
    return open_page("contacts.py", contact=dad(kitelog))


def typed(app: AppTest, key: str, value: str) -> None:
    """Types what a select box does not know yet; AppTest itself only chooses."""
    box = app.selectbox(key=key)
    box.options.append(value)
    box.set_value(value).run()


def test_without_anybody_the_form_is_open_already(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    app = open_page("contacts.py")
    assert app.title[0].value == "Whom do you write to?"
    assert app.text_input(key=f"{ADD}.name").value == ""


def test_a_contact_is_added_at_a_facility_typed_for_the_first_time(
    kitelog: Kitelog, open_page: OpenPage
) -> None:
    kitelog.household.add_member("Mom")
    app = open_page("contacts.py")
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    app.text_input(key=f"{ADD}.place").set_value("Riverbend").run()
    app.selectbox(key=f"{ADD}.state").set_value("TN")
    app.selectbox(key=f"{ADD}.kind").set_value("state").run()
    typed(app, f"{ADD}.provider", "Securus")
    app.date_input(key=f"{ADD}.since").set_value(date(2026, 3, 2))
    press(app, "Add")
    card = kitelog.contacts.cards()[0]
    assert card.stay is not None
    assert (card.name, card.stay.facility.name, card.stay.facility.state) == ("Cousin", "Riverbend", "TN")
    assert (card.stay.facility.kind, card.agency) == ("state", "tn")
    assert card.stay.from_day == date(2026, 3, 2)
    assert card.provider is not None
    assert card.provider.name == "Securus"
    assert "Cousin is here now." in shown(app)


def test_a_known_facility_is_chosen_and_not_made_twice(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    press(app, literal("Lakeside, Ohio"))
    assert "Lakeside, Ohio" in shown(app)
    press(app, "Add")
    assert len(family.contacts.facilities()) == 1
    assert {card.name for card in family.contacts.cards()} == {"Cousin", "Dad"}


def test_a_facility_is_found_while_one_types_and_another_one_can_be_kept_as_typed(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    app.text_input(key=f"{ADD}.place").set_value("lakesid").run()
    press(app, literal("Lakeside · Ohio"))
    press(app, "Another place")
    app.text_input(key=f"{ADD}.place").set_value("Lake").run()
    press(app, "Add")
    assert "Choose the facility from those found" in app.error[0].value
    press(app, "None of these: keep “Lake” as typed")
    app.selectbox(key=f"{ADD}.state").set_value("OH").run()
    press(app, "Add")
    assert {card.name for card in family.contacts.facilities()} == {"Lakeside", "Lake"}


@pytest.mark.usefixtures("state_prison")
def test_the_provider_of_the_place_is_filled_in_and_one_chosen_by_hand_stays(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    press(app, literal("Lakeside, Ohio"))
    assert app.selectbox(key=f"{ADD}.provider").value == "GettingOut"
    assert "as far as Kitelog knows" in shown(app)
    app.selectbox(key=f"{ADD}.provider").set_value("JPay").run()
    press(app, "Another place")
    app.text_input(key=f"{ADD}.place").set_value("FCI Elkton").run()
    assert app.selectbox(key=f"{ADD}.provider").value == "JPay"
    app.selectbox(key=f"{ADD}.provider").set_value(None).run()
    app.text_input(key=f"{ADD}.place").set_value("FCI Danbury").run()
    assert app.selectbox(key=f"{ADD}.provider").value == "CorrLinks"


def test_add_my_contact_here_carries_the_stored_place_and_the_provider_over(
    family: Kitelog, open_page: OpenPage
) -> None:
    place = family.contacts.facilities()[0]
    app = open_page("contacts.py", add=1, facility=place.id, provider="GettingOut")
    assert "add" not in app.query_params
    assert "facility" not in app.query_params
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    press(app, "Add")
    card = next(card for card in family.contacts.cards() if card.name == "Cousin")
    assert card.stay is not None
    assert card.provider is not None
    assert (card.stay.facility.id, card.provider.name) == (place.id, "GettingOut")


def test_add_my_contact_here_carries_a_typed_place_over(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    app = open_page("contacts.py", add=1, name="Cook County Jail", state="IL", kind="county")
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    press(app, "Add")
    (card,) = kitelog.contacts.cards()
    assert card.stay is not None
    facility = card.stay.facility
    assert (facility.name, facility.state, facility.kind) == ("Cook County Jail", "IL", "county")


def test_a_place_in_the_address_that_is_nowhere_leaves_the_form_empty(
    family: Kitelog, open_page: OpenPage
) -> None:
    for wrong in ({"facility": 999}, {"facility": "x"}, {"name": " ", "state": "XX", "kind": "castle"}):
        app = open_page("contacts.py", add=1, **wrong)
        assert not app.exception
        assert app.text_input(key=f"{ADD}.place").value == ""


def test_a_missing_name_is_said_beside_the_field_and_the_rest_stays(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    app.text_input(key=f"{ADD}.number").set_value("A1")
    press(app, "Add")
    assert "A name is missing" in app.error[0].value
    assert app.text_input(key=f"{ADD}.number").value == "A1"
    assert len(family.contacts.cards()) == 1


def test_the_same_person_twice_is_refused(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    app.text_input(key=f"{ADD}.name").set_value("Dad")
    press(app, "Add")
    assert "is here already" in app.error[0].value


def test_a_doubtful_federal_number_is_asked_about_and_still_taken(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = press(open_page("contacts.py"), "Add a contact")
    app.text_input(key=f"{ADD}.name").set_value("Cousin")
    app.text_input(key=f"{ADD}.place").set_value("FCI Elkton").run()
    app.text_input(key=f"{ADD}.number").set_value("12345").run()
    assert "look like 12345-678" in shown(app)
    press(app, "Add")
    assert {card.id_number for card in family.contacts.cards()} == {"", "12345"}


@pytest.mark.parametrize(
    ("number", "facility", "kind", "doubtful"),
    [
        ("12345-678", "FCI Elkton", None, False),
        ("12345678", "FCI Elkton", None, True),
        ("12345-678x", "Anywhere", "federal", True),
        ("A-1", "Lakeside", "state", False),
        ("", "FCI Elkton", None, False),
    ],
)
def test_only_numbers_at_federal_places_are_doubted(
    number: str, facility: str, kind: str | None, doubtful: bool
) -> None:
    assert (doubt(number, facility, "", kind) is not None) == doubtful


def test_fewer_than_five_replies_are_too_few_to_say() -> None:
    assert reply_words(None) == "Usual reply: too few to say (0 replies)"
    assert reply_words(ReplyTime(timedelta(hours=21), 4)) == "Usual reply: too few to say (4 replies)"
    words = reply_words(ReplyTime(timedelta(hours=21, minutes=50), 84))
    assert words == "Usual reply: 21 business hours, median of 84 replies"


def test_a_masked_number_shows_only_its_end() -> None:
    assert masked("12345-678") == "•••••-678"
    assert masked("1234") == "••••"


def test_a_card_tells_where_with_what_and_how_it_stands(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    log_sent(family, dad(family), clock.now() - timedelta(days=7))
    log_sent(family, dad(family), clock.now() - timedelta(hours=1))
    app = open_page("contacts.py")
    text = shown(app)
    assert app.title[0].value == "1 person has overdue messages"
    assert "Lakeside" in text
    assert "With JPay" in text
    assert literal("1 overdue, 1 waiting") in text
    assert "Last: sent, Mon 23 Nov, 6:40 AM" in text


def test_the_number_is_masked_until_tapped(family: Kitelog, open_page: OpenPage) -> None:
    family.contacts.edit(dad(family), ContactEntry("Dad", "12345-678", provider="JPay"))
    app = opened(open_page, family)
    assert "Number •••••-678" in shown(app)
    assert "12345-678" not in shown(app)
    press(app, "Show number")
    assert "Number 12345-678" in shown(app)


def test_the_timeline_has_days_messages_and_the_steps_between(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    contact = dad(family)
    sent = log_sent(family, contact, clock.now() - timedelta(days=3), note="note out")
    family.messages.log_news(News(sent, "delivered", clock.now() - timedelta(days=2)))
    family.messages.log_reply(Entry(contact, provider_id(family), clock.now(), note="note in"), [sent])
    text = shown(opened(open_page, family))
    assert "**Fri 20 Nov**" in text
    assert "**Mon 23 Nov**" in text
    assert "Delivered" in text
    assert "note out" in text
    assert "note in" in text


def test_a_contact_that_is_not_there_is_said(family: Kitelog, open_page: OpenPage) -> None:
    for wrong in ("999", "x", "9" * 30, "²"):
        app = open_page("contacts.py", contact=wrong)
        assert not app.exception
        assert "no longer there" in app.error[0].value


def test_a_contact_is_edited_and_put_back(family: Kitelog, open_page: OpenPage) -> None:
    contact = dad(family)
    app = press(opened(open_page, family), "Edit")
    app.text_input(key=f"contacts.edit.{contact}.name").set_value("Papa")
    typed(app, f"contacts.edit.{contact}.provider", "Postal mail")
    press(app, "Save")
    card = family.contacts.detail(contact).card
    assert card.provider is not None
    assert (card.name, card.provider.name) == ("Papa", "Postal mail")
    press(app, "Undo")
    assert family.contacts.detail(contact).card.name == "Dad"


@pytest.mark.parametrize(
    ("label", "title"),
    [("They moved", "Where is Dad now?"), ("The provider changed", "Which provider does Lakeside use now?")],
)
def test_a_move_and_a_change_of_provider_have_a_page_of_their_own(
    family: Kitelog, open_page: OpenPage, label: str, title: str
) -> None:
    app = press(opened(open_page, family), label)
    assert app.title[0].value.replace("\\", "") == title


@pytest.mark.usefixtures("state_prison")
def test_a_number_of_another_agency_asks_for_the_new_one_and_keeps_the_old(
    family: Kitelog, open_page: OpenPage
) -> None:
    family.contacts.edit(dad(family), ContactEntry("Dad", "A12345", provider="JPay"))
    family.contacts.transfer(dad(family), FacilityEntry("San Quentin", "CA", "state"))
    text = shown(opened(open_page, family))
    assert "Number •••345, of Ohio" in text
    assert "gives a number of its own: ask for it" in text
    family.contacts.edit(dad(family), ContactEntry("Dad", "B6789", provider="JPay"))
    text = shown(opened(open_page, family))
    assert "Number ••789\n" in text
    assert "Until Mon 23 Nov 2026: number •••345, of Ohio" in text


def test_a_renamed_facility_tells_its_former_name_in_card_and_stays(
    family: Kitelog, open_page: OpenPage
) -> None:
    with family.database.write() as session:
        facility = session.get(Facility, family.contacts.facilities()[0].id)
        assert facility is not None
        facility.name, facility.former_names = "Lakeside Center", "Lake Farm\nLakeside"
    assert "Lakeside Center, Ohio (formerly Lakeside): since" in shown(opened(open_page, family))
    assert "formerly Lakeside" in shown(open_page("contacts.py"))


@pytest.mark.parametrize(
    ("how", "state", "where"),
    [
        ("in transit", "sent", "in transit, last at Lakeside, Ohio"),
        ("released", "closed", "released from Lakeside, Ohio"),
        ("died", "closed", "died at Lakeside, Ohio"),
    ],
)
def test_a_stay_ends(
    family: Kitelog, clock: FixedClock, open_page: OpenPage, how: str, state: str, where: str
) -> None:
    sent = log_sent(family, dad(family), clock.now() - timedelta(hours=1))
    app = press(opened(open_page, family), "The stay ended")
    app.get_by_key(f"contacts.end.{dad(family)}.how").set_value(how).run()
    press(app, "Save")
    assert family.messages.detail(sent).card.state == state
    assert where in shown(app)


def test_a_closure_without_an_end_takes_two_taps_and_its_end_one(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), clock.now() - timedelta(hours=1))
    app = press(opened(open_page, family), "Closed or locked down")
    press(app, "The clock stands still")
    assert family.messages.detail(sent).card.still == "closure"
    assert "Since Mon 23 Nov 2026, no end known: Lockdown" in shown(app)
    press(app, "It is over")
    assert family.messages.detail(sent).card.due_at is not None
    press(app, "Undo")
    assert family.messages.detail(sent).card.still == "closure"
    press(app, "Remove")
    assert not detail(family).closures


def test_a_closure_tells_another_reason_in_the_family_s_words(family: Kitelog, open_page: OpenPage) -> None:
    key = f"contacts.closure.{dad(family)}"
    app = press(opened(open_page, family), "Closed or locked down")
    app.get_by_key(f"{key}.why").set_value("suspended").run()
    press(app, "The clock stands still")
    press(app, "Closed or locked down")
    app.get_by_key(f"{key}.why").set_value("other").run()
    app.text_input(key=f"{key}.reason").set_value("Flood")
    press(app, "The clock stands still")
    assert [closure.reason for closure in detail(family).closures] == ["Service suspended", "Flood"]


def test_nobody_s_clock_stands_still_for_somebody_in_transit(family: Kitelog, open_page: OpenPage) -> None:
    family.contacts.end_stay(dad(family), "in transit")
    app = press(opened(open_page, family), "Closed or locked down")
    assert "Nobody knows which facility they are at" in shown(app)
    assert "The clock stands still" not in [button.label for button in app.button]


def test_a_closure_that_ends_before_it_begins_is_refused(family: Kitelog, open_page: OpenPage) -> None:
    app = press(opened(open_page, family), "Closed or locked down")
    app.date_input(key=f"contacts.closure.{dad(family)}.to").set_value(date(2026, 11, 1))
    press(app, "The clock stands still")
    assert "ends before it begins" in app.error[0].value


def test_an_allowance_for_one_person_is_set_and_taken_back(family: Kitelog, open_page: OpenPage) -> None:
    key = f"contacts.allowance.{dad(family)}"
    app = press(opened(open_page, family), "How long an answer may take")
    app.text_input(key=f"{key}.amount").set_value("10")
    app.get_by_key(f"{key}.unit").set_value("days")
    press(app, "Save")
    assert [card.allowance.amount for card in family.household.allowances()] == [10]
    press(app, "How long an answer may take")
    assert "10 business days" in shown(app)
    press(app, "No own allowance")
    assert not family.household.allowances()


def test_an_archived_contact_is_kept_and_comes_back(family: Kitelog, open_page: OpenPage) -> None:
    app = press(opened(open_page, family), "Archive")
    assert not family.contacts.cards()
    press(app, "Bring back")
    assert len(family.contacts.cards()) == 1


def test_what_people_typed_shows_to_the_letter(
    kitelog: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    kitelog.household.add_member(HOSTILE)
    place = FacilityEntry(HOSTILE, "OH", "state")
    contact = kitelog.contacts.add(ContactEntry(HOSTILE, HOSTILE, place, HOSTILE, date(2025, 1, 1), HOSTILE))
    entry = Entry(contact, provider_id(kitelog, HOSTILE), clock.now() - timedelta(hours=1), note=HOSTILE)
    sent = kitelog.messages.log_sent(entry)
    news = News(sent.message_id, "rejected", clock.now(), reason=HOSTILE)
    kitelog.messages.log_news(news)
    kitelog.contacts.add_closure(1, date(2026, 11, 23), None, HOSTILE)
    for app in (open_page("contacts.py"), open_page("contacts.py", contact=contact)):
        assert not app.exception
        assert f"With {HOSTILE}" in [text.value for text in app.text]
        sinks = [*app.markdown, *app.title, *app.subheader]
        assert not [sink.value for sink in sinks if HOSTILE in sink.value]


def test_two_contacts_wait_side_by_side(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    aunt = add_contact(family, "Aunt", "GettingOut")
    for contact in (dad(family), aunt):
        log_sent(family, contact, clock.now() - timedelta(hours=1))
    assert open_page("contacts.py").title[0].value == "You wait to hear from 2 people"
