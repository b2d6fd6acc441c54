"""Statements about contacts, stays, facilities, providers, closures and allowances."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Row, func, select
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


def facilities_named(session: Session, name: str, state: str) -> Facility | None:
    """The facility of exactly this name and state."""
    statement = select(Facility).where(col(Facility.name) == name, col(Facility.state) == state)
    return session.execute(statement).scalar_one_or_none()


def facilities(session: Session) -> Sequence[Facility]:
    """Every facility, by name."""
    return session.execute(select(Facility).order_by(Facility.name, Facility.state)).scalars().all()


def provider_named(session: Session, name: str) -> Provider | None:
    """The provider of exactly this name."""
    return session.execute(select(Provider).where(col(Provider.name) == name)).scalar_one_or_none()
