"""What was logged last, told once in a toast and kept in a line with Undo."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.parts.edge import above, submit
from pages.parts.log.paid import openings
from pages.parts.state import Form, form
from pages.parts.text import literal
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.wording import _

FORM = "log.undo"


@dataclass
class Notice:
    """What was logged, and what takes it back: deleting it, or withdrawing its newest step of a kind.

    `opening_id` is what was said of the balance with the message, and goes with it.
    """

    words: str
    message_id: int
    undo: Literal["delete", "withdraw", ""]
    kind: str = ""
    opening_id: int | None = None
    fresh: bool = True


def kept() -> Form:
    """Where the notice is kept. Take it before a write: setting its `notice` cannot be interrupted."""
    return form("log.notice")


def draw() -> None:
    """The line with Undo; nothing when nothing was logged in this session."""
    place, notice = kept(), kept().notice
    above(FORM)
    if not isinstance(notice, Notice):
        return
    words = (_("Logged: {what}") if notice.undo else _("Taken back: {what}")).format(what=notice.words)
    if notice.fresh:
        st.toast(literal(words), icon=":material/check:")
        notice.fresh = False
    elif not notice.undo:
        place.notice = None
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="log.notice"):
        st.text(words)
        if notice.undo:
            st.button(_("Undo"), key="log.undo", type="tertiary", icon=":material/undo:", on_click=_undo)


def _undo() -> None:
    place, notice = kept(), kept().notice
    if not isinstance(notice, Notice) or not notice.undo:
        return
    member, messages = my_id(), kitelog().messages

    def take_back(_form: str) -> bool:
        if notice.opening_id is not None:
            openings().take_back(notice.message_id, notice.opening_id, member)
        elif notice.undo == "delete":
            messages.delete(notice.message_id, member)
        else:
            steps = [e for e in messages.detail(notice.message_id).events if e.kind == notice.kind]
            newest = max(
                (e for e in steps if not e.withdrawn), key=lambda e: (e.logged_at, e.id), default=None
            )
            if newest is not None:
                messages.withdraw(newest.id, member)
        return True

    if submit(FORM, take_back, (notice.message_id, notice.kind)):
        place.notice = Notice(notice.words, notice.message_id, "")
