"""News about a sent message, logged where the message is shown."""

from collections.abc import Callable

import streamlit as st

from pages.parts.cards import state_words
from pages.parts.edge import above, beside
from pages.parts.message.done import act
from pages.parts.message.when import ask_when, forget, given_when
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now
from tracker.messages import NEWS_KINDS, Logged, MessageCard, News
from tracker.wording import _

ENDED = ("rejected", "returned")


def draw(card: MessageCard, place: str) -> None:
    """The form: what happened, when, and for an ending why and whether money came back."""
    key = f"{place}.news.{card.id}"
    with st.container(border=True, key=key):
        above(key, "at", "kind")
        st.segmented_control(
            _("What happened"), NEWS_KINDS, format_func=state_words, key=f"{key}.kind", required=True
        )
        beside(key, "kind")
        ask_when(key, _("On"), now())
        beside(key, "at")
        kind = st.session_state.get(f"{key}.kind")
        if kind in ENDED:
            st.text_input(_("Reason they gave"), key=f"{key}.reason", max_chars=1000)
            st.segmented_control(_("Refunded"), (True, False), format_func=_yes_no, key=f"{key}.refunded")
        if kind == "rejected":
            st.date_input(_("You can appeal until"), value=None, key=f"{key}.appeal", format="MM/DD/YYYY")
        if kind == "closed":
            st.segmented_control(
                _("Why"),
                ("no answer expected", "never arrived"),
                format_func=reason_words,
                key=f"{key}.reason",
            )
        st.text_input(_("Note"), key=f"{key}.note", max_chars=1000)
        st.button(_("Log it"), key=f"{key}.log", type="primary", on_click=_log, args=(card, place, key))


def log_now(message_id: int, kind: str, place: str, reason: str = "") -> None:
    """Logs at once that this happened now."""
    news = News(message_id, kind, now(), my_id(), reason)
    write = kitelog().messages.log_news
    act(place, lambda form: write(news, form), (kind, message_id), done_words(kind), undo_newest)


def undo_newest(logged: Logged) -> Callable[[], None]:
    """What takes back the step that was just logged."""
    messages, me = kitelog().messages, my_id()
    event_id = max(event.id for event in messages.detail(logged.message_id).events)
    return lambda: messages.withdraw(event_id, me)


def done_words(kind: str) -> str:
    """What is said once a step was logged."""
    return _("Logged: {step}.").format(step=state_words(kind).lower())


def reason_words(reason: str) -> str:
    """Why a family closes a message."""
    return _("It never arrived") if reason == "never arrived" else _("No answer expected")


def _log(card: MessageCard, place: str, key: str) -> None:
    filled = st.session_state

    def write(form: str) -> Logged:
        news = News(
            message_id=card.id,
            kind=filled.get(f"{key}.kind") or "",
            at=given_when(key),
            member_id=my_id(),
            reason=filled.get(f"{key}.reason") or "",
            note=filled.get(f"{key}.note") or "",
            refunded=filled.get(f"{key}.refunded"),
            appeal_by=filled.get(f"{key}.appeal"),
        )
        return kitelog().messages.log_news(news, form)

    kind = filled.get(f"{key}.kind")
    content = ("news", card.id, kind, filled.get(f"{key}.note"))
    if act(place, write, content, done_words(kind or ""), undo_newest, form_name=key):
        forget(key)


def _yes_no(value: bool) -> str:
    return _("Yes") if value else _("No")
