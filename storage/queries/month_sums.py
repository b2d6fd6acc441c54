"""Statements about the kept sums of spend, and about what they must be added up anew for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlmodel import Session, col

from storage.queries.messages import in_parts
from storage.tables import KeptSums, MonthSum, metadata

SUMS = metadata.tables["month_sum"]
kept = SUMS.c
message, purchase = metadata.tables["message"].c, metadata.tables["purchase"].c
provider = metadata.tables["provider"].c

KEYS = ("month", "provider_id", "contact_id", "member_id")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was added up, as in a row of the kept sums; dollars, and whole stamps at the price of a pack."""

    messages: int = 0
    answered: int = 0
    unpriced: int = 0
    paid: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    fees: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    drawn: Decimal = Decimal(0)
    drawn_units: int = 0
    pack_amount: Decimal | None = None
    pack_units: int | None = None
    stamps_paid: int = 0
    stamps_used: int = 0
    stamps_lost: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """The sums of one month, or of one key in it; a key that was not asked for is None."""

    month: str
    provider_id: int | None
    contact_id: int | None
    member_id: int | None
    amounts: Amounts


_PRICE = ("pack_amount", "pack_units")
_ADDED = tuple(one.name for one in fields(Amounts) if one.name not in _PRICE)


def read(
    session: Session,
    months: Sequence[tuple[str, str]],
    *,
    by: Collection[str] = KEYS[1:],
    where: Iterable[tuple[str, int | None]] = (),
) -> Iterator[Kept]:
    """The sums of these months (from one to another, both included), added up in SQL to the keys `by`.

    `where` holds values of keys, such as `("provider_id", 3)`.
    """
    if not months:
        return
    keys = [kept.month, *(kept[name] for name in KEYS[1:] if name in by)]
    price = [kept[name] for name in _PRICE]
    within = or_(*(kept.month.between(first, last) for first, last in months))
    statement = (
        select(*keys, *(func.sum(kept[name]) for name in _ADDED), *price)
        .where(within, *(kept[name] == value for name, value in where))
        .group_by(*keys, *price)
    )
    named = [key.name for key in keys]
    for row in session.execute(statement):
        values: dict[str, Any] = dict(zip((*named, *_ADDED, *_PRICE), row, strict=True))
        place = {name: values.pop(name, None) for name in KEYS}
        values = {name: value or 0 for name, value in values.items() if name not in _PRICE} | {
            name: values[name] for name in _PRICE
        }
        yield Kept(amounts=Amounts(**_typed(values)), **place)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """Sums of whole numbers, which PostgreSQL gives as decimals, as whole numbers again."""
    whole = ("messages", "answered", "unpriced", "drawn_units", "stamps_paid", "stamps_used", "stamps_lost")
    return {name: int(value) if name in whole else value for name, value in values.items()}


def months(session: Session) -> tuple[str, str] | None:
    """The first and the last month there are sums of."""
    first, last = session.execute(select(func.min(kept.month), func.max(kept.month))).one()
    return None if first is None else (first, last)


def every_row(session: Session) -> Iterator[Kept]:
    """Every row as it is kept."""
    names = [*KEYS, *(one.name for one in fields(Amounts))]
    for row in session.execute(select(*(kept[name] for name in names))):
        values = dict(zip(names, row, strict=True))
        place = {name: values.pop(name) for name in KEYS}
        yield Kept(amounts=Amounts(**values), **place)


def replace(session: Session, where: Sequence[tuple[int, str, str]], rows: Iterable[Kept]) -> None:
    """Puts rows in the place of those of a provider from a month to another, both included."""
    for provider_id, first, last in where:
        session.execute(
            delete(MonthSum).where(kept.provider_id == provider_id, kept.month.between(first, last))
        )
    _add(session, rows)


def replace_all(session: Session, rows: Iterable[Kept]) -> None:
    """Puts rows in the place of every row."""
    session.execute(delete(MonthSum))
    _add(session, rows)


def _add(session: Session, rows: Iterable[Kept]) -> None:
    listed = [
        {name: getattr(row, name) for name in KEYS}
        | {one.name: getattr(row.amounts, one.name) for one in fields(Amounts)}
        for row in rows
    ]
    if listed:
        session.execute(insert(MonthSum), listed)


def kept_by(session: Session) -> tuple[int, str] | None:
    """By which rule and in which zone the sums were added up; None before the first time."""
    row = session.execute(select(col(KeptSums.rule), col(KeptSums.zone))).one_or_none()
    return None if row is None else (row[0], row[1])


def note_kept(session: Session, rule: int, zone: str) -> None:
    """Notes by which rule and in which zone the sums are added up now."""
    session.execute(delete(KeptSums))
    session.execute(insert(KeptSums), [{"id": 1, "rule": rule, "zone": zone}])


def places_in_time(session: Session, message_ids: Collection[int]) -> Iterator[tuple[int, datetime]]:
    """Provider and time of these messages."""
    for part in in_parts(message_ids):
        yield from _pairs(session, select(message.provider_id, message.at).where(message.id.in_(part)))


def refunds_of(session: Session, message_ids: Collection[int]) -> Iterator[tuple[int, datetime]]:
    """Provider and time of the refunds that are for these messages."""
    refund = select(purchase.provider_id, purchase.at).where(purchase.message_id.is_not(None))
    for part in in_parts(message_ids):
        yield from _pairs(session, refund.where(purchase.message_id.in_(part)))


def refunds_within(
    session: Session, provider_id: int, since: datetime, until: datetime
) -> Iterator[tuple[int, datetime]]:
    """Provider and time of the refunds that are for messages of a provider within two instants."""
    statement = (
        select(purchase.provider_id, purchase.at)
        .join(message.id.table, message.id == purchase.message_id)
        .where(
            purchase.message_id.is_not(None),
            message.provider_id == provider_id,
            message.at >= since,
            message.at < until,
        )
    )
    yield from _pairs(session, statement)


def spans_from(session: Session, table: str, first_key: int) -> Iterator[tuple[int, datetime, datetime]]:
    """The first and last time of each provider's rows from a key on; `table` is `message` or `purchase`."""
    rows = metadata.tables[table].c
    statement = (
        select(rows.provider_id, func.min(rows.at), func.max(rows.at))
        .where(rows.id >= first_key)
        .group_by(rows.provider_id)
    )
    yield from _rows(session, statement)


def next_purchase(
    session: Session, provider_id: int, kinds: Collection[str], after: datetime, *, counted: bool = False
) -> datetime | None:
    """When the next purchase of one of these kinds was made there, strictly later.

    With `counted` only one that says how many units it brought.
    """
    statement = select(func.min(purchase.at)).where(
        purchase.provider_id == provider_id,
        purchase.kind.in_(kinds),
        purchase.at > after,
        purchase.deleted_at.is_(None),
    )
    if counted:
        statement = statement.where(purchase.units.is_not(None))
    found: datetime | None = session.execute(statement).scalar_one()
    return found


def _pairs(session: Session, statement: Any) -> Iterator[tuple[int, datetime]]:
    yield from _rows(session, statement)


def _rows(session: Session, statement: Any) -> Iterator[Any]:
    """Rows as plain tuples."""
    yield from (tuple(row) for row in session.execute(statement).all())
