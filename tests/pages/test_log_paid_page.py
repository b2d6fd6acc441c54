"""The balance on the Log page: asked for with the first stamps, told with the next, and undone with them."""

from datetime import datetime, timedelta
from decimal import Decimal

from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, press, provider_id, shown
from tracker.kitelog import Kitelog
from tracker.messages import Filter, MessageCard
from tracker.spend import PurchaseEntry
from tracker.spend.balances import Account, EntryCard

QUESTION = "How many stamps were left before this one?"


def newest(kitelog: Kitelog) -> MessageCard:
    return kitelog.messages.page(Filter(), limit=1).messages[0]


def said(kitelog: Kitelog) -> tuple[EntryCard, ...]:
    """What was said of Mom's stamps at JPay."""
    return kitelog.balances.entries(stamps(kitelog))


def stamps(kitelog: Kitelog) -> Account:
    return Account(provider_id(kitelog), kitelog.household.members()[0].id, "stamp")


def asked(app: AppTest) -> bool:
    return QUESTION in [field.label for field in app.number_input]


def log_with(app: AppTest, left: int) -> AppTest:
    app.number_input(key="log.left_before").set_value(left)
    return press(app, "Log it")


def buy(kitelog: Kitelog, at: datetime, amount: str, kind: str = "stamps", units: int | None = None) -> None:
    member = kitelog.household.members()[0].id
    unit = "stamp" if units else None
    kitelog.spend.log_purchase(
        PurchaseEntry(
            provider_id(kitelog), kind, at, Decimal(amount), units=units, unit=unit, member_id=member
        )
    )


def test_with_the_first_stamps_the_page_asks_how_many_were_left(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    assert asked(app)
    log_with(app, 12)
    (opening,) = said(attica)
    assert (opening.kind, opening.number) == ("opening", 12)
    assert newest(attica).at - opening.at == timedelta(microseconds=1)
    assert newest(attica).paid == "balance"
    assert attica.balances.left(stamps(attica)) == 11
    assert not asked(app)
    assert "1 stamp, $0.15. 10 stamps left after this one. If" in shown(app)


def test_undo_takes_the_opening_back_with_its_message(attica: Kitelog, open_page: OpenPage) -> None:
    app = press(log_with(open_page("log.py"), 12), "Undo")
    assert attica.messages.count() == 0
    assert said(attica) == ()
    assert asked(app)


def test_the_question_may_stay_empty_and_is_asked_once(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = press(open_page("log.py"), "Log it")
    assert (said(attica), newest(attica).paid) == ((), None)
    clock.advance(timedelta(seconds=20))
    assert not asked(app.run())
    assert not asked(open_page("log.py"))


def test_two_quick_presses_open_the_balance_once(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = log_with(open_page("log.py"), 12)
    clock.advance(timedelta(milliseconds=250))
    press(app, "Log it")
    assert attica.messages.count() == 1
    assert len(said(attica)) == 1


def test_a_message_paid_directly_is_not_asked_about(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    app.number_input(key="log.left_before").set_value(12)
    app.get("segmented_control")[2].set_value("direct").run()
    assert not asked(app)
    press(app, "Log it")
    assert (newest(attica).paid, said(attica)) == ("direct", ())


def test_where_no_stamps_are_taken_nothing_is_asked_until_some_are(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = open_page("log.py")
    assert not asked(app)
    app.number_input(key="log.stamps").set_value(1).run()
    assert asked(app)
    log_with(app, 3)
    assert [entry.number for entry in said(family)] == [3]


def test_a_number_that_cannot_be_is_refused_at_its_field_and_nothing_is_logged(
    attica: Kitelog, open_page: OpenPage
) -> None:
    app = log_with(open_page("log.py"), 10**9)
    assert len(app.error) == 1
    assert app.number_input(key="log.left_before").value == 10**9
    assert attica.messages.count() == 0
    log_with(app, 12)
    assert not app.error
    assert [entry.number for entry in said(attica)] == [12]


def test_after_a_pack_was_bought_the_stamps_left_are_told(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    buy(attica, clock.now() - timedelta(days=1), "1.50", units=10)
    app = open_page("log.py")
    assert not asked(app)
    assert "9 stamps left after this one." in shown(app)
    app.number_input(key="log.photos").set_value(2).run()
    assert "3 stamps, $0.45. 7 stamps left after this one." in shown(app)
    app.number_input(key="log.photos").set_value(10).run()
    assert "More than what is left there: a purchase is missing." in shown(app)
    app.get("segmented_control")[2].set_value("direct").run()
    assert "left" not in shown(app)
    app.get("segmented_control")[2].set_value("balance").run()
    press(app, "Log it")
    assert attica.balances.left(stamps(attica)) == -1


def test_what_is_left_is_told_of_a_message_of_now_only(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    buy(attica, clock.now() - timedelta(days=9), "1.50", units=10)
    app = open_page("log.py")
    app.get("segmented_control")[1].set_value("earlier").run()
    assert "stamps left" not in shown(app)
    app.get("segmented_control")[1].set_value("now").run()
    assert "9 stamps left after this one." in shown(app)


def test_credit_left_is_told_in_dollars(attica: Kitelog, open_page: OpenPage, clock: FixedClock) -> None:
    buy(attica, clock.now() - timedelta(days=1), "10", "credit")
    app = open_page("log.py")
    assert "1 stamp, $0.15. $9.85 left after this one." in shown(app)
    app.text_input(key="log.cost").set_value("0.25").run()
    assert "$9.75 left after this one." in shown(app)


def test_the_next_message_draws_on_what_was_counted_without_being_told(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = log_with(open_page("log.py"), 12)
    clock.advance(timedelta(minutes=5))
    press(app.run(), "Log it")
    assert [card.paid for card in attica.messages.page(Filter()).messages] == ["balance", "balance"]
    assert attica.balances.left(stamps(attica)) == 10


def test_directly_and_from_balance_say_what_they_mean(family: Kitelog, open_page: OpenPage) -> None:
    words = shown(open_page("log.py")).replace("\\", "")
    assert "Directly: this message was paid on its own." in words
