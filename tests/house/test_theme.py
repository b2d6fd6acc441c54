"""The theme is readable: contrast as WCAG AA asks, in light and dark."""

import tomllib
from typing import Any

import pytest

from tests.browser.server import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """From 1 to 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> dict[str, Any]:
    chosen: dict[str, Any] = CONFIG["theme"][request.param]
    return chosen


@pytest.mark.parametrize(
    "name", ["textColor", "linkColor", "orangeTextColor", "redTextColor", "greenTextColor"]
)
def test_text_is_readable_on_both_backgrounds(name: str, theme: dict[str, Any]) -> None:
    assert contrast(theme[name], theme["backgroundColor"]) >= 4.5
    assert contrast(theme[name], theme["secondaryBackgroundColor"]) >= 4.5


def test_white_text_is_readable_on_the_primary_button(theme: dict[str, Any]) -> None:
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5


def test_each_series_of_a_chart_stands_out_from_the_background(theme: dict[str, Any]) -> None:
    assert len(theme["chartCategoricalColors"]) == 8
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3, colour


def test_nothing_is_told_to_anybody_and_only_this_machine_is_served() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["client"]["toolbarMode"] == "viewer"
    assert CONFIG["client"]["showErrorDetails"] == "none"
    fonts = [CONFIG["theme"][name] for name in ("font", "codeFont")]
    assert not any(":" in font for font in fonts)  # a font's address would be asked for on each visit
