"""What an import did, or why it did nothing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tracker.errors import InvalidInputError
from tracker.wording import _

# How far an import is: work done and work in all, in one and the same unit.
Progress = Callable[[int, int], None]

MOST_LISTED = 1_000
MOST_REJECTED = 100_000
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken; `line` is where it starts, `value` is shortened."""

    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is known and says something else here: what is stored stays as it is."""

    line: int
    ref: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """How many new sent messages to a contact break one rule of the guard; `example_line` is the first one's.

    `level` is `warn`, or `inform` where only a hint says so.
    """

    contact: str
    rule: str
    level: str
    count: int
    example_line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts are rows. `rejected` and `changed_rows` list the first 1,000; the totals count all.

    `guarded` tells what does not fit the places, the surest first; these rows are taken all the same.
    `taken` is False when nothing was imported: the file was `refused`, or the run was a dry one.
    """

    read: int = 0
    new: int = 0
    same: int = 0
    changed: int = 0
    rejected: tuple[Rejected, ...] = ()
    rejected_total: int = 0
    changed_rows: tuple[Changed, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    assumed_zone: str | None = None
    assumed_zone_rows: int = 0
    guessed_zones: tuple[str, ...] = ()
    created: dict[str, int] = field(default_factory=dict)
    guarded: tuple[Guarded, ...] = ()
    taken: bool = False
    refused: bool = False

    def document(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "read": self.read,
            "new": self.new,
            "same": self.same,
            "changed": self.changed,
            "rejected": [
                {"line": row.line, "column": row.column, "value": row.value, "why": row.why}
                for row in self.rejected
            ],
            "rejected_total": self.rejected_total,
            "changed_rows": [
                {"line": row.line, "ref": row.ref, "columns": list(row.columns)} for row in self.changed_rows
            ],
            "unknown_columns": list(self.unknown_columns),
            "assumed_zone": self.assumed_zone,
            "assumed_zone_rows": self.assumed_zone_rows,
            "guessed_zones": list(self.guessed_zones),
            "created": self.created,
            "guarded": [asdict(row) for row in self.guarded],
            "taken": self.taken,
            "refused": self.refused,
        }


class Rejections:
    """The rows refused so far: the first thousand in words, all of them counted."""

    def __init__(self) -> None:
        self.total = 0
        self._listed: list[Rejected] = []

    def add(self, line: int, column: str, value: str, why: str) -> None:
        """Notes one row. Raises UnreadableError when so many are wrong that this is no log."""
        self.total += 1
        if len(self._listed) < MOST_LISTED:
            self._listed.append(Rejected(line, column, shortened(value), why))
        if self.total > MOST_REJECTED:
            sentence = _("More than {most:,} rows cannot be taken. Check that this is the right file.")
            raise UnreadableError(line, "", "", sentence.format(most=MOST_REJECTED))

    def listed(self) -> tuple[Rejected, ...]:
        """The first of them, by line."""
        return tuple(sorted(self._listed, key=lambda row: row.line))


class UnreadableError(Exception):
    """The file cannot be read to its end, so that nothing of it can be taken."""

    def __init__(self, line: int, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.row = Rejected(line, column, shortened(value), why)

    def report(self, before: Rejections, read: int = 0) -> ImportReport:
        """The report of a file refused for this reason, after the rows that were refused before it."""
        listed = (*before.listed()[: MOST_LISTED - 1], self.row)
        return ImportReport(read=read, rejected=listed, rejected_total=before.total + 1, refused=True)


class UnusableFileError(InvalidInputError):
    """The file is missing, is no file, or may not be read."""


def shortened(value: str) -> str:
    """A value as a report shows it: one line of at most 60 characters."""
    flat = value[: MOST_SHOWN + 1].replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")
    return flat if len(flat) <= MOST_SHOWN else flat[: MOST_SHOWN - 1] + "…"
