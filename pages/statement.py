"""A bank or card statement: what it says of providers, asked about charge by charge; opened from Spend."""

import streamlit as st

from pages.parts.edge import told
from pages.parts.message.done import show_done
from pages.parts.state import link
from pages.parts.statement import columns, file, left, proposals, words
from pages.parts.text import literal
from tracker.wording import _

link("spend.py", _("Spend"), icon=":material/arrow_back:")
heading, line = st.empty(), st.empty()
heading.title(_("Bank or card statement"))
line.text(words.about())
show_done(proposals.PLACE)
with told():
    uploaded = file.choose()
    statement = file.read(uploaded) if uploaded is not None else None
    if uploaded is not None and statement is not None:
        heading.title(literal(words.title(statement)))
        line.text(words.counts(statement))
        columns.draw(uploaded.file_id, statement)
        proposals.draw(statement)
        left.draw(statement)
