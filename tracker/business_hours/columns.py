"""The opening table as numpy columns: the same arithmetic for whole arrays of instants."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.business_hours.instants import DAY

Instants = NDArray[np.int64]
Rows = NDArray[np.intp]
Spans = Sequence[timedelta]

_PATIENCE = 400 * DAY
_MOST_STEPS = 8


def utc_microseconds(values: ArrayLike) -> Instants:
    """Instants in microseconds since 1970 from datetime64 in UTC of any unit.

    `ValueError` for what is not datetime64, for NaT, and for a value that whole microseconds cannot hold.
    """
    given: NDArray[Any] = np.asarray(values)
    if not given.size:
        return np.empty(given.shape, dtype=np.int64)
    if given.dtype.kind != "M":
        raise ValueError(f"Instants in an array are numpy datetime64 in UTC, not {given.dtype}.")
    if np.isnat(given).any():
        raise ValueError("NaT is not an instant.")
    exact = given.astype("datetime64[us]", copy=False)
    if given.dtype != exact.dtype and (exact.astype(given.dtype) != given).any():
        raise ValueError("Instants must fit whole microseconds of the years 1 to 9999.")
    return exact.view(np.int64)


class Columns:
    """The rows of a table as int64 microseconds, with the row at the beginning of each UTC day.

    A search per value costs ten unforeseeable branches; a look-up by day and a step or two cost none.
    """

    def __init__(self, opens: Spans, closes: Spans, used: Spans) -> None:
        self._opens, self._closes, self._used = _column(opens), _column(closes), _column(used)
        self._idle = self._closes - self._used
        self._next = np.append(self._opens[1:], np.iinfo(np.int64).max)
        self._first_day = self._opens[0] // DAY
        days = np.arange(self._first_day, self._opens[-1] // DAY + 2) * DAY
        at_day = np.searchsorted(self._opens, days, side="right") - 1
        self._row_at_day = np.maximum(at_day, 0)
        self._openings_a_day = int(np.diff(self._row_at_day).max())
        self._has_long_wait = bool((self._next[:-1] - self._closes[:-1] > _PATIENCE).any())

    def readings(self, instants: Instants) -> Instants:
        """The business time in microseconds from the table's beginning to each instant that it covers."""
        return self._readings(instants, self._rows(instants))

    def later(self, instants: Instants, span: int) -> Instants | None:
        """Each instant moved by `span` microseconds (above zero) of business time, within the table.

        None if one of them finds no business time within 400 days.
        """
        rows = self._rows(instants)
        if self._has_long_wait:
            closed = instants >= self._closes[rows]
            if (closed & (self._next[rows] - instants > _PATIENCE)).any():
                return None
        readings = self._readings(instants, rows)
        readings += span
        return readings + self._idle[self._rows_used(readings, rows, span)]

    def doubtful(self, instants: Instants) -> NDArray[np.bool_]:
        """Whether the closed time around each instant is long, or leaves the table."""
        rows = self._rows(instants)
        long = self._next[rows] - self._closes[rows] > _PATIENCE
        edge = (rows == 0) | (rows == self._opens.size - 2)
        return np.asarray(long | edge, dtype=np.bool_)

    def _readings(self, instants: Instants, rows: Rows) -> Instants:
        readings = np.minimum(instants, self._closes[rows])
        readings -= self._idle[rows]
        return readings

    def _rows(self, instants: Instants) -> Rows:
        """The last row that opens at or before each instant."""
        if instants.size < self._opens.size:
            return np.asarray(np.searchsorted(self._opens, instants, side="right") - 1)
        rows: Rows = self._row_at_day[instants // DAY - self._first_day]
        for _ in range(self._openings_a_day):
            rows += instants >= self._next[rows]
        return rows

    def _rows_used(self, readings: Instants, rows: Rows, span: int) -> Rows:
        """The first row that closes at or after each reading.

        The span is the same for all: where a row's first and last moment arrive is worked out once per row.
        """
        used = self._used
        if readings.size >= used.size:
            last = used.size - 1
            earliest = np.minimum(np.searchsorted(used, self._opens - self._idle + span), last)
            latest = np.minimum(np.searchsorted(used, used + span), last)
            steps = int((latest - earliest).max())
            if steps <= _MOST_STEPS:
                found: Rows = earliest[rows]
                for _ in range(steps):
                    found += readings > used[found]
                return found
        return np.asarray(np.searchsorted(used, readings))


def _column(values: Spans) -> Instants:
    return np.array(values, dtype="timedelta64[us]").view(np.int64)
