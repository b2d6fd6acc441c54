"""Every step of a message's life, oldest first: who logged it, what was corrected, what was taken back."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from pages.parts.cards import Mark, badge, state_words
from pages.parts.message.done import act, silent
from pages.parts.message.listing import PLACE
from pages.parts.message.names import contact_names, member_names, provider_names
from pages.parts.text import when
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.messages import EventCard, MessageDetail
from tracker.wording import _, day_words

# The first step is the message itself, and the record's own steps tell what was done: none can be taken back.
KEPT = ("sent", "received", "corrected", "deleted", "restored")
_ICONS = {
    "sent": "send", "received": "inbox", "in review": "manage_search", "delivered": "mark_email_read",
    "read": "drafts", "answered": "reply", "rejected": "block", "returned": "undo",
    "closed": "inventory_2", "reopened": "refresh", "corrected": "edit", "deleted": "delete",
    "restored": "restore_from_trash",
}  # fmt: skip


def timeline(detail: MessageDetail) -> None:
    """The steps, one below the other."""
    for event in detail.events:
        with st.container(gap="xsmall", key=f"event.{event.id}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                badge(_mark(event))
                st.text(when(event.at, detail.card.zone))
                if event.kind not in KEPT and not event.withdrawn and not detail.card.deleted:
                    st.button(
                        _("Take back"),
                        key=f"event.{event.id}.back",
                        type="tertiary",
                        on_click=_withdraw,
                        args=(event.id,),
                    )
            for words in told(event):
                st.text(words)


def told(event: EventCard) -> list[str]:
    """What is known of a step, a line each; as typed, for `st.text`."""
    lines = []
    if event.reason.strip():
        lines.append(_("Reason: {reason}").format(reason=reason_words(event.reason)))
    if event.refunded is not None:
        lines.append(_("Refunded") if event.refunded else _("Not refunded"))
    if event.appeal_by is not None:
        lines.append(_("You can appeal until {day}").format(day=day_words(event.appeal_by, year=True)))
    if event.note.strip():
        lines += (
            [_correction(line) for line in event.note.splitlines()]
            if event.kind == "corrected"
            else [event.note]
        )
    by = _("Logged by {member}, {when}") if event.member else _("Logged {when}")
    lines.append(by.format(member=event.member, when=when(event.logged_at)))
    return lines


def reason_words(reason: str) -> str:
    """A reason that Kitelog itself writes, for people; any other as typed."""
    words = {
        "no answer expected": _("no answer expected"),
        "never arrived": _("it never arrived"),
        "released": _("they were released"),
        "died": _("they died"),
    }
    return words.get(reason, reason)


def _mark(event: EventCard) -> Mark:
    icon = _ICONS.get(event.kind, "mail")
    if event.withdrawn:
        return Mark(_("{step}, taken back").format(step=state_words(event.kind)), icon, "gray")
    return Mark(
        state_words(event.kind),
        icon,
        "blue" if event.kind not in ("corrected", "deleted", "restored") else "gray",
    )


def _correction(line: str) -> str:
    """`provider_id: 1 > 2` with names in place of keys; a line of another shape as it is."""
    field, colon, change = line.partition(": ")
    labels = {
        "contact_id": _("Person"), "provider_id": _("Provider"), "member_id": _("Logged for"),
        "at": _("Time"),
        "characters": _("Characters"), "photos": _("Photos"), "stamps": _("Stamps"), "cost": _("Cost"),
        "paid": _("Paid"), "note": _("Note"), "body": _("Text"),
    }  # fmt: skip
    if line == "answers":
        return _("What it answers was changed")
    if colon and change == "withdrawn":
        return _("Taken back: {step}").format(step=state_words(field).lower())
    if not colon or field not in labels:
        return line
    names: dict[str, Callable[[], dict[int, str]]] = {
        "contact_id": contact_names, "provider_id": provider_names, "member_id": member_names,
    }  # fmt: skip
    old, arrow, new = change.partition(" > ")
    if arrow and field in names:
        known = {str(key): name for key, name in names[field]().items()}
        old, new = known.get(old, old), known.get(new, new)
    elif field == "at":
        old, new = _instant_words(old), _instant_words(new)
    return _("{field}: {old}, now {new}").format(field=labels[field], old=old, new=new) if arrow else line


def _instant_words(text: str) -> str:
    try:
        return when(datetime.fromisoformat(text))
    except ValueError:
        return text


def _withdraw(event_id: int) -> None:
    messages, me = kitelog().messages, my_id()
    act(PLACE, silent(lambda: messages.withdraw(event_id, me)), event_id, _("The step was taken back."))
