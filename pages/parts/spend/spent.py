"""What was spent: the charts of a period, what stands behind each bar, what was lost, and the purchases."""

from typing import Any

import streamlit as st

from pages.parts.edge import told
from pages.parts.spend import address, bar, charts, filters, lost, purchases, words
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend.days import local_day
from tracker.wording import _


def draw(heading: Any, line: Any) -> None:
    """Everything of the period in the address; `heading` and `line` are where the answer goes."""
    filters.draw()
    with told():
        by, (first, last), today = address.by(), address.days(), local_day(now(), zone())
        only = address.only()
        view = remembered(
            "spend", lambda k: k.spend.view(by, first, last, only), by, first, last, only, today
        )
        heading.title(literal(words.title(view)))
        line.text(words.about(view))
        if view.table.rows:
            charts.spend_bars(view)
            bar.draw(view)
            charts.since_january(view)
            charts.used_and_paid(view)
            charts.prices(view)
            charts.went_on(view)
            lost.draw(view, first, last)
        else:
            st.text(_("Nothing was sent or bought in this period. Choose another."))
            charts.since_january(view)
    purchases.draw()
