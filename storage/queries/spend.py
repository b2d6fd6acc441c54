"""The sums of spend: whole ten-thousandths added up in SQL, so that no message is loaded to be counted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    tuple_,
)
from sqlmodel import Session

from storage.queries.slices import Slice, sliced
from storage.tables import metadata

MESSAGES, PROVIDERS = metadata.tables["message"], metadata.tables["provider"]
message, provider = MESSAGES.c, PROVIDERS.c
contact, member = metadata.tables["contact"].c, metadata.tables["member"].c

# Written out as in the index, which otherwise is not used: a bound parameter proves nothing to SQLite.
MONEY_CAN_BE_IN = text(
    "message.deleted_at IS NULL AND (message.direction = 'sent' OR message.cost IS NOT NULL)"
)
# Worth what the newest pack bought before cost.
STAMPS_ALONE = text(
    "message.refunded = false AND message.cost IS NULL AND message.quoted IS NULL AND message.stamps > 0"
)


@dataclass(frozen=True, slots=True)
class MessageSums:
    """One contact's and member's messages of one slice added up; dollars.

    Refunded messages are in `sent` and `answered` only. `value` is what messages cost or were quoted; `bare`
    ones have neither, and no stamps. `covered` could be a subscription's: sent, from balance, and with
    neither a cost above zero nor stamps of their own; where one runs, their quotes count nothing and they
    draw on no balance.
    """

    number: int
    contact_id: int
    member_id: int | None
    sent: int
    answered: int
    value: Decimal
    direct_value: Decimal
    lost_value: Decimal
    drawn: Decimal
    drawn_units: int
    bare: int
    covered: int
    covered_lost: int


def message_sums(session: Session, slices: Sequence[Slice]) -> Iterator[MessageSums]:
    """The sums of each slice that has messages, by its number, for each contact and member in it."""
    if not slices:
        return
    piece = sliced(session, slices)
    direct, balance = _paid(piece) == "direct", _paid(piece) == "balance"
    live = message.refunded.is_(False)
    lost = and_(live, message.lost.is_(True))
    shared = and_(piece.c.covered.is_(True), _coverable(), balance)
    worth = case((shared, message.cost), else_=func.coalesce(message.cost, message.quoted))
    open_ = and_(live, worth.is_(None))
    units = func.coalesce(message.stamps, message.quoted_units, 1)
    many, value = func.count(), func.sum(worth)
    keys = (piece.c.number, message.contact_id, message.member_id)
    statement = select(
        *keys,
        many.filter(message.direction == "sent"),
        many.filter(message.state == "answered"),
        value.filter(live),
        value.filter(live, direct),
        value.filter(lost),
        value.filter(live, balance),
        func.sum(units).filter(live, balance, not_(shared)),
        many.filter(open_, _none_or_zero(message.stamps), not_(shared)),
        many.filter(_coverable(), balance),
        many.filter(_coverable(), balance, lost),
    )
    for number, contact_id, member_id, *sums in session.execute(_grouped(statement, piece, *keys)):
        counts: list[Any] = [value or 0 for value in sums]
        yield MessageSums(number, contact_id, member_id, *counts)


@dataclass(frozen=True, slots=True)
class StampSums:
    """The stamps of one contact's and member's messages of one slice that have neither cost nor quote."""

    number: int
    contact_id: int
    member_id: int | None
    messages: int
    stamps: int
    direct: int
    lost: int


def stamp_spans(session: Session, slices: Sequence[Slice]) -> dict[int, tuple[datetime, datetime]]:
    """First and last time of the messages with stamps and neither cost nor quote, by a slice's number."""
    if not slices:
        return {}
    piece = sliced(session, slices)
    statement = select(piece.c.number, func.min(message.at), func.max(message.at)).where(STAMPS_ALONE)
    rows = session.execute(_grouped(statement, piece, piece.c.number))
    return {number: (first, last) for number, first, last in rows}


def stamp_sums(session: Session, slices: Sequence[Slice]) -> Iterator[StampSums]:
    """The stamps of each slice that are worth what a pack cost, by its number."""
    if not slices:
        return
    piece = sliced(session, slices)
    stamps = func.sum(message.stamps)
    keys = (piece.c.number, message.contact_id, message.member_id)
    statement = select(
        *keys,
        func.count(),
        stamps,
        stamps.filter(_paid(piece) == "direct"),
        stamps.filter(message.lost.is_(True)),
    ).where(STAMPS_ALONE)
    for number, contact_id, member_id, *sums in session.execute(_grouped(statement, piece, *keys)):
        counts: list[Any] = [value or 0 for value in sums]
        yield StampSums(number, contact_id, member_id, *counts)


