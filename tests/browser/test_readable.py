"""What is small or coloured can be read in the light and in the dark: a chosen pill, words in a chart."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.chromium import Scheme
from tests.browser.conftest import OpenPage
from tests.browser.hand import settled
from tracker.clock import SystemClock
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import open_kitelog
from tracker.messages import Entry
from tracker.settings import Settings
from tracker.spend import PurchaseEntry

pytestmark = pytest.mark.browser

# WCAG AA for text of this size.
LEAST = 4.5


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Mom alone, with nothing logged."""
    folder = tmp_path / "data"
    kitelog = open_kitelog(Settings(data_dir=folder))
    kitelog.household.add_member("Mom")
    kitelog.close()
    return folder


@pytest.fixture
def two_months(data_dir: Path) -> None:
    """Dad at Attica, stamps bought last month, and two messages that took one each; the newer waits."""
    kitelog = open_kitelog(Settings(data_dir=data_dir))
    attica = FacilityEntry("Attica Correctional Facility", "NY", "state")
    dad = kitelog.contacts.add(ContactEntry("Dad", facility=attica, provider="JPay", since=date(2024, 1, 1)))
    jpay = kitelog.contacts.providers()[0].id
    now = SystemClock().now()
    before = now - timedelta(days=40)
    kitelog.spend.log_purchase(
        PurchaseEntry(
            jpay, "stamps", before, Decimal("4.20"), Decimal(1), units=30, unit="stamp", member_id=1
        )
    )
    for at in (before + timedelta(hours=1), now - timedelta(hours=1)):
        kitelog.messages.log_sent(Entry(dad, jpay, at, 1, stamps=1))
    kitelog.close()


def colour(element: Locator, name: str) -> tuple[float, ...]:
    """Red, green, blue and how opaque, from 0 to 1."""
    text = element.evaluate("(one, name) => getComputedStyle(one)[name]", name)
    found = [float(number) for number in re.findall(r"[\d.]+", text)]
    return (*(part / 255 for part in found[:3]), found[3] if len(found) > 3 else 1.0)


def luminance(parts: tuple[float, ...]) -> float:
    straight = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts[:3]]
    return sum(part * weight for part, weight in zip(straight, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_word_that_is_chosen_can_be_read(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page("/spend?me=1", scheme=scheme)
    chosen = page.locator("[data-testid=stButtonGroup] [data-selected]").first
    chosen.wait_for()
    settled(page)
    page.mouse.move(0, 0)
    ground, tint = (colour(element, "backgroundColor") for element in (page.get_by_test_id("stApp"), chosen))
    behind = tuple(own * tint[3] + page_ * (1 - tint[3]) for own, page_ in zip(tint, ground, strict=True))
    assert contrast(colour(chosen.locator("p"), "color"), behind) >= LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_in_a_chart_can_be_read(
    open_page: OpenPage, data_dir: Path, two_months: None, scheme: Scheme
) -> None:
    for path in ("/", "/spend", "/spend?show=left", "/spend?show=cheaper"):
        page = open_page(f"{path}{'&' if '?' in path else '?'}me=1", scheme=scheme)
        words = page.locator(".js-plotly-plot text")
        words.first.wait_for(state="attached")  # one may lie in a closed fold
        settled(page)
        ground = colour(page.get_by_test_id("stApp"), "backgroundColor")
        faint = {
            word.text_content() for word in words.all() if contrast(colour(word, "fill"), ground) < LEAST
        }
        assert not faint, path
