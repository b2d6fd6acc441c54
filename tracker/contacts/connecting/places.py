"""Where contacts are and were, as getting connected sees it: whose rules hold there, and since when."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from storage.queries import connecting as queries
from storage.tables import Facility
from tracker.checks import EARLIEST
from tracker.directory.answer import answer
from tracker.directory.cards import Answer
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.room import place_facts
from tracker.directory.said.told import read_told

OWN_PLACE = "facility:"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a contact, the newest first as (first day, facility), and who runs each.

    A place whose agency is not known stands for itself. `answer` is that of the newest place, None where no
    place is known; `ended_by` says how the stay there ended.
    """

    stays: tuple[tuple[date, int], ...] = ()
    agencies: tuple[tuple[int, str], ...] = ()
    answer: Answer | None = None
    ended_by: str | None = None

    def agency_on(self, day: date | None = None) -> str:
        """Who ran the place where they were on a day, now without one; empty where none is known."""
        if not self.stays:
            return ""
        there = (facility for first, facility in self.stays if day is None or first <= day)
        return dict(self.agencies)[next(there, self.stays[-1][1])]

    def counts(self, agency: str) -> bool:
        """Whether a step taken for this agency counts where they are now."""
        if self.facility_ids is None:
            return True
        known = {f"{OWN_PLACE}{facility}": key for facility, key in self.agencies}
        return known.get(agency, agency) == self.agency_on()

    @property
    def facility_ids(self) -> tuple[int, ...] | None:
        """The facilities of the present agency; None for somebody who was never with another one."""
        here = tuple(facility for facility, key in self.agencies if key == self.agency_on())
        return None if len(here) == len(self.agencies) else here

    @property
    def since(self) -> datetime | None:
        """An instant before anything that happened at `facility_ids`."""
        here = self.facility_ids
        if here is None:
            return None
        first = max(min(day for day, facility in self.stays if facility in here), EARLIEST.date())
        # A day sooner, so that it holds in every zone.
        return datetime.combine(first, time(), UTC) - timedelta(days=1)


def places_of(
    session: Session, catalogue: Catalogue, contact_ids: Collection[int], today: date
) -> dict[int, Places]:
    """The places of these contacts by key; a contact without any is left out."""
    stays = defaultdict(list)
    for stay, facility in queries.stays(session, contact_ids):
        stays[stay.contact_id].append((stay, facility))
    facilities: dict[int, Facility] = {row.id or 0: row for rows in stays.values() for _stay, row in rows}
    told = read_told(session, catalogue) if facilities else None
    if told is None:
        return {}
    answers = {key: answer(catalogue, place_facts(row), told, today) for key, row in facilities.items()}
    keys = {key: found.agency or f"{OWN_PLACE}{key}" for key, found in answers.items()}
    return {
        contact_id: Places(
            tuple((stay.from_day, stay.facility_id) for stay, _facility in rows),
            tuple({stay.facility_id: keys[stay.facility_id] for stay, _facility in rows}.items()),
            answers[rows[0][0].facility_id],
            rows[0][0].ended_by,
        )
        for contact_id, rows in stays.items()
    }
