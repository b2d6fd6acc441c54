"""The colours of charts: one for each provider, contact or member, the same everywhere."""

from collections.abc import Iterable

import streamlit as st

# At least 3:1 on the theme's backgrounds.
LIGHT = ("#1F6F78", "#B8681F", "#5B6FA8", "#8C4A6B", "#5F7F33", "#94822A", "#3A86A6", "#7A6A5A")
DARK = ("#5FB3B3", "#E0A05A", "#93A6DC", "#CF8FB0", "#A3C46F", "#D6C35C", "#7CC0DC", "#B8A793")
INK = {"light": "#26323A", "dark": "#ECE7DD"}


def scheme() -> str:
    """`light` or `dark`, as this browser shows the theme."""
    # None in tests and before the browser has told.
    return "dark" if st.context.theme.type == "dark" else "light"


def palette() -> tuple[str, ...]:
    """The series colours of the present theme."""
    return DARK if scheme() == "dark" else LIGHT


def colours(keys: Iterable[int | None]) -> dict[int | None, str]:
    """A colour for each key, by the order in which they were added: a new one never changes an old one's."""
    shades = palette()
    known = sorted(key for key in set(keys) if key is not None)
    return {None: shades[-1]} | {key: shades[number % len(shades)] for number, key in enumerate(known)}
