"""The metadata of all tables, and the words several of them share."""

from sqlalchemy import Index, text
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = SQLModel.metadata


def one_of(column: str, words: tuple[str, ...]) -> str:
    """A CHECK condition: the column holds one of these words (or nothing, where it may be empty)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows that a condition holds for, on both databases."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
