"""What the family was told of a place: who serves it, and what it costs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from storage.queries import directory as queries
from storage.queries import quoting as quoting_queries
from storage.tables import Contract, Facility, Rate
from storage.tables.directory import COVERS, SERVICES, UNITS
from storage.touched import note_unquoted
from tracker.checks import kept_amount, kept_count, kept_name, kept_text
from tracker.directory.cards import ToldContract, ToldRate
from tracker.directory.catalogue.lookup import provider_named
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.running import BUREAU, agency_of
from tracker.directory.said.providers import provider_for
from tracker.errors import InvalidInputError, NotFoundError
from tracker.wording import _

MOST_SOURCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """All that the family was told, the newest entry first."""

    contracts: tuple[ToldContract, ...] = ()
    rates: tuple[ToldRate, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """What a statement is about: one facility, or all facilities of an agency."""

    facility_id: int | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """Who said it, on which day, and since when it holds (None: not known, taken as always)."""

    source: str
    as_of: date
    from_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """A price in dollars for one `unit` of what it `covers`; `characters` fit in one."""

    amount: Decimal
    unit: str = "message"
    covers: str = "text"
    characters: int | None = None


def read_told(session: Session, catalogue: Catalogue) -> Told:
    """Everything the family was told."""
    return Told(
        tuple(_contract(row, name, catalogue) for row, name in queries.contracts(session)),
        tuple(_rate(row, name, catalogue) for row, name in queries.rates(session)),
    )


def _slug(name: str, catalogue: Catalogue) -> str | None:
    known = provider_named(catalogue, name)
    return known.slug if known else None


def _contract(row: Contract, name: str, catalogue: Catalogue) -> ToldContract:
    return ToldContract(
        row.id or 0,
        row.facility_id,
        row.agency,
        name,
        _slug(name, catalogue),
        row.service,
        row.role,
        row.from_day,
        row.to_day,
        row.source,
        row.as_of,
        row.note,
    )


def _rate(row: Rate, name: str, catalogue: Catalogue) -> ToldRate:
    return ToldRate(
        row.id or 0,
        row.facility_id,
        row.agency,
        name,
        _slug(name, catalogue),
        row.covers,
        row.unit,
        row.amount,
        row.characters,
        row.from_day,
        row.to_day,
        row.source,
        row.as_of,
    )


def tell_contract(
    session: Session, where: Where, provider: str, saying: Saying, now: datetime, *, service: str = "messages"
) -> Contract:
    """Keeps that a provider serves a place since a day; what the family was told before ends the day before.

    Raises InvalidInputError for a place of the Bureau of Prisons, which uses CorrLinks only.
    """
    _checked(session, where, saying, service)
    if service == "messages" and _is_bureau(session, where):
        raise InvalidInputError(
            _("Federal prisons use CorrLinks only. If this is no federal prison, correct who runs it first."),
            field="provider",
        )
    named = provider_for(session, kept_name(provider, "provider"), now)
    for row, _name in queries.contracts(session):
        same = (row.facility_id, row.agency, row.service) == (where.facility_id, where.agency, service)
        if same and row.role == "current":
            _end(row, saying.from_day)
    contract = Contract(
        facility_id=where.facility_id,
        agency=where.agency,
        provider_id=named.id or 0,
        service=service,
        from_day=saying.from_day,
        source=saying.source.strip(),
        as_of=saying.as_of,
        note=saying.note,
        entered_at=now,
    )
    session.add(contract)
    session.flush()
    return contract


def _end(row: Contract, next_day: date | None) -> None:
    """A contract ends the day before the next; one that the next replaces from its first day never was."""
    still_open = row.to_day is None or next_day is None or row.to_day >= next_day
    if not still_open:
        return
    if next_day is None or (row.from_day is not None and next_day <= row.from_day):
        row.role = "ended"
    else:
        row.to_day = next_day - timedelta(days=1)


def tell_rate(
    session: Session, where: Where, provider: str, price: PriceSaid, saying: Saying, now: datetime
) -> Rate:
    """Keeps a price at a place since a day; the price told before for the same thing ends the day before.

    One of which nobody said since when it holds begins, where another was told on an earlier day, on the day
    it was told itself: what messages cost before that stays.
    """
    _checked(session, where, saying, "messages")
    if price.unit not in UNITS or price.covers not in COVERS:
        raise InvalidInputError(_("Choose what the price is for from the list."), field="unit")
    if kept_amount(price.amount, "price") is None:
        raise InvalidInputError(_("A price is missing. Type it, like 0.25."), field="price")
    if price.characters is not None and kept_count(price.characters, "characters") == 0:
        sentence = _("One character at least fits in one. Leave it empty where it is not known.")
        raise InvalidInputError(sentence, field="characters")
    named = provider_for(session, kept_name(provider, "provider"), now)
    alike = [
        row
        for row, _name in queries.rates(session)
        if (row.facility_id, row.agency, row.provider_id, row.covers)
        == (where.facility_id, where.agency, named.id, price.covers)
    ]
    since = saying.from_day
    if since is None and any(row.as_of < saying.as_of for row in alike):
        since = saying.as_of
    for row in alike:
        if since is None or (row.from_day is not None and since <= row.from_day):
            take_back_rate(session, row)
        elif row.to_day is None or row.to_day >= since:
            row.to_day = since - timedelta(days=1)
    rate = Rate(
        facility_id=where.facility_id,
        agency=where.agency,
        provider_id=named.id or 0,
        covers=price.covers,
        unit=price.unit,
        amount=price.amount,
        characters=price.characters,
        from_day=since,
        source=saying.source.strip(),
        as_of=saying.as_of,
        note=saying.note,
        entered_at=now,
    )
    session.add(rate)
    session.flush()
    # What had no price yet may have this one; what had one keeps it.
    note_unquoted(session, quoting_queries.never_quoted(session, [rate.provider_id]))
    return rate


def take_back_rate(session: Session, rate: Rate) -> None:
    """Takes a price back that never held; the messages it priced are priced by what else is known."""
    note_unquoted(session, quoting_queries.quoted_by(session, [rate.id or 0]))
    session.delete(rate)


def _checked(session: Session, where: Where, saying: Saying, service: str) -> None:
    if service not in SERVICES:
        raise InvalidInputError(_("Choose the service from the list."), field="service")
    if (where.facility_id is None) == (not where.agency):
        raise InvalidInputError(_("Choose the facility first."), field="facility")
    if where.facility_id is not None and session.get(Facility, where.facility_id) is None:
        raise NotFoundError(_("This facility is no longer there. Look for it again."))
    if not saying.source.strip():
        raise InvalidInputError(_("Say who told you, like: the jail, by phone."), field="source")
    kept_text(saying.source, "source", MOST_SOURCE)
    kept_text(saying.note, "note", MOST_SOURCE)


def _is_bureau(session: Session, where: Where) -> bool:
    if where.facility_id is None:
        return where.agency == BUREAU
    facility = session.get(Facility, where.facility_id)
    if facility is None:
        return False
    kept = facility.agency
    return (kept or agency_of(facility.name, facility.state, facility.kind)) == BUREAU
