"""The refunds of a file against the messages they name: each is there, and has no other refund."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from storage.queries import purchases as purchase_queries
from storage.queries import transfer as queries
from storage.tables import Provider
from tracker.purchase_rules import no_message, refunded_already
from tracker.transfer.purchase_rows import PurchaseRow
from tracker.wording import _


@dataclass(slots=True)
class Named:
    """The messages that some rows name, by their refs, and which of all messages have a refund."""

    messages: Mapping[str, Any]
    providers: Mapping[int, str]
    refunded: set[int]

    def refused(self, row: PurchaseRow, providers: Sequence[str]) -> str:
        """Why a row cannot name its message, empty when it can, or names none."""
        if not row.message:
            return ""
        message = self.messages.get(row.message)
        if message is None or message.deleted_at:
            return _("There is no such message.")
        if self.providers[message.provider_id] != providers[row.provider]:
            return no_message()
        return refunded_already() if message.id in self.refunded else ""

    def take(self, row: PurchaseRow) -> int | None:
        """The key of the message that a row names, which from now on has its refund; None without one."""
        if not row.message:
            return None
        key: int = self.messages[row.message].id
        self.refunded.add(key)
        return key


@dataclass(slots=True)
class Refunds:
    """The refunded messages of the rows taken so far."""

    _refunded: set[int] = field(default_factory=set)

    def of(self, session: Session, rows: Sequence[PurchaseRow]) -> Named:
        """What is known of the messages that some rows name."""
        messages = queries.known_refs(session, {row.message for row in rows if row.message})
        if messages:
            keys = [message.id for message in messages.values()]
            self._refunded |= purchase_queries.refunds_of(session, keys).keys()
        names = queries.keys_of(session, Provider, ("name",)) if messages else {}
        return Named(messages, {key: name for (name,), key in names.items()}, self._refunded)
