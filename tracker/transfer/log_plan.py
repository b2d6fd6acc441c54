"""What is to become of each row of a log: new, the same as stored, changed, or dropped."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from storage.queries import transfer as queries
from storage.tables import Message
from tracker.directory.said.known import is_called
from tracker.transfer.export_rows import log_cells
from tracker.transfer.log_names import KIND_UNKNOWN, FacilityNamed, LogNames
from tracker.transfer.log_rows import LogRow
from tracker.transfer.refs import RefIndex
from tracker.transfer.report import MOST_LISTED, MOST_REJECTED, Changed, Rejections
from tracker.transfer.spool import Spool
from tracker.transfer.values import amount_cell, instant_cell, number_cell
from tracker.wording import _

Numbers = npt.NDArray[np.int64]
_KEPT = ("line", "at", "contact", "facility", "provider", "member", "sent")
NEW, DROPPED, SAME, CHANGED = range(4)
NOWHERE = FacilityNamed("", "")


def _numbers() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class Answers:
    """Which new reply answers which message: a row of the file, or (row -1) a stored one by its key."""

    reply: "array[int]" = field(default_factory=_numbers)
    row: "array[int]" = field(default_factory=_numbers)
    stored: "array[int]" = field(default_factory=_numbers)
    sent_at: "array[int]" = field(default_factory=_numbers)

    def add(self, reply: int, row: int, stored: int, sent_at: int) -> None:
        """Notes one answer."""
        self.reply.append(reply)
        self.row.append(row)
        self.stored.append(stored)
        self.sent_at.append(sent_at)


class LogPlan:
    """The rows of one file, some bytes each, and what is to become of them."""

    def __init__(
        self, names: LogNames, rejections: Rejections, present: frozenset[str], *, skipping: bool
    ) -> None:
        self.names = names
        self.rejections = rejections
        self.answers = Answers()
        self.changed: list[Changed] = []
        self._present = present
        self._skipping = skipping
        self._refs = RefIndex()
        self._refused = RefIndex()
        self._columns = {name: _numbers() for name in _KEPT}
        self._characters, self._photos = _numbers(), _numbers()

    def add(self, row: LogRow) -> None:
        """Takes note of a row that can be taken as far as it can tell by itself."""
        self._refs.add(row.ref)
        for name, column in self._columns.items():
            column.append(getattr(row, name))
        self._characters.append(-1 if row.characters is None else row.characters)
        self._photos.append(row.photos)

    def refuse(self, ref: str) -> None:
        """Takes note of the ref of a row that cannot be taken."""
        self._refused.add(ref)

    def seal(self) -> None:
        """Ends the reading; drops each row that repeats a ref."""
        self.line, self.at, self.contact, self.facility, self.provider, self.member, self.sent = (
            np.frombuffer(column, dtype=np.int64) for column in self._columns.values()
        )
        # A row that does not say how long its text is has -1.
        self.characters = np.frombuffer(self._characters, dtype=np.int64)
        self.photos = np.frombuffer(self._photos, dtype=np.int64)
        self.status = np.zeros(len(self.line), dtype=np.uint8)
        # One more than are borne is enough to refuse the file.
        self._repeated = self._refs.seal(MOST_REJECTED + 1)
        self._refused.seal(0)

    def count(self, status: int) -> int:
        """How many rows have a status."""
        return int(np.count_nonzero(self.status == status))

    def judge(self, session: Session, spool: Spool) -> None:
        """Compares the rows with what is stored, then asks each reply if it can answer what it names."""
        stored = queries.has_rows(session, Message)
        looked_at = stored or self._repeated or self.rejections.total
        for first, batch in spool.batches() if looked_at else ():
            rows = [LogRow(*row) for row in batch]
            self._drop_repeated(first, rows)
            if stored:
                self._compare(session, first, rows)
        for first, batch in spool.batches():
            self._judge_answers(session, first, [LogRow(*row) for row in batch])

    def _drop_repeated(self, first: int, rows: Sequence[LogRow]) -> None:
        refused = self._refused.find([row.ref for row in rows])
        for number, (row, bad) in enumerate(zip(rows, refused, strict=True), first):
            other = self._repeated.get(number)
            if other is not None:
                why = _("Line {line} has this ref already.").format(line=int(self.line[other]))
                self._drop(number, row, "ref", row.ref, why)
            elif bad >= 0:
                self._drop(number, row, "ref", row.ref, _("A row that cannot be taken has this ref too."))

    def _compare(self, session: Session, first: int, rows: Sequence[LogRow]) -> None:
        found = queries.log_rows_of(session, [row.ref for row in rows])
        known = {cells["ref"]: (row, cells) for row, cells in log_cells(session, found, guarded=False)}
        for number, row in enumerate(rows, first):
            if row.ref not in known or self.status[number] == DROPPED:
                continue
            there, cells = known[row.ref]
            differs = ("deleted",) if there.deleted_at else self._differences(row, there, cells)
            self.status[number] = CHANGED if differs else SAME
            if differs and len(self.changed) < MOST_LISTED:
                self.changed.append(Changed(row.line, row.ref, differs))

    def _differences(self, row: LogRow, there: Any, stored: dict[str, Any]) -> tuple[str, ...]:
        """The columns that say something else than what is stored; an empty kind or zone says nothing."""
        here = self._cells(row)
        if (
            there.facility
            and here["facility"]
            and is_called(here["facility"], there.facility, there.former_names)
        ):
            here["facility"] = there.facility
        return tuple(
            name
            for name, cell in here.items()
            if name in self._present and cell != stored[name] and (cell or name not in ("kind", "zone"))
        )

    def _cells(self, row: LogRow) -> dict[str, Any]:
        """A row in the words of an export, with names instead of numbers."""
        names = self.names
        contact, id_number = names.contacts[row.contact]
        place = names.facilities[row.facility] if row.facility >= 0 else NOWHERE
        kind = "" if row.kind in (None, KIND_UNKNOWN) else row.kind
        return {
            "contact": contact, "id_number": id_number, "facility": place.name, "state": place.state,
            "provider": names.providers.keys[row.provider],
            "member": names.members.keys[row.member] if row.member >= 0 else "",
            "direction": "sent" if row.sent else "received", "at": instant_cell(row.at),
            "answers": frozenset(row.answers), "characters": number_cell(row.characters),
            "photos": number_cell(row.photos), "cost_usd": "" if row.cost is None else amount_cell(row.cost),
            "outcome": row.outcome or "",
            "outcome_at": "" if row.outcome_at is None else instant_cell(row.outcome_at),
            "note": row.note, "kind": kind, "zone": row.zone or "", "paid": row.paid or "",
            "refunded": row.refunded or "", "stamps": number_cell(row.stamps), "body": row.body,
            "reason": row.reason, "appeal_by": row.appeal_by or "",
        }  # fmt: skip

    def _judge_answers(self, session: Session, first: int, rows: Sequence[LogRow]) -> None:
        asked = [
            (number, row)
            for number, row in enumerate(rows, first)
            if row.answers and self.status[number] == NEW
        ]
        refs = [ref for _number, row in asked for ref in row.answers]
        places = dict(zip(refs, self._refs.find(refs), strict=True))
        elsewhere = [ref for ref in refs if places[ref] < 0 or self.status[places[ref]] in (SAME, CHANGED)]
        stored = queries.known_refs(session, elsewhere) if elsewhere else {}
        refused = dict(zip(refs, self._refused.find(refs), strict=True))
        contacts = queries.contact_names(session, {row.contact_id for row in stored.values()})
        for number, row in asked:
            answers: list[tuple[int, int, int]] = []
            for ref in row.answers:
                place = places[ref]
                if ref in stored:
                    there = stored[ref]
                    why = self._why_not_stored(row, there, contacts)
                    answers.append((-1, there.id, queries.to_micros(there.at)))
                elif place >= 0 and self.status[place] == NEW:
                    why = self._why_not(number, place)
                    answers.append((place, -1, int(self.at[place])))
                else:
                    why = self._why_not_there(refused=place >= 0 or refused[ref] >= 0)
                if why:
                    self._drop(number, row, "answers", " ".join(row.answers), why.format(ref=ref))
                    break
            else:
                for answer in answers:
                    self.answers.add(number, *answer)

    def _why_not_there(self, *, refused: bool) -> str:
        """What hangs on a refused row is refused with it, where rows are taken one by one."""
        if not refused:
            return _("There is no message {ref}.")
        return _("The row {ref} was not taken.") if self._skipping else ""

    def _why_not(self, number: int, place: int) -> str:
        if not self.sent[place]:
            return _("{ref} was received itself; a reply answers sent messages.")
        if self.contact[place] != self.contact[number]:
            return _("{ref} was sent to another contact.")
        if self.at[place] >= self.at[number]:
            return _("{ref} was sent later than this reply.")
        return ""

    def _why_not_stored(self, row: LogRow, there: Any, contacts: dict[int, tuple[str, str]]) -> str:
        if there.deleted_at:
            return _("{ref} was deleted here.")
        if there.direction != "sent":
            return _("{ref} was received itself; a reply answers sent messages.")
        if contacts[there.contact_id] != self.names.contacts[row.contact]:
            return _("{ref} was sent to another contact.")
        if queries.to_micros(there.at) >= row.at:
            return _("{ref} was sent later than this reply.")
        return ""

    def _drop(self, number: int, row: LogRow, column: str, value: str, why: str) -> None:
        self.status[number] = DROPPED
        self.rejections.add(row.line, column, value, why)
