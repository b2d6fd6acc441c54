"""What was lost, by name: messages that nobody got and nobody refunded, stamps and credit that are gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from storage.queries import lost as queries
from tracker.spend.asked import check_known
from tracker.spend.balances.losses import Loss, losses
from tracker.spend.balances.words import number_words
from tracker.spend.days import Window
from tracker.spend.detail import Key, SpentMessage, spent_messages
from tracker.spend.ledger import ALL, Only
from tracker.spend.sums import cents
from tracker.spend.table import names_of
from tracker.wording import _

PAGE = 10
MOST_BALANCES = 50


@dataclass(frozen=True, slots=True)
class LostMessage:
    """A message that was lost: how it ended in words, and dollars in cents, None without a price."""

    id: int
    ref: str
    at: datetime
    contact: str
    provider: str
    member: str | None
    why: str
    value: Decimal | None

    @property
    def key(self) -> Key:
        """Where the next page goes on."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class LostBalance:
    """Stamps or credit that expired or were given up: what was paid for them, in dollars and cents."""

    at: datetime
    provider: str
    member: str | None
    why: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Lost:
    """What was lost, newest first; `next` is where older messages go on, None at their end."""

    messages: tuple[LostMessage, ...]
    next: Key | None
    balances: tuple[LostBalance, ...]

    @property
    def both(self) -> list[LostMessage | LostBalance]:
        """Messages and balances together, newest first."""
        losses: list[LostMessage | LostBalance] = [*self.messages, *self.balances]
        return sorted(losses, key=lambda loss: loss.at, reverse=True)


def read_lost(
    session: Session,
    zone: str,
    now: datetime,
    span: Window,
    only: Only = ALL,
    *,
    before: Key | None = None,
    limit: int = PAGE,
) -> Lost:
    """The lost messages that were sent in a window, a page of them, and the newest balances lost in it.

    Raises NotFoundError for a key in `only` that is not there.
    """
    check_known(session, only)
    messages, following = _page(session, zone, span, only, before, limit)
    balances = lost_balances(session, zone, now, span, only)
    return Lost(messages, following, balances[:MOST_BALANCES])


def every_loss(
    session: Session, zone: str, now: datetime, span: Window, only: Only = ALL, at_once: int = 500
) -> Iterator[LostMessage | LostBalance]:
    """Everything lost in a window, newest first: the messages, read so many at a time, then the balances."""
    check_known(session, only)
    messages, before = _page(session, zone, span, only, None, at_once)
    yield from messages
    while before is not None:
        messages, before = _page(session, zone, span, only, before, at_once)
        yield from messages
    yield from lost_balances(session, zone, now, span, only)


def lost_balances(
    session: Session, zone: str, now: datetime, span: Window, only: Only = ALL
) -> tuple[LostBalance, ...]:
    """All stamps and credit that expired or were given up in a window, newest first; of no one contact."""
    providers, members = names_of(session, "provider"), names_of(session, "member")
    found = [
        LostBalance(
            loss.at,
            providers.get(loss.provider_id, ""),
            None if loss.member_id is None else members.get(loss.member_id),
            _why_gone(loss),
            cents(loss.amount),
        )
        for loss in losses(session, zone, now)
        if loss.at in span and only.takes(loss.provider_id, None, loss.member_id)
    ]
    # What expires does so at the same midnight.
    found.sort(key=lambda loss: (loss.provider.casefold(), (loss.member or "").casefold(), loss.why))
    return tuple(sorted(found, key=lambda loss: loss.at, reverse=True))


def _why_gone(loss: Loss) -> str:
    """`12 stamps expired`, `$4.20 given up`."""
    words = _("{what} expired") if loss.expired else _("{what} given up")
    return words.format(what=number_words(loss.number, loss.unit))


def _page(
    session: Session, zone: str, span: Window, only: Only, before: Key | None, limit: int
) -> tuple[tuple[LostMessage, ...], Key | None]:
    rows = queries.lost_messages(
        session, span.since, span.until, where=dict(only.given()), before=before, limit=limit + 1
    )
    reasons = _reasons(session, [row.id for row in rows[:limit]])
    messages = tuple(
        _lost(row, reasons.get(row.id, "")) for row in spent_messages(session, zone, rows[:limit])
    )
    return messages, messages[-1].key if len(rows) > limit else None


def _reasons(session: Session, message_ids: Sequence[int]) -> dict[int, str]:
    """What was said of the step that each message ended with: the first one that nothing reopened."""
    reasons: dict[int, str] = {}
    for message_id, kind, reason in queries.endings(session, message_ids):
        if kind == "reopened":
            reasons.pop(message_id, None)
        else:
            reasons.setdefault(message_id, reason)
    return reasons


def _lost(message: SpentMessage, reason: str) -> LostMessage:
    return LostMessage(
        id=message.id,
        ref=message.ref,
        at=message.at,
        contact=message.contact,
        provider=message.provider,
        member=message.member,
        why=why_lost(message.state, reason),
        value=message.value,
    )


def why_lost(state: str, reason: str) -> str:
    """How a message was lost, with the reason that was logged: `Rejected: a photo too many`."""
    if state == "closed":
        return _("Never arrived")
    words = _("Returned") if state == "returned" else _("Rejected")
    plain = " ".join(reason.split())
    return _("{how}: {reason}").format(how=words, reason=plain) if plain else words
