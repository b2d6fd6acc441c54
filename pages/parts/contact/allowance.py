"""How long an answer of one person may take."""

import streamlit as st

from pages.parts.contact.listing import PLACE
from pages.parts.edge import above, beside
from pages.parts.household.amount import amount_given, ask_amount
from pages.parts.message.done import act, silent
from pages.parts.message.when import forget
from pages.parts.wiring import kitelog, remembered, settings
from tracker.contacts import ContactCard
from tracker.deadlines.rule import Allowance
from tracker.wording import _, allowance_words


def ask(card: ContactCard) -> None:
    """The allowance for this person, or a wider one again."""
    key = f"contacts.allowance.{card.id}"
    own = own_allowance(card.id)
    present = own or settings().allowance
    words = allowance_words(present.amount, present.unit)
    with st.container(border=True, key=key):
        if own:
            st.text(
                _("For this person it is {allowance}. It goes before every other allowance.").format(
                    allowance=words
                )
            )
        else:
            st.text(
                _("This person has no allowance of their own. The household's is {allowance}.").format(
                    allowance=words
                )
            )
        above(key, "amount")
        ask_amount(key, present)
        beside(key, "amount")
        with st.container(horizontal=True):
            st.button(_("Save"), key=f"{key}.save", type="primary", on_click=_save, args=(card, key, own))
            if own:
                st.button(
                    _("No own allowance"),
                    key=f"{key}.clear",
                    type="tertiary",
                    on_click=_clear,
                    args=(card, key, own),
                )


def own_allowance(contact_id: int) -> Allowance | None:
    """The allowance set for this person, None where a wider one holds."""
    cards = remembered("allowances", lambda kitelog: kitelog.household.allowances())
    return next((card.allowance for card in cards if card.contact_id == contact_id), None)


def _save(card: ContactCard, key: str, own: Allowance | None) -> None:
    household = kitelog().household

    def write(_form: str) -> Allowance:
        amount = amount_given(key)
        household.set_allowance(amount.amount, amount.unit, contact_id=card.id)
        return amount

    saved = act(
        PLACE,
        write,
        (card.id, st.session_state.get(f"{key}.amount"), st.session_state.get(f"{key}.unit")),
        _("Saved. What waits was counted anew."),
        lambda _saved: lambda: _put(card.id, own),
        form_name=key,
    )
    if saved is not None:
        forget(key)


def _clear(card: ContactCard, key: str, own: Allowance) -> None:
    cleared = act(
        PLACE,
        silent(lambda: _put(card.id, None)),
        ("clear", card.id),
        _("The wider allowance holds again."),
        lambda _saved: lambda: _put(card.id, own),
    )
    if cleared is not None:
        forget(key)


def _put(contact_id: int, allowance: Allowance | None) -> None:
    household = kitelog().household
    if allowance is None:
        household.clear_allowance(contact_id=contact_id)
    else:
        household.set_allowance(allowance.amount, allowance.unit, contact_id=contact_id)
