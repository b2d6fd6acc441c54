"""The steps that count, out of all events kept of a message."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from storage.tables import Event
from tracker.messages.life import Step


def steps_of(events: Sequence[Event], until: datetime | None = None) -> list[Step]:
    """The steps that count, of all events, or of those up to an instant."""
    return [
        Step(event.kind, event.at, event.reason, event.refunded)
        for event in events
        if event.withdrawn_at is None and (until is None or event.at <= until)
    ]


def by_message(events: Sequence[Event]) -> dict[int, list[Event]]:
    """Events by the message they belong to."""
    grouped: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        grouped[event.message_id].append(event)
    return grouped
