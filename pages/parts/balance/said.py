"""What the family said of one balance, newest first; each can be taken back."""

import streamlit as st

from pages.parts.balance.steps import PLACE
from pages.parts.message.done import act, silent
from pages.parts.text import when
from pages.parts.wiring import kitelog, remembered
from tracker.spend.balances import BalanceCard, EntryCard, number_words
from tracker.wording import _


def draw(card: BalanceCard) -> None:
    """The list."""
    account = card.account
    for entry in remembered("balance.said", lambda kitelog: kitelog.balances.entries(account), account):
        with st.container(horizontal=True, vertical_alignment="center", key=f"{PLACE}.said.{entry.id}"):
            st.text(entry_words(entry, account.unit), width="content")
            st.button(
                _("Take back"),
                key=f"{PLACE}.said.{entry.id}.back",
                type="tertiary",
                on_click=_take_back,
                args=(entry,),
            )


def entry_words(entry: EntryCard, unit: str) -> str:
    """`Counted 12 stamps, Mon 23 Nov, 7:40 AM`, as typed."""
    words = {
        "opening": _("At the start {number}, {when}"),
        "correction": _("Counted {number}, {when}"),
        "given": _("Given to them {number}, {when}"),
        "written off": _("Written off {number}, {when}"),
    }[entry.kind].format(number=number_words(entry.number, unit), when=when(entry.at))
    return _("{words}: {note}").format(words=words, note=entry.note) if entry.note.strip() else words


def _take_back(entry: EntryCard) -> None:
    balances = kitelog().balances
    act(
        PLACE,
        silent(lambda: balances.take_back(entry.id)),
        ("back", entry.id),
        _("Taken back."),
        lambda _done: lambda: balances.restore(entry.id),
    )
