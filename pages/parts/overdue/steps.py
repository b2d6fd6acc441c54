"""What a family does about an overdue message, without leaving the page."""

from datetime import datetime, timedelta

import streamlit as st

from pages.parts.edge import above, beside
from pages.parts.message import news as message_news
from pages.parts.message import reply as message_reply
from pages.parts.message.done import act, doing, opener, silent, toggle
from pages.parts.message.when import ask_when, forget, given_when
from pages.parts.state import link
from pages.parts.who import my_id
from pages.parts.wiring import kitelog, now
from tracker.overdue import WaitingCard
from tracker.wording import _

PLACE = "overdue"
SNOOZES = ("4 hours", "1 day", "2 days", "choose")
HOUR = timedelta(hours=1)


def draw(waiting: WaitingCard) -> None:
    """The steps as buttons, and the form that one of them opens."""
    message, quiet = waiting.message, waiting.flag_state in ("snoozed", "acknowledged")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        opener(PLACE, message.id, "reply", _("A reply came"), first=True)
        if message.state not in ("delivered", "read"):
            key = f"{PLACE}.{message.id}.delivered"
            st.button(
                _("It was delivered"),
                key=key,
                on_click=message_news.log_now,
                args=(message.id, "delivered", PLACE),
            )
        opener(PLACE, message.id, "news", _("Other news"))
        if quiet:
            st.button(_("Remind me again"), key=f"{PLACE}.{message.id}.wake", on_click=_wake, args=(waiting,))
        elif waiting.flag_id is not None:
            _snooze_menu(waiting)
            st.button(
                _("I know"),
                key=f"{PLACE}.{message.id}.known",
                type="tertiary",
                on_click=_acknowledge,
                args=(waiting,),
            )
        link("messages.py", _("Open"), open=message.ref)
    opened = doing(PLACE)
    if opened == (message.id, "reply"):
        message_reply.draw(message, PLACE)
    elif opened == (message.id, "news"):
        message_news.draw(message, PLACE)
    elif opened == (message.id, "snooze"):
        _ask_until(waiting)


def snooze_words(choice: str) -> str:
    """A length of quiet, for people."""
    words = {
        "4 hours": _("For 4 business hours"),
        "1 day": _("For 1 business day"),
        "2 days": _("For 2 business days"),
        "choose": _("Until a day and time"),
    }
    return words[choice]


def _snooze_menu(waiting: WaitingCard) -> None:
    key = f"{PLACE}.{waiting.message.id}.snooze"
    st.menu_button(
        _("Snooze"),
        SNOOZES,
        format_func=snooze_words,
        key=key,
        type="tertiary",
        on_click=_snooze,
        args=(key, waiting),
    )


def _snooze(key: str, waiting: WaitingCard) -> None:
    choice, flag_id = st.session_state.get(key), waiting.flag_id
    spans = {"4 hours": 4 * HOUR, "1 day": waiting.day_length, "2 days": 2 * waiting.day_length}
    if choice == "choose":
        toggle(PLACE, waiting.message.id, "snooze")
    elif choice in spans and flag_id is not None:
        overdue, me = kitelog().overdue, my_id()
        act(
            PLACE,
            lambda _form: overdue.snooze(flag_id, spans[choice], me),
            (flag_id, choice),
            _("Snoozed. It comes back by itself."),
            lambda _until: lambda: overdue.wake(flag_id),
        )


def _ask_until(waiting: WaitingCard) -> None:
    key = f"{PLACE}.until.{waiting.message.id}"
    with st.container(border=True, key=key):
        above(key, "at")
        ask_when(key, _("Snooze until"), now() + 24 * HOUR)
        beside(key, "at")
        st.button(
            _("Snooze until then"),
            key=f"{key}.save",
            type="primary",
            on_click=_snooze_until,
            args=(key, waiting),
        )


def _snooze_until(key: str, waiting: WaitingCard) -> None:
    flag_id = waiting.flag_id
    if flag_id is None:
        return
    overdue, me = kitelog().overdue, my_id()

    def write(_form: str) -> datetime:
        until = given_when(key)
        overdue.snooze_until(flag_id, until, me)
        return until

    content = (flag_id, st.session_state.get(f"{key}.day"), st.session_state.get(f"{key}.time"))
    words = _("Snoozed. It comes back by itself.")
    if act(PLACE, write, content, words, lambda _until: lambda: overdue.wake(flag_id), form_name=key):
        forget(key)


def _acknowledge(waiting: WaitingCard) -> None:
    flag_id = waiting.flag_id
    if flag_id is not None:
        overdue, me = kitelog().overdue, my_id()
        act(
            PLACE,
            silent(lambda: overdue.acknowledge(flag_id, me)),
            (flag_id, "known"),
            _("Noted. It stays here until an answer comes."),
            lambda _saved: lambda: overdue.wake(flag_id),
        )


def _wake(waiting: WaitingCard) -> None:
    flag_id = waiting.flag_id
    if flag_id is not None:
        overdue = kitelog().overdue
        act(PLACE, silent(lambda: overdue.wake(flag_id)), (flag_id, "wake"), _("It counts as open again."))
