"""Statements about facilities of the government's list and those the family added."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, delete, func, select, update
from sqlmodel import Session, col

from storage.queries.messages import in_parts
from storage.queries.transfer import insert_plain, move_keys_on, next_id
from storage.tables import (
    Allowance,
    Closure,
    Contract,
    DemoRow,
    Facility,
    Message,
    Rate,
    Stay,
)

_FACILITY: Table = Facility.__table__  # type: ignore[attr-defined]
# What names a facility and moves with it; allowances are unique at a place and move one by one.
_NAMES_ONE = (Stay, Closure, Contract, Rate, Message)


def listed(session: Session, source_ids: Collection[Any]) -> dict[str, Row[Any]]:
    """The facilities of these numbers in the list."""
    found: dict[str, Row[Any]] = {}
    for part in in_parts(source_ids):
        rows = session.execute(select(_FACILITY).where(_FACILITY.c.source_id.in_(part)))
        found |= {row.source_id: row for row in rows}
    return found


def count_listed(session: Session) -> int:
    """How many facilities came from the list."""
    statement = select(func.count()).select_from(Facility).where(col(Facility.source_id).is_not(None))
    found: int = session.execute(statement).scalar_one()
    return found


def own(session: Session) -> Sequence[Row[Any]]:
    """The facilities that the family added, by key."""
    statement = select(_FACILITY).where(_FACILITY.c.source_id.is_(None)).order_by(_FACILITY.c.id)
    return session.execute(statement).all()


def listed_names(session: Session, states: Collection[str] | None) -> Sequence[Row[Any]]:
    """Key, name, former names, city and state of the list's facilities in these states, None: in all."""
    kept = _FACILITY.c
    statement = select(kept.id, kept.name, kept.former_names, kept.city, kept.state).where(
        kept.source_id.is_not(None)
    )
    if states is not None:
        statement = statement.where(kept.state.in_(states))
    return session.execute(statement.order_by(kept.id)).all()


def add(session: Session, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Adds facilities of plain values, `columns` without the key."""
    first = next_id(session, Facility)
    numbered = ((first + number, *row) for number, row in enumerate(rows))
    insert_plain(session, Facility, ("id", *columns), numbered)
    move_keys_on(session, (Facility,))


def write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes columns of facilities; each row names its facility as `id`, and all have the same columns."""
    if rows:
        session.execute(update(Facility), [dict(row) for row in rows])


def with_stays(session: Session, facility_ids: Collection[int]) -> bool:
    """Whether anybody is or was at one of these facilities."""
    return any(
        session.execute(select(col(Stay.id)).where(col(Stay.facility_id).in_(part)).limit(1)).first()
        for part in in_parts(facility_ids)
    )


def forget_demo(session: Session, facility_ids: Collection[int]) -> None:
    """Lets facilities stay when the demo goes."""
    for part in in_parts(facility_ids):
        statement = delete(DemoRow).where(
            col(DemoRow.table_name) == Facility.__tablename__, col(DemoRow.row_id).in_(part)
        )
        session.execute(statement)


def stays_at(session: Session, facility_id: int) -> Sequence[Stay]:
    """The stays at a facility, oldest first for each contact."""
    statement = select(Stay).where(col(Stay.facility_id) == facility_id)
    ordered = statement.order_by(col(Stay.contact_id), col(Stay.from_day), col(Stay.id))
    return session.execute(ordered).scalars().all()


def move_all(session: Session, from_id: int, to_id: int) -> None:
    """Gives everything at one facility to another; where both have an allowance, the other's stays."""
    _drop_doubled_stays(session, from_id, to_id)
    for table in _NAMES_ONE:
        column = col(table.facility_id)
        session.execute(update(table).where(column == from_id).values(facility_id=to_id))
    there = select(func.coalesce(col(Allowance.provider_id), 0)).where(col(Allowance.facility_id) == to_id)
    own_provider = func.coalesce(col(Allowance.provider_id), 0)
    session.execute(
        update(Allowance)
        .where(col(Allowance.facility_id) == from_id, own_provider.not_in(there))
        .values(facility_id=to_id)
    )
    session.expire_all()


def _drop_doubled_stays(session: Session, from_id: int, to_id: int) -> None:
    """Drops one of two stays of a contact that begin on one day, the one that ended first."""
    there = {(stay.contact_id, stay.from_day): stay for stay in stays_at(session, to_id)}
    for stay in stays_at(session, from_id):
        other = there.get((stay.contact_id, stay.from_day))
        if other is None:
            continue
        longer = stay.to_day is None or (other.to_day is not None and stay.to_day > other.to_day)
        session.delete(other if longer else stay)
    session.flush()


def remove(session: Session, facility_id: int) -> None:
    """Takes away a facility that nothing names any more."""
    forget_demo(session, [facility_id])
    session.execute(delete(Facility).where(col(Facility.id) == facility_id))
