"""Every field of a message, corrected."""

from collections.abc import Mapping

import streamlit as st

from pages.parts.edge import above, beside
from pages.parts.message import cost as message_cost
from pages.parts.message.done import act
from pages.parts.message.names import contact_names, member_names, provider_names
from pages.parts.message.when import ask_when, forget, given_when
from pages.parts.quotes import as_typed
from pages.parts.who import my_id
from pages.parts.wiring import kitelog
from tracker.messages import Entry, Logged, MessageCard
from tracker.spend import read_amount
from tracker.wording import _

BESIDE = ("at", "characters", "photos", "stamps", "cost", "note", "body")


def draw(card: MessageCard, place: str) -> None:
    """The form with what is logged now."""
    key = f"{place}.edit.{card.id}"
    with st.container(border=True, key=key):
        above(key, *BESIDE)
        _box(key, "contact", _("Person"), contact_names(), card.contact_id)
        _box(key, "provider", _("Provider"), provider_names(), card.provider_id)
        _box(key, "member", _("Logged for"), member_names(), card.member_id)
        ask_when(key, _("On"), card.at)
        beside(key, "at")
        with st.container(horizontal=True):
            _number(key, "characters", _("Characters"), card.characters)
            _number(key, "photos", _("Photos"), card.photos)
            _number(key, "stamps", _("Stamps"), card.stamps)
        with st.container(horizontal=True):
            _seed(key, "cost", as_typed(card.cost))
            _seed(key, "paid", card.paid)
            known = message_cost.field(card, key)
            st.segmented_control(_("Paid"), ("direct", "balance"), format_func=_paid_words, key=f"{key}.paid")
        message_cost.beside_price(known, key)
        beside(key, "cost")
        for name, label, text in (("note", _("Note"), card.note), ("body", _("Text"), card.body)):
            _seed(key, name, text)
            st.text_area(label, key=f"{key}.{name}", height=80)
            beside(key, name)
        st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_save, args=(card, place, key))


def _seed(key: str, name: str, value: object) -> None:
    st.session_state.setdefault(f"{key}.{name}", value)


def _box(key: str, name: str, label: str, names: Mapping[int, str], chosen: int | None) -> None:
    _seed(key, name, chosen)
    st.selectbox(label, list(names), index=None, format_func=lambda one: names[one], key=f"{key}.{name}")


def _number(key: str, name: str, label: str, value: int | None) -> None:
    _seed(key, name, value)
    st.number_input(label, min_value=0, step=1, value=None, key=f"{key}.{name}", width=140)
    beside(key, name)


def _save(card: MessageCard, place: str, key: str) -> None:
    was, messages, me = _entry_of(card), kitelog().messages, my_id()
    # What was typed last may have come with the tap, and the cost did not follow it yet.
    message_cost.follow(card, key)
    filled = {name: st.session_state.get(f"{key}.{name}") for name in _FIELDS}

    cost = filled["cost"] or ""

    def write(_form: str) -> Logged:
        entry = Entry(
            contact_id=filled["contact"] or card.contact_id,
            provider_id=filled["provider"] or card.provider_id,
            at=given_when(key, card.at),
            member_id=filled["member"],
            characters=filled["characters"],
            photos=filled["photos"] or 0,
            stamps=filled["stamps"],
            cost=read_amount(cost, "cost") if cost.strip() else None,
            paid=filled["paid"],
            note=filled["note"] or "",
            body=filled["body"] or "",
        )
        return messages.edit(card.id, entry, me)

    saved = act(
        place,
        write,
        ("edit", card.id, tuple(filled.values())),
        _("The message was corrected."),
        lambda _saved: lambda: messages.edit(card.id, was, me),
        form_name=key,
    )
    if saved is not None:
        forget(key)


_FIELDS = (
    "contact",
    "provider",
    "member",
    "characters",
    "photos",
    "stamps",
    "cost",
    "paid",
    "note",
    "body",
    "day",
    "time",
)


def _entry_of(card: MessageCard) -> Entry:
    return Entry(**{name: getattr(card, name) for name in Entry.__dataclass_fields__})


def _paid_words(way: str) -> str:
    return _("Directly") if way == "direct" else _("From balance")
