"""One message opened on the Messages page: its steps, and all that can be done about it."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.text import literal
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.messages import Entry, MessageDetail, News


def dad(kitelog: Kitelog) -> int:
    return next(key for key, name in kitelog.contacts.names().items() if name == "Dad")


def ago(clock: FixedClock, **span: float) -> datetime:
    return clock.now() - timedelta(**span)


def opened(kitelog: Kitelog, message_id: int) -> MessageDetail:
    return kitelog.messages.detail(message_id)


def notes(app: AppTest) -> list[str]:
    """The notes shown, which the tests number."""
    return [text.value for text in app.text if text.value.startswith("note ")]


def entry_of(card: object, **changes: object) -> Entry:
    values = {name: getattr(card, name) for name in Entry.__dataclass_fields__}
    return Entry(**(values | changes))  # type: ignore[arg-type]


def test_an_opened_message_tells_its_steps_and_who_logged_them(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    me = family.household.members()[0].id
    sent = log_sent(family, dad(family), ago(clock, hours=5), note="note 1")
    family.messages.log_news(News(sent, "delivered", ago(clock, hours=4), me))
    card = opened(family, sent).card
    family.messages.edit(sent, entry_of(card, note="note two"), me)
    text = shown(open_page("messages.py", open=card.ref))
    assert "To Dad" in text
    assert "Delivered" in text
    assert "Logged by Mom, Mon 23 Nov, 7:40 AM" in text
    assert "Note: note 1, now note two" in text


def test_a_message_that_is_not_there_is_said(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("messages.py", open="nobody")
    assert not app.exception
    assert "no longer there" in app.error[0].value


def test_every_field_can_be_corrected_and_put_back(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    aunt = add_contact(family, "Aunt", "GettingOut")
    sent = log_sent(family, dad(family), ago(clock, hours=5, seconds=7))
    before = opened(family, sent).card
    app = press(open_page("messages.py", open=before.ref), "Edit")
    key = f"messages.edit.{sent}"
    app.selectbox(key=f"{key}.contact").set_value(aunt)
    app.selectbox(key=f"{key}.provider").set_value(provider_id(family, "GettingOut"))
    app.number_input(key=f"{key}.characters").set_value(1200)
    app.number_input(key=f"{key}.photos").set_value(2)
    app.number_input(key=f"{key}.stamps").set_value(3)
    app.text_input(key=f"{key}.cost").set_value("0.45")
    app.text_area(key=f"{key}.note").set_value("note two")
    app.text_area(key=f"{key}.body").set_value("Dear all")
    press(app, "Save")
    after = opened(family, sent).card
    assert (after.contact, after.provider, after.characters, after.photos, after.stamps) == (
        "Aunt",
        "GettingOut",
        1200,
        2,
        3,
    )
    assert (str(after.cost), after.note, after.body) == ("0.4500", "note two", "Dear all")
    assert after.at == before.at, "an untouched time keeps its seconds"
    assert "The message was corrected." in shown(app)
    press(app, "Undo")
    assert opened(family, sent).card == before


def test_a_wrong_cost_stands_beside_its_field_and_keeps_what_was_typed(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Edit")
    app.text_input(key=f"messages.edit.{sent}.cost").set_value("1,50")
    press(app, "Save")
    assert "with a point and no comma" in app.error[0].value
    assert app.text_input(key=f"messages.edit.{sent}.cost").value == "1,50"
    assert opened(family, sent).card.cost is None


def test_news_is_logged_where_the_message_is_shown(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Log news")
    key = f"messages.news.{sent}"
    app.get_by_key(f"{key}.kind").set_value("rejected").run()
    app.text_input(key=f"{key}.reason").set_value("Too many photos")
    app.get_by_key(f"{key}.refunded").set_value(True)
    press(app, "Log it")
    assert opened(family, sent).card.state == "rejected"
    assert opened(family, sent).card.refunded
    assert "Reason: Too many photos" in shown(app)
    press(app, "Undo")
    assert opened(family, sent).card.state == "sent"


def test_money_that_comes_back_later_is_one_tap_and_one_tap_back(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5), cost=Decimal("0.50"))
    family.messages.log_news(News(sent, "rejected", ago(clock, hours=4), reason="Too many photos"))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "It was refunded")
    card = opened(family, sent).card
    assert (card.state, card.refunded, card.lost) == ("rejected", True, False)
    assert family.spend.table().total.used == 0
    assert "It was refunded" not in [button.label for button in app.button]
    press(app, "Undo")
    assert opened(family, sent).card.lost


def test_a_message_that_was_free_offers_no_refund(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5), cost=Decimal(0))
    family.messages.log_news(News(sent, "rejected", ago(clock, hours=4)))
    app = open_page("messages.py", open=opened(family, sent).card.ref)
    assert "It was refunded" not in [button.label for button in app.button]


def test_news_without_saying_what_happened_is_asked_for(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Log news")
    press(app, "Log it")
    assert "Choose what happened to the message" in app.error[0].value
    assert len(opened(family, sent).events) == 1


def test_a_reply_may_answer_the_other_waiting_messages_too(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    first = log_sent(family, dad(family), ago(clock, hours=6))
    second = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, second).card.ref), "A reply came")
    app.multiselect(key=f"messages.reply.{second}.also").set_value([first])
    press(app, "Log the reply")
    assert {opened(family, one).card.state for one in (first, second)} == {"answered"}
    press(app, "Undo")
    assert {opened(family, one).card.state for one in (first, second)} == {"sent"}


def test_a_reply_can_be_told_what_it_answers(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    first = log_sent(family, dad(family), ago(clock, hours=6))
    second = log_sent(family, dad(family), ago(clock, hours=5))
    reply = family.messages.log_reply(Entry(dad(family), provider_id(family), ago(clock, hours=1)), [first])
    app = press(open_page("messages.py", open=reply.ref), "What it answers")
    chosen = app.multiselect(key=f"messages.answers.{reply.message_id}.chosen")
    assert chosen.value == [first]
    chosen.set_value([second])
    press(app, "Save")
    assert opened(family, first).card.state == "sent"
    assert opened(family, second).card.state == "answered"
    press(app, "Undo")
    assert opened(family, first).card.state == "answered"
    assert opened(family, second).card.state == "sent"


@pytest.mark.parametrize(
    ("label", "mark"), [("No answer expected", "Closed"), ("It never arrived", "Never arrived")]
)
def test_closing_is_one_tap_and_letting_it_wait_again_another(
    family: Kitelog, clock: FixedClock, open_page: OpenPage, label: str, mark: str
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), label)
    assert opened(family, sent).card.state == "closed"
    assert mark in shown(app)
    press(app, "Let it wait again")
    assert opened(family, sent).card.state == "sent"


def test_a_mistaken_step_is_taken_back_and_stays_in_the_record(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    family.messages.log_news(News(sent, "delivered", ago(clock, hours=4)))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Take back")
    assert opened(family, sent).card.state == "sent"
    assert literal("Delivered, taken back") in shown(app)
    assert "Taken back: delivered" in shown(app)


def test_deleting_asks_nothing_and_offers_undo(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5), note="note 1")
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Delete")
    assert notes(app) == []
    assert "The message was deleted." in shown(app)
    press(app, "Undo")
    assert notes(app) == ["note 1"]
    assert opened(family, sent).card.waiting


def test_a_deleted_message_can_be_restored_long_after(
    family: Kitelog, clock: FixedClock, open_page: OpenPage
) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    family.messages.delete(sent)
    clock.advance(timedelta(days=30))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Restore")
    assert not opened(family, sent).card.deleted
    assert "The message is back." in shown(app)


def test_the_undo_line_goes_after_a_while(family: Kitelog, clock: FixedClock, open_page: OpenPage) -> None:
    sent = log_sent(family, dad(family), ago(clock, hours=5))
    app = press(open_page("messages.py", open=opened(family, sent).card.ref), "Delete")
    clock.advance(timedelta(minutes=11))
    assert "Undo" not in shown(app.run())
