"""Opens the list, as CSV or GeoJSON, whatever it is called."""

import codecs
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

from tracker.transfer.facilities.columns import facility_header
from tracker.transfer.facilities.geojson import Features
from tracker.transfer.reading import Lines, rows
from tracker.transfer.report import Rejections, UnreadableError
from tracker.transfer.table import Table, named
from tracker.wording import _

Cells = tuple[Any, ...]


class Source(Protocol):
    """A file as rows of the known columns, in their order. What it tells is complete after the last row.

    `by` says what a row is numbered by: its line, or which feature it is in a file of one line.
    """

    @property
    def read(self) -> int:
        """Rows so far."""
        ...

    @property
    def by(self) -> str:
        """`line` or `feature`."""
        ...

    @property
    def present(self) -> frozenset[str]:
        """The known columns that the file has."""
        ...

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that Kitelog has no use for."""
        ...

    def rows(self, rejections: Rejections) -> Iterator[tuple[int, Cells]]:
        """Each row's line and cells; what is no row goes to `rejections`."""
        ...


class CsvSource:
    """A CSV file."""

    by = "line"

    def __init__(self, table: Table, unknown: tuple[str, ...]) -> None:
        self.unknown = unknown
        self._table = table

    @property
    def read(self) -> int:
        """Rows so far."""
        return self._table.read

    @property
    def present(self) -> frozenset[str]:
        """The known columns that the file has."""
        return self._table.header.present

    def rows(self, rejections: Rejections) -> Iterator[tuple[int, Cells]]:
        """Each row's line and cells."""
        return self._table.rows(rejections)


def begin(file: BinaryIO, told: Callable[[int], None]) -> Source:
    """Begins to read. Raises UnreadableError for a file that is neither, or lacks a column."""
    first = file.read(4096).removeprefix(codecs.BOM_UTF8).lstrip()
    file.seek(0)
    if first.startswith((b"{", b"[")):
        return Features(file, told)
    for start, what in ((b"%PDF", "PDF"), (b"<", "HTML, XML")):
        if first.startswith(start):
            why = _("This is {what}, not CSV or GeoJSON. Download the list again as CSV.")
            raise UnreadableError(1, "", what, why.format(what=what))
    source = rows(Lines(file, told))
    try:
        line, names = next(source, (1, []))
    except UnreadableError as error:
        raise named(error, None) from error
    if not names:
        raise UnreadableError(1, "", "", _("The file is empty."))
    header = facility_header(line, names)
    return CsvSource(Table(header, source), header.unknown)
