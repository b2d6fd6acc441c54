"""Facts of the catalogue that hold for many families: what prices were seen, and whose lists are short."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Limit, Rate


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that was seen for one message of a provider, and the day it was read last."""

    provider: str
    least: Decimal
    most: Decimal
    as_of: date


def price_span(catalogue: Catalogue, slug: str) -> Span | None:
    """What families were seen to pay a provider for one message; None when nothing was seen."""
    known = lookup.provider(catalogue, slug)
    rates = [row for row in catalogue.rates if row.provider == slug and _is_message(row)]
    if known is None or not rates:
        return None
    amounts = [row.amount for row in rates]
    return Span(known.name, min(amounts), max(amounts), max(row.fact.as_of for row in rates))


def price_inside(catalogue: Catalogue, place: str) -> Rate | None:
    """What the person inside pays by the minute at a place."""
    at_place = (row for row in catalogue.rates if row.place == place and row.service == "messages")
    return next((row for row in at_place if row.payer == "inside" and row.unit == "minute"), None)


def short_lists(catalogue: Catalogue) -> tuple[tuple[str, Limit], ...]:
    """The agencies that limit how many people somebody may write to, with the limit; the longest first."""
    limits = (limit for limit in catalogue.limits if limit.of == "contacts")
    found = ((lookup.agency(catalogue, limit.place), limit) for limit in limits)
    named = [(agency.name, limit) for agency, limit in found if agency is not None]
    return tuple(sorted(named, key=lambda row: -row[1].most))


def _is_message(row: Rate) -> bool:
    return (
        row.service == "messages"
        and row.covers == "text"
        and row.payer == "family"
        and row.unit in ("message", "stamp")
    )
