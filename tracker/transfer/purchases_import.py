"""Imports purchases: reads and checks them all, then writes them in one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import transfer as queries
from storage.session import Database, note_change
from storage.tables import Member, Provider, Purchase
from tracker.purchase_rules import usual_unit
from tracker.transfer import values
from tracker.transfer.columns import PURCHASES, PURCHASES_OPTIONAL
from tracker.transfer.export_rows import purchase_cells
from tracker.transfer.log_import import UndoneError, undo_if, zone_of_household
from tracker.transfer.log_rows import BadCellError
from tracker.transfer.places import Made, Numbers, named_keys
from tracker.transfer.purchase_refunds import Refunds
from tracker.transfer.purchase_rows import PurchaseReader, PurchaseRow
from tracker.transfer.purchase_terms import Terms
from tracker.transfer.reading import Lines, opened
from tracker.transfer.refs import RefIndex
from tracker.transfer.report import (
    MOST_LISTED,
    MOST_REJECTED,
    Changed,
    ImportReport,
    Progress,
    Rejections,
    UnreadableError,
)
from tracker.transfer.spool import Spool
from tracker.transfer.table import Steps, Table
from tracker.wording import _

COLUMNS = (
    "id", "ref", "provider_id", "member_id", "kind", "at", "units", "unit", "amount", "fee", "note",
    "message_id", "expires", "logged_at",
)  # fmt: skip


class PurchasePlan:
    """The purchases of one file: which are new, and which are known."""

    def __init__(self, reader: PurchaseReader, rejections: Rejections, present: frozenset[str]) -> None:
        self.new = self.same = self.changed_total = 0
        self.changed: list[Changed] = []
        self.rejections = rejections
        self._reader = reader
        self._present = present
        self._terms = Terms(reader.zone.key, reader.now)
        self._refunds = Refunds()
        self._refs = RefIndex()
        self._lines: list[int] = []

    @property
    def provider_names(self) -> list[str]:
        """The providers by their numbers."""
        return self._reader.providers.keys

    @property
    def member_names(self) -> list[str]:
        """The members by their numbers."""
        return self._reader.members.keys

    def add(self, row: PurchaseRow) -> None:
        """Takes note of a purchase that can be taken as far as it can tell by itself."""
        self._refs.add(row.ref)
        self._lines.append(row.line)

    def sort(self, session: Session, spool: Spool, fresh: Spool) -> None:
        """Puts new purchases aside in `fresh`, each with the key of the message it refunds; counts others."""
        repeated = self._refs.seal(MOST_REJECTED + 1)
        for first, batch in spool.batches():
            rows = [PurchaseRow(*values) for values in batch]
            stored = {
                cells["ref"]: (there, cells)
                for there, cells in purchase_cells(
                    queries.purchase_rows_of(session, [row.ref for row in rows]), guarded=False
                )
            }
            refunds = self._refunds.of(session, rows)
            for number, row in enumerate(rows, first):
                if number in repeated:
                    why = _("Line {line} has this ref already.").format(line=self._lines[repeated[number]])
                    self.rejections.add(row.line, "ref", row.ref, why)
                elif row.ref in stored:
                    self._compare(row, *stored[row.ref])
                elif why := refunds.refused(row, self.provider_names):
                    self.rejections.add(row.line, "message", row.message, why)
                elif why := self._terms.refused(session, row, self.provider_names, self.member_names):
                    self.rejections.add(row.line, "at", values.instant_cell(row.at), why)
                else:
                    self.new += 1
                    fresh.add((*row, refunds.take(row)))

    def _compare(self, row: PurchaseRow, there: Any, stored: dict[str, str]) -> None:
        here = {
            "provider": self._reader.providers.keys[row.provider],
            "member": self._reader.members.keys[row.member] if row.member >= 0 else "",
            "kind": row.kind,
            "at": values.instant_cell(row.at),
            "units": values.number_cell(row.units),
            "unit": row.unit or "",
            "amount_usd": values.amount_cell(row.amount),
            "fee_usd": values.amount_cell(row.fee),
            "note": row.note,
            "message": row.message,
            "expires": row.expires or "",
        }
        # Kept before, when a file that names no unit left it open.
        stored["unit"] = usual_unit(there.kind, there.units, there.unit) or ""
        differs = tuple(name for name in here if name in self._present and here[name] != stored[name])
        if there.deleted_at:
            differs = ("deleted",)
        if not differs:
            self.same += 1
            return
        self.changed_total += 1
        if len(self.changed) < MOST_LISTED:
            self.changed.append(Changed(row.line, row.ref, differs))


def import_purchases(
    database: Database,
    path: Path,
    now: datetime,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Imports a file as a whole, or with `skip_bad_rows` all purchases that can be taken."""
    rejections = Rejections()
    table: Table | None = None
    try:
        with opened(path) as (file, size), Spool() as spool, Spool() as fresh:
            steps = Steps(progress, size)
            table = Table.begin(Lines(file, steps.reading), PURCHASES, PURCHASES_OPTIONAL)
            zone = zone_of_household(database)
            reader = PurchaseReader(table.header.known, ZoneInfo(zone), now)
            plan = PurchasePlan(reader, rejections, table.header.present)
            for line, cells in table.rows(rejections):
                try:
                    row = reader.row(line, cells)
                except BadCellError as error:
                    rejections.add(line, error.column, error.value, error.why)
                else:
                    plan.add(row)
                    spool.add(row)
            made = Made()
            taken = _take(database, plan, (spool, fresh), made, now, dry_run=dry_run, skip=skip_bad_rows)
            steps.writing(1, 1)
    except UnreadableError as error:
        return error.report(rejections, table.read if table else 0)
    return ImportReport(
        read=table.read,
        new=plan.new if skip_bad_rows or not rejections.total else 0,
        same=plan.same,
        changed=plan.changed_total,
        rejected=rejections.listed(),
        rejected_total=rejections.total,
        changed_rows=tuple(plan.changed),
        unknown_columns=table.header.unknown,
        assumed_zone=zone if reader.bare_times else None,
        assumed_zone_rows=reader.bare_times,
        created=made.created,
        taken=taken,
        refused=bool(rejections.total) and not skip_bad_rows,
    )


