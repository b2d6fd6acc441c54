"""What time means at a place: its zone, the public holidays to come, how long an answer may take."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import places
from tracker.business_hours import DayOff
from tracker.business_hours.holiday_lists import list_of, public_holidays
from tracker.deadlines.household import household_zone
from tracker.deadlines.reckoning import load
from tracker.deadlines.rule import Allowance, unit_of
from tracker.directory.answer import current_ones
from tracker.directory.cards import Answer, PlaceFacts
from tracker.directory.names import zone_of_state
from tracker.directory.said.providers import POSTAL_AMOUNT, POSTAL_NAMES, POSTAL_UNIT

AHEAD = timedelta(days=30)
NOBODY = 0  # no row has this key


@dataclass(frozen=True, slots=True)
class There:
    """`message` is the allowance of an answer to a message, None where nobody carries messages.

    `holidays` are the public holidays on weekdays from today on, None where nobody knows whose they are;
    `zone` is empty when not known.
    """

    zone: str
    guessed: bool
    holidays: tuple[DayOff, ...] | None
    message: Allowance | None
    letter: Allowance


def there(session: Session, answered: Answer, now: datetime) -> There:
    """The time at the place of an answer, as the household counts it."""
    place, allowances = answered.place, load(session, now, ()).allowances
    zone, guessed = place.zone, place.zone_guessed
    if guessed:
        zone, guessed = zone_of_state(place.state, zone)
    keys = {row.name.casefold(): row.id or NOBODY for row in places.providers(session)}
    current = current_ones(answered)
    message = None
    if current:
        key = keys.get(current[0].name.casefold(), NOBODY)
        message = allowances.closest(NOBODY, key, place.id)
    postal = next((keys[name] for name in sorted(POSTAL_NAMES) if name in keys), None)
    letter = (
        Allowance(POSTAL_AMOUNT, unit_of(POSTAL_UNIT))
        if postal is None
        else allowances.closest(NOBODY, postal, place.id)
    )
    today = now.astimezone(ZoneInfo(zone or household_zone(session))).date()
    known = bool(zone) or place.kind == "federal"
    return There(zone, guessed, holidays_ahead(place, today) if known else None, message, letter)


def holidays_ahead(place: PlaceFacts, today: date) -> tuple[DayOff, ...]:
    """The public holidays there on weekdays of the coming 30 days; a federal place keeps the federal ones."""
    kept = list_of(place.state, federal=place.kind == "federal")
    last = today + AHEAD
    days = {
        day: name for year in {today.year, last.year} for day, name in public_holidays(kept, year).items()
    }
    return tuple(DayOff(day, days[day]) for day in sorted(days) if today <= day <= last and day.weekday() < 5)
