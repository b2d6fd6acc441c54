"""One statement from its first to its last row: the lines of providers are kept, of all others a number."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.errors import InvalidInputError
from tracker.spend.statements.amounts import Money, read_money
from tracker.spend.statements.dates import asked_day, order_of, parts_of, read_day
from tracker.spend.statements.fingerprints import Told, fingerprints
from tracker.spend.statements.guessing import LOOKED_AT, Outline, descriptions, guess, outline
from tracker.spend.statements.merchants import Merchant, recogniser, words_of
from tracker.spend.statements.model import Columns, Line, Parsed
from tracker.spend.statements.rows import Row, statement_rows
from tracker.transfer.report import MOST_LISTED, Progress, Rejected, shortened
from tracker.transfer.values import BadValueError, refuse_if
from tracker.wording import _

MOST_LINES = 100_000
MOST_DESCRIPTION = 200
# How many columns are looked through for a provider where the likeliest names none.
MOST_TRIED = 3
_BELOW_ZERO = re.compile("[-(−–]")


class _Ours(NamedTuple):
    """A row that names a provider; `letters` are those of its description."""

    line: int
    fields: list[str]
    merchant: Merchant
    letters: str


@dataclass(slots=True)
class _Found:
    """What one look through a file finds: the rows of providers, and how all the others are written."""

    ours: list[_Ours] = field(default_factory=list)
    dates: Counter[str] = field(default_factory=Counter)
    signed: int = 0
    minus: int = 0


def parse(source: Path | bytes, columns: Columns | None, today: date, told: Progress | None = None) -> Parsed:
    """Reads a statement; with `columns` as the family chose them, else as they are guessed.

    Raises InvalidInputError for a file that is no statement, and for columns that it does not have.
    """
    with statement_rows(source) as rows:
        first = outline(list(islice(rows, LOOKED_AT)))
    if len(first.heads) < 2:
        why = _("There is no table in this file. On the bank's page, download the statement as CSV.")
        raise InvalidInputError(why, field="file")
    if columns is None:
        columns = guess(first)
        tried = _tries(first, columns)
    else:
        tried = [columns.checked(len(first.heads))]
    if columns.missing:
        return Parsed(columns, first.heads, to_choose=columns.missing)
    looks = []
    for one in tried:
        with statement_rows(source, told) as rows:
            looks.append((one, _look(rows, first.first, one)))
        if looks[-1][1].ours:
            return _read(looks[-1][1], first, one, today)
    return _read(looks[0][1], first, looks[0][0], today)


def _tries(first: Outline, columns: Columns) -> list[Columns]:
    taken = {columns.date, columns.amount, columns.debit, columns.credit, columns.direction}
    places = descriptions(first, taken)[:MOST_TRIED]
    return [replace(columns, description=place) for place in places] or [columns]


def _look(rows: Iterator[Row], skipped: int, columns: Columns) -> _Found:
    found, find = _Found(), recogniser().find
    for line, fields in islice(rows, skipped, None):
        words = words_of(_cell(fields, columns.description))
        merchant = find(words)
        if merchant is not None:
            found.ours.append(_Ours(line, fields, merchant, "".join(words)))
            if len(found.ours) > MOST_LINES:
                why = _("More than {most:,} lines are of providers. Download fewer months at once.")
                raise InvalidInputError(why.format(most=MOST_LINES), field="file")
            continue
        found.dates[_cell(fields, columns.date)] += 1
        amount = _cell(fields, columns.amount)
        found.signed += bool(amount)
        found.minus += _BELOW_ZERO.search(amount) is not None
    return found


def _cell(fields: Sequence[str], place: int | None) -> str:
    return fields[place].strip() if place is not None and place < len(fields) else ""


def _read(found: _Found, first: Outline, columns: Columns, today: date) -> Parsed:
    """The lines of providers, once it is known how the file is to be read."""
    others = sum(count for text, count in found.dates.items() if parts_of(text))
    ours = Counter(_cell(row.fields, columns.date) for row in found.ours)
    order = columns.order or order_of(found.dates + ours, ours, today)
    columns = replace(columns, order=order, charges=columns.charges or _charges(found, columns))
    if order is None:
        return Parsed(columns, first.heads, others=others, to_choose=("order",), asked=asked_day(ours))
    reader = _Reader(columns, order, today)
    told: list[tuple[_Ours, Told]] = []
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
            description=_shown(_cell(row.fields, columns.description)),
            merchant=row.merchant,
            fingerprint=digest,
        )
        for (row, line), digest in zip(told, digests, strict=True)
    )
    return Parsed(columns, first.heads, lines, others, tuple(rejected), refused)


def _charges(found: _Found, columns: Columns) -> str:
    """The sign of what went out: what most lines of providers have, else most lines of the file."""
    amounts = [_cell(row.fields, columns.amount) for row in found.ours]
    below = sum(_BELOW_ZERO.search(amount) is not None for amount in amounts)
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

    def told(self, row: _Ours) -> Told:
        """What a line says. Raises BadValueError that names the column."""
        name = "date"
        try:
            day = self._day(_cell(row.fields, self._columns.date))
            moved = []
            for name, place in self._money:
                money = self._dollars(_cell(row.fields, place))
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
        said = money.said or _cell(fields, self._columns.direction).upper()
        if said:
            return said.startswith("C")
        return money.minus != (self._columns.charges == "minus")


def _rejected(row: _Ours, columns: Columns, heads: Sequence[str], error: BadValueError) -> Rejected:
    place = getattr(columns, error.column)
    return Rejected(row.line, shortened(heads[place]), shortened(_cell(row.fields, place)), str(error))


def _shown(description: str) -> str:
    """A description on one line."""
    text = description[:MOST_DESCRIPTION]
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())
