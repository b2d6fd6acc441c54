"""Who runs a facility, by rule: the Bureau of Prisons, ICE, a state, a county, or nobody we know."""

import re

from tracker.directory.catalogue.lookup import agency, place_for
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.names import is_bureau_name
from tracker.directory.states import STATES
from tracker.wording import _

BUREAU = "us-bop"
IMMIGRATION = "us-ice"

_IMMIGRATION = re.compile(r"\b(ICE|immigration|SPC|processing cent(er|re))\b", re.IGNORECASE)
# Detention for others than the Bureau, whatever the name says beside it.
_OTHERS = re.compile(r"\b(ICE|immigration|SPC|processing|marshals?|tribal|residential)\b", re.IGNORECASE)
_SAYS_STATE = re.compile(r"\bstate (prison|penitentiary|correctional|reformatory)\b", re.IGNORECASE)


def agency_of(name: str, state: str, kind: str | None, *, juvenile: bool = False, county: str = "") -> str:
    """Who runs a facility: a catalogue's code, `county:IL:Cook` or the like, empty when not known.

    Federal detention that is not the Bureau's (immigration, Marshals, tribal, private) is not known unless
    its name says immigration. A state's code is given to its adult prisons only: jails and places for the
    young never inherit the state's contract.
    """
    federal = _federal_agency(name) if kind in ("federal", None) else ""
    if federal or state not in STATES:
        return federal
    if state == "DC" and kind in ("state", "county", "local") and not juvenile:
        return "dc"
    if kind == "state" or (kind is None and _SAYS_STATE.search(name)):
        return f"juvenile:{state}" if juvenile else state.lower()
    return f"{kind}:{state}:{county}" if kind in ("county", "local", "multi") else ""


def who_runs(
    catalogue: Catalogue,
    name: str,
    state: str,
    kind: str | None,
    *,
    juvenile: bool = False,
    county: str = "",
) -> str:
    """Who runs a facility: the catalogue's word of this very place, else the rule; empty when not known."""
    place = place_for(catalogue, name, state)
    by_rule = agency_of(name, state, kind, juvenile=juvenile, county=county)
    return (place.agency if place else "") or by_rule


def _federal_agency(name: str) -> str:
    if is_bureau_name(name) and not _OTHERS.search(name):
        return BUREAU
    return IMMIGRATION if _IMMIGRATION.search(name) else ""


def agency_words(code: str, catalogue: Catalogue) -> str:
    """Who that is: `Cook County, Illinois (sheriff or jail)`; empty when not known."""
    known = agency(catalogue, code)
    if known is not None:
        return known.name
    kind, parted, rest = code.partition(":")
    if not parted:
        # A territory's own department, or the family's words.
        return STATES[code.upper()].name if code.upper() in STATES else code
    state, parted, county = rest.partition(":")
    where = STATES[state].name if state in STATES else state
    if kind != "county":
        return {
            "juvenile": _("A juvenile authority in {state}"),
            "local": _("A local jail in {state}"),
            "multi": _("A regional jail in {state}"),
        }.get(kind, code).format(state=where)
    if not county:
        return _("A county jail in {state}").format(state=where)
    sentence = _("{county}, {state} (sheriff or county jail)")
    return sentence.format(county=_county_words(county, state), state=where)


def _county_words(county: str, state: str) -> str:
    if county.casefold().endswith(("county", "parish", "borough", "city")):
        return county
    word = {"LA": _("Parish"), "AK": _("Borough")}.get(state, _("County"))
    return f"{county} {word}"
