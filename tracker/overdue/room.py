"""What is overdue: the sweep that flags it, the lists that show it, and what a family does about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.queries import flags as queries
from storage.queries import household as household_queries
from storage.session import Database, note_change
from tracker.business_hours import calendar_versions
from tracker.clock import Clock
from tracker.deadlines import flags
from tracker.deadlines.flags import Swept
from tracker.deadlines.recount import recount
from tracker.overdue import handling, listing
from tracker.overdue.listing import FlagCard, WaitingCard


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages are overdue, and how many more wait."""

    overdue: int
    waiting: int


class Overdue:
    """The overdue messages of one household. `now` may be given; it is the clock's otherwise."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def sweep(self, now: datetime | None = None) -> Swept:
        """Flags what is past due and clears what no longer is, in one transaction."""
        with self._database.write(counts=False) as session:
            swept = flags.sweep(session, now or self._clock.now())
            if swept.flagged or swept.cleared:
                note_change(session)
            return swept

    def next_due(self, now: datetime | None = None) -> datetime | None:
        """The next deadline to come, None when nothing waits for one."""
        with self._database.read() as session:
            return queries.next_due(session, now or self._clock.now())

    def overdue(self, limit: int | None = None) -> tuple[WaitingCard, ...]:
        """What is overdue now, the longest first."""
        with self._database.read() as session:
            return listing.overdue_now(session, self._clock.now(), limit)

    def overdue_at(self, at: datetime | None = None) -> tuple[WaitingCard, ...]:
        """What was overdue at an instant, derived from the rule and the steps known by then."""
        with self._database.read() as session:
            return listing.overdue_at(session, at or self._clock.now())

    def upcoming(self, limit: int = 20) -> tuple[WaitingCard, ...]:
        """What waits and is not overdue, the next deadline first; what stands still comes last."""
        with self._database.read() as session:
            return listing.upcoming(session, self._clock.now(), limit)

    def counts(self) -> Counts:
        """How many are overdue and how many more wait."""
        with self._database.read() as session:
            return Counts(*queries.counts(session, self._clock.now()))

    def flags(self, limit: int | None = None, *, cleared: bool | None = None) -> tuple[FlagCard, ...]:
        """Flags newest first: all of them, only cleared ones, or only the others."""
        with self._database.read() as session:
            return listing.flags(session, self._clock.now(), limit, cleared=cleared)

    def snooze(self, flag_id: int, business: timedelta, member_id: int | None = None) -> datetime:
        """Quiets a flag until this much business time has passed there; gives the instant."""
        now = self._clock.now()
        with self._database.write() as session:
            until = handling.snooze_until(session, flag_id, business, now)
            handling.snooze(session, flag_id, until, now, member_id)
            return until

    def snooze_until(self, flag_id: int, until: datetime, member_id: int | None = None) -> None:
        """Quiets a flag until an instant."""
        with self._database.write() as session:
            handling.snooze(session, flag_id, until, self._clock.now(), member_id)

    def acknowledge(self, flag_id: int, member_id: int | None = None) -> None:
        """Says that the family knows."""
        with self._database.write() as session:
            handling.acknowledge(session, flag_id, self._clock.now(), member_id)

    def wake(self, flag_id: int) -> None:
        """Takes a snooze or an acknowledgement back."""
        with self._database.write() as session:
            handling.wake(session, flag_id)

    def recount(self) -> int:
        """Works the deadlines of all waiting messages out anew; gives how many moved."""
        with self._database.write(counts=False) as session:
            moved = recount(session, self._clock.now())
            if moved:
                note_change(session)
            return moved

    def recount_if_calendars_changed(self) -> int:
        """Recounts when the public holidays or the zones are other versions than last time."""
        versions = calendar_versions()
        with self._database.write(counts=False) as session:
            household = household_queries.settings_row(session)
            known = household and (household.holidays_version, household.tzdata_version)
            if household is None or known == (versions["holidays"], versions["tzdata"]):
                return 0
            household.holidays_version, household.tzdata_version = versions["holidays"], versions["tzdata"]
            session.flush()
            moved = recount(session, self._clock.now())
            note_change(session)
            return moved
