"""What is in a sent message: its note and text, and what of it is counted."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.edge import beside
from tracker.errors import InvalidInputError
from tracker.wording import _

CHARACTERS, PHOTOS, STAMPS = "log.characters", "log.photos", "log.stamps"
NOTE, BODY = "log.note", "log.body"
FIELDS = ("note", "body", "characters", "photos", "stamps")
ONCE = {CHARACTERS: "", PHOTOS: 0, STAMPS: None, NOTE: "", BODY: ""}


def count(form_name: str) -> DeltaGenerator:
    """What is counted of every message; gives the place for what is to be said about it."""
    with st.grid(2, min_column_width=120):
        with st.container():
            _characters()
            beside(form_name, "characters")
        with st.container():
            st.number_input(_("Photos"), min_value=0, step=1, key=PHOTOS)
            beside(form_name, "photos")
    return st.container()


def more(form_name: str, quoted_stamps: int | None) -> None:
    """What is not always filled in; the stamps of the quote count until others are typed."""
    st.text_input(_("Note (stays here)"), key=NOTE, on_change="ignore")
    beside(form_name, "note")
    st.text_area(_("Text of the message (stays here)"), key=BODY)
    beside(form_name, "body")
    st.number_input(
        _("Stamps"),
        min_value=0,
        value=None,
        step=1,
        key=STAMPS,
        placeholder=None if quoted_stamps is None else str(quoted_stamps),
        width=260,
    )
    beside(form_name, "stamps")


def characters() -> int | None:
    """The length of the message: as typed, else that of the text kept here.

    Raises InvalidInputError for what is no number.
    """
    typed = (st.session_state.get(CHARACTERS) or "").strip()
    if not typed:
        return _length()
    digits = typed.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 18):
        sentence = _("Type the number of characters in digits, like 1260.")
        raise InvalidInputError(sentence, field="characters")
    return int(digits)


def counted() -> int | None:
    """The length of the message as far as it can be told while it is typed."""
    try:
        return characters()
    except InvalidInputError:
        return None


def photos() -> int:
    """How many photos go with it."""
    return st.session_state.get(PHOTOS) or 0


def stamps() -> int | None:
    """How many stamps the family says it took."""
    return st.session_state.get(STAMPS)


def _characters() -> None:
    """A field for digits that tells of them after each pause, which a number field does only when left."""
    length = _length()
    st.text_input(
        _("Characters"),
        key=CHARACTERS,
        # The keyboard of digits on a phone, and nothing else of what belongs to a telephone number.
        type="phone",
        icon="",
        autocomplete="off",
        placeholder="" if length is None else str(length),
        live=True,
    )


def _length() -> int | None:
    return len(st.session_state.get(BODY) or "") or None
