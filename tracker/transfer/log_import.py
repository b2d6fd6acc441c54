"""Imports a log: reads and checks it all, then writes it in one transaction, or not at all."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.session import Database, note_change
from tracker.deadlines.household import household_zone
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.read import catalogue as shipped_catalogue
from tracker.transfer.columns import LOG, LOG_OPTIONAL
from tracker.transfer.log_guard import guarded
from tracker.transfer.log_plan import CHANGED, NEW, SAME, LogPlan
from tracker.transfer.log_rows import BadCellError, LogReader
from tracker.transfer.log_write import LogWriter
from tracker.transfer.places import Made
from tracker.transfer.reading import Lines, opened
from tracker.transfer.report import Guarded, ImportReport, Progress, Rejections, UnreadableError
from tracker.transfer.spool import Spool
from tracker.transfer.table import Steps, Table
from tracker.transfer.values import BadValueError, ref


class UndoneError(Exception):
    """Ends a transaction that is not to stay."""


def undo_if(wanted: object) -> None:
    """Ends the transaction around it without a trace."""
    if wanted:
        raise UndoneError


def import_log(
    database: Database,
    path: Path,
    now: datetime,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
) -> ImportReport:
    """Imports a file as a whole, or with `skip_bad_rows` all rows that can be taken.

    `progress` is told how much of how much is done. A file that breaks off is refused whatever is asked.
    `catalogue` is what the guard goes by, the one that comes with Kitelog where none is given.
    """
    rejections = Rejections()
    table: Table | None = None
    try:
        with opened(path) as (file, size), Spool() as spool:
            steps = Steps(progress, size)
            table = Table.begin(Lines(file, steps.reading), LOG, LOG_OPTIONAL)
            zone = zone_of_household(database)
            reader = LogReader(table.header.known, ZoneInfo(zone), now)
            plan = LogPlan(reader.names, rejections, table.header.present, skipping=skip_bad_rows)
            _read(table, reader, plan, spool)
            goes_by = _GoesBy(zone, now, catalogue or shipped_catalogue())
            result = _take(database, plan, spool, steps, goes_by, dry_run=dry_run, skip=skip_bad_rows)
    except UnreadableError as error:
        return error.report(rejections, table.read if table else 0)
    refused = bool(rejections.total) and not skip_bad_rows
    return ImportReport(
        read=table.read,
        new=0 if refused else plan.count(NEW),
        same=plan.count(SAME),
        changed=plan.count(CHANGED),
        rejected=rejections.listed(),
        rejected_total=rejections.total,
        changed_rows=tuple(plan.changed),
        unknown_columns=table.header.unknown,
        assumed_zone=zone if reader.bare_times else None,
        assumed_zone_rows=reader.bare_times,
        guessed_zones=tuple(result.made.guessed_zones),
        created=result.made.created,
        guarded=result.guarded,
        taken=result.taken,
        refused=refused,
    )


def zone_of_household(database: Database) -> str:
    """The household's zone. Raises NotFoundError before the household was made."""
    with database.read() as session:
        return household_zone(session)


def _read(table: Table, reader: LogReader, plan: LogPlan, spool: Spool) -> None:
    for line, cells in table.rows(plan.rejections):
        try:
            row = reader.row(line, cells)
        except BadCellError as error:
            plan.rejections.add(line, error.column, error.value, error.why)
            _note_refused(plan, cells[0])
        else:
            plan.add(row)
            spool.add(row)
    plan.seal()


def _note_refused(plan: LogPlan, cell: str) -> None:
    """Remembers the ref of a refused row, where it is one, for the rows that hang on it."""
    try:
        plan.refuse(ref(cell))
    except BadValueError:
        return


@dataclass(frozen=True, slots=True)
class _GoesBy:
    """The household's zone, the present instant, and what is known of places."""

    zone: str
    now: datetime
    catalogue: Catalogue


@dataclass(slots=True)
class _Result:
    """What was made, what of it the guard noticed, and whether it stays."""

    made: Made = field(default_factory=Made)
    guarded: tuple[Guarded, ...] = ()
    taken: bool = False


def _take(
    database: Database,
    plan: LogPlan,
    spool: Spool,
    steps: Steps,
    goes_by: _GoesBy,
    *,
    dry_run: bool,
    skip: bool,
) -> _Result:
    """Judges and writes in one transaction."""
    result = _Result()
    try:
        with database.write(counts=False) as session:
            plan.judge(session, spool)
            undo_if(plan.rejections.total and not skip)
            writer = LogWriter(session, plan, goes_by.zone, goes_by.now)
            writer.write(spool, steps)
            result.made = writer.made
            if plan.count(NEW):
                names = writer.contact_names(), writer.provider_names()
                result.guarded = guarded(session, goes_by.catalogue, writer.sent(), *names, goes_by.now)
                note_change(session)
            undo_if(dry_run)
    except UndoneError:
        return result
    result.taken = True
    return result
