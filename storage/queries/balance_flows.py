"""Statements about what goes into balances and out of them: purchases, refunds and messages."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlmodel import Session

from storage.queries.purchases import BALANCE_KINDS
from storage.queries.slices import Slice, sliced
from storage.queries.spend import MONEY_CAN_BE_IN
from storage.tables import metadata

PURCHASES, MESSAGES = metadata.tables["purchase"], metadata.tables["message"]
purchase, message = PURCHASES.c, MESSAGES.c
kept = metadata.tables["month_sum"].c


@dataclass(frozen=True, slots=True)
class Bought:
    """What one member bought, or got back (`refund`), in one unit: stamp, message or usd.

    `units` and `dollars` leave out what expires; `expiring` is how many purchases do. `first` is the time of
    the first, of either kind.
    """

    member_id: int | None
    refund: bool
    unit: str
    units: int
    dollars: Decimal
    first: datetime
    expiring: int


def bought_in(session: Session, slices: Sequence[Slice]) -> Iterator[tuple[int, Bought]]:
    """What became balance in each slice of time, with its number; subscriptions and fees do not.

    The same as the sums of purchases by month keep, for parts of months.
    """
    if not slices:
        return
    piece, refund = sliced(session, slices), purchase.kind == "refund"
    lasting = purchase.expires.is_(None)
    keys = (piece.c.number, purchase.member_id, refund, balance_unit())
    statement = (
        select(
            *keys,
            func.sum(purchase.units).filter(lasting),
            func.sum(purchase.amount).filter(lasting),
            func.min(purchase.at),
            func.count(purchase.expires),
        )
        .select_from(piece)
        .join(
            PURCHASES,
            and_(
                purchase.provider_id == piece.c.provider_id,
                purchase.at >= piece.c.since,
                purchase.at < piece.c.until,
            ),
        )
        .where(becomes_balance())
        .group_by(*keys)
    )
    for number, member_id, back, unit, units, dollars, *rest in session.execute(statement):
        yield number, Bought(member_id, bool(back), unit, int(units or 0), dollars or Decimal(0), *rest)


def balance_unit() -> ColumnElement[str]:
    """In what a purchase is counted: credit in dollars, a refund in dollars unless it says how many."""
    in_dollars = or_(
        purchase.kind == "credit",
        and_(purchase.kind == "refund", or_(purchase.units.is_(None), purchase.unit == "usd")),
    )
    return case((in_dollars, "usd"), (purchase.unit == "message", "message"), else_="stamp")


def becomes_balance() -> ColumnElement[bool]:
    return and_(
        purchase.deleted_at.is_(None),
        or_(
            and_(purchase.kind == "stamps", purchase.units.is_not(None)),
            purchase.kind == "credit",
            and_(purchase.kind == "refund", or_(purchase.message_id.is_(None), _of_a_drawn_message())),
        ),
    )


def _of_a_drawn_message() -> ColumnElement[bool]:
    """Its refund takes from the balance what the message, which counts nothing any more, took before."""
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
        or_(message.paid == "balance", and_(message.paid.is_(None), bought_before)),
    )


@dataclass(frozen=True, slots=True)
class ExpiringPurchase:
    """Stamps, messages or credit that are good through a day; `amount` is in dollars, without the fee."""

    id: int
    provider_id: int
    member_id: int | None
    unit: str
    at: datetime
    units: int | None
    amount: Decimal
    expires: date


def expiring_purchases(session: Session, provider_ids: Collection[int]) -> Iterator[ExpiringPurchase]:
    """What was bought at these providers and expires some day, oldest first."""
    if not provider_ids:
        return
    names = ("id", "provider_id", "member_id", "at", "units", "amount", "expires")
    statement = (
        select(*(purchase[name] for name in names), balance_unit())
        .where(purchase.expires.is_not(None), purchase.provider_id.in_(provider_ids), becomes_balance())
        .order_by(purchase.at, purchase.id)
    )
    for *row, unit in session.execute(statement):
        yield ExpiringPurchase(unit=unit, **dict(zip(names, row, strict=True)))


def paid_for_oldest(session: Session, span: Slice, member_id: int | None, unit: str, units: int) -> Fraction:
    """Dollars for the oldest so many units that a member bought in a span of time and that do not expire."""
    bought = (
        select(
            purchase.units,
            purchase.amount,
            func.sum(purchase.units).over(order_by=(purchase.at, purchase.id)).label("total"),
        )
        .where(
            purchase.provider_id == span.provider_id,
            purchase.kind == "stamps",
            purchase.at >= span.since,
            purchase.at < span.until,
            purchase.member_id.is_not_distinct_from(member_id),
            purchase.units.is_not(None),
            purchase.expires.is_(None),
            purchase.deleted_at.is_(None),
            balance_unit() == unit,
        )
        .subquery()
        .c
    )
    # At most one pack is only partly among them.
    part = and_(bought.total > units, bought.total - bought.units < units)
    statement = select(
        func.sum(bought.amount).filter(bought.total <= units),
        func.sum(bought.amount).filter(part),
        func.sum(bought.units).filter(part),
        func.sum(bought.total).filter(part),
    )
    whole, amount, size, total = session.execute(statement).one()
    paid = Fraction(whole or 0)
    if amount is not None:
        paid += Fraction(amount) * Fraction(units - int(total) + int(size), int(size))
    return paid


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one member's messages through a provider took from balance in a month of the household."""

    provider_id: int
    member_id: int | None
    month: str
    units: int
    dollars: Decimal


