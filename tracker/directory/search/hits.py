"""What a search finds: keys in their order, no answers yet."""

from dataclasses import dataclass
from typing import Literal

HitKind = Literal["facility", "agency", "place", "typed"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `key` is a facility's key, an agency's code (`county:OH:` for any county jail in Ohio),
    the key of a place of the catalogue, or the name of a facility that is not stored.

    `score` is 1 for the same words and above 0. `matched` is the other name that was found, empty when it was
    the facility's own.
    """

    kind: HitKind
    key: str
    score: float
    matched: str = ""
    state: str = ""

    @property
    def facility_id(self) -> int:
        """The key of a stored facility. Raises ValueError for another kind of hit."""
        return int(self.key)
