"""Makes a database ready at start: created, found up to date, or copied aside and brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.migration import MigrationContext
from sqlalchemy import Connection, NullPool, create_engine, func, inspect, select, update
from sqlmodel import col

from storage import migrations
from storage.engine import PRAGMAS
from storage.errors import NewerDatabaseError, StorageError
from storage.faults import DAMAGED, known_sentence, own_words, plain_faults, sentence_for
from storage.session import Database
from storage.tables import DataRevision

# Any number, as long as it stays: every Kitelog asks PostgreSQL for the same lock.
MIGRATION_LOCK = 5_483_566_004
# Alembic keeps what it works on in globals of a module.
_one_thread = Lock()


class Outcome(Enum):
    """What `prepare` did."""

    CREATED = "created"
    UP_TO_DATE = "up to date"
    MIGRATED = "migrated"


@dataclass(frozen=True)
class Prepared:
    """A database that is ready; `copy` is the file that keeps what was there before a migration."""

    outcome: Outcome
    revision: str
    copy: Path | None = None


def prepare(database: Database, *, now: datetime, make_folder: bool = False) -> Prepared:
    """Makes the database ready, whatever it held; a failure leaves it as it was.

    An older SQLite file is first copied to `kitelog-before-<revision>-<now>.db` beside it. PostgreSQL
    cannot copy a database that is in use: there the migration is one transaction that rolls back as a
    whole, and keeping dumps is up to whoever runs the server. Two processes that start at once follow one
    another, and the second finds the work done.

    `make_folder` makes a missing folder for the file. Ask for it with Kitelog's own data folder only: else
    a disk that is not plugged in would get a second, empty Kitelog in its place.

    Raises NewerDatabaseError, and StorageError for whatever else is in the way.
    """
    with _one_thread, plain_faults():
        if database.dialect == "sqlite":
            file = file_of(database)
            _make_ready(file, make_folder=make_folder)
            # Not through the database's own engine yet: that would change a file which is not ours.
            engine = create_engine("sqlite://", creator=lambda: _open(file), poolclass=NullPool)
        else:
            engine = database.engine
        with engine.connect() as connection:
            found = _found(connection)
        if found is Outcome.UP_TO_DATE:
            # Says now, and not at the first message, that the database cannot be written to. To begin is
            # not enough: SQLite makes a reader of a writer whose file is read-only.
            with database.write(counts=False) as session:
                session.execute(update(DataRevision).values(value=col(DataRevision.value)))
            return Prepared(found, migrations.head())
        return _migrate(database, now)


def file_of(database: Database) -> Path:
    """The file of a SQLite database."""
    return Path(database.url.database or "")


def _make_ready(file: Path, *, make_folder: bool) -> None:
    """Sees to it that there is a file, which others on the machine cannot read if it is new."""
    try:
        if make_folder:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.parent.is_dir():
            raise StorageError(
                f"The folder {file.parent} is not there. Create it, or connect its disk, and start again."
            )
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as error:
        raise StorageError(f"{file} cannot be made. {sentence_for(error)}") from error


def _open(file: Path) -> sqlite3.Connection:
    """The file as it is: neither made nor changed by opening it."""
    patience = int(PRAGMAS["busy_timeout"]) / 1000
    address = f"{file.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)


def _found(connection: Connection) -> Outcome:
    """What is to be done with this database. Raises StorageError when nothing may be."""
    tables = set(inspect(connection).get_table_names())
    revision = MigrationContext.configure(connection).get_current_revision()
    if not tables - {"alembic_version"}:
        return Outcome.CREATED
    if revision == migrations.head():
        return Outcome.UP_TO_DATE
    if revision in migrations.known():
        return Outcome.MIGRATED
    if revision is not None and "data_revision" in tables:
        raise NewerDatabaseError(
            f"A newer Kitelog wrote this database (revision {revision}; this one knows {migrations.head()}). "
            "Install that Kitelog again, or put back the copy it made before; nothing was changed."
        )
    raise StorageError(
        "The database belongs to another program. Give Kitelog one of its own with KITELOG_DATA_DIR or "
        "KITELOG_DATABASE_URL; nothing was changed."
    )


def _migrate(database: Database, now: datetime) -> Prepared:
    head = migrations.head()
    with _alone(database) as connection:
        found = _found(connection)
        if found is Outcome.UP_TO_DATE:
            return Prepared(found, head)
        copy = None
        if found is Outcome.MIGRATED and database.dialect == "sqlite":
            file = file_of(database)
            copy = file.with_name(f"{file.stem}-before-{head}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db")
            copy_aside(file, copy)
        try:
            command.upgrade(migrations.config(connection), "head")
            if database.dialect == "sqlite":
                _check_keys(connection)
        except Exception as error:
            advice = known_sentence(error) or (
                f"Go on with the Kitelog you had before, and report this: {own_words(error)}."
            )
            raise StorageError(f"The tables could not be changed and are as they were. {advice}") from error
    return Prepared(found, head, copy)


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """One transaction that no other migration and, on SQLite, no other writer shares."""
    if database.dialect == "postgresql":
        with database.engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            yield connection
        return
    with database.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        # Not given back to the pool: its foreign keys are off.
        connection.detach()
        # To change a column SQLite needs the table made anew, and dropping the old one would take along
        # what points at it. The switch works outside a transaction only; `_check_keys` checks instead.
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.close()
        with connection.begin():
            yield connection


def _check_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise StorageError(f"{len(broken)} rows would point at nothing, the first in {broken[0][0]}")


def copy_aside(file: Path, copy: Path) -> None:
    """Copies a SQLite file that may be in use, and compares the copy with it. Raises StorageError."""
    half = copy.with_name(f"{copy.name}.half")
    try:
        half.unlink(missing_ok=True)
        half.touch(mode=file.stat().st_mode & 0o777)
        with closing(_open(file)) as source, closing(_open(half)) as target:
            source.backup(target)
            # One file, not three: it is there to be carried elsewhere.
            target.execute("PRAGMA journal_mode = DELETE")
            if target.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise StorageError(DAMAGED)
            if _rows(target) != _rows(source):
                raise StorageError("The copy of the database differs. Check the disk, then try again.")
        half.replace(copy)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The database could not be copied aside first. {sentence_for(error)}") from error
    finally:
        half.unlink(missing_ok=True)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
