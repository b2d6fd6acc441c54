"""What was lost, by name: which messages, when, to whom and why, and what is gone of balances."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pages.parts.message.address import key_text
from pages.parts.spend import address, words
from pages.parts.spend.charts import DOLLARS, file_link
from pages.parts.text import literal, when
from pages.parts.wiring import remembered
from tracker.spend import LostBalance, LostMessage, SpendView
from tracker.wording import _

NAME = "lost"


def draw(view: SpendView, first: date | None, last: date | None) -> None:
    """The sum, and what is behind it; one sentence where no money was lost."""
    st.subheader(literal(words.lost_title(view)))
    # What is without a price may be lost too, though it adds nothing to the sum.
    if not view.table.total.lost and not view.table.total.unpriced:
        st.text(
            _("A message that is rejected or returned without refund, or never arrives, would be named here.")
        )
        return
    before, only = address.key_at(NAME), view.only
    found = remembered(
        "spend.lost", lambda k: k.spend.lost(first, last, only, before=before), first, last, only, before
    )
    if found.messages:
        st.text(_("Messages that were rejected or returned without refund, or never arrived:"))
        _table("messages", view, found.messages)
    with st.container(horizontal=True):
        if found.next is not None:
            key = key_text(found.next)
            st.button(_("Older ones"), key="spend.older.lost", on_click=address.put, args=(NAME, key))
        if before is not None:
            st.button(_("Newest again"), key="spend.newest.lost", on_click=address.put, args=(NAME, None))
    if found.balances:
        st.text(_("Stamps and credit that expired or were given up, at what they cost:"))
        _table("balances", view, found.balances)
    if found.messages or found.balances:
        file_link(NAME)


def _table(name: str, view: SpendView, losses: Sequence[LostMessage | LostBalance]) -> None:
    st.dataframe(
        [lost_row(loss) for loss in losses],
        hide_index=True,
        alt=words.lost_title(view),
        key=f"spend.table.lost.{name}",
        column_config={_("Value"): DOLLARS},
        placeholder="",
    )


def lost_row(loss: LostMessage | LostBalance) -> dict[str, object]:
    """When, whose, with whom, and how something was lost."""
    return {
        _("On"): when(loss.at),
        _("Person"): "" if isinstance(loss, LostBalance) else loss.contact,
        _("Value"): loss.value,
        _("How it was lost"): loss.why,
        _("Provider"): loss.provider,
    }
