"""What an import of facilities did: the counts of every import, and what changed since the last edition."""

from dataclasses import dataclass, fields
from typing import Any

from tracker.directory.states import STATES
from tracker.transfer.report import MOST_LISTED, ImportReport, Rejections, UnreadableError
from tracker.wording import _

RENAMED, CLOSED, REOPENED, MOVED, MERGED, ELSEWHERE = NOTES = (
    "renamed", "closed", "reopened", "moved", "merged", "elsewhere"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know of one facility, in words; `what` is one of NOTES."""

    what: str
    line: int
    source_id: str
    name: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A facility of the list that may be the same place."""

    id: int
    name: str
    city: str
    state: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A facility that the family added, and those of the list it may be, best first."""

    id: int
    name: str
    state: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A facility as it is taken."""

    name: str
    city: str
    state: str
    zone: str


@dataclass(frozen=True, slots=True)
class FacilitiesReport(ImportReport):
    """The report of an import, and what the family may want to know of its facilities.

    What is `changed` was taken, unless the family had set it itself. `notes` lists the first 1,000 of each
    kind, `note_totals` counts all. `not_in_file` facilities of earlier editions stay as they are. `by` says
    what a row is numbered by: `line`, or `feature` for GeoJSON on one line.
    """

    notes: tuple[Note, ...] = ()
    note_totals: dict[str, int] | None = None
    doubtful: tuple[Doubtful, ...] = ()
    sample: tuple[Sample, ...] = ()
    not_in_file: int = 0
    by: str = "line"

    def of(self, what: str) -> tuple[Note, ...]:
        """The notes of one kind."""
        return tuple(note for note in self.notes if note.what == what)

    def total(self, what: str) -> int:
        """How many notes of one kind there are, listed or not."""
        return (self.note_totals or {}).get(what, 0)

    def document(self) -> dict[str, Any]:
        """The report as JSON has it."""
        told: dict[str, Any] = {
            what: [
                {
                    "line": note.line, "facility": note.name, "source_id": note.source_id,
                    "state": note.state, "why": note.words,
                }
                for note in self.of(what)
            ]
            for what in NOTES
        }  # fmt: skip
        doubtful = [
            {
                "facility": own.name,
                "facility_id": own.id,
                "state": own.state,
                "candidates": [
                    {
                        "facility": other.name,
                        "facility_id": other.id,
                        "city": other.city,
                        "state": other.state,
                    }
                    for other in own.candidates
                ],
            }
            for own in self.doubtful
        ]
        return {
            **ImportReport.document(self),
            **told,
            "totals": {what: self.total(what) for what in NOTES},
            "doubtful": doubtful,
            "not_in_file": self.not_in_file,
            "numbered_by": self.by,
        }


class Notes:
    """The notes so far: the first thousand of each kind, all of them counted."""

    def __init__(self) -> None:
        self.totals = dict.fromkeys(NOTES, 0)
        self.listed: list[Note] = []

    def add(self, note: Note) -> None:
        """Takes one more."""
        self.totals[note.what] += 1
        if self.totals[note.what] <= MOST_LISTED:
            self.listed.append(note)


def unreadable_report(error: UnreadableError, before: Rejections, read: int, by: str) -> FacilitiesReport:
    """The report of a file that cannot be read to its end."""
    plain = error.report(before, read)
    return FacilitiesReport(**{kept.name: getattr(plain, kept.name) for kept in fields(plain)}, by=by)


def state_words(state: str) -> str:
    """`Ohio`; where it is not known, that."""
    return STATES[state].name if state in STATES else _("state not known")
