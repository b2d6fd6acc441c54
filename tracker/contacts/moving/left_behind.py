"""What stays at the old place or provider when a contact moves on."""

from collections import Counter

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.tables import Contact, Provider
from tracker.contacts.moving.cards import Bought, LeftBehind, Unanswered


def left_behind(
    session: Session,
    contact: Contact,
    facility: str,
    *,
    old_provider: int | None,
    new_provider: int | None,
    number: str = "",
    number_agency: str = "",
) -> LeftBehind:
    """What a contact leaves behind at a facility, read after the move; `number` no longer holds."""
    waiting = queries.waiting_of(session, contact.id or 0)
    unanswered = Counter(row.name for row in waiting)
    gone = {key for key in (old_provider, *(row.provider_id for row in waiting)) if key} - {new_provider}
    accounts = sorted(
        row.name for row in (session.get(Provider, key) for key in gone) if row and _has_account(row)
    )
    return LeftBehind(
        contact_id=contact.id or 0,
        contact=contact.name,
        facility=facility,
        unanswered=tuple(Unanswered(name, number) for name, number in sorted(unanswered.items())),
        bought=_bought(session, gone),
        accounts=tuple(accounts),
        used_by=tuple(row.name for row in queries.written_through(session, gone) if row.id != contact.id),
        number=number,
        number_agency=number_agency,
    )


def _bought(session: Session, provider_ids: set[int]) -> tuple[Bought, ...]:
    return tuple(
        Bought(row.name, row.kind, row.unit, row.units, row.amount, row.first, row.last)
        for row in queries.bought_at(session, provider_ids)
    )


def _has_account(provider: Provider) -> bool:
    """Letters need no account."""
    return provider.kind != "postal"
