"""Log as a phone sees it: what only a real browser can show."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Hosts, chromium_running, window
from tests.browser.hand import choose, settled, two_quick_clicks
from tests.browser.server import serving
from tests.pages.conftest import add_contact
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog, open_kitelog
from tracker.messages import Filter, MessageCard
from tracker.settings import Settings

pytestmark = pytest.mark.browser
HOSTILE = (
    "**b** $x$ :red[x] ![](http://x.example/t.png) <b>b</b> `c` [l](http://x.example) :material/home: ~~s~~"
)


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Kitelog]:
    """A household of Mom, and a contact named in hostile markup, in the server's folder."""
    opened = open_kitelog(Settings(data_dir=tmp_path))
    opened.household.add_member("Mom")
    add_contact(opened, HOSTILE, provider=HOSTILE)
    yield opened
    opened.close()


@pytest.fixture
def attica(household: Kitelog) -> Kitelog:
    """The same with My brother, written to last, where JPay takes a stamp of $0.15 for 6,000 characters."""
    place = FacilityEntry("Attica Correctional Facility", "NY", "state")
    brother = ContactEntry(name="My brother", facility=place, provider="JPay", since=date(2024, 1, 1))
    household.contacts.add(brother)
    return household


@pytest.fixture
def phone(household: Kitelog, tmp_path: Path) -> Iterator[Page]:
    """The Log page on a phone. It asks no other host."""
    with serving(tmp_path, command="streamlit") as url, chromium_running() as browser:
        page = window(browser, PHONE).new_page()
        hosts = Hosts(page)
        page.goto(f"{url}/log")
        expect(page.get_by_role("button", name="Log it")).to_be_visible(timeout=30_000)
        yield page
        assert not hosts.others_than(url)


def logged(kitelog: Kitelog) -> tuple[MessageCard, ...]:
    return kitelog.messages.page(Filter()).messages


def test_two_quick_clicks_log_one_message_and_show_names_as_typed(household: Kitelog, phone: Page) -> None:
    button = phone.get_by_role("button", name="Log it")
    settled(phone)
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844, "one tap: the button is in sight when the page opens"
    two_quick_clicks(button)
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    phone.wait_for_timeout(1_000)
    assert len(logged(household)) == 1
    toast = phone.get_by_test_id("stToastText").first.inner_text()
    assert f"sent to {HOSTILE}" in toast.replace("\u2060", "")
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_test_id("stMain").get_by_text("Taken back")).to_be_visible()
    assert logged(household) == ()


def test_home_shows_hostile_names_to_the_letter(household: Kitelog, phone: Page) -> None:
    phone.get_by_role("button", name="Log it").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    phone.goto(phone.url.replace("/log", "/"))
    main = phone.get_by_test_id("stMain")
    expect(main.get_by_text("Nothing is overdue")).to_be_visible()
    expect(main.locator(".annotation-text")).to_contain_text("**b** $x$ :red[x]")
    expect(main.get_by_role("link", name="All spend")).to_be_visible()
    # Its line under "Last news", and its provider in the table of this month.
    assert main.inner_text().replace("\u2060", "").count(HOSTILE) >= 2
    assert main.locator("img").count() == 0


def test_a_provider_that_is_not_known_yet_can_be_typed(household: Kitelog, phone: Page) -> None:
    choose(phone, "With", "Postal mail")
    phone.get_by_role("button", name="Log it").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    assert [card.provider for card in logged(household)] == ["Postal mail"]


def test_an_address_that_is_none_gets_a_page_of_our_own(phone: Page) -> None:
    phone.goto(phone.url.replace("/log", "/nowhere"))
    expect(phone.get_by_role("heading", name="There is no such page")).to_be_visible(timeout=30_000)
    assert phone.get_by_role("dialog").count() == 0
    phone.get_by_test_id("stMain").get_by_role("link", name="Home").click()
    expect(phone.get_by_role("heading", name="Nothing is overdue")).to_be_visible()


def test_the_quote_follows_the_typing_and_nothing_typed_is_lost(attica: Kitelog, phone: Page) -> None:
    phone.goto(f"{phone.url}&contact=2")
    line = phone.get_by_test_id("stMain").get_by_text("If nothing comes back")
    expect(line).to_contain_text("1 stamp, $0.15. If")
    characters, cost = phone.get_by_label("Characters"), phone.get_by_label("Cost in dollars")
    button = phone.get_by_role("button", name="Log it")
    before = button.bounding_box()
    characters.click()
    # A pause after each digit is a run of the page in the middle of the number.
    for digit in "12600":
        phone.keyboard.type(digit)
        phone.wait_for_timeout(320)
    expect(line).to_contain_text("3 stamps, $0.45, 5,400 characters left. If")
    expect(cost).to_have_value("0.45")
    expect(characters).to_be_focused()
    expect(characters).to_have_value("12600")
    assert button.bounding_box() == before, "nothing jumps while it is typed"
    # No pause at all: the answer to these characters comes while the cost is typed.
    characters.press_sequentially("0")
    cost.fill("")
    phone.keyboard.type("1.25", delay=40)
    phone.keyboard.press("Tab")
    expect(line).to_contain_text("21 stamps, $1.25 as you say, $3.15 by the price known here")
    expect(characters).to_have_value("126000")
    expect(cost).to_have_value("1.25")
    phone.get_by_role("button", name="Log it").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    assert [(card.characters, card.cost) for card in logged(attica)] == [(126_000, Decimal("1.25"))]


def test_two_quick_clicks_on_a_filled_form_log_one_message_with_the_cost_that_was_typed(
    attica: Kitelog, phone: Page
) -> None:
    phone.goto(f"{phone.url}&contact=2")
    line = phone.get_by_test_id("stMain").get_by_text("If nothing comes back")
    cost = phone.get_by_label("Cost in dollars")
    expect(cost).to_have_value("0.15")
    cost.fill("0.40")
    phone.get_by_label("Characters").fill("6001")
    phone.get_by_label("Increment").first.click()
    expect(line).to_contain_text("3 stamps, $0.40 as you say, $0.45 by the price known here, 5,999")
    expect(cost).to_have_value("0.40")
    cost.fill("")
    cost.press("Tab")
    expect(cost).to_have_value("0.45")
    cost.fill("0.35")
    cost.press("Tab")
    expect(line).to_contain_text("$0.35 as you say")
    two_quick_clicks(phone.get_by_role("button", name="Log it"), apart=250)
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    expect(cost).to_have_value("0.15")
    phone.wait_for_timeout(1_000)
    assert [(card.characters, card.photos, card.cost) for card in logged(attica)] == [
        (6001, 1, Decimal("0.35"))
    ]


def test_a_long_text_is_counted_when_its_field_is_left(attica: Kitelog, phone: Page) -> None:
    phone.goto(f"{phone.url}&contact=2")
    phone.get_by_test_id("stExpander").locator("summary").click()
    phone.get_by_label("Text of the message").fill("Dear brother, " * 500)
    phone.get_by_label("Note").press_sequentially("about the visit", delay=20)
    line = phone.get_by_test_id("stMain").get_by_text("If nothing comes back")
    expect(line).to_contain_text("2 stamps, $0.30, 5,000 characters left. If")
    phone.get_by_label("Photos").click()
    expect(phone.get_by_label("Characters")).to_have_attribute("placeholder", "7000")
    expect(phone.get_by_label("Note")).to_have_value("about the visit")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE, "nothing is wider than the phone"
    phone.get_by_role("button", name="Log it").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    assert [(card.characters, card.note) for card in logged(attica)] == [(7_000, "about the visit")]
