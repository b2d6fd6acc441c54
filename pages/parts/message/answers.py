"""Which messages a reply answers, corrected."""

import streamlit as st

from pages.parts.cards import message_words
from pages.parts.edge import above
from pages.parts.message.done import act, silent
from pages.parts.message.when import forget
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.messages import Filter, MessageDetail
from tracker.wording import _


def draw(detail: MessageDetail, place: str) -> None:
    """The messages sent before the reply, those it answers chosen."""
    reply, key = detail.card, f"{place}.answers.{detail.card.id}"
    earlier = kitelog().messages.page(Filter(contact_id=reply.contact_id), before=reply.key).messages
    sent = {card.id: card for card in (*detail.answers, *earlier) if card.direction == "sent"}
    with st.container(border=True, key=key):
        above(key)
        if not sent:
            st.text(_("Nothing was sent to this person before this reply."))
            return
        st.session_state.setdefault(f"{key}.chosen", [card.id for card in detail.answers])
        st.multiselect(
            _("It answers"),
            list(sent),
            format_func=lambda message_id: message_words(sent[message_id]),
            key=f"{key}.chosen",
            placeholder=_("No message"),
        )
        st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_save, args=(detail, place, key))


def _save(detail: MessageDetail, place: str, key: str) -> None:
    reply_id, was = detail.card.id, [card.id for card in detail.answers]
    chosen = st.session_state.get(f"{key}.chosen") or []
    messages, me = kitelog().messages, my_id()
    saved = act(
        place,
        silent(lambda: messages.set_answers(reply_id, chosen, me)),
        ("answers", reply_id, tuple(chosen)),
        _("What the reply answers was changed."),
        lambda _saved: lambda: messages.set_answers(reply_id, was, me),
        form_name=key,
    )
    if saved is not None:
        forget(key)
