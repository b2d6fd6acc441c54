"""Finding messages: filters as a family thinks of them, one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import household as household_queries
from storage.queries import messages as queries
from storage.tables import Event
from tracker.errors import NotFoundError
from tracker.messages.cards import EventCard, MessageCard, MessageDetail, event_card, message_card
from tracker.messages.life import REFUNDABLE, WAITING
from tracker.wording import _

PAGE = 25


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. Days are the household's, `until` included.

    `state` is a state, `waiting`, or `ended` for what ended without an answer.
    """

    contact_id: int | None = None
    provider_id: int | None = None
    member_id: int | None = None
    state: str | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Messages newest first; `next` is the key to go on from, None at the end."""

    messages: tuple[MessageCard, ...]
    next: tuple[datetime, int] | None


def page(
    session: Session, wanted: Filter, zone: str, before: tuple[datetime, int] | None = None, limit: int = PAGE
) -> Page:
    """One page of the messages wanted, read by key: no page costs more than the first."""
    groups = {"waiting": WAITING, "ended": REFUNDABLE}
    states = sorted(groups.get(wanted.state, {wanted.state})) if wanted.state else []
    rows = queries.page(
        session,
        limit=limit + 1,
        before=before,
        contact_id=wanted.contact_id,
        provider_id=wanted.provider_id,
        member_id=wanted.member_id,
        states=states,
        since=_midnight(wanted.since, zone) if wanted.since else None,
        until=_midnight(wanted.until + timedelta(days=1), zone) if wanted.until else None,
        text=wanted.text,
        deleted=wanted.deleted,
    )
    cards = tuple(message_card(row) for row in rows[:limit])
    return Page(cards, cards[-1].key if len(rows) > limit else None)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def detail(session: Session, message_id: int) -> MessageDetail:
    """A message with its steps. Raises NotFoundError when there is none."""
    rows = queries.named(session, [message_id])
    if not rows:
        raise NotFoundError(_("This message is no longer there. Go back to the list."))
    events = queries.events_of(session, [message_id])
    made = queries.answers_of(session, message_id)
    return MessageDetail(
        card=message_card(rows[0]),
        events=_event_cards(session, events),
        answers=_cards(session, [event.message_id for event in made if event.withdrawn_at is None]),
        replies=_cards(session, [e.reply_id for e in events if e.reply_id and e.withdrawn_at is None]),
    )


def _event_cards(session: Session, events: Sequence[Event]) -> tuple[EventCard, ...]:
    members = {member.id: member.name for member in household_queries.members(session) if member.id}
    return tuple(event_card(event, members) for event in events)


def _cards(session: Session, message_ids: list[int]) -> tuple[MessageCard, ...]:
    return tuple(message_card(row) for row in queries.named(session, message_ids)) if message_ids else ()
