"""Statements about the scheduler's lease: of several processes one holds it, and that one sweeps."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Session, col

from storage.queries.household import insert_for
from storage.tables import SchedulerLease


def claim(session: Session, holder: str, now: datetime, length: timedelta) -> bool:
    """Takes or renews the lease until `now + length`; False while another holds it.

    One statement, so that of any number of claims at once exactly one wins. A lease that runs out later
    than any claim could have made it comes from before the clock was set back, and is free too.
    """
    row = col(SchedulerLease.holder), col(SchedulerLease.expires_at)
    statement = insert_for(session, SchedulerLease).values(id=1, holder=holder, expires_at=now + length)
    claimed = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={"holder": statement.excluded.holder, "expires_at": statement.excluded.expires_at},
        where=or_(row[0] == holder, row[1] <= now, row[1] > now + 2 * length),
    ).returning(row[0])
    return session.execute(claimed).scalar_one_or_none() is not None


def release(session: Session, holder: str, now: datetime) -> None:
    """Gives the lease back, so that another process need not wait until it runs out."""
    ours = update(SchedulerLease).where(col(SchedulerLease.holder) == holder)
    session.execute(ours.values(expires_at=now))


def note_sweep(session: Session, holder: str, at: datetime) -> None:
    """Keeps the instant of the holder's last sweep."""
    ours = update(SchedulerLease).where(col(SchedulerLease.holder) == holder)
    session.execute(ours.values(last_sweep_at=at))


def current(session: Session) -> SchedulerLease | None:
    """The lease as it stands, or None before the first claim."""
    return session.get(SchedulerLease, 1)
