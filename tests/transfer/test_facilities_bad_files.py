"""Files that are no list, and rows that are no facility: told by line, nothing half-imported."""

import json

import pytest

from storage.tables import Facility
from tests.transfer.facility_files import ELKTON, FIRST, THREE, collection, feature, listed, point, take
from tests.transfer.files import Importer, csv_text, sent
from tracker.errors import InvalidInputError
from tracker.transfer import Rejected
from tracker.transfer.reading import MOST_BYTES


def refused(importer: Importer, content: str | bytes, **options: bool) -> Rejected:
    """The one reason for which a file is refused; nothing of it is there."""
    report = take(importer, content, **options)
    assert report.refused
    assert not report.taken
    assert (report.new, importer.rows(Facility)) == (0, [])
    assert len(report.rejected) == report.rejected_total == 1
    json.dumps(report.document()).encode()
    return report.rejected[0]


@pytest.mark.parametrize(
    ("content", "line", "column", "why"),
    [
        (b"", 1, "", "empty"),
        (b"%PDF-1.7\n\xff\xfe", 1, "", "PDF"),
        (b"<!DOCTYPE html><html>", 1, "", "HTML"),
        (b"PK\x03\x04abc", 1, "column 1", "spreadsheet"),
        (b"{}", 1, "features", "no features"),
        (b"[1, 2]", 1, "", "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": 7}', 1, "", "list"),
        (b'{"features": []} {"features": []}', 1, "", "follows"),
        (b'{"features": []', 1, "", "breaks off"),
        (b'{"features": [1 2]}', 1, "", "not JSON"),
        (b'{"a":\n ' + b"[" * 200_000, 2, "", "deep"),
        (b'{"features": [\n' + b'{"properties":' * 200_000, 2, "", "deep"),
        (b'{"features": [\n' + b"9" * 5_000 + b"]}", 2, "", "too long"),
        (b'{"features": ["a\x00b"]}', 1, "", "not JSON"),
        (b'{"features": ["\xff"]}', 1, "", "UTF-8"),
        ('{"features": []}'.encode("utf-16"), 1, "column 1", "UTF-16"),
    ],
)
def test_another_kind_of_file_is_refused(
    small: Importer, content: bytes, line: int, column: str, why: str
) -> None:
    found = refused(small, content)
    assert (found.line, found.column) == (line, column)
    assert why in found.why


def test_a_log_is_no_list_of_facilities(small: Importer) -> None:
    found = refused(small, csv_text([sent("M1")]))
    assert (found.line, found.column, found.why) == (1, "FACILITYID", "This column is missing.")


def test_a_column_twice_is_refused_whatever_its_capitals(small: Importer) -> None:
    found = refused(small, ",".join([*FIRST, "Name"]) + "\n")
    assert (found.line, found.column) == (1, "NAME")


def test_features_without_a_column_are_refused(small: Importer) -> None:
    report = take(small, collection([{"type": "Feature", "properties": {"NAME": "x"}, "geometry": None}]))
    assert report.refused
    assert ("FACILITYID", "This column is missing.") in {(row.column, row.why) for row in report.rejected}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_half_a_geojson_is_refused_where_it_breaks_off(small: Importer, share: float) -> None:
    whole = collection(feature(row, point(row)) for row in THREE)
    cut = whole[: int(len(whole) * share)]
    found = refused(small, cut)
    assert found.line in range(1, cut.count("\n") + 2)
    assert "breaks off" in found.why or "not JSON" in found.why


def test_half_a_csv_cut_within_quotes_is_refused_at_its_row(small: Importer) -> None:
    whole = listed([*THREE[:2], ELKTON | {"FACILITYID": "9", "NAME": 'JAIL "EAST", UNIT'}])
    found = refused(small, whole[: whole.index("EAST") + 2])
    assert (found.line, found.column) == (4, "NAME")


def test_half_a_csv_cut_within_a_row_is_told_by_line(small: Importer) -> None:
    whole = listed()
    found = refused(small, whole[: whole.rindex("JUVENILE")])
    assert found.line == 4


def test_a_nul_is_refused_where_it_stands(small: Importer) -> None:
    found = refused(small, listed([ELKTON, ELKTON | {"FACILITYID": "2", "CITY": "LIS\0BON"}]))
    assert (found.line, found.column, found.value) == (3, "CITY", "\\x00")


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_a_sign_that_no_database_keeps_is_told_by_feature(small: Importer, sign: str) -> None:
    content = collection([feature(ELKTON | {"NAME": "JAIL@"}, point(ELKTON))]).replace("@", sign)
    found = refused(small, content)
    assert (found.line, found.column) == (3, "NAME")
    assert "cannot be kept" in found.why


def test_a_file_over_the_limit_is_refused_unread(small: Importer) -> None:
    path = small.file("")
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    report = small.transfer.import_facilities(path)
    assert "64 MB" in report.rejected[0].why


