"""Statements about purchases: the rows themselves, their sums, and what they say about messages."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    values,
)
from sqlmodel import Session

from storage.queries.messages import in_parts
from storage.tables import Purchase, metadata
from storage.types import UtcDateTime

PURCHASES, MESSAGES = metadata.tables["purchase"], metadata.tables["message"]
purchase, message = PURCHASES.c, MESSAGES.c
PROVIDERS, MEMBERS = metadata.tables["provider"], metadata.tables["member"]

# What a message that does not say how it was paid may have been paid from.
BALANCE_KINDS = ("stamps", "credit", "subscription")
PERIODS_A_STATEMENT = 5_000


@dataclass(frozen=True, slots=True)
class PurchaseSums:
    """Purchases of one provider and member in one period; dollars.

    `bought` is stamps, credit and subscriptions without fees, `charged` purchases of kind fee, `fees` the
    fee of every purchase, `back` the refunds, less those of a message that counts nothing already.
    """

    number: int
    provider_id: int
    member_id: int | None
    bought: Decimal
    charged: Decimal
    fees: Decimal
    back: Decimal


def purchase_sums(
    session: Session,
    periods: Sequence[tuple[datetime, datetime]],
    provider_ids: Collection[int] | None = None,
) -> Iterator[PurchaseSums]:
    """The sums of the purchases from each period's start to before its end, by the period's number."""
    among = [] if provider_ids is None else [purchase.provider_id.in_(provider_ids)]
    for first in range(0, len(periods), PERIODS_A_STATEMENT):
        rows = [(n, *period) for n, period in enumerate(periods[first : first + PERIODS_A_STATEMENT])]
        table = values(
            column("number", Integer),
            column("since", UtcDateTime),
            column("until", UtcDateTime),
            name="period",
        )
        period = table.data(rows).cte("periods")
        keys = (period.c.number, purchase.provider_id, purchase.member_id)
        amount = func.sum(purchase.amount)
        statement = (
            select(
                *keys,
                amount.filter(purchase.kind.in_(BALANCE_KINDS)),
                amount.filter(purchase.kind == "fee"),
                func.sum(purchase.fee),
                amount.filter(purchase.kind == "refund", ~_of_a_refunded_direct_message()),
            )
            .select_from(period)
            .join(PURCHASES, and_(purchase.at >= period.c.since, purchase.at < period.c.until))
            .where(purchase.deleted_at.is_(None), *among)
            .group_by(*keys)
        )
        for number, provider_id, member_id, *sums in session.execute(statement):
            yield PurchaseSums(
                first + number, provider_id, member_id, *(value or Decimal(0) for value in sums)
            )


def _of_a_refunded_direct_message() -> ColumnElement[bool]:
    """Such a message was never counted as paid: its refund must not lower what is paid a second time."""
    earlier = PURCHASES.alias("earlier").c
    bought_before = exists().where(
        earlier.provider_id == message.provider_id,
        earlier.kind.in_(BALANCE_KINDS),
        earlier.deleted_at.is_(None),
        earlier.at < message.at,
    )
    return exists().where(
        message.id == purchase.message_id,
        message.refunded.is_(True),
        message.deleted_at.is_(None),
        or_(message.paid == "direct", and_(message.paid.is_(None), ~bought_before)),
    )


def first_balances(session: Session, provider_ids: Collection[int] | None = None) -> dict[int, datetime]:
    """When stamps, credit or a subscription was first bought, for each provider where that happened."""
    first = (
        select(func.min(purchase.at))
        .where(
            purchase.provider_id == PROVIDERS.c.id,
            purchase.kind.in_(BALANCE_KINDS),
            purchase.deleted_at.is_(None),
        )
        .correlate(PROVIDERS)
        .scalar_subquery()
    )
    statement = select(PROVIDERS.c.id, first)
    if provider_ids is not None:
        statement = statement.where(PROVIDERS.c.id.in_(provider_ids))
    return {row[0]: row[1] for row in session.execute(statement) if row[1] is not None}


def stamp_packs(
    session: Session, provider_id: int, since: datetime, until: datetime
) -> list[tuple[datetime, Decimal, int]]:
    """Time, amount and units of the stamps bought that say their units, oldest first.

    Those from one instant to before another, and before them the newest of the time before.
    """
    packs = select(purchase.at, purchase.amount, purchase.units).where(
        purchase.provider_id == provider_id,
        purchase.kind == "stamps",
        purchase.units.is_not(None),
        purchase.deleted_at.is_(None),
    )
    before = packs.where(purchase.at < since).order_by(purchase.at.desc(), purchase.id.desc()).limit(1)
    within = packs.where(purchase.at >= since, purchase.at < until).order_by(purchase.at, purchase.id)
    return [(row[0], row[1], row[2]) for one in (before, within) for row in session.execute(one)]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription paid at `at`, for so many weeks or months; dollars, without its fee."""

    provider_id: int
    member_id: int | None
    at: datetime
    units: int
    unit: str
    amount: Decimal


