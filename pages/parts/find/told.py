"""The form that keeps what somebody was told of a place: its provider, a price, when and by whom."""

from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts.edge import above, beside
from pages.parts.find import address
from pages.parts.find.told_keep import keep, needs_name, needs_state
from pages.parts.message.address import FIRST_DAY
from pages.parts.message.done import doing
from pages.parts.wiring import kitelog, now, remembered, zone
from tracker.directory import Answer
from tracker.directory.answer import NO_PROVIDER
from tracker.directory.price_words import unit_words
from tracker.directory.states import STATES
from tracker.wording import _

OPEN = (0, "told")
UNITS = ("message", "stamp", "character", "page", "minute", "week", "month", "free")
# These hold so many characters each.
HOLDING = ("message", "stamp", "page")
BESIDE = ("provider", "price", "unit", "characters", "source")


def is_open(answer: Answer) -> bool:
    """The form stands open where no provider is known, and where it was asked for."""
    return NO_PROVIDER in answer.unknown or doing(address.PLACE) == OPEN


def draw(answer: Answer) -> None:
    """Provider, price, day and source; a place without a name is asked for it."""
    key = _key(answer)
    with st.container(border=True, key="find.told"):
        st.subheader(_("They told us"), anchor=False)
        named = needs_name(answer)
        above(key, *BESIDE, *(["facility"] if named else []))
        if named:
            st.text_input(_("Name of the place"), key=f"{key}.name", max_chars=address.MOST_TYPED)
            beside(key, "facility")
        if needs_state(answer):
            st.selectbox(
                _("State"),
                list(STATES),
                index=None,
                format_func=lambda code: STATES[code].name,
                key=f"{key}.state",
                placeholder=_("Choose"),
                width=260,
            )
        names, typed = _provider_names(), st.session_state.get(f"{key}.provider")
        st.selectbox(
            _("Provider"),
            names if not typed or typed in names else [*names, typed],
            index=None,
            key=f"{key}.provider",
            accept_new_options=True,
            placeholder=_("Choose, or type a new one"),
        )
        beside(key, "provider")
        _price(key)
        _said(key)
        st.button(_("Keep it"), key=f"{key}.save", type="primary", on_click=keep, args=(answer, key))


def _price(key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Price in dollars, empty: not known"), key=f"{key}.price", placeholder="0.25", width=260
        )
        st.session_state.setdefault(f"{key}.unit", UNITS[0])
        unit = st.selectbox(_("For"), UNITS, format_func=_unit_words, key=f"{key}.unit", width=160)
    beside(key, "price")
    beside(key, "unit")
    if unit in HOLDING:
        st.number_input(
            _("Characters that fit in one, empty: not known"),
            min_value=1,
            value=None,
            step=1,
            key=f"{key}.characters",
            width=436,
        )
        beside(key, "characters")


def _said(key: str) -> None:
    today = now().astimezone(ZoneInfo(zone())).date()
    st.session_state.setdefault(f"{key}.day", today)
    st.session_state.setdefault(f"{key}.source", _("The facility, by phone"))
    with st.container(horizontal=True):
        _day(_("Told on"), f"{key}.day", today)
        _day(_("It holds since, empty: not known"), f"{key}.since", today)
    st.text_input(_("Who told you"), key=f"{key}.source", max_chars=500)
    beside(key, "source")


def _day(label: str, key: str, today: date) -> None:
    st.session_state.setdefault(key, None)
    st.date_input(label, key=key, min_value=FIRST_DAY, max_value=today, format="MM/DD/YYYY", width=260)


def _unit_words(unit: str) -> str:
    return _("free") if unit == "free" else unit_words(unit)


def _key(answer: Answer) -> str:
    """Each place has fields of its own."""
    return "find.told." + ".".join(address.choice_of(answer).values())


def _provider_names() -> list[str]:
    known = [row.name for row in kitelog().directory.catalogue.providers if row.loggable]
    own = [card.name for card in remembered("providers", lambda kitelog: kitelog.contacts.providers())]
    return sorted({*known, *own}, key=str.casefold)
