"""Statements that look for damage; all of them must come back empty."""

from datetime import datetime

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from storage.tables import Event, Message


def damage(session: Session) -> list[str]:
    """What SQLite finds wrong with its file; PostgreSQL watches over its own."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    words = session.execute(text("PRAGMA quick_check")).scalars().all()
    return [word for word in words if word != "ok"]


def broken_keys(session: Session) -> list[str]:
    """Rows that point at nothing, as `table -> table`; PostgreSQL lets none in."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    rows = session.execute(text("PRAGMA foreign_key_check")).all()
    return [f"{row[0]} -> {row[2]}" for row in rows]


def latest_entry(session: Session) -> datetime | None:
    """When the newest entry was written down."""
    newest = [session.execute(select(func.max(col(table.logged_at)))).scalar() for table in (Message, Event)]
    return max((instant for instant in newest if instant is not None), default=None)
