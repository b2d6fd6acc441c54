"""The states and territories, with the time zone most of their people keep.

Source: the IANA time zone database (`zone1970.tab`) and 15 U.S.C. 260-264; a state marked `split` lies
in two zones, and the zone is that of most of its people until coordinates or the family say otherwise.
"""

from typing import NamedTuple


class State(NamedTuple):
    """A state's name, the zone of most of its people, and whether part of it keeps another."""

    name: str
    zone: str
    split: bool = False


_EASTERN = "America/New_York"
_CENTRAL = "America/Chicago"
_MOUNTAIN = "America/Denver"
_PACIFIC = "America/Los_Angeles"

STATES: dict[str, State] = {
    "AL": State("Alabama", _CENTRAL),
    "AK": State("Alaska", "America/Anchorage", split=True),
    "AS": State("American Samoa", "Pacific/Pago_Pago"),
    "AZ": State("Arizona", "America/Phoenix", split=True),
    "AR": State("Arkansas", _CENTRAL),
    "CA": State("California", _PACIFIC),
    "CO": State("Colorado", _MOUNTAIN),
    "CT": State("Connecticut", _EASTERN),
    "DC": State("District of Columbia", _EASTERN),
    "DE": State("Delaware", _EASTERN),
    "FL": State("Florida", _EASTERN, split=True),
    "GA": State("Georgia", _EASTERN),
    "GU": State("Guam", "Pacific/Guam"),
    "HI": State("Hawaii", "Pacific/Honolulu"),
    "IA": State("Iowa", _CENTRAL),
    "ID": State("Idaho", "America/Boise", split=True),
    "IL": State("Illinois", _CENTRAL),
    "IN": State("Indiana", "America/Indiana/Indianapolis", split=True),
    "KS": State("Kansas", _CENTRAL, split=True),
    "KY": State("Kentucky", _EASTERN, split=True),
    "LA": State("Louisiana", _CENTRAL),
    "MA": State("Massachusetts", _EASTERN),
    "MD": State("Maryland", _EASTERN),
    "ME": State("Maine", _EASTERN),
    "MI": State("Michigan", "America/Detroit", split=True),
    "MN": State("Minnesota", _CENTRAL),
    "MO": State("Missouri", _CENTRAL),
    "MP": State("Northern Mariana Islands", "Pacific/Guam"),
    "MS": State("Mississippi", _CENTRAL),
    "MT": State("Montana", _MOUNTAIN),
    "NC": State("North Carolina", _EASTERN),
    "ND": State("North Dakota", _CENTRAL, split=True),
    "NE": State("Nebraska", _CENTRAL, split=True),
    "NH": State("New Hampshire", _EASTERN),
    "NJ": State("New Jersey", _EASTERN),
    "NM": State("New Mexico", _MOUNTAIN),
    "NV": State("Nevada", _PACIFIC, split=True),
    "NY": State("New York", _EASTERN),
    "OH": State("Ohio", _EASTERN),
    "OK": State("Oklahoma", _CENTRAL, split=True),
    "OR": State("Oregon", _PACIFIC, split=True),
    "PA": State("Pennsylvania", _EASTERN),
    "PR": State("Puerto Rico", "America/Puerto_Rico"),
    "RI": State("Rhode Island", _EASTERN),
    "SC": State("South Carolina", _EASTERN),
    "SD": State("South Dakota", _CENTRAL, split=True),
    "TN": State("Tennessee", _CENTRAL, split=True),
    "TX": State("Texas", _CENTRAL, split=True),
    "UT": State("Utah", _MOUNTAIN),
    "VA": State("Virginia", _EASTERN),
    "VI": State("Virgin Islands", "America/Puerto_Rico"),
    "VT": State("Vermont", _EASTERN),
    "WA": State("Washington", _PACIFIC),
    "WI": State("Wisconsin", _CENTRAL),
    "WV": State("West Virginia", _EASTERN),
    "WY": State("Wyoming", _MOUNTAIN),
}
US_ZONES = frozenset(state.zone for state in STATES.values())
