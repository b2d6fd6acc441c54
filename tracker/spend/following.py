"""Lets the quotes of messages and the sums by month follow every write, in its own transaction."""

from sqlmodel import Session

from storage.queries import quoting as queries
from storage.session import Database
from storage.touched import note_unquoted, touched
from tracker.directory import Directory
from tracker.spend.keeping import is_kept, keep_sums
from tracker.spend.quoting.keeping import quote_messages


def follow(database: Database, directory: Directory) -> None:
    """Adds the step that follows each write of this database."""

    def step(session: Session) -> None:
        session.flush()
        found = touched(session)
        if found:
            quote_messages(session, lambda: directory.catalogue, found)
            keep_sums(session, found)

    database.before_commit(step)


def catch_up(database: Database) -> None:
    """Quotes and adds up what was logged before Kitelog did so, or by another rule."""
    with database.read() as session:
        if is_kept(session):
            return
    with database.write(counts=False) as session:
        note_unquoted(session, queries.never_quoted(session))
        touched(session).everything = True
