"""`kitelog sweep`, `kitelog flags`, `kitelog overdue`."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands.output import opened, print_json, say, tell

if TYPE_CHECKING:
    from tracker.overdue import FlagCard, WaitingCard


def parse_at(text: str | None) -> datetime | None:
    """An instant from the command line: ISO 8601 with offset. Raises BadParameter (exit 2) otherwise."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no instant. Write it like 2026-11-20T18:00:00Z.") from error
    if at.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no offset. Write it like 2026-11-20T18:00:00Z.")
    return at.astimezone(UTC)


def iso(instant: datetime) -> str:
    """ISO 8601 in UTC with `Z`."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


At = Annotated[
    str | None, typer.Option("--at", metavar="ISO", help="The instant to ask about; now if not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def sweep(at: At = None, as_json: AsJson = False) -> None:
    """Flag what is past its deadline and clear what no longer is."""
    instant = parse_at(at)
    with opened() as kitelog:
        swept = kitelog.overdue.sweep(instant)
    if as_json:
        print_json({"flagged": swept.flagged, "cleared": swept.cleared})
    else:
        tell(f"{swept.flagged} flagged, {swept.cleared} cleared.")


def flags(as_json: AsJson = False) -> None:
    """List every flag, with those that ended."""
    with opened() as kitelog:
        found = kitelog.overdue.flags()
    if as_json:
        print_json({"flags": [flag_document(flag) for flag in found]})
        return
    for flag in found:
        tell(f"{flag.state:<13}{flag.message.ref}  {flag.message.contact}: {flag.why}")
    if not found:
        say("No message has been overdue yet.")


def overdue(at: At = None, as_json: AsJson = False) -> None:
    """List what is overdue, worked out from the rule at that instant; needs no sweep before it."""
    instant = parse_at(at)
    with opened() as kitelog:
        instant = instant or kitelog.clock.now()
        late = kitelog.overdue.overdue_at(instant)
    if as_json:
        print_json({"at": iso(instant), "overdue": [overdue_document(card) for card in late]})
        return
    for card in late:
        tell(f"{card.message.ref}  {card.message.contact} ({card.message.provider}): {card.why}")
    if not late:
        say("Nothing is overdue.")


def flag_document(flag: "FlagCard") -> dict[str, Any]:
    """A flag as its JSON object."""
    return {
        "ref": flag.message.ref,
        "contact": flag.message.contact,
        "due_at": iso(flag.due_at),
        "flagged_at": iso(flag.noticed_at),
        "state": flag.state,
        "why": flag.why,
        "snoozed_until": iso(flag.snoozed_until) if flag.state == "snoozed" and flag.snoozed_until else None,
        "ended_at": iso(flag.cleared_at) if flag.cleared_at else None,
        "ended_by": flag.ended_by,
    }


def overdue_document(card: "WaitingCard") -> dict[str, Any]:
    """An overdue message as its JSON object; hours with two decimals."""
    if card.message.due_at is None:
        raise ValueError("an overdue message has a deadline")
    return {
        "ref": card.message.ref,
        "contact": card.message.contact,
        "provider": card.message.provider,
        "sent_at": iso(card.message.at),
        "due_at": iso(card.message.due_at),
        "late_business_hours": float(card.late_hours),
        "why": card.why,
    }


def register(app: typer.Typer) -> None:
    """Adds these commands."""
    app.command()(sweep)
    app.command()(flags)
    app.command()(overdue)
