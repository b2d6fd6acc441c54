"""What people call an agency: its names, its initials, its state, and the prisons it runs."""

import re
from collections.abc import Iterator

from tracker.directory.catalogue.model import Agency
from tracker.directory.search.vocabulary import FILLING
from tracker.directory.search.words import words_of
from tracker.directory.states import STATES

# How much words count beside its names: of its prisons ("Ohio state prison"), of any state where it has some.
ITS_PRISONS, ANY_STATE = 0.85, 0.7

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SMALL = frozenset({"and", "the"})


def agency_state(agency: Agency) -> str:
    """The state whose department it is; empty for one of the whole country."""
    return agency.state if agency.state in STATES else ""


def agency_names(agency: Agency) -> Iterator[str]:
    """Its name first."""
    yield agency.name
    yield from agency.other_names
    words = _BRACKETS.sub("", agency.name).split()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    yield capitals
    yield "".join(word[0].upper() for word in words if word not in _SMALL)
    state = agency_state(agency)
    if not state:
        return
    called = STATES[state].name
    yield state
    # "In DOC" is no name, "IN" is.
    for short in (called, *([] if state.casefold() in FILLING else [state])):
        yield from (short, f"{short} DOC", f"{short} Department of Corrections")
    if agency.name.startswith(called):
        own = capitals[sum(word[0].isupper() for word in called.split()) :]
        yield from (f"{called} {own}", f"{state} {own}")


def agency_beside(agency: Agency) -> tuple[tuple[str, float], ...]:
    """The words beside each of its names."""
    if agency_state(agency):
        return tuple((word, ITS_PRISONS) for word in ("state", "prison", "department"))
    states = (word for code, state in STATES.items() for word in (code.casefold(), *words_of(state.name)))
    return tuple((word, ANY_STATE) for word in dict.fromkeys(states))