def subscriptions(
    session: Session, until: datetime, provider_ids: Collection[int] | None = None
) -> Iterator[Subscription]:
    """The subscriptions that began before an instant, oldest first."""
    columns = ("provider_id", "member_id", "at", "units", "unit", "amount", "id")
    statement = select(*(purchase[name] for name in columns)).where(
        purchase.kind == "subscription", purchase.deleted_at.is_(None), purchase.at < until
    )
    # Always by provider: the index begins with it.
    among = select(PROVIDERS.c.id) if provider_ids is None else provider_ids
    statement = statement.where(purchase.provider_id.in_(among))
    # Sorted here: for an order by time SQLite would walk through every purchase by time.
    for row in sorted(session.execute(statement), key=lambda row: (row.at, row.id)):
        yield Subscription(*row[:-1])


def terms(
    session: Session, where: Mapping[str, int | None]
) -> Iterator[tuple[int, int, int | None, datetime, int, str]]:
    """Key, provider, member, time, units and unit of the subscriptions of `where`."""
    columns = ("id", "provider_id", "member_id", "at", "units", "unit")
    statement = select(*(purchase[name] for name in columns)).where(
        purchase.kind == "subscription",
        purchase.deleted_at.is_(None),
        *(purchase[name] == value for name, value in where.items()),
    )
    yield from (tuple(row) for row in session.execute(statement))


def refunds_of(session: Session, message_ids: Collection[int]) -> dict[int, int]:
    """The key of the refund of each of these messages that has one, by the message's key."""
    found: dict[int, int] = {}
    for part in in_parts(message_ids):
        statement = select(purchase.message_id, purchase.id).where(
            purchase.message_id.in_(part), purchase.deleted_at.is_(None)
        )
        found |= {row[0]: row[1] for row in session.execute(statement.order_by(purchase.id.desc()))}
    return found


def span(session: Session, provider_ids: Collection[int] | None = None) -> tuple[datetime, datetime] | None:
    """The times of the first and last purchase, or None without any."""
    times = select(purchase.at).where(purchase.deleted_at.is_(None)).limit(1)
    if provider_ids is not None:
        times = times.where(purchase.provider_id.in_(provider_ids))
    # Each end by the index: the least and the greatest at once would read every purchase.
    first, last = (
        session.execute(times.order_by(end)).scalar_one_or_none()
        for end in (purchase.at.asc(), purchase.at.desc())
    )
    return None if first is None or last is None else (first, last)


def with_names() -> Select[Any]:
    """A purchase with its provider's and member's names and the ref of the message it refunds."""
    return (
        select(Purchase, PROVIDERS.c.name, MEMBERS.c.name, message.ref)
        .join(PROVIDERS, PROVIDERS.c.id == purchase.provider_id)
        .outerjoin(MEMBERS, MEMBERS.c.id == purchase.member_id)
        .outerjoin(MESSAGES, message.id == purchase.message_id)
    )


def named(session: Session, purchase_id: int) -> Row[*tuple[Any, ...]] | None:
    """One purchase with its names, a deleted one too."""
    return session.execute(with_names().where(purchase.id == purchase_id)).one_or_none()


def page(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    where: Mapping[str, int | None],
    before: tuple[datetime, int] | None,
    limit: int,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Purchases with their names, newest first; `before` is time and id of the last one seen."""
    at, number = purchase.at, purchase.id
    conditions = [purchase[name] == value for name, value in where.items()]
    if before is not None:
        conditions.append(
            tuple_(at, number) < tuple_(literal(before[0], at.type), literal(before[1], number.type))
        )
    statement = with_names().where(at >= since, at < until, purchase.deleted_at.is_(None), *conditions)
    return session.execute(statement.order_by(at.desc(), number.desc()).limit(limit)).all()


def by_id(session: Session, purchase_id: int) -> Purchase | None:
    """One purchase, a deleted one too."""
    return session.get(Purchase, purchase_id)


def add(session: Session, purchase: Purchase) -> int:
    """Adds a purchase and gives its key."""
    session.add(purchase)
    session.flush()
    if purchase.id is None:
        raise RuntimeError("the database gave no key for a purchase")
    return purchase.id
