"""One look through a whole statement: the rows that name a provider, of all others how they are written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tracker.errors import InvalidInputError
from tracker.spend.statements.amounts import below_zero
from tracker.spend.statements.guessing import Outline, headings
from tracker.spend.statements.merchants import Merchant, recogniser, words_of
from tracker.spend.statements.model import Columns
from tracker.spend.statements.rows import Row
from tracker.wording import _

MOST_LINES = 100_000
# Types, places and categories come again on most lines.
MOST_REMEMBERED = 10_000
# No bank writes more about a line.
MOST_READ = 1_000


class Ours(NamedTuple):
    """A row that names a provider in the cell `place`; `letters` are those of that cell."""

    line: int
    fields: list[str]
    place: int
    merchant: Merchant
    letters: str


@dataclass(slots=True)
class Found:
    """What one look through a file finds: the rows of providers, and how all the others are written.

    `repeated` counts rows that a second download in the same file tells again.
    """

    ours: list[Ours] = field(default_factory=list)
    dates: Counter[str] = field(default_factory=Counter)
    signed: int = 0
    minus: int = 0
    repeated: int = 0


def look(rows: Iterator[Row], first: Outline, columns: Columns) -> Found:
    """Looks through the rows below the head. Raises InvalidInputError for more providers than can be."""
    found, twice = Found(), _Twice()
    named = lru_cache(MOST_REMEMBERED)(_named)
    heads = first.heads if any(first.heads) else ()
    for line, fields in islice(rows, first.first, None):
        place, (merchant, letters) = columns.description, _named(cell_of(fields, columns.description))
        for other in columns.also:
            if merchant is not None:
                break
            place, (merchant, letters) = other, named(cell_of(fields, other))
        if merchant is not None and place is not None:
            if twice.is_there(fields):
                found.repeated += 1
                continue
            found.ours.append(Ours(line, fields, place, merchant, letters))
            if len(found.ours) > MOST_LINES:
                why = _("More than {most:,} lines are of providers. Download fewer months at once.")
                raise InvalidInputError(why.format(most=MOST_LINES), field="file")
            continue
        date = cell_of(fields, columns.date)
        if not date[:1].isdigit() and heads and headings(fields, len(heads)) == heads:
            twice.begin()
        found.dates[date] += 1
        amount = cell_of(fields, columns.amount)
        found.signed += bool(amount)
        found.minus += below_zero(amount)
    return found


def cell_of(fields: Sequence[str], place: int | None) -> str:
    """A cell without the space around it, "" where there is none."""
    return fields[place].strip() if place is not None and place < len(fields) else ""


def _named(cell: str) -> tuple[Merchant | None, str]:
    words = words_of(cell[:MOST_READ])
    return recogniser().find(words), "".join(words)


class _Twice:
    """Rows that come again where another download was put below the first, which its head tells.

    Equal rows of one download are as many charges; a second one adds only what it has more of.
    """

    def __init__(self) -> None:
        self._there: Counter[tuple[str, ...]] = Counter()
        self._since: Counter[tuple[str, ...]] = Counter()

    def begin(self) -> None:
        """A head stands here."""
        self._since.clear()

    def is_there(self, fields: Sequence[str]) -> bool:
        """Whether an earlier download has told this row."""
        row = tuple(fields)
        self._since[row] += 1
        if self._since[row] <= self._there[row]:
            return True
        self._there[row] += 1
        return False