def test_a_file_that_is_not_there_is_one_sentence(small: Importer) -> None:
    with pytest.raises(InvalidInputError, match="There is no file"):
        small.transfer.import_facilities(small.folder / "none.csv")


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"FACILITYID": "NOT AVAILABLE"}, "FACILITYID", "missing"),
        ({"NAME": " "}, "NAME", "missing"),
        ({"NAME": "x" * 201}, "NAME", "200"),
        ({"STATE": "XX"}, "STATE", "no such state"),
        ({"STATE": "Ohio"}, "STATE", "no such state"),
        ({"STATE": ""}, "STATE", "no such state"),
        ({"NAME": "OH", "STATE": "FCI ELKTON"}, "NAME", "swapped"),
        ({"TYPE": "PRISON"}, "TYPE", "federal, state, county"),
        ({"STATUS": "PERHAPS"}, "STATUS", "open, closed"),
        ({"POPULATION": "-5"}, "POPULATION", "not negative"),
        ({"CAPACITY": "many"}, "CAPACITY", "whole number"),
        ({"SOURCEDATE": "yesterday"}, "SOURCEDATE", "2018-04-30"),
        ({"SOURCEDATE": "2018-02-30"}, "SOURCEDATE", "no such day"),
        ({"SOURCEDATE": "", "VAL_DATE": "9999-01-01"}, "VAL_DATE", "year"),
        ({"LATITUDE": ""}, "LATITUDE", "Give both or none"),
        ({"LATITUDE": "40,786"}, "LATITUDE", "point"),
        ({"LONGITUDE": "nan"}, "LONGITUDE", "point"),
        ({"LATITUDE": "1e5"}, "LATITUDE", "point"),
        ({"LATITUDE": "-80.795", "LONGITUDE": "40.786"}, "LATITUDE", "swapped"),
        ({"LATITUDE": "0", "LONGITUDE": "0.0"}, "LATITUDE", "Africa"),
        ({"LATITUDE": "4980000", "LONGITUDE": "-8994000"}, "LATITUDE", "web map"),
        ({"LONGITUDE": "80.795"}, "LATITUDE", "minus"),
        ({"LATITUDE": "51.5", "LONGITUDE": "-0.1"}, "LATITUDE", "outside the United States"),
    ],
)
def test_a_row_that_is_no_facility_is_told_by_line(
    small: Importer, cells: dict[str, str], column: str, why: str
) -> None:
    report = take(small, listed([ELKTON | {"FACILITYID": "1"}, ELKTON | cells]))
    (found,) = report.rejected
    assert (found.line, found.column, report.refused) == (3, column, True)
    assert why in found.why
    assert small.rows(Facility) == []


def test_bad_rows_can_be_left_out(importer: Importer) -> None:
    report = take(importer, listed([ELKTON, ELKTON | {"FACILITYID": "2", "STATE": "XX"}]), skip_bad_rows=True)
    assert (report.new, report.rejected_total, report.taken, report.refused) == (1, 1, True, False)


def test_the_second_of_two_with_one_number_is_told(importer: Importer) -> None:
    rows = [*THREE, ELKTON | {"NAME": "ANOTHER"}]
    found = refused(importer, listed(rows))
    assert (found.line, found.column, found.why) == (5, "FACILITYID", "Line 2 has this FACILITYID already.")
    report = take(importer, listed(rows), skip_bad_rows=True)
    assert (report.new, report.rejected_total) == (3, 1)
    assert "Another" not in {row.name for row in importer.rows(Facility)}


def test_a_place_in_another_state_is_told_and_not_believed(importer: Importer) -> None:
    report = take(importer, listed([ELKTON | {"LATITUDE": "37.5", "LONGITUDE": "-98.0"}]))
    (note,) = report.of("elsewhere")
    assert (report.new, note.line) == (1, 2)
    assert note.words == "37.5, -98.0 lies outside Ohio; the time zone was taken from the state."
    (kept,) = importer.rows(Facility)
    assert (kept.latitude, kept.zone) == (None, "America/New_York")


def test_many_places_in_other_states_are_columns_out_of_place(small: Importer) -> None:
    kansas = ELKTON | {"LATITUDE": "37.5", "LONGITUDE": "-98.0"}
    report = take(small, listed(kansas | {"FACILITYID": str(n)} for n in range(30)))
    assert (report.refused, report.rejected_total, report.total("elsewhere")) == (True, 30, 0)
    assert report.rejected[0].line == 2


def test_features_on_one_line_are_told_by_number(small: Importer) -> None:
    features = [feature(ELKTON, point(ELKTON)), 7, feature(ELKTON | {"FACILITYID": "2", "STATE": "XX"})]
    report = take(small, collection(features, lines=False))
    assert report.by == "feature"
    assert [(row.line, row.column) for row in report.rejected] == [(2, "feature"), (3, "STATE")]


@pytest.mark.parametrize(
    "geometry",
    [
        7,
        {"type": "LineString", "coordinates": [[-80, 40], [-81, 41]]},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon"},
        {"type": "Point", "coordinates": ["x", "y"]},
        {"type": "Point", "coordinates": [float("nan"), 40]},
        {"type": "Point", "coordinates": [float("inf"), 40]},
        {"type": "Polygon", "coordinates": [[[-80, 40], [-80, float("inf")], [-81, 41], [-80, 40]]]},
    ],
)
def test_a_shape_that_is_none_is_told_by_line(small: Importer, geometry: object) -> None:
    found = refused(small, collection([feature(ELKTON, geometry)]))
    assert (found.line, found.column) == (3, "geometry")


def test_an_empty_point_is_a_place_not_known(small: Importer) -> None:
    assert take(small, collection([feature(ELKTON, {"type": "Point", "coordinates": []})])).new == 1


def test_a_cell_that_is_a_list_is_told(small: Importer) -> None:
    found = refused(small, collection([feature(ELKTON, None, CITY=["a"])]))
    assert (found.line, found.column) == (3, "CITY")


def test_fifty_thousand_bad_rows_end_in_a_report(small: Importer) -> None:
    rows = (ELKTON | {"FACILITYID": str(n), "STATE": "XX"} for n in range(50_000))
    report = take(small, listed(rows))
    assert (report.read, report.rejected_total, len(report.rejected)) == (50_000, 50_000, 1_000)


def test_fifty_thousand_rows_are_taken(small: Importer) -> None:
    rows = (ELKTON | {"FACILITYID": str(n), "NAME": f"UNIT {n}"} for n in range(50_000))
    assert take(small, listed(rows, ("FACILITYID", "NAME", "STATE"))).new == 50_000
