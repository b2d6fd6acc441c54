"""Works deadlines out anew when a calendar, a closure, an allowance or a stay changed."""

from datetime import datetime

from sqlmodel import Session

from storage.queries import flags as flag_queries
from storage.queries import messages as message_queries
from tracker.deadlines.flags import flag_overdue
from tracker.deadlines.reckoning import Waiting, load


def recount(session: Session, now: datetime) -> int:
    """Moves the deadlines that the household's present calendars and allowances say otherwise.

    Every waiting message is asked about in bulk; only one whose deadline moves is written, begins a new
    wait and loses its flag. Gives how many moved.
    """
    rows = flag_queries.waiting_rows(session)
    reckoning = load(session, now)
    deadlines = reckoning.deadlines([Waiting(row.contact_id, row.provider_id, row.news_at) for row in rows])
    moved = [
        {"id": row.id, "due_at": due.due_at, "still": due.still, "wait": row.wait + 1}
        for row, due in zip(rows, deadlines, strict=True)
        if (row.due_at, row.still) != (due.due_at, due.still)
    ]
    ids = [int(row["id"]) for row in moved]
    flag_queries.clear(session, ids, now, "recounted")
    message_queries.write_standings(session, moved)
    session.expire_all()
    flag_overdue(session, now)
    return len(moved)
