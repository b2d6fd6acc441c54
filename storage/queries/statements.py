"""Statements about lines of bank statements that were answered, and the purchases they may be."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from sqlalchemy import case, delete, exists, func, select
from sqlmodel import Session, col

from storage.tables import Purchase, StatementLine, metadata
from storage.types import Money

purchase = metadata.tables["purchase"].c
line = metadata.tables["statement_line"].c
T = TypeVar("T")

AT_ONCE = 500
_TOTAL = (purchase.amount + purchase.fee).cast(Money)


class PurchaseRow(NamedTuple):
    """A purchase as statements know it."""

    id: int
    provider_id: int
    kind: str
    at: datetime
    units: int | None
    unit: str | None
    amount: Decimal
    fee: Decimal


_ROW = tuple(purchase[name] for name in PurchaseRow._fields)


def answered(session: Session, fingerprints: Collection[str]) -> set[str]:
    """Those of the fingerprints whose lines were answered."""
    found: set[str] = set()
    for some in _pieces(list(fingerprints)):
        found.update(session.execute(select(line.fingerprint).where(line.fingerprint.in_(some))).scalars())
    return found


def unclaimed(
    session: Session, provider_ids: Collection[int], since: datetime, until: datetime
) -> list[PurchaseRow]:
    """The purchases at these providers, from an instant to before another, that no line was said to be."""
    statement = (
        select(*_ROW)
        .where(
            purchase.provider_id.in_(provider_ids),
            purchase.at >= since,
            purchase.at < until,
            purchase.deleted_at.is_(None),
            ~exists().where(line.purchase_id == purchase.id),
        )
        .order_by(purchase.at, purchase.id)
    )
    return [PurchaseRow(*row) for row in session.execute(statement)]


def is_claimed(session: Session, purchase_id: int) -> bool:
    """Whether a line was said to be this purchase."""
    found: bool = session.execute(select(exists().where(line.purchase_id == purchase_id))).scalar_one()
    return found


def newest_of_totals(
    session: Session, provider_ids: Collection[int], totals: Collection[Decimal]
) -> list[PurchaseRow]:
    """The newest purchase of each total at each provider; one with a fee goes before one without."""
    place = func.row_number().over(
        partition_by=(purchase.provider_id, _TOTAL),
        order_by=(case((purchase.fee > 0, 0), else_=1), purchase.at.desc(), purchase.id.desc()),
    )
    found: list[PurchaseRow] = []
    for some in _pieces(list(totals)):
        ranked = (
            select(*_ROW, place.label("place"))
            .where(
                purchase.provider_id.in_(provider_ids),
                _TOTAL.in_(some),
                purchase.kind != "refund",
                purchase.deleted_at.is_(None),
            )
            .subquery()
        )
        rows = session.execute(select(*ranked.c[*PurchaseRow._fields]).where(ranked.c.place == 1))
        found += [PurchaseRow(*row) for row in rows]
    return found


def newest(session: Session, provider_id: int) -> PurchaseRow | None:
    """The newest purchase at a provider that is no refund and no fee."""
    statement = (
        select(*_ROW)
        .where(
            purchase.provider_id == provider_id,
            purchase.kind.in_(("stamps", "credit", "subscription")),
            purchase.deleted_at.is_(None),
        )
        .order_by(purchase.at.desc(), purchase.id.desc())
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return PurchaseRow(*row) if row else None


def add(session: Session, rows: Sequence[StatementLine]) -> tuple[int, ...]:
    """Adds answered lines and gives their keys."""
    session.add_all(rows)
    session.flush()
    return tuple(row.id for row in rows if row.id is not None)


def remove(session: Session, line_ids: Collection[int]) -> int:
    """Forgets that these lines were answered; gives how many there were."""
    number = 0
    for some in _pieces(list(line_ids)):
        gone = delete(StatementLine).where(col(StatementLine.id).in_(some)).returning(col(StatementLine.id))
        number += len(session.execute(gone).all())
    return number


def there(session: Session, purchase_ids: Collection[int]) -> list[int]:
    """Those of the purchases that are not deleted."""
    found: list[int] = []
    for some in _pieces(list(purchase_ids)):
        statement = select(col(Purchase.id)).where(
            col(Purchase.id).in_(some), col(Purchase.deleted_at).is_(None)
        )
        found += [key for key in session.execute(statement).scalars() if key is not None]
    return found


def _pieces(values: list[T]) -> Iterator[list[T]]:
    """A statement takes only so many values."""
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]
