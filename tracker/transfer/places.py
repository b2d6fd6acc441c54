"""Makes the people and places a file names, where they are not there yet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from sqlmodel import Session, SQLModel

from storage.queries import transfer as queries
from storage.tables import Contact, Facility, Member, Provider
from tracker.directory.names import kind_from_name, zone_of_state
from tracker.directory.said.known import known_places
from tracker.directory.said.providers import POSTAL_NAMES, postal_allowance
from tracker.transfer.log_names import KIND_UNKNOWN, FacilityNamed

Numbers = npt.NDArray[np.int64]


@dataclass(slots=True)
class Made:
    """What an import made, and which zones it only guessed."""

    created: dict[str, int] = field(default_factory=dict)
    guessed_zones: list[str] = field(default_factory=list)

    def count(self, what: str, number: int) -> None:
        """Counts rows made."""
        if number:
            self.created[what] = self.created.get(what, 0) + number


def find_or_make(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], named_by: tuple[str, ...]
) -> tuple[list[int], int]:
    """The keys of these rows, made where no row has their names yet; and how many were made."""
    known = queries.keys_of(session, table, named_by)
    missing = {tuple(row[name] for name in named_by): row for row in rows}
    fresh = [table(**row) for names, row in missing.items() if names not in known]
    session.add_all(fresh)
    session.flush()
    for made in fresh:
        known[tuple(getattr(made, name) for name in named_by)] = made.id  # type: ignore[attr-defined]
    keys = [known[tuple(row[name] for name in named_by)] for row in rows]
    for made in fresh:
        session.expunge(made)
    return keys, len(fresh)


def named_keys(
    session: Session,
    table: type[Member | Provider],
    names: Sequence[str],
    used: Collection[int],
    now: datetime,
    made: Made,
) -> Numbers:
    """The key of each name by its number, 0 where it is not used; members or providers."""
    wanted = sorted(used)
    rows = [_named(table, names[number], now) for number in wanted]
    known = {key for (key,) in queries.keys_of(session, table, ("name",))}
    keys, count = find_or_make(session, table, rows, ("name",))
    made.count(f"{table.__tablename__}s", count)
    session.add_all(
        postal_allowance(key)
        for row, key in zip(rows, keys, strict=True)
        if row.get("kind") == "postal" and row["name"] not in known
    )
    return spread(len(names), wanted, keys)


def _named(table: type[Member | Provider], name: str, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "created_at": now}
    if table is Provider and name.casefold() in POSTAL_NAMES:
        row["kind"] = "postal"
    return row


def facility_keys(
    session: Session,
    told: Sequence[FacilityNamed],
    used: Collection[int],
    zone: str,
    now: datetime,
    made: Made,
) -> tuple[Numbers, dict[int, ZoneInfo]]:
    """The key of each facility by its number, 0 where it is not used; and the zone of each by its key.

    One that is there already keeps its kind and zone, whatever the file says.
    """
    wanted = sorted(used)
    known = known_places(session, {told[number].state for number in wanted})
    places = [told[number] for number in wanted]
    found = [known.find(place.name, place.state) for place in places]
    missing = [place for place, key in zip(places, found, strict=True) if key is None]
    fresh = iter(_new_facilities(session, missing, zone, now, made))
    keys = [next(fresh) if key is None else key for key in found]
    zones = {key: ZoneInfo(name) for key, name in queries.zones_of(session, set(keys)).items()}
    return spread(len(told), wanted, keys), zones


def _new_facilities(
    session: Session, places: Sequence[FacilityNamed], zone: str, now: datetime, made: Made
) -> list[int]:
    facilities = []
    for place in places:
        guess = zone_of_state(place.state, zone)
        guessed = place.zone is None and guess.guessed
        facility = Facility(
            name=place.name,
            state=place.state,
            kind=_kind(place),
            zone=place.zone or guess.zone,
            zone_guessed=guessed,
            created_at=now,
        )
        facilities.append(facility)
        if guessed:
            made.guessed_zones.append(f"{place.name}, {place.state or '?'}: {guess.zone}")
    session.add_all(facilities)
    session.flush()
    keys = [facility.id or 0 for facility in facilities]
    for facility in facilities:
        session.expunge(facility)
    made.count("facilities", len(keys))
    return keys


def _kind(place: FacilityNamed) -> str | None:
    if place.kind:
        return None if place.kind == KIND_UNKNOWN else place.kind
    inferred = (kind_from_name(place.name, provider) for provider in sorted(place.providers))
    return next((kind for kind in inferred if kind), None)


def contact_keys(
    session: Session,
    contacts: Sequence[tuple[str, str]],
    newest_provider: dict[int, int],
    now: datetime,
    made: Made,
) -> Numbers:
    """The key of each contact by its number, 0 where it is not used.

    `newest_provider` gives each used contact the key of the provider of its newest row, which a contact made
    here writes through.
    """
    wanted = sorted(newest_provider)
    rows = [
        {
            "name": contacts[number][0],
            "id_number": contacts[number][1],
            "provider_id": newest_provider[number],
            "created_at": now,
        }
        for number in wanted
    ]
    keys, count = find_or_make(session, Contact, rows, ("name", "id_number"))
    made.count("contacts", count)
    return spread(len(contacts), wanted, keys)


def spread(length: int, numbers: Iterable[int], keys: Iterable[int]) -> Numbers:
    """Keys by number, 0 between; the last place, which -1 points at, stays 0."""
    spreaded = np.zeros(length + 1, dtype=np.int64)
    for number, key in zip(numbers, keys, strict=True):
        spreaded[number] = key
    return spreaded
