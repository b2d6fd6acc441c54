"""A budget filled in: a new one, or other dollars for one that is there."""

import streamlit as st

from pages.parts.budget.words import SCOPES, changed_words, names, scope_words
from pages.parts.edge import above, beside
from pages.parts.message.done import act, stop
from pages.parts.message.when import forget
from pages.parts.state import form
from pages.parts.wiring import kitelog
from tracker.spend.budgets import BudgetCard, Changed, typed_budget
from tracker.wording import _

FIELDS = ("scope", "key", "amount")


def draw(place: str, card: BudgetCard | None) -> None:
    """The fields, and the button that saves them."""
    name = _form(card)
    above(name, *FIELDS)
    if card is None:
        _whose(name)
    st.session_state.setdefault(f"{name}.amount", f"{card.amount:.2f}" if card else "")
    st.text_input(
        _("Dollars a month, at most"), key=f"{name}.amount", placeholder="30.00", max_chars=40, width=200
    )
    beside(name, "amount")
    with st.container(horizontal=True):
        label = _("Save") if card else _("Set the budget")
        st.button(label, key=f"{name}.save", type="primary", on_click=_save, args=(place, card))
        st.button(_("Cancel"), key=f"{name}.cancel", type="tertiary", on_click=_cancel, args=(place, name))


def _cancel(place: str, name: str) -> None:
    form(name).problem = None
    forget(name)
    stop(place)


def _form(card: BudgetCard | None) -> str:
    return f"budgets.form.{card.id if card else 'new'}"


def _whose(name: str) -> None:
    st.session_state.setdefault(f"{name}.scope", SCOPES[0])
    # Pills wrap on a phone, where the four do not fit in one line.
    st.pills(_("For"), SCOPES, format_func=scope_words, key=f"{name}.scope", required=True)
    beside(name, "scope")
    scope = st.session_state[f"{name}.scope"]
    if scope != "household":
        known = names(scope)
        st.selectbox(
            scope_words(scope),
            list(known),
            index=None,
            format_func=lambda key: known.get(key, ""),
            key=f"{name}.key.{scope}",
            placeholder=_("Choose"),
            width=320,
        )
    beside(name, "key")


def _save(place: str, card: BudgetCard | None) -> None:
    name = _form(card)
    scope = card.scope if card else st.session_state.get(f"{name}.scope") or ""
    key = card.key if card else st.session_state.get(f"{name}.key.{scope}")
    text = st.session_state.get(f"{name}.amount") or ""
    budgets = kitelog().budgets

    def write(taken: str) -> Changed:
        return budgets.set(scope, key, typed_budget(text), taken)

    saved = act(
        place,
        write,
        (scope, key, text),
        changed_words,
        lambda changed: lambda: budgets.restore(changed),
        form_name=name,
    )
    if saved is not None:
        forget(name)
