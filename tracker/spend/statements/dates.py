"""What a bank writes for a day: month, day or year first, or the month in letters."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tracker.checks import EARLIEST
from tracker.spend.statements.amounts import bare
from tracker.transfer.values import BadValueError
from tracker.wording import _

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
_TIME = (
    r"(?:[t, ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:z|[a-z]{2,4}|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMBERS = re.compile(rf"{_WEEKDAY}([0-9]{{1,4}})\s*([/.-])\s*([0-9]{{1,2}})\s*\2\s*([0-9]{{1,4}}){_TIME}")
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY, _GAP = "([0-9]{1,2})(?:st|nd|rd|th)?", "[ /.,-]"
_DAY_MONTH = re.compile(rf"{_WEEKDAY}{_DAY}{_GAP}*([a-z]+){_GAP}*([0-9]{{2,4}}){_TIME}")
_MONTH_DAY = re.compile(rf"{_WEEKDAY}([a-z]+){_GAP}*{_DAY}{_GAP}+([0-9]{{2,4}}){_TIME}")
LONGEST, MOST_MONTHS = 60, 12


class Parts(NamedTuple):
    """A day's numbers. `first` and `second` are month and day if that is `known`, else in either order."""

    first: int
    second: int
    year: int
    known: bool
    dotted: bool = False


class AskedDay(NamedTuple):
    """A date as it stands in a statement, and the two days that it may be."""

    text: str
    month_first: date
    day_first: date


def parts_of(cell: str) -> Parts | None:
    """The numbers of a day, None for what is none."""
    text = bare(cell).casefold()
    if len(text) > LONGEST:
        return None
    if found := _EIGHT.fullmatch(text):
        year, month, day = (int(number) for number in found.groups())
        return Parts(month, day, year, known=True) if 1900 <= year < 2200 else None
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found[1], found[3], found[4], dotted=found[2] == ".")
    if found := _DAY_MONTH.fullmatch(text):
        return _named(found[2], found[1], found[3])
    if found := _MONTH_DAY.fullmatch(text):
        return _named(found[1], found[2], found[3])
    return None


def _numbers(first: str, second: str, third: str, *, dotted: bool) -> Parts | None:
    if len(first) == 4:
        return Parts(int(second), int(third), int(first), known=True) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    return Parts(int(first), int(second), _year(third), known=False, dotted=dotted)


def _named(month: str, day: str, year: str) -> Parts | None:
    number = next((n for n, name in enumerate(MONTHS, 1) if len(month) >= 3 and name.startswith(month)), None)
    if number is None or len(year) == 3:
        return None
    return Parts(number, int(day), _year(year), known=True)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def read_day(cell: str, order: str, today: date) -> date:
    """The day of a cell. Raises BadValueError for what is none, for one to come and for one before 1970."""
    parts = parts_of(cell)
    if not cell.strip():
        raise BadValueError(_("There is no date yet. Take the line when the bank has booked it."))
    if parts is None:
        raise BadValueError(_("This is no date with a year. Check that the right column is chosen."))
    if order == "year" and not parts.known:
        raise BadValueError(_("This date does not begin with its year. Choose another order of the dates."))
    day = _day(parts, order)
    if day is None:
        raise BadValueError(_("There is no such day. Check the date and the order of the dates."))
    if day > today:
        raise BadValueError(_("This day is still to come. Check the date and the order of the dates."))
    if day < EARLIEST.date():
        raise BadValueError(_("This day is before 1970. Check the year."))
    return day


def _day(parts: Parts, order: str) -> date | None:
    month, day = (parts.second, parts.first) if order == "day" and not parts.known else parts[:2]
    try:
        return date(parts.year, month, day)
    except ValueError:
        return None


def order_of(cells: Mapping[str, int], ours: Iterable[str], today: date) -> str | None:
    """What the dates of a file begin with, None where only the family can tell.

    `cells` counts every text of the column, `ours` are those of lines that are asked about.
    """
    votes: Counter[str] = Counter()
    open_days = []
    for cell, count in cells.items():
        parts = parts_of(cell)
        if parts is None:
            continue
        if parts.known:
            votes["year"] += count
            continue
        open_days.append(parts)
        # Whether there is such a day at all is asked later: 11/31 has its month first.
        votes["month"] += count * (parts.first <= MOST_MONTHS < parts.second)
        votes["day"] += count * (parts.second <= MOST_MONTHS < parts.first)
    if not open_days:
        return "year" if votes["year"] else "month"
    if votes["month"] != votes["day"]:
        return "month" if votes["month"] > votes["day"] else "day"
    if all(parts.dotted for parts in open_days):
        return "day"
    to_come = {order: any(_later(parts, order, today) for parts in open_days) for order in ("month", "day")}
    if to_come["month"] != to_come["day"]:
        return "day" if to_come["month"] else "month"
    return None if asked_day(ours) else "month"


def asked_day(cells: Iterable[str]) -> AskedDay | None:
    """The first day that may be two."""
    for cell in cells:
        parts = parts_of(cell)
        if parts is not None and not parts.known and parts.first != parts.second:
            month, day = _day(parts, "month"), _day(parts, "day")
            if month and day:
                return AskedDay(bare(cell), month, day)
    return None


def _later(parts: Parts, order: str, today: date) -> bool:
    day = _day(parts, order)
    return day is not None and day > today
