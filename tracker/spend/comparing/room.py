"""Comparing: what would be cheaper for each person the family writes to."""

from storage.queries import usage as queries
from storage.session import Database
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.directory import Directory
from tracker.spend.comparing.cheaper import Cheaper, read_cheaper


class Comparing:
    """The ways to pay of one household, for the messages it really sent."""

    def __init__(self, database: Database, clock: Clock, directory: Directory) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory

    def cheaper(self) -> tuple[Cheaper, ...]:
        """For each contact who is somewhere now: what their messages cost, and would by each way there."""
        with self._database.read() as session:
            places = {there.facility_id for there in queries.contacts_there(session)}
        # A place costs as much to answer for as thousands of messages to count: each is asked about once.
        answers = self._directory.answers(tuple(sorted(places)))
        with self._database.read() as session:
            return read_cheaper(session, answers, household_zone(session), self._clock.now())
