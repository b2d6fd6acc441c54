"""What the family was told, kept in one step and taken back in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from storage.queries import directory as queries
from storage.queries.facilities_kept import is_pointed_at
from storage.tables import Contract, Facility, Rate
from tracker.checks import kept_name
from tracker.directory.cards import PlaceFacts
from tracker.directory.names import zone_of_state
from tracker.directory.said.known import known_places
from tracker.directory.said.told import (
    PriceSaid,
    Saying,
    Where,
    take_back_rate,
    tell_contract,
    tell_rate,
)
from tracker.errors import ConflictError
from tracker.wording import _


@dataclass(frozen=True, slots=True)
class Telling:
    """What one telling wrote, and what stood at the place before; `untell` puts that back."""

    where: Where
    contract_id: int
    rate_id: int | None
    contracts: tuple[tuple[int, str, date | None], ...]
    rates: tuple[Mapping[str, Any], ...]
    made: bool = False

    @property
    def facility_id(self) -> int | None:
        """The facility it is about; None for an agency."""
        return self.where.facility_id


def tell(
    session: Session, where: Where, provider: str, saying: Saying, price: PriceSaid | None, now: datetime
) -> Telling:
    """Keeps the provider of messages at a place, and the price of one if known."""
    contracts = tuple((row.id or 0, row.role, row.to_day) for row in _contracts(session, where))
    rates = tuple(row.model_dump() for row in _rates(session, where))
    contract = tell_contract(session, where, provider, saying, now)
    rate = tell_rate(session, where, provider, price, saying, now) if price is not None else None
    return Telling(where, contract.id or 0, rate.id if rate else None, contracts, rates)


def untell(session: Session, telling: Telling) -> None:
    """Takes back what was told: it goes, and what it ended is open again.

    Raises ConflictError where something else was told of the place since.
    """
    newer = [row for row in _contracts(session, telling.where) if (row.id or 0) > telling.contract_id]
    if newer:
        raise ConflictError(_("Something newer was told of this place. Tell what is right now instead."))
    contract = session.get(Contract, telling.contract_id)
    if contract is not None:
        session.delete(contract)
    rate = session.get(Rate, telling.rate_id) if telling.rate_id is not None else None
    if rate is not None:
        take_back_rate(session, rate)
    session.flush()
    for contract_id, role, to_day in telling.contracts:
        kept = session.get(Contract, contract_id)
        if kept is not None:
            kept.role, kept.to_day = role, to_day
    for values in telling.rates:
        before = session.get(Rate, values["id"])
        if before is None:
            session.add(Rate(**values))
        else:
            before.to_day = values["to_day"]
    session.flush()
    if telling.made and telling.facility_id is not None:
        _drop(session, telling.facility_id)


def stored_place(session: Session, place: PlaceFacts, zone: str, now: datetime) -> tuple[int, bool]:
    """The key of the stored facility that a typed place is, and whether it was made now.

    `zone` holds where the state says none. Raises InvalidInputError for a place without a name.
    """
    name = kept_name(place.name.strip(), "facility")
    known = known_places(session, {place.state}).find(name, place.state)
    if known is not None:
        return known, False
    guess = zone_of_state(place.state, place.zone or zone)
    facility = Facility(
        name=name,
        state=place.state,
        kind=place.kind,
        zone=guess.zone if place.zone_guessed else place.zone,
        zone_guessed=place.zone_guessed and guess.guessed,
        city=place.city,
        county=place.county,
        created_at=now,
    )
    session.add(facility)
    session.flush()
    return facility.id or 0, True


def _contracts(session: Session, where: Where) -> list[Contract]:
    rows = (row for row, _name in queries.contracts(session) if row.service == "messages")
    return [row for row in rows if Where(row.facility_id, row.agency) == where]


def _rates(session: Session, where: Where) -> list[Rate]:
    return [row for row, _name in queries.rates(session) if Where(row.facility_id, row.agency) == where]


def _drop(session: Session, facility_id: int) -> None:
    """A facility made for what was told goes with it, unless somebody is or was there."""
    facility = session.get(Facility, facility_id)
    if facility is not None and not is_pointed_at(session, facility_id):
        session.delete(facility)
        session.flush()
