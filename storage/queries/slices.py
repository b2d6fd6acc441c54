"""Slices of a provider's time as a table inside a statement: any number of them by one value."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CTE, Boolean, Integer, String, column, text
from sqlmodel import Session

from storage.types import EPOCH, MICROSECOND, Id, UtcDateTime

# As values of a statement of its own each slice would take several parameters, and time to compile.
_SQLITE = (
    "SELECT key AS number, json_extract(value, '$[0]') AS provider_id, json_extract(value, '$[1]') AS since,"
    " json_extract(value, '$[2]') AS until, json_extract(value, '$[3]') AS otherwise,"
    " json_extract(value, '$[4]') AS covered FROM json_each(:slices)"
)
_POSTGRESQL = (
    "SELECT (place - 1)::integer AS number, (slice->>0)::bigint AS provider_id,"
    " (slice->>1)::timestamptz AS since, (slice->>2)::timestamptz AS until, slice->>3 AS otherwise,"
    " (slice->>4)::boolean AS covered"
    " FROM jsonb_array_elements(CAST(:slices AS jsonb)) WITH ORDINALITY AS listed(slice, place)"
)
_COLUMNS = (
    column("number", Integer),
    column("provider_id", Id),
    column("since", UtcDateTime),
    column("until", UtcDateTime),
    column("otherwise", String),
    column("covered", Boolean),
)


@dataclass(frozen=True, slots=True)
class Slice:
    """A provider's messages from an instant to before another.

    `otherwise` is how a message was paid that does not say, `direct` or `balance`; `covered` says that a
    subscription runs.
    """

    provider_id: int
    since: datetime
    until: datetime
    otherwise: str = "balance"
    covered: bool = False


def sliced(session: Session, slices: Sequence[Slice]) -> CTE:
    """The slices as a table, numbered from 0."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    rows = [
        (
            one.provider_id,
            _instant(one.since, sqlite),
            _instant(one.until, sqlite),
            one.otherwise,
            one.covered,
        )
        for one in slices
    ]
    statement = text(_SQLITE if sqlite else _POSTGRESQL).bindparams(slices=json.dumps(rows))
    return statement.columns(*_COLUMNS).cte("piece")


def _instant(at: datetime, sqlite: bool) -> int | str:
    """As the database keeps it."""
    return (at - EPOCH) // MICROSECOND if sqlite else at.isoformat()
