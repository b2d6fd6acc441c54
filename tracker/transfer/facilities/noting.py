"""What changed at a facility since the last edition, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.transfer.facilities.report import CLOSED, MOVED, RENAMED, REOPENED, Note, state_words
from tracker.transfer.facilities.row import FacilityRow
from tracker.wording import _


def changes(row: FacilityRow, values: Mapping[str, Any], stored: Any) -> Iterator[Note]:
    """The notes of a facility that is stored and now has these values."""

    def note(what: str, words: str) -> Note:
        return Note(what, row.line, row.source_id, values["name"], values["state"], words)

    if values["name"].casefold() != stored.name.casefold():
        yield note(RENAMED, _("It was called {before}.").format(before=stored.name))
    if values["status"] == "closed" != stored.status:
        yield note(CLOSED, _("It is closed now."))
    if values["status"] == "open" and stored.status == "closed":
        yield note(REOPENED, _("It is open again."))
    moved = " ".join(_moves(values, stored))
    if moved:
        yield note(MOVED, moved)


def _moves(values: Mapping[str, Any], stored: Any) -> Iterator[str]:
    if (values["city"], values["state"]) != (stored.city, stored.state):
        words = _("It lay in {before}, now in {after}.")
        yield words.format(
            before=_where(stored.city, stored.state), after=_where(values["city"], values["state"])
        )
    if values["zone"] != stored.zone:
        words = _("Its time zone was {before}, now {after}.")
        yield words.format(before=stored.zone, after=values["zone"])


def _where(city: str, state: str) -> str:
    return f"{city}, {state_words(state)}" if city else state_words(state)
