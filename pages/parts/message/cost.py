"""The cost of a message that is corrected, beside what it costs by the price that is known."""

from decimal import Decimal

import streamlit as st

from pages.parts.message.names import provider_names
from pages.parts.message.when import given_when
from pages.parts.quotes import as_typed, quote_of
from pages.parts.text import literal
from tracker.errors import InvalidInputError
from tracker.messages import MessageCard
from tracker.spend import read_amount
from tracker.wording import _, money_words


def field(card: MessageCard, key: str) -> Decimal | None:
    """The field alone; gives the cost by the price, which counts where the field is empty."""
    known = follow(card, key)
    st.text_input(
        _("Cost in dollars"), key=f"{key}.cost", width=160, placeholder=as_typed(known) or _("Not known")
    )
    return known


def follow(card: MessageCard, key: str) -> Decimal | None:
    """Gives the cost by the price, and to the field too where it held what the price said before.

    What the family typed itself stays.
    """
    known = _known(card, key)
    said: tuple[Decimal, ...] = st.session_state.get(f"{key}.priced", ())
    if known is not None and said[-1:] != (known,):
        typed = (st.session_state.get(f"{key}.cost") or "").strip()
        if any(_same(typed, one) for one in said):
            st.session_state[f"{key}.cost"] = as_typed(known)
        # All of them: a run that is cut short may not have reached the browser.
        st.session_state[f"{key}.priced"] = (*said, known)
    return known


def beside_price(known: Decimal | None, key: str) -> None:
    """Says what it costs by the price, where another cost stands in the field."""
    typed = (st.session_state.get(f"{key}.cost") or "").strip()
    if known is not None and typed and not _same(typed, known):
        words = _("{price} by the price known.").format(price=money_words(known))
        st.markdown(f":small[{literal(words)}]")


def _known(card: MessageCard, key: str) -> Decimal | None:
    """What the message costs as the fields have it now; None where no price is known."""
    filled = {name: st.session_state.get(f"{key}.{name}") for name in _FIELDS}
    if card.direction != "sent" or filled["contact"] is None or filled["provider"] is None:
        return None
    try:
        at = given_when(key, card.at)
    except InvalidInputError:
        return None
    provider = provider_names().get(filled["provider"], "")
    quoted = quote_of(
        filled["contact"],
        provider,
        at,
        filled["characters"],
        filled["photos"] or 0,
        filled["stamps"],
        directly=filled["paid"] == "direct",
    )
    return quoted.total if quoted else None


def _same(typed: str, known: Decimal) -> bool:
    try:
        return read_amount(typed, "cost") == known
    except InvalidInputError:
        return False


_FIELDS = ("contact", "provider", "characters", "photos", "stamps", "paid")
