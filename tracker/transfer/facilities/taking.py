"""Imports the list of facilities: reads and checks it all, then writes it in one transaction."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from storage.queries import facilities as queries
from storage.session import Database, note_change
from tracker.deadlines.recount import recount
from tracker.transfer.facilities.columns import absent_fields
from tracker.transfer.facilities.matching import doubtful
from tracker.transfer.facilities.plan import FacilityPlan
from tracker.transfer.facilities.report import Doubtful, FacilitiesReport, unreadable_report
from tracker.transfer.facilities.row import facility_row
from tracker.transfer.facilities.source import Source, begin
from tracker.transfer.log_import import UndoneError, undo_if
from tracker.transfer.log_rows import BadCellError
from tracker.transfer.reading import opened
from tracker.transfer.report import Progress, Rejections, UnreadableError
from tracker.transfer.spool import Spool
from tracker.transfer.table import Steps


def import_facilities(
    database: Database,
    path: Path,
    now: datetime,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress | None = None,
) -> FacilitiesReport:
    """Imports a file as a whole, or with `skip_bad_rows` all facilities that can be taken.

    `progress` is told how much of how much is done; whatever it raises ends the import without a trace.
    """
    rejections = Rejections()
    source: Source | None = None
    try:
        with opened(path) as (file, size), Spool() as spool:
            steps = Steps(progress, size)
            source = begin(file, steps.reading)
            plan = FacilityPlan(rejections)
            _read(source, plan, spool)
            refused = bool(rejections.total) and not skip_bad_rows
            absent = absent_fields(source.present)
            doubts: list[Doubtful] = []
            try:
                with database.write(counts=False) as session:
                    plan.judge(session, spool, absent, steps)
                    undo_if(refused)
                    plan.write(session, spool, now, steps)
                    _follow(session, plan, now)
                    doubts += doubtful(session)
                    undo_if(dry_run)
                taken = True
            except UndoneError:
                taken = False
    except UnreadableError as error:
        return unreadable_report(
            error, rejections, source.read if source else 0, source.by if source else "line"
        )
    return FacilitiesReport(
        read=source.read,
        new=0 if refused else plan.new,
        same=plan.same,
        changed=plan.changed,
        rejected=rejections.listed(),
        rejected_total=rejections.total,
        changed_rows=tuple(plan.changed_rows),
        unknown_columns=source.unknown,
        guessed_zones=plan.guessed_zones(),
        created={"facilities": plan.new} if plan.new and not refused else {},
        taken=taken,
        refused=refused,
        notes=tuple(plan.notes.listed),
        note_totals=plan.notes.totals,
        doubtful=tuple(doubts),
        sample=tuple(plan.sample),
        not_in_file=plan.known,
        by=source.by,
    )


def _read(source: Source, plan: FacilityPlan, spool: Spool) -> None:
    for line, cells in source.rows(plan.rejections):
        try:
            row = facility_row(line, cells)
        except BadCellError as error:
            plan.rejections.add(line, error.column, error.value, error.why)
        else:
            plan.add(row)
            spool.add(row)
    plan.seal()


def _follow(session: Session, plan: FacilityPlan, now: datetime) -> None:
    """Counts anew what waits where a calendar changed, and says so when screens show something else."""
    if plan.new or plan.changed:
        note_change(session)
    if plan.moved and queries.with_stays(session, plan.moved):
        session.expire_all()
        recount(session, now)
