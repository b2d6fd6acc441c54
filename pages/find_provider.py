"""Find provider: one field, and for the place found who carries messages there and how to begin."""

import streamlit as st

from pages.parts.edge import told
from pages.parts.find import address, answer, compare, field, good_to_know, news, others
from pages.parts.find import told as find_told
from pages.parts.message.done import show_done
from tracker.wording import _

st.title(_("Where are they?"))
field.draw()
show_done(address.PLACE)
with told():
    found, chosen = address.results(), None
    with told():
        chosen = address.answered(found)
    if chosen is not None:
        answer.draw(chosen, address.matched(found, chosen))
    others.results(found, chosen)
    if chosen is not None:
        if find_told.is_open(chosen):
            find_told.draw(chosen)
        good_to_know.draw(chosen)
        compare.draw(chosen)
    others.not_listed(chosen)
    news.draw()
