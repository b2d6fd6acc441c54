"""The transaction: every read is one, every use case's write is one, and it ends here and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, select, update
from sqlalchemy.engine import URL
from sqlmodel import Session, col

from storage.engine import make_engine
from storage.faults import plain_faults
from storage.tables import DataRevision
from storage.touched import watch


class Database:
    """One database, on SQLite or PostgreSQL, with its transactions."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine: Engine = make_engine(url)
        self._writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._before_commit: list[Callable[[Session], None]] = []
        self.commits = 0
        if self.dialect == "sqlite":
            self._reader = self.engine.execution_options(sqlite_reads_only=True)
        else:
            # PostgreSQL would otherwise show each statement what was committed since the one before.
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One view of the data, the same from first to last statement; the database refuses to write."""
        with plain_faults(), Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self, *, counts: bool = True) -> Iterator[Session]:
        """One transaction that commits as a whole or not at all, and moves the data revision.

        Writers follow one another on both databases: `BEGIN IMMEDIATE` on SQLite, the revision's row lock
        on PostgreSQL, so that no use case decides on what another is about to change. With
        `counts=False` the revision stays unless `note_change` is called (a sweep that found nothing).
        """
        with plain_faults(), Session(self._writer) as session:
            # Exactly one row, or no transaction: without it there would be no lock.
            session.execute(select(col(DataRevision.value)).with_for_update()).scalar_one()
            session.info["counts"] = counts
            watch(session)
            yield session
            for step in self._before_commit:
                step(session)
            if session.info["counts"]:
                session.flush()
                session.execute(update(DataRevision).values(value=col(DataRevision.value) + 1))
            session.commit()
            # Of this process alone: who remembers a revision knows when to ask for it again.
            self.commits += 1

    def before_commit(self, step: Callable[[Session], None]) -> None:
        """Lets a step follow each write in its own transaction: what it keeps is never behind the rest."""
        self._before_commit.append(step)

    def revision(self) -> int:
        """The data revision: while it stays, everything read before is still true."""
        with self.read() as session:
            value: int = session.execute(select(col(DataRevision.value))).scalar_one()
        return value

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()


def note_change(session: Session) -> None:
    """Says that this transaction changed what screens show."""
    session.info["counts"] = True
