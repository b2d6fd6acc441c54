"""What is known where a message goes: what holds there, what it costs, and the balance it draws on."""

from dataclasses import dataclass

import streamlit as st

from pages.parts.log import fields
from pages.parts.wiring import remembered
from tracker.directory.guard.rules import Terms
from tracker.kitelog import Kitelog
from tracker.spend.opening import Before, Openings
from tracker.spend.quoting import Priced


@dataclass(frozen=True, slots=True)
class Known:
    """By the stay, the contract and the price of the message's day."""

    held: Terms
    priced: Priced
    before: Before


NOTHING = Known(Terms(), Priced(), Before())


def known(provider_id: int | None) -> Known:
    """What is known of the message as the fields have it now; a provider of None is new here."""
    contact_id, provider = st.session_state.get(fields.CONTACT), fields.provider_typed()
    member_id, at = st.session_state.get(fields.MEMBER), fields.earlier_at()
    # Without a time nothing can be said of the day; the line below the form asks for it.
    hour = fields.chosen_hour()
    if contact_id is None or not provider or hour is None:
        return NOTHING

    def ask(kitelog: Kitelog) -> Known:
        return Known(
            kitelog.guard.terms(contact_id, provider, hour, member_id),
            kitelog.quotes.priced(contact_id, provider, hour),
            Openings(kitelog.database, kitelog.clock).before(provider_id, member_id, at),
        )

    # At once, since each answer that is remembered has its price.
    return remembered("log", ask, contact_id, provider, hour, member_id, provider_id, at)
