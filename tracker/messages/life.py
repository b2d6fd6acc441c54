"""A message's life: what state its steps leave it in, whether it waits, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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
NEVER_ARRIVED = "never arrived"


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step that counts (a withdrawn one, or a correction, is none)."""

    kind: str
    at: datetime
    reason: str = ""
    refunded: bool | None = None


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
    brings back the newest state before it. Rejected without a word on refund is not refunded.
    Raises ValueError when there is no sending and no receiving among them.
    """
    ordered = sorted(
        (step for step in steps if step.kind in RANK), key=lambda step: (step.at, RANK[step.kind])
    )
    if not any(step.kind in ("sent", "received") for step in ordered):
        raise ValueError("a message without a sent or received step has no state")
    open_step = ordered[0]
    ending: Step | None = None
    for step in ordered:
        if step.kind == "reopened":
            ending = None
        elif step.kind in ENDINGS:
            ending = ending or step
        else:
            open_step = step
    news = [step.at for step in ordered if step.kind in NEWS] or [ordered[0].at]
    last = ending or open_step
    refunded = ending is not None and ending.kind != "answered" and bool(ending.refunded)
    return Standing(
        state=last.kind,
        since=last.at,
        news_at=news[-1],
        waits=sum(step.kind in NEWS or step.kind == "reopened" for step in ordered),
        refunded=refunded,
        lost=ending is not None and not refunded and _is_loss(ending),
    )


def _is_loss(ending: Step) -> bool:
    return ending.kind in ("rejected", "returned") or (
        ending.kind == "closed" and ending.reason == NEVER_ARRIVED
    )
