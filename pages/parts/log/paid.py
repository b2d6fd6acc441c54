"""How a sent message was paid, what is left of the balance, and what was there before the first one."""

import streamlit as st

from pages.parts.edge import beside
from pages.parts.log import content, cost, fields
from pages.parts.text import literal
from pages.parts.wiring import kitelog
from tracker.spend.balances import number_words
from tracker.spend.opening import Before, Openings
from tracker.spend.quoting import Quoted
from tracker.wording import _

PAID, LEFT_BEFORE = "log.paid", "log.left_before"


def openings() -> Openings:
    """The use cases of messages with what was left before them."""
    return Openings(kitelog().database, kitelog().clock)


def field() -> None:
    """Directly, from balance, or not said."""
    words = {"direct": _("Directly"), "balance": _("From balance")}
    st.segmented_control(_("Paid"), list(words), format_func=words.__getitem__, key=PAID)
    meaning = _(
        "Directly: this message was paid on its own. From balance: with stamps or credit that were there. "
        "Not said: from balance where any are known to be there, else directly."
    )
    st.markdown(f":small[{literal(meaning)}]")


def ask(form_name: str, known: Before, quoted: Quoted | None) -> None:
    """Asks once, where the first message takes stamps, how many there were."""
    if not asks(known, quoted):
        return
    st.number_input(
        _("How many stamps were left before this one?"),
        min_value=0,
        value=None,
        step=1,
        key=LEFT_BEFORE,
        placeholder=_("Empty: not known"),
        on_change="ignore",
        width=320,
    )
    beside(form_name, "number")


def asks(known: Before, quoted: Quoted | None) -> bool:
    """Whether it is the first message there that takes stamps."""
    return (
        known.asks
        and not directly()
        and bool(content.stamps() or (quoted is not None and quoted.unit == "stamp" and quoted.units))
    )


def left_words(known: Before, quoted: Quoted | None) -> str:
    """`11 stamps left after this one.`, as far as it is known, for a message of now."""
    left = known.after(quoted, content.stamps(), cost.own())
    if left is None or directly() or st.session_state.get(fields.WHEN) == fields.EARLIER:
        return ""
    if left < 0:
        return _("More than what is left there: a purchase is missing.")
    return _("{number} left after this one.").format(number=number_words(left, known.unit))


def left_before(known: Before, quoted: Quoted | None) -> int | None:
    """How many stamps there were, where it was asked and answered."""
    said: int | None = st.session_state.get(LEFT_BEFORE)
    return said if asks(known, quoted) else None


def way(known: Before, left: int | None) -> str | None:
    """How it was paid, as chosen; what draws on a counted balance has to say so."""
    chosen: str | None = st.session_state.get(PAID)
    return chosen or known.paid or (None if left is None else "balance")


def directly() -> bool:
    """Whether the family says that the message was paid on its own."""
    return st.session_state.get(PAID) == "direct"
