"""Log: what was sent, a reply that came, or news about a message; the page a phone opens most."""

import streamlit as st

from pages.parts import empty
from pages.parts.log import fields, news, notice, reply, sent, start
from tracker.wording import _

st.title(_("What happened?"))
known = fields.contacts()
if not known:
    empty.no_contacts()
else:
    start.start(known)
    notice.draw()
    words = {"sent": _("I sent"), "reply": _("A reply came"), "news": _("News")}
    kind = st.segmented_control(
        _("What to log"),
        list(words),
        format_func=words.__getitem__,
        key=fields.KIND,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    {"sent": sent.draw, "reply": reply.draw, "news": news.draw}[kind or "sent"]()
