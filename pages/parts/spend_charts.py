"""The charts of the Spend page, each with its table and its file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from pages.parts import figures
from pages.parts import spend_address as address
from pages.parts import spend_words as words
from pages.parts.text import literal
from tracker.spend import SpendView
from tracker.spend.charts import bars
from tracker.wording import _, month_word

CHART = "spend.bars"
DOLLARS = st.column_config.NumberColumn(format="dollar")


def spend_bars(view: SpendView) -> None:
    """Stacked bars; choosing one puts it into the address."""
    chart = bars(view)
    st.subheader(literal(words.bars_title(view)))
    if chart.layers:
        figure = figures.stacked(chart, view)
        alt = words.bars_title(view)
        st.plotly_chart(
            figure, alt=alt, key=CHART, config=figures.CONFIG, on_select=_chosen, selection_mode="points"
        )
    rows = [
        {_("Month"): figures.month_name(row.month), _group(view): row.name, **amounts(row.figures)}
        for row in reversed(view.table.rows)
    ]
    table("spend", rows, alt=words.bars_title(view))


def _chosen() -> None:
    points = st.session_state[CHART].selection.points
    if not points:
        return
    month, kind, key = points[0]["customdata"]
    address.put_bar(address.bar_of(month, key) if kind == "key" else (month, address.EVERYONE))


def paid_and_used(view: SpendView) -> None:
    """What was paid against what was used, by month, with what was lost and what went to fees."""
    st.subheader(literal(words.used_title(view)))
    st.text(words.lost_words(view))
    if view.months:
        figure = figures.paid_and_used(view.months)
        st.plotly_chart(figure, alt=words.used_title(view), key="spend.used", config=figures.CONFIG)
    rows = [
        {_("Month"): figures.month_name(row.month), **amounts(row.figures)} for row in reversed(view.months)
    ]
    table("months", rows, alt=words.used_title(view))


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
    ]
    table("prices", rows, alt=words.prices_title(view), folded=False)


def two_years(view: SpendView) -> None:
    """What was paid since January, this year and last."""
    st.subheader(literal(words.years_title(view)))
    st.plotly_chart(
        figures.two_years(view), alt=words.years_title(view), key="spend.years", config=figures.CONFIG
    )
    rows = [
        {
            _("Paid by the end of"): month_word(row.month),
            str(view.year - 1): row.last_year,
            str(view.year): row.this_year,
        }
        for row in view.years
    ]
    table("years", rows, alt=words.years_title(view))


def table(name: str, rows: Sequence[dict[str, Any]], *, alt: str, folded: bool = True) -> None:
    """A chart's numbers and their file, one tap away."""
    if not rows:
        return
    place = st.expander(_("As a table")) if folded else st.container()
    money = {column: DOLLARS for column in rows[0] if any(isinstance(row[column], Decimal) for row in rows)}
    with place:
        st.dataframe(list(rows), hide_index=True, alt=alt, key=f"spend.table.{name}", column_config=money)
        st.link_button(
            _("As a file (CSV)"), address.sheet_address(name), icon=":material/download:", type="tertiary"
        )


def amounts(found: Any) -> dict[str, Any]:
    """The columns that tables of spend share."""
    return {
        _("Messages"): found.messages,
        _("Paid"): found.paid,
        _("Used"): found.used,
        _("Fees"): found.fees,
        _("Lost"): found.lost,
        _("Without a price"): found.unpriced,
    }


def _group(view: SpendView) -> str:
    return {"provider": _("Provider"), "contact": _("Person"), "member": _("Member")}[view.table.by]
