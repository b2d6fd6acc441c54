"""A few facilities as a list has them, some of a like name, and a haystack of them."""

from itertools import count

from storage.queries.directory_search import Searchable
from tests.directory.small import FACT, SMALL
from tracker.directory.catalogue.model import Catalogue, OtherName
from tracker.directory.search.finding import search
from tracker.directory.search.haystack import Haystack, build
from tracker.directory.search.hits import Hit

_numbers = count(1)

OTHER_NAMES = (
    OtherName("Angola", "Louisiana State Penitentiary", "LA", FACT),
    OtherName("Parchman", "Mississippi State Penitentiary", "MS", FACT),
    OtherName("Rikers Island", "Anna M Kross Center", "NY", FACT),
    OtherName("Rikers Island", "Rose M Singer Center", "NY", FACT),
    OtherName("San Quentin State Prison", "San Quentin Rehabilitation Center", "CA", FACT),
)
CATALOGUE = Catalogue(
    version="search",
    agencies=SMALL.agencies,
    places=SMALL.places,
    contracts=SMALL.contracts,
    other_names=OTHER_NAMES,
)


def row(
    name: str, city: str, county: str, state: str, kind: str | None = "state", **more: object
) -> Searchable:
    """A facility as the search reads it: open, for adults, nobody counted."""
    known = {"former_names": "", "juvenile": False, "status": "open", "population": None, **more}
    return Searchable(id=next(_numbers), name=name, city=city, county=county, state=state, kind=kind, **known)  # type: ignore[arg-type]


ROWS = (
    row("FCI Elkton", "Lisbon", "Columbiana", "OH", "federal", population=2004),
    row("FSL Elkton", "Lisbon", "Columbiana", "OH", "federal", population=437),
    row("Cecil County Detention Center", "Elkton", "Cecil", "MD", "county", population=284),
    row("Attica Correctional Facility", "Attica", "Wyoming", "NY", population=2009),
    row("Wyoming Correctional Facility", "Attica", "Wyoming", "NY", population=1392),
    row("Attala County Jail", "Kosciusko", "Attala", "MS", "county"),
    row("Cook County Jails", "Chicago", "Cook", "IL", "county", population=8216),
    row("Cook County Jail / Sheriff", "Adel", "Cook", "GA", "county", population=114),
    row("Cook County Juvenile Center", "Chicago", "Cook", "IL", "county", juvenile=True),
    row("San Quentin State Prison (SQ)", "San Quentin", "Marin", "CA", population=3989),
    row("Anna M Kross Center", "East Elmhurst", "Bronx", "NY", "local"),
    row("Rose M Singer Center", "East Elmhurst", "Bronx", "NY", "local"),
    row("Sing Sing Correctional Facility", "Ossining", "Westchester", "NY", population=1576),
    row("Green Haven Correctional Facility", "Stormville", "Dutchess", "NY", population=2038),
    row("Pelican Bay State Prison (PBSP)", "Crescent City", "Del Norte", "CA", population=2384),
    row("USP Florence ADMAX", "Florence", "Fremont", "CO", "federal", population=428),
    row("FCI Florence", "Florence", "Fremont", "CO", "federal", population=993),
    row("MDC Brooklyn", "Brooklyn", "Kings", "NY", "federal", population=1676),
    row("Brooklyn Correctional Institution", "Brooklyn", "Windham", "CT", population=450),
    row("USP Lewisburg", "Lewisburg", "Union", "PA", "federal", population=177),
    row("USP Lewisburg Camp", "Lewisburg", "Union", "PA", "federal", population=355),
    row("Union County Jail", "Lewisburg", "Union", "PA", "county", population=32),
    row("Louisiana State Penitentiary", "Angola", "West Feliciana", "LA", population=6073),
    row("Steuben County Jail", "Angola", "Steuben", "IN", "county", population=82),
    row("Mississippi State Penitentiary", "Parchman", "Sunflower", "MS", population=3289),
    row("Clark County Detention Center", "Las Vegas", "Clark", "NV", "county", population=2492),
    row("Clark County Detention Center", "Winchester", "Clark", "KY", "county", population=279),
    row("DeKalb County Jail", "Decatur", "DeKalb", "GA", "county", population=147),
    row("St. Clair County Jail", "Belleville", "St. Clair", "IL", "county", population=384),
    row("FCI Fort Dix", "Fort Dix", "Burlington", "NJ", "federal", population=3114),
    row("SCI Greene", "Waynesburg", "Greene", "PA", population=1695),
    row("Ohio Reformatory for Women", "Marysville", "Union", "OH", population=2499),
    row("Lebanon Correctional Institution", "Lebanon", "Warren", "OH", population=2344),
    row("Florida State Prison", "Raiford", "Bradford", "FL", population=1240),
    row("Washington County Jail", "Hillsboro", "Washington", "OR", "county", population=572),
    row("Krome North Service Processing Center", "Miami", "Miami-Dade", "FL", "federal"),
    row("Łódź Östra Center", "Anchorage", "Anchorage", "AK"),
    row("监狱", "Honolulu", "Honolulu", "HI"),
)
NAMES = {str(place.id): (place.name, place.state) for place in ROWS}
HAYSTACK = build(CATALOGUE, ROWS)


def first(text: str, state: str = "", haystack: Haystack = HAYSTACK) -> Hit:
    """The best hit."""
    return search(haystack, text, state)[0]


def named(text: str, state: str = "") -> list[tuple[str, str]]:
    """The stored facilities found, by name and state, best first."""
    return [NAMES[hit.key] for hit in search(HAYSTACK, text, state) if hit.kind == "facility"]
