"""Agencies are results too, with facilities stored and without."""

import pytest

from tests.directory.places_to_search import ROWS
from tracker.directory.catalogue.model import Agency
from tracker.directory.catalogue.read import catalogue
from tracker.directory.search.finding import search
from tracker.directory.search.haystack import Haystack, build
from tracker.directory.states import STATES

AGENCIES = catalogue().agencies
HAYSTACKS = {"stored": build(catalogue(), ROWS), "none stored": build(catalogue(), ())}


@pytest.fixture(params=HAYSTACKS)
def haystack(request: pytest.FixtureRequest) -> Haystack:
    found: Haystack = HAYSTACKS[request.param]
    return found


@pytest.mark.parametrize("agency", AGENCIES, ids=[agency.code for agency in AGENCIES])
def test_each_name_of_an_agency_gives_it_first(agency: Agency, haystack: Haystack) -> None:
    for name in (agency.name, *agency.other_names, agency.name.upper(), agency.name.lower()):
        hit = search(haystack, name)[0]
        assert (hit.kind, hit.key) == ("agency", agency.code), name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ohio", "oh"),
        ("Ohio DRC", "oh"),
        ("ohio doc", "oh"),
        ("oh doc", "oh"),
        ("bureau of prisons", "us-bop"),
        ("bureau prisns", "us-bop"),
        ("BOP", "us-bop"),
        ("federal prison in texas", "us-bop"),
        ("ICE", "us-ice"),
        ("immigration", "us-ice"),
        ("texas department of criminal justise", "tx"),
        ("TDCJ", "tx"),
        ("prison in texas", "tx"),
        ("state prison ohio", "oh"),
        ("new york", "ny"),
        ("ny", "ny"),
        ("me", "me"),
        ("washington", "wa"),
        ("west virginia", "wv"),
        ("virginia", "va"),
        ("pennsylvania department of corrections", "pa"),
    ],
)
def test_an_agency_is_found_as_people_call_it(text: str, code: str, haystack: Haystack) -> None:
    hit = search(haystack, text)[0]
    assert (hit.kind, hit.key) == ("agency", code)


@pytest.mark.parametrize("code", STATES)
def test_a_county_jail_in_a_state_is_no_prison_of_that_state(code: str, haystack: Haystack) -> None:
    for text in (f"a county jail in {STATES[code].name}", f"county jail {code}"):
        hit = search(haystack, text)[0]
        assert (hit.kind, hit.key, hit.state) == ("agency", f"county:{code}:", code)


def test_a_county_jail_in_the_state_that_was_chosen(haystack: Haystack) -> None:
    assert search(haystack, "county jail", "OH")[0].key == "county:OH:"


def test_a_county_may_have_the_name_of_a_state(haystack: Haystack) -> None:
    hits = search(haystack, "ohio county jail")
    assert hits[0].key != "county:OH:"
    assert "county:OH:" in [hit.key for hit in hits]


def test_agencies_of_the_whole_country_stay_in_every_state(haystack: Haystack) -> None:
    assert search(haystack, "bureau of prisons", "OH")[0].key == "us-bop"
    assert all(hit.key != "tx" for hit in search(haystack, "texas", "OH"))
