"""Words for screens: what people typed shown to the letter, and instants where the reader is."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from pages.parts import wiring
from tracker.wording import _, instant_words, month_word, time_words, weekday_word

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit finds icons, emoji, arrows and addresses in the text after markdown was read, where a backslash is
# gone already. An invisible joiner keeps their letters apart.
_JOINER = "\u2060"
_JOINED = re.compile(r"(:(?=\S)|@|(?<=www)\.|[<>=~-](?=[<>=~-]))", re.IGNORECASE)
_BREAKS = re.compile(r"[\s\u2028\u2029]+")


def literal(text: str) -> str:
    """Text as one line of markdown that shows exactly what was typed.

    For every place that reads markdown: labels, titles, buttons, pills, radio options, badges, toasts,
    alerts, cells of `st.table`. What shows text as it is needs none of it: `st.text`, dataframe cells, input
    values, options of select boxes.
    """
    joined = _JOINED.sub(rf"\1{_JOINER}", _BREAKS.sub(" ", text).strip())
    return _MARKS.sub(r"\\\1", joined)


def bold(text: str) -> str:
    """What was typed, in bold markdown; a space where nothing can be seen."""
    return f"**{literal(text)}**" if text.strip() else " "


def figure_text(text: str) -> str:
    """Text for a Plotly figure, which reads a few HTML tags and entities."""
    plain = _BREAKS.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("$", "&#36;")


def shortened(text: str, most: int = 140) -> str:
    """The beginning of a long text on one line."""
    line = _BREAKS.sub(" ", text).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def when(instant: datetime, place_zone: str | None = None) -> str:
    """`Tue 10 Nov, 3:10 PM` for the household, and beside it the place's time where its clock differs."""
    zone, now = wiring.zone(), wiring.now()
    words = instant_words(instant, zone, now)
    if place_zone is None or same_clock(instant, zone, place_zone):
        return words
    there = time_words(instant.astimezone(ZoneInfo(place_zone)))
    return _("{when} ({there} in {city})").format(when=words, there=there, city=city(place_zone))


def same_clock(instant: datetime, zone: str, other: str) -> bool:
    """Whether two zones' clocks show the same at an instant."""
    return instant.astimezone(ZoneInfo(zone)).utcoffset() == instant.astimezone(ZoneInfo(other)).utcoffset()


def city(zone: str) -> str:
    """`Los Angeles` of `America/Los_Angeles`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def today_words(now: datetime) -> str:
    """`Monday 23 November, 7:40 AM`."""
    local = now.astimezone(ZoneInfo(wiring.zone()))
    return f"{weekday_word(local.date())} {local.day} {month_word(local.month)}, {time_words(local)}"
