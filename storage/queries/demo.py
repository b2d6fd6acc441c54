"""Statements about the rows that the demo brought."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, delete, func, insert, literal, select
from sqlmodel import Session, SQLModel, col

from storage.queries.messages import in_parts
from storage.tables import DemoRow, Message, Purchase
from storage.touched import note_everything


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.c  # type: ignore[attr-defined]


def is_there(session: Session) -> bool:
    """True while any row of the demo is there."""
    return session.execute(select(DemoRow).limit(1)).first() is not None


def highest_key(session: Session, table: type[SQLModel]) -> int:
    """The highest key of a table, 0 when it is empty."""
    found: int | None = session.execute(select(func.max(_columns(table).id))).scalar_one()
    return found or 0


def remember(session: Session, table: type[SQLModel], after: int) -> int:
    """Notes every row with a key after this one as brought by the demo; gives how many."""
    rows = select(literal(str(table.__tablename__)), _columns(table).id).where(_columns(table).id > after)
    session.execute(insert(DemoRow).from_select(["table_name", "row_id"], rows))
    count = select(func.count()).select_from(DemoRow).where(col(DemoRow.table_name) == table.__tablename__)
    found: int = session.execute(count).scalar_one()
    return found


def brought(session: Session, table: type[SQLModel]) -> set[int]:
    """The keys of the demo's rows of a table that are still there."""
    statement = select(_columns(table).id).join(
        DemoRow,
        and_(col(DemoRow.table_name) == table.__tablename__, col(DemoRow.row_id) == _columns(table).id),
    )
    return set(session.execute(statement).scalars())


def references(
    session: Session, child: type[SQLModel], column: str, parent: type[SQLModel]
) -> list[tuple[int, int]]:
    """The key of each row whose column names a demo row of another table, with the key of that row."""
    named = _columns(child)[column]
    (own,) = child.__table__.primary_key  # type: ignore[attr-defined]
    statement = select(own, named).join(
        DemoRow, and_(col(DemoRow.table_name) == parent.__tablename__, col(DemoRow.row_id) == named)
    )
    return [(key, there) for key, there in session.execute(statement)]


def refs_begin_with(session: Session, table: type[SQLModel], prefix: str) -> bool:
    """True when a row of a table has a ref that begins so."""
    found = select(_columns(table).id).where(_columns(table).ref.startswith(prefix, autoescape=True)).limit(1)
    return session.execute(found).first() is not None


def remove(session: Session, table: type[SQLModel], keys: Collection[int]) -> None:
    """Deletes these rows, and what hangs on them by the tables' own rules."""
    if table in (Message, Purchase) and keys:
        note_everything(session)
    for part in in_parts(keys):
        session.execute(
            delete(table).where(_columns(table).id.in_(part)),
            execution_options={"synchronize_session": False},
        )


def forget(session: Session) -> None:
    """Forgets which rows were the demo's."""
    session.execute(delete(DemoRow))
