"""Statements about getting connected: the steps noted, and to whom messages have gone through."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, exists, or_, select
from sqlmodel import Session, col

from storage.tables import ConnectionStep, Contact, Facility, Message, Provider, Stay


def active_contacts(session: Session) -> Sequence[Row[Contact, Provider | None]]:
    """Every contact that is not archived with the provider they are written through, by name."""
    statement = (
        select(Contact, Provider)
        .join(Provider, col(Provider.id) == Contact.provider_id, isouter=True)
        .where(col(Contact.archived_at).is_(None))
        .order_by(col(Contact.name), col(Contact.id))
    )
    return session.execute(statement).all()


def stays(session: Session, contact_ids: Collection[int]) -> Sequence[Row[Stay, Facility]]:
    """The stays of these contacts with their facilities, newest first."""
    statement = (
        select(Stay, Facility)
        .join(Facility, col(Facility.id) == Stay.facility_id)
        .where(col(Stay.contact_id).in_(contact_ids))
        .order_by(col(Stay.from_day).desc(), col(Stay.id).desc())
    )
    return session.execute(statement).all()


def steps(session: Session, contact_ids: Collection[int]) -> Sequence[ConnectionStep]:
    """The steps noted for these contacts, in the order of their entry."""
    statement = (
        select(ConnectionStep)
        .where(col(ConnectionStep.contact_id).in_(contact_ids))
        .order_by(col(ConnectionStep.entered_at), col(ConnectionStep.id))
    )
    return session.execute(statement).scalars().all()


def same_step(session: Session, step: ConnectionStep) -> bool:
    """Whether this very step of the same people on the same day is noted already."""
    names = ("contact_id", "member_id", "provider_id", "agency", "step", "day")
    same = (col(getattr(ConnectionStep, name)).is_not_distinct_from(getattr(step, name)) for name in names)
    found: bool = session.execute(select(exists().where(*same))).scalar_one()
    return found


def written(
    session: Session,
    contact_ids: Collection[int],
    provider_id: int,
    *,
    facility_ids: Collection[int] | None = None,
    since: datetime | None = None,
    member_id: int | None = None,
    not_members: Collection[int] = (),
) -> set[int]:
    """Which of these contacts were written to, or wrote, through a provider.

    With `facility_ids` while they were there, none of it before `since`; with `member_id` by that member or
    by nobody named; with `not_members` by anybody else. It stops at the first message of each contact.
    """
    one = exists().where(
        col(Message.contact_id) == Contact.id,
        col(Message.provider_id) == provider_id,
        col(Message.deleted_at).is_(None),
    )
    if facility_ids is not None:
        one = one.where(col(Message.facility_id).in_(facility_ids))
    if since is not None:
        one = one.where(col(Message.at) >= since)
    if member_id is not None:
        one = one.where(or_(col(Message.member_id) == member_id, col(Message.member_id).is_(None)))
    if not_members:
        one = one.where(or_(col(Message.member_id).not_in(not_members), col(Message.member_id).is_(None)))
    statement = select(col(Contact.id)).where(col(Contact.id).in_(contact_ids), one)
    return set(session.execute(statement).scalars())
