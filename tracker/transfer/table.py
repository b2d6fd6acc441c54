"""A CSV file as rows of known columns, and what is wrong with the ones that are no such row."""

from collections.abc import Iterator
from typing import Any, Self

from tracker.transfer.columns import Header, read_header
from tracker.transfer.reading import Lines, rows
from tracker.transfer.report import Progress, Rejections, UnreadableError
from tracker.wording import _


class Table:
    """Reads one file once. `header` and `size` are there from the start, `read` counts rows so far."""

    def __init__(self, header: Header, source: Iterator[tuple[int, list[str]]]) -> None:
        self.header = header
        self.read = 0
        self._source = source

    def rows(self, rejections: Rejections) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Each row's line and known fields; those with too few or too many fields go to `rejections`."""
        width, pick = len(self.header.names), self.header.pick
        try:
            for line, fields in self._source:
                self.read += 1
                if len(fields) != width:
                    why = _("The row has {found} fields; the header has {width}.")
                    column = self.header.name_of(min(len(fields), width) - 1)
                    rejections.add(line, column, fields[-1], why.format(found=len(fields), width=width))
                    continue
                fields.append("")
                yield line, pick(fields)
        except UnreadableError as error:
            raise named(error, self.header) from error

    @classmethod
    def begin(cls, lines: Lines, required: tuple[str, ...], optional: tuple[str, ...]) -> Self:
        """Reads the header. Raises UnreadableError when there is none or it is not one of these columns."""
        source = rows(lines)
        try:
            line, names = next(source, (1, []))
        except UnreadableError as error:
            raise named(error, None) from error
        if not names:
            raise UnreadableError(1, "", "", _("The file is empty."))
        return cls(read_header(line, names, required, optional), source)


def named(error: UnreadableError, header: Header | None) -> UnreadableError:
    """The same fault with its column by name instead of number."""
    row = error.row
    column = row.column
    if column.isdigit():
        column = (
            header.name_of(int(column)) if header else _("column {number}").format(number=int(column) + 1)
        )
    return UnreadableError(row.line, column, row.value, row.why)


class Steps:
    """Tells a progress callback how far the whole is: the first half is reading, the second writing."""

    def __init__(self, told: Progress | None, size: int) -> None:
        self._told = told
        self._size = max(size, 1)

    def reading(self, done: int) -> None:
        """So many bytes are read."""
        if self._told:
            self._told(min(done, self._size), 2 * self._size)

    def writing(self, done: int, rows_in_all: int) -> None:
        """So many rows are written."""
        if self._told:
            self._told(self._size + self._size * done // max(rows_in_all, 1), 2 * self._size)
