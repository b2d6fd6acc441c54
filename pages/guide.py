"""Guide: how it works in four steps, key facts, common questions; each leads to where Kitelog does it."""

import streamlit as st

from pages.parts import guide_facts, guide_questions, guide_steps
from tracker.wording import _

st.title(_("How it works, in four steps"))
guide_steps.draw()
st.subheader(_("Key facts"), anchor=False)
guide_facts.draw()
st.subheader(_("Common questions"), anchor=False)
guide_questions.draw()
