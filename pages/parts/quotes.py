"""What a message costs by the price that is known, for the pages that log one and that correct one."""

from datetime import datetime
from decimal import Decimal

from pages.parts.wiring import remembered
from tracker.spend.quotes import What
from tracker.spend.quoting import Priced, Quoted


def quote_of(
    contact_id: int,
    provider: str,
    at: datetime,
    characters: int | None,
    photos: int,
    stamps: int | None,
    *,
    directly: bool = False,
) -> Quoted | None:
    """What such a message costs by the price of its place on the day of `at`; None where none is known."""
    # Days begin on the hour in every zone of the country.
    hour = at.replace(minute=0, second=0, microsecond=0)
    priced = remembered(
        "prices",
        lambda kitelog: kitelog.quotes.priced(contact_id, provider, hour),
        contact_id,
        provider,
        hour,
    )
    return quote_by(priced, characters, photos, stamps, at, directly=directly)


def quote_by(
    priced: Priced,
    characters: int | None,
    photos: int,
    stamps: int | None,
    at: datetime,
    *,
    directly: bool = False,
) -> Quoted | None:
    """The same by prices that are known already."""
    # No characters: nobody has said how long it is.
    return priced.quote(What(characters=characters or 0, photos=photos), stamps, at, directly=directly)


def as_typed(cost: Decimal | None) -> str:
    """`0.15`, `0.0025`: at least two decimals, as one would type it; empty for none."""
    if cost is None:
        return ""
    whole, _point, decimals = f"{cost:.4f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
