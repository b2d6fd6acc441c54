"""Where messages get stuck: flags by facility and month."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import streamlit as st

from pages.parts.figures import frame
from pages.parts.series import axis, palette
from pages.parts.text import figure_text, literal, shortened
from pages.parts.wiring import zone
from tracker.overdue import FlagCard
from tracker.wording import _, listed, month_word, ngettext

ENOUGH = 5
MOST_PLACES = 4
Month = tuple[int, int]


def draw(flags: Sequence[FlagCard]) -> None:
    """The chart and its table; nothing where there are too few to see anything."""
    if len(flags) < ENOUGH:
        return
    counts = counted(flags)
    worst = max(sorted(places(counts)), key=lambda place: _total(counts, place))
    number = _total(counts, worst)
    words = ngettext(
        "{place} holds up most: {n} of the newest {all} waits that grew too long",
        "{place} holds up most: {n} of the newest {all} waits that grew too long",
        number,
    ).format(place=worst, n=number, all=len(flags))
    st.subheader(literal(words))
    st.plotly_chart(figure(counts), alt=in_words(counts), key="overdue.chart", config={"staticPlot": True})
    with st.expander(_("As a table")):
        st.dataframe(table(counts), hide_index=True, alt=in_words(counts), key="overdue.table")


def counted(flags: Sequence[FlagCard]) -> Counter[tuple[str, Month]]:
    """How many flags each facility had in each month of the household; smaller facilities together."""
    here = ZoneInfo(zone())
    each = Counter((flag.message.facility or _("Place not known"), _month(flag, here)) for flag in flags)
    by_place: Counter[str] = Counter()
    for (place, _unused), number in each.items():
        by_place[place] += number
    kept = {place for place, _number in by_place.most_common(MOST_PLACES)}
    merged: Counter[tuple[str, Month]] = Counter()
    for (place, month), number in each.items():
        merged[place if place in kept else _("Other places"), month] += number
    return merged


def places(counts: Counter[tuple[str, Month]]) -> list[str]:
    """The facilities, those with most flags first."""
    names = {place for place, _month in counts}
    return sorted(names, key=lambda place: (-_total(counts, place), place))


def figure(counts: Counter[tuple[str, Month]]) -> go.Figure:
    """Stacked bars by month from zero; the facilities named below."""
    months = _months(counts)
    names = [f"{year}-{month:02}" for year, month in months]
    bars = [
        go.Bar(
            name=figure_text(shortened(place, 30)),
            x=names,
            y=[counts[place, month] for month in months],
        )
        for place in places(counts)
    ]
    layout = frame(names, legend=True, barmode="stack", colorway=palette())
    layout["legend"]["traceorder"] = "normal"
    layout["yaxis"] = {**axis(_("waits too long")), "rangemode": "tozero", "tickformat": "d"}
    return go.Figure(bars, layout)


def table(counts: Counter[tuple[str, Month]]) -> list[dict[str, str | int]]:
    """The same numbers, newest month first."""
    return [
        {_("Month"): month_words(month), _("Facility"): place, _("Waits too long"): counts[place, month]}
        for month in reversed(_months(counts))
        for place in places(counts)
        if counts[place, month]
    ]


def in_words(counts: Counter[tuple[str, Month]]) -> str:
    """What the chart shows, as a sentence."""
    each = [f"{place}: {_total(counts, place)}" for place in places(counts)]
    return _("Waits that grew too long, by facility. {each}.").format(each=listed(each))


def month_words(month: Month) -> str:
    """`Nov 2026`."""
    return f"{month_word(month[1])[:3]} {month[0]}"


def _months(counts: Counter[tuple[str, Month]]) -> list[Month]:
    """Every month from the first to the last, those without a flag too."""
    known = [year * 12 + month - 1 for _place, (year, month) in counts]
    return [(number // 12, number % 12 + 1) for number in range(min(known), max(known) + 1)]


def _month(flag: FlagCard, here: ZoneInfo) -> Month:
    local = flag.due_at.astimezone(here)
    return local.year, local.month


def _total(counts: Counter[tuple[str, Month]], place: str) -> int:
    return sum(number for (name, _month), number in counts.items() if name == place)
