"""Statements about budgets."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import exists, select
from sqlmodel import Session, col

from storage.tables import Budget, metadata

kept = metadata.tables["month_sum"].c


def every(session: Session) -> Sequence[Budget]:
    """Every budget, in the order they were first set."""
    return session.execute(select(Budget).order_by(col(Budget.id))).scalars().all()


def by_id(session: Session, budget_id: int) -> Budget | None:
    """The budget of this key."""
    return session.get(Budget, budget_id)


def at(session: Session, scope: str, key: int | None) -> Budget | None:
    """The budget of the household, or of one member, contact or provider."""
    statement = select(Budget).where(col(Budget.scope) == scope)
    if key is not None:
        statement = statement.where(getattr(Budget, f"{scope}_id") == key)
    return session.execute(statement).scalar_one_or_none()


def amount_at(session: Session, scope: str, key: int | None) -> Decimal | None:
    """The dollars of the budget there, None without one."""
    found = at(session, scope, key)
    return None if found is None else found.amount


def add(session: Session, row: Budget) -> None:
    """Writes a new budget."""
    session.add(row)


def delete(session: Session, row: Budget) -> None:
    """Takes a budget away."""
    session.delete(row)


def anything_before(session: Session, month: str) -> bool:
    """Whether anything was sent or bought in the months before one such as `2025-11`."""
    found: bool = session.execute(select(exists().where(kept.month < month))).scalar_one()
    return found


def known_before(session: Session, scope: str, keys: Collection[int], month: str) -> set[int]:
    """Which of these members, contacts or providers anything was sent or bought for before a month."""
    table = metadata.tables[scope].c
    earlier = exists().where(kept[f"{scope}_id"] == table.id, kept.month < month)
    return set(session.execute(select(table.id).where(table.id.in_(keys), earlier)).scalars())
