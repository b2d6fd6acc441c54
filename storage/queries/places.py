"""Statements about contacts, stays, facilities, providers, closures and allowances."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Row, case, func, or_, select
from sqlmodel import Session, col

from storage.tables import Allowance, Closure, Contact, Facility, Provider, Stay


def allowances(session: Session) -> Sequence[Allowance]:
    """Every allowance that stands closer than the household's."""
    return session.execute(select(Allowance)).scalars().all()


def allowance_at(
    session: Session, contact_id: int | None, provider_id: int | None, facility_id: int | None
) -> Allowance | None:
    """The allowance set at exactly this place."""
    statement = select(Allowance).where(
        col(Allowance.contact_id).is_not_distinct_from(contact_id),
        col(Allowance.provider_id).is_not_distinct_from(provider_id),
        col(Allowance.facility_id).is_not_distinct_from(facility_id),
    )
    return session.execute(statement).scalar_one_or_none()


def newest_stays(
    session: Session, contact_ids: Collection[int] | None = None, on: date | None = None
) -> Sequence[Row[Stay, Facility]]:
    """The newest stay of each contact with its facility; with `on`, the newest begun by that day."""
    ranked = select(
        col(Stay.id).label("id"),
        func.row_number()
        .over(partition_by=col(Stay.contact_id), order_by=(col(Stay.from_day).desc(), col(Stay.id).desc()))
        .label("rank"),
    )
    if contact_ids is not None:
        ranked = ranked.where(col(Stay.contact_id).in_(contact_ids))
    if on is not None:
        ranked = ranked.where(col(Stay.from_day) <= on)
    newest = ranked.subquery()
    statement = (
        select(Stay, Facility)
        .join(newest, newest.c.id == Stay.id)
        .join(Facility, col(Facility.id) == Stay.facility_id)
        .where(newest.c.rank == 1)
    )
    return session.execute(statement).all()


def stays_of(session: Session, contact_id: int) -> Sequence[Row[Stay, Facility]]:
    """A contact's stays with their facilities, newest first."""
    statement = (
        select(Stay, Facility)
        .join(Facility, col(Facility.id) == Stay.facility_id)
        .where(col(Stay.contact_id) == contact_id)
        .order_by(col(Stay.from_day).desc(), col(Stay.id).desc())
    )
    return session.execute(statement).all()


def closures_at(session: Session, facility_ids: Collection[int]) -> Sequence[Closure]:
    """The closures of these facilities, by first day."""
    statement = (
        select(Closure).where(col(Closure.facility_id).in_(facility_ids)).order_by(col(Closure.from_day))
    )
    return session.execute(statement).scalars().all()


def contacts(session: Session) -> Sequence[Contact]:
    """Every contact, archived ones too, by name."""
    return session.execute(select(Contact).order_by(col(Contact.name), col(Contact.id))).scalars().all()


def providers(session: Session) -> Sequence[Provider]:
    """Every provider, by name."""
    return session.execute(select(Provider).order_by(Provider.name)).scalars().all()


class NamedPlace(NamedTuple):
    """What a facility is found by; `former_names` are one a line."""

    id: int
    name: str
    former_names: str
    state: str


def named_places(session: Session, states: Collection[str]) -> Sequence[NamedPlace]:
    """The facilities of these states: the family's own first, then open ones, then those of most people."""
    closing = case((col(Facility.status) == "open", 0), (col(Facility.status) == "closed", 2), else_=1)
    statement = (
        select(col(Facility.id), col(Facility.name), col(Facility.former_names), col(Facility.state))
        .where(col(Facility.state).in_(states))
        .order_by(
            col(Facility.source_id).is_not(None),
            closing,
            func.coalesce(col(Facility.population), 0).desc(),
            col(Facility.id),
        )
    )
    return [NamedPlace(*row) for row in session.execute(statement)]


def household_facilities(session: Session) -> Sequence[Facility]:
    """The household's facilities, by name: where somebody is or was, added or set right by it."""
    stays = select(col(Stay.facility_id))
    closures = select(col(Closure.facility_id))
    allowances = select(col(Allowance.facility_id)).where(col(Allowance.facility_id).is_not(None))
    statement = select(Facility).where(
        or_(
            col(Facility.source_id).is_(None),
            col(Facility.opens).is_not(None),
            col(Facility.edited) != "",
            *(col(Facility.id).in_(keys) for keys in (stays, closures, allowances)),
        )
    )
    ordered = statement.order_by(col(Facility.name), col(Facility.state), col(Facility.id))
    return session.execute(ordered).scalars().all()


def provider_named(session: Session, name: str) -> Provider | None:
    """The provider of exactly this name."""
    return session.execute(select(Provider).where(col(Provider.name) == name)).scalar_one_or_none()
