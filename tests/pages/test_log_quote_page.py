"""The quote on the Log page: what a message costs by the price of its place, said while it is typed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import FixedClock
from tests.pages.conftest import OpenPage, add_contact, press, provider_id, shown
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.directory import PriceSaid, Saying, Where
from tracker.kitelog import Kitelog
from tracker.messages import Filter, MessageCard
from tracker.spend import PurchaseEntry

DUE = "If nothing comes back it is overdue on Wed 25 Nov, 7:40 AM."


def newest(kitelog: Kitelog) -> MessageCard:
    return kitelog.messages.page(Filter(), limit=1).messages[0]


def cost(app: AppTest) -> str:
    return str(app.text_input(key="log.cost").value)


def type_characters(app: AppTest, text: str) -> AppTest:
    return app.text_input(key="log.characters").set_value(text).run()


def told_price(kitelog: Kitelog, name: str, amount: str, unit: str = "message", **since: date) -> None:
    """The family was told a price at the first facility."""
    said = Saying("The jail, by phone", date(2026, 11, 20), **since)
    kitelog.directory.tell(Where(facility_id=1), name, said, PriceSaid(Decimal(amount), unit))


def test_the_price_of_the_place_is_said_and_filled_in_before_anything_is_typed(
    attica: Kitelog, open_page: OpenPage
) -> None:
    app = open_page("log.py")
    assert cost(app) == "0.15"
    assert f"1 stamp, $0.15. {DUE}" in shown(app)
    press(app, "Log it")
    assert (newest(attica).cost, newest(attica).stamps) == (Decimal("0.15"), None)


def test_where_a_price_comes_from_stands_one_tap_away(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    (about,) = app.get("popover")
    assert about.proto.popover.label == "About this price"
    (words,) = [str(element.value) for element in about.markdown]
    assert words.replace("\\", "").startswith(
        ":small[As of 23 Nov 2026, source undated (about 2024-25); confirm with JPay. Source: ["
    )
    type_characters(app, "6001")
    (about,) = app.get("popover")
    assert [text.value for text in about.text] == ["Text: $0.15", "What is longer than one text: $0.15"]


def test_a_price_that_was_told_names_who_told_it(family: Kitelog, open_page: OpenPage) -> None:
    told_price(family, "JPay", "0.50")
    (about,) = open_page("log.py").get("popover")
    (words,) = [str(element.value) for element in about.markdown]
    assert words == ":small[Told on 20 Nov 2026\\; confirm with JPay\\. Told by: The jail\\, by phone]"


def test_what_has_no_price_is_said(family: Kitelog, open_page: OpenPage) -> None:
    told_price(family, "JPay", "0.50")
    app = open_page("log.py")
    assert "What a photo costs is not known." not in shown(app)
    app.number_input(key="log.photos").set_value(1).run()
    assert f"$0.50. What a photo costs is not known. {DUE}" in shown(app)


def test_a_message_that_is_free_costs_nothing(family: Kitelog, open_page: OpenPage) -> None:
    told_price(family, "JPay", "0", "free")
    app = open_page("log.py")
    assert (cost(app), f"Free for you. {DUE}" in shown(app)) == ("0.00", True)


def test_a_price_by_the_character_waits_for_the_length(family: Kitelog, open_page: OpenPage) -> None:
    told_price(family, "JPay", "0.0025", "character")
    app = open_page("log.py")
    assert (cost(app), f"$0.0025 a character. {DUE}" in shown(app)) == ("", True)
    (about,) = app.get("popover")
    assert "confirm with JPay" in str(about.markdown[0].value)
    type_characters(app, "137")
    assert (cost(app), "$0.34. If" in shown(app)) == ("0.3425", True)
    press(app, "Log it")
    assert newest(family).cost == Decimal("0.3425")


def test_a_price_by_the_month_is_said_and_fills_in_nothing(family: Kitelog, open_page: OpenPage) -> None:
    told_price(family, "JPay", "9", "month")
    app = type_characters(open_page("log.py"), "137")
    assert (cost(app), f"$9.00 a month. {DUE}" in shown(app)) == ("", True)


def test_a_number_of_characters_that_no_text_has_is_quoted_and_breaks_nothing(
    attica: Kitelog, open_page: OpenPage
) -> None:
    app = type_characters(open_page("log.py"), "9" * 17)
    assert not app.exception
    press(app, "Log it")
    assert not app.exception
    assert len(app.error) == 1
    assert attica.messages.count() == 0


def test_a_subscription_bought_minutes_ago_pays_unless_stamps_or_dollars_are_said(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    told_price(family, "JPay", "0.50", "stamp")
    bought = clock.now() - timedelta(minutes=5)
    month = PurchaseEntry(provider_id(family), "subscription", bought, Decimal(9), units=1, unit="month")
    family.spend.log_purchase(month)
    app = open_page("log.py")
    assert (cost(app), "Paid by the subscription until Wed 23 Dec, 7:35 AM. If" in shown(app)) == (
        "0.00",
        True,
    )
    app.number_input(key="log.stamps").set_value(2).run()
    assert cost(app) == "1.00"
    app.number_input(key="log.stamps").set_value(None).run()
    app.get("segmented_control")[2].set_value("direct").run()
    assert cost(app) == "0.50"
    app.get("segmented_control")[2].set_value(None).run()
    press(app, "Log it")
    assert family.spend.table().total.used == Decimal(9)


def test_a_running_subscription_pays_for_the_message(
    family: Kitelog, open_page: OpenPage, clock: FixedClock
) -> None:
    told_price(family, "JPay", "0.50")
    family.spend.log_purchase(
        PurchaseEntry(
            provider_id(family),
            "subscription",
            clock.now() - timedelta(days=1),
            Decimal(9),
            units=1,
            unit="month",
        )
    )
    app = open_page("log.py")
    assert cost(app) == "0.00"
    assert "Paid by the subscription until Tue 22 Dec, 7:40 AM. If" in shown(app)


def test_a_text_counts_itself_until_a_number_is_typed(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    app.text_area(key="log.body").set_value("x" * 6001).run()
    assert app.text_input(key="log.characters").placeholder == "6001"
    assert "2 stamps, $0.30, 5,999 characters left." in shown(app)
    type_characters(app, "1,260")
    assert "1 stamp, $0.15, 4,740 characters left." in shown(app)
    type_characters(app, "")
    assert "2 stamps, $0.30" in shown(app)
    press(app, "Log it")
    assert (newest(attica).characters, newest(attica).body) == (6001, "x" * 6001)


@pytest.mark.parametrize("text", ["many", "12a", "-3", "1.5", "٣", "1" * 30])
def test_characters_that_are_no_number_are_refused_and_stay_typed(
    attica: Kitelog, open_page: OpenPage, text: str
) -> None:
    app = press(type_characters(open_page("log.py"), text), "Log it")
    assert [error.value for error in app.error] == ["Type the number of characters in digits\\, like 1260\\."]
    assert app.text_input(key="log.characters").value == text
    assert attica.messages.count() == 0
    press(type_characters(app, " 1 260 "), "Log it")
    assert newest(attica).characters == 1260


def test_the_record_of_the_first_message_is_what_was_shown(attica: Kitelog, open_page: OpenPage) -> None:
    app = open_page("log.py")
    app.text_area(key="log.body").set_value("Dear son").run()
    app.number_input(key="log.photos").set_value(1).run()
    press(app, "Log it")
    card = newest(attica)
    assert (card.characters, card.photos, card.stamps, card.cost) == (8, 1, None, Decimal("0.30"))


def test_a_hostile_provider_is_named_to_the_letter_beside_its_price(
    kitelog: Kitelog, open_page: OpenPage
) -> None:
    name = "**b** $x$ :red[x] ![](http://x.example/t.png)"
    kitelog.household.add_member("Mom")
    add_contact(kitelog, "Dad", provider=name)
    told_price(kitelog, name, "0.50")
    (about,) = open_page("log.py").get("popover")
    (words,) = [str(element.value) for element in about.markdown]
    assert "\\*\\*b\\*\\*" in words
    assert "![](" not in words


def place(kitelog: Kitelog, name: str, state: str, provider: str, kind: str = "state") -> None:
    """Mom, and Cousin at a prison of which the catalogue knows."""
    kitelog.household.add_member("Mom")
    facility = FacilityEntry(name, state, kind)
    kitelog.contacts.add(
        ContactEntry(name="Cousin", facility=facility, provider=provider, since=date(2024, 1, 1))
    )


def test_in_a_federal_prison_they_pay_by_the_minute(kitelog: Kitelog, open_page: OpenPage) -> None:
    place(kitelog, "FCI Elkton", "OH", "CorrLinks", "federal")
    app = type_characters(open_page("log.py"), "1000")
    assert cost(app) == "0.00"
    assert f"You pay nothing; they pay $0.05 a minute. 12,000 characters left. {DUE}" in shown(app)
    app.text_input(key="log.cost").set_value("2").run()
    assert "$2.00 as you say, free for you by the price known here, 12,000" in shown(app)


def test_where_only_they_are_known_to_pay_nothing_is_filled_in(kitelog: Kitelog, open_page: OpenPage) -> None:
    place(kitelog, "Central Prison", "NC", "GettingOut")
    app = open_page("log.py")
    assert cost(app) == ""
    assert f"They pay $0.03 a minute; what you pay is not known. {DUE}" in shown(app)


def test_a_price_that_was_seen_long_ago_says_when(kitelog: Kitelog, open_page: OpenPage) -> None:
    place(kitelog, "Lansing Correctional Facility", "KS", "JPay")
    words = shown(open_page("log.py")).replace("\\", "")
    assert "$0.43. If nothing" in words
    assert "As of 23 Nov 2026, seen 2009-07-12; confirm with JPay." in words
