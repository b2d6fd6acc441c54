"""Writes the log and the purchases as CSV, row by row, in the format that import reads."""

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlmodel import Session

from storage.queries import transfer as queries
from storage.session import Database
from tracker.errors import InvalidInputError
from tracker.transfer.columns import LOG, LOG_OPTIONAL, PURCHASES, PURCHASES_OPTIONAL
from tracker.transfer.export_rows import log_cells, purchase_cells
from tracker.wording import _

BATCH = 1_000

Told = Callable[[int], object]
Page = Callable[[Session, Any, int], Sequence[Any]]
Cells = Callable[[Session, Sequence[Any]], Iterable[tuple[Any, dict[str, Any]]]]


def _no_one(_rows: int) -> None:
    """Nobody asked how many rows there are."""


def log_csv(database: Database, told: Told = _no_one) -> Iterator[str]:
    """Every message that is not deleted, in time order: pieces of CSV text, the header first.

    `told` is given the number of rows in each piece.
    """
    yield from _csv(database, LOG + LOG_OPTIONAL, queries.log_rows, log_cells, told)


def purchases_csv(database: Database, told: Told = _no_one) -> Iterator[str]:
    """Every purchase that is not deleted, in the same way."""
    columns = PURCHASES + PURCHASES_OPTIONAL
    yield from _csv(database, columns, queries.purchase_rows, lambda _, rows: purchase_cells(rows), told)


class _Pieces:
    """A file for the CSV writer whose lines can be taken out again."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def write(self, line: str) -> None:
        """Takes a line."""
        self._lines.append(line)

    def taken(self) -> str:
        """The lines so far, once."""
        text = "".join(self._lines)
        self._lines.clear()
        return text


def _csv(database: Database, columns: tuple[str, ...], page: Page, cells: Cells, told: Told) -> Iterator[str]:
    pieces = _Pieces()
    # The line end of RFC 4180; with it the writer also quotes every field that holds a line end of any kind.
    writer = csv.DictWriter(pieces, columns, lineterminator="\r\n")
    writer.writeheader()
    yield pieces.taken()
    with database.read() as session:
        queries.hold_still(session)
        after = None
        while rows := page(session, after, BATCH):
            writer.writerows(row for _there, row in cells(session, rows))
            told(len(rows))
            yield pieces.taken()
            after = (rows[-1].at, rows[-1].id)


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Writes a file that is there as a whole or not at all; one of that name is replaced at the very end.

    Raises InvalidInputError with a sentence when the folder or the disk does not take it.
    """
    path = path.resolve()
    try:
        if path.is_dir():
            raise InvalidInputError(_("{path} is a folder. Give the path of a file.").format(path=path))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _unwritable(path: Path, error: OSError) -> InvalidInputError:
    sentence = _("{path} cannot be written: {reason}. Choose another folder or make room there.")
    return InvalidInputError(sentence.format(path=path, reason=error.strerror or error))
