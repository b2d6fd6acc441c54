"""The sums of spend: whole ten-thousandths added up in SQL, so that no message is loaded to be counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    column,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    values,
)
from sqlmodel import Session

from storage.tables import metadata
from storage.types import Id, UtcDateTime

MESSAGES, PROVIDERS = metadata.tables["message"], metadata.tables["provider"]
message, provider = MESSAGES.c, PROVIDERS.c
contact, member = metadata.tables["contact"].c, metadata.tables["member"].c

# A statement takes some 30,000 parameters; a slice takes five.
SLICES_A_STATEMENT = 1_000
# Written out as in the index, which otherwise is not used: a bound parameter proves nothing to SQLite.
MONEY_CAN_BE_IN = text(
    "message.deleted_at IS NULL AND (message.direction = 'sent' OR message.cost IS NOT NULL)"
)
WHO = {"contact": message.contact_id, "member": message.member_id}


@dataclass(frozen=True, slots=True)
class Slice:
    """A provider's messages from an instant to before another.

    `otherwise` is how a message was paid that does not say, `direct` or `balance`.
    """

    provider_id: int
    since: datetime
    until: datetime
    otherwise: str = "balance"


@dataclass(frozen=True, slots=True)
class MessageSums:
    """One slice's messages added up, of one contact or member where asked (`who`); dollars.

    Refunded messages are in `sent` only. `stamps` are those of messages without a logged cost, `stamped`
    how many such messages there are; `bare` ones have neither cost nor stamps. `covered` could be a
    subscription's: sent, from balance, and with neither a cost above zero nor stamps of their own.
    """

    number: int
    who: int | None
    sent: int
    answered: int
    cost: Decimal
    stamps: int
    direct_cost: Decimal
    direct_stamps: int
    lost_cost: Decimal
    lost_stamps: int
    stamped: int
    bare_direct: int
    bare_balance: int
    covered: int
    covered_lost: int


def message_sums(session: Session, slices: Sequence[Slice], by: str = "provider") -> Iterator[MessageSums]:
    """The sums of each slice that has messages, by its number; `by` is `provider`, `contact` or `member`."""
    for first in range(0, len(slices), SLICES_A_STATEMENT):
        statement = _message_sums(slices[first : first + SLICES_A_STATEMENT], WHO.get(by))
        for number, who, *sums in session.execute(statement):
            counts: list[Any] = [value or 0 for value in sums]
            yield MessageSums(first + number, who, *counts)


def _message_sums(slices: Sequence[Slice], who: ColumnElement[Any] | None) -> Select[Any]:
    piece = _pieces(slices)
    paid = func.coalesce(message.paid, piece.c.otherwise)
    direct, balance = paid == "direct", paid == "balance"
    live = message.refunded.is_(False)
    lost = and_(live, message.lost.is_(True))
    no_cost = and_(live, message.cost.is_(None))
    bare = and_(no_cost, _none_or_zero(message.stamps))
    many, cost, stamps = func.count(), func.sum(message.cost), func.sum(message.stamps)
    return (
        select(
            piece.c.number,
            text("NULL") if who is None else who,
            many.filter(message.direction == "sent"),
            many.filter(message.state == "answered"),
            cost.filter(live),
            stamps.filter(no_cost),
            cost.filter(live, direct),
            stamps.filter(no_cost, direct),
            cost.filter(lost),
            stamps.filter(no_cost, lost),
            many.filter(no_cost, message.stamps > 0),
            many.filter(bare, direct),
            many.filter(bare, balance),
            many.filter(_coverable(), balance),
            many.filter(_coverable(), balance, lost),
        )
        .select_from(piece)
        .join(MESSAGES, _within(piece))
        .where(MONEY_CAN_BE_IN)
        .group_by(piece.c.number, *([] if who is None else [who]))
    )


def _pieces(slices: Sequence[Slice]) -> CTE:
    """The slices as a table inside the statement, numbered from 0."""
    rows = [(n, s.provider_id, s.since, s.until, s.otherwise) for n, s in enumerate(slices)]
    table = values(
        column("number", Integer),
        column("provider_id", Id),
        column("since", UtcDateTime),
        column("until", UtcDateTime),
        column("otherwise", String),
        name="piece",
    )
    return table.data(rows).cte("pieces")


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
    piece = _pieces(slices)
    paid = func.coalesce(message.paid, piece.c.otherwise)
    oldest = (
        select(message.id)
        .where(_within(piece), MONEY_CAN_BE_IN, _coverable(), paid == "balance")
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


def message_spans(session: Session) -> dict[int, tuple[datetime, datetime]]:
    """The times of the first and last message that money can be in, for each provider that has one."""
    first, last = (
        select(edge(message.at))
        .where(message.provider_id == provider.id, MONEY_CAN_BE_IN)
        .correlate(PROVIDERS)
        .scalar_subquery()
        for edge in (func.min, func.max)
    )
    rows = session.execute(select(provider.id, first, last))
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
    where: Mapping[str, int | None],
    before: tuple[datetime, int] | None,
    limit: int,
) -> list[MoneyMessage]:
    """Messages that money can be in, newest first.

    `where` holds values of columns such as `contact_id`; `before` is time and id of the last one seen.
    """
    conditions = [message[name] == value for name, value in where.items()]
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
