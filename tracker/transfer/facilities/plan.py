"""What becomes of each facility of one file, and the writing of it."""

from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.queries import facilities as queries
from storage.queries.transfer import to_micros
from tracker.directory.said.kept import with_former
from tracker.directory.states import STATES
from tracker.transfer.facilities.matching import OwnPlaces, agree
from tracker.transfer.facilities.merging import absorbed
from tracker.transfer.facilities.noting import changes
from tracker.transfer.facilities.report import ELSEWHERE, MERGED, Note, Notes, Sample
from tracker.transfer.facilities.row import FacilityRow
from tracker.transfer.facilities.settling import (
    VALUES,
    Values,
    column_value,
    differing,
    settled_values,
    told_values,
)
from tracker.transfer.refs import RefIndex
from tracker.transfer.report import MOST_LISTED, MOST_REJECTED, Changed, Rejections
from tracker.transfer.spool import Spool
from tracker.transfer.table import Steps
from tracker.wording import _, ngettext

NEW, KNOWN, DROPPED = range(3)
MOST_SAMPLE = 5
# The list itself has a few places in a wrong state. More than these are a column out of place.
MOST_ELSEWHERE = 10
ELSEWHERE_SHARE = 50
MOST_NAMED = 20
COLUMNS = ("created_at", "source_id", *VALUES)


class FacilityPlan:
    """The facilities of one file: first all are added, then they are judged, then the new ones written."""

    def __init__(self, rejections: Rejections) -> None:
        self.rejections = rejections
        self.notes = Notes()
        self.new = self.same = self.changed = self.known = 0
        self.changed_rows: list[Changed] = []
        self.sample: list[Sample] = []
        # Whether deadlines may have moved is asked of these.
        self.moved: set[int] = set()
        self._ids = RefIndex()
        self._lines = array("q")
        self._elsewhere: list[tuple[int, Note]] = []
        self._guessed: Counter[tuple[str, str]] = Counter()
        self._named: list[str] = []
        self._status = bytearray()

    def add(self, row: FacilityRow) -> None:
        """Takes note of a facility that can be taken as far as it can tell by itself."""
        if row.elsewhere:
            note = Note(ELSEWHERE, row.line, row.source_id, row.name, row.state, row.elsewhere)
            self._elsewhere.append((len(self._lines), note))
        self._ids.add(row.source_id)
        self._lines.append(row.line)

    def seal(self) -> None:
        """Ends the adding; drops each facility that repeats a number, and the places that are none."""
        self._status = bytearray(len(self._lines))
        why = _("Line {line} has this FACILITYID already.")
        for number, first in self._ids.seal(MOST_REJECTED + 1).items():
            self._status[number] = DROPPED
            reason = why.format(line=self._lines[first])
            self.rejections.add(self._lines[number], "FACILITYID", "", reason)
        most = max(MOST_ELSEWHERE, len(self._lines) // ELSEWHERE_SHARE)
        for number, note in self._elsewhere:
            if len(self._elsewhere) <= most:
                self.notes.add(note)
            elif self._status[number] != DROPPED:
                self._status[number] = DROPPED
                self.rejections.add(note.line, "LATITUDE", note.name, note.words)

    def judge(self, session: Session, spool: Spool, absent: Collection[str], steps: Steps) -> None:
        """Compares each facility with what is stored, and writes what changed."""
        before = queries.count_listed(session)
        self._own = OwnPlaces(queries.own(session))
        for first, batch in spool.batches():
            rows = [FacilityRow(*cells) for cells in batch]
            stored = queries.listed(session, [row.source_id for row in rows]) if before else {}
            updates = []
            for number, row in enumerate(rows, first):
                if self._status[number] == DROPPED:
                    continue
                there = stored.get(row.source_id)
                self._own.note(number if there is None else -1, row.name, row.state)
                if there is None:
                    self.new += 1
                    self._tell(row._asdict())
                    continue
                self._status[number] = KNOWN
                values = settled_values(row, there, absent)
                self._tell(values)
                updates += self._changes(row, values, there)
            queries.write(session, updates)
            steps.writing(first + len(rows), 2 * len(self._lines))
        self.known = before - self.same - self.changed

    def write(self, session: Session, spool: Spool, now: datetime, steps: Steps) -> None:
        """Writes the new facilities; one that the family added before becomes the list's own."""
        created = to_micros(now)
        own = self._own.matches()
        merged: list[dict[str, Any]] = []
        for first, batch in spool.batches():
            fresh = []
            for number, cells in enumerate(batch, first):
                if self._status[number] != NEW:
                    continue
                row = FacilityRow(*cells)
                values = told_values(row)
                if number in own and agree(own[number].agency, values["agency"]):
                    merged.append(self._merge(row, values, own[number]))
                else:
                    fresh.append((created, row.source_id, *(values[name] for name in VALUES)))
            queries.add(session, COLUMNS, fresh)
            steps.writing(len(self._lines) + first + len(batch), 2 * len(self._lines))
        queries.write(session, merged)
        queries.forget_demo(session, [row["id"] for row in merged])

    def guessed_zones(self) -> tuple[str, ...]:
        """The zones that are only those of most people in a state: each place, or each state where many."""
        if sum(self._guessed.values()) <= MOST_NAMED:
            return tuple(self._named)
        return tuple(
            ngettext(
                "{state}: {n:,} facility as {zone}", "{state}: {n:,} facilities as {zone}", count
            ).format(state=STATES[state].name, n=count, zone=zone)
            for (state, zone), count in sorted(self._guessed.items())
        )

    def _tell(self, values: Mapping[str, Any]) -> None:
        if len(self.sample) < MOST_SAMPLE:
            self.sample.append(Sample(values["name"], values["city"], values["state"], values["zone"]))
        if values["zone_guessed"]:
            self._guessed[values["state"], values["zone"]] += 1
            if len(self._named) < MOST_NAMED:
                self._named.append(f"{values['name']}, {values['state']}: {values['zone']}")

    def _changes(self, row: FacilityRow, values: Values, stored: Any) -> list[dict[str, Any]]:
        differs = differing(values, stored)
        if not differs:
            self.same += 1
            return []
        for note in changes(row, values, stored):
            self.notes.add(note)
        former = with_former(stored.former_names, stored.name, unless=values["name"])
        self._count_change(row, differs, stored.id)
        return [_written(stored.id, values) | {"former_names": former}]

    def _merge(self, row: FacilityRow, values: Values, own: Any) -> dict[str, Any]:
        merged = absorbed(own, values | {"opens": own.opens, "closes": own.closes})
        words = _("You had added it as {name}; it keeps its stays.").format(name=own.name)
        self.notes.add(Note(MERGED, row.line, row.source_id, row.name, row.state, words))
        self.new -= 1
        self._count_change(row, differing(merged, own), own.id)
        return _written(own.id, merged) | {"source_id": row.source_id}

    def _count_change(self, row: FacilityRow, differs: tuple[str, ...], key: int) -> None:
        self.changed += 1
        if {"zone", "kind", "state"} & set(differs):
            self.moved.add(key)
        if len(self.changed_rows) < MOST_LISTED:
            self.changed_rows.append(Changed(row.line, row.source_id, differs))


def _written(key: int, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: column_value(name, value) for name, value in values.items()} | {"id": key}
