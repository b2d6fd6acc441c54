"""What a transaction changed of messages and purchases, so that what is derived from them follows in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session, SQLModel

from storage.tables import Household, Message, Purchase

# What a message's quote follows from.
QUOTED_BY = ("contact_id", "provider_id", "facility_id", "at", "characters", "photos", "stamps")


@dataclass(frozen=True, slots=True)
class TouchedPurchase:
    """What a purchase is now, or was before it changed."""

    provider_id: int
    at: datetime
    kind: str
    units: int | None
    unit: str | None


@dataclass(slots=True)
class Touched:
    """Messages by key, or all from a key on; purchases as they are and were; places in time by provider.

    `unquoted` are the sent messages whose quote must be worked out anew, `everything` says that all sums
    must: the zone that months are counted in is another one, or rows are gone.
    """

    messages: set[int] = field(default_factory=set)
    instants: set[tuple[int, datetime]] = field(default_factory=set)
    purchases: set[TouchedPurchase] = field(default_factory=set)
    unquoted: set[int] = field(default_factory=set)
    messages_from: int | None = None
    purchases_from: int | None = None
    everything: bool = False

    def __bool__(self) -> bool:
        return self != Touched()


def touched(session: Session) -> Touched:
    """What this transaction changed so far."""
    found: Touched = session.info.setdefault("touched", Touched())
    return found


def take_touched(session: Session) -> Touched:
    """What this transaction changed since it was last asked."""
    session.flush()
    found: Touched = session.info.pop("touched", Touched())
    return found


def note_messages(session: Session, message_ids: Collection[int]) -> None:
    """Says that these messages were changed by a statement of their own."""
    touched(session).messages.update(message_ids)


def note_unquoted(session: Session, message_ids: Collection[int]) -> None:
    """Says that the quotes of these messages must be worked out anew."""
    touched(session).unquoted.update(message_ids)


def note_added(session: Session, table: type[SQLModel], first_key: int) -> None:
    """Says that rows from this key on were added by a statement of their own."""
    found = touched(session)
    if table is Message:
        found.messages_from = min(first_key, found.messages_from or first_key)
    elif table is Purchase:
        found.purchases_from = min(first_key, found.purchases_from or first_key)


def note_everything(session: Session) -> None:
    """Says that every sum must be added up anew."""
    touched(session).everything = True


def watch(session: Session) -> None:
    """Takes note of every message and purchase that this session writes row by row."""
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "after_flush", _after_flush)


def _before_flush(session: Session, _context: object, _instances: object) -> None:
    """Before they are written the rows still know what they were."""
    found = touched(session)
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Message):
            _note_message(found, row)
        elif isinstance(row, Purchase):
            found.purchases.update(_versions(row))
        elif isinstance(row, Household) and inspect(row).attrs.zone.history.has_changes():
            found.everything = True


def _after_flush(session: Session, _context: object) -> None:
    """New messages have their keys now."""
    found = touched(session)
    for row in session.new:
        if isinstance(row, Message) and row.id is not None:
            found.messages.add(row.id)
            found.unquoted.add(row.id)


def _note_message(found: Touched, row: Message) -> None:
    state = inspect(row)
    if row.id is not None:
        found.messages.add(row.id)
        if any(state.attrs[name].history.has_changes() for name in QUOTED_BY):
            found.unquoted.add(row.id)
    found.instants.update(product(_values(state, "provider_id"), _values(state, "at")))


def _versions(row: Purchase) -> Iterator[TouchedPurchase]:
    state = inspect(row)
    names = ("provider_id", "at", "kind", "units", "unit")
    for values in product(*(_values(state, name) for name in names)):
        yield TouchedPurchase(*values)


def _values(state: Any, name: str) -> list[Any]:
    """What an attribute is, and what it was before this transaction changed it."""
    history = state.attrs[name].history
    return list(dict.fromkeys([*history.unchanged, *history.added, *history.deleted]))
