"""The guard on the Log page: it warns beside the field, says what is left, and never blocks."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, press, provider_id, shown
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog
from tracker.messages import Filter, MessageCard

ELKTON = FacilityEntry("FCI Elkton", "OH", "federal")
BROTHER = 1


@pytest.fixture
def attica(attica: Kitelog) -> Kitelog:
    """The same with other providers to choose."""
    for name in ("Securus eMessaging", "GettingOut", "CorrLinks", "Postal mail"):
        attica.contacts.add_provider(name)
    return attica


def newest(kitelog: Kitelog) -> MessageCard:
    return kitelog.messages.page(Filter(), limit=1).messages[0]


def told(app: AppTest) -> list[str]:
    """What is said in warnings and in notes, without the marks of markdown."""
    return [str(element.value).replace("\\", "") for element in (*app.warning, *app.info)]


def with_provider(app: AppTest, name: str) -> AppTest:
    return app.selectbox(key="log.provider").set_value(name).run()


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize("name", ["JPay", "Securus eMessaging", "Postal mail"])
def test_what_fits_is_not_warned_of(attica: Kitelog, open_page: OpenPage, name: str) -> None:
    app = with_provider(open_page("log.py"), name)
    assert told(app) == []
    press(app, "Log it")
    assert newest(attica).provider == name


def test_another_provider_is_warned_of_and_logged_anyway(attica: Kitelog, open_page: OpenPage) -> None:
    app = with_provider(open_page("log.py"), "GettingOut")
    (words,) = told(app)
    assert words == (
        "Attica Correctional Facility uses JPay / Securus eMessaging (as of 23 Nov 2026). "
        "A message through GettingOut may not be delivered."
    )
    assert "Log it" not in buttons(app)
    press(app, "Log it anyway")
    assert newest(attica).provider == "GettingOut"
    assert attica.messages.count() == 1


def test_the_right_provider_takes_the_warning_away(attica: Kitelog, open_page: OpenPage) -> None:
    app = with_provider(with_provider(open_page("log.py"), "GettingOut"), "JPay")
    assert told(app) == []
    assert "Log it" in buttons(app)


def test_what_was_filled_in_without_being_asked_about_is_asked_about_once(
    attica: Kitelog, open_page: OpenPage
) -> None:
    app = open_page("log.py")
    app.selectbox(key="log.provider").set_value("GettingOut")
    press(app, "Log it")
    assert attica.messages.count() == 0
    assert "may not be delivered" in told(app)[0]
    press(app, "Log it anyway")
    assert attica.messages.count() == 1


def test_a_past_message_is_judged_by_the_place_of_its_day(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    attica.contacts.transfer(BROTHER, ELKTON, date(2026, 11, 20))
    app = open_page("log.py")
    assert told(app)[0].startswith("FCI Elkton is a federal prison, and these use CorrLinks only.")
    app.get("segmented_control")[1].set_value("earlier").run()
    # As typed: without a zone.
    app.get("datetime_input")[0].set_value(datetime(2026, 11, 19, 15, 0)).run()  # noqa: DTZ001
    assert told(app) == []
    press(app, "Log it")
    assert newest(attica).at == datetime(2026, 11, 19, 20, 0, tzinfo=UTC) < clock.now()


def test_photos_that_are_too_many_are_told_of_at_their_field(attica: Kitelog, open_page: OpenPage) -> None:
    app = with_provider(open_page("log.py"), "Securus eMessaging")
    app.number_input(key="log.photos").set_value(5).run()
    assert told(app) == []
    app.number_input(key="log.photos").set_value(6).run()
    assert "5 photos in a message" in told(app)[0]
    press(app, next(label for label in buttons(app) if label.startswith("Log it")))
    assert newest(attica).photos == 6
    assert told(app) == []


def test_a_hint_informs_and_the_button_stays_what_it_was(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    kitelog.contacts.add(ContactEntry(name="Cousin", provider="GettingOut"))
    app = open_page("log.py")
    app.text_input(key="log.characters").set_value("501").run()
    assert [str(element.value) for element in app.warning] == []
    assert "GettingOut is said to take at most 500 characters" in told(app)[0]
    press(app, "Log it")
    assert newest(kitelog).characters == 501


def test_the_line_under_the_form_says_stamps_and_what_is_left(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    assert "left" not in shown(app)
    app.text_input(key="log.characters").set_value("1260").run()
    assert (
        "1 stamp, $0.15, 4,740 characters left. "
        "If nothing comes back it is overdue on Wed 25 Nov, 7:40 AM." in shown(app)
    )
    app.text_input(key="log.characters").set_value("6001").run()
    assert "2 stamps, $0.30, 5,999 characters left." in shown(app)
    assert told(app) == []


def test_where_no_price_is_known_the_line_still_says_what_is_left(
    family: Kitelog, open_page: OpenPage
) -> None:
    """What JPay takes elsewhere is no price here, but tells how long a text may be."""
    app = open_page("log.py")
    app.text_input(key="log.characters").set_value("1260").run()
    assert "$" not in shown(app)
    assert "1 stamp for the text, " in shown(app)


def test_a_connection_that_was_revoked_is_warned_of(attica: Kitelog, open_page: OpenPage) -> None:
    attica.connections.note(BROTHER, provider_id(attica), None, "revoked", date(2026, 11, 20))
    app = open_page("log.py")
    assert told(app) == ["The connection with JPay was revoked. A message will probably not be delivered."]
    press(app, "Log it anyway")
    assert attica.messages.count() == 1


def test_a_reply_is_not_guarded(attica: Kitelog, open_page: OpenPage) -> None:
    app = with_provider(open_page("log.py"), "GettingOut")
    app.get("segmented_control")[0].set_value("reply").run()
    assert told(app) == []


def test_names_in_a_warning_stand_as_they_were_typed(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    place = FacilityEntry("FCI **b** $x$ :red[x] ![](http://x.example/t.png)", "OH", "federal")
    kitelog.contacts.add(ContactEntry(name="Dad", facility=place, provider="JPay"))
    app = open_page("log.py")
    (warning,) = app.warning
    assert "\\*\\*b\\*\\*" in str(warning.value)
    assert "![](" not in str(warning.value)
