"""The ID number: it belongs to contact and agency, and an old one is kept for a return."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.tables import Contact, FormerNumber
from tracker.errors import ConflictError
from tracker.wording import _


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A number of a former agency, as it is kept."""

    agency: str
    id_number: str
    until_day: date


@dataclass(frozen=True, slots=True)
class NumberBefore:
    """What a change of the number did: number and agency before, the row added, and the one taken back."""

    id_number: str
    agency: str
    added: int | None = None
    taken: KeptNumber | None = None


def another_agency(one: str, other: str) -> bool:
    """True when both agencies are known and differ."""
    return bool(one and other) and one != other


def same_agency(one: str, other: str) -> bool:
    """True when both are known to be the same; a jail of a county that is not known is nobody's equal."""
    return bool(one) and one == other and not one.endswith(":")


def number_at(session: Session, contact_id: int, agency: str) -> str:
    """The number a contact had at this agency before; empty when none is kept."""
    kept = queries.former_numbers(session, contact_id)
    return next((row.id_number for row in kept if same_agency(row.agency, agency)), "")


def take_number(
    session: Session, contact: Contact, number: str, agency: str, until_day: date
) -> NumberBefore:
    """Gives a contact the number of an agency; the one of another agency is kept with its last day.

    Raises ConflictError when somebody else of this name has it.
    """
    same = queries.same_person(session, contact.name, number)
    if same is not None and same.id != contact.id:
        raise ConflictError(_("Somebody else here has this name and number. Check the number."))
    before = NumberBefore(contact.id_number, contact.agency)
    added = taken = None
    if contact.id_number and contact.id_number != number and contact.agency != agency:
        added = _keep(session, contact, KeptNumber(contact.agency, contact.id_number, until_day))
    for row in queries.former_numbers(session, contact.id or 0):
        if (row.agency, row.id_number) == (agency, number):
            taken = KeptNumber(row.agency, row.id_number, row.until_day)
            session.delete(row)
    contact.id_number, contact.agency = number, agency
    session.flush()
    return NumberBefore(before.id_number, before.agency, added, taken)


def give_back(session: Session, contact: Contact, before: NumberBefore) -> None:
    """Undoes `take_number`. Raises ConflictError when somebody else has the number by now."""
    same = queries.same_person(session, contact.name, before.id_number)
    if same is not None and same.id != contact.id:
        raise ConflictError(_("Somebody else here has this name and number. Check the number."))
    added = session.get(FormerNumber, before.added) if before.added is not None else None
    if added is not None:
        session.delete(added)
    if before.taken is not None:
        _keep(session, contact, before.taken)
    contact.id_number, contact.agency = before.id_number, before.agency
    session.flush()


def _keep(session: Session, contact: Contact, kept: KeptNumber) -> int:
    row = FormerNumber(
        contact_id=contact.id or 0,
        agency=kept.agency,
        id_number=kept.id_number,
        until_day=kept.until_day,
    )
    session.add(row)
    session.flush()
    return row.id or 0
