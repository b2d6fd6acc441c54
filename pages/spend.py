"""Spend: what each provider costs by month, and what stands behind it."""

import streamlit as st

from pages.parts import spend_address as address
from pages.parts import spend_bar, spend_charts, spend_filter, spend_purchases
from pages.parts import spend_words as words
from pages.parts.edge import told
from pages.parts.empty import no_messages
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.spend.days import local_day
from tracker.wording import _

heading, line = st.empty(), st.empty()
heading.title(_("Spend"))
if remembered("spend.empty", lambda kitelog: kitelog.spend.is_empty()):
    heading.title(_("Nothing was spent yet"))
    no_messages(
        _("Once a message or a purchase is logged, this page shows what each provider costs, by month.")
    )
    spend_purchases.draw()
else:
    spend_filter.draw()
    with told():
        by, (first, last), today = address.by(), address.days(), local_day(now(), zone())
        view = remembered("spend", lambda k: k.spend.view(by, first, last), by, first, last, today)
        heading.title(literal(words.title(view)))
        line.text(words.about(view))
        if view.table.rows:
            spend_charts.spend_bars(view)
            spend_bar.draw(view)
            spend_charts.paid_and_used(view)
            spend_charts.prices(view)
        else:
            st.text(_("Nothing was sent or bought in this period. Choose another."))
        spend_charts.two_years(view)
    spend_purchases.draw()
