"""What comes in from files and goes out to them: the log, the purchases, and the demo."""

from collections.abc import Iterator
from pathlib import Path

from storage.queries.facilities import count_listed
from storage.session import Database
from tracker.clock import Clock
from tracker.forms import take_once
from tracker.transfer import demo, export
from tracker.transfer.demo import DemoLoaded, DemoRemoved
from tracker.transfer.facilities.matching import doubtful
from tracker.transfer.facilities.merging import merge_facility
from tracker.transfer.facilities.report import Doubtful, FacilitiesReport
from tracker.transfer.facilities.taking import import_facilities
from tracker.transfer.log_import import import_log
from tracker.transfer.purchases_import import import_purchases
from tracker.transfer.report import Changed, ImportReport, Progress, Rejected

__all__ = [
    "Changed",
    "DemoLoaded",
    "DemoRemoved",
    "Doubtful",
    "FacilitiesReport",
    "ImportReport",
    "Rejected",
    "Transfer",
]


class Transfer:
    """Import, export and demo of one household. Each import is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def import_log(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Imports messages as a whole or not at all; with `skip_bad_rows` all that can be taken.

        `dry_run` does everything but keep it. `progress` is told work done and work in all. Raises
        InvalidInputError when there is no such file.
        """
        return import_log(
            self._database,
            path,
            self._clock.now(),
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
        )

    def import_purchases(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Imports purchases in the same way."""
        return import_purchases(
            self._database,
            path,
            self._clock.now(),
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
        )

    def import_facilities(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress | None = None,
    ) -> FacilitiesReport:
        """Imports the government's list of facilities, CSV or GeoJSON, in the same way.

        What differs from an earlier edition is taken, but for what the family set itself.
        """
        return import_facilities(
            self._database,
            path,
            self._clock.now(),
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
        )

    def listed_facilities(self) -> int:
        """How many facilities came from the government's list."""
        with self._database.read() as session:
            return count_listed(session)

    def doubtful_facilities(self) -> tuple[Doubtful, ...]:
        """The facilities that the family added and that may be one of the list."""
        with self._database.read() as session:
            return doubtful(session)

    def merge_facility(self, own_id: int, listed_id: int, form: str | None = None) -> None:
        """Makes a facility that the family added one with a facility of the list.

        Raises FormTakenError for a form taken before, NotFoundError or ConflictError for another pair.
        """
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            merge_facility(session, own_id, listed_id, now)

    def iter_log_csv(self) -> Iterator[str]:
        """The log as pieces of CSV text, in time order."""
        return export.log_csv(self._database)

    def iter_purchases_csv(self) -> Iterator[str]:
        """The purchases as pieces of CSV text, in time order."""
        return export.purchases_csv(self._database)

    def export_log(self, path: Path) -> int:
        """Writes the log to a file, whole or not at all; gives its rows. Raises InvalidInputError."""
        counts: list[int] = []
        export.write_whole(path, export.log_csv(self._database, counts.append))
        return sum(counts)

    def export_purchases(self, path: Path) -> int:
        """Writes the purchases to a file, whole or not at all; gives the number of rows."""
        counts: list[int] = []
        export.write_whole(path, export.purchases_csv(self._database, counts.append))
        return sum(counts)

    def demo_load(self) -> DemoLoaded:
        """Brings a year of made-up data, relative to today. Raises ConflictError when it is there already."""
        return demo.load(self._database, self._clock.now())

    def demo_remove(self) -> DemoRemoved:
        """Takes the demo away again, but for rows that the family has hung something of its own on."""
        return demo.remove(self._database, self._clock.now())

    def demo_present(self) -> bool:
        """True while demo data is there."""
        return demo.present(self._database)
