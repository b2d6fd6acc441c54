"""The list of facilities is taken as it is, in every edition and format."""

from datetime import date

import pytest

from storage.tables import Facility
from tests.transfer.facility_files import (
    ELKTON,
    ESCAMBIA,
    FIRST,
    OTHER,
    THREE,
    YOUTH,
    collection,
    feature,
    listed,
    point,
    square,
    stored,
    take,
)
from tests.transfer.files import Importer


def test_every_cell_of_the_first_edition_is_kept(importer: Importer) -> None:
    report = take(importer, listed())
    assert (report.read, report.new, report.taken, report.created) == (3, 3, True, {"facilities": 3})
    elkton = stored(importer)["FCI Elkton"]
    assert (elkton.source_id, elkton.kind, elkton.agency, elkton.status) == (
        "10000001", "federal", "us-bop", "open",
    )  # fmt: skip
    assert (elkton.city, elkton.county, elkton.address) == ("Lisbon", "Columbiana", "8730 Scroggs Rd")
    assert (elkton.postcode, elkton.telephone, elkton.website) == (
        "44432", "(330) 420-6200", "https://www.example.gov/elk/",
    )  # fmt: skip
    assert (elkton.population, elkton.capacity, elkton.security) == (1600, None, "minimum")
    assert (elkton.source_day, elkton.latitude, elkton.longitude) == (date(2018, 4, 30), 40.786, -80.795)
    assert (elkton.zone, elkton.zone_guessed, elkton.juvenile) == ("America/New_York", False, False)


def test_a_place_gives_the_zone_where_a_state_has_two(importer: Importer) -> None:
    take(importer, listed())
    jail = stored(importer)["Escambia County Jail"]
    assert (jail.zone, jail.zone_guessed, jail.agency, jail.security) == (
        "America/Chicago", False, "county:FL:Escambia", "",
    )  # fmt: skip


def test_a_juvenile_facility_is_no_prison_of_its_state(importer: Importer) -> None:
    take(importer, listed())
    youth = stored(importer)["McDowell Youth Center II"]
    assert (youth.juvenile, youth.security, youth.county) == (True, "juvenile", "McDowell")
    assert youth.agency == "juvenile:NC"


def test_the_other_edition_has_no_places_and_says_which_zones_are_guessed(importer: Importer) -> None:
    report = take(importer, listed(columns=OTHER))
    assert report.new == 3
    jail = stored(importer)["Escambia County Jail"]
    assert (jail.zone, jail.zone_guessed, jail.latitude) == ("America/New_York", True, None)
    assert report.guessed_zones == ("Escambia County Jail, FL: America/New_York",)
    assert set(report.unknown_columns) == {
        "OBJECTID", "ZIP4", "COUNTYFIPS", "COUNTRY", "NAICS_CODE", "SOURCE", "VAL_METHOD", "Shape__Area",
        "Shape__Length",
    }  # fmt: skip


def test_many_guessed_zones_are_counted_by_state(importer: Importer) -> None:
    rows = [ESCAMBIA | {"FACILITYID": str(n), "NAME": f"JAIL {n}"} for n in range(25)]
    assert take(importer, listed(rows, OTHER)).guessed_zones == (
        "Florida: 25 facilities as America/New_York",
    )


def test_the_capitals_of_columns_and_a_byte_order_mark_do_not_matter(importer: Importer) -> None:
    header, rest = listed().split("\r\n", 1)
    report = take(importer, b"\xef\xbb\xbf" + f"{header.title()}\r\n{rest}".encode())
    assert (report.new, report.rejected) == (3, ())
    assert report.unknown_columns == ("Countyfips", "Country", "Source")


def test_geojson_of_points_polygons_and_multipolygons_gives_the_same_as_csv(importer: Importer) -> None:
    shapes = (
        point(ELKTON),
        {"type": "Polygon", "coordinates": [square(ESCAMBIA)]},
        {"type": "MultiPolygon", "coordinates": [[square(YOUTH)]]},
    )
    rows = [feature(row, shape) for row, shape in zip(THREE, shapes, strict=True)]
    report = take(importer, collection(rows), "list.geojson")
    assert (report.new, report.by, report.unknown_columns) == (3, "line", ("COUNTYFIPS", "COUNTRY", "SOURCE"))
    again = take(importer, listed())
    assert (again.same, again.changed) == (3, 0)


def test_geojson_without_a_geometry_and_with_numbers_for_cells_is_taken(importer: Importer) -> None:
    row = feature(
        ELKTON, None, FACILITYID=10000001, ZIP=2920, POPULATION=-999, CAPACITY=75.0, SOURCEDATE=1525046400000
    )
    assert take(importer, collection([row])).new == 1
    elkton = stored(importer)["FCI Elkton"]
    assert (elkton.source_id, elkton.postcode, elkton.population, elkton.capacity) == (
        "10000001", "02920", None, 75,
    )  # fmt: skip
    assert (elkton.source_day, elkton.latitude) == (date(2018, 4, 30), None)


