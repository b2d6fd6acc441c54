"""Noting a step of getting connected, changing it, and putting one back that was taken away."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import connecting as queries
from storage.tables import ConnectionStep, Provider
from storage.tables.connecting import CONNECTION_STEPS
from tracker.checks import EARLIEST, kept_text
from tracker.contacts.connecting.cards import StepTaken
from tracker.contacts.connecting.places import Places, places_of
from tracker.contacts.people import found_contact
from tracker.deadlines.household import household_zone
from tracker.directory.catalogue.model import Catalogue
from tracker.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.wording import _

MOST_NOTE = 1000


def add_step(session: Session, catalogue: Catalogue, row: ConnectionStep, now: datetime) -> int:
    """Keeps a step for the place of its day. Raises ConflictError when this very step is noted already."""
    if row.step not in CONNECTION_STEPS:
        raise InvalidInputError(_("Choose the step from the list."), field="step")
    today = now.astimezone(ZoneInfo(household_zone(session))).date()
    row.day, row.note = _kept_day(row.day, today), kept_text(row.note, "note", MOST_NOTE)
    row.agency = _agency(session, catalogue, row.contact_id, row.day, today)
    _not_twice(session, row)
    session.add(row)
    session.flush()
    return row.id or 0


def change_step(
    session: Session, catalogue: Catalogue, step_id: int, day: date | None, note: str, now: datetime
) -> StepTaken:
    """Gives a step another day and note; gives back what it was."""
    row = kept_step(session, step_id)
    was = StepTaken(**row.model_dump(exclude={"id"}))
    today = now.astimezone(ZoneInfo(household_zone(session))).date()
    day, note = _kept_day(day, today), kept_text(note, "note", MOST_NOTE)
    if day != row.day:
        agency = _agency(session, catalogue, row.contact_id, day, today)
        _not_twice(session, ConnectionStep(**{**row.model_dump(), "day": day, "agency": agency}))
        row.day, row.agency = day, agency
    row.note = note
    return was


def put_back(session: Session, taken: StepTaken) -> int:
    """Keeps a step again as it was, with the time of its first entry; gives its new key."""
    found_contact(session, taken.contact_id)
    row = ConnectionStep(
        contact_id=taken.contact_id,
        provider_id=taken.provider_id,
        member_id=taken.member_id,
        agency=taken.agency,
        step=taken.step,
        day=taken.day,
        note=taken.note,
        entered_at=taken.entered_at,
    )
    _not_twice(session, row)
    session.add(row)
    session.flush()
    return row.id or 0


def kept_step(session: Session, step_id: int) -> ConnectionStep:
    """A step that is there. Raises NotFoundError otherwise."""
    row = session.get(ConnectionStep, step_id)
    if row is None:
        raise NotFoundError(_("This step is no longer there. Reload the page."))
    return row


def found_provider(session: Session, provider_id: int) -> Provider:
    """A provider that is there. Raises NotFoundError otherwise."""
    row = session.get(Provider, provider_id)
    if row is None:
        raise NotFoundError(_("This provider is no longer there. Choose another."))
    return row


def _kept_day(day: date | None, today: date) -> date | None:
    if day is not None and day > today:
        raise InvalidInputError(_("This day is in the future. Enter when it happened."), field="day")
    if day is not None and day < EARLIEST.date():
        raise InvalidInputError(_("This date is before 1970. Check the year."), field="day")
    return day


def _agency(session: Session, catalogue: Catalogue, contact_id: int, day: date | None, today: date) -> str:
    places = places_of(session, catalogue, [contact_id], today)
    return places.get(contact_id, Places()).agency_on(day)


def _not_twice(session: Session, row: ConnectionStep) -> None:
    with session.no_autoflush:
        if queries.same_step(session, row):
            raise ConflictError(_("This step is noted for that day already."))
