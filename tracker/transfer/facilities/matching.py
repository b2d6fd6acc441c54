"""Which facility of the list is one that the family added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from storage.queries import facilities as queries
from tracker.directory.said.known import spelt
from tracker.transfer.facilities.report import Candidate, Doubtful

LIKE = 90.0
# A name that is like more than these says nothing.
MOST_CANDIDATES = 5


class OwnPlaces:
    """The family's own facilities, and the rows of the file that bear their name in their state."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._own: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in rows:
            if row.state:
                self._own[row.state, spelt(row.name)].append(row)

    def note(self, number: int, name: str, state: str) -> None:
        """Takes note of a row of the file, or (number -1) of a facility already stored from the list."""
        key = (state, spelt(name)) if self._own else None
        if key in self._own:
            self._rows[key].append(number)

    def matches(self) -> dict[int, Any]:
        """The own facility that a row of the file is, by the row's number: where it is the only one."""
        return {
            self._rows[key][0]: own[0]
            for key, own in self._own.items()
            if len(own) == 1 and len(self._rows[key]) == 1 and self._rows[key][0] >= 0
        }


def agree(one: str, other: str) -> bool:
    """Whether two agencies may be the same: one is not known, or only its county is not."""
    return not one or not other or one == other or (one.endswith(":") and other.startswith(one))


def doubtful(session: Session) -> tuple[Doubtful, ...]:
    """The family's facilities that may be one of the list, each with those it may be."""
    rows = queries.own(session)
    if not rows:
        return ()
    states = None if any(not row.state for row in rows) else {row.state for row in rows}
    names: dict[str, list[Any]] = defaultdict(list)
    for row in queries.listed_names(session, states):
        names[row.state].append(row)
    return tuple(found for row in rows if (found := _doubt(row, names)).candidates)


def _doubt(own: Any, listed: Mapping[str, Sequence[Any]]) -> Doubtful:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a household with places of its own needs it

    others = listed.get(own.state, ()) if own.state else [row for rows in listed.values() for row in rows]
    texts = {
        (number, name): spelt(name)
        for number, row in enumerate(others)
        for name in (row.name, *row.former_names.splitlines())
    }
    hits = process.extract(spelt(own.name), texts, scorer=fuzz.WRatio, score_cutoff=LIKE, limit=None)
    best = {number: score for _text, score, (number, _name) in reversed(hits)}
    exact = {number for number, score in best.items() if score == 100}
    likely = exact or best.keys()
    if len(likely) > MOST_CANDIDATES:
        return Doubtful(own.id, own.name, own.state, ())
    ordered = sorted(likely, key=lambda number: (-best[number], number))
    candidates = tuple(
        Candidate(others[number].id, others[number].name, others[number].city, others[number].state)
        for number in ordered
    )
    return Doubtful(own.id, own.name, own.state, candidates)
