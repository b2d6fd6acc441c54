"""A place that is known by what somebody typed, and nothing else."""

import re

from tracker.directory.cards import PlaceFacts
from tracker.directory.names import kind_from_name, zone_of_state
from tracker.directory.search.query import read_query
from tracker.directory.states import STATES

_COUNTY = re.compile(r"^(?:the )?(?P<county>[^,]{2,}?) (?:county|parish)\b", re.IGNORECASE)
_JAIL = re.compile(r"\b(jails?|detention|corrections?|correctional|sheriff)", re.IGNORECASE)


def typed_place(name: str, state: str = "", kind: str | None = None) -> PlaceFacts:
    """What a typed name tells: the state at its end, the kind by name rule, the county of a county jail."""
    query = read_query(name)
    named = query.state if query.at_end else ""
    state = state or named
    county = _COUNTY.match(query.text)
    kind = kind or kind_from_name(query.text)
    if kind is None and county is not None and _JAIL.search(query.text):
        kind = "county"
    zone = zone_of_state(state, "")
    return PlaceFacts(
        name=query.text,
        state=state if state in STATES else "",
        kind=kind,
        county=county["county"].title() if county is not None and kind == "county" else "",
        zone=zone.zone,
        zone_guessed=zone.guessed,
    )
