"""A table that grows to the years it is asked for, and stops at what no question needs."""

from datetime import MAXYEAR, MINYEAR, timedelta
from threading import RLock

from tracker.business_hours.errors import NoBusinessTimeError
from tracker.business_hours.instants import EPOCH
from tracker.business_hours.table import PATIENCE, Table
from tracker.business_hours.year import Hours, open_year

# After 400 years the Gregorian calendar repeats; nobody waits longer, and no mistyped year may cost seconds.
MOST_YEARS = 400

# One lock for all clocks, since two clocks may be given one list of holidays that fills itself when asked.
# A container of holidays that itself asks a clock takes it a second time.
_growing = RLock()

_NOTHING = timedelta(0)


class GrowingTable:
    """The current table of one calendar. A new one replaces it as a whole: readers take no lock."""

    __slots__ = ("_hours", "table")

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self.table = Table.of(())

    def over(self, first: timedelta, last: timedelta) -> Table:
        """A table that covers two instants, given as spans since 1970 in ascending order."""
        table = self.table
        if table.covers(first) and table.covers(last):
            return table
        return self._reach(self._year(first), self._year(last))

    def fitting(self, first: timedelta, last: timedelta, span: timedelta) -> Table:
        """A table that covers two instants and in which `span` of business time after the last is used up."""
        table = self.over(first, last)
        year = self._year(first)
        most = min(MAXYEAR, year + MOST_YEARS - 1)
        step = 1
        while table.reading(last) + span > table.used[-1]:
            if table.waits_too_long(last):
                break
            reached = table.years[-1].number
            if reached >= most:
                raise NoBusinessTimeError(f"The span is not used up before the year {most + 1}.")
            table = self._reach(year, min(most, reached + step))
            step *= 2
        if table.waits_too_long(last):
            raise nothing_near(last)
        return table

    def around(self, first: timedelta, last: timedelta) -> Table:
        """A table that covers two instants and 400 days on either side, as far as the years go."""
        return self._reach(max(MINYEAR, self._year(first) - 2), min(MAXYEAR, self._year(last) + 2))

    def _year(self, since: timedelta) -> int:
        """The local year of an instant; it can differ from the year in UTC by one."""
        try:
            year = (EPOCH + since).year
        except OverflowError:  # its local time may still be in the first or last year that Python knows
            year = MAXYEAR if since > _NOTHING else MINYEAR
        only = self._reach(year, year)
        if not only.covers(since):
            year += -1 if since < only.begins else 1
            if not MINYEAR <= year <= MAXYEAR:
                raise ValueError("Business time is counted in the years 1 to 9999 only.")
        return year

    def _reach(self, first: int, last: int) -> Table:
        """A table of at least these years; those already worked out are kept."""
        with _growing:
            known = self.table.years
            if known and known[0].number <= first and last <= known[-1].number:
                return self.table
            if last - first >= MOST_YEARS + 4:
                raise ValueError(f"Instants more than {MOST_YEARS} years apart are not counted.")
            if known:
                lowest, highest = min(first, known[0].number), max(last, known[-1].number)
                if highest - lowest < MOST_YEARS + 4:
                    first, last = lowest, highest
            kept = {year.number: year for year in known}
            # Otherwise a far question starts the table anew rather than filling the centuries between.
            self.table = Table.of(
                [kept.get(number) or open_year(self._hours, number) for number in range(first, last + 1)]
            )
            return self.table


def nothing_near(since: timedelta) -> NoBusinessTimeError:
    """The refusal of a question about an instant, given as a span since 1970."""
    try:
        place = f"{EPOCH + since:%Y-%m-%d %H:%M} UTC"
    except OverflowError:  # a local time of the year 9999 that is in no year of UTC
        place = "the first or last day of all"
    return NoBusinessTimeError(f"The calendar has no business time within {PATIENCE.days} days of {place}.")
