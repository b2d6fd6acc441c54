"""From a bar to its messages, a budget that is nearly spent, and what would be cheaper, in a real browser."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import OpenPage
from tests.browser.hand import settled
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import open_kitelog
from tracker.messages import Entry
from tracker.settings import Settings
from tracker.spend import PurchaseEntry

pytestmark = pytest.mark.browser

ATTICA = FacilityEntry("Attica Correctional Facility", "NY", "state")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Mom wrote 40 messages to Dad at Attica in the last weeks, and bought a pack of 30 stamps just now."""
    folder = tmp_path / "data"
    kitelog = open_kitelog(Settings(data_dir=folder))
    now = kitelog.clock.now()
    mom = kitelog.household.add_member("Mom").id
    since = (now - timedelta(days=400)).date()
    dad = kitelog.contacts.add(ContactEntry("Dad", facility=ATTICA, provider="JPay", since=since))
    jpay = kitelog.contacts.add_provider("JPay").id
    for number in range(40):
        at = now - timedelta(days=2 * number, minutes=1)
        kitelog.messages.log_sent(Entry(dad, jpay, at, mom, characters=1260, paid="balance"))
    pack = PurchaseEntry(jpay, "stamps", now, Decimal("4.20"), units=30, unit="stamp", member_id=mom)
    kitelog.spend.log_purchase(pack)
    kitelog.close()
    return folder


def choose_a_bar(page: Page) -> None:
    """The bar of this month's stamps is the highest of what was paid."""
    chart = page.locator(".js-plotly-plot").first
    expect(chart.locator(".barlayer .point path").first).to_be_attached()
    tables = page.get_by_test_id("stDataFrame").filter(visible=True)
    settled(page)
    chart.scroll_into_view_if_needed()
    before = tables.count()
    boxes = [bar.bounding_box() for bar in chart.locator(".barlayer .point path").all()]
    box = max((box for box in boxes if box), key=lambda box: box["height"])
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**bar=*")
    settled(page)
    box_of_words = page.get_by_role("combobox", name="What stands behind a bar")
    expect(box_of_words).to_have_value(re.compile("JPay"))
    # The month's messages and its purchase have joined what was in sight.
    expect(tables).to_have_count(before + 2)


def set_a_budget_of_five_dollars(page: Page) -> None:
    page.get_by_role("button", name="Budgets", exact=True).or_(
        page.get_by_role("radio", name="Budgets", exact=True)
    ).first.click()
    settled(page)
    page.get_by_role("button", name="Set a budget").click()
    page.get_by_label("Dollars a month, at most").fill("5")
    page.get_by_role("button", name="Set the budget").click()
    expect(page.get_by_text("84 % of the household's budget").first).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_family_sees_where_its_money_goes(open_page: OpenPage, width: int) -> None:
    page = open_page("/spend?me=1&period=all", width=width)
    choose_a_bar(page)
    set_a_budget_of_five_dollars(page)
    page.goto(page.url.split("/spend")[0] + "/?me=1")
    expect(page.get_by_text("84 % of the household's budget")).to_be_visible()
    expect(page.get_by_text("84 % used")).to_be_visible()
    page.goto(page.url.split("/?")[0] + "/spend?me=1&show=cheaper")
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("Attica Correctional Facility").first).to_be_visible()
    # 40 stamps: a pack of 30 and one of 10 are $5.70, each single stamp $0.15.
    expect(main.get_by_text("Best mix of packs").first).to_be_visible()
    width_of_page: int = page.evaluate("document.documentElement.scrollWidth")
    assert width_of_page <= width
