"""Tells what a newer catalogue changes; what the family was told is kept apart and stays as it is."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.queries import directory as queries
from storage.tables import CatalogueChange as ChangeRow
from tracker.directory.catalogue.changes import CatalogueChange, changes, snapshot
from tracker.directory.catalogue.model import Catalogue

# The row that holds the version beside those that hold the catalogue's own rows.
VERSION = "version"


@dataclass(frozen=True, slots=True)
class News:
    """One thing a newer catalogue changed, and when Kitelog first saw it."""

    seen_at: datetime
    change: CatalogueChange


def seen_version(session: Session) -> str:
    """The version of the catalogue that was noted last, empty before the first."""
    return queries.catalogue_row(session, VERSION)


def note_catalogue(session: Session, catalogue: Catalogue, now: datetime) -> int:
    """Keeps the catalogue as it is now and what differs from the one before; gives how many rows differ.

    The first catalogue a household sees is no news.
    """
    before = queries.catalogue_rows(session)
    first = before.pop(VERSION, "") == ""
    after = snapshot(catalogue)
    found = [] if first else changes(before, after)
    session.add_all(
        ChangeRow(
            seen_at=now,
            key=change.key,
            label=change.label,
            kind=change.kind,
            before=change.before,
            after=change.after,
        )
        for change in found
    )
    put = {key: content for key, content in after.items() if before.get(key) != content}
    gone = [key for key in before if key not in after]
    queries.replace_catalogue(session, gone, {**put, VERSION: catalogue.version})
    return len(found)


def read_news(session: Session, since: datetime | None = None) -> tuple[News, ...]:
    """What newer catalogues changed since an instant, newest first."""
    return tuple(
        News(row.seen_at, CatalogueChange(row.key, row.label, row.kind, row.before, row.after))  # type: ignore[arg-type]
        for row in queries.catalogue_changes(session, since)
    )
