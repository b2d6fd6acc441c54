"""Statements that the search over facilities needs."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import Facility


class Searchable(NamedTuple):
    """What of a facility is searched, and what orders equal matches."""

    id: int
    name: str
    former_names: str
    city: str
    county: str
    state: str
    kind: str | None
    juvenile: bool
    status: str | None
    population: int | None


_COLUMNS = [getattr(Facility, name) for name in Searchable._fields]


def searchable(session: Session) -> tuple[Searchable, ...]:
    """Every facility as plain values, by key."""
    rows = session.execute(select(*_COLUMNS).order_by(col(Facility.id)))
    return tuple(map(Searchable._make, rows))
