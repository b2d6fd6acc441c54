"""Statements about balances: what the family counted, gave away or gave up there, and whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select, union
from sqlmodel import Session, col

from storage.queries.purchases import BALANCE_KINDS
from storage.tables import BalanceEntry, SharedAccount, metadata

purchase, bought = metadata.tables["purchase"].c, metadata.tables["bought_sum"].c
kept = metadata.tables["month_sum"].c
contact, stay = metadata.tables["contact"].c, metadata.tables["stay"].c


def entries(session: Session, provider_ids: Collection[int] | None = None) -> list[BalanceEntry]:
    """Every entry that counts, in the order of time; at one instant in the order they were logged."""
    statement = select(BalanceEntry).where(col(BalanceEntry.deleted_at).is_(None))
    if provider_ids is not None:
        statement = statement.where(col(BalanceEntry.provider_id).in_(provider_ids))
    ordered = statement.order_by(col(BalanceEntry.at), col(BalanceEntry.id))
    return list(session.execute(ordered).scalars())


def entry_by_id(session: Session, entry_id: int) -> BalanceEntry | None:
    """One entry, one that was taken back too."""
    return session.get(BalanceEntry, entry_id)


def add_entry(session: Session, row: BalanceEntry) -> int:
    """Adds an entry and gives its key."""
    session.add(row)
    session.flush()
    if row.id is None:
        raise RuntimeError("the database gave no key for an entry")
    return row.id


def entries_of(
    session: Session, provider_id: int, member_id: int | None, unit: str, limit: int
) -> list[BalanceEntry]:
    """The newest entries of one account, newest first."""
    statement = (
        select(BalanceEntry)
        .where(
            col(BalanceEntry.provider_id) == provider_id,
            col(BalanceEntry.member_id).is_not_distinct_from(member_id),
            col(BalanceEntry.unit) == unit,
            col(BalanceEntry.deleted_at).is_(None),
        )
        .order_by(col(BalanceEntry.at).desc(), col(BalanceEntry.id).desc())
    )
    return list(session.execute(statement.limit(limit)).scalars())


def has_account(session: Session, provider_id: int, member_ids: Collection[int]) -> bool:
    """Whether one of these members, or nobody in particular, bought or counted anything there."""
    bought_there = exists().where(
        purchase.provider_id == provider_id,
        purchase.kind.in_(BALANCE_KINDS),
        purchase.deleted_at.is_(None),
        or_(purchase.member_id.is_(None), purchase.member_id.in_(member_ids)),
    )
    counted_there = exists().where(
        col(BalanceEntry.provider_id) == provider_id,
        col(BalanceEntry.deleted_at).is_(None),
        or_(col(BalanceEntry.member_id).is_(None), col(BalanceEntry.member_id).in_(member_ids)),
    )
    return bool(session.execute(select(or_(bought_there, counted_there))).scalar_one())


def shared_accounts(session: Session) -> dict[int, int]:
    """Whose account is everybody's, for each provider where one is marked so."""
    statement = select(col(SharedAccount.provider_id), col(SharedAccount.member_id))
    return {row[0]: row[1] for row in session.execute(statement)}


def mark_shared(session: Session, provider_id: int, member_id: int | None, now: datetime) -> int | None:
    """Marks a member's account as everybody's, or nobody's (None), and gives whose it was before."""
    row = session.get(SharedAccount, provider_id)
    before = row.member_id if row else None
    if row is not None and member_id is None:
        session.delete(row)
    elif row is not None and member_id is not None:
        row.member_id, row.marked_at = member_id, now
    elif member_id is not None:
        session.add(SharedAccount(provider_id=provider_id, member_id=member_id, marked_at=now))
    return before


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody inside who is written to now, and through which provider as far as the family said."""

    contact_id: int
    provider_id: int | None


def written_to(session: Session) -> list[Written]:
    """The contacts who are neither archived nor released nor dead."""
    newest = (
        select(stay.ended_by)
        .where(stay.contact_id == contact.id)
        .order_by(stay.from_day.desc(), stay.id.desc())
        .limit(1)
        .correlate(contact.id.table)
        .scalar_subquery()
    )
    statement = select(contact.id, contact.provider_id).where(
        contact.archived_at.is_(None), func.coalesce(newest, "").not_in(("released", "died"))
    )
    return [Written(*row) for row in session.execute(statement)]


def used_since(session: Session, contact_ids: Collection[int], month: str) -> set[tuple[int, int]]:
    """Contact and provider, for each provider through which one of these was written to from a month on."""
    statement = (
        select(kept.contact_id, kept.provider_id)
        .where(kept.contact_id.in_(contact_ids), kept.month >= month, kept.messages > 0)
        .distinct()
    )
    return {(row[0], row[1]) for row in session.execute(statement)}


def providers_that_lose(session: Session) -> set[int]:
    """The providers where anything that expires was bought, or something was written off."""
    expiring = select(bought.provider_id).where(bought.expiring > 0)
    given_up = select(col(BalanceEntry.provider_id)).where(
        col(BalanceEntry.kind) == "written off", col(BalanceEntry.deleted_at).is_(None)
    )
    return {row[0] for row in session.execute(union(expiring, given_up))}
