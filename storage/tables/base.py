"""The metadata of all tables, and the words several of them share."""

from sqlalchemy import TextClause, text
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


def index_where(condition: str) -> dict[str, TextClause]:
    """The predicate of a partial index, for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
