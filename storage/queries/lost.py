"""Statements about messages that were lost, and why."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from storage.queries.messages import in_parts
from storage.queries.spend import MoneyMessage, messages_with_money
from storage.tables import metadata

# Each is asked for by itself: so the index by state and time gives the newest without a look at the rest.
LOST_STATES = ("rejected", "returned", "closed")
message, event = metadata.tables["message"].c, metadata.tables["event"].c


def lost_messages(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    where: Mapping[str, int],
    before: tuple[datetime, int] | None,
    limit: int,
) -> list[MoneyMessage]:
    """Lost messages, newest first.

    `where` holds keys such as `contact_id`; `before` is time and id of the last one seen.
    """
    # Sums, not bare columns: else all of a contact's messages are looked through for the few that were lost.
    among = [message[name] + 0 == value for name, value in where.items()]
    found: list[MoneyMessage] = []
    for state in LOST_STATES:
        lost = {"state": state, "lost": True}
        found += messages_with_money(
            session, since, until, where=lost, before=before, limit=limit, among=among
        )
    return sorted(found, key=lambda row: (row.at, row.id), reverse=True)[:limit]


def endings(session: Session, message_ids: Collection[int]) -> Iterator[tuple[int, str, str]]:
    """Message, kind and reason of each step that ended or reopened one, in the order of their times."""
    kinds = (*LOST_STATES, "answered", "reopened")
    for part in in_parts(message_ids):
        statement = (
            select(event.message_id, event.kind, event.reason)
            .where(event.message_id.in_(part), event.kind.in_(kinds), event.withdrawn_at.is_(None))
            .order_by(event.at, event.id)
        )
        for row in session.execute(statement):
            yield row[0], row[1], row[2]
