"""Where contacts were, inferred from the facilities their messages name.

Rows in the order of their times tell a place; a change of place ends one stay ("transferred") on the day
of the first row at the next, and begins the next on that day. Days are those of the place that begins. Of
several places on one day the last counts. Stays that are already there hold for the time they cover:

- rows before the first stay put stays before it, and let it begin earlier where they name its own place;
- rows later than the contact's newest message, at another place than the open stay's, end that stay;
- rows after a last stay that ended without a next place begin a new one, unless it ended for good.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from storage.types import EPOCH

Numbers = npt.NDArray[np.int64]
FOR_GOOD = ("released", "died")


@dataclass(frozen=True, slots=True)
class Seen:
    """One contact's rows that name a place, in the order of their times (microseconds since 1970)."""

    contact: int
    at: Numbers
    facility: Numbers

    def between(self, after: int | None, before: int | None) -> "Seen":
        """The rows later than one instant and earlier than another."""
        low = 0 if after is None else int(np.searchsorted(self.at, after, side="right"))
        high = len(self.at) if before is None else int(np.searchsorted(self.at, before, side="left"))
        return Seen(self.contact, self.at[low:high], self.facility[low:high])


@dataclass(frozen=True, slots=True)
class KnownStay:
    """A stay that is already there."""

    key: int
    facility: int
    from_day: date
    to_day: date | None
    ended_by: str | None


@dataclass(slots=True)
class NewStay:
    """A stay to add; without `to_day` it goes on."""

    contact: int
    facility: int
    from_day: date
    to_day: date | None = None


@dataclass(slots=True)
class StayPlan:
    """What to write: stays to add, and known ones that now end on a day or begin on an earlier one."""

    new: list[NewStay] = field(default_factory=list)
    ended: list[tuple[int, date]] = field(default_factory=list)
    begun: list[tuple[int, date]] = field(default_factory=list)


def seen_by_contact(contact: Numbers, facility: Numbers, at: Numbers) -> Iterator[Seen]:
    """The rows that name a place (none below 0), contact by contact in the order of their times."""
    placed = np.flatnonzero(facility >= 0)
    order = placed[np.lexsort((placed, at[placed], contact[placed]))]
    contacts = contact[order]
    starts = np.flatnonzero(np.diff(contacts, prepend=-1))
    for start, end in zip(starts, np.append(starts[1:], len(order)), strict=False):
        rows = order[start:end]
        yield Seen(int(contacts[start]), at[rows], facility[rows])


def plan_stays(
    seen: Seen, known: Sequence[KnownStay], newest: int | None, zones: Mapping[int, ZoneInfo], plan: StayPlan
) -> None:
    """Adds what these rows tell of one contact; `known` oldest first, `newest` its newest message."""
    if not known:
        plan.new += _stays(seen, zones)
        return
    _earlier(seen, known[0], zones, plan)
    _later(seen, known[-1], newest, zones, plan)


def _earlier(seen: Seen, first: KnownStay, zones: Mapping[int, ZoneInfo], plan: StayPlan) -> None:
    older = _stays(seen.between(None, _start(first.from_day, zones[first.facility])), zones)
    older = [stay for stay in older if stay.from_day < first.from_day]
    if older and older[-1].facility == first.facility:
        plan.begun.append((first.key, older.pop().from_day))
    elif older:
        older[-1].to_day = first.from_day
    plan.new += older


def _later(
    seen: Seen, last: KnownStay, newest: int | None, zones: Mapping[int, ZoneInfo], plan: StayPlan
) -> None:
    if last.ended_by in FOR_GOOD:
        return
    since = last.to_day or last.from_day
    # An instant before the day's first: what happens on the day itself may already be at the next place.
    settled = _start(since, zones[last.facility]) - 1
    later = _stays(seen.between(max(settled, newest or settled), None), zones)
    if last.to_day is None and later and later[0].facility == last.facility:
        later.pop(0)
    if not later:
        return
    later[0].from_day = max(later[0].from_day, since)
    if last.to_day is None:
        plan.ended.append((last.key, later[0].from_day))
    plan.new += later


def _stays(seen: Seen, zones: Mapping[int, ZoneInfo]) -> list[NewStay]:
    """The stays these rows tell, the last one going on; each begins on a later day than the one before."""
    if not len(seen.at):
        return []
    stays: list[NewStay] = []
    for row in [0, *(np.flatnonzero(np.diff(seen.facility)) + 1)]:
        facility = int(seen.facility[row])
        day = _day(int(seen.at[row]), zones[facility])
        if stays and day <= stays[-1].from_day:
            day = stays.pop().from_day
        if stays and stays[-1].facility == facility:
            stays[-1].to_day = None
            continue
        if stays:
            stays[-1].to_day = day
        stays.append(NewStay(seen.contact, facility, day))
    return stays


def _day(micros: int, zone: ZoneInfo) -> date:
    return (EPOCH + timedelta(microseconds=micros)).astimezone(zone).date()


def _start(day: date, zone: ZoneInfo) -> int:
    """The instant a day begins in a zone, in microseconds since 1970."""
    begins = EPOCH.replace(year=day.year, month=day.month, day=day.day, tzinfo=zone)
    return (begins - EPOCH) // timedelta(microseconds=1)
