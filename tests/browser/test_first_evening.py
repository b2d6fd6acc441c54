"""A family's first evening with Kitelog, in a real browser on a desk and a phone, light and dark."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import OpenPage
from tests.browser.hand import choose
from tracker.business_hours import PlaceCalendar, clock_for
from tracker.clock import SystemClock

pytestmark = pytest.mark.browser
OHIO = ZoneInfo("America/New_York")


def three_business_days_ago() -> datetime:
    """A morning that lies at least three business days back, as Ohio's clocks show it."""
    clock = clock_for(PlaceCalendar("America/New_York", "OH", federal=False))
    now = SystemClock().now()
    day = now.astimezone(OHIO).date()
    while clock.between(datetime.combine(day, time(9), OHIO), now) < timedelta(hours=72):
        day -= timedelta(days=1)
    return datetime.combine(day, time(9), OHIO)


def add_dad(page: Page) -> None:
    page.get_by_label("Your name").fill("Mom")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Add the first contact").click()
    page.get_by_label("Name, or what the family calls them").fill("Dad")
    page.get_by_label("Facility").fill("Lebanon Correctional Institution")
    choose(page, "State", "Ohio")
    choose(page, "Provider", "JPay")
    page.get_by_label("ID number").fill("A123-456")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_test_id("stMain").get_by_text("Dad").first).to_be_visible()


def go(page: Page, server_url: str, name: str) -> None:
    """Opens another page, staying who one is."""
    page.goto(f"{server_url}/{name}?me=1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_flag_appears_and_goes_with_the_reply(
    open_page: OpenPage, server_url: str, width: int, scheme: str
) -> None:
    page = open_page(width=width, scheme=scheme)
    page.set_default_timeout(30_000)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible(timeout=30_000)
    add_dad(page)
    home = open_page("/?me=1", width=width, scheme=scheme)
    expect(home.get_by_role("heading", name="Nothing is overdue")).to_be_visible(timeout=30_000)

    go(page, server_url, "log")
    page.get_by_label("Cost in dollars").fill("0.40")
    page.get_by_role("radio", name="Earlier").click()
    at = page.locator("input[type=datetime-local]")
    at.fill(three_business_days_ago().strftime("%Y-%m-%dT%H:%M"))
    at.press("Escape")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    # The page that stayed open shows it by itself within a minute.
    expect(home.get_by_role("heading", name="1 message is overdue")).to_be_visible(timeout=60_000)
    expect(home.get_by_text("48 business hours ended")).to_be_visible()
    expect(home.get_by_text("late", exact=False).first).to_be_visible()

    home.get_by_role("button", name="A reply came").first.click()
    home.get_by_role("button", name="It answers this").click()
    expect(home.get_by_role("button", name="Undo")).to_be_visible()
    go(home, server_url, "")
    expect(home.get_by_role("heading", name="Nothing is overdue")).to_be_visible(timeout=30_000)

    go(page, server_url, "spend")
    expect(page.get_by_text("$0.40").first).to_be_visible(timeout=30_000)
    go(page, server_url, "overdue")
    expect(page.get_by_role("heading", name="Nothing is overdue")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()  # how the wait ended
