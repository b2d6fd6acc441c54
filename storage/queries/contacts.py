"""Statements about how contacts have answered, where they are, and what they leave behind when they move."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlmodel import Session, col

from storage.queries.messages import in_parts
from storage.tables import (
    Contact,
    Event,
    Facility,
    FormerNumber,
    Message,
    Provider,
    Purchase,
    Stay,
    metadata,
)

STAYS = metadata.tables["stay"]
BALANCE_KINDS = ("stamps", "credit", "subscription")


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


def waiting_of(session: Session, contact_id: int) -> Sequence[Row[Any]]:
    """The messages to a contact that wait, oldest first, with the `name` of their provider."""
    statement = (
        select(
            col(Message.id),
            col(Message.provider_id),
            col(Provider.name),
            col(Message.news_at),
            col(Message.due_at),
            col(Message.still),
        )
        .join(Provider, col(Provider.id) == Message.provider_id)
        .where(
            col(Message.contact_id) == contact_id,
            col(Message.due_at).is_not(None) | col(Message.still).is_not(None),
        )
        .order_by(col(Message.at), col(Message.id))
    )
    return session.execute(statement).all()


def present_at(
    session: Session, facility_ids: Collection[int] | None = None
) -> Sequence[Row[Contact, Facility]]:
    """The contacts, archived ones aside, with the facility where they are now: any, or one of these."""
    statement = (
        select(Contact, Facility)
        .join(Stay, and_(col(Stay.contact_id) == Contact.id, col(Stay.to_day).is_(None)))
        .join(Facility, col(Facility.id) == Stay.facility_id)
        .where(col(Contact.archived_at).is_(None))
        .order_by(col(Contact.name), col(Contact.id))
    )
    if facility_ids is not None:
        statement = statement.where(col(Stay.facility_id).in_(facility_ids))
    return session.execute(statement).all()


def written_through(session: Session, provider_ids: Collection[int]) -> Sequence[Contact]:
    """The contacts, archived ones aside, who are written through these providers, by name."""
    statement = (
        select(Contact)
        .where(col(Contact.provider_id).in_(provider_ids), col(Contact.archived_at).is_(None))
        .order_by(col(Contact.name), col(Contact.id))
    )
    return session.execute(statement).scalars().all()


def stays_at_once(
    session: Session, contact_ids: Collection[int] | None = None
) -> Sequence[Row[int, int, int]]:
    """Pairs of stays of one contact that share more than the day of the move, as (contact, stay, stay)."""
    one, other = STAYS.alias("one").c, STAYS.alias("other").c
    statement = select(one.contact_id, one.id, other.id).where(
        other.contact_id == one.contact_id,
        other.id > one.id,
        or_(other.to_day.is_(None), one.from_day < other.to_day),
        or_(one.to_day.is_(None), other.from_day < one.to_day),
    )
    if contact_ids is None:
        return session.execute(statement).all()
    parts = (statement.where(one.contact_id.in_(part)) for part in in_parts(contact_ids))
    return [row for part in parts for row in session.execute(part).all()]


def former_numbers(session: Session, contact_id: int) -> Sequence[FormerNumber]:
    """The numbers a contact had at other agencies, the newest first."""
    statement = (
        select(FormerNumber)
        .where(col(FormerNumber.contact_id) == contact_id)
        .order_by(col(FormerNumber.until_day).desc(), col(FormerNumber.id).desc())
    )
    return session.execute(statement).scalars().all()


def bought_at(session: Session, provider_ids: Collection[int]) -> Sequence[Row[Any]]:
    """What was bought at providers that becomes a balance there.

    Rows of the provider's name, kind, unit, units, amount, first and last, by provider and kind.
    """
    statement = (
        select(
            col(Provider.name),
            col(Purchase.kind),
            col(Purchase.unit),
            func.sum(col(Purchase.units)).label("units"),
            func.sum(col(Purchase.amount)).label("amount"),
            func.min(col(Purchase.at)).label("first"),
            func.max(col(Purchase.at)).label("last"),
        )
        .join(Provider, col(Provider.id) == Purchase.provider_id)
        .where(
            col(Purchase.provider_id).in_(provider_ids),
            col(Purchase.kind).in_(BALANCE_KINDS),
            col(Purchase.deleted_at).is_(None),
        )
        .group_by(col(Provider.name), col(Purchase.kind), col(Purchase.unit))
        .order_by(col(Provider.name), col(Purchase.kind), col(Purchase.unit))
    )
    return session.execute(statement).all()
