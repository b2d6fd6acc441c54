"""What a provider costs at a place: the plainest price in words, the packs and extras one tap away."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import streamlit as st

from pages.parts.find import sources
from pages.parts.text import literal
from tracker.directory import Price, ServedBy
from tracker.directory.price_words import paid_words, price_rows, price_words, top_words
from tracker.directory.words import not_known
from tracker.wording import _


def draw(row: ServedBy) -> None:
    """The prices of one provider, each with its source."""
    if row.price is None and row.role != "brand":
        st.text(not_known(_("Price of a message")))
        if not row.prices:
            _seen(row)
    for prices in _by_source(row.prices):
        for price in prices:
            st.text(" ".join([paid_words(price), *top_words(price)]))
            _table(price)
        _name(prices[0], row)


def _seen(row: ServedBy) -> None:
    """Prices seen elsewhere are a hint, never a price."""
    for prices in _by_source(price for price in row.seen if price.payer == "family"):
        for price in prices:
            words = _("Seen elsewhere: {price}.").format(price=price_words(price))
            st.text(" ".join([words, *top_words(price)]))
        _name(prices[0], row)


def _table(price: Price) -> None:
    rows = price_rows(price)
    if not rows:
        return
    columns = {
        _("What"): [literal(row.what) for row in rows],
        _("Price"): [literal(row.price) for row in rows],
        _("Each"): [literal(row.each) for row in rows],
    }
    label = _("Packs, photos and longer texts") if price.extras else _("Packs")
    with st.expander(label, icon=":material/sell:"):
        st.table(columns, border="horizontal", hide_index=True)


def _by_source(prices: Iterable[Price]) -> Iterator[list[Price]]:
    """Prices in their order, those of one source together."""
    for _source, group in groupby(prices, key=lambda price: (price.source, price.as_of, price.source_date)):
        yield list(group)


def _name(price: Price, row: ServedBy) -> None:
    sources.draw(price.source, price.as_of, price.source_date, confirm=row.name, told=price.rate is None)
