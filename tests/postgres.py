"""Fresh PostgreSQL databases for tests: one is copied from a template, then emptied for each test after."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

# What a test changed of the tables themselves shows here: every object's newest change, and that it is there.
SHAPE = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
  SELECT concat('class', oid, xmin) FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat('column', attrelid, '.', attnum, xmin) FROM pg_attribute
    WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT concat('constraint', oid, xmin) FROM pg_constraint
  UNION ALL SELECT concat('default', oid, xmin) FROM pg_attrdef
  UNION ALL SELECT concat('trigger', oid, xmin) FROM pg_trigger
  UNION ALL SELECT concat('function', oid, xmin) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT concat('schema', oid, xmin) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'
  UNION ALL SELECT concat('setting', setdatabase, setrole, xmin) FROM pg_db_role_setting
) AS parts (part)
"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
NUMBERS_ANEW = """
SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence
WHERE seqrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""
# Beyond this the rows that were deleted slow down what is read.
ROOMY = 40_000_000
_numbers = count()


@contextmanager
def new_database(server: Engine, template: str) -> Iterator[URL]:
    """A database copied from a template, and dropped at the end, whoever is still connected."""
    name = f"test_{next(_numbers)}"
    run(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
    try:
        yield server.url.set(database=name)
    finally:
        run(server, f"DROP DATABASE {name} WITH (FORCE)")


class Emptied:
    """One database that is emptied for each test, which takes a tenth of the time that a new one does.

    A test whose predecessor changed a table, an index or a rule, or left it large, gets a new one. Each has
    a name of its own, as a new one would.
    """

    def __init__(self, server: Engine, template: str) -> None:
        self._server, self._template = server, template
        self._name, self._shape = "", ""
        self._rows: dict[str, str] = {}

    def fresh(self) -> URL:
        """The address of a database as the template is."""
        if not self._name or not self._empty():
            self._make()
        else:
            name = f"test_{next(_numbers)}"
            run(self._server, f"ALTER DATABASE {self._name} RENAME TO {name}")
            self._name = name
        return self._server.url.set(database=self._name)

    def _make(self) -> None:
        if self._name:
            run(self._server, f"DROP DATABASE {self._name} WITH (FORCE)")
        self._name = f"test_{next(_numbers)}"
        run(self._server, f"CREATE DATABASE {self._name} TEMPLATE {self._template} STRATEGY wal_log")
        with self._connected() as connection:
            self._shape = connection.execute(text(SHAPE)).scalar_one()
            self._rows = dict(_rows(connection))

    def _empty(self) -> bool:
        with self._connected() as connection:
            connection.execute(text(OTHERS_OUT))
            size = text("SELECT pg_database_size(current_database())")
            if (
                connection.execute(text(SHAPE)).scalar_one() != self._shape
                or connection.execute(size).scalar_one() > ROOMY
            ):
                return False
            tables = connection.execute(text(TABLES)).scalars().all()
            # Keys are not looked at meanwhile, so the order is all one.
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.exec_driver_sql("; ".join(f'DELETE FROM "{table}"' for table in tables))
            connection.execute(text(NUMBERS_ANEW))
            for table, rows in self._rows.items():
                connection.execute(
                    text(
                        f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", :rows)'
                    ),
                    {"rows": rows},
                )
        return True

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        engine = create_engine(self._server.url.set(database=self._name), poolclass=NullPool)
        with engine.begin() as connection:
            yield connection


def run(server: Engine, statement: str) -> None:
    """Runs what no transaction may hold."""
    with server.connect() as connection:
        connection.exec_driver_sql(statement)


def _rows(connection: Connection) -> Iterator[tuple[str, str]]:
    """What stands in each table that is not empty, as JSON."""
    for table in connection.execute(text(TABLES)).scalars().all():
        rows = connection.execute(text(f'SELECT json_agg(one)::text FROM "{table}" AS one')).scalar_one()
        if rows is not None:
            yield table, rows
