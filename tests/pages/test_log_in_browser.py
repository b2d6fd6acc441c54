"""Log as a phone sees it: what only a real browser can show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Hosts, chromium_running, window
from tests.browser.server import serving
from tests.pages.conftest import add_contact
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
    box = phone.get_by_role("button", name="Log it").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844, "one tap: the button is in sight when the page opens"
    phone.mouse.click(box["x"] + 20, box["y"] + 20)
    phone.wait_for_timeout(120)
    phone.mouse.click(box["x"] + 20, box["y"] + 20)
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
    field = phone.get_by_role("combobox", name="With")
    field.click()
    field.fill("Postal mail")
    field.press("Enter")
    phone.get_by_role("button", name="Log it").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    assert [card.provider for card in logged(household)] == ["Postal mail"]


def test_an_address_that_is_none_gets_a_page_of_our_own(phone: Page) -> None:
    phone.goto(phone.url.replace("/log", "/nowhere"))
    expect(phone.get_by_role("heading", name="There is no such page")).to_be_visible(timeout=30_000)
    assert phone.get_by_role("dialog").count() == 0
    phone.get_by_test_id("stMain").get_by_role("link", name="Home").click()
    expect(phone.get_by_role("heading", name="Nothing is overdue")).to_be_visible()
