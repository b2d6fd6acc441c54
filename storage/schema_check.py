"""Compares a migrated database with the tables in Python, constraint by constraint.

Alembic compares columns, indexes and keys, but neither the text of a CHECK nor the predicate of a partial
index. So the tables are made once more beside the database, in a schema that is rolled back or in memory,
and what both hold is compared in the database's own words.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, create_engine
from sqlalchemy.engine import URL

from storage.engine import sqlite_url
from storage.migrations import scratch
from storage.session import Database
from storage.tables import metadata
from storage.upgrade import prepare

# (table, column or constraint or index) -> its definition
Parts = dict[tuple[str, str], str]


def differences(engine: Engine, wanted: MetaData = metadata) -> list[str]:
    """What the database has and the tables do not, or the other way round; empty when they are the same."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [_sentence(change) for change in _flat(compare_metadata(context, wanted))]
        compare = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
        there, due = compare(connection, wanted)
    for key in sorted(there.keys() | due.keys()):
        table, name = key
        if key not in due:
            found.append(f"{table}: {name} is in the database only: {there[key]}")
        elif key not in there:
            found.append(f"{table}: {name} is missing in the database: {due[key]}")
        elif there[key] != due[key]:
            found.append(f"{table}: {name} is {there[key]} in the database and not {due[key]}")
    return found


def _flat(changes: list[Any]) -> Iterator[tuple[Any, ...]]:
    for change in changes:
        if isinstance(change, list):  # the changes of one column come as a list
            yield from change
        else:
            yield change


def _sentence(change: tuple[Any, ...]) -> str:
    """`('add_column', None, 'flag', Column(...))` as words."""
    return " ".join(str(getattr(part, "name", None) or part) for part in change if part is not None)


def _on_sqlite(connection: Connection, wanted: MetaData) -> tuple[Parts, Parts]:
    memory = create_engine("sqlite://")
    with memory.begin() as beside:
        wanted.create_all(beside)
        due = _sqlite_parts(beside)
    memory.dispose()
    return _sqlite_parts(connection), due


def _sqlite_parts(connection: Connection) -> Parts:
    rows = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master "
        "WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
    )
    parts: Parts = {}
    for kind, name, table, sql in rows:
        words = re.sub(r"\s+", " ", sql.replace('"', ""))
        if kind != "table":
            parts[table, f"{kind} {name}"] = words
            continue
        for item in _items(words):
            head = re.match(r"(CONSTRAINT )?\S+", item)
            parts[table, head.group() if head else item] = item
    return parts


def _items(create_table: str) -> list[str]:
    """What stands between the outermost commas of a CREATE TABLE."""
    items, depth, quoted, start = [], 0, False, create_table.index("(") + 1
    for place, sign in enumerate(create_table):
        quoted ^= sign == "'"
        if quoted:
            continue
        depth += (sign == "(") - (sign == ")")
        if (depth, sign) in ((0, ")"), (1, ",")):
            items.append(create_table[start:place].strip())
            start = place + 1
    return items


POSTGRES_PARTS = """
SELECT t.relname, 'CONSTRAINT ' || c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE t.relnamespace = current_schema()::text::regnamespace
UNION ALL
SELECT tablename, 'index ' || indexname, replace(indexdef, ' ON ' || schemaname || '.', ' ON ')
FROM pg_indexes WHERE schemaname = current_schema()
UNION ALL
SELECT t.relname, a.attname,
    format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
    || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE t.relnamespace = current_schema()::text::regnamespace AND t.relkind = 'r'
    AND a.attnum > 0 AND NOT a.attisdropped
"""


def _on_postgresql(connection: Connection, wanted: MetaData) -> tuple[Parts, Parts]:
    there = _postgres_parts(connection)
    connection.exec_driver_sql("CREATE SCHEMA kitelog_check")
    connection.exec_driver_sql("SET LOCAL search_path = kitelog_check")
    wanted.create_all(connection)
    due = _postgres_parts(connection)
    connection.rollback()
    return there, due


def _postgres_parts(connection: Connection) -> Parts:
    rows = connection.exec_driver_sql(POSTGRES_PARTS)
    return {(table, name): words for table, name, words in rows if table != "alembic_version"}


def check(url: URL) -> list[str]:
    """The differences in a fresh database at this address, which it fills."""
    database = Database(url)
    try:
        prepare(database, now=datetime(2000, 1, 1, tzinfo=UTC))  # a new database is not copied aside
        return [f"{database.dialect}: {difference}" for difference in differences(database.engine)]
    finally:
        database.close()


def main() -> int:
    """Checks SQLite, and PostgreSQL where the development tools bring it; 1 when something differs."""
    with tempfile.TemporaryDirectory() as folder:
        found = check(sqlite_url(Path(folder) / "kitelog.db"))
    if scratch.available():
        with scratch.postgres() as url:
            found += check(url)
    if found:
        sys.stderr.write("\n".join(["The migrations do not make the tables:", *found]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
