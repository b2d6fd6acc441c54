"""The family corrects what is known of a facility: its zone, its hours, its kind, and who runs it."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlmodel import Session

from storage.queries import quoting as quoting_queries
from storage.tables import Facility
from storage.touched import note_unquoted
from tracker.checks import MOST_NAME, kept_text
from tracker.deadlines.recount import recount
from tracker.deadlines.windows import minutes_of, window_time
from tracker.directory.catalogue.read import catalogue
from tracker.directory.running import who_runs
from tracker.directory.said.kept import with_edited
from tracker.directory.states import US_ZONES
from tracker.errors import InvalidInputError, NotFoundError
from tracker.wording import _

KINDS = ("federal", "state", "county", "local", "multi")


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds at a facility; a new `kind` brings who runs it by rule.

    `window` is when it opens and closes, closing None being the end of the day; without a window the
    household's holds.
    """

    zone: str
    kind: str | None
    agency: str
    window: tuple[time, time | None] | None


def correct(session: Session, facility_id: int, said: Correction, now: datetime) -> Correction:
    """Keeps what the family says, marks it as theirs so that a newer list leaves it, and counts anew.

    Gives what held before. Raises InvalidInputError and NotFoundError.
    """
    row = session.get(Facility, facility_id)
    if row is None:
        raise NotFoundError(_("This facility is no longer there. Choose another."))
    if said.zone != row.zone and said.zone not in US_ZONES:
        raise InvalidInputError(_("Choose one of the time zones of the United States."), field="zone")
    if said.kind is not None and said.kind not in KINDS:
        raise InvalidInputError(_("Choose the kind of facility from the list."), field="kind")
    kept_text(said.agency, "agency", MOST_NAME)
    opens, closes = (None, None) if said.window is None else minutes_of(*said.window)
    before = held(row)
    changed = {
        "zone": said.zone != row.zone or row.zone_guessed,
        "kind": said.kind != row.kind,
        "agency": said.agency != row.agency,
    }
    ruled = not changed["agency"] and changed["kind"] and "agency" not in row.edited.split()
    row.zone, row.zone_guessed, row.kind = said.zone, False, said.kind
    row.agency = by_rule(row) if ruled else said.agency
    row.opens, row.closes = opens, closes
    row.edited = with_edited(row.edited, *(name for name, differs in changed.items() if differs))
    session.flush()
    # Who runs it decides what a message costs: one that had no price may have one now.
    note_unquoted(session, quoting_queries.never_quoted(session, facility_id=facility_id))
    recount(session, now)
    return before


def by_rule(row: Facility) -> str:
    """Who runs a facility as far as its name, kind and place tell."""
    return who_runs(catalogue(), row.name, row.state, row.kind, juvenile=row.juvenile, county=row.county)


def held(row: Facility) -> Correction:
    """What holds at a facility now."""
    window = None
    if row.opens is not None:
        window = (window_time(row.opens), None if row.closes is None else window_time(row.closes))
    return Correction(row.zone, row.kind, row.agency, window)
