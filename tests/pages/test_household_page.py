"""The Household page: members, allowances, what time counts, the demo, where the data lies."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog

HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home:"
KEY = "household.allowance"


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


def press_key(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_it_tells_who_uses_kitelog_and_who_is_here(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("household.py")
    assert app.title[0].value == "Mom uses Kitelog"
    assert "Mom, here now" in shown(app)


def test_a_member_is_added(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Add a member")
    app.text_input(key="household.member.name").set_value("Aunt")
    press(app, "Add")
    assert app.title[0].value == "Aunt and Mom use Kitelog"
    assert "Aunt can use Kitelog now." in shown(app)


def test_a_name_that_is_taken_is_refused_and_stays_typed(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Add a member")
    app.text_input(key="household.member.name").set_value("Mom")
    press(app, "Add")
    assert "has this name already" in app.error[0].value
    assert app.text_input(key="household.member.name").value == "Mom"


@pytest.mark.parametrize(
    ("kind", "chosen", "told"),
    [
        ("facility", ("facility",), "Lakeside, Ohio: 10 business days"),
        ("provider", ("provider",), "JPay: 10 business days"),
        ("provider at a facility", ("provider", "facility"), "JPay at Lakeside, Ohio: 10 business days"),
        ("person", ("contact",), "Dad: 10 business days"),
    ],
)
def test_an_allowance_is_set_at_each_closer_place_undone_and_removed(
    family: Kitelog, open_page: OpenPage, kind: str, chosen: tuple[str, ...], told: str
) -> None:
    keys = {
        "facility": family.contacts.facilities()[0].id,
        "provider": provider_id(family),
        "contact": dad(family),
    }
    app = press(open_page("household.py"), "Set an allowance")
    app.selectbox(key=f"{KEY}.kind").set_value(kind).run()
    for name in chosen:
        app.selectbox(key=f"{KEY}.{name}").set_value(keys[name])
    app.text_input(key=f"{KEY}.amount").set_value("10")
    app.get_by_key(f"{KEY}.unit").set_value("days")
    press(app, "Save")
    assert told in shown(app)
    press(app, "Undo")
    assert not family.household.allowances()


def test_the_household_allowance_moves_what_waits(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), clock.now() - timedelta(hours=30))
    app = press(open_page("household.py"), "Set an allowance")
    app.text_input(key=f"{KEY}.amount").set_value("4")
    press(app, "Save")
    assert "An answer may take 4 business hours" in shown(app)
    assert family.overdue.counts().overdue == 1
    press(app, "Undo")
    assert family.messages.detail(sent).card.due_at is not None
    assert family.overdue.counts().overdue == 0


@pytest.mark.parametrize("wrong", ["", "abc", "-1", "0", "1e3", "1,5", "99999999", "٤"])
def test_an_allowance_that_is_no_number_of_hours_is_refused(
    family: Kitelog, open_page: OpenPage, wrong: str
) -> None:
    app = press(open_page("household.py"), "Set an allowance")
    app.text_input(key=f"{KEY}.amount").set_value(wrong)
    press(app, "Save")
    assert len(app.error) == 1
    assert family.household.settings().allowance.amount == Decimal(48)


def test_an_allowance_for_nobody_in_particular_asks_for_whom(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Set an allowance")
    app.selectbox(key=f"{KEY}.kind").set_value("person").run()
    press(app, "Save")
    assert "Choose for whom" in app.error[0].value


def test_an_allowance_is_removed_with_one_tap_and_comes_back_with_undo(
    family: Kitelog, open_page: OpenPage
) -> None:
    family.household.set_allowance(Decimal(10), "days", provider_id=provider_id(family))
    app = press(open_page("household.py"), "Remove")
    assert not family.household.allowances()
    press(app, "Undo")
    assert len(family.household.allowances()) == 1


def test_zone_and_office_window_are_set_together_and_undone(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Change zone or hours")
    app.selectbox(key="household.time.zone").set_value("America/Los_Angeles")
    app.get_by_key("household.time.way").set_value("window").run()
    assert app.time_input(key="household.time.opens").value == time(9)
    press(app, "Save")
    settings = family.household.settings()
    assert (settings.zone, settings.opens, settings.closes) == ("America/Los_Angeles", time(9), time(17))
    assert "9:00 AM to 5:00 PM" in shown(app)
    press(app, "Undo")
    settings = family.household.settings()
    assert (settings.zone, settings.opens, settings.closes) == ("America/New_York", time(0), None)


def test_a_window_that_closes_before_it_opens_is_refused(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Change zone or hours")
    app.get_by_key("household.time.way").set_value("window").run()
    app.time_input(key="household.time.closes").set_value(time(8))
    press(app, "Save")
    assert "must close later" in app.error[0].value
    assert family.household.settings().opens == time(0)


def test_a_facility_keeps_its_own_hours_and_its_zone_is_no_guess_any_more(
    family: Kitelog, open_page: OpenPage
) -> None:
    add_contact(family, "Cousin", state="TN")
    place = next(card for card in family.contacts.facilities() if card.state == "TN")
    app = open_page("household.py")
    assert "Chicago time, guessed from the state. Hours as for the household." in shown(app)
    key = f"household.facility.{place.id}"
    press_key(app, f"household.{place.id}.facility")
    app.selectbox(key=f"{key}.zone").set_value("America/New_York")
    app.get_by_key(f"{key}.way").set_value("window").run()
    press(app, "Save")
    assert "New York time. 9:00 AM to 5:00 PM counts." in shown(app)
    press_key(app, f"household.{place.id}.facility")
    app.get_by_key(f"{key}.way").set_value("same").run()
    press(app, "Save")
    assert "New York time. Hours as for the household." in shown(app)


def test_the_demo_comes_and_goes_with_a_word_of_what_happened(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("household.py"), "Load the demo")
    assert not app.exception
    assert "The demo is here" in shown(app)
    press(app, "Remove the demo")
    assert "made-up rows are gone" in shown(app)
    assert [card.name for card in family.contacts.cards()] == ["Dad"]


def test_it_tells_where_the_data_lies(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("household.py")
    assert str(family.settings.data_dir / "kitelog.db") in [code.value for code in app.code]


def test_what_people_typed_shows_to_the_letter(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member(HOSTILE)
    add_contact(kitelog, HOSTILE, HOSTILE)
    kitelog.household.set_allowance(Decimal(10), "days", provider_id=provider_id(kitelog, HOSTILE))
    app = open_page("household.py")
    assert not app.exception
    assert f"{HOSTILE}: 10 business days" in [text.value for text in app.text]
    assert not [sink.value for sink in (*app.markdown, *app.title, *app.subheader) if HOSTILE in sink.value]
