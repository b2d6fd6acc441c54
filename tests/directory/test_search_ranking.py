"""What a family types leads to the facility it means, first."""

import pytest

from tests.directory.places_to_search import CATALOGUE, HAYSTACK, NAMES, first, named, row
from tracker.directory.search.finding import search
from tracker.directory.search.haystack import build

FIRST = [
    ("fci elktn", "FCI Elkton", "OH"),
    ("elkton", "FCI Elkton", "OH"),
    ("elkton oh", "FCI Elkton", "OH"),
    ("elkton md", "Cecil County Detention Center", "MD"),
    ("federal correctional institution elkton", "FCI Elkton", "OH"),
    ("attica ny", "Attica Correctional Facility", "NY"),
    ("ny attica", "Attica Correctional Facility", "NY"),
    ("ATTICA, New York", "Attica Correctional Facility", "NY"),
    ("att", "Attica Correctional Facility", "NY"),
    ("attic", "Attica Correctional Facility", "NY"),
    ("atica", "Attica Correctional Facility", "NY"),
    ("attica corr fac", "Attica Correctional Facility", "NY"),
    ("attica cf", "Attica Correctional Facility", "NY"),
    ("prison attica", "Attica Correctional Facility", "NY"),
    ("cook county jail", "Cook County Jails", "IL"),
    ("cook co jail", "Cook County Jails", "IL"),
    ("cook county jail georgia", "Cook County Jail / Sheriff", "GA"),
    ("jail cook chicago", "Cook County Jails", "IL"),
    ("cook county juvenile", "Cook County Juvenile Center", "IL"),
    ("san quentin", "San Quentin State Prison (SQ)", "CA"),
    ("san quentn", "San Quentin State Prison (SQ)", "CA"),
    ("sing sing", "Sing Sing Correctional Facility", "NY"),
    ("singsing", "Sing Sing Correctional Facility", "NY"),
    ("greenhaven", "Green Haven Correctional Facility", "NY"),
    ("pelikan bay", "Pelican Bay State Prison (PBSP)", "CA"),
    ("pbsp", "Pelican Bay State Prison (PBSP)", "CA"),
    ("adx florence", "USP Florence ADMAX", "CO"),
    ("supermax colorado", "USP Florence ADMAX", "CO"),
    ("mdc brooklyn", "MDC Brooklyn", "NY"),
    ("metropolitan detention center brooklyn", "MDC Brooklyn", "NY"),
    ("brooklyn ct", "Brooklyn Correctional Institution", "CT"),
    ("lewisburg", "USP Lewisburg", "PA"),
    ("lewsburg", "USP Lewisburg", "PA"),
    ("lewisburg camp", "USP Lewisburg Camp", "PA"),
    ("lewisburg county jail", "Union County Jail", "PA"),
    ("lousiana state penitentary", "Louisiana State Penitentiary", "LA"),
    ("mississippi state pen", "Mississippi State Penitentiary", "MS"),
    ("clark county detention ctr las vegas", "Clark County Detention Center", "NV"),
    ("clark county detention ky", "Clark County Detention Center", "KY"),
    ("de kalb county jail", "DeKalb County Jail", "GA"),
    ("saint clair county jail", "St. Clair County Jail", "IL"),
    ("ft dix", "FCI Fort Dix", "NJ"),
    ("state correctional institution greene", "SCI Greene", "PA"),
    ("marysville ohio", "Ohio Reformatory for Women", "OH"),
    ("lebanon corr inst", "Lebanon Correctional Institution", "OH"),
    ("florida state prison", "Florida State Prison", "FL"),
    ("washington county jail", "Washington County Jail", "OR"),
    ("krome", "Krome North Service Processing Center", "FL"),
    ("lodz ostra", "Łódź Östra Center", "AK"),
]


@pytest.mark.parametrize(("text", "name", "state"), FIRST, ids=[text for text, *_rest in FIRST])
def test_the_best_match_stands_first(text: str, name: str, state: str) -> None:
    hit = first(text)
    assert hit.kind == "facility", hit
    assert NAMES[hit.key] == (name, state)


@pytest.mark.parametrize("text", ["rikers", "Rikers Island", "rykers island"])
def test_an_island_leads_to_all_of_its_jails(text: str) -> None:
    hits = search(HAYSTACK, text)[:2]
    assert {NAMES[hit.key][0] for hit in hits} == {"Anna M Kross Center", "Rose M Singer Center"}
    assert {hit.matched for hit in hits} == {"Rikers Island"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("angola", "Louisiana State Penitentiary"), ("parchman", "Mississippi State Penitentiary")],
)
def test_another_name_beats_a_town_of_that_name(text: str, name: str) -> None:
    hit = first(text)
    assert (NAMES[hit.key][0], hit.matched) == (name, text.title())


@pytest.mark.parametrize("stored", ["San Quentin State Prison (SQ)", "San Quentin Rehabilitation Center"])
@pytest.mark.parametrize("typed", ["San Quentin State Prison", "San Quentin Rehabilitation Center"])
def test_a_renamed_prison_is_found_by_both_names_whichever_is_stored(stored: str, typed: str) -> None:
    prison = row(stored, "San Quentin", "Marin", "CA")
    hit = first(typed, haystack=build(CATALOGUE, [prison]))
    assert (hit.key, hit.score) == (str(prison.id), 1)
    assert hit.matched == ("" if stored.startswith(typed) else typed)


def test_a_former_name_is_found_and_told() -> None:
    prison = row("Old River Center", "Salem", "Marion", "OR", former_names="Salem Camp\nMill Creek Unit")
    hit = first("mill creek unit", haystack=build(CATALOGUE, [prison]))
    assert (hit.key, hit.matched) == (str(prison.id), "Mill Creek Unit")


def test_the_own_name_is_not_told_as_another_one() -> None:
    assert first("san quentin").matched == ""


def test_a_place_for_the_young_stands_behind_unless_asked_for() -> None:
    assert named("cook county chicago")[0][0] == "Cook County Jails"
    assert named("cook county youth chicago")[0][0] == "Cook County Juvenile Center"


def test_every_word_counts() -> None:
    assert first("elkton oh").score > first("elkton md").score > first("elkton zanzibar").score


def test_the_same_words_beat_a_slip() -> None:
    assert first("mdc brooklyn").score > first("mdc broklyn").score > 0.7


def test_one_state_alone_is_searched_when_asked() -> None:
    assert {state for _name, state in named("county jail", "IL")} == {"IL"}
    assert named("clark county detention center", "KY") == [("Clark County Detention Center", "KY")]
