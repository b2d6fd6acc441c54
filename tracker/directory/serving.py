"""Who serves a place on a day: the closest place that names anybody decides."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.directory.cards import ServedBy, ToldContract
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Contract, Service
from tracker.directory.levels import Level, holds
from tracker.directory.prices import prices_at, prices_elsewhere
from tracker.directory.said.told import Told

ROLES = ("current", "brand", "replacing")


def served_by(
    catalogue: Catalogue, levels: Sequence[Level], told: Told, day: date, service: Service
) -> tuple[ServedBy, ...]:
    """The providers of a service there: current ones, then brands of their accounts, then the next ones.

    At one place what the family was told beats the catalogue.
    """
    for level in levels:
        found = [
            _told(row, day, catalogue)
            for row in told.contracts
            if (row.facility_id, row.agency) == level.told and row.service == service and _counts(row, day)
        ]
        if not found:
            found = list(_listed(catalogue, level.key, day, service))
        if found:
            ordered = sorted(found, key=lambda row: ROLES.index(row.role))
            return tuple(_priced(row, catalogue, levels, told, day) for row in ordered)
    return ()


def _counts(row: ToldContract | Contract, day: date) -> bool:
    """A contract that ended counts no more; one that is to come is told of beforehand."""
    if row.role == "replacing":
        return row.to_day is None or day <= row.to_day
    return row.role in ROLES and holds(row, day)


def _role(row: ToldContract | Contract, day: date) -> str:
    """What was to come is current from its day on; where no day is known it stays to come."""
    came = row.role == "replacing" and row.from_day is not None and row.from_day <= day
    return "current" if came else row.role


def _told(row: ToldContract, day: date, catalogue: Catalogue) -> ServedBy:
    known = lookup.provider(catalogue, row.slug) if row.slug else None
    return ServedBy(
        name=row.provider,
        slug=row.slug,
        service=row.service,
        role=_role(row, day),
        source=row.source,
        as_of=row.as_of,
        source_date="",
        confidence="high",
        told=True,
        account=(known.account or known.slug) if known else row.provider,
        starts=known.starts if known else None,
        note=row.note,
        website=known.website if known else "",
        from_day=row.from_day,
        to_day=row.to_day,
    )


def _listed(catalogue: Catalogue, place: str, day: date, service: Service) -> Iterator[ServedBy]:
    for row in lookup.contracts_at(catalogue, place, service) if place else ():
        known = lookup.provider(catalogue, row.provider)
        if known is None or not _counts(row, day):
            continue
        yield ServedBy(
            name=known.name,
            slug=known.slug,
            service=row.service,
            role=_role(row, day),
            source=row.fact.source,
            as_of=row.fact.as_of,
            source_date=row.fact.source_date,
            confidence=row.fact.confidence,
            account=known.account or known.slug,
            starts=known.starts,
            note=row.note,
            website=known.website,
            from_day=row.from_day,
            to_day=row.to_day,
        )


def _priced(row: ServedBy, catalogue: Catalogue, levels: Sequence[Level], told: Told, day: date) -> ServedBy:
    if row.service != "messages":
        return row
    prices = prices_at(catalogue, levels, told.rates, row.name, day)
    return row.with_prices(prices, prices_elsewhere(catalogue, row.name, day))