@pytest.mark.parametrize(
    "written",
    [
        "2018-04-30",
        "2018/04/30 00:00:00+00",
        "2018-04-30T00:00:00.000Z",
        "4/30/2018",
        "04/30/2018 12:00:00 AM",
    ],
)
def test_the_day_may_be_written_as_any_edition_does(small: Importer, written: str) -> None:
    take(small, listed([ELKTON | {"SOURCEDATE": written}]))
    assert stored(small)["FCI Elkton"].source_day == date(2018, 4, 30)


def test_the_day_of_the_check_stands_in_for_the_day_of_the_source(small: Importer) -> None:
    take(small, listed([ELKTON | {"SOURCEDATE": "NOT AVAILABLE"}]))
    assert stored(small)["FCI Elkton"].source_day == date(2020, 2, 27)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("http://a.example, http://b.example/x", "http://a.example"),
        ("https://www.example.gov/a?b=1,2", "https://www.example.gov/a?b=1,2"),
        ("javascript:alert(1)", ""),
        ("www.example.gov", ""),
        ("http://[", ""),
        ("NOT AVAILABLE", ""),
    ],
)
def test_only_an_address_of_the_web_is_kept_as_website(small: Importer, cell: str, kept: str) -> None:
    take(small, listed([ELKTON | {"WEBSITE": cell}]))
    assert stored(small)["FCI Elkton"].website == kept


@pytest.mark.parametrize(
    "name",
    [
        'JAIL "O" UNIT, EAST',
        "=cmd|' /C calc'!A0",
        "Тюрьма № 1",
        "監獄",
        "DOÑA ANA COUNTY JAIL",
        "<b>x</b>",
        "${7*7}",
    ],
)
def test_a_name_with_any_letters_and_signs_is_taken(importer: Importer, name: str) -> None:
    for format_name, content in (
        ("list.csv", listed([ELKTON | {"NAME": name}])),
        ("list.json", collection([feature(ELKTON | {"NAME": name}, point(ELKTON))])),
    ):
        report = take(importer, content, format_name)
        assert (report.rejected, report.new + report.same) == ((), 1)
    (kept,) = importer.rows(Facility)
    assert kept.name.casefold() == name.casefold()


def test_a_name_over_two_lines_becomes_one(importer: Importer) -> None:
    take(importer, listed([ELKTON | {"NAME": "FCI\r\n  ELKTON"}]))
    assert list(stored(importer)) == ["FCI Elkton"]


@pytest.mark.parametrize("state", ["PR", "GU", "VI", "MP", "AS"])
def test_a_facility_of_a_territory_is_taken_with_its_zone(small: Importer, state: str) -> None:
    row = ELKTON | {"STATE": state, "TYPE": "", "NAME": "DETENTION CENTER"}
    assert take(small, listed([row], OTHER)).guessed_zones == ()
    (kept,) = small.rows(Facility)
    assert (kept.kind, kept.agency, kept.zone_guessed) == (None, "", False)


def test_a_dry_run_counts_and_keeps_nothing(importer: Importer) -> None:
    before = importer.dump()
    report = take(importer, listed(), dry_run=True)
    assert (report.new, report.taken, report.refused) == (3, False, False)
    assert [found.name for found in report.sample] == [
        "FCI Elkton", "Escambia County Jail", "McDowell Youth Center II",
    ]  # fmt: skip
    assert importer.dump() == before


def test_progress_ends_with_all_that_there_was_to_do(small: Importer) -> None:
    told: list[tuple[int, int]] = []
    take(small, listed(), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


class StoppedError(BaseException):
    """What a server raises in a script that somebody stopped."""


@pytest.mark.parametrize("at", [0.2, 0.7, 1.0])
def test_an_import_that_is_stopped_leaves_no_trace(importer: Importer, at: float) -> None:
    rows = [ELKTON | {"FACILITYID": str(n), "NAME": f"JAIL {n}"} for n in range(2_000)]
    before = importer.dump()

    def stop(done: int, total: int) -> None:
        if done >= at * total:
            raise StoppedError

    with pytest.raises(StoppedError):
        take(importer, listed(rows), progress=stop)
    assert importer.dump() == before
    assert take(importer, listed(rows)).new == 2_000


def test_nothing_new_moves_no_data_revision(importer: Importer) -> None:
    take(importer, listed())
    before = importer.database.revision()
    assert take(importer, listed()).same == 3
    assert importer.database.revision() == before


def test_an_empty_list_has_no_facilities(small: Importer) -> None:
    assert take(small, ",".join(FIRST) + "\n").read == 0
    assert take(small, collection([])).read == 0
