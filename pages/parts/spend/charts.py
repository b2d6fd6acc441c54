"""The charts of what was spent, each with its table and its file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from pages.parts.figures import CONFIG, month_name
from pages.parts.spend import address, words
from pages.parts.spend.figure_bars import KEY, paid_and_used, stacked
from pages.parts.spend.figure_ring import ring
from pages.parts.spend.figure_years import two_years
from pages.parts.text import literal
from tracker.spend import SpendView
from tracker.spend.charts import MOST_MONTHS, bars, parts
from tracker.spend.days import months_between
from tracker.spend.year.words import kind_words
from tracker.wording import _, month_word

CHART, OPEN = "spend.bars", "spend.open"
DOLLARS = st.column_config.NumberColumn(format="dollar")
# More rows would cost a phone more than anybody reads; the file has all of them.
MOST_ROWS = 200


def spend_bars(view: SpendView) -> None:
    """Stacked bars; choosing one puts it into the address."""
    chart = bars(view)
    st.subheader(literal(words.bars_title(view)))
    if chart.layers:
        key = f"{CHART}.{address.chart()}"
        st.plotly_chart(
            stacked(chart, view),
            alt=words.bars_title(view),
            key=key,
            config=CONFIG,
            on_select=lambda: _chosen(key),
            selection_mode="points",
        )
    _say_cut(view)
    rows = [
        {_("Month"): month_name(row.month), _group(view): row.name, **amounts(row.figures)}
        for row in view.table.rows[: -MOST_ROWS - 1 : -1]
    ]
    table("spend", rows, alt=words.bars_title(view), of=len(view.table.rows))


def _chosen(chart: str) -> None:
    points = st.session_state[chart].selection.points
    if not points:
        return
    month, group = points[0]["x"], points[0].get("legendgroup", "")
    # Fees and the small ones together are of nobody alone: the whole month is shown.
    key = group.removeprefix(KEY) if group.startswith(KEY) else address.EVERYONE
    address.put_bar((month, key))


def _say_cut(view: SpendView) -> None:
    """Says so where a chart leaves months out."""
    months = [row.month for row in view.months]
    if months and len(months_between(min(months), max(months))) > MOST_MONTHS:
        st.text(
            _("The charts show the newest {n} months. The tables go further back, the files to the first.")
            .format(n=MOST_MONTHS)
        )  # fmt: skip


def used_and_paid(view: SpendView) -> None:
    """What was paid against what was used, by month, and what of it went to fees."""
    st.subheader(literal(words.used_title(view)))
    if words.fees_words(view):
        st.text(words.fees_words(view))
    if any(row.figures.used or row.figures.paid for row in view.months):
        st.plotly_chart(
            paid_and_used(view.months), alt=words.used_title(view), key="spend.used", config=CONFIG
        )
    rows = [
        {_("Month"): month_name(row.month), **amounts(row.figures)}
        for row in view.months[: -MOST_ROWS - 1 : -1]
    ]
    table("months", rows, alt=words.used_title(view), of=len(view.months))


def prices(view: SpendView) -> None:
    """What a message and an answered message cost."""
    st.subheader(literal(words.prices_title(view)))
    st.text(words.prices_about(view))
    rows = [
        {
            _group(view): row.name,
            _("A message"): row.figures.per_message,
            _("An answered one"): row.figures.per_answered,
            _("Used"): row.figures.used,
            _("Sent"): row.figures.messages,
            _("Answered"): row.figures.answered,
        }
        for row in view.keys
        if row.figures.messages
    ]
    table("prices", rows, alt=words.prices_title(view), folded=False)


def went_on(view: SpendView) -> None:
    """What the money went on: a ring where it tells the truth, else a table; nothing where nobody knows."""
    if not view.kinds:
        return
    st.subheader(literal(words.kinds_title(view)))
    drawn = parts(view.kinds)
    if drawn:
        st.plotly_chart(ring(drawn), alt=words.kinds_title(view), key="spend.kinds", config=CONFIG)
    else:
        st.text(_("What was paid, by what it went on."))
    rows = [{_("Went on"): kind_words(kind), _("Paid"): amount} for kind, amount in view.kinds]
    table("kinds", rows, alt=words.kinds_title(view), folded=bool(drawn))


def since_january(view: SpendView) -> None:
    """What was paid, or used, since January, this year and last; nothing where there was nothing."""
    if not any(row.last_year or row.this_year for row in view.years):
        return
    st.subheader(literal(words.years_title(view)))
    begun = words.begun_words(view)
    if begun:
        st.text(begun)
    st.plotly_chart(two_years(view), alt=words.years_title(view), key="spend.years", config=CONFIG)
    until = _("Paid by the end of") if view.measure == "paid" else _("Used by the end of")
    rows = [
        {until: month_word(row.month), str(view.year - 1): row.last_year, str(view.year): row.this_year}
        for row in view.years
    ]
    table("years", rows, alt=words.years_title(view))


def table(
    name: str, rows: Sequence[dict[str, Any]], *, alt: str, folded: bool = True, of: int | None = None
) -> None:
    """A chart's numbers and their file, one tap away; `of` is how many rows there are in all."""
    if not rows:
        return
    place: Any = st.container()
    if folded:
        # Drawn once it is opened: tables cost the page more than its charts do.
        place = st.expander(_("As a table"), key=f"{OPEN}.{name}", on_change="rerun")
        if not place.open:
            return
    money = {column: DOLLARS for column in rows[0] if any(isinstance(row[column], Decimal) for row in rows)}
    with place:
        st.dataframe(
            list(rows),
            hide_index=True,
            alt=alt,
            key=f"spend.table.{name}",
            column_config=money,
            placeholder="",
        )
        if of is not None and of > len(rows):
            st.text(
                _("The newest {n} of {all:,} rows. The file has all of them.").format(n=len(rows), all=of)
            )
        file_link(name)


def file_link(name: str) -> None:
    """Where a table is to be had as a file."""
    st.link_button(
        _("As a file (CSV)"), address.sheet_address(name), icon=":material/download:", type="tertiary"
    )


def amounts(found: Any) -> dict[str, Any]:
    """The columns that tables of spend share; what cannot be told has none."""
    paid = {} if found.paid is None else {_("Paid"): found.paid, _("Fees"): found.fees}
    return {
        _("Messages"): found.messages,
        **paid,
        _("Used"): found.used,
        _("Lost"): found.lost,
        _("Without a price"): found.unpriced,
    }


def _group(view: SpendView) -> str:
    return {"provider": _("Provider"), "contact": _("Person"), "member": _("Member")}[view.table.by]
