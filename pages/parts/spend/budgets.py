"""The budgets of the Spend page: how much of each is spent, and what the month will come to."""

import streamlit as st

from pages.parts.budget import form as budget_form
from pages.parts.budget.words import changed_words, counts_words, mark
from pages.parts.cards import card as bordered
from pages.parts.message.done import act, doing, opener, show_done
from pages.parts.text import literal
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.spend.budgets import BudgetCard, BudgetView
from tracker.spend.days import local_day
from tracker.wording import _, money_words

PLACE = "budgets"


def draw() -> None:
    """What matters first, the household's month, then every budget, the one most spent first."""
    today = local_day(now(), zone())
    with st.spinner(_("Adding up this month.")):
        view = remembered("budgets", lambda kitelog: kitelog.budgets.view(), today)
    _heading(view)
    show_done(PLACE)
    for card in view.cards:
        _budget(card, view)
    _new(view)


def _heading(view: BudgetView) -> None:
    st.subheader(literal(view.cards[0].words) if view.cards else _("No budget is set yet"))
    st.text(view.ahead.words)
    if not view.cards:
        st.text(
            _(
                "A budget is what your family wants to spend at most in a calendar month. Home tells when"
                " 80 % of it is spent, and when all of it is."
            )
        )


def _budget(card: BudgetCard, view: BudgetView) -> None:
    with bordered(card.name, counts_words(card.scope), mark(card), key=f"{PLACE}.card.{card.id}"):
        words = _("{spent} of {amount}").format(
            spent=money_words(card.spent), amount=money_words(card.amount)
        )
        st.progress(min(max(float(card.share), 0.0), 1.0), text=literal(words))
        # Told once: the household's stands at the top, and so does that it is too early to say.
        if card.ahead not in view.ahead.words:
            st.text(card.ahead)
        with st.container(horizontal=True):
            opener(PLACE, card.id, "change", _("Change"))
            st.button(
                _("Remove"), key=f"{PLACE}.{card.id}.remove", type="tertiary", on_click=_remove, args=(card,)
            )
        if doing(PLACE) == (card.id, "change"):
            budget_form.draw(PLACE, card)


def _new(view: BudgetView) -> None:
    opener(PLACE, 0, "new", _("Set another budget") if view.cards else _("Set a budget"), first=True)
    if doing(PLACE) == (0, "new"):
        with st.container(border=True, key=f"{PLACE}.new"):
            budget_form.draw(PLACE, None)


def _remove(card: BudgetCard) -> None:
    budgets = kitelog().budgets
    act(
        PLACE,
        lambda _form: budgets.remove(card.id),
        ("remove", card.id),
        changed_words,
        lambda changed: lambda: budgets.restore(changed),
    )
