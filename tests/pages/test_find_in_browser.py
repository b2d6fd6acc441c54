"""Find provider as a browser shows it: typing, the keyboard alone, the way back, and two quick clicks."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESK, PHONE, Hosts, chromium_running, window
from tests.browser.hand import choose, two_quick_clicks
from tests.browser.server import serving
from tracker.directory import PlaceFacts, Saying
from tracker.kitelog import open_kitelog
from tracker.settings import Settings

pytestmark = pytest.mark.browser

BY_PHONE = Saying("The jail, by phone", date(2026, 11, 20))


@pytest.fixture
def browser_page(tmp_path: Path) -> Iterator[Page]:
    """Find provider in a browser of its own, on a household with Mom and one jail. It asks no other host."""
    opened = open_kitelog(Settings(data_dir=tmp_path))
    opened.household.add_member("Mom")
    opened.directory.tell_of(PlaceFacts("Lake County Jail", "OH", kind="county"), "GettingOut", BY_PHONE)
    opened.close()
    with serving(tmp_path, command="streamlit") as url, chromium_running() as browser:
        page = window(browser, DESK).new_page()
        hosts = Hosts(page)
        page.goto(f"{url}/find_provider")
        expect(page.get_by_role("heading", name="Where are they?")).to_be_visible(timeout=30_000)
        yield page
        assert not hosts.others_than(url)


def test_with_the_keyboard_alone_a_place_is_found_while_one_types_and_a_contact_added(
    browser_page: Page,
) -> None:
    page = browser_page
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("lake county jail", delay=40)
    expect(page.get_by_role("heading", name="Lake County Jail uses GettingOut")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("lake county jail")
    assert "q=lake+county+jail" in page.url
    add = page.get_by_role("button", name="Add my contact here")
    for _tab in range(15):
        if add.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contacts\?me=1$"))
    expect(page.get_by_role("combobox", name="Provider")).to_have_value("GettingOut")
    page.set_viewport_size({"width": PHONE, "height": 844})
    # Back once is the same form again, with what it took over.
    page.go_back()
    expect(page.get_by_role("combobox", name="Provider")).to_have_value("GettingOut")
    page.go_back()
    expect(page.get_by_role("heading", name="Lake County Jail uses GettingOut")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE, "nothing hangs over the edge of a phone"


def test_two_quick_clicks_keep_what_was_told_once(browser_page: Page, tmp_path: Path) -> None:
    page = browser_page
    page.get_by_role("searchbox").fill("lake county jail")
    page.get_by_role("button", name="They told us something else").click()
    choose(page, "Provider", "Jail Chat")
    two_quick_clicks(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_role("heading", name="Lake County Jail uses Jail Chat")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.get_by_role("alert")).to_have_count(0)
    opened = open_kitelog(Settings(data_dir=tmp_path))
    found = opened.directory.search("lake county jail")[0].answer
    opened.close()
    assert [row.name for row in found.providers] == ["Jail Chat"]
