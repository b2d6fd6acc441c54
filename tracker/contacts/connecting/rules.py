"""Getting connected: which steps there are, which are done, and what comes next. Pure, on plain values."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["not started", "waiting", "connected", "denied", "revoked", "blocked"]
Starts = Literal["family", "inside", "either"]

FAMILY_STARTS = ("found", "account", "added", "approved", "message")
INSIDE_STARTS = ("invited", "account", "message")
# A letter needs nobody's leave.
POSTAL = ("message",)

AGAINST = ("denied", "revoked", "blocked")
_FOR = ("approved", "invited")
# What a step that was noted tells of others: who was added by ID has an account. An account proves no
# invitation, since some open it too early.
_SHOWN_BY: dict[str, frozenset[str]] = {
    "found": frozenset({"account", "added", "invited", "approved", *AGAINST}),
    "account": frozenset({"added", "approved", "revoked", "blocked"}),
    "added": frozenset({"invited", "approved", *AGAINST}),
    "approved": frozenset({"invited"}),
    "invited": frozenset({"approved"}),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was noted: on a `day`, or undated; `entered` is in the household's zone, `id` its key."""

    step: str
    day: date | None
    entered: datetime
    id: int
    note: str = ""

    @property
    def order(self) -> tuple[date, datetime, int]:
        """By its day, one without a day by that of its entry; then by entry."""
        return (self.day or self.entered.date(), self.entered, self.id)


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is done; `derived` from later ones or from a message, then undated and without key."""

    step: str
    day: date | None
    derived: bool
    id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: what was done (every noted step is among it), the next step, and the state."""

    done: tuple[Done, ...]
    next: str | None
    state: State


def way(starts: str | None, *, postal: bool = False, invited: bool = False) -> tuple[str, ...]:
    """The steps in their order. Where either may start, or nobody knows who, an invitation decides it."""
    if postal:
        return POSTAL
    if starts == "inside" or (invited and starts != "family"):
        return INSIDE_STARTS
    return FAMILY_STARTS


def progress(
    way: tuple[str, ...], steps: Iterable[Taken], has_message: bool, *, provider_known: bool = True
) -> Progress:
    """How far a connection is, from the steps noted for it and whether a message went either way.

    The last word of approved, invited, denied, revoked and blocked holds. Without `provider_known` finding
    the provider is still to do.
    """
    taken = sorted(steps, key=lambda step: step.order)
    noted = {step.step for step in taken}
    against = _against(taken)
    held = [
        step
        for step in way
        if _held(step, way, noted, has_message, against) or (step == "found" and provider_known)
    ]
    next_step = next((step for step in way if step not in held), None)
    return Progress(_done(way, taken, held), next_step, _state(next_step, noted, against))


def _against(taken: list[Taken]) -> State | None:
    """What stands against it: denied, revoked or blocked, unless they approved or invited later."""
    last = next((step.step for step in reversed(taken) if step.step in (*_FOR, *AGAINST)), None)
    if last == "denied":
        return "denied"
    if last == "revoked":
        return "revoked"
    return "blocked" if last == "blocked" else None


def _held(step: str, way: tuple[str, ...], noted: Set[str], has_message: bool, against: State | None) -> bool:
    if against is not None and step in _FOR:
        return False
    # Who asked for an approval had an account; where they must start it is decided before there is one.
    asked = step == "account" and "added" in way and "denied" in noted
    return has_message or step in noted or asked or not _SHOWN_BY.get(step, frozenset()).isdisjoint(noted)


def _done(way: tuple[str, ...], taken: list[Taken], held: list[str]) -> tuple[Done, ...]:
    """The steps of the way in its order, then whatever else was noted in the order it happened."""
    done: list[Done] = []
    for step in way:
        entered = [row for row in taken if row.step == step]
        done += [_entered(row) for row in entered]
        if step in held and not entered:
            done.append(Done(step, None, derived=True))
    return (*done, *(_entered(row) for row in taken if row.step not in way))


def _entered(row: Taken) -> Done:
    return Done(row.step, row.day, derived=False, id=row.id, note=row.note)


def _state(next_step: str | None, noted: Set[str], against: State | None) -> State:
    if against is not None:
        return against
    if next_step in (None, "message"):
        return "connected"
    return "waiting" if noted & {"account", "added", *_FOR} else "not started"
