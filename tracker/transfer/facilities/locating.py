"""Where a facility lies, whether that can be, and which clock is kept there."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tracker.directory.names import zone_of_state
from tracker.directory.states import STATES
from tracker.transfer.facilities.bounds import BOXES, somewhere
from tracker.transfer.values import BadValueError, about
from tracker.wording import _

_DEGREES = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,30})?")

# The zones of the IANA database in the states and territories; those that only repeat another one since 1970
# go by the name that Kitelog uses for their territory.
_ZONES = frozenset((
    "America/New_York", "America/Detroit", "America/Kentucky/Louisville", "America/Kentucky/Monticello",
    "America/Indiana/Indianapolis", "America/Indiana/Vincennes", "America/Indiana/Winamac",
    "America/Indiana/Marengo", "America/Indiana/Petersburg", "America/Indiana/Vevay",
    "America/Indiana/Tell_City", "America/Indiana/Knox", "America/Chicago", "America/Menominee",
    "America/North_Dakota/Center", "America/North_Dakota/New_Salem", "America/North_Dakota/Beulah",
    "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
    "America/Juneau", "America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome",
    "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
))  # fmt: skip
_ALIASES = {
    "America/St_Thomas": "America/Puerto_Rico",
    "Pacific/Saipan": "Pacific/Guam",
    "Pacific/Midway": "Pacific/Pago_Pago",
    "America/Shiprock": "America/Denver",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Fort_Wayne": "America/Indiana/Indianapolis",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Knox_IN": "America/Indiana/Knox",
}


class Located(NamedTuple):
    """Where a facility lies in degrees (None: not known), and its zone; `elsewhere` says why not there."""

    latitude: float | None
    longitude: float | None
    zone: str
    guessed: bool
    elsewhere: str = ""


def located(state: str, latitude: str, longitude: str) -> Located:
    """Places a facility of a known state by its cells.

    A place in another state is not believed and told in `elsewhere`; the list has a few of those. Raises
    BadValueError with its `column` for what is no place in the United States and its territories.
    """
    if not latitude and not longitude:
        return _by_state(state)
    for column, cell in (("LATITUDE", latitude), ("LONGITUDE", longitude)):
        with about(column):
            if not cell:
                raise BadValueError(_("One of LATITUDE and LONGITUDE is missing. Give both or none."))
            if not _DEGREES.fullmatch(cell):
                raise BadValueError(_("Degrees are a number with a point, like 39.0997 or -94.5786."))
    north, east = float(latitude), float(longitude)
    if BOXES[state].holds(north, east):
        return _by_place(state, north, east)
    with about("LATITUDE"):
        why = _why_nowhere(north, east)
        if why:
            raise BadValueError(why)
    sentence = _("{latitude}, {longitude} lies outside {state}; the time zone was taken from the state.")
    words = sentence.format(latitude=latitude, longitude=longitude, state=STATES[state].name)
    return _by_state(state)._replace(elsewhere=words)


def _why_nowhere(north: float, east: float) -> str:
    """Why two numbers are no place in any state; empty when they are one."""
    if (north, east) == (0, 0):
        return _("0, 0 lies in the sea off Africa. Leave both empty where the place is not known.")
    if somewhere(north, east):
        return ""
    if somewhere(east, north):
        return _("LATITUDE and LONGITUDE are swapped columns: this would be a place the other way round.")
    if somewhere(north, -east):
        return _("The minus of the longitude is missing: the states lie west of Greenwich, at -66 to -180.")
    if abs(north) > 90 or abs(east) > 180:
        return _("These are no degrees, perhaps metres of a web map. Save the file in WGS 84 (EPSG:4326).")
    return _("This lies outside the United States and their territories.")


def _by_state(state: str) -> Located:
    guess = zone_of_state(state, "")
    return Located(None, None, guess.zone, guess.guessed)


def _by_place(state: str, north: float, east: float) -> Located:
    found = _zone_finder()(east, north)
    zone = _ALIASES.get(found, found)
    if zone in _ZONES:
        return Located(north, east, zone, guessed=False)
    # Just over the border, or at sea.
    guess = zone_of_state(state, "")
    return Located(north, east, guess.zone, guess.guessed)


@cache
def _zone_finder() -> Callable[[float, float], str]:
    # Loaded at the first place: its map of the world takes a tenth of a second.
    from tzfpy import get_tz  # noqa: PLC0415

    return get_tz
