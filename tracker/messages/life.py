"""A message's life: what state its steps leave it in, whether it waits, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

# Steps at one and the same instant count in this order.
ORDER = (
    "sent",
    "received",
    "in review",
    "delivered",
    "read",
    "answered",
    "rejected",
    "returned",
    "closed",
    "reopened",
)
RANK = {kind: rank for rank, kind in enumerate(ORDER)}
NEWS = frozenset({"sent", "delivered", "read"})
ENDINGS = frozenset({"answered", "rejected", "returned", "closed"})
WAITING = frozenset({"sent", "in review", "delivered", "read"})
REFUNDABLE = ENDINGS - {"answered"}
OPEN = WAITING | {"received"}
NEVER_ARRIVED = "never arrived"


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step that counts (a withdrawn one, or a correction, is none)."""

    kind: str
    at: datetime
    reason: str = ""
    refunded: bool | None = None


class Dated(Protocol):
    """What is needed of a step to know which ending holds."""

    @property
    def kind(self) -> str:
        """One of ORDER."""

    @property
    def at(self) -> datetime:
        """When it happened."""

    @property
    def refunded(self) -> bool | None:
        """Whether money came back; None where nobody said."""


S = TypeVar("S", bound=Dated)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a message stands.

    `news_at` is the time of the newest sent, delivered or read, from which the allowance counts. `waits`
    counts the waits begun by the steps themselves: one for each news and each reopening.
    """

    state: str
    since: datetime
    news_at: datetime
    waits: int
    refunded: bool = False
    lost: bool = False

    @property
    def waiting(self) -> bool:
        """True from the sending until the message is answered, rejected, returned or closed."""
        return self.state in WAITING


def stand(steps: Iterable[Step]) -> Standing:
    """Where these steps leave a message, whatever order they were entered in.

    Steps count in the order of their own times; an ending step holds until a later reopening, which
    brings back the newest state before it. Rejected without a word on refund is not refunded; that the money
    came may be said by a later step.
    Raises ValueError when there is no sending and no receiving among them.
    """
    ordered = in_order(steps)
    if not any(step.kind in ("sent", "received") for step in ordered):
        raise ValueError("a message without a sent or received step has no state")
    ending, word = ending_of(ordered)
    open_step = next(step for step in reversed(ordered) if step.kind in OPEN)
    news = [step.at for step in ordered if step.kind in NEWS] or [ordered[0].at]
    last = ending or open_step
    refunded = bool(word)
    return Standing(
        state=last.kind,
        since=last.at,
        news_at=news[-1],
        waits=sum(step.kind in NEWS or step.kind == "reopened" for step in ordered),
        refunded=refunded,
        lost=ending is not None and not refunded and _is_loss(ending),
    )


def in_order(steps: Iterable[S]) -> list[S]:
    """The steps that count, by their times; of two alike the one that says `refunded` is the later."""
    counting = (step for step in steps if step.kind in RANK)
    return sorted(counting, key=lambda step: (step.at, RANK[step.kind], bool(step.refunded)))


def ending_of(ordered: Iterable[S]) -> tuple[S | None, bool | None]:
    """The ending that holds, the first since the last reopening, and the newest word on its refund.

    Money often comes back weeks after a rejection: a later ending changes nothing but that. None where the
    message has not ended, and where nobody said; an answered message is not refunded.
    """
    ending: S | None = None
    refunded: bool | None = None
    for step in ordered:
        if step.kind == "reopened":
            ending, refunded = None, None
        elif step.kind in ENDINGS:
            ending = ending or step
            if ending.kind in REFUNDABLE and step.refunded is not None:
                refunded = step.refunded
    return ending, refunded


def _is_loss(ending: Step) -> bool:
    return ending.kind in ("rejected", "returned") or (
        ending.kind == "closed" and ending.reason == NEVER_ARRIVED
    )
