"""Home: what is overdue, what waits, the last news, and this month's spend."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.messages import Entry, News
from tracker.spend import PurchaseEntry

FRIDAY = datetime(2026, 11, 6, 20, 10, tzinfo=UTC)  # Fri 6 Nov, 3:10 PM in New York and Ohio
WEDNESDAY = datetime(2026, 11, 18, 17, 59, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DAD = 1


def test_a_household_without_contacts_is_invited_to_add_the_first(
    kitelog: Kitelog, open_page: OpenPage
) -> None:
    kitelog.household.add_member("Mom")
    app = open_page()
    assert app.title[0].value == "Who do you write to?"
    assert "Add the first contact" in shown(app)
    assert "Look around with a demo" in shown(app)


def test_the_demo_fills_home_and_can_be_removed(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    app = press(open_page(), "Look around with a demo")
    assert not app.exception
    assert "overdue" in app.title[0].value
    assert kitelog.transfer.demo_present()


def test_contacts_without_messages_are_asked_for_the_first_message(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = open_page()
    assert app.title[0].value == "Nothing is overdue"
    assert "Log the first message" in shown(app)


def test_the_title_counts_what_is_overdue_and_the_card_says_why(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    log_sent(family, DAD, FRIDAY, note="About the visit")
    clock.set(datetime(2026, 11, 11, 1, 10, tzinfo=UTC))
    family.overdue.sweep()
    app = open_page()
    assert app.title[0].value == "1 message is overdue"
    texts = shown(app)
    assert "Saturday and Sunday did not count. 48 business hours ended Tue 10 Nov, 3:10 PM." in texts
    assert "With JPay." in texts
    assert "About the visit" in texts
    assert "5 business hours late" in texts


def test_the_longest_overdue_comes_first_and_snoozed_ones_last(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    first = log_sent(family, DAD, FRIDAY, note="first")
    log_sent(family, DAD, FRIDAY + timedelta(hours=1), note="second")
    family.overdue.sweep()
    notes = [text.value for text in open_page().text if text.value in ("first", "second")]
    assert notes == ["first", "second"]
    flag = next(card.flag_id for card in family.overdue.overdue() if card.message.id == first)
    assert flag is not None
    family.overdue.snooze(flag, timedelta(days=1))
    app = open_page()
    assert [text.value for text in app.text if text.value in ("first", "second")] == ["second", "first"]
    assert "Snoozed until" in shown(app)


def test_five_cards_stand_on_home_and_a_link_leads_to_the_rest(family: Kitelog, open_page: OpenPage) -> None:
    for hour in range(7):
        log_sent(family, DAD, FRIDAY + timedelta(hours=hour))
    app = open_page()
    assert app.title[0].value == "7 messages are overdue"
    assert sum(button.label == "A reply came" for button in app.button) == 5
    assert "2 more are overdue" in [link.label for link in app.get("page_link")]


def test_delivered_is_logged_at_once_and_can_be_undone(family: Kitelog, open_page: OpenPage) -> None:
    message = log_sent(family, DAD, FRIDAY)
    app = press(open_page(), "It was delivered")
    assert family.messages.detail(message).card.state == "delivered"
    assert app.title[0].value == "Nothing is overdue"
    press(app, "Undo")
    assert family.messages.detail(message).card.state == "sent"
    assert app.title[0].value == "1 message is overdue"
    assert "Undo" not in shown(app)


def test_a_message_that_was_read_is_not_offered_as_delivered(family: Kitelog, open_page: OpenPage) -> None:
    message = log_sent(family, DAD, FRIDAY)
    family.messages.log_news(News(message, "read", FRIDAY + timedelta(hours=1)))
    labels = [button.label for button in open_page().button]
    assert "A reply came" in labels
    assert "It was delivered" not in labels


def test_a_reply_came_opens_log_with_person_and_message_filled_in(
    family: Kitelog, open_page: OpenPage
) -> None:
    add_contact(family, "Cousin")
    log_sent(family, DAD, FRIDAY, note="the old one")
    log_sent(family, DAD, TODAY, note="the new one")
    app = press(open_page(), "A reply came")
    assert app.title[0].value == "What happened?"
    assert app.selectbox(key="log.contact").value == DAD
    assert next(text.value for text in app.text if text.value.startswith("the ")) == "the old one"


def test_a_deadline_that_passes_shows_without_a_change_of_data(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    message = log_sent(family, DAD, TODAY)
    app = open_page()
    assert app.title[0].value == "Nothing is overdue"
    due = family.messages.detail(message).card.due_at
    assert due is not None
    clock.set(due)
    assert app.run().title[0].value == "Nothing is overdue"
    clock.advance(timedelta(minutes=1))
    assert app.run().title[0].value == "1 message is overdue"


def test_what_waits_is_drawn_with_its_deadline_and_said_in_words(
    family: Kitelog, open_page: OpenPage
) -> None:
    log_sent(family, DAD, TODAY)
    app = open_page()
    chart = app.get("plotly_chart")[0].proto
    assert "Dad: 40 business hours left, due Wed 25 Nov, 12:00 AM" in chart.alt
    assert "1 message is waiting." in shown(app)
    assert "Dad, due Wed 25 Nov, 12:00 AM" in chart.spec


def test_the_last_news_of_each_contact_is_listed(family: Kitelog, open_page: OpenPage) -> None:
    log_sent(family, DAD, FRIDAY)
    by = family.household.members()[0].id
    family.messages.log_reply(Entry(DAD, provider_id(family), WEDNESDAY, by))
    assert "Dad: received, Wed 18 Nov, 12:59 PM" in shown(open_page())


def test_this_month_is_compared_with_the_month_before(family: Kitelog, open_page: OpenPage) -> None:
    for day, amount in ((20, "10.00"), (40, "12.50")):
        at = family.clock.now() - timedelta(days=day)
        family.spend.log_purchase(
            PurchaseEntry(provider_id(family), "stamps", at, Decimal(amount), units=20, unit="stamp")
        )
    app = open_page()
    assert "Paid $10.00, $2.50 less than in all of October." in shown(app)
    table = app.table[0].value.to_numpy().tolist()
    assert [cell.replace("\\", "").replace("\u2060", "") for cell in table[0]] == ["JPay", "$10.00", "$12.50"]


@pytest.mark.parametrize(
    "name", ["**b** $x$ :red[x]", "![](http://x.example/t.png)", "<b>x</b> :material/home:", "a](b) `c`"]
)
def test_a_hostile_name_is_never_markup(kitelog: Kitelog, open_page: OpenPage, name: str) -> None:
    kitelog.household.add_member(name)
    contact = add_contact(kitelog, name, provider=name)
    by = kitelog.household.members()[0].id
    for at in (FRIDAY, TODAY):
        entry = Entry(contact, provider_id(kitelog, name), at, by, note=name, body=name)
        kitelog.messages.log_sent(entry)
    app = open_page()
    assert not app.exception
    markup = (app.title, app.subheader, app.markdown, app.button, app.toast, app.expander)
    for element in (element for kind in markup for element in kind):
        assert name not in str(getattr(element, "label", "") or getattr(element, "value", ""))
    assert name in shown(app)