def drawn_by_month(session: Session, provider_ids: Collection[int] | None = None) -> Iterator[Drawn]:
    """What was taken from balance, from the kept sums; months in which nothing was are left out."""
    units, dollars = func.sum(kept.drawn_units), func.sum(kept.drawn)
    keys = (kept.provider_id, kept.member_id, kept.month)
    statement = select(*keys, units, dollars).group_by(*keys)
    if provider_ids is not None:
        statement = statement.where(kept.provider_id.in_(provider_ids))
    for provider_id, member_id, month, number, amount in session.execute(statement):
        if number or amount:
            yield Drawn(provider_id, member_id, month, int(number), amount)


def drawn_in(session: Session, slices: Sequence[Slice]) -> Iterator[tuple[int, int | None, int, Decimal]]:
    """Number of the slice, member, and what the member's messages in it took in units and in dollars.

    The same as the sums by month keep, for parts of months, and nothing else: so it is some times quicker
    than all sums of spend.
    """
    if not slices:
        return
    piece = sliced(session, slices)
    covered = and_(
        piece.c.covered.is_(True),
        message.direction == "sent",
        func.coalesce(message.cost, 0) == 0,
        func.coalesce(message.stamps, 0) == 0,
    )
    units = case((covered, 0), else_=func.coalesce(message.stamps, message.quoted_units, 1))
    dollars = case((covered, message.cost), else_=func.coalesce(message.cost, message.quoted))
    statement = (
        select(piece.c.number, message.member_id, func.sum(units), func.sum(dollars))
        .select_from(piece)
        .join(
            MESSAGES,
            and_(
                message.provider_id == piece.c.provider_id,
                message.at >= piece.c.since,
                message.at < piece.c.until,
            ),
        )
        .where(
            MONEY_CAN_BE_IN,
            message.refunded.is_(False),
            func.coalesce(message.paid, piece.c.otherwise) == "balance",
        )
        .group_by(piece.c.number, message.member_id)
    )
    for number, member_id, many, amount in session.execute(statement):
        yield number, member_id, int(many), amount or Decimal(0)


@dataclass(frozen=True, slots=True)
class Guess:
    """A message whose stamps nobody said; `bare` says that a subscription could cover it."""

    at: datetime
    member_id: int | None
    paid: str | None
    bare: bool


def guesses(session: Session, provider_id: int, newest: int) -> list[Guess]:
    """Those among a provider's newest messages that count something, and of whose stamps nothing is said."""
    names = ("at", "member_id", "paid", "direction", "cost", "stamps", "quoted_units", "refunded")
    recent = (
        select(*(message[name] for name in names))
        .where(message.provider_id == provider_id, MONEY_CAN_BE_IN)
        .order_by(message.at.desc(), message.id.desc())
        .limit(newest)
        .subquery()
        .c
    )
    bare = and_(recent.direction == "sent", func.coalesce(recent.cost, 0) == 0)
    statement = select(recent.at, recent.member_id, recent.paid, bare).where(
        recent.stamps.is_(None), recent.quoted_units.is_(None), recent.refunded.is_(False)
    )
    return [Guess(row[0], row[1], row[2], bool(row[3])) for row in session.execute(statement)]


def stamps_said(session: Session, provider_id: int, before: datetime, newest: int) -> bool:
    """Whether one of the newest messages sent there before an instant says, or was quoted, its stamps."""
    recent = (
        select(message.stamps, message.quoted_units)
        .where(message.provider_id == provider_id, message.at < before, MONEY_CAN_BE_IN)
        .order_by(message.at.desc(), message.id.desc())
        .limit(newest)
        .subquery()
        .c
    )
    said = exists().where(or_(recent.stamps.is_not(None), recent.quoted_units > 0))
    return bool(session.execute(select(said)).scalar_one())
