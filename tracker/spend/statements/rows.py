"""The rows of a statement, with the line each starts on, in memory that does not grow with the file."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.errors import InvalidInputError
from tracker.spend.statements.amounts import is_money
from tracker.spend.statements.dates import parts_of
from tracker.spend.statements.letters import letters_of
from tracker.transfer.reading import MOST_BYTES, MOST_FIELD, MOST_LINE, opened
from tracker.transfer.report import UnreadableError
from tracker.wording import _

SEPARATORS = ",;\t|"
LOOKED_AT, MOST_LINES_A_ROW, MOST_COLUMNS = 60, 50, 200
# The beginning of a line tells what separates it.
MOST_LOOKED_AT = 10_000
TOLD_EVERY = 1_000
Row = tuple[int, list[str]]


@contextmanager
def statement_rows(
    source: Path | bytes, told: Callable[[int, int], None] | None = None
) -> Iterator[Iterator[Row]]:
    """The rows of a file or of its bytes, empty ones left out.

    `told` hears how many bytes of how many are read. Raises InvalidInputError for a file that is no CSV, also
    while the rows are read.
    """
    with _opened(source) as (file, size):
        letters = letters_of(file)
        text = io.TextIOWrapper(file, letters, errors="replace" if letters == "cp1252" else None, newline="")
        try:
            lines = _Lines(text, lambda: told(min(file.tell(), size), max(size, 1)) if told else None)
            yield _rows(lines)
        finally:
            text.detach()


@contextmanager
def _opened(source: Path | bytes) -> Iterator[tuple[BinaryIO, int]]:
    if isinstance(source, bytes):
        if len(source) > MOST_BYTES:
            raise InvalidInputError(_too_large(), field="file")
        yield io.BytesIO(source), len(source)
        return
    try:
        with opened(source) as (file, size):
            yield file, size
    except UnreadableError as error:
        raise InvalidInputError(_too_large(), field="file") from error


def _too_large() -> str:
    return _("The file is larger than {most} MB. Download fewer months at once.").format(
        most=MOST_BYTES // 1024 // 1024
    )


def wrong_line(number: int, why: str) -> InvalidInputError:
    """What makes a file unreadable from a line on."""
    return InvalidInputError(_("Line {number}: {why}").format(number=number, why=why), field="file")


class _Lines:
    """The physical lines with their endings; keeps those of the row being read."""

    def __init__(self, text: io.TextIOWrapper, told: Callable[[], None]) -> None:
        self.taken = 0
        self.row: list[str] = []
        self._text = text
        self._told = told
        self._ahead: list[str] = []
        self._read = 0
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._ahead.pop() if self._ahead else self._next()
        if not line:
            self.ended = True
            self._told()
            raise StopIteration
        self.taken += 1
        if self.taken % TOLD_EVERY == 0:
            self._told()
        self.row.append(line)
        if len(self.row) > MOST_LINES_A_ROW:
            raise _not_closed(self.taken - len(self.row) + 1)
        return line

    def _next(self) -> str:
        """The next line of the file, "" at its end."""
        self._read += 1
        try:
            line = self._text.readline(MOST_LINE)
        except UnicodeError as error:
            why = _("This is no text that Kitelog can read. Download the statement again as CSV in UTF-8.")
            raise wrong_line(self._read, why) from error
        if len(line) >= MOST_LINE:
            why = _("This line is longer than {most:,} characters. Check that this is the right file.")
            raise wrong_line(self._read, why.format(most=MOST_LINE))
        if "\0" in line:
            why = _("The line has a NUL, which no text has. The file may be damaged: download it again.")
            raise wrong_line(self._read, why)
        return line

    def head(self, most: int) -> list[str]:
        """The first lines, which are still to be read."""
        lines = [line for line in (self._next() for _number in range(most)) if line]
        self._ahead = lines[::-1]
        return lines


def _not_closed(line: int) -> InvalidInputError:
    why = _("A quote is opened here and not closed. Put it right in a text editor, or download again.")
    return wrong_line(line, why)


def _rows(lines: _Lines) -> Iterator[Row]:
    head = lines.head(LOOKED_AT)
    named = _named_separator(head[0]) if head else ""
    if named:
        next(lines)
    separator = named or separator_of(head)
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    while True:
        start = lines.taken + 1
        lines.row.clear()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = _("A field here is longer than {most:,} characters, or a quote is not closed.")
            raise wrong_line(start, why.format(most=MOST_FIELD)) from error
        if len(lines.row) > 1 or lines.ended:
            _check_quotes(start, lines.row, separator)
        if any(map(str.strip, fields)):
            yield start, fields[:MOST_COLUMNS]


def _check_quotes(start: int, row: list[str], separator: str) -> None:
    """A quote that is never closed would swallow the lines after it without a word."""
    try:
        list(csv.reader(row, delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error as error:
        if len(row) > 1 or "unexpected end" in str(error):
            raise _not_closed(start) from error


def _named_separator(line: str) -> str:
    """Some files begin with `sep=;`, which spreadsheets read."""
    text = line.strip().strip('"').casefold()
    found = text.removeprefix("sep=")
    if found == text:
        return ""
    return "\t" if found in ("", "\\t") else found if found in SEPARATORS else ""


def separator_of(head: Sequence[str]) -> str:
    """The sign that makes most lines rows with a day and an amount; a comma where none does."""
    return max(SEPARATORS, key=lambda sign: _score(head, sign))


def _score(head: Sequence[str], sign: str) -> tuple[int, int]:
    try:
        lines = (line[:MOST_LOOKED_AT] for line in head)
        rows = list(csv.reader(lines, delimiter=sign, skipinitialspace=True))
    except csv.Error:
        return 0, 0
    good = sum(
        any(parts_of(cell) for cell in row) and any(is_money(cell) and not parts_of(cell) for cell in row)
        for row in rows
    )
    return good, sum(len(row) > 1 for row in rows)
