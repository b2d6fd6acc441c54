"""Names in title case, and places in their zones."""

from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from tracker.directory.states import STATES
from tracker.transfer.facilities.bounds import BOXES
from tracker.transfer.facilities.letters import title
from tracker.transfer.facilities.locating import _ALIASES, _ZONES, located


@pytest.mark.parametrize(
    ("capitals", "cased"),
    [
        ("FCI ELKTON", "FCI Elkton"),
        ("USP FLORENCE ADMAX", "USP Florence Admax"),
        ("FPC/FMC LEXINGTON", "FPC/FMC Lexington"),
        ("BUFFALO (BATAVIA) ICE SPC", "Buffalo (Batavia) ICE SPC"),
        ("MCDOWELL COUNTY JAIL II", "McDowell County Jail II"),
        ("CENTER FOR WOMEN IN THE VALLEY", "Center for Women in the Valley"),
        ("O'NEILL JAIL", "O'Neill Jail"),
        ("SHERIFF'S ANNEX - UNIT III", "Sheriff's Annex - Unit III"),
        ("DEKALB COUNTY JAIL", "DeKalb County Jail"),
        ("LASALLE PARISH JAIL", "LaSalle Parish Jail"),
        ("MACOMB COUNTY JAIL", "Macomb County Jail"),
        ("MARION CI", "Marion CI"),
        ("PHILADELPHIA CCC #4", "Philadelphia CCC #4"),
        (
            "DIXON SPRINGS IMPACT INCARCERATION PROGRAM (IIP)",
            "Dixon Springs Impact Incarceration Program (IIP)",
        ),
        ("CENTRO DE DETENCIÓN", "Centro De Detención"),
        ("1401 NW 7TH AVE", "1401 NW 7th Ave"),
        ("741-925 ACCESS RD A-25", "741-925 Access Rd A-25"),
        ("100 BELLVILLE BLVD NE", "100 Bellville Blvd NE"),
        ("COEUR D'ALENE", "Coeur d'Alene"),
        ("D'ANGELO HALL", "D'Angelo Hall"),
        ("L'ANSE", "L'Anse"),
        ("ST. LOUIS", "St. Louis"),
        ("Already McMixed jail", "Already McMixed jail"),
        ("監獄", "監獄"),
        ("", ""),
    ],
)
def test_names_in_capitals_are_written_as_people_write_them(capitals: str, cased: str) -> None:
    assert title(capitals) == cased


@pytest.mark.parametrize(
    ("state", "latitude", "longitude", "zone"),
    [
        ("FL", "30.43", "-87.24", "America/Chicago"),
        ("FL", "25.77", "-80.19", "America/New_York"),
        ("TN", "35.96", "-83.92", "America/New_York"),
        ("KY", "38.25", "-85.76", "America/Kentucky/Louisville"),
        ("IN", "38.68", "-87.52", "America/Indiana/Vincennes"),
        ("TX", "31.76", "-106.49", "America/Denver"),
        ("ID", "47.68", "-116.78", "America/Los_Angeles"),
        ("MI", "45.82", "-88.07", "America/Menominee"),
        ("AZ", "36.15", "-109.55", "America/Denver"),
        ("VI", "17.72", "-64.75", "America/Puerto_Rico"),
        ("MP", "15.16", "145.71", "Pacific/Guam"),
        ("AS", "-14.28", "-170.7", "Pacific/Pago_Pago"),
    ],
)
def test_a_place_has_its_own_zone(state: str, latitude: str, longitude: str, zone: str) -> None:
    found = located(state, latitude, longitude)
    assert (found.zone, found.guessed, found.elsewhere) == (zone, False, "")


def test_a_place_just_over_the_border_takes_the_zone_of_its_state() -> None:
    found = located("TX", "31.60", "-106.45")
    assert (found.zone, found.guessed) == ("America/Chicago", True)


def test_every_zone_of_the_states_and_territories_is_known() -> None:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    ours = {row[2] for row in rows if row[0] in ("US", "PR", "GU", "VI", "MP", "AS")}
    assert {_ALIASES.get(zone, zone) for zone in ours} == _ZONES
    assert {ZoneInfo(zone).key for zone in _ZONES} == _ZONES
    assert {state.zone for state in STATES.values()} <= _ZONES


def test_every_state_has_its_bounds() -> None:
    assert BOXES.keys() == STATES.keys()
    assert all(box.south < box.north and box.west < box.east for box in BOXES.values())
