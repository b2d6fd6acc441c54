"""What a newer catalogue changed since an earlier start."""

import streamlit as st

from pages.parts.wiring import remembered
from tracker.directory.words import date_words
from tracker.wording import _, ngettext

MOST = 20


def draw() -> None:
    """The newest changes, one tap away; nothing where there are none."""
    news = remembered("find.news", lambda kitelog: kitelog.directory.catalogue_news(), timed=True)
    if not news:
        return
    label = ngettext("{n} change in the catalogue", "{n} changes in the catalogue", len(news))
    with st.expander(label.format(n=len(news)), key="find.news"):
        words = {"new": _("New"), "changed": _("Changed"), "gone": _("No longer there")}
        for one in news[:MOST]:
            st.text(f"{date_words(one.seen_at.date())}. {words[one.change.kind]}: {one.change.label}")
