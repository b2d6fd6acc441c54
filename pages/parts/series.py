"""The colours of charts: one for each provider, contact or member, the same everywhere."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

# At least 3:1 on the theme's backgrounds.
LIGHT = ("#1F6F78", "#B8681F", "#5B6FA8", "#8C4A6B", "#5F7F33", "#94822A", "#3A86A6", "#7A6A5A")
DARK = ("#5FB3B3", "#E0A05A", "#93A6DC", "#CF8FB0", "#A3C46F", "#D6C35C", "#7CC0DC", "#B8A793")
# With these over the colours, more keys than colours are told apart; stripes are those of fees.
PATTERNS = ("", "x", ".", "-", "|", "+")
INK = {"light": "#26323A", "dark": "#ECE7DD"}


def scheme() -> str:
    """`light` or `dark`, as this browser shows the theme."""
    # None in tests and before the browser has told.
    return "dark" if st.context.theme.type == "dark" else "light"


def axis(title: str = "") -> dict[str, Any]:
    """An axis with its words in the colour of the text: Streamlit's grey has 3.5:1 in the light."""
    font = {"color": INK[scheme()]}
    return {"tickfont": font, "title": {"text": title, "font": font}} if title else {"tickfont": font}


def palette() -> tuple[str, ...]:
    """The series colours of the present theme."""
    return DARK if scheme() == "dark" else LIGHT


def colours(keys: Iterable[int | None]) -> dict[int | None, str]:
    """A colour for each key, by the order in which they were added: a new one never changes an old one's."""
    shades = palette()
    numbers = _numbers(keys)
    return {None: shades[-1]} | {key: shades[number % len(shades)] for key, number in numbers.items()}


def patterns(keys: Iterable[int | None]) -> dict[int, str]:
    """What tells apart the keys that share a colour: a pattern for each, none for the first ones."""
    round_ = len(palette())
    return {key: PATTERNS[number // round_ % len(PATTERNS)] for key, number in _numbers(keys).items()}


def _numbers(keys: Iterable[int | None]) -> dict[int, int]:
    known = sorted(key for key in set(keys) if key is not None)
    return {key: number for number, key in enumerate(known)}
