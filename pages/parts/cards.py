"""Cards that several pages show: who and where, how it stands, why, and the next steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Literal, NamedTuple

import streamlit as st

from pages.parts.edge import submit
from pages.parts.log import notice as log_notice
from pages.parts.state import go
from pages.parts.text import bold, literal, shortened, when
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now
from tracker.messages import MessageCard, News
from tracker.overdue import WaitingCard
from tracker.wording import _, late_words, ngettext

Colour = Literal["red", "orange", "green", "blue", "gray", "primary"]
SNOOZES = (1, 2, 5)
STEPS = "steps"  # show its refusals with `edge.above(STEPS)`


class Mark(NamedTuple):
    """How something stands: words, an icon and a colour, never the colour alone."""

    words: str
    icon: str
    colour: Colour


def state_words(state: str) -> str:
    """A message's state for people: `In review`."""
    words = {
        "sent": _("Sent"),
        "in review": _("In review"),
        "delivered": _("Delivered"),
        "read": _("Read"),
        "answered": _("Answered"),
        "rejected": _("Rejected"),
        "returned": _("Returned"),
        "closed": _("Closed"),
        "received": _("Received"),
        "reopened": _("Reopened"),
        "corrected": _("Corrected"),
        "deleted": _("Deleted"),
        "restored": _("Restored"),
    }
    return words.get(state, state)


_ICONS: dict[str, tuple[str, Colour]] = {
    "sent": ("send", "gray"),
    "in review": ("manage_search", "gray"),
    "delivered": ("mark_email_read", "blue"),
    "read": ("drafts", "blue"),
    "answered": ("reply", "green"),
    "rejected": ("block", "red"),
    "returned": ("undo", "red"),
    "closed": ("inventory_2", "gray"),
    "received": ("inbox", "green"),
    "deleted": ("delete", "gray"),
}


def message_mark(card: MessageCard) -> Mark:
    """How one message stands now."""
    if card.deleted:
        return Mark(_("Deleted"), "delete", "gray")
    if card.due_at is not None and now() > card.due_at:
        return Mark(_("{state}, overdue").format(state=state_words(card.state)), "schedule", "orange")
    if card.lost and card.state == "closed":
        return Mark(_("Never arrived"), "report", "red")
    icon, colour = _ICONS.get(card.state, ("mail", "gray"))
    return Mark(state_words(card.state), icon, colour)


def waiting_mark(card: WaitingCard) -> Mark:
    """How one wait stands: late, snoozed, known, standing still, or due."""
    if card.flag_state == "snoozed" and card.snoozed_until is not None:
        return Mark(_("Snoozed until {when}").format(when=when(card.snoozed_until)), "snooze", "gray")
    if card.flag_state == "acknowledged":
        return Mark(_("You know about it"), "check", "gray")
    if card.late is not None:
        return Mark(
            _("{late} late").format(late=late_words(card.late, card.day_length)), "schedule", "orange"
        )
    if card.message.due_at is None:
        return Mark(_("Stands still"), "pause", "gray")
    return Mark(_("Due {when}").format(when=when(card.message.due_at, card.zone)), "hourglass_empty", "blue")


@contextmanager
def card(who: str, where: str | None, mark: Mark | None = None, key: str | None = None) -> Iterator[None]:
    """A bordered card: who and where at the left of its first line, how it stands at the right."""
    with st.container(border=True, key=key):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"{bold(who)} · {literal(where)}" if where else bold(who), width="content")
            if mark:
                badge(mark)
        yield


def badge(mark: Mark) -> None:
    """A badge with icon and words."""
    st.badge(literal(mark.words), icon=f":material/{mark.icon}:", color=mark.colour)


def message_words(card: MessageCard) -> str:
    """`To Dad with JPay, Fri 6 Nov, 3:10 PM`; as typed, for `st.text` or through `literal`."""
    words = (
        _("To {name} with {provider}, {when}")
        if card.direction == "sent"
        else _("From {name} with {provider}, {when}")
    )
    return words.format(name=card.contact, provider=card.provider, when=when(card.at, card.zone))


def overdue_card(waiting: WaitingCard, place: str) -> None:
    """An overdue message with why, and its next steps; `place` names the page part, for unique keys."""
    message = waiting.message
    key = f"{place}.{message.id}"
    with card(message.contact, message.facility, waiting_mark(waiting), key=f"card.{key}"):
        st.text(_("{why} With {provider}.").format(why=waiting.why, provider=message.provider))
        if message.note.strip():
            st.text(shortened(message.note))
        steps(waiting, key)


def steps(waiting: WaitingCard, key: str) -> None:
    """What a family can do about an overdue message, as buttons."""
    message = waiting.message
    with st.container(horizontal=True):
        st.button(
            _("A reply came"),
            key=f"{key}.reply",
            on_click=go,
            args=("log.py",),
            kwargs={"kind": "reply", "contact": message.contact_id, "message": message.id},
        )
        if message.state in ("sent", "in review"):
            st.button(_("It was delivered"), key=f"{key}.delivered", on_click=log_delivered, args=(message,))
        st.button(
            _("Other news"),
            key=f"{key}.news",
            type="tertiary",
            on_click=go,
            args=("log.py",),
            kwargs={"kind": "news", "contact": message.contact_id, "message": message.id},
        )
        if waiting.flag_id is not None and waiting.flag_state == "open":
            st.menu_button(
                _("Snooze"),
                SNOOZES,
                format_func=_snooze_words,
                key=f"{key}.snooze",
                type="tertiary",
                on_click=_snooze,
                args=(f"{key}.snooze", waiting.flag_id, waiting.day_length),
            )
        elif waiting.flag_id is not None:
            st.button(
                _("Remind me again"),
                key=f"{key}.wake",
                type="tertiary",
                on_click=_wake,
                args=(waiting.flag_id,),
            )


def log_delivered(message: MessageCard) -> None:
    """Logs at once that a message was delivered; the notice with Undo tells it (`log_notice.draw`)."""
    kept, news = log_notice.kept(), News(message.id, "delivered", now(), my_id())
    logged = submit(
        "steps", lambda key: kitelog().messages.log_news(news, form=key), (message.id, "delivered")
    )
    if logged is not None:
        words = _("message to {name}, delivered.").format(name=message.contact)
        kept.notice = log_notice.Notice(words, message.id, "withdraw", "delivered")


def _snooze_words(days: int) -> str:
    return ngettext("For {n} business day", "For {n} business days", days).format(n=days)


def _snooze(key: str, flag_id: int, day: timedelta) -> None:
    days = st.session_state.get(key)
    if days in SNOOZES:
        submit(STEPS, lambda _form: kitelog().overdue.snooze(flag_id, days * day, my_id()), (flag_id, days))


def _wake(flag_id: int) -> None:
    submit(STEPS, lambda _form: kitelog().overdue.wake(flag_id), (flag_id, "wake"))
