"""Public holidays of the United States and of each state, from the `holidays` library."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def list_of(state: str | None, *, federal: bool) -> str | None:
    """Which list a facility keeps: that of its state (two letters), or None for the federal one.

    A federal facility keeps the federal list wherever it stands, and so does one whose state is not known.
    DC, Puerto Rico, Guam, the Virgin Islands, American Samoa and the Northern Marianas have their own lists.
    """
    name = (state or "").strip().upper()
    return name if not federal and name in _states() else None


@lru_cache(maxsize=4096)
def public_holidays(kept: str | None, year: int) -> Mapping[date, str]:
    """The days of one year on a list (see `list_of`) with their English names.

    Read year by year and kept unchangeable: the library's own object fills itself while it is being asked,
    which two threads at once would see half done. It knows the years from 1777 to 2100; others are empty.
    """
    days = _united_states(kept, year)
    return MappingProxyType({day: days[day] for day in sorted(days) if day.year == year})


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(_united_states(None, None).subdivisions)


def _united_states(kept: str | None, year: int | None) -> "HolidayBase":
    # Imported at the first question: the library loads every country of the world, a quarter of a second.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("US", subdiv=kept, years=year, language="en_US")
