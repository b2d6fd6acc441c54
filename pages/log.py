"""Log: what was sent, a reply that came, or news about a message; the page a phone opens most."""

import streamlit as st

from pages.parts import empty, log_fields, log_news, log_notice, log_reply, log_sent, log_start
from tracker.wording import _

st.title(_("What happened?"))
known = log_fields.contacts()
if not known:
    empty.no_contacts()
else:
    log_start.start(known)
    log_notice.draw()
    words = {"sent": _("I sent"), "reply": _("A reply came"), "news": _("News")}
    kind = st.segmented_control(
        _("What to log"),
        list(words),
        format_func=words.__getitem__,
        key=log_fields.KIND,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    {"sent": log_sent.draw, "reply": log_reply.draw, "news": log_news.draw}[kind or "sent"]()