def _take(
    database: Database,
    plan: PurchasePlan,
    spools: tuple[Spool, Spool],
    made: Made,
    now: datetime,
    *,
    dry_run: bool,
    skip: bool,
) -> bool:
    spool, fresh = spools
    try:
        with database.write(counts=False) as session:
            plan.sort(session, spool, fresh)
            undo_if(plan.rejections.total and not skip)
            if plan.new:
                write_purchases(session, plan, fresh, made, now)
                note_change(session)
            undo_if(dry_run)
    except UndoneError:
        return False
    return True


def write_purchases(session: Session, plan: PurchasePlan, fresh: Spool, made: Made, now: datetime) -> None:
    """Writes the new purchases set aside in `fresh`, and makes the providers and members they name."""
    used_providers: set[int] = set()
    used_members: set[int] = set()
    for _first, batch in fresh.batches():
        rows = [PurchaseRow(*values[:-1]) for values in batch]
        used_providers |= {row.provider for row in rows}
        used_members |= {row.member for row in rows if row.member >= 0}
    providers = named_keys(session, Provider, plan.provider_names, used_providers, now, made)
    members = named_keys(session, Member, plan.member_names, used_members, now, made)
    first_key = queries.next_id(session, Purchase)
    for first, batch in fresh.batches():
        queries.insert_plain(
            session, Purchase, COLUMNS, _rows(batch, first_key + first, (providers, members), now)
        )
    queries.move_keys_on(session, (Purchase,))
    made.count("purchases", plan.new)


def _rows(
    batch: Sequence[list[Any]], key: int, keys: tuple[Numbers, Numbers], now: datetime
) -> Iterator[tuple[Any, ...]]:
    providers, members = keys
    for number, cells in enumerate(batch, key):
        row, message_id = PurchaseRow(*cells[:-1]), cells[-1]
        yield (
            number, row.ref, int(providers[row.provider]), int(members[row.member]) or None, row.kind, row.at,
            row.units, row.unit, row.amount, row.fee, row.note, message_id, row.expires,
            queries.to_micros(now),
        )  # fmt: skip
