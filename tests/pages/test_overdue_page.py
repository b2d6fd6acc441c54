"""The Overdue page: what is late and why, what can be done in place, and how earlier waits ended."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.messages import Entry, News

MONDAY = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> `code` [l](http://x) :material/home:"


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


@pytest.fixture
def late(family: Kitelog) -> int:
    """A message sent on Monday 16 November, 10:00 AM: overdue since Wednesday."""
    message = log_sent(family, dad(family), MONDAY, note="note late")
    family.overdue.sweep()
    return message


def flag_state(kitelog: Kitelog) -> str:
    return kitelog.overdue.flags(1)[0].state


def test_without_messages_it_says_what_will_stand_here(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("overdue.py")
    assert app.title[0].value == "Nothing is overdue"
    assert "no answer comes in time, it stands here" in shown(app)


def test_what_waits_within_its_time_is_one_tap_away(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    log_sent(family, dad(family), clock.now() - timedelta(hours=1))
    app = open_page("overdue.py")
    assert app.title[0].value == "Nothing is overdue"
    assert "1 more is waiting" in shown(app)
    assert any("state=waiting" in link.proto.query_string for link in app.get("page_link"))


def test_an_overdue_message_explains_itself(family: Kitelog, late: int, open_page: OpenPage) -> None:
    app = open_page("overdue.py")
    text = shown(app)
    assert app.title[0].value == "1 message is overdue"
    assert "Sent Mon 16 Nov, 10:00 AM." in text
    assert "48 business hours ended Wed 18 Nov, 10:00 AM." in text
    assert "note late" in text


def test_the_longest_overdue_stands_first(family: Kitelog, late: int, open_page: OpenPage) -> None:
    log_sent(family, dad(family), MONDAY - timedelta(days=7), note="note later still")
    text = shown(open_page("overdue.py"))
    assert text.index("note later still") < text.index("note late\n")


def test_a_message_that_becomes_overdue_appears_while_the_page_stays_open(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    log_sent(family, dad(family), clock.now() - timedelta(hours=1))
    app = open_page("overdue.py")
    clock.advance(timedelta(days=6))
    assert app.run().title[0].value == "1 message is overdue"


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        ("4 hours", datetime(2026, 11, 23, 16, 40, tzinfo=UTC)),
        ("1 day", datetime(2026, 11, 24, 12, 40, tzinfo=UTC)),
        ("2 days", datetime(2026, 11, 25, 12, 40, tzinfo=UTC)),
    ],
)
def test_a_flag_is_snoozed_for_business_time_and_comes_back(
    family: Kitelog, late: int, clock: FixedClock, open_page: OpenPage, choice: str, until: datetime
) -> None:
    app = open_page("overdue.py")
    app.get_by_key(f"overdue.{late}.snooze").set_value(choice).run()
    assert family.overdue.flags(1)[0].snoozed_until == until
    assert "Snoozed, or you know about it" in shown(app)
    clock.set(until + timedelta(seconds=1))
    assert "Snoozed, or you know about it" not in shown(app.run())


def test_a_flag_is_snoozed_until_a_chosen_day_and_time(
    family: Kitelog, late: int, open_page: OpenPage
) -> None:
    app = open_page("overdue.py")
    app.get_by_key(f"overdue.{late}.snooze").set_value("choose").run()
    key = f"overdue.until.{late}"
    app.date_input(key=f"{key}.day").set_value(datetime(2026, 11, 27).date())  # noqa: DTZ001 - a day
    app.time_input(key=f"{key}.time").set_value(datetime(2026, 11, 27, 8, 30).time())  # noqa: DTZ001
    press(app, "Snooze until then")
    assert family.overdue.flags(1)[0].snoozed_until == datetime(2026, 11, 27, 13, 30, tzinfo=UTC)


def test_a_snooze_into_the_past_is_refused_beside_the_form(
    family: Kitelog, late: int, open_page: OpenPage
) -> None:
    app = open_page("overdue.py")
    app.get_by_key(f"overdue.{late}.snooze").set_value("choose").run()
    app.date_input(key=f"overdue.until.{late}.day").set_value(datetime(2026, 11, 20).date())  # noqa: DTZ001
    press(app, "Snooze until then")
    assert "This time has passed" in app.error[0].value
    assert flag_state(family) == "open"


def test_a_family_that_knows_says_so_and_can_be_reminded_again(
    family: Kitelog, late: int, open_page: OpenPage
) -> None:
    app = press(open_page("overdue.py"), "I know")
    assert flag_state(family) == "acknowledged"
    press(app, "Undo")
    assert flag_state(family) == "open"
    press(app, "I know")
    press(app, "Remind me again")
    assert flag_state(family) == "open"


def test_a_delivery_is_one_tap_and_can_be_undone(family: Kitelog, late: int, open_page: OpenPage) -> None:
    app = press(open_page("overdue.py"), "It was delivered")
    assert app.title[0].value == "Nothing is overdue"
    assert family.messages.detail(late).card.state == "delivered"
    press(app, "Undo")
    assert app.title[0].value == "1 message is overdue"


def test_a_reply_is_logged_in_place(family: Kitelog, late: int, open_page: OpenPage) -> None:
    app = press(open_page("overdue.py"), "A reply came")
    press(app, "Log the reply")
    assert family.messages.detail(late).card.state == "answered"
    assert app.title[0].value == "Nothing is overdue"
    assert list(app.dataframe[0].value["How it ended"]) == ["Answered"]


def test_other_news_is_logged_in_place(family: Kitelog, late: int, open_page: OpenPage) -> None:
    app = press(open_page("overdue.py"), "Other news")
    app.get_by_key(f"overdue.news.{late}.kind").set_value("returned").run()
    press(app, "Log it")
    assert family.messages.detail(late).card.state == "returned"


def test_the_chart_waits_for_five_flags_and_has_its_table(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    for day in range(4):
        message = log_sent(family, dad(family), MONDAY - timedelta(days=day))
        family.messages.log_news(News(message, "returned", clock.now()))
    app = open_page("overdue.py")
    assert not app.get("plotly_chart")
    assert len(app.dataframe) == 1
    log_sent(family, dad(family), MONDAY)
    app = open_page("overdue.py")
    assert len(app.get("plotly_chart")) == 1
    table = app.dataframe[0].value
    assert list(table["Facility"]) == ["Lakeside"]
    assert list(table["Waits too long"]) == [5]


def test_more_than_twenty_are_shown_on_demand(family: Kitelog, open_page: OpenPage) -> None:
    for number in range(23):
        log_sent(family, dad(family), MONDAY, note=f"note {number}")
    app = open_page("overdue.py")
    assert shown(app).count("A reply came") == 20
    press(app, "Show 3 more")
    assert shown(app).count("A reply came") == 23


def test_what_people_typed_shows_to_the_letter(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member(HOSTILE)
    contact = add_contact(kitelog, HOSTILE, HOSTILE)
    entry = Entry(contact, provider_id(kitelog, HOSTILE), MONDAY, note=HOSTILE)
    kitelog.messages.log_sent(entry)
    app = open_page("overdue.py")
    assert not app.exception
    assert HOSTILE in [text.value for text in app.text]
    assert not [sink.value for sink in (*app.markdown, *app.title, *app.subheader) if HOSTILE in sink.value]


def test_a_step_that_no_longer_fits_is_refused_in_a_sentence(
    family: Kitelog, late: int, open_page: OpenPage
) -> None:
    app = open_page("overdue.py")
    family.messages.close(late)
    press(app, "I know")
    assert not app.exception
    assert "no longer overdue" in app.error[0].value
