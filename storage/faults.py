"""What a database driver reports, said as one sentence that tells the family what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError

from storage.errors import StorageError

READ_ONLY = (
    "The database is read-only. Allow writing to it and to its folder, then try again; nothing was changed."
)
CLOSED = "The database may not be opened. Check who may read and write it and its folder, then try again."
FULL = "The disk is full. Free some space, then try again; nothing was changed."
HELD = "Another program holds the database. Close it or wait a moment, then try again; nothing was changed."
DAMAGED = "The database file is damaged. Put back your latest copy of it, and keep the damaged one."
DISK = "The disk does not answer as it should, or is full. Check it, then try again; nothing was changed."
NOT_OURS = (
    "The database file is not a Kitelog database. Move it away, or choose another with KITELOG_DATA_DIR."
)
OUT_OF_REACH = "The database server cannot be reached. Check KITELOG_DATABASE_URL and that the server runs."
REFUSED = "The database server refused the name or password. Check KITELOG_DATABASE_URL."
NO_DATABASE = "The database server has no database of that name. Create it, or check KITELOG_DATABASE_URL."
BUSY = "The database server has too much to do. Wait a moment, then try again; nothing was changed."

# Primary result codes: https://www.sqlite.org/rescode.html
SQLITE = {
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_AUTH: CLOSED,
    sqlite3.SQLITE_NOTADB: NOT_OURS,
}

FILES = {
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
}

# A code or its class, the longer first: https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRES = {
    "08": OUT_OF_REACH,
    "25006": READ_ONLY,
    "28": REFUSED,
    "3D000": NO_DATABASE,
    "42501": CLOSED,
    "40": HELD,
    "53100": FULL,
    "53": BUSY,
    "55P03": HELD,
    "57P": OUT_OF_REACH,
    "58": DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}

# What libpq says before there is a connection comes without a code.
LIBPQ = (
    ("password authentication failed", REFUSED),
    ("no password supplied", REFUSED),
    ("no pg_hba.conf entry", REFUSED),
    ("too many clients", BUSY),
    ("remaining connection slots", BUSY),
)


def sentence_for(error: BaseException) -> str:
    """The sentence for a driver's error; its own first line where none of ours fits."""
    return (
        known_sentence(error)
        or f"The database could not do its work ({own_words(error)}). Nothing was changed."
    )


def known_sentence(error: BaseException) -> str | None:
    """The sentence for an error that has one."""
    if isinstance(error, NoFreeConnectionError):
        return BUSY
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        return FILES.get(error.errno or 0)
    return _of_sqlite(error) or _of_postgres(error)


def own_words(error: BaseException) -> str:
    """The first line of what an error says of itself."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    return (next(iter(str(error).splitlines()), "") or type(error).__name__).rstrip(".")


def _of_sqlite(error: BaseException) -> str | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else SQLITE.get(code & 0xFF)


def _of_postgres(error: BaseException) -> str | None:
    if not type(error).__module__.startswith("psycopg"):
        return None
    state: str | None = getattr(error, "sqlstate", None)
    if state is not None:
        return next((POSTGRES[state[:end]] for end in (5, 3, 2) if state[:end] in POSTGRES), None)
    words = str(error)
    for part, sentence in LIBPQ:
        if part in words:
            return sentence
    if 'database "' in words and "does not exist" in words:
        return NO_DATABASE
    if 'role "' in words and "does not exist" in words:
        return REFUSED
    return OUT_OF_REACH if type(error).__name__ in ("OperationalError", "ConnectionTimeout") else None


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turns a driver's error into a StorageError; a broken constraint stays what it is."""
    try:
        yield
    except IntegrityError:
        raise
    except (DatabaseError, InterfaceError, NoFreeConnectionError, sqlite3.Error) as error:
        raise StorageError(sentence_for(error)) from error
