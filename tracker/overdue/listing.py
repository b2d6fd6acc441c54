"""What is overdue and what waits, as lists for screens and reports."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from storage.queries import flags as queries
from storage.queries import messages as message_queries
from storage.tables import Flag
from tracker.business_hours import clock_for
from tracker.deadlines.household import household_zone
from tracker.deadlines.reckoning import Reckoning, load
from tracker.deadlines.rule import is_overdue, lateness
from tracker.messages.cards import MessageCard, message_card
from tracker.messages.life import stand
from tracker.messages.steps import by_message, steps_of
from tracker.overdue.explanation import Wait, why


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """A waiting message with why it is where it is.

    `late` is business time since the deadline (None before it), `used` and `left` the business time of the
    allowance that has gone and that remains, `zone` the place's.
    """

    message: MessageCard
    why: str
    zone: str
    late: timedelta | None
    used: timedelta
    left: timedelta | None
    day_length: timedelta
    flag_id: int | None = None
    flag_state: str | None = None
    snoozed_until: datetime | None = None

    @property
    def late_hours(self) -> Decimal:
        """Business hours late, with two decimals."""
        late = self.late or timedelta()
        return (Decimal(late // timedelta(microseconds=1)) / Decimal(3_600_000_000)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class FlagCard:
    """A flag of one wait; `state` is open, snoozed, acknowledged or cleared, `ended_by` what cleared it."""

    id: int
    message: MessageCard
    wait: int
    due_at: datetime
    noticed_at: datetime
    state: str
    snoozed_until: datetime | None
    acknowledged_at: datetime | None
    cleared_at: datetime | None
    ended_by: str | None
    why: str


def flag_state(flag: Flag, now: datetime) -> str:
    """`cleared`, `acknowledged`, `snoozed` (until its instant has come) or `open`."""
    if flag.cleared_at is not None:
        return "cleared"
    if flag.acknowledged_at is not None:
        return "acknowledged"
    return "snoozed" if flag.snoozed_until is not None and flag.snoozed_until > now else "open"


def waiting_card(
    card: MessageCard, reckoning: Reckoning, zone: str, now: datetime, flag: Flag | None = None
) -> WaitingCard:
    """The card of one waiting message at `now`."""
    place = reckoning.place_of(card.contact_id)
    allowance = reckoning.allowance_for(card.contact_id, card.provider_id)
    clock = clock_for(place.calendar)
    news_at = card.news_at or card.at
    wait = Wait(card.at, news_at, card.state, card.due_at, card.still, place, allowance, zone)
    overdue = is_overdue(card.due_at, now)
    span = allowance.span(place.calendar)
    running = card.due_at is not None and not overdue
    left = clock.between(now, card.due_at) if card.due_at is not None and running else None
    return WaitingCard(
        message=card,
        why=why(wait, now),
        zone=place.calendar.zone,
        late=lateness(card.due_at, now, place) if card.due_at is not None and overdue else None,
        used=span - left if left is not None else span if overdue else timedelta(),
        left=left,
        day_length=clock.day_length,
        flag_id=flag.id if flag else None,
        flag_state=flag_state(flag, now) if flag else None,
        snoozed_until=flag.snoozed_until if flag else None,
    )


def overdue_now(session: Session, now: datetime, limit: int | None) -> tuple[WaitingCard, ...]:
    """What is overdue by the stored deadlines, the longest first."""
    rows = queries.overdue(session, now, limit)
    return _cards(session, now, [(message_card(row), row[-1]) for row in rows])


def upcoming(session: Session, now: datetime, limit: int) -> tuple[WaitingCard, ...]:
    """What waits and is not overdue, the next deadline first."""
    return _cards(session, now, [(message_card(row), None) for row in queries.upcoming(session, now, limit)])


def _cards(
    session: Session, now: datetime, pairs: list[tuple[MessageCard, Flag | None]]
) -> tuple[WaitingCard, ...]:
    zone = household_zone(session)
    reckoning = load(session, now, {card.contact_id for card, _flag in pairs})
    return tuple(waiting_card(card, reckoning, zone, now, flag) for card, flag in pairs)


def overdue_at(session: Session, at: datetime) -> tuple[WaitingCard, ...]:
    """What was overdue at an instant, from the rule and the steps known by then; needs no sweep."""
    zone = household_zone(session)
    reckoning = load(session, at)
    ids = queries.possibly_waiting_at(session, at)
    events = by_message(message_queries.events_of(session, ids))
    late = []
    for row in message_queries.named_by_id(session, ids).values():
        card = message_card(row)
        standing = stand(steps_of(events[card.id], until=at))
        due = reckoning.deadline(card.contact_id, card.provider_id, standing.news_at)
        if standing.waiting and is_overdue(due.due_at, at):
            then = replace(
                card, state=standing.state, news_at=standing.news_at, due_at=due.due_at, still=due.still
            )
            late.append(waiting_card(then, reckoning, zone, at))
    return tuple(sorted(late, key=lambda card: (card.message.due_at, card.message.id)))


def flags(
    session: Session, now: datetime, limit: int | None, *, cleared: bool | None = None
) -> tuple[FlagCard, ...]:
    """Flags newest first: all, only cleared, or only the others."""
    zone = household_zone(session)
    reckoning = load(session, now)
    return tuple(
        _flag_card(row, reckoning, zone, now) for row in queries.history(session, limit, cleared=cleared)
    )


def _flag_card(row: Any, reckoning: Reckoning, zone: str, now: datetime) -> FlagCard:
    card, flag = message_card(row), row[-1]
    # A cleared flag explains the wait as it was: late until what ended it.
    seen_at = flag.cleared_at or now
    then = replace(card, due_at=flag.due_at, still=None)
    same = ("id", "wait", "due_at", "noticed_at", "snoozed_until", "acknowledged_at", "cleared_at")
    return FlagCard(
        message=card,
        state=flag_state(flag, now),
        ended_by=flag.cleared_by,
        why=waiting_card(then, reckoning, zone, seen_at).why,
        **{name: getattr(flag, name) for name in same},
    )
