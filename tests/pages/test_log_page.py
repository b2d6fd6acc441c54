"""Log: what was sent, a reply, and news, on the phone's page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.contacts import ContactEntry
from tracker.kitelog import Kitelog
from tracker.messages import Filter, MessageCard

DAD = 1
FRIDAY = datetime(2026, 11, 6, 20, 10, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def newest(kitelog: Kitelog) -> MessageCard:
    return kitelog.messages.page(Filter(), limit=1).messages[0]


def typed(*parts: int) -> datetime:
    """A day and time as typed into the field: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def kind(app: AppTest, name: str) -> AppTest:
    app.get("segmented_control")[0].set_value(name)
    return app.run()


def test_without_a_contact_the_first_one_is_offered(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    app = open_page("log.py")
    assert "Add the first contact" in shown(app)
    assert len(app.selectbox) == 0


def test_one_tap_logs_a_message_like_the_last_one(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    log_sent(family, DAD, FRIDAY, cost=Decimal("0.15"))
    app = open_page("log.py")
    assert app.text_input(key="log.cost").value == "0.15"
    press(app, "Log it")
    card = newest(family)
    assert (card.contact, card.provider, card.member, card.cost) == ("Dad", "JPay", "Mom", Decimal("0.15"))
    assert card.at == clock.now()
    assert "Logged: sent to Dad, due Wed 25 Nov, 7:40 AM." in shown(app)


def test_the_person_this_member_wrote_to_last_is_remembered_over_a_reload(
    family: Kitelog, open_page: OpenPage
) -> None:
    cousin = add_contact(family, "Cousin", provider="GettingOut")
    app = open_page("log.py")
    app.selectbox(key="log.contact").set_value(cousin).run()
    press(app, "Log it")
    assert newest(family).contact == "Cousin"
    again = open_page("log.py")
    assert again.selectbox(key="log.contact").value == cousin
    assert again.selectbox(key="log.provider").value == "GettingOut"


def test_choosing_a_person_brings_their_provider_and_cost(family: Kitelog, open_page: OpenPage) -> None:
    cousin = add_contact(family, "Cousin", provider="GettingOut")
    log_sent(family, DAD, FRIDAY, cost=Decimal("0.0025"))
    app = open_page("log.py")
    app.selectbox(key="log.contact").set_value(cousin).run()
    assert (app.selectbox(key="log.provider").value, app.text_input(key="log.cost").value) == (
        "GettingOut",
        "",
    )
    app.selectbox(key="log.contact").set_value(DAD).run()
    assert (app.selectbox(key="log.provider").value, app.text_input(key="log.cost").value) == (
        "JPay",
        "0.0025",
    )


def test_the_page_says_when_it_would_be_overdue(family: Kitelog, open_page: OpenPage) -> None:
    assert "If nothing comes back it is overdue on Wed 25 Nov, 7:40 AM." in shown(open_page("log.py"))


def test_friday_afternoon_is_due_tuesday_while_it_is_typed(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    app.get("segmented_control")[1].set_value("earlier").run()
    app.get("datetime_input")[0].set_value(typed(2026, 11, 6, 15, 10)).run()
    assert "If nothing comes back it is overdue on Tue 10 Nov, 3:10 PM." in shown(app)
    press(app, "Log it")
    assert newest(family).at == FRIDAY


@pytest.mark.parametrize("typed", ["1,50", "-3", "1e400", "NaN", "0.00001", "free", "٣"])
def test_a_cost_that_is_none_is_refused_and_stays_typed(
    family: Kitelog, open_page: OpenPage, typed: str
) -> None:
    app = open_page("log.py")
    app.text_input(key="log.cost").set_value(typed)
    press(app, "Log it")
    assert len(app.error) == 1
    assert app.text_input(key="log.cost").value == typed
    assert family.messages.count() == 0
    app.text_input(key="log.cost").set_value("$1.50")
    press(app, "Log it")
    assert newest(family).cost == Decimal("1.50")
    assert not app.error


def test_a_double_click_logs_once_and_an_honest_second_message_twice(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = open_page("log.py")
    press(app, "Log it")
    clock.advance(timedelta(milliseconds=250))
    press(app, "Log it")
    assert family.messages.count() == 1
    clock.advance(timedelta(seconds=20))
    press(app, "Log it")
    assert family.messages.count() == 2


def test_after_logging_person_and_provider_stay_and_the_note_goes(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = open_page("log.py")
    app.text_input(key="log.note").set_value("for his birthday")
    app.number_input(key="log.photos").set_value(2)
    press(app, "Log it")
    assert (newest(family).note, newest(family).photos) == ("for his birthday", 2)
    assert app.text_input(key="log.note").value == ""
    assert app.number_input(key="log.photos").value == 0
    assert app.selectbox(key="log.provider").value == "JPay"


def test_undo_takes_a_sent_message_back(family: Kitelog, open_page: OpenPage) -> None:
    app = press(open_page("log.py"), "Log it")
    press(app, "Undo")
    assert family.messages.count() == 0
    assert "Undo" not in shown(app)


def test_a_missing_provider_is_said_at_its_field(kitelog: Kitelog, open_page: OpenPage) -> None:
    kitelog.household.add_member("Mom")
    kitelog.contacts.add(ContactEntry(name="Dad"))
    app = press(open_page("log.py"), "Log it")
    assert "Choose the provider" in app.error[0].value
    assert kitelog.messages.count() == 0


def test_a_reply_answers_the_message_that_is_tapped(family: Kitelog, open_page: OpenPage) -> None:
    old, new = log_sent(family, DAD, FRIDAY, note="old"), log_sent(family, DAD, TODAY, note="new")
    app = kind(open_page("log.py"), "reply")
    assert [text.value for text in app.text if text.value in ("old", "new")] == ["new", "old"]
    press(app, "It answers this")
    assert family.messages.detail(new).card.state == "answered"
    assert family.messages.detail(old).card.state == "sent"
    assert "Logged: a reply from Dad to 1 message." in shown(app)


def test_a_reply_also_answers_what_is_ticked(family: Kitelog, open_page: OpenPage) -> None:
    old, new = log_sent(family, DAD, FRIDAY), log_sent(family, DAD, TODAY)
    app = kind(open_page("log.py"), "reply")
    app.checkbox(key=f"log.reply.also.{old}").check()
    press(app, "It answers this")
    assert {family.messages.detail(one).card.state for one in (old, new)} == {"answered"}
    press(app, "Undo")
    assert {family.messages.detail(one).card.state for one in (old, new)} == {"sent"}


def test_a_reply_to_nothing_is_logged_too(family: Kitelog, open_page: OpenPage) -> None:
    app = kind(open_page("log.py"), "reply")
    assert "Nothing is waiting for an answer" in shown(app)
    press(app, "Log it")
    assert newest(family).direction == "received"


def test_a_reply_before_the_message_is_refused(family: Kitelog, open_page: OpenPage) -> None:
    log_sent(family, DAD, TODAY)
    app = kind(open_page("log.py"), "reply")
    app.get("segmented_control")[1].set_value("earlier").run()
    app.get("datetime_input")[0].set_value(typed(2026, 11, 22, 15, 10)).run()
    press(app, "It answers this")
    assert "cannot come before" in app.error[0].value
    assert family.messages.count() == 1


def test_news_of_a_rejection_keeps_reason_refund_and_appeal_day(family: Kitelog, open_page: OpenPage) -> None:
    message = log_sent(family, DAD, TODAY)
    app = kind(open_page("log.py"), "news")
    app.get("pills")[0].set_value("rejected").run()
    app.text_input(key="log.news.reason").set_value("a photo")
    app.get("segmented_control")[2].set_value(False)
    app.date_input(key="log.news.appeal").set_value(date(2026, 12, 20))
    press(app, "Log it")
    step = family.messages.detail(message).events[-1]
    assert (step.kind, step.reason, step.refunded) == ("rejected", "a photo", False)
    assert step.appeal_by == date(2026, 12, 20)
    assert family.messages.detail(message).card.lost


def test_never_arrived_counts_as_lost_and_can_be_undone(family: Kitelog, open_page: OpenPage) -> None:
    message = log_sent(family, DAD, TODAY)
    app = kind(open_page("log.py"), "news")
    app.get("pills")[0].set_value("never arrived").run()
    press(app, "Log it")
    assert family.messages.detail(message).card.lost
    press(app, "Undo")
    assert family.messages.detail(message).card.state == "sent"


def test_news_without_a_choice_is_refused(family: Kitelog, open_page: OpenPage) -> None:
    log_sent(family, DAD, TODAY)
    app = press(kind(open_page("log.py"), "news"), "Log it")
    assert "Choose what happened" in app.error[0].value


def test_the_address_fills_in_kind_person_and_message(family: Kitelog, open_page: OpenPage) -> None:
    cousin = add_contact(family, "Cousin")
    older = log_sent(family, cousin, FRIDAY, note="older")
    log_sent(family, cousin, TODAY, note="newer")
    app = open_page("log.py", kind="reply", contact=cousin, message=older)
    assert app.selectbox(key="log.contact").value == cousin
    assert next(text.value for text in app.text if text.value in ("older", "newer")) == "older"
    assert set(app.query_params) == {"me"}


@pytest.mark.parametrize("address", [{"contact": "99"}, {"contact": "x"}, {"message": "99"}, {"kind": "<b>"}])
def test_an_address_that_names_nothing_is_ignored(
    family: Kitelog, open_page: OpenPage, address: dict[str, str]
) -> None:
    app = open_page("log.py", **address)
    assert not app.exception
    assert app.selectbox(key="log.contact").value == DAD
    assert newest_kind(app) == "sent"


def newest_kind(app: AppTest) -> object:
    return app.session_state["log.kind"]


def test_hostile_names_are_logged_and_shown_to_the_letter(kitelog: Kitelog, open_page: OpenPage) -> None:
    name = "**b** $x$ :red[x] ![](http://x.example/t.png) <b> `c` [l](http://x.example) :material/home:"
    kitelog.household.add_member(name)
    contact = add_contact(kitelog, name, provider=name)
    app = press(open_page("log.py"), "Log it")
    assert not app.exception
    assert newest(kitelog).contact == name
    assert f"Logged: sent to {name}, due " in shown(app)
    assert name not in app.toast[0].value
    assert provider_id(kitelog, name) == newest(kitelog).provider_id
    assert contact == newest(kitelog).contact_id


@pytest.mark.parametrize(("name", "told"), [("Jail Chat", True), ("Postal mail", False)])
def test_a_provider_new_here_is_told_of_by_the_wider_allowance(
    family: Kitelog, open_page: OpenPage, name: str, told: bool
) -> None:
    """Letters get a longer one with their first message, so nothing is said of them before."""
    app = open_page("log.py", contact=1)
    box = app.selectbox(key="log.provider")
    box.options.append(name)  # AppTest itself types nothing
    box.set_value(name).run()
    assert ("If nothing comes back it is overdue on Wed 25 Nov, 7:40 AM." in shown(app)) is told
