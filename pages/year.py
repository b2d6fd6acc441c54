"""A year in one page: what was paid to whom, for what, and what was lost."""

import streamlit as st

from pages.parts.edge import told
from pages.parts.empty import no_messages
from pages.parts.state import link
from pages.parts.text import literal
from pages.parts.year import address, tables
from tracker.spend.year import words
from tracker.wording import _

heading, line = st.empty(), st.empty()
heading.title(_("A year in one page"))
with told():
    year = address.read(*address.choose(address.read().years))
    heading.title(literal(words.title(year)))
    line.text(words.days(year))
    if year.empty:
        no_messages(_("Nothing was sent or bought in these days. What you log will be added up here."))
    else:
        tables.actions(year)
        tables.draw(year)
link("spend.py", _("All spend"), icon=":material/payments:")
