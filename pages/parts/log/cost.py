"""The cost of a sent message: Kitelog fills it in, and what the family typed itself it leaves alone."""

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pages.parts.edge import beside
from pages.parts.quotes import as_typed
from pages.parts.state import form
from tracker.errors import InvalidInputError
from tracker.spend import read_amount
from tracker.wording import _

COST = "log.cost"


@dataclass
class Filled:
    """What Kitelog filled in, the newest last.

    A run that is cut short may not have reached the browser, which then still shows an older one. `own` is
    what the family typed and the browser was told to show.
    """

    texts: tuple[str, ...] = ("",)
    own: str = ""


def field(form_name: str) -> None:
    """What it cost, in dollars; an emptied field is filled in again."""
    st.text_input(_("Cost in dollars"), key=COST, placeholder="0.15", persist_state="session")
    beside(form_name, "cost")


def fill(cost: Decimal | None) -> None:
    """Gives the field this cost (None empties it), unless the family typed one. Call it before `field`."""
    text, filled, shown = as_typed(cost), _filled(), _shown()
    if shown not in ("", *filled.texts):
        if shown != filled.own:
            # What the run before filled in may have come over it in the browser while it was typed.
            filled.own = st.session_state[COST] = shown
        return
    filled.own = ""
    if filled.texts[-1] != text:
        filled.texts = (*filled.texts, text)
    if shown != text:
        st.session_state[COST] = text


def drawn() -> None:
    """The browser has got what was filled in: from here on an older one is the family's own."""
    _filled().texts = _filled().texts[-1:]


def take_over() -> None:
    """After logging: what was typed was for that message, and the next one may fill in another cost."""
    filled = _filled()
    filled.texts, filled.own = (_shown(),), ""


def is_typed() -> bool:
    """Whether the cost in the field is the family's own."""
    return _shown() not in ("", *_filled().texts)


def chosen() -> Decimal | None:
    """The cost in the field, None for an empty one. Raises InvalidInputError for what is no amount."""
    shown = _shown()
    return read_amount(shown, "cost") if shown else None


def own() -> Decimal | None:
    """The cost that the family typed itself, as far as it is one."""
    try:
        return chosen() if is_typed() else None
    except InvalidInputError:
        return None


def _shown() -> str:
    return (st.session_state.get(COST) or "").strip()


def _filled() -> Filled:
    kept = form("log.cost")
    if not isinstance(kept.notice, Filled):
        kept.notice = Filled()
    return kept.notice
