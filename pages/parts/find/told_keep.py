"""Keeps what somebody was told of a place, with the way back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import streamlit as st

from pages.parts.find import address
from pages.parts.message.done import act
from pages.parts.message.when import forget
from pages.parts.wiring import kitelog
from tracker.directory import Answer, PriceSaid, Saying, Telling, Where
from tracker.directory.catalogue.lookup import agency
from tracker.directory.words import place_name
from tracker.spend import read_amount
from tracker.wording import _

FIELDS = ("name", "state", "provider", "price", "unit", "characters", "day", "since", "source")
Filled = dict[str, object]


def needs_name(answer: Answer) -> bool:
    """Each jail has its own vendor, so that one must be named; a state's prisons share theirs."""
    return not answer.place.name and agency(kitelog().directory.catalogue, answer.agency) is None


def needs_state(answer: Answer) -> bool:
    """A place that is to be stored lies somewhere: its holidays and its clock hang on that."""
    return (
        answer.place.id is None and not answer.place.state and bool(answer.place.name or needs_name(answer))
    )


def keep(answer: Answer, key: str) -> None:
    """Keeps what the form has; a place that was typed is stored first, and then is the one shown."""
    filled: Filled = {name: st.session_state.get(f"{key}.{name}") for name in FIELDS}
    before = address.choice_of(answer)

    def undo(telling: Telling) -> None:
        kitelog().directory.untell(telling)
        address.choose(before)

    named = _name(filled) if needs_name(answer) else place_name(answer)
    words = _("Kept: {place} uses {provider}.").format(place=named, provider=_provider(filled))
    telling = act(
        address.PLACE,
        lambda form: _write(answer, filled, form),
        (before, *filled.values()),
        words,
        lambda told: lambda: undo(told),
        form_name=key,
    )
    if telling is not None:
        forget(key)
        if telling.facility_id is not None:
            address.choose({"facility": str(telling.facility_id)})


def _write(answer: Answer, filled: Filled, form: str) -> Telling:
    """Raises InvalidInputError naming the field."""
    place, directory = answer.place, kitelog().directory
    day, since = filled["day"], filled["since"]
    saying = Saying(
        str(filled["source"] or ""),
        day if isinstance(day, date) else directory.today(),
        since if isinstance(since, date) else None,
    )
    provider, price = _provider(filled), _price(filled)
    if place.id is not None:
        return directory.tell(Where(place.id), provider, saying, price, form)
    if not place.name and not needs_name(answer):
        return directory.tell(Where(agency=answer.agency), provider, saying, price, form)
    named = replace(place, name=place.name or _name(filled), state=place.state or str(filled["state"] or ""))
    return directory.tell_of(named, provider, saying, price, form)


def _price(filled: Filled) -> PriceSaid | None:
    unit, typed = str(filled["unit"] or "message"), str(filled["price"] or "").strip()
    if unit == "free":
        return PriceSaid(Decimal(0), unit)
    held = filled["characters"]
    characters = held if isinstance(held, int) else None
    return PriceSaid(read_amount(typed, "price"), unit, characters=characters) if typed else None


def _provider(filled: Filled) -> str:
    return str(filled["provider"] or "").strip()


def _name(filled: Filled) -> str:
    return str(filled["name"] or "").strip()
