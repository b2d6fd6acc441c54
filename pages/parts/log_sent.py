"""The entry "I sent": one tap when nothing but the time is new."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import log_fields as fields
from pages.parts import log_guard, log_notice
from pages.parts.edge import above, beside, submit
from pages.parts.state import form
from pages.parts.text import when
from pages.parts.wiring import kitelog, remembered
from tracker.directory.guard.rules import Caution, Terms, cautions
from tracker.errors import KitelogError
from tracker.messages import Entry, Logged
from tracker.wording import _

FORM = "log.sent"
CHARACTERS, PHOTOS, STAMPS = "log.characters", "log.photos", "log.stamps"
PAID, NOTE, BODY = "log.paid", "log.note", "log.body"
ONCE = {CHARACTERS: None, PHOTOS: None, STAMPS: None, NOTE: "", BODY: "", fields.WHEN: fields.NOW}


def draw() -> None:
    """The form."""
    above(FORM, "provider", "at", "cost", "characters", "photos", "stamps", "note", "body")
    with st.grid(2, min_column_width=260):
        contact_id = fields.person(_("To"))
        at_provider = st.container()
        with at_provider:
            provider_id = fields.provider(FORM)
        with st.container():
            fields.cost(FORM)
        with st.container():
            fields.moment(FORM)
        with st.container():
            fields.member()
    at_content = _more()
    held, found = _guarded()
    with at_provider:
        log_guard.show(found, log_guard.OF_PROVIDER)
    with at_content:
        log_guard.show(found, log_guard.OF_CONTENT)
    asked = log_guard.warned(found)
    st.button(
        _("Log it anyway") if asked else _("Log it"),
        type="primary",
        key=f"log.sent.{form(FORM).key}",
        icon=":material/check:",
        on_click=_log,
        args=(asked,),
    )
    lines = [log_guard.room_words(held, _characters())]
    if contact_id is not None and provider_id is not None:
        lines.append(_due_words(contact_id, provider_id))
    if any(lines):
        st.text(" ".join(filter(None, lines)))


def _guarded() -> tuple[Terms, tuple[Caution, ...]]:
    """What holds for the message as it is filled in, and what of it does not fit."""
    held = log_guard.held()
    return held, cautions(held, _characters(), st.session_state.get(PHOTOS) or 0)


def _characters() -> int | None:
    """The length of the message: as typed, else that of the text kept here."""
    typed: int | None = st.session_state.get(CHARACTERS)
    return typed if typed is not None else len(st.session_state.get(BODY) or "") or None


def _more() -> DeltaGenerator:
    """What is not always filled in; gives the place for what is to be said about it."""
    with st.expander(_("Note, text, characters, photos, stamps")):
        st.text_input(_("Note (stays here)"), key=NOTE, on_change="ignore")
        beside(FORM, "note")
        st.text_area(_("Text of the message (stays here)"), key=BODY, on_change="ignore")
        beside(FORM, "body")
        with st.grid(3, min_column_width=120):
            with st.container():
                st.number_input(_("Characters"), min_value=0, value=None, step=1, key=CHARACTERS)
                beside(FORM, "characters")
            with st.container():
                st.number_input(_("Photos"), min_value=0, value=None, step=1, key=PHOTOS)
                beside(FORM, "photos")
            with st.container():
                st.number_input(_("Stamps"), min_value=0, value=None, step=1, key=STAMPS, on_change="ignore")
                beside(FORM, "stamps")
        at_content = st.container()
        words = {"direct": _("Directly"), "balance": _("From balance")}
        st.segmented_control(
            _("Paid"), list(words), format_func=words.__getitem__, key=PAID, on_change="ignore"
        )
    return at_content


def _due_words(contact_id: int, provider_id: int) -> str:
    """`If nothing comes back it is overdue on Tue 10 Nov, 3:10 PM.`"""
    try:
        at = fields.chosen_at()
        minute = at.replace(second=0, microsecond=0)
        due = remembered(
            "preview",
            lambda k: k.messages.preview(contact_id, provider_id, at),
            contact_id,
            provider_id,
            minute,
        )
    except KitelogError as error:
        return str(error)
    if due.still == "in transit":
        return _("The clock stands still until the next facility is known.")
    if due.due_at is None:
        return _("The clock stands still: the facility is closed, and no end is known.")
    return _("If nothing comes back it is overdue on {when}.").format(when=when(due.due_at))


def _log(asked: frozenset[str]) -> None:
    """Logs it, but first asks about what was filled in since the page could last tell of it."""
    kept, state = log_notice.kept(), st.session_state
    _held, found = _guarded()
    if log_guard.warned(found) - asked:
        return
    name = fields.contacts().get(state[fields.CONTACT], "")
    content = (
        state[fields.CONTACT],
        *(state.get(key) for key in (fields.PROVIDER, fields.COST, *ONCE, fields.AT)),
    )

    def write(key: str) -> Logged:
        entry = Entry(
            contact_id=state[fields.CONTACT],
            provider_id=fields.chosen_provider(),
            at=fields.chosen_at(),
            member_id=state.get(fields.MEMBER),
            characters=state.get(CHARACTERS),
            photos=state.get(PHOTOS) or 0,
            stamps=state.get(STAMPS),
            cost=fields.chosen_cost(),
            paid=state.get(PAID),
            note=state.get(NOTE) or "",
            body=state.get(BODY) or "",
        )
        return kitelog().messages.log_sent(entry, form=key)

    logged = submit(FORM, write, content)
    if logged is None:
        return
    words = _("sent to {name}.").format(name=name)
    if logged.due_at is not None:
        words = _("sent to {name}, due {when}.").format(name=name, when=when(logged.due_at))
    kept.notice = log_notice.Notice(words, logged.message_id, "delete")
    for key, value in ONCE.items():
        state[key] = value
