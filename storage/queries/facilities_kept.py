"""Statements about which facilities something else still points at."""

from sqlalchemy import exists, select
from sqlmodel import Session, col

from storage.tables import Allowance, Closure, Contract, Facility, Message, Rate, Stay


def is_pointed_at(session: Session, facility_id: int) -> bool:
    """Whether a stay, message, allowance, closure, contract or price is of this facility."""
    others = (Stay, Message, Allowance, Closure, Contract, Rate)
    found = (exists().where(col(other.facility_id) == facility_id) for other in others)
    return any(session.execute(select(one)).scalar_one() for one in found)


def has_listed(session: Session) -> bool:
    """Whether a list of facilities was imported."""
    return bool(session.execute(select(exists().where(col(Facility.source_id).is_not(None)))).scalar_one())
