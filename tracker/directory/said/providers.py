"""Providers by the names families write."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Allowance, Provider
from tracker.directory.catalogue.lookup import provider_named
from tracker.directory.catalogue.read import catalogue

# A letter takes longer than a message: 10 whole business days, until the family says otherwise.
POSTAL_AMOUNT, POSTAL_UNIT = Decimal(10), "days"
POSTAL_NAMES = frozenset({"postal mail", "mail", "letter", "usps"})


def provider_for(session: Session, name: str, now: datetime) -> Provider:
    """The provider of this name, capitals aside, or of another name of the same service; else made."""
    known = places.provider_named(session, name) or queries.providers_folded(session, name)
    known = known or _same_service(session, name)
    if known is not None:
        return known
    kind = "postal" if name.casefold() in POSTAL_NAMES else "electronic"
    provider = Provider(name=name, kind=kind, created_at=now)
    session.add(provider)
    session.flush()
    if kind == "postal":
        session.add(postal_allowance(provider.id or 0))
        session.flush()
    return provider


def _same_service(session: Session, name: str) -> Provider | None:
    """The provider that the household calls by another of the catalogue's names for it."""
    meant = provider_named(catalogue(), name)
    if meant is None:
        return None
    return next(
        (row for row in places.providers(session) if provider_named(catalogue(), row.name) == meant), None
    )


def postal_allowance(provider_id: int) -> Allowance:
    """How long the answer to a letter may take."""
    return Allowance(provider_id=provider_id, amount=POSTAL_AMOUNT, unit=POSTAL_UNIT)
