"""The purchases, newest first, each of which can be corrected or taken back."""

import streamlit as st

from pages.parts.message.address import key_text
from pages.parts.message.done import act, doing, opener, show_done, silent
from pages.parts.spend import form
from pages.parts.spend.address import key_at, put
from pages.parts.text import when
from pages.parts.wiring import kitelog, remembered
from tracker.spend import PurchaseCard
from tracker.spend.balances import number_words
from tracker.wording import _, day_words, money_words

PLACE = "spend.purchase"
SHOWN = 5


def draw() -> None:
    """What was just done, the form for a new purchase, and the newest purchases."""
    show_done(PLACE)
    before = key_at("bought")
    cards = remembered("purchases", lambda kitelog: kitelog.spend.purchases(before, SHOWN + 1), before)
    with st.expander(_("Log a purchase"), expanded=form.open_for(None), icon=":material/add_shopping_cart:"):
        form.draw(PLACE, None)
    if not cards:
        return
    with st.expander(_("Purchases"), expanded=doing(PLACE) is not None or before is not None):
        for card in cards[:SHOWN]:
            _row(card)
        with st.container(horizontal=True):
            if len(cards) > SHOWN:
                last = key_text(cards[SHOWN - 1].key)
                st.button(_("Older"), key="spend.bought.older", on_click=put, args=("bought", last))
            if before is not None:
                st.button(_("Newest again"), key="spend.bought.newest", on_click=put, args=("bought", None))


def _row(card: PurchaseCard) -> None:
    with st.container(border=True, gap="xsmall", key=f"{PLACE}.row.{card.id}"):
        st.text(purchase_words(card))
        with st.container(horizontal=True):
            opener(PLACE, card.id, "edit", _("Correct it"))
            st.button(
                _("Delete"), key=f"{PLACE}.{card.id}.delete", type="tertiary", on_click=_delete, args=(card,)
            )
        if doing(PLACE) == (card.id, "edit"):
            form.draw(PLACE, card)


def purchase_words(card: PurchaseCard) -> str:
    """`Stamps, $4.20 at JPay, Fri 6 Nov, 3:10 PM, 30 stamps, by Mom`; for `st.text`."""
    words = _("{kind}, {paid} at {provider}, {when}").format(
        kind=kind_words(card.kind), paid=money_words(card.paid), provider=card.provider, when=when(card.at)
    )
    if card.units is not None and card.unit in ("stamp", "message"):
        words = _("{words}, {number}").format(words=words, number=number_words(card.units, card.unit))
    elif card.kind == "stamps":
        # No balance can count them.
        words = _("{words}, how many is not said").format(words=words)
    if card.expires:
        words = _("{words}, good until {day}").format(words=words, day=day_words(card.expires, year=True))
    return _("{words}, by {member}").format(words=words, member=card.member) if card.member else words


def kind_words(kind: str) -> str:
    """A kind of purchase for people."""
    words = {
        "stamps": _("Stamps"),
        "credit": _("Credit"),
        "subscription": _("Subscription"),
        "fee": _("Fee"),
        "refund": _("Refund"),
    }
    return words[kind]


def _deleted_words(card: PurchaseCard) -> str:
    words = _("The purchase was deleted.")
    if card.message is not None and kitelog().messages.detail_of(card.message).card.refunded:
        still = _("{done} Its message still counts as refunded; open the message to take that back.")
        words = still.format(done=words)
    return words


def _delete(card: PurchaseCard) -> None:
    spend = kitelog().spend
    act(
        PLACE,
        silent(lambda: spend.delete_purchase(card.id)),
        ("delete", card.id),
        lambda _done: _deleted_words(card),
        lambda _done: lambda: spend.restore_purchase(card.id),
    )
