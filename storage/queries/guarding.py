"""Statements of the guard: what is noted about getting through to somebody."""

from collections.abc import Collection, Sequence

from sqlalchemy import Row, exists, select
from sqlmodel import Session, col

from storage.queries.messages import in_parts
from storage.tables import ConnectionStep, Contact, Facility, Provider, Stay

AGAINST = ("denied", "revoked", "blocked")


def has_steps(session: Session, contact_id: int, provider_id: int) -> bool:
    """Whether any step of getting connected is noted for a contact and a provider."""
    these = (col(ConnectionStep.contact_id) == contact_id, col(ConnectionStep.provider_id) == provider_id)
    return bool(session.execute(select(exists().where(*these))).scalar_one())


def doubted(session: Session) -> Sequence[Row[Contact, Provider]]:
    """The contacts and providers of whom it was ever noted that a connection was denied or ended."""
    step = col(ConnectionStep.step).in_(AGAINST)
    pairs = (
        select(col(ConnectionStep.contact_id), col(ConnectionStep.provider_id))
        .where(step)
        .distinct()
        .subquery()
    )
    statement = (
        select(Contact, Provider)
        .select_from(pairs)
        .join(Contact, col(Contact.id) == pairs.c.contact_id)
        .join(Provider, col(Provider.id) == pairs.c.provider_id)
        .order_by(col(Contact.id), col(Provider.id))
    )
    return session.execute(statement).all()


def stays_of(session: Session, contact_ids: Collection[int]) -> Sequence[Row[Stay, Facility]]:
    """The stays of these contacts with their facilities, oldest first."""
    found: list[Row[Stay, Facility]] = []
    for part in in_parts(contact_ids):
        statement = (
            select(Stay, Facility)
            .join(Facility, col(Facility.id) == Stay.facility_id)
            .where(col(Stay.contact_id).in_(part))
            .order_by(col(Stay.contact_id), col(Stay.from_day), col(Stay.id))
        )
        found += session.execute(statement).all()
    return found
