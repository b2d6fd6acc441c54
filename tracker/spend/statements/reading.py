"""One statement from its first to its last row: the lines of providers are kept, of all others a number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from tracker.errors import InvalidInputError
from tracker.spend.statements.amounts import Money, below_zero, read_money
from tracker.spend.statements.dates import asked_day, order_of, parts_of, read_day
from tracker.spend.statements.fingerprints import Told, fingerprints
from tracker.spend.statements.guessing import LOOKED_AT, Outline, guess, outline
from tracker.spend.statements.looking import Found, Ours, cell_of, look
from tracker.spend.statements.model import Columns, Line, Parsed
from tracker.spend.statements.rows import statement_rows
from tracker.spend.statements.standing import UnbookedError, came_in, check_booked
from tracker.transfer.report import MOST_LISTED, Progress, Rejected, shortened
from tracker.transfer.values import BadValueError, refuse_if
from tracker.wording import _

MOST_DESCRIPTION = 200
# Of so few lines of providers each may be a refund; so many other lines tell how a file is written.
FEW, ENOUGH = 2, 5


def parse(source: Path | bytes, columns: Columns | None, today: date, told: Progress | None = None) -> Parsed:
    """Reads a statement; with `columns` as the family chose them, else as they are guessed.

    Raises InvalidInputError for a file that is no statement, and for columns that it does not have.
    """
    with statement_rows(source) as rows:
        first = outline(list(islice(rows, LOOKED_AT)))
    if len(first.heads) < 2:
        why = _("There is no table in this file. On the bank's page, download the statement as CSV.")
        raise InvalidInputError(why, field="file")
    columns = guess(first) if columns is None else columns.checked(len(first.heads))
    if columns.missing:
        return Parsed(columns, first.heads, to_choose=columns.missing)
    with statement_rows(source, told) as rows:
        found = look(rows, first, columns)
    return _read(found, first, columns, today)


def _read(found: Found, first: Outline, columns: Columns, today: date) -> Parsed:
    """The lines of providers, once it is known how the file is to be read."""
    others = sum(count for text, count in found.dates.items() if parts_of(text))
    ours = Counter(cell_of(row.fields, columns.date) for row in found.ours)
    order = columns.order or order_of(found.dates + ours, ours, today)
    columns = replace(columns, order=order, charges=columns.charges or _charges(found, columns))
    if order is None:
        return Parsed(columns, first.heads, others=others, to_choose=("order",), asked=asked_day(ours))
    reader = _Reader(columns, order, today)
    told: list[tuple[Ours, Told]] = []
    rejected: list[Rejected] = []
    refused = 0
    for row in found.ours:
        try:
            told.append((row, reader.told(row)))
        except BadValueError as error:
            refused += 1
            if len(rejected) < MOST_LISTED:
                rejected.append(_rejected(row, columns, first.heads, error))
    digests = fingerprints([line for _row, line in told])
    lines = tuple(
        Line(
            number=row.line,
            day=line.day,
            total=line.total,
            refund=line.refund,
            description=_shown(cell_of(row.fields, row.place)),
            merchant=row.merchant,
            fingerprint=digest,
        )
        for (row, line), digest in zip(told, digests, strict=True)
    )
    return Parsed(columns, first.heads, lines, others, tuple(rejected), refused, found.repeated)


def _charges(found: Found, columns: Columns) -> str:
    """The sign of what went out: what most lines of providers have, else most lines of the file.

    A line or two above zero came back where nearly all others are below it.
    """
    amounts = [cell_of(row.fields, columns.amount) for row in found.ours]
    below = sum(map(below_zero, amounts))
    if not below and len(amounts) <= FEW and found.signed >= ENOUGH and 5 * found.minus >= 4 * found.signed:
        return "minus"
    if 2 * below == len(amounts):
        amounts_in_all, below = found.signed + len(amounts), found.minus + below
        return "minus" if below and 2 * below >= amounts_in_all else "plus"
    return "minus" if 2 * below > len(amounts) else "plus"


class _Reader:
    """Reads the cells of lines in one and the same way; a text that comes again is not read again."""

    def __init__(self, columns: Columns, order: str, today: date) -> None:
        self._columns = columns
        names = ("amount", "debit", "credit")
        self._money = [(name, place) for name in names if (place := getattr(columns, name)) is not None]
        self._day = cache(lambda cell: read_day(cell, order, today))
        self._dollars = cache(lambda cell: read_money(cell, columns.decimal))

    def told(self, row: Ours) -> Told:
        """What a line says. Raises BadValueError that names the column."""
        check_booked(row.fields, row.place)
        name = "date"
        try:
            day = self._day(cell_of(row.fields, self._columns.date))
            moved = []
            for name, place in self._money:
                money = self._dollars(cell_of(row.fields, place))
                if money is not None and money.dollars:
                    moved.append((money.dollars, self._came_back(name, money, row.fields)))
            refuse_if(not moved, _("No money moved on this line."))
            refuse_if(len(moved) > 1, _("Money went out and came in on one line. Check the columns."))
        except BadValueError as error:
            error.column = name
            raise
        return Told(day, *moved[0], row.letters)

    def _came_back(self, name: str, money: Money, fields: Sequence[str]) -> bool:
        if name != "amount":
            return name == "credit"
        said = came_in(money.said or cell_of(fields, self._columns.direction))
        if said is not None:
            return said
        return money.minus != (self._columns.charges == "minus")


def _rejected(row: Ours, columns: Columns, heads: Sequence[str], error: BadValueError) -> Rejected:
    place = error.place if isinstance(error, UnbookedError) else getattr(columns, error.column)
    return Rejected(
        row.line,
        shortened(heads[place] if place < len(heads) else ""),
        shortened(cell_of(row.fields, place)),
        str(error),
    )


def _shown(description: str) -> str:
    """A description on one line."""
    text = description[:MOST_DESCRIPTION]
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())
