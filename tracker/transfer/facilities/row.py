"""One facility of the list: what each cell must be, and what it says in Kitelog's words."""

import re
from datetime import UTC, date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from storage.tables.places import FACILITY_KINDS, FACILITY_STATUS
from storage.types import EPOCH
from tracker.checks import MOST_NAME, kept_text
from tracker.directory.states import STATES
from tracker.errors import InvalidInputError
from tracker.transfer import values
from tracker.transfer.facilities.columns import KNOWN
from tracker.transfer.facilities.letters import title
from tracker.transfer.facilities.locating import located
from tracker.transfer.log_rows import BadCellError
from tracker.transfer.values import BadValueError, refuse_if
from tracker.wording import _

MOST_ID = 100
MOST_ADDRESS = 500
MOST_WEBSITE = 2_000
JUVENILE = "juvenile"

_MISSING = re.compile(r"-999(\.0*)?|NOT AVAILABLE", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9])")
_MILLISECONDS = re.compile(r"-?[0-9]{11,13}")
_WHOLE = re.compile(r"([0-9]+)\.0*")


class FacilityRow(NamedTuple):
    """A facility that can be taken; everything from `name` on is a column of its table. Days are ISO texts.

    `elsewhere` is what was wrong with its place, which was not taken then.
    """

    line: int
    source_id: str
    elsewhere: str
    name: str
    state: str
    kind: str | None
    zone: str
    zone_guessed: bool
    source_day: str | None
    city: str
    county: str
    address: str
    postcode: str
    telephone: str
    website: str
    security: str
    juvenile: bool
    status: str | None
    population: int | None
    capacity: int | None
    latitude: float | None
    longitude: float | None


def facility_row(line: int, cells: tuple[Any, ...]) -> FacilityRow:
    """The facility. Raises BadCellError naming the first column that cannot be taken."""
    (
        source_id, name, state, address, city, postcode, telephone, kind, status, population, county,
        security, capacity, source_day, checked_day, website, latitude, longitude,
    ) = (_clean(cell) for cell in cells)  # fmt: skip
    column = "FACILITYID"
    try:
        refuse_if(not source_id, _("The number of the facility is missing."))
        source_id = _text(source_id, MOST_ID)
        column = "NAME"
        refuse_if(not name, _("A name is missing."))
        refuse_if(name.upper() in STATES and len(state) > 2, _("NAME and STATE are swapped columns."))
        name = _name(name)
        column = "STATE"
        state = state.upper()
        refuse_if(state not in STATES, _("There is no such state. Use its two letters, like NY."))
        column = "ADDRESS"
        address = title(_text(address, MOST_ADDRESS))
        column = "CITY"
        city = _name(city)
        column = "COUNTY"
        county = _name(county)
        column = "ZIP"
        postcode = _postcode(_text(postcode, MOST_ID))
        column = "TELEPHONE"
        telephone = _text(telephone, MOST_NAME)
        column = "TYPE"
        kind_word = values.word(kind.lower(), FACILITY_KINDS)
        column = "STATUS"
        status_word = values.word(status.lower(), FACILITY_STATUS)
        column = "POPULATION"
        people = _count(population)
        column = "CAPACITY"
        places = _count(capacity)
        column = "SECURELVL"
        security = _text(security, MOST_NAME).lower()
        column = "SOURCEDATE" if source_day else "VAL_DATE"
        day = _day(source_day or checked_day)
        column = "WEBSITE"
        website = _website(_text(website, MOST_WEBSITE))
        column = "LATITUDE"
        place = located(state, latitude, longitude)
    except BadValueError as error:
        column = error.column or column
        raise BadCellError(column, _shown(cells[KNOWN.index(column)]), str(error)) from error
    return FacilityRow(
        line, source_id, place.elsewhere, name, state, kind_word, place.zone, place.guessed, day, city,
        county, address, postcode, telephone, website, security, security == JUVENILE, status_word, people,
        places, place.latitude, place.longitude,
    )  # fmt: skip


def _clean(cell: str) -> str:
    """A cell on one line without blanks around it; empty where the list says that nothing is known."""
    cell = " ".join(cell.split())
    return "" if _MISSING.fullmatch(cell) else cell


def _shown(cell: str) -> str:
    """A cell that any terminal and any JSON can show."""
    return cell.encode("utf-8", "backslashreplace").decode()


def _text(cell: str, most: int) -> str:
    if cell.isascii() and len(cell) <= most and "\0" not in cell:
        return cell
    try:
        return kept_text(cell, "", most)
    except InvalidInputError as error:
        raise BadValueError(str(error)) from error


@lru_cache(maxsize=20_000)
def _name(cell: str) -> str:
    return title(_text(cell, MOST_NAME))


def _postcode(cell: str) -> str:
    """Five digits again where a number lost the zero before it."""
    return cell.zfill(5) if cell.isdigit() and len(cell) in (3, 4) else cell


def _count(cell: str) -> int | None:
    whole = _WHOLE.fullmatch(cell)
    return values.count(whole[1] if whole else cell)


@lru_cache(maxsize=5_000)
def _day(cell: str) -> str | None:
    """A day in any way the editions write it, as `2018-04-30`; a time behind it is cut off."""
    if not cell:
        return None
    if _MILLISECONDS.fullmatch(cell):
        moment = EPOCH + timedelta(milliseconds=int(cell))
        return values.day(moment.astimezone(UTC).date().isoformat())
    iso, american = _ISO.match(cell), _AMERICAN.match(cell)
    if iso:
        year, month, day = iso.groups()
    elif american:
        month, day, year = american.groups()
    else:
        raise BadValueError(_("Write the day like 2018-04-30."))
    try:
        return values.day(date(int(year), int(month), int(day)).isoformat())
    except BadValueError:
        raise
    except ValueError as error:
        raise BadValueError(_("There is no such day.")) from error


def _website(cell: str) -> str:
    """The first address of the web; anything else is left out, because a page makes a link of it."""
    first = cell.split(" ", maxsplit=1)[0].removesuffix(",")
    try:
        parts = urlsplit(first)
    except ValueError:
        return ""
    return first if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
