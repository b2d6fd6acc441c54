"""All that the rule needs to know of a household, read once, so that each deadline costs no query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

import numpy as np
from sqlmodel import Session

from storage.queries import places as queries
from storage.tables import Allowance as AllowanceRow
from storage.tables import Closure, Facility, Household, Stay
from tracker.business_hours import PlaceCalendar, clock_for
from tracker.deadlines.allowances import Allowances
from tracker.deadlines.household import household_settings
from tracker.deadlines.rule import Allowance, Deadline, Place, deadline, unit_of
from tracker.deadlines.windows import window_time


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the rule asks of one waiting message."""

    contact_id: int
    provider_id: int
    news_at: datetime


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The household's places and allowances at an instant."""

    allowances: Allowances
    places: dict[int, Place]
    elsewhere: Place

    def place_of(self, contact_id: int) -> Place:
        """Where a contact is; a contact without a stay keeps the household's zone and federal holidays."""
        return self.places.get(contact_id, self.elsewhere)

    def allowance_for(self, contact_id: int, provider_id: int) -> Allowance:
        """The closest allowance for a message to this contact with this provider."""
        return self.allowances.closest(contact_id, provider_id, self.place_of(contact_id).facility_id)

    def deadline(self, contact_id: int, provider_id: int, news_at: datetime) -> Deadline:
        """When a message with this last news becomes overdue."""
        place = self.place_of(contact_id)
        return deadline(news_at, place, self.allowance_for(contact_id, provider_id))

    def deadlines(self, waiting: Sequence[Waiting]) -> list[Deadline]:
        """The deadlines of many messages, in their order; one array question per place and allowance."""
        answers: list[Deadline | None] = [None] * len(waiting)
        key = [(item.contact_id, item.provider_id) for item in waiting]
        for (contact_id, provider_id), indices in _grouped(key):
            place = self.place_of(contact_id)
            allowance = self.allowance_for(contact_id, provider_id)
            news = [waiting[index].news_at for index in indices]
            for index, answer in zip(indices, _deadlines_at(news, place, allowance), strict=True):
                answers[index] = answer
        return [answer for answer in answers if answer is not None]


def _grouped(keys: Sequence[tuple[int, int]]) -> Iterable[tuple[tuple[int, int], list[int]]]:
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return ((key, list(indices)) for key, indices in groupby(order, key=keys.__getitem__))


def _deadlines_at(news: Sequence[datetime], place: Place, allowance: Allowance) -> list[Deadline]:
    if place.in_transit or place.calendar.stands_still_from:
        return [deadline(at, place, allowance) for at in news]
    starts = np.array([at.replace(tzinfo=None) for at in news], dtype="datetime64[us]")
    dues = clock_for(place.calendar).add_many(starts, allowance.span(place.calendar))
    utc = ZoneInfo("UTC")
    return [Deadline(due.replace(tzinfo=utc), None) for due in dues.tolist()]


def load(session: Session, now: datetime, contact_ids: Collection[int] | None = None) -> Reckoning:
    """Reads the household's places and allowances as they are at `now`."""
    household = household_settings(session)
    today = now.astimezone(ZoneInfo(household.zone)).date()
    stays = queries.newest_stays(session, contact_ids, on=today)
    closures: dict[int, list[Closure]] = defaultdict(list)
    for closure in queries.closures_at(session, {stay.facility_id for stay, _ in stays}):
        closures[closure.facility_id].append(closure)
    return Reckoning(
        allowances=_allowances(household, queries.allowances(session)),
        places={
            stay.contact_id: _place(stay, facility, closures[stay.facility_id], household, now)
            for stay, facility in stays
        },
        elsewhere=Place(calendar_of(None, (), household), None),
    )


def _place(
    stay: Stay, facility: Facility, closures: Sequence[Closure], household: Household, now: datetime
) -> Place:
    today = now.astimezone(ZoneInfo(facility.zone)).date()
    ended = stay.to_day is not None and stay.to_day <= today
    return Place(calendar_of(facility, closures, household), facility.id, in_transit=ended)


def calendar_of(
    facility: Facility | None, closures: Sequence[Closure], household: Household
) -> PlaceCalendar:
    """The calendar a facility keeps: its own window or the household's, holidays and closures."""
    own = facility is not None and facility.opens is not None
    opens, closes = (
        (facility.opens, facility.closes) if facility and own else (household.opens, household.closes)
    )
    still = min((closure.from_day for closure in closures if closure.to_day is None), default=None)
    return PlaceCalendar(
        zone=facility.zone if facility else household.zone,
        state=(facility.state or None) if facility else None,
        federal=facility is None or facility.kind == "federal",
        opens=window_time(opens or 0),
        closes=None if closes is None else window_time(closes),
        closed=tuple(
            (closure.from_day, closure.to_day) for closure in closures if closure.to_day is not None
        ),
        stands_still_from=still,
    )


def _allowances(household: Household, rows: Sequence[AllowanceRow]) -> Allowances:
    by_place = {
        (row.contact_id, row.provider_id, row.facility_id): Allowance(row.amount, unit_of(row.unit))
        for row in rows
    }
    return Allowances(
        household=Allowance(household.allowance_amount, unit_of(household.allowance_unit)),
        contacts={contact: found for (contact, _, _), found in by_place.items() if contact},
        provider_at_facility={
            (provider, facility): found
            for (_, provider, facility), found in by_place.items()
            if provider and facility
        },
        providers={
            provider: found
            for (_, provider, facility), found in by_place.items()
            if provider and not facility
        },
        facilities={
            facility: found
            for (_, provider, facility), found in by_place.items()
            if facility and not provider
        },
    )
