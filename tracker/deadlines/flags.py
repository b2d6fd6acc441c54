"""Putting flags on what is past its deadline, and taking them off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.queries import flags as queries


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did."""

    flagged: int
    cleared: int


def sweep(session: Session, now: datetime) -> Swept:
    """Flags what is past due at `now`, and clears what no longer is."""
    cleared = queries.clear_stale(session, now)
    return Swept(flagged=len(queries.flag_past_due(session, now)), cleared=cleared)


def flag_overdue(session: Session, now: datetime, message_ids: Collection[int] | None = None) -> int:
    """Flags the messages (these, or all) that are overdue at `now`; gives how many."""
    if message_ids is not None and not message_ids:
        return 0
    return len(queries.flag_past_due(session, now, message_ids))
