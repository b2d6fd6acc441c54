"""Statements about how a contact has answered, and what came last."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlmodel import Session, col

from storage.tables import Contact, Event, Message, Provider, Stay


def answered_pairs(session: Session, contact_id: int, limit: int) -> Sequence[Row[Any]]:
    """The newest answers of a contact as (sent_at, answered at)."""
    statement = (
        select(col(Event.sent_at), col(Event.at))
        .where(
            col(Event.contact_id) == contact_id,
            col(Event.reply_id).is_not(None),
            col(Event.withdrawn_at).is_(None),
        )
        .join(Message, and_(col(Message.id) == Event.message_id, col(Message.deleted_at).is_(None)))
        .order_by(col(Event.at).desc())
        .limit(limit)
    )
    return session.execute(statement).all()


def last_event(session: Session, contact_id: int) -> Event | None:
    """The newest step known of any message to or from a contact."""
    statement = (
        select(Event)
        .where(
            col(Event.contact_id) == contact_id,
            col(Event.withdrawn_at).is_(None),
            col(Event.kind).not_in(("corrected", "deleted", "restored", "closed", "reopened")),
        )
        .join(Message, and_(col(Message.id) == Event.message_id, col(Message.deleted_at).is_(None)))
        .order_by(col(Event.at).desc(), col(Event.id).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def same_person(session: Session, name: str, id_number: str) -> Contact | None:
    """The contact of exactly this name and ID number."""
    statement = select(Contact).where(col(Contact.name) == name, col(Contact.id_number) == id_number)
    return session.execute(statement).scalar_one_or_none()


def usual_provider_at(session: Session, facility_id: int) -> int | None:
    """The provider that messages to a facility used last."""
    statement = (
        select(col(Message.provider_id))
        .where(col(Message.facility_id) == facility_id, col(Message.deleted_at).is_(None))
        .order_by(col(Message.at).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def provider_of_place(session: Session, facility_id: int) -> int | None:
    """The provider given for contacts who are at a facility now."""
    statement = (
        select(col(Contact.provider_id))
        .join(Stay, and_(col(Stay.contact_id) == Contact.id, col(Stay.to_day).is_(None)))
        .where(col(Stay.facility_id) == facility_id, col(Contact.provider_id).is_not(None))
        .order_by(col(Contact.id).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def providers_folded(session: Session, name: str) -> Provider | None:
    """A provider whose name differs at most in capitals."""
    statement = (
        select(Provider)
        .where(func.lower(col(Provider.name)) == name.lower())
        .order_by(col(Provider.id))
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def waiting_ids(session: Session, contact_id: int) -> Sequence[int]:
    """The messages to a contact that wait."""
    statement = select(col(Message.id)).where(
        col(Message.contact_id) == contact_id,
        col(Message.due_at).is_not(None) | col(Message.still).is_not(None),
    )
    return session.execute(statement).scalars().all()
