"""A facility or an agency changes its provider: for everybody there at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import directory as told_queries
from storage.tables import Contact, Contract, Facility
from tracker.contacts.agencies import agency_at
from tracker.contacts.moving.cards import ContractBefore, ProviderChanged
from tracker.contacts.moving.left_behind import left_behind
from tracker.contacts.moving.stays import household_today
from tracker.deadlines.recount import recount
from tracker.directory.answer import answer, current_ones
from tracker.directory.catalogue.read import catalogue
from tracker.directory.room import place_facts
from tracker.directory.said.providers import provider_for
from tracker.directory.said.told import Saying, Where, read_told, tell_contract
from tracker.errors import ConflictError, InvalidInputError
from tracker.wording import _


def change(session: Session, where: Where, provider: str, saying: Saying, now: datetime) -> ProviderChanged:
    """Ends the contract told before, keeps the new one, and gives everybody there the new provider.

    From a day still to come only the contract is kept. Messages keep the provider they went through. Raises
    InvalidInputError for a day that is missing, and as `tell_contract` does.
    """
    if saying.from_day is None:
        raise InvalidInputError(_("Enter the day on which the provider changed."), field="from_day")
    before = tuple(
        ContractBefore(row.id or 0, row.role, row.to_day)
        for row, _name in told_queries.contracts(session)
        if (row.facility_id, row.agency, row.service) == (where.facility_id, where.agency, "messages")
    )
    contract = tell_contract(session, where, provider.strip(), saying, now)
    new = provider_for(session, provider.strip(), now)
    rows = present(session, where)
    if saying.from_day > household_today(session, now):
        rows = []
    elif where.agency:
        rows = _where_it_holds(session, rows, new.name, now)
    changed = [(contact, facility) for contact, facility in rows if contact.provider_id != new.id]
    was = tuple((contact.id or 0, contact.provider_id) for contact, _facility in changed)
    for contact, _facility in changed:
        contact.provider_id = new.id
    recount(session, now)
    return ProviderChanged(
        provider=new.name,
        provider_id=new.id or 0,
        from_day=saying.from_day,
        contract_id=contract.id or 0,
        contacts=was,
        left_behind=tuple(
            left_behind(session, contact, facility.name, old_provider=old, new_provider=new.id)
            for (contact, facility), (_id, old) in zip(changed, was, strict=True)
        ),
        before=before,
    )


def undo_change(session: Session, done: ProviderChanged, now: datetime) -> None:
    """Takes a change back: the contract, and the provider of those who still have the new one."""
    contract = session.get(Contract, done.contract_id)
    if contract is None or contract.to_day is not None or contract.role != "current":
        raise ConflictError(
            _("More was entered about this provider since then. Enter the change back instead.")
        )
    session.delete(contract)
    for row in done.before:
        earlier = session.get(Contract, row.id)
        if earlier is not None:
            earlier.role, earlier.to_day = row.role, row.to_day
    for contact_id, provider_id in done.contacts:
        contact = session.get(Contact, contact_id)
        if contact is not None and contact.provider_id == done.provider_id:
            contact.provider_id = provider_id
    session.flush()
    recount(session, now)


def present(session: Session, where: Where) -> Sequence[tuple[Contact, Facility]]:
    """The contacts who are at a facility, or at any facility of an agency, now."""
    if where.facility_id is not None:
        rows = queries.present_at(session, [where.facility_id])
    else:
        rows = queries.present_at(session)
    return [
        (contact, facility)
        for contact, facility in rows
        if where.facility_id is not None or agency_at(facility) == where.agency
    ]


def _where_it_holds(
    session: Session, rows: Sequence[tuple[Contact, Facility]], provider: str, now: datetime
) -> list[tuple[Contact, Facility]]:
    """Without those at a facility with a provider of its own, which beats its agency's."""
    told, today = read_told(session, catalogue()), household_today(session, now)
    return [
        (contact, facility)
        for contact, facility in rows
        if provider
        in {row.name for row in current_ones(answer(catalogue(), place_facts(facility), told, today))}
    ]
