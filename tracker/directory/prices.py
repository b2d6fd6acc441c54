"""What a provider costs at a place: a closer place beats a wider one, and all prices there are told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.directory.cards import Price, ToldRate
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Rate
from tracker.directory.levels import Level, holds

# The plainest way to pay comes first: it is the one a screen names.
UNITS = ("free", "message", "stamp", "character", "page", "minute", "week", "month")


def prices_at(
    catalogue: Catalogue, levels: Sequence[Level], rates: Iterable[ToldRate], provider: str, day: date
) -> tuple[Price, ...]:
    """The prices of a text with a provider on a day at the closest place that has any, plainest unit first.

    `provider` is the name as families write it. Prices that the person inside pays come last.
    """
    known = lookup.provider_named(catalogue, provider)
    told = [row for row in rates if row.covers == "text" and holds(row, day)]
    for level in levels:
        found = [
            _told(row)
            for row in told
            if level.told == (row.facility_id, row.agency)
            and (row.provider == provider or (known is not None and row.slug == known.slug))
        ]
        if known is not None and level.key:
            found += [_price(row) for row in _texts(catalogue, level.key, known.slug) if holds(row, day)]
        if found:
            return tuple(sorted(found, key=_order))
    return ()


def prices_elsewhere(catalogue: Catalogue, provider: str, day: date) -> tuple[Price, ...]:
    """The prices of a provider seen at no place in particular: a hint, never a price."""
    known = lookup.provider_named(catalogue, provider)
    if known is None:
        return ()
    return tuple(_price(row) for row in _texts(catalogue, "", known.slug) if holds(row, day))


def _texts(catalogue: Catalogue, place: str, slug: str) -> Iterator[Rate]:
    return (row for row in lookup.rates_at(catalogue, place, slug) if row.covers == "text")


def _order(price: Price) -> tuple[bool, int]:
    return price.payer != "family", UNITS.index(price.unit)


def _told(row: ToldRate) -> Price:
    return Price(row.amount, row.unit, row.source, row.as_of, "", "high", characters=row.characters)


def _price(row: Rate) -> Price:
    return Price(
        amount=row.amount,
        unit=row.unit,
        source=row.fact.source,
        as_of=row.fact.as_of,
        source_date=row.fact.source_date,
        confidence=row.fact.confidence,
        payer=row.payer,
        characters=row.characters,
        packs=row.packs,
        extras=row.extras,
        rate=row,
    )
