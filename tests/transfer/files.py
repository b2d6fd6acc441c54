"""CSV files for tests: rows with plausible defaults, and a household to import them into."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlmodel import SQLModel

from storage.session import Database
from storage.tables import metadata
from tests.clock import FixedClock
from tracker.directory import Directory
from tracker.household import Household
from tracker.spend.following import catch_up, follow
from tracker.transfer import ImportReport, Transfer
from tracker.transfer.columns import LOG, LOG_OPTIONAL, PURCHASES, PURCHASES_OPTIONAL

SENT = {
    "contact": "Dad",
    "id_number": "12345-678",
    "facility": "Lebanon Correctional Institution",
    "state": "OH",
    "provider": "JPay",
    "member": "Mom",
    "direction": "sent",
    "at": "2026-11-02T10:00:00-05:00",
    "characters": "1200",
    "photos": "0",
    "cost_usd": "0.15",
}
BOUGHT = {
    "provider": "JPay",
    "member": "Mom",
    "kind": "stamps",
    "at": "2026-10-01T09:00:00-04:00",
    "units": "30",
    "unit": "stamp",
    "amount_usd": "4.20",
    "fee_usd": "0.50",
}


def sent(ref: str = "", /, **cells: str) -> dict[str, str]:
    """A row of a sent message."""
    return SENT | {"ref": ref} | cells


def received(ref: str, answers: str = "", /, **cells: str) -> dict[str, str]:
    """A row of a reply, two days later."""
    return (
        SENT
        | {
            "ref": ref,
            "direction": "received",
            "answers": answers,
            "at": "2026-11-04T09:00:00-05:00",
            "cost_usd": "",
        }
        | cells
    )


def bought(ref: str = "", /, **cells: str) -> dict[str, str]:
    """A row of a purchase."""
    return BOUGHT | {"ref": ref} | cells


def csv_text(rows: Iterable[dict[str, str]], columns: Iterable[str] = LOG) -> str:
    """The rows as CSV; columns that a row names beyond these are added."""
    listed = list(rows)
    names = list(dict.fromkeys([*columns, *(name for row in listed for name in row)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue()


class Importer:
    """A household with Transfer, and a folder for files."""

    def __init__(self, database: Database, folder: Path, clock: FixedClock | None = None) -> None:
        self.clock = clock or FixedClock()
        self.database = database
        self.folder = folder
        self.transfer = Transfer(database, self.clock)
        follow(database, Directory(database, self.clock))
        self.household = Household(database, self.clock)
        self.household.ensure()
        self.household.set_zone("America/New_York")
        catch_up(database)

    def file(self, content: str | bytes, name: str = "in.csv") -> Path:
        """Writes a file to the letter."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def log(self, *rows: dict[str, str], **options: Any) -> ImportReport:
        """Imports these rows of a log."""
        return self.transfer.import_log(self.file(csv_text(rows)), **options)

    def log_text(self, content: str | bytes, **options: Any) -> ImportReport:
        """Imports a file of this very content as a log."""
        return self.transfer.import_log(self.file(content), **options)

    def purchases(self, *rows: dict[str, str], **options: Any) -> ImportReport:
        """Imports these rows of purchases."""
        return self.transfer.import_purchases(self.file(csv_text(rows, PURCHASES)), **options)

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """Every row of a table, by key."""
        with self.database.read() as session:
            kept: Any = table.__table__  # type: ignore[attr-defined]
            return list(session.execute(select(kept).order_by(kept.c.id)).all())

    def exported(self) -> list[dict[str, str]]:
        """The log as it leaves, row by row."""
        return list(csv.DictReader(io.StringIO("".join(self.transfer.iter_log_csv()), newline="")))

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table but the counter of changes; nothing names a sum by its number."""
        with self.database.read() as session:
            return {
                table.name: sorted(
                    (
                        tuple(row)[table.name in ("month_sum", "bought_sum") :]
                        for row in session.execute(select(table))
                    ),
                    key=repr,
                )
                for table in metadata.sorted_tables
                if table.name != "data_revision"
            }

    def broken_references(self) -> list[Any]:
        """What SQLite finds to point nowhere; PostgreSQL would not have taken it."""
        if self.database.dialect != "sqlite":
            return []
        with self.database.read() as session:
            return list(session.execute(text("PRAGMA foreign_key_check")))


ALL_LOG = LOG + LOG_OPTIONAL
ALL_PURCHASES = PURCHASES + PURCHASES_OPTIONAL
