"""What was spent: the charts of a period, what stands behind each bar, what was lost, and the purchases."""

from typing import Any

import streamlit as st

from pages.parts import spend_address as address
from pages.parts import spend_bar, spend_charts, spend_filter, spend_lost, spend_purchases
from pages.parts import spend_words as words
from pages.parts.edge import told
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend.days import local_day
from tracker.wording import _


def draw(heading: Any, line: Any) -> None:
    """Everything of the period in the address; `heading` and `line` are where the answer goes."""
    spend_filter.draw()
    with told():
        by, (first, last), today = address.by(), address.days(), local_day(now(), zone())
        only = address.only()
        view = remembered(
            "spend", lambda k: k.spend.view(by, first, last, only), by, first, last, only, today
        )
        heading.title(literal(words.title(view)))
        line.text(words.about(view))
        if view.table.rows:
            spend_charts.spend_bars(view)
            spend_bar.draw(view)
            spend_charts.since_january(view)
            spend_charts.used_and_paid(view)
            spend_charts.prices(view)
            spend_charts.went_on(view)
            spend_lost.draw(view, first, last)
        else:
            st.text(_("Nothing was sent or bought in this period. Choose another."))
            spend_charts.since_january(view)
    spend_purchases.draw()
