"""A stored message or purchase in the words of the CSV."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session

from storage.money import to_units
from storage.queries import transfer as queries
from tracker.directory.names import kind_from_name, zone_of_state
from tracker.messages.life import RANK, REFUNDABLE, ending_of, in_order
from tracker.transfer.log_names import KIND_UNKNOWN
from tracker.transfer.values import amount_cell, moment_cell, number_cell, text_cell

_OPEN = ("in review", "delivered", "read")


def log_cells(
    session: Session, rows: Sequence[Any], *, guarded: bool = True
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each message with its cells by column; `guarded=False` for comparing: texts bare, `answers` a set."""
    ids = [row.id for row in rows]
    steps: dict[int, list[Any]] = defaultdict(list)
    answers: dict[int, list[str]] = defaultdict(list)
    if ids:
        for step in queries.outcome_steps(session, ids):
            steps[step.message_id].append(step)
        for answer in queries.answered_refs(session, ids):
            answers[answer.reply_id].append(answer.ref)
    text = text_cell if guarded else _bare
    for row in rows:
        named = answers[row.id]
        yield (
            row,
            {
                "ref": text(row.ref), "contact": text(row.contact), "id_number": text(row.id_number),
                "facility": text(row.facility), "state": row.state_code or "", "provider": text(row.provider),
                "member": text(row.member), "direction": row.direction, "at": moment_cell(row.at),
                "answers": text(" ".join(named)) if guarded else frozenset(named),
                "characters": number_cell(row.characters), "photos": number_cell(row.photos),
                "cost_usd": "" if row.cost is None else amount_cell(to_units(row.cost)),
                "note": text(row.note), "kind": _kind(row) if guarded else row.kind or "",
                "zone": _zone(row) if guarded else row.zone or "", "paid": row.paid or "",
                "stamps": number_cell(row.stamps), "body": text(row.body),
                **_outcome(row.state, steps[row.id], text),
            },
        )  # fmt: skip


def _bare(kept: str | None) -> str:
    return kept or ""


def _outcome(state: str, steps: Sequence[Any], text: Any) -> dict[str, str]:
    """The one outcome of a message: its ending, else the newest of in review, delivered and read."""
    if state in REFUNDABLE:
        step, refunded = ending_of(in_order(steps))
    else:
        step, refunded = _newest_open(steps), None
    if step is None:
        return {"outcome": "", "outcome_at": "", "refunded": "", "reason": "", "appeal_by": ""}
    return {
        "outcome": step.kind,
        "outcome_at": moment_cell(step.at),
        "refunded": "" if refunded is None else ("yes" if refunded else "no"),
        "reason": text(step.reason),
        "appeal_by": "" if step.appeal_by is None else step.appeal_by.isoformat(),
    }


def _newest_open(steps: Sequence[Any]) -> Any:
    known = [step for step in steps if step.kind in _OPEN]
    return max(known, key=lambda step: (step.at, RANK[step.kind]), default=None)


def _kind(row: Any) -> str:
    """A kind that is not known is said only where an import would take the place for a federal one."""
    if row.facility is None or row.kind:
        return row.kind or ""
    return KIND_UNKNOWN if kind_from_name(row.facility, row.provider) else ""


def _zone(row: Any) -> str:
    """The zone, where an import would not find the same one by the state."""
    if row.facility is None:
        return ""
    guess = zone_of_state(row.state_code, "")
    return "" if (row.zone, row.zone_guessed) == (guess.zone, guess.guessed) else row.zone


def purchase_cells(rows: Sequence[Any], *, guarded: bool = True) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each purchase with its cells by column; `guarded=False` leaves texts bare, for comparing."""
    text = text_cell if guarded else _bare
    for row in rows:
        yield (
            row,
            {
                "ref": text(row.ref), "provider": text(row.provider), "member": text(row.member),
                "kind": row.kind, "at": moment_cell(row.at), "units": number_cell(row.units),
                "unit": row.unit or "", "amount_usd": amount_cell(to_units(row.amount)),
                "fee_usd": amount_cell(to_units(row.fee)), "note": text(row.note),
                "message": text(row.message),
                "expires": "" if row.expires is None else row.expires.isoformat(),
            },
        )  # fmt: skip
