"""From "where are they" to a message, and on to the next prison, in a real browser."""

import sqlite3
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import OpenPage
from tests.browser.hand import choose, settled
from tests.browser.test_facilities_stop import upload
from tests.transfer.facility_files import ELKTON, listed
from tracker.clock import SystemClock

pytestmark = pytest.mark.browser

PATIENCE = 30_000
NEW_YORK = ZoneInfo("America/New_York")
HOUR_IN_MICROSECONDS = 3_600_000_000
ATTICA = ELKTON | {
    "FACILITYID": "10001",
    "NAME": "ATTICA CORRECTIONAL FACILITY",
    "ADDRESS": "639 EXCHANGE ST",
    "CITY": "ATTICA",
    "STATE": "NY",
    "ZIP": "14011",
    "TYPE": "STATE",
    "COUNTY": "WYOMING",
    "SECURELVL": "MAXIMUM",
    "LATITUDE": "42.85",
    "LONGITUDE": "-78.27",
}
SAN_QUENTIN = ATTICA | {
    "FACILITYID": "10002",
    "NAME": "SAN QUENTIN STATE PRISON (SQ)",
    "ADDRESS": "MAIN ST",
    "CITY": "SAN QUENTIN",
    "STATE": "CA",
    "ZIP": "94964",
    "COUNTY": "MARIN",
    "LATITUDE": "37.94",
    "LONGITUDE": "-122.49",
}


def stored(data_dir: Path, question: str) -> list[tuple[Any, ...]]:
    """What the database says."""
    connection = sqlite3.connect(data_dir / "kitelog.db")
    rows = connection.execute(question).fetchall()
    connection.close()
    return rows


def with_provider(page: Page, name: str) -> None:
    """Chooses or types the provider of a message."""
    choose(page, "With", name)
    settled(page)


def last_saturday_noon() -> datetime:
    """A time off business at both places, so that their clocks start at different instants."""
    now = SystemClock().now().astimezone(NEW_YORK)
    day = now.date() - timedelta(days=(now.weekday() - 5) % 7 or 7)
    return datetime.combine(day, time(12), NEW_YORK)


def bring_the_list(page: Page) -> None:
    page.get_by_label("Your name").fill("Mom")
    page.get_by_role("button", name="Start").click()
    upload(page, listed([ELKTON, ATTICA, SAN_QUENTIN]))
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The list was imported")).to_be_visible()


def find_attica_and_add_dad(page: Page) -> None:
    main = page.get_by_test_id("stMain")
    page.get_by_label("Name of the facility").press_sequentially("attica", delay=40)
    expect(main.get_by_role("heading", name="Attica Correctional Facility uses JPay")).to_be_visible()
    expect(main.get_by_text("How to begin")).to_be_visible()
    page.get_by_role("button", name="Add my contact here").click()
    page.get_by_label("Name, or what the family calls them").fill("Dad")
    page.get_by_label("ID number").fill("20-A-1234")
    expect(main.get_by_text("Attica Correctional Facility").first).to_be_visible()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(main.get_by_text("Dad is here now.")).to_be_visible()


def log_with_gettingout(page: Page) -> None:
    page.get_by_role("radio", name="Earlier").click()
    at = page.locator("input[type=datetime-local]")
    at.fill(last_saturday_noon().strftime("%Y-%m-%dT%H:%M"))
    at.press("Escape")
    for right in ("JPay", "Securus eMessaging"):
        with_provider(page, right)
        expect(page.get_by_text("If nothing comes back")).to_be_visible()
        expect(page.get_by_role("button", name="Log it", exact=True)).to_be_visible()
        expect(page.get_by_text("may not be delivered")).to_have_count(0)
    with_provider(page, "GettingOut")
    expect(page.get_by_text("may not be delivered")).to_be_visible()
    page.get_by_role("button", name="Log it anyway").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def move_to_san_quentin(page: Page) -> None:
    page.get_by_role("button", name="They moved").click()
    expect(page.get_by_role("heading", name="Where is Dad now?")).to_be_visible()
    page.get_by_label("Facility").press_sequentially("san quentin", delay=40)
    page.get_by_role("button", name="San Quentin").first.click()
    expect(page.get_by_text("Los Angeles time, 3 hours earlier")).to_be_visible()
    choose(page, "Provider", "Securus eMessaging")
    page.get_by_role("button", name="Save the move").click()
    expect(page.get_by_text("What waits was counted anew")).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_family_finds_the_provider_writes_and_moves_on(
    open_page: OpenPage, server_url: str, data_dir: Path, width: int
) -> None:
    page = open_page("/facilities", width=width)
    page.set_default_timeout(PATIENCE)
    bring_the_list(page)
    page.goto(f"{server_url}/find_provider?me=1")
    find_attica_and_add_dad(page)
    page.goto(f"{server_url}/log?me=1")
    log_with_gettingout(page)
    [(before,)] = stored(data_dir, "SELECT due_at FROM message")

    page.goto(f"{server_url}/contacts?contact=1&me=1")
    move_to_san_quentin(page)
    [(after,)] = stored(data_dir, "SELECT due_at FROM message")
    assert after - before >= 3 * HOUR_IN_MICROSECONDS
    where = "SELECT f.zone FROM stay s JOIN facility f ON f.id = s.facility_id WHERE s.to_day IS NULL"
    assert stored(data_dir, where) == [("America/Los_Angeles",)]
    page.goto(f"{server_url}/contacts?contact=1&me=1")
    expect(page.get_by_test_id("stMain").get_by_text("San Quentin").first).to_be_visible()
    expect(page.get_by_text("With Securus eMessaging", exact=True)).to_be_visible()
