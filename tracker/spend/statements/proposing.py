"""What a line was probably for, by what the household paid there before and by what is sold there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.directory.catalogue.lookup import provider, provider_named
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.names import plain
from tracker.spend.statements.merchants import Merchant
from tracker.spend.statements.model import Bought, Line, Paid, Proposal
from tracker.spend.statements.sold import Sold

NEVER = date.min


@dataclass(frozen=True, slots=True)
class Known:
    """What the household knows: its providers' `names`, the `newest` purchase at each and of each total.

    `sold` is what its people's places sell.
    """

    names: Mapping[int, str]
    newest: Mapping[int, Paid]
    of_total: Mapping[tuple[int, Decimal], Paid]
    sold: Sold


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a merchant may be: `ids` of the household's providers, the last used first, and every name."""

    ids: tuple[int, ...]
    names: tuple[str, ...]
    kind: str


def provider_ids(catalogue: Catalogue, merchant: Merchant, names: Mapping[int, str]) -> list[int]:
    """The household's providers that a merchant may be."""
    found = []
    for key, name in names.items():
        row = provider_named(catalogue, name)
        if row.slug in merchant.slugs if row else plain(name) == plain(merchant.name):
            found.append(key)
    return found


def meant_by(catalogue: Catalogue, merchant: Merchant, known: Known) -> Meant:
    """Whom a merchant may be, and what is mostly bought there."""
    ids = provider_ids(catalogue, merchant, known.names)
    ids.sort(key=lambda key: known.newest[key].day if key in known.newest else NEVER, reverse=True)
    rows = [row for slug in merchant.slugs if (row := provider(catalogue, slug)) and row.loggable]
    ours = [known.names[key] for key in ids]
    there = {row.slug for name in ours if (row := provider_named(catalogue, name))}
    names = (*ours, *(row.name for row in rows if row.slug not in there))
    kind = "stamps" if rows and sells_stamps(catalogue, rows[0].slug) else "credit"
    newest = known.newest.get(ids[0]) if ids else None
    if newest is not None and newest.kind in ("stamps", "credit"):
        kind = newest.kind
    return Meant(tuple(ids), names or (merchant.name,), kind)


def sells_stamps(catalogue: Catalogue, slug: str) -> bool:
    """Whether messages are known to cost stamps at a provider."""
    return any(
        row.provider == slug and row.service == "messages" and row.unit == "stamp" for row in catalogue.rates
    )


def proposal(line: Line, meant: Meant, known: Known, same: Paid | None) -> Proposal:
    """What to ask about a line: as it was the last time that so much was paid there, else as it is sold."""
    earlier = [known.of_total[key, line.total] for key in meant.ids if (key, line.total) in known.of_total]
    before = max(earlier, key=lambda row: (row.fee > 0, row.day, row.id), default=None)
    names, sold = meant.names, None
    if before is not None:
        names = _first(known.names[before.provider_id], names)
    elif not line.refund:
        sold = next(filter(None, (known.sold.at(name, line.total, meant.kind) for name in names)), None)
        names = _first(sold.provider, names) if sold else names
    return Proposal(line, _bought(line, names[0], meant.kind, before, sold), names, same)


def _first(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return (name, *(other for other in names if other != name))


def _bought(line: Line, name: str, kind: str, before: Paid | None, sold: Bought | None) -> Bought:
    if line.refund:
        counted = before is not None and before.kind == "stamps"
        units, unit = (before.units, before.unit) if before and counted else (None, None)
        return Bought(name, "refund", line.total, units=units, unit=unit)
    if before is None:
        return sold or Bought(name, kind, line.total)
    unit = before.unit if before.units is not None else None
    return Bought(name, before.kind, before.amount, before.fee, before.units, unit)
