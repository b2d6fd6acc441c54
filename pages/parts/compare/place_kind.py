"""The one question that brings a place its prices where nobody said what kind of place it is."""

import streamlit as st

from pages.parts.household import members as household_members
from pages.parts.household.facilities import kind_words
from pages.parts.message.done import act, doing, toggle
from pages.parts.state import go
from pages.parts.wiring import kitelog, remembered
from tracker.contacts import FacilityCard
from tracker.directory import Correction
from tracker.directory.said.correcting import KINDS
from tracker.wording import _

# The likeliest first.
ORDER = ("state", "county", "federal", "local", "multi")


def draw(place: str, facility_id: int, about: int) -> None:
    """A button for each kind; where the time zone is a guess too, the way to say both.

    `place` is the page's for what was just done, `about` the key of the card that asks.
    """
    cards = remembered("facilities", lambda kitelog: kitelog.contacts.facilities())
    card = next((card for card in cards if card.id == facility_id), None)
    if card is None:
        return
    st.text(
        _("In a state prison the prices of its state hold. What a jail charges, only the jail can tell you.")
    )
    with st.container(horizontal=True):
        if card.zone_guessed:
            st.button(
                _("Say what kind of place it is"),
                key=f"{place}.kind.{about}",
                on_click=_open,
                args=(card.id,),
            )
            return
        for kind in sorted(KINDS, key=ORDER.index):
            st.button(
                kind_words(kind),
                key=f"{place}.kind.{about}.{kind}",
                on_click=_say,
                args=(place, card, kind),
            )


def question(name: str) -> str:
    """What is asked of a place of that name."""
    return _("What kind of place is {place}?").format(place=name)


def _open(facility_id: int) -> None:
    if doing(household_members.PLACE) != (facility_id, "facility"):
        toggle(household_members.PLACE, facility_id, "facility")
    go("household.py")


def _say(place: str, card: FacilityCard, kind: str) -> None:
    directory = kitelog().directory
    window = None if card.opens is None else (card.opens, card.closes)
    said = Correction(card.zone, kind, card.agency, window)
    act(
        place,
        lambda _form: directory.correct(card.id, said),
        (card.id, kind),
        _("{place} is kept as: {kind}.").format(place=card.name, kind=kind_words(kind).lower()),
        lambda before: lambda: directory.correct(card.id, before),
    )
