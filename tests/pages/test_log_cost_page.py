"""The cost on the Log page: filled in by the price, following what is typed, and the family's own."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from pages.parts.log import cost as log_cost
from pages.parts.state import Form
from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, log_sent, press, provider_id, shown
from tracker.directory import PriceSaid, Saying, Where
from tracker.kitelog import Kitelog
from tracker.messages import Entry, Filter, MessageCard

BROTHER = 1
DUE = "If nothing comes back it is overdue on Wed 25 Nov, 7:40 AM."


def newest(kitelog: Kitelog) -> MessageCard:
    return kitelog.messages.page(Filter(), limit=1).messages[0]


def cost(app: AppTest) -> str:
    return str(app.text_input(key="log.cost").value)


def type_cost(app: AppTest, text: str) -> AppTest:
    return app.text_input(key="log.cost").set_value(text).run()


def type_characters(app: AppTest, text: str) -> AppTest:
    return app.text_input(key="log.characters").set_value(text).run()


def choose(app: AppTest, field: str, value: object) -> AppTest:
    return app.selectbox(key=f"log.{field}").set_value(value).run()


def told_price(kitelog: Kitelog, name: str, amount: str, unit: str = "message", **since: date) -> None:
    """The family was told a price at the first facility."""
    said = Saying("The jail, by phone", date(2026, 11, 20), **since)
    kitelog.directory.tell(Where(facility_id=1), name, said, PriceSaid(Decimal(amount), unit))


def test_the_cost_follows_what_is_typed(attica: Kitelog, open_page: OpenPage) -> None:
    app = type_characters(open_page("log.py"), "1260")
    assert f"1 stamp, $0.15, 4,740 characters left. {DUE}" in shown(app)
    type_characters(app, "6001")
    assert cost(app) == "0.30"
    assert "2 stamps, $0.30, 5,999 characters left." in shown(app)
    app.number_input(key="log.photos").set_value(2).run()
    assert cost(app) == "0.60"
    assert "4 stamps, $0.60, 5,999 characters left." in shown(app)
    type_characters(app, "")
    assert (cost(app), "3 stamps, $0.45. If" in shown(app)) == ("0.45", True)


def test_what_was_typed_with_the_tap_is_quoted_too(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    app.text_input(key="log.characters").set_value("6001")
    press(app, "Log it")
    assert (newest(attica).characters, newest(attica).cost) == (6001, Decimal("0.30"))


def test_a_cost_that_was_typed_is_left_alone_whatever_changes(attica: Kitelog, open_page: OpenPage) -> None:
    cousin = add_contact(attica, "Cousin")
    app = type_cost(open_page("log.py", contact=BROTHER), "0.25")
    assert "1 stamp, $0.25 as you say, $0.15 by the price known here. If" in shown(app)
    type_characters(app, "6001")
    app.number_input(key="log.photos").set_value(1).run()
    assert cost(app) == "0.25"
    assert "3 stamps, $0.25 as you say, $0.45 by the price known here, 5,999" in shown(app)
    choose(app, "contact", cousin)
    assert cost(app) == "0.25"
    choose(app, "contact", BROTHER)
    press(app, "Log it")
    assert newest(attica).cost == Decimal("0.25")


def test_a_cost_that_kitelog_once_filled_in_counts_as_typed_when_it_is_typed_later(
    attica: Kitelog, open_page: OpenPage
) -> None:
    app = type_characters(open_page("log.py"), "6001")
    assert cost(app) == "0.30"
    type_cost(app, "0.15")
    type_characters(app, "12001")
    assert cost(app) == "0.15"


def test_a_cost_that_is_emptied_is_filled_in_again(attica: Kitelog, open_page: OpenPage) -> None:
    app = type_characters(type_cost(open_page("log.py"), "0.25"), "6001")
    type_cost(app, "")
    assert cost(app) == "0.30"
    type_characters(app, "100")
    assert cost(app) == "0.15"


def test_a_cost_that_is_emptied_with_the_tap_is_filled_in_again(attica: Kitelog, open_page: OpenPage) -> None:
    app = type_cost(open_page("log.py"), "0.25")
    app.text_input(key="log.cost").set_value("")
    press(app, "Log it")
    assert newest(attica).cost == Decimal("0.15")


def test_after_logging_the_next_message_is_quoted_anew(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = type_characters(type_cost(open_page("log.py"), "0.25"), "6001")
    press(app, "Log it")
    assert (cost(app), app.text_input(key="log.characters").value) == ("0.15", "")
    clock.advance(timedelta(seconds=20))
    press(app, "Log it")
    assert [card.cost for card in attica.messages.page(Filter()).messages] == [
        Decimal("0.15"),
        Decimal("0.25"),
    ]


def test_the_cost_of_the_last_message_gives_way_to_the_price(attica: Kitelog, open_page: OpenPage) -> None:
    log_sent(attica, BROTHER, datetime(2026, 11, 20, 15, tzinfo=UTC), cost=Decimal("0.40"))
    assert cost(open_page("log.py")) == "0.15"


def test_where_no_price_is_known_nothing_is_said_and_the_last_cost_is_offered(
    family: Kitelog, open_page: OpenPage
) -> None:
    family.contacts.add_provider("GettingOut")
    log_sent(family, 1, datetime(2026, 11, 20, 15, tzinfo=UTC), cost=Decimal("0.40"))
    app = open_page("log.py")
    assert cost(app) == "0.40"
    assert "$" not in shown(app)
    assert len(app.get("popover")) == 0
    assert cost(choose(app, "provider", "GettingOut")) == ""
    assert cost(choose(app, "provider", "JPay")) == "0.40"


def test_another_person_is_quoted_at_their_own_place(attica: Kitelog, open_page: OpenPage) -> None:
    cousin = add_contact(attica, "Cousin", provider="GettingOut")
    log_sent(attica, cousin, datetime(2026, 11, 20, 15, tzinfo=UTC), cost=Decimal("0.0025"))
    app = choose(open_page("log.py"), "contact", cousin)
    assert cost(app) == "0.0025"
    assert cost(choose(app, "contact", BROTHER)) == "0.15"


def test_a_message_of_an_earlier_day_is_quoted_by_the_price_of_that_day(
    family: Kitelog, open_page: OpenPage
) -> None:
    told_price(family, "JPay", "0.50", from_day=date(2026, 11, 20))
    app = open_page("log.py")
    assert (cost(app), "$0.50. If" in shown(app)) == ("0.50", True)
    app.get("segmented_control")[1].set_value("earlier").run()
    assert cost(app) == "0.50"
    # As typed: without a zone.
    app.get("datetime_input")[0].set_value(datetime(2026, 11, 19, 23, 59)).run()  # noqa: DTZ001
    assert cost(app) == ""
    app.get("datetime_input")[0].set_value(datetime(2026, 11, 20, 0, 1)).run()  # noqa: DTZ001
    assert cost(app) == "0.50"


def test_the_stamps_of_the_quote_count_until_others_are_typed(attica: Kitelog, open_page: OpenPage) -> None:
    app = type_characters(open_page("log.py"), "6001")
    stamps = app.number_input(key="log.stamps")
    assert (stamps.value, stamps.placeholder) == (None, "2")
    stamps.set_value(3).run()
    assert (cost(app), "3 stamps, $0.45, 5,999 characters left." in shown(app)) == ("0.45", True)
    type_cost(app, "0.40")
    app.number_input(key="log.stamps").set_value(4).run()
    assert cost(app) == "0.40"
    press(app, "Log it")
    assert (newest(attica).stamps, newest(attica).cost) == (4, Decimal("0.40"))


def test_two_quick_presses_log_what_was_filled_in_once(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    app = type_cost(type_characters(open_page("log.py"), "6001"), "0.25")
    press(app, "Log it")
    clock.advance(timedelta(milliseconds=250))
    press(app, "Log it")
    assert attica.messages.count() == 1
    clock.advance(timedelta(seconds=1))
    press(type_characters(app, "50"), "Log it")
    assert [card.characters for card in attica.messages.page(Filter()).messages] == [50, 6001]


def test_a_cost_that_did_not_reach_the_browser_does_not_become_the_familys_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A run that is cut short has filled in a cost that the browser never showed."""
    kept, state = Form(), {log_cost.COST: "0.15"}
    monkeypatch.setattr(log_cost, "form", lambda _name: kept)
    monkeypatch.setattr(streamlit, "session_state", state)
    log_cost.take_over()
    log_cost.fill(Decimal("0.30"))
    state[log_cost.COST] = "0.15"
    log_cost.fill(Decimal("0.30"))
    assert state[log_cost.COST] == "0.30"
    state[log_cost.COST] = "0.15"
    log_cost.fill(Decimal("0.15"))
    log_cost.drawn()
    assert not log_cost.is_typed()
    log_cost.fill(Decimal("0.45"))
    assert state[log_cost.COST] == "0.45"
    log_cost.drawn()
    state[log_cost.COST] = "0.15"
    assert log_cost.is_typed()


