"""Getting connected on a contact's page and on Home."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.text import literal
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, press, provider_id, shown
from tracker.contacts import ConnectionCard, ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Entry

FEDERAL = FacilityEntry("FCI Elkton", "OH", "federal")
TODAY = date(2026, 11, 23)
HOSTILE = "**b** $x$ :red[x] ![](http://x.example/t.png) <b> `c` [l](http://x.example) :material/home:"
BLOCK = "connecting"
NEXT = "Dad: wait for the CorrLinks invitation"


@pytest.fixture
def dad(kitelog: Kitelog) -> int:
    """Dad in a federal prison, written to by Mom through CorrLinks."""
    kitelog.household.add_member("Mom")
    return add(kitelog, "Dad")


def add(
    kitelog: Kitelog, name: str, provider: str = "CorrLinks", place: FacilityEntry | None = FEDERAL
) -> int:
    return kitelog.contacts.add(
        ContactEntry(name, facility=place, provider=provider, since=TODAY - timedelta(days=90))
    )


def card(kitelog: Kitelog, contact: int) -> ConnectionCard:
    return kitelog.connections.of(contact, kitelog.household.members()[0].id)


def note(kitelog: Kitelog, contact: int, *steps: str, provider: str = "CorrLinks") -> None:
    for step in steps:
        member = kitelog.household.members()[0].id
        kitelog.connections.note(contact, provider_id(kitelog, provider), member, step, TODAY)


def opened(open_page: OpenPage, contact: int) -> AppTest:
    app = open_page("contacts.py", contact=contact)
    assert not app.exception
    return app


def test_the_next_step_is_said_and_noted_with_one_press(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    app = opened(open_page, dad)
    text = shown(app)
    assert "Getting connected with CorrLinks" in text
    assert "Not started" in text
    assert "identification code" in text
    assert "Wait for their invitation" in text
    assert "At most 30 people may be on the list inside" in text
    assert "confirm with the facility" in text
    press(app, "The invitation came")
    assert card(kitelog, dad).progress.next == "account"
    text = shown(app)
    assert "Noted for today: invitation came." in text
    assert literal("Invitation came, Mon 23 Nov 2026") in text
    assert "On the way" in text
    assert "The invitation came" not in [button.label for button in app.button]


def test_a_step_is_taken_back_by_undo(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    app = press(opened(open_page, dad), "The invitation came")
    press(app, "Undo")
    assert card(kitelog, dad).progress.done == ()
    assert "Taken back." in shown(app)


def test_a_page_left_open_elsewhere_does_not_note_it_twice(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    pages = [opened(open_page, dad), opened(open_page, dad)]
    for app in pages:
        press(app, "The invitation came")
    assert len(card(kitelog, dad).progress.done) == 1
    assert "This step is noted for that day already" in pages[1].error[0].value


def test_once_through_one_folded_line_is_left(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    note(kitelog, dad, "invited", "account")
    app = opened(open_page, dad)
    fold = next(row for row in app.expander if row.label.startswith("Connected"))
    assert fold.label == "Connected with CorrLinks"
    assert not fold.proto.expanded
    assert "Getting connected with" not in shown(app)
    assert [row.label for row in fold.button] == ["More", "Change", "Change"]


def test_more_notes_any_step_on_any_day(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    note(kitelog, dad, "invited", "account")
    app = press(opened(open_page, dad), "More")
    key = f"{BLOCK}.more.{dad}"
    app.get_by_key(f"{key}.step").set_value("revoked").run()
    app.date_input(key=f"{key}.day").set_value(date(2026, 11, 20))
    app.text_input(key=f"{key}.note").set_value("by letter")
    press(app, "Save")
    found = next(row for row in card(kitelog, dad).progress.done if row.step == "revoked")
    assert (found.day, found.note) == (date(2026, 11, 20), "by letter")
    assert literal("Approval taken back, Fri 20 Nov 2026: by letter") in shown(app)


def test_more_without_a_choice_or_with_a_day_to_come_says_what_to_do(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    app = press(opened(open_page, dad), "More")
    press(app, "Save")
    assert app.error[0].value == "Choose what happened\\."
    key = f"{BLOCK}.more.{dad}"
    app.get_by_key(f"{key}.step").set_value("approved").run()
    app.date_input(key=f"{key}.day").set_value(TODAY + timedelta(days=2))
    press(app, "Save")
    assert "This day is in the future" in app.error[0].value
    assert card(kitelog, dad).progress.done == ()
    app.date_input(key=f"{key}.day").set_value(None)
    press(app, "Save")
    assert [(row.step, row.day) for row in card(kitelog, dad).progress.done if not row.derived] == [
        ("approved", None)
    ]


def test_a_denial_says_whom_to_ask_and_offers_the_way_out(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    note(kitelog, dad, "denied")
    app = opened(open_page, dad)
    text = shown(app)
    assert "The answer was no. Ask the facility or CorrLinks for the reason" in text
    assert literal("Denied, Mon 23 Nov 2026") in text
    press(app, "The invitation came")
    assert (card(kitelog, dad).progress.state, card(kitelog, dad).progress.next) == ("waiting", "account")


def test_a_noted_step_gets_another_day_and_back(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    note(kitelog, dad, "invited")
    app = press(opened(open_page, dad), "Change")
    step = card(kitelog, dad).progress.done[0].id
    app.date_input(key=f"{BLOCK}.change.{step}.day").set_value(date(2026, 11, 2))
    press(app, "Save")
    assert card(kitelog, dad).progress.done[0].day == date(2026, 11, 2)
    press(app, "Undo")
    assert card(kitelog, dad).progress.done[0].day == TODAY


def test_a_noted_step_is_taken_away_and_put_back(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    note(kitelog, dad, "invited")
    app = press(opened(open_page, dad), "Change")
    press(app, "Take it away")
    assert card(kitelog, dad).progress.done == ()
    press(app, "Undo")
    assert [row.step for row in card(kitelog, dad).progress.done] == ["invited"]


def test_without_a_provider_the_way_to_find_one_is_offered(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    contact = add(kitelog, "Dad", provider="", place=None)
    app = opened(open_page, contact)
    assert "Find out which provider the place of Dad uses." in shown(app)
    labels = [button.label for button in app.button]
    assert "Find the provider" in labels
    press(app, "Choose the provider")
    assert app.selectbox(key=f"contacts.edit.{contact}.provider").value is None


def test_somebody_elses_connection_is_one_line(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    note(kitelog, dad, "invited", "account")
    aunt = kitelog.household.add_member("Aunt")
    app = open_page("contacts.py", contact=dad, me=aunt.id)
    labels = [row.label for row in app.expander]
    assert "Getting connected: somebody else of the family writes with CorrLinks" in labels


def test_a_letter_needs_no_connection(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    contact = add(kitelog, "Dad", "Postal mail")
    app = opened(open_page, contact)
    assert not [row.label for row in app.expander if "Getting connected" in row.label]
    assert "Getting connected" not in shown(app)


def test_what_was_noted_for_one_is_told_on_that_ones_page_alone(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    other = add(kitelog, "Cousin")
    app = press(opened(open_page, dad), "The invitation came")
    assert "Noted for today" in shown(app)
    app.query_params["contact"] = str(other)
    assert "Noted for today" not in shown(app.run())


@pytest.mark.parametrize("how", ["released", "died"])
def test_nothing_is_asked_of_who_is_out(kitelog: Kitelog, dad: int, open_page: OpenPage, how: str) -> None:
    kitelog.contacts.end_stay(dad, how, TODAY)
    assert "Getting connected" not in shown(opened(open_page, dad))


def test_who_is_in_transit_is_looked_for(kitelog: Kitelog, dad: int, open_page: OpenPage) -> None:
    kitelog.contacts.end_stay(dad, "in transit", TODAY)
    app = opened(open_page, dad)
    assert "Nobody has said yet where Dad is." in shown(app)
    assert "The invitation came" not in shown(app)
    assert literal("Dad: find out where they are now") in shown(open_page())


def test_what_people_typed_shows_to_the_letter(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member(HOSTILE)
    place = FacilityEntry(HOSTILE, "OH", "county")
    contact = add(kitelog, HOSTILE, HOSTILE, place)
    member = kitelog.household.members()[0].id
    kitelog.connections.note(contact, provider_id(kitelog, HOSTILE), member, "account", TODAY, HOSTILE)
    for app in (opened(open_page, contact), open_page()):
        assert not app.exception
        sinks = [*app.markdown, *app.subheader, *app.caption, *app.title]
        assert not [sink.value for sink in sinks if HOSTILE in sink.value]
        assert not [row.label for row in [*app.button, *app.expander] if HOSTILE in row.label]
        assert HOSTILE in shown(app)


def test_home_tells_the_next_step_and_leads_to_the_contact(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    app = open_page()
    assert literal(NEXT) in shown(app)
    press(app, literal(NEXT))
    assert app.title[0].value == "Dad"


def test_home_says_nothing_once_all_are_connected(
    kitelog: Kitelog, dad: int, open_page: OpenPage, clock: FixedClock
) -> None:
    kitelog.messages.log_sent(Entry(dad, provider_id(kitelog, "CorrLinks"), clock.now()))
    assert "Next steps" not in shown(open_page())


def test_home_shows_five_next_steps_and_a_link_to_the_others(
    kitelog: Kitelog, dad: int, open_page: OpenPage
) -> None:
    for number in range(6):
        add(kitelog, f"Cousin {number}")
    app = open_page()
    assert sum(str(button.key).startswith("home.next.") for button in app.button) == 5
    assert "2 more next steps" in [link.label for link in app.get("page_link")]
