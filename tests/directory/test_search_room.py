"""The directory searches what is stored now, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from sqlalchemy import insert, update
from sqlmodel import col

from storage.queries.directory_search import Searchable, searchable
from storage.tables import Facility
from tests.clock import NOON
from tests.directory.places_to_search import CATALOGUE
from tests.directory.small import SMALL
from tests.world import World, eastern
from tracker.directory import Directory
from tracker.directory.search import current

ATTICA = {
    "name": "Attica Correctional Facility", "state": "NY", "city": "Attica", "county": "Wyoming",
    "kind": "state", "status": "open", "population": 2009, "agency": "ny",
}  # fmt: skip
ELKTON = {"name": "FCI Elkton", "state": "OH", "city": "Lisbon", "kind": "federal", "agency": "us-bop"}


@pytest.fixture
def directory(world: World) -> Directory:
    return Directory(world.database, world.clock, SMALL)


def add(world: World, *rows: dict[str, object]) -> list[int]:
    keys = []
    with world.database.write() as session:
        for row in rows:
            values = {"zone": "America/New_York", "created_at": NOON, **row}
            keys.append(
                session.execute(insert(Facility).values(**values).returning(col(Facility.id))).scalar_one()
            )
    return keys


def test_a_stored_facility_is_found_with_its_answer(world: World, directory: Directory) -> None:
    [attica, _elkton] = add(world, ATTICA, ELKTON)
    found = directory.search("attica ny")[0]
    assert (found.kind, found.answer.place.id, found.matched) == ("facility", attica, "")
    assert found.answer.agency_name == "New York State DOCCS"
    assert [served.name for served in found.answer.providers] == ["JPay", "Securus eMessaging"]


def test_what_is_searched_is_read_as_plain_values(world: World) -> None:
    [attica] = add(world, ATTICA)
    with world.database.read() as session:
        [row] = searchable(session)
    assert row == Searchable(
        attica, "Attica Correctional Facility", "", "Attica", "Wyoming", "NY", "state", False, "open", 2009
    )


def test_without_facilities_a_bureau_name_is_answered_by_rule(directory: Directory) -> None:
    found = directory.search("FCI Nowhere")[0]
    assert (found.answer.place.name, found.answer.place.id) == ("FCI Nowhere", None)
    assert (found.answer.agency, found.answer.must_be_invited) == ("us-bop", True)
    assert [served.name for served in found.answer.providers] == ["CorrLinks"]


@pytest.mark.parametrize("name", ["Krome", "Eloy Detention Center", "Adelanto"])
def test_other_federal_detention_is_not_the_bureau(directory: Directory, name: str) -> None:
    found = directory.search(name)[0]
    assert found.answer.agency != "us-bop"
    assert "message provider" in found.answer.unknown


def test_a_county_jail_of_a_state_has_no_provider_of_that_state(directory: Directory) -> None:
    found = directory.search("a county jail in New York")[0]
    assert (found.kind, found.answer.agency, found.answer.place.kind) == ("agency", "county:NY:", "county")
    assert (found.answer.providers, "message provider" in found.answer.unknown) == ((), True)


def test_an_agency_is_answered_as_one(directory: Directory) -> None:
    found = directory.search("Federal Bureau of Prisons")[0]
    assert (found.kind, found.answer.place.name, found.answer.must_be_invited) == ("agency", "", True)


def test_a_place_of_the_catalogue_answers_with_its_own_contract(directory: Directory) -> None:
    found = directory.search("cook county jail")[0]
    assert (found.answer.place.name, found.answer.place.county) == ("Cook County Jails", "Cook")
    [served] = found.answer.providers
    assert served.price is not None
    assert (served.name, served.price.amount) == ("GettingOut", Decimal("0.06"))


def test_another_name_leads_to_a_place_that_is_not_stored(world: World) -> None:
    found = Directory(world.database, world.clock, CATALOGUE).search("angola")[0]
    assert (found.answer.place.name, found.answer.place.state) == ("Louisiana State Penitentiary", "LA")
    assert found.matched == "Angola"


def test_an_empty_text_finds_nothing(directory: Directory) -> None:
    assert directory.search("  ") == ()


def test_a_new_and_a_renamed_facility_are_found_at_once(world: World, directory: Directory) -> None:
    [attica] = add(world, ATTICA)
    assert directory.search("elkton")[0].answer.place.id is None
    [_elkton] = add(world, ELKTON)
    assert directory.search("elkton")[0].answer.place.name == "FCI Elkton"
    with world.database.write() as session:
        session.execute(
            update(Facility)
            .where(col(Facility.id) == attica)
            .values(name="Batavia Correctional Facility", former_names="Attica Correctional Facility")
        )
    [found] = [row for row in directory.search("attica corr") if row.answer.place.id == attica]
    assert (found.answer.place.name, found.matched) == (
        "Batavia Correctional Facility",
        "Attica Correctional Facility",
    )


def test_a_message_logged_does_not_build_the_haystack_anew(
    world: World, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    dad = world.contact()
    built: list[int] = []
    build = current.build

    def counted(*args: object) -> object:
        built.append(1)
        return build(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(current, "build", counted)
    directory.search("lebanon")
    world.sent(dad, eastern("2026-11-20 10:00"))
    assert directory.search("lebanon")[0].answer.place.id is not None
    assert len(built) == 1


def test_searches_side_by_side_build_it_once(
    world: World, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(world, ATTICA)
    built: list[int] = []
    build = current.build

    def counted(*args: object) -> object:
        built.append(1)
        return build(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(current, "build", counted)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _number: directory.search("attica")[0].answer.place.name, range(12)))
    assert (set(found), len(built)) == ({"Attica Correctional Facility"}, 1)