def covered_counts(session: Session, slices: Sequence[Slice]) -> dict[int, int]:
    """How many messages a subscription could cover in each slice that has any, by the slice's number."""
    if not slices:
        return {}
    piece = sliced(session, slices)
    statement = select(piece.c.number, func.count()).where(_coverable(), _paid(piece) == "balance")
    return dict(_pairs(session, _grouped(statement, piece, piece.c.number)))


def _grouped(statement: Select[Any], piece: CTE, *keys: ColumnElement[Any]) -> Select[Any]:
    """The messages of each slice, put together by these keys."""
    return statement.select_from(piece).join(MESSAGES, _within(piece)).where(MONEY_CAN_BE_IN).group_by(*keys)


def _pairs(session: Session, statement: Select[Any]) -> Iterator[tuple[int, int]]:
    yield from ((row[0], row[1]) for row in session.execute(statement))


def _paid(piece: CTE) -> ColumnElement[str]:
    return func.coalesce(message.paid, piece.c.otherwise)


def _within(piece: CTE) -> ColumnElement[bool]:
    return and_(
        message.provider_id == piece.c.provider_id,
        message.at >= piece.c.since,
        message.at < piece.c.until,
    )


def _none_or_zero(number: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(number.is_(None), number == 0)


def _coverable() -> ColumnElement[bool]:
    return and_(
        message.direction == "sent",
        message.refunded.is_(False),
        _none_or_zero(message.cost),
        _none_or_zero(message.stamps),
    )


@dataclass(frozen=True, slots=True)
class CoveredMessage:
    """A message that a subscription covers."""

    message_id: int
    at: datetime
    contact_id: int
    member_id: int | None
    lost: bool


def oldest_covered(session: Session, slices: Sequence[Slice]) -> dict[int, CoveredMessage]:
    """The oldest message a subscription could cover in each slice that has one, by the slice's number."""
    if not slices:
        return {}
    piece = sliced(session, slices)
    oldest = (
        select(message.id)
        .where(_within(piece), MONEY_CAN_BE_IN, _coverable(), _paid(piece) == "balance")
        .order_by(message.at, message.id)
        .limit(1)
        .correlate(piece)
        .scalar_subquery()
    )
    found = select(piece.c.number, oldest.label("message_id")).cte("found")
    statement = select(
        found.c.number,
        message.id,
        message.at,
        message.contact_id,
        message.member_id,
        message.lost,
    ).join(MESSAGES, message.id == found.c.message_id)
    return {number: CoveredMessage(*rest) for number, *rest in session.execute(statement)}


def message_spans(
    session: Session, provider_ids: Collection[int] | None = None
) -> dict[int, tuple[datetime, datetime]]:
    """The times of the first and last message that money can be in, for each provider that has one."""
    first, last = (
        select(edge(message.at))
        .where(message.provider_id == provider.id, MONEY_CAN_BE_IN)
        .correlate(PROVIDERS)
        .scalar_subquery()
        for edge in (func.min, func.max)
    )
    statement = select(provider.id, first, last)
    if provider_ids is not None:
        statement = statement.where(provider.id.in_(provider_ids))
    rows = session.execute(statement)
    return {provider_id: (since, until) for provider_id, since, until in rows if since is not None}


@dataclass(frozen=True, slots=True)
class MoneyMessage:
    """What a list of spend shows of one message; dollars, as logged."""

    id: int
    ref: str
    direction: str
    provider_id: int
    at: datetime
    stamps: int | None
    cost: Decimal | None
    quoted: Decimal | None
    paid: str | None
    state: str
    refunded: bool
    lost: bool
    contact: str
    provider: str
    member: str | None


def messages_with_money(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    where: Mapping[str, object],
    before: tuple[datetime, int] | None,
    limit: int,
    among: Iterable[ColumnElement[bool]] = (),
) -> list[MoneyMessage]:
    """Messages that money can be in, newest first.

    `where` holds values of columns such as `contact_id`, `among` what else holds; `before` is time and id of
    the last one seen.
    """
    conditions = [*(message[name] == value for name, value in where.items()), *among]
    if before is not None:
        last = tuple_(literal(before[0], message.at.type), literal(before[1], message.id.type))
        conditions.append(tuple_(message.at, message.id) < last)
    own = [message[field.name] for field in fields(MoneyMessage) if field.name in message]
    statement = (
        select(*own, contact.name, provider.name, member.name)
        .join(contact.id.table, contact.id == message.contact_id)
        .join(PROVIDERS, provider.id == message.provider_id)
        .outerjoin(member.id.table, member.id == message.member_id)
        .where(message.at >= since, message.at < until, MONEY_CAN_BE_IN, *conditions)
        .order_by(message.at.desc(), message.id.desc())
    )
    return [MoneyMessage(*row) for row in session.execute(statement.limit(limit))]
