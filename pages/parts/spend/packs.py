"""The packs a provider sells at the family's places, one tap from being filled in."""

from dataclasses import dataclass

import streamlit as st

from pages.parts.find import sources as find_sources
from pages.parts.text import literal
from pages.parts.wiring import now, remembered, zone
from tracker.directory import Price, ServedBy
from tracker.directory.catalogue.lookup import provider_named
from tracker.directory.catalogue.model import Pack
from tracker.directory.price_words import exact_money
from tracker.kitelog import Kitelog
from tracker.spend.days import local_day
from tracker.wording import _

COUNTED = ("stamp", "message")


@dataclass(frozen=True, slots=True)
class Sold:
    """A pack, and the price it was told with."""

    pack: Pack
    price: Price


def draw(key: str, provider: str) -> None:
    """The packs as pills, and where their prices come from; nothing where none are known."""
    today = local_day(now(), zone())
    sold = remembered("spend.packs", lambda kitelog: _sold(kitelog, provider), provider, today)
    if not sold:
        return
    st.pills(
        _("Packs seen"),
        range(len(sold)),
        format_func=lambda number: literal(_words(sold[number].pack)),
        key=_chosen(key, provider),
        on_change=_fill,
        args=(key, provider, sold),
    )
    sources = {(one.price.source, one.price.as_of, one.price.source_date): one.price for one in sold}
    for source, price in sources.items():
        find_sources.draw(*source, confirm=provider, told=price.rate is None)


def _chosen(key: str, provider: str) -> str:
    """Each provider's pills are its own: those of another hold other packs."""
    return f"{key}.pack.{provider}"


def _sold(kitelog: Kitelog, provider: str) -> tuple[Sold, ...]:
    """Every pack of a provider at the places of the household's contacts, the smallest first."""
    places = tuple(sorted({card.id for card in kitelog.contacts.facilities()}))
    found: dict[tuple[str, Pack], Sold] = {}
    for answer in kitelog.directory.answers(places).values():
        for row in answer.providers:
            if _same(kitelog, row, provider):
                found |= {(price.unit, pack): Sold(pack, price) for price, pack in _packs(row)}
    return tuple(sorted(found.values(), key=lambda one: (one.price.unit, one.pack.units, one.pack.price)))


def _same(kitelog: Kitelog, row: ServedBy, provider: str) -> bool:
    known = provider_named(kitelog.directory.catalogue, provider)
    return row.name == provider or (known is not None and row.slug == known.slug)


def _packs(row: ServedBy) -> list[tuple[Price, Pack]]:
    prices = [price for price in row.prices if price.payer == "family" and price.unit in COUNTED]
    return [(price, pack) for price in prices for pack in price.packs]


def _words(pack: Pack) -> str:
    """`30 for $4.20`, with the fee where there is one."""
    words = _("{n} for {price}").format(n=pack.units, price=exact_money(pack.price))
    return _("{pack}, fee {fee}").format(pack=words, fee=exact_money(pack.fee)) if pack.fee else words


def _fill(key: str, provider: str, sold: tuple[Sold, ...]) -> None:
    """Fills in what the pack holds and costs; the family may overrule it."""
    chosen = st.session_state.get(_chosen(key, provider))
    if chosen is None:
        return
    pack = sold[chosen].pack
    st.session_state[f"{key}.units"] = pack.units
    st.session_state[f"{key}.unit"] = sold[chosen].price.unit
    st.session_state[f"{key}.amount"] = f"{pack.price:.2f}"
    st.session_state[f"{key}.fee"] = f"{pack.fee:.2f}" if pack.fee else ""
