"""Find provider: one field, and for the place found who carries messages there and how to begin."""

import streamlit as st

from pages.parts import find_address as address
from pages.parts import (
    find_answer,
    find_compare,
    find_field,
    find_good_to_know,
    find_news,
    find_others,
    find_told,
)
from pages.parts.edge import told
from pages.parts.message_done import show_done
from tracker.wording import _

st.title(_("Where are they?"))
find_field.draw()
show_done(address.PLACE)
with told():
    found, chosen = address.results(), None
    with told():
        chosen = address.answered(found)
    if chosen is not None:
        find_answer.draw(chosen, address.matched(found, chosen))
    find_others.results(found, chosen)
    if chosen is not None:
        if find_told.is_open(chosen):
            find_told.draw(chosen)
        find_good_to_know.draw(chosen)
        find_compare.draw(chosen)
    find_others.not_listed(chosen)
    find_news.draw()
