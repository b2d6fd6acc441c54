"""Reads a CSV file row by row, whatever is in it, in memory that does not grow with it."""

import codecs
import csv
import re
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.checks import MOST_TEXT
from tracker.transfer.report import MOST_REJECTED, UnreadableError, UnusableFileError
from tracker.wording import _

MOST_BYTES = 64 * 1024 * 1024
# A text of the most characters kept, with the quote that guards it from spreadsheets.
MOST_FIELD = MOST_TEXT + 1
MOST_LINE = 4 * MOST_TEXT
CHUNK = 64 * 1024
_FIELD_END = re.compile("[,\r\n]")

csv.field_size_limit(MOST_FIELD)  # one setting for the whole process; nothing else in Kitelog reads CSV


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The file and its size in bytes. Raises UnusableFileError, or UnreadableError when it is too large."""
    try:
        found = path.stat()
        # Asked before opening: a named pipe would keep us waiting for a writer.
        if not stat.S_ISREG(found.st_mode):
            sentence = _("{path} is not a file. Give the path of a CSV file.")
            raise UnusableFileError(sentence.format(path=path))
        if found.st_size > MOST_BYTES:
            raise UnreadableError(1, "", f"{found.st_size:,}", _too_large())
        with path.open("rb") as file:
            yield file, found.st_size
    except FileNotFoundError as error:
        raise UnusableFileError(_("There is no file {path}. Check the path.").format(path=path)) from error
    except OSError as error:
        sentence = _("{path} cannot be read: {reason}. Check the disk and who may read it.")
        raise UnusableFileError(sentence.format(path=path, reason=error.strerror or error)) from error


def _too_large() -> str:
    megabytes = MOST_BYTES // 1024 // 1024
    return _(
        "The file is larger than {most} MB. Cut it into several files, each with the header line."
    ).format(most=megabytes)


class Lines:
    """The physical lines of a file with their endings; keeps those of the row being read for a complaint."""

    def __init__(self, file: BinaryIO, told: Callable[[int], None]) -> None:
        self.taken = 0
        self.row: list[str] = []
        self.partial = ""
        self._file = file
        self._told = told
        self._bytes = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._ready: deque[str] = deque()
        self._rest: list[str] = []
        self._rest_length = 0
        self._fault: tuple[str, str] | None = None
        self._ended = False

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        while not self._ready:
            self._more()
        line = self._ready.popleft()
        self.taken += 1
        self.row.append(line)
        return line

    def _more(self) -> None:
        if self._fault:
            self.partial = "".join(self._rest)
            raise UnreadableError(self.taken + 1, "", *self._fault)
        if self._ended:
            raise StopIteration
        chunk = self._file.read(CHUNK)
        if self._bytes == 0:
            self._fault = _not_csv(chunk)
        self._bytes += len(chunk)
        self._told(self._bytes)
        if self._bytes > MOST_BYTES:
            self._fault = (f"{self._bytes:,}", _too_large())
        if not self._fault:
            self._split(self._decoded(chunk))
        if not chunk and not self._fault:
            self._ended = True
            if self._rest:
                self._ready.append("".join(self._rest))

    def _decoded(self, chunk: bytes) -> str:
        nul = chunk.find(b"\0")
        try:
            text = self._decoder.decode(chunk[:nul] if nul >= 0 else chunk, final=not chunk)
        except UnicodeDecodeError as error:
            why = _("This is not UTF-8 text. Save the file as CSV in UTF-8.")
            self._fault = (f"\\x{error.object[error.start]:02x}", why)
            return error.object[: error.start].decode("utf-8-sig")
        if nul >= 0:
            self._fault = ("\\x00", _("The file has a NUL, which no text has. It may be damaged."))
        return text

    def _split(self, text: str) -> None:
        """Cuts at line feeds only: other line ends may stand inside a quoted field."""
        *whole, last = text.split("\n")
        if whole:
            self._ready.append("".join(self._rest) + whole[0] + "\n")
            self._ready.extend(line + "\n" for line in whole[1:])
            self._rest, self._rest_length = [], 0
        if last:
            self._rest.append(last)
            self._rest_length += len(last)
        if self._rest_length > MOST_LINE:
            # The field it happens in is found when the row is looked at.
            self._fault = ("", _("A line is longer than {most:,} characters.").format(most=MOST_LINE))


def _not_csv(first: bytes) -> tuple[str, str] | None:
    if first.startswith(b"PK\x03\x04"):
        return ("PK", _("This is a spreadsheet or zip file, not CSV. Save it as CSV in UTF-8."))
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("", _("This is UTF-16 text. Save the file as CSV in UTF-8."))
    return None


Row = tuple[int, list[str]]


def rows(lines: Lines) -> Iterator[Row]:
    """Each row with the line it starts on, the header first; blank lines are passed over.

    Raises UnreadableError for what breaks the file: its `column` is the number of the field, from 0.
    """
    reader = csv.reader(lines, strict=True)
    blank = 0
    while True:
        start = lines.taken + 1
        lines.row.clear()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            column, value, _why = _broken("".join(lines.row))
            raise UnreadableError(start, str(column), value, _why or str(error)) from error
        except UnreadableError as error:
            column, value, _why = _broken("".join(lines.row) + lines.partial)
            raise UnreadableError(
                error.row.line, str(column), error.row.value or value, error.row.why
            ) from error
        if fields:
            yield start, fields
            continue
        blank += 1
        if blank > MOST_REJECTED:
            raise UnreadableError(start, "0", "", _("The file has too many empty lines."))


def _broken(text: str) -> tuple[int, str, str]:
    """Which field of a row a strict reader stops at, its text so far, and why."""
    column, position, length = 0, 0, len(text)
    while True:
        start = position
        quoted = text.startswith('"', position)
        if quoted:
            position = _closing(text, position + 1)
            if position < 0:
                why = _("A quote is opened here and not closed.")
                if length - start > MOST_FIELD:
                    why = _(
                        "This field is longer than {most:,} characters, or a quote is not closed."
                    ).format(most=MOST_TEXT)
                return column, text[start + 1 : start + 100], why
        found = _FIELD_END.search(text, position)
        end = found.start() if found else length
        if quoted and end != position:
            return (
                column,
                text[start:end][:100],
                _("After a closing quote comes a comma or the end of the line."),
            )
        if end - start > MOST_FIELD:
            why = _("This field is longer than {most:,} characters.").format(most=MOST_TEXT)
            return column, text[start : start + 100], why
        if end < length and text[end] == "\r" and text[end : end + 2] != "\r\n":
            why = _("A line ends with a carriage return alone. Save the file with ordinary line ends.")
            return column, text[start:end][:100], why
        if end >= length or text[end] != ",":
            return column, text[start:end][:100], ""
        column, position = column + 1, end + 1


def _closing(text: str, position: int) -> int:
    """Where the character after a field's closing quote stands; -1 when it is never closed."""
    while True:
        quote = text.find('"', position)
        if quote < 0:
            return -1
        if not text.startswith('"', quote + 1):
            return quote + 1
        position = quote + 2
