"""What a facility's name and state tell about it, before anybody says more."""

import re
from typing import NamedTuple

from tracker.directory.states import STATES

# A facility known only by its name belongs to the Bureau of Prisons if it says one of these words.
_BUREAU_WORDS = re.compile(
    r"\b(FCI|FCC|FSL|USP|AUSP|FMC|MCFP|FDC|FPC|FTC|MCC|MDC|ADX"
    r"|federal (correctional|prison camp|medical cent(er|re)|detention center|transfer center)"
    r"|(united states|u\.?s\.?) penitentiary)\b",
    re.IGNORECASE,
)


class ZoneGuess(NamedTuple):
    """A zone, and whether it is only the one of most people there."""

    zone: str
    guessed: bool


def is_bureau_name(name: str) -> bool:
    """True for a name that says Bureau of Prisons: FCI, USP, FMC and the like."""
    return _BUREAU_WORDS.search(name) is not None


def kind_from_name(name: str, provider: str = "") -> str | None:
    """`federal` for a Bureau of Prisons facility by its name or by its CorrLinks mail; else not known."""
    if is_bureau_name(name) or provider.casefold().startswith("corrlinks"):
        return "federal"
    return None


def zone_of_state(state: str, fallback: str) -> ZoneGuess:
    """The zone of a state; `fallback` (the household's own) where no state is known."""
    known = STATES.get(state)
    if known is None:
        return ZoneGuess(fallback, guessed=True)
    return ZoneGuess(known.zone, guessed=known.split)
