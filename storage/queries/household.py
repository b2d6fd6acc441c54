"""Statements about the household: its settings, its members, forms already taken."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col

from storage.tables import FormEntry, Household, Member


def insert_for(session: Session, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows `ON CONFLICT`, in the words of this session's database."""
    postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)


def settings_row(session: Session) -> Household | None:
    """The household's one row, or None before it was made."""
    return session.get(Household, 1)


def make_settings(session: Session, row: Household) -> None:
    """Adds the household's row unless another process was quicker."""
    statement = insert_for(session, Household).values(**row.model_dump())
    session.execute(statement.on_conflict_do_nothing())


def members(session: Session) -> Sequence[Member]:
    """Every member, by name."""
    return session.execute(select(Member).order_by(Member.name)).scalars().all()


def member_named(session: Session, name: str) -> Member | None:
    """The member of exactly this name."""
    return session.execute(select(Member).where(col(Member.name) == name)).scalar_one_or_none()


def take_form(session: Session, key: str, now: datetime) -> bool:
    """True the first time a form's key is seen, False ever after."""
    statement = insert_for(session, FormEntry).values(key=key, taken_at=now)
    taken = session.execute(
        statement.on_conflict_do_nothing().returning(col(FormEntry.key))
    ).scalar_one_or_none()
    return taken is not None


def forget_forms(session: Session, before: datetime) -> None:
    """Drops the keys of forms taken before an instant; no page stays open that long."""
    session.execute(delete(FormEntry).where(col(FormEntry.taken_at) < before))
