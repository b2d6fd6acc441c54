"""Statements about the kept sums of purchases by month, and counting them from the purchases themselves."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, and_, case, column, delete, func, insert, or_, select, values
from sqlmodel import Session

from storage.queries.balance_flows import balance_unit, becomes_balance
from storage.tables import BoughtSum, metadata
from storage.types import UtcDateTime

PURCHASES, KEPT = metadata.tables["purchase"], metadata.tables["bought_sum"]
purchase, kept = PURCHASES.c, KEPT.c
PERIODS_A_STATEMENT = 5_000


@dataclass(frozen=True, slots=True)
class Bought:
    """What one member bought of one kind in a month; see the table `bought_sum`."""

    month: str
    provider_id: int
    member_id: int | None
    kind: str
    unit: str
    amount: Decimal
    units: int
    dollars: Decimal
    expiring: int
    first: datetime | None


_NAMES = tuple(field.name for field in fields(Bought))


def count(
    session: Session,
    months: Sequence[tuple[str, datetime, datetime]],
    provider_ids: Collection[int] | None = None,
) -> Iterator[Bought]:
    """Counts the purchases of months: each given by name, first instant and the one after its last."""
    among = [] if provider_ids is None else [purchase.provider_id.in_(provider_ids)]
    counts = becomes_balance()
    lasting = and_(counts, purchase.expires.is_(None))
    unit = case((counts, balance_unit()), else_="")
    for start in range(0, len(months), PERIODS_A_STATEMENT):
        part = months[start : start + PERIODS_A_STATEMENT]
        table = values(
            column("number", Integer),
            column("since", UtcDateTime),
            column("until", UtcDateTime),
            name="period",
        )
        rows = [(number, since, until) for number, (_month, since, until) in enumerate(part)]
        period = table.data(rows).cte("periods")
        keys = (period.c.number, purchase.provider_id, purchase.member_id, purchase.kind, unit)
        statement = (
            select(
                *keys,
                func.sum(purchase.amount),
                func.sum(purchase.units).filter(lasting),
                func.sum(purchase.amount).filter(lasting),
                func.count(purchase.expires).filter(counts),
                func.min(purchase.at).filter(counts),
            )
            .select_from(period)
            .join(PURCHASES, and_(purchase.at >= period.c.since, purchase.at < period.c.until))
            .where(purchase.deleted_at.is_(None), *among)
            .group_by(*keys)
        )
        for number, provider_id, member_id, kind, in_, amount, units, dollars, *rest in session.execute(
            statement
        ):
            yield Bought(
                part[number][0],
                provider_id,
                member_id,
                kind,
                in_,
                amount,
                int(units or 0),
                dollars or Decimal(0),
                *rest,
            )


def read(
    session: Session,
    *,
    provider_ids: Collection[int] | None = None,
    months: Sequence[tuple[str, str]] | None = None,
    where: Iterable[tuple[str, int | None]] = (),
) -> list[Bought]:
    """What is kept, of these providers and months (both ends included) where they are given."""
    conditions = [kept[name] == value for name, value in where]
    if provider_ids is not None:
        conditions.append(kept.provider_id.in_(provider_ids))
    if months is not None:
        conditions.append(or_(*(kept.month.between(*pair) for pair in months)))
    statement = select(*(kept[name] for name in _NAMES)).where(*conditions)
    return [Bought(*row) for row in session.execute(statement.order_by(kept.month, kept.provider_id))]


def replace(session: Session, where: Sequence[tuple[int, str, str]], rows: Iterable[Bought]) -> None:
    """Puts rows in the place of those of a provider from a month to another, both included."""
    for provider_id, first, last in where:
        session.execute(
            delete(BoughtSum).where(kept.provider_id == provider_id, kept.month.between(first, last))
        )
    _add(session, rows)


def replace_all(session: Session, rows: Iterable[Bought]) -> None:
    """Puts rows in the place of every row."""
    session.execute(delete(BoughtSum))
    _add(session, rows)


def _add(session: Session, rows: Iterable[Bought]) -> None:
    listed: list[dict[str, Any]] = [{name: getattr(row, name) for name in _NAMES} for row in rows]
    if listed:
        session.execute(insert(BoughtSum), listed)
