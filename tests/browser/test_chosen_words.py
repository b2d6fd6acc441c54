"""The word that is chosen in a row of pills can be read, in the light and in the dark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.chromium import Scheme
from tests.browser.conftest import OpenPage
from tests.browser.hand import settled
from tracker.kitelog import open_kitelog
from tracker.settings import Settings

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


def colour(element: Locator, name: str) -> tuple[float, ...]:
    """Red, green, blue and how opaque, from 0 to 1."""
    text = element.evaluate("(one, name) => getComputedStyle(one)[name]", name)
    found = [float(number) for number in re.findall(r"[\d.]+", text)]
    return (*(part / 255 for part in found[:3]), found[3] if len(found) > 3 else 1.0)


def luminance(parts: tuple[float, ...]) -> float:
    straight = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts[:3]]
    return sum(part * weight for part, weight in zip(straight, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_word_that_is_chosen_can_be_read(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page("/spend?me=1", scheme=scheme)
    chosen = page.locator("[data-testid=stButtonGroup] [data-selected]").first
    chosen.wait_for()
    settled(page)
    page.mouse.move(0, 0)
    ground, tint = (colour(element, "backgroundColor") for element in (page.get_by_test_id("stApp"), chosen))
    behind = tuple(own * tint[3] + page_ * (1 - tint[3]) for own, page_ in zip(tint, ground, strict=True))
    light, dark = sorted((luminance(colour(chosen.locator("p"), "color")), luminance(behind)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= LEAST
