"""Guide: how it works in four steps, key facts, common questions; each leads to where Kitelog does it."""

import streamlit as st

from pages.parts.guide import facts, questions, steps
from tracker.wording import _

st.title(_("How it works, in four steps"))
steps.draw()
st.subheader(_("Key facts"), anchor=False)
facts.draw()
st.subheader(_("Common questions"), anchor=False)
questions.draw()