def test_a_cost_that_was_typed_while_another_was_filled_in_is_shown_again_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The browser got the filled in cost after the family's own had left it."""
    told: list[str] = []

    class State(dict[str, str]):
        def __setitem__(self, key: str, value: str) -> None:
            told.append(value)
            super().__setitem__(key, value)

    kept = Form()
    monkeypatch.setattr(log_cost, "form", lambda _name: kept)
    monkeypatch.setattr(streamlit, "session_state", State({log_cost.COST: ""}))
    log_cost.fill(Decimal("3.15"))
    streamlit.session_state.update({log_cost.COST: "1.25"})
    log_cost.fill(Decimal("3.15"))
    log_cost.fill(Decimal("3.15"))
    assert told == ["3.15", "1.25"]
    assert log_cost.is_typed()


def test_a_correction_says_what_the_message_costs_by_the_price_known(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    by = attica.household.members()[0].id
    entry = Entry(BROTHER, provider_id(attica), clock.now(), by, characters=6001)
    sent = attica.messages.log_sent(entry)
    app = open_page("messages.py", open=sent.ref)
    press(app, "Edit")
    field = app.text_input(key=f"messages.edit.{sent.message_id}.cost")
    assert (field.value, field.placeholder) == ("", "0.30")
    app.number_input(key=f"messages.edit.{sent.message_id}.photos").set_value(1).run()
    assert app.text_input(key=f"messages.edit.{sent.message_id}.cost").placeholder == "0.45"
    field.set_value("0.25").run()
    assert "$0.45 by the price known." in shown(app).replace("\\", "")


def test_a_corrected_message_costs_what_the_price_says_of_it_unless_the_family_said_otherwise(
    attica: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    press(type_characters(open_page("log.py"), "100"), "Log it")
    filled = newest(attica)
    app = open_page("messages.py", open=filled.ref)
    press(app, "Edit")
    where = f"messages.edit.{filled.id}"
    for photos, said in ((2, "0.45"), (0, "0.15"), (1, "0.30")):
        app.number_input(key=f"{where}.photos").set_value(photos).run()
        assert app.text_input(key=f"{where}.cost").value == said
    # What is typed last comes with the tap.
    app.number_input(key=f"{where}.characters").set_value(6001)
    press(app, "Save")
    assert (newest(attica).photos, newest(attica).cost) == (1, Decimal("0.45"))
    clock.advance(timedelta(minutes=1))
    press(app, "Edit")
    app.text_input(key=f"{where}.cost").set_value("0.99").run()
    app.number_input(key=f"{where}.photos").set_value(9).run()
    assert app.text_input(key=f"{where}.cost").value == "0.99"
    press(app, "Save")
    assert (newest(attica).photos, newest(attica).cost) == (9, Decimal("0.99"))
