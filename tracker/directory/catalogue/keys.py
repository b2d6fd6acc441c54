"""The key of each row, which stays while its facts change, and the row as plain text."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Limit,
    OtherName,
    Place,
    Provider,
    Rate,
)

Row = Provider | Agency | Place | Contract | Rate | Limit | OtherName


def rows(catalogue: Catalogue) -> Iterator[Row]:
    """Every row, kind after kind."""
    yield from catalogue.providers
    yield from catalogue.agencies
    yield from catalogue.places
    yield from catalogue.contracts
    yield from catalogue.rates
    yield from catalogue.limits
    yield from catalogue.other_names


def key(row: Row) -> str:
    """`contract:nj:jpay:messages`: what the row is about, without what it says of it."""
    match row:
        case Provider():
            parts = ["provider", row.slug]
        case Agency():
            parts = ["agency", row.code]
        case Place():
            parts = ["place", row.key]
        case Contract():
            parts = ["contract", row.place, row.provider, row.service]
        case Rate():
            parts = ["rate", row.place, row.provider, row.service, row.covers, row.unit, row.payer]
        case Limit():
            parts = ["limit", row.place, row.provider, row.of]
        case OtherName():
            parts = ["other_name", row.state, row.alias, row.name]
    return ":".join(parts)


def keyed(catalogue: Catalogue) -> Iterator[tuple[str, Row]]:
    """Every row with its key. A provider that came back, or a later price, has its first day in the key."""
    taken: set[str] = set()
    for row in rows(catalogue):
        name = key(row)
        if name in taken and isinstance(row, Contract | Rate) and row.from_day:
            name = f"{name}:{row.from_day}"
        taken.add(name)
        yield name, row


def canonical(row: Row) -> str:
    """The row as JSON that is the same for the same facts, whatever fields a later model adds."""
    return json.dumps(_plain(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((part, getattr(value, part.name)) for part in fields(value))
        return {part.name: _plain(held) for part, held in parts if held != _default(part)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _default(part: Field[Any]) -> Any:
    return None if part.default is MISSING else part.default
