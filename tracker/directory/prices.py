"""What a provider costs at a place: a closer place beats a wider one, and all prices there are told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

from tracker.directory.cards import Price, ToldRate
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Covers, Extra, Rate
from tracker.directory.levels import Level, holds

# The plainest way to pay comes first: it is the one a screen names.
UNITS = ("free", "message", "stamp", "character", "page", "minute", "week", "month")
BESIDE: tuple[Covers, ...] = tuple(covers for covers in get_args(Covers) if covers != "text")


def prices_at(
    catalogue: Catalogue, levels: Sequence[Level], rates: Iterable[ToldRate], provider: str, day: date
) -> tuple[Price, ...]:
    """The prices of a text with a provider on a day at the closest place that has any, plainest unit first.

    `provider` is the name as families write it. Prices that the person inside pays come last. What the
    family was told that photos and the like cost joins those it pays.
    """
    known = lookup.provider_named(catalogue, provider)
    told = [
        row
        for row in rates
        if holds(row, day) and (row.provider == provider or (known is not None and row.slug == known.slug))
    ]
    for level in levels:
        found = [_told(row) for row in told if row.covers == "text" and _told_of(row, level)]
        if known is not None and level.key:
            found += [price_of(row) for row in _texts(catalogue, level.key, known.slug) if holds(row, day)]
        if found:
            extras = _told_extras(levels, told, level)
            return tuple(sorted((_with_extras(price, *extras) for price in found), key=_order))
    return ()


def prices_elsewhere(catalogue: Catalogue, provider: str, day: date) -> tuple[Price, ...]:
    """The prices of a provider seen at no place in particular: a hint, never a price."""
    known = lookup.provider_named(catalogue, provider)
    if known is None:
        return ()
    return tuple(price_of(row) for row in _texts(catalogue, "", known.slug) if holds(row, day))


def _told_extras(
    levels: Sequence[Level], told: Iterable[ToldRate], text_level: Level
) -> tuple[tuple[Extra, ...], tuple[Extra, ...]]:
    """What a provider's extras cost as the family was told, each at the closest place that says so.

    First those told of the place of the text's price or a closer one, then those of wider places.
    """
    closer: dict[Covers, Extra] = {}
    wider: dict[Covers, Extra] = {}
    found, rows = closer, list(told)
    for level in levels:
        for row in rows:
            extra = _extra(row) if _told_of(row, level) else None
            if extra is not None and extra.covers not in closer:
                found.setdefault(extra.covers, extra)
        if level == text_level:
            found = wider
    return tuple(closer.values()), tuple(wider.values())


def _with_extras(price: Price, closer: Sequence[Extra], wider: Sequence[Extra]) -> Price:
    """A price that the family pays with told extras; those of a wider place only where it has none itself."""
    if price.payer != "family" or not (closer or wider):
        return price
    told, own = {extra.covers for extra in closer}, {extra.covers for extra in price.extras}
    kept = [extra for extra in price.extras if extra.covers not in told]
    return replace(price, extras=(*kept, *closer, *(extra for extra in wider if extra.covers not in own)))


def _told_of(row: ToldRate, level: Level) -> bool:
    return level.told == (row.facility_id, row.agency)


def _extra(row: ToldRate) -> Extra | None:
    """A told price of something beside the text; None for a text, and for what nobody can count."""
    covers = next((known for known in BESIDE if known == row.covers), None)
    characters = row.characters
    if covers == "extra characters" and row.unit == "character":
        characters = characters or 1
    elif row.unit not in ("message", "stamp", "free"):
        # By the minute, the page or the month: how many there are is not logged.
        return None
    if covers is None:
        return None
    amount = Decimal(0) if row.unit == "free" else row.amount
    return Extra(covers, amount=amount, characters=characters, source=row.source, as_of=row.as_of)


def _texts(catalogue: Catalogue, place: str, slug: str) -> Iterator[Rate]:
    return (row for row in lookup.rates_at(catalogue, place, slug) if row.covers == "text")


def _order(price: Price) -> tuple[bool, int]:
    return price.payer != "family", UNITS.index(price.unit)


def _told(row: ToldRate) -> Price:
    return Price(
        row.amount, row.unit, row.source, row.as_of, "", "high", characters=row.characters, told_id=row.id
    )


def price_of(row: Rate) -> Price:
    """A row of the catalogue as a price."""
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
