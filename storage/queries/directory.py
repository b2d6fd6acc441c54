"""Statements about what the family was told of places, and about facilities by key."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, delete, insert, select
from sqlmodel import Session, col

from storage.queries.messages import in_parts
from storage.tables import CatalogueChange, CatalogueRow, Contract, Facility, Provider, Rate


def contracts(session: Session) -> Sequence[Row[Contract, str]]:
    """Every contract the family was told of with its provider's name, the newest entry first."""
    statement = (
        select(Contract, col(Provider.name))
        .join(Provider, col(Provider.id) == Contract.provider_id)
        .order_by(col(Contract.id).desc())
    )
    return session.execute(statement).all()


def rates(session: Session) -> Sequence[Row[Rate, str]]:
    """Every price the family was told with its provider's name, the newest entry first."""
    statement = (
        select(Rate, col(Provider.name))
        .join(Provider, col(Provider.id) == Rate.provider_id)
        .order_by(col(Rate.id).desc())
    )
    return session.execute(statement).all()


def facilities_by_id(session: Session, facility_ids: Collection[int]) -> dict[int, Facility]:
    """These facilities by key."""
    found: dict[int, Facility] = {}
    for part in in_parts(facility_ids):
        rows = session.execute(select(Facility).where(col(Facility.id).in_(part))).scalars()
        found |= {row.id or 0: row for row in rows}
    return found


def catalogue_row(session: Session, key: str) -> str:
    """One row of the catalogue as it was, empty when there is none."""
    statement = select(col(CatalogueRow.content)).where(col(CatalogueRow.key) == key)
    return session.execute(statement).scalar_one_or_none() or ""


def catalogue_rows(session: Session) -> dict[str, str]:
    """The catalogue as it was when Kitelog last started."""
    rows = session.execute(select(col(CatalogueRow.key), col(CatalogueRow.content)))
    return {row.key: row.content for row in rows}


def replace_catalogue(session: Session, gone: Collection[str], put: dict[str, str]) -> None:
    """Keeps the catalogue as it is now: drops the rows that are gone or put anew, and adds those put."""
    session.execute(
        delete(CatalogueRow).where(col(CatalogueRow.key).in_([*gone, *put])),
        execution_options={"synchronize_session": False},
    )
    if put:
        rows = [{"key": key, "content": content} for key, content in put.items()]
        session.execute(insert(CatalogueRow), rows)


def catalogue_changes(session: Session, since: datetime | None = None) -> Sequence[CatalogueChange]:
    """What newer catalogues changed, newest first."""
    statement = select(CatalogueChange).order_by(col(CatalogueChange.seen_at).desc(), col(CatalogueChange.id))
    if since is not None:
        statement = statement.where(col(CatalogueChange.seen_at) >= since)
    return session.execute(statement).scalars().all()
