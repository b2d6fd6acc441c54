"""Rows set aside in a temporary file between reading and writing, so that memory does not grow with them."""

import json
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

BATCH = 500


class Spool:
    """Takes rows of plain values, gives them back in batches, as often as asked; gone once closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(mode="w+", encoding="utf-8")  # noqa: SIM115 - closed by __exit__
        self._batch: list[Any] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: tuple[Any, ...]) -> None:
        """Sets a row aside."""
        self._batch.append(row)
        self.count += 1
        if len(self._batch) == BATCH:
            self._write()

    def batches(self) -> Iterator[tuple[int, list[list[Any]]]]:
        """The rows in their order, each batch with the number of its first row."""
        if self._batch:
            self._write()
        self._file.seek(0)
        first = 0
        for line in self._file:
            batch = json.loads(line)
            yield first, batch
            first += len(batch)

    def _write(self) -> None:
        self._file.seek(0, 2)
        self._file.write(json.dumps(self._batch, separators=(",", ":")) + "\n")
        self._batch = []
