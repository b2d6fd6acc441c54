"""Finding a stored facility by what somebody wrote: capitals, accents and signs aside, former names too."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from sqlmodel import Session

from storage.queries import places as queries
from storage.queries.places import NamedPlace

_DROPPED = str.maketrans("", "", "'’‘`.")
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def spelt(name: str) -> str:
    """`F.C.I. ELKTON` as `fci elkton`; letters of any script stay, a name of signs alone stays as it is."""
    letters = name.casefold().translate(_DROPPED).replace("&", " and ")
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SIGNS.sub(" ", letters).strip() or name


def is_called(name: str, present: str, former: str) -> bool:
    """Whether somebody who writes this name means a facility of that name and those former ones."""
    wanted = spelt(name)
    return name == present or any(wanted == spelt(one) for one in (present, *former.splitlines()))


class KnownPlaces:
    """The stored facilities of some states by name."""

    def __init__(self, rows: Iterable[NamedPlace] = ()) -> None:
        self._exact: dict[tuple[str, str], int] = {}
        self._spelt: dict[tuple[str, str], int] = {}
        listed = list(rows)
        for row in listed:
            self._exact.setdefault((row.name, row.state), row.id)
            self._spelt.setdefault((spelt(row.name), row.state), row.id)
        for row in listed:
            for former in row.former_names.splitlines():
                self._spelt.setdefault((spelt(former), row.state), row.id)

    def find(self, name: str, state: str) -> int | None:
        """The facility of this name in this state ("": of a state not known), None where there is none.

        Several of one name: the family's own first, then an open one, then the one of most people.
        """
        found = self._exact.get((name, state))
        return self._spelt.get((spelt(name), state)) if found is None else found


def known_places(session: Session, states: Collection[str]) -> KnownPlaces:
    """The stored facilities of these states."""
    return KnownPlaces(queries.named_places(session, states))
