"""A facility that the family added and one of the list become one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.queries import facilities as queries
from storage.queries import quoting as quoting_queries
from storage.tables import Facility
from storage.touched import note_unquoted
from tracker.deadlines.recount import recount
from tracker.directory.names import kind_from_name, zone_of_state
from tracker.directory.said.kept import with_edited, with_former
from tracker.errors import ConflictError, NotFoundError
from tracker.transfer.facilities.settling import column_value, plain_value, who_runs
from tracker.wording import _

# What a list says of a facility, beside who runs it and where it lies.
PLAIN = (
    "city", "county", "address", "postcode", "telephone", "website", "security", "status", "population",
    "capacity", "source_day",
)  # fmt: skip


def absorbed(own: Any, listed: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the one facility: what the list says, and what the family knew better.

    What the family set itself stays, and stays when a later list says otherwise; so does what the list does
    not say. A kind or zone that only followed from the name or the state gives way.
    """
    merged = dict(listed)
    edited = set(own.edited.split())
    kept = {name for name in PLAIN if name in edited or (not listed[name] and getattr(own, name))}
    if "kind" in edited or (own.kind and (not listed["kind"] or own.kind != kind_from_name(own.name))):
        kept.add("kind")
    if "zone" in edited or _zone_was_given(own):
        kept.add("zone")
    changed = {name for name in kept if plain_value(own, name) != listed[name]}
    merged |= {name: plain_value(own, name) for name in changed}
    if "zone" in changed:
        merged["zone_guessed"] = False
    if "agency" in edited or own.agency not in ("", who_runs(_plainly(own))):
        merged["agency"] = own.agency
        changed.add("agency")
    elif "agency" not in listed.get("edited", "").split():
        merged["agency"] = who_runs(merged)
    if own.opens is not None:
        merged |= {"opens": own.opens, "closes": own.closes}
    merged["edited"] = with_edited(listed.get("edited", ""), *sorted(edited | changed))
    merged["former_names"] = with_former(
        listed.get("former_names", ""), *own.former_names.splitlines(), own.name, unless=listed["name"]
    )
    return merged


def _plainly(own: Any) -> dict[str, Any]:
    return {name: getattr(own, name) for name in ("name", "state", "kind", "juvenile", "county")}


def _zone_was_given(own: Any) -> bool:
    """Whether somebody said the zone: the state alone would have given another, or a guess."""
    guess = zone_of_state(own.state, own.zone)
    return not own.zone_guessed and (guess.guessed or guess.zone != own.zone)


def merge_facility(session: Session, own_id: int, source_row_id: int, now: datetime) -> None:
    """Makes a facility that the family added one with a facility of the list, which keeps its key and name.

    Stays, closures, allowances, contracts, prices and messages move over; what waits is counted anew. Raises
    NotFoundError or ConflictError when the two are not that.
    """
    own, listed = session.get(Facility, own_id), session.get(Facility, source_row_id)
    if own is None or listed is None:
        raise NotFoundError(_("This facility is no longer there. Look at the list again."))
    if own.source_id is not None or listed.source_id is None:
        raise ConflictError(_("Choose a facility you added, and the one of the list that it is."))
    values = {name: plain_value(listed, name) for name in Facility.model_fields}
    for name, value in absorbed(own, values).items():
        if value != values[name]:
            setattr(listed, name, column_value(name, value))
    session.flush()
    queries.move_all(session, own_id, source_row_id)
    _join_stays(session, source_row_id)
    queries.remove(session, own_id)
    session.expire_all()
    # The list may know who runs it, and that decides what a message costs.
    note_unquoted(session, quoting_queries.never_quoted(session, facility_id=source_row_id))
    recount(session, now)


def _join_stays(session: Session, facility_id: int) -> None:
    """One stay where a contact now has two in a row at the same place."""
    by_contact: dict[int, list[Any]] = {}
    for stay in queries.stays_at(session, facility_id):
        by_contact.setdefault(stay.contact_id, []).append(stay)
    for stays in by_contact.values():
        first = stays[0]
        for later in stays[1:]:
            if first.to_day != later.from_day or first.ended_by != "transferred":
                first = later
                continue
            to_day, ended_by = later.to_day, later.ended_by
            session.delete(later)
            session.flush()
            first.to_day, first.ended_by = to_day, ended_by
            session.flush()
