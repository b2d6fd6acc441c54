"""`kitelog import facilities`, as typed."""

from pathlib import Path

import pytest

from tests.transfer.facility_files import ELKTON, ESCAMBIA, THREE, collection, feature, listed
from tests.transfer.files import csv_text, sent
from tests.transfer.test_commands import Line, document


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A command line with an empty data folder."""
    return Line(tmp_path)


def test_an_import_answers_in_json_and_nothing_else(line: Line) -> None:
    file = line.file(listed(), "list.csv")
    told = line.run("import", "facilities", file, "--json")
    assert told.exit_code == 0
    found = document(told)
    assert {name: found[name] for name in ("read", "new", "same", "changed", "rejected")} == {
        "read": 3, "new": 3, "same": 0, "changed": 0, "rejected": [],
    }  # fmt: skip
    found = document(line.run("import", "facilities", file, "--json"))
    assert (found["new"], found["same"], found["renamed"], found["numbered_by"]) == (0, 3, [], "line")


def test_a_bad_row_is_exit_1_with_line_column_value_and_reason(line: Line) -> None:
    file = line.file(listed([*THREE, ELKTON | {"FACILITYID": "9", "STATE": "XX"}]), "list.csv")
    told = line.run("import", "facilities", file, "--json")
    assert told.exit_code == 1
    assert document(told)["rejected"] == [
        {
            "line": 5,
            "column": "STATE",
            "value": "XX",
            "why": "There is no such state. Use its two letters, like NY.",
        }
    ]
    told = line.run("import", "facilities", file)
    assert "Line 5, STATE: 'XX': There is no such state" in told.stderr
    assert "Nothing was imported" in told.stderr
    assert "3 new" in line.run("import", "facilities", file, "--skip-bad-rows").stdout


def test_a_report_in_words_tells_what_changed(line: Line) -> None:
    line.run(
        "import",
        "log",
        line.file(csv_text([sent("M1", facility="Elkton, F.C.I.", at="2025-11-03T10:00:00Z")])),
    )
    line.run(
        "import", "log", line.file(csv_text([sent("M2", facility="FCI ELKTON", at="2025-11-03T10:00:00Z")]))
    )
    told = line.run("import", "facilities", line.file(listed(), "list.csv"))
    assert "3 rows read: 2 new, 0 the same, 1 changed, 0 rejected." in told.stdout
    assert "Added by you, now of the list: 1." in told.stdout
    assert (
        "Is Elkton, F.C.I. the same place as FCI Elkton, Lisbon? Say so on the page Facilities."
        in told.stdout
    )
    newer = [
        ELKTON | {"NAME": "FCI LISBON", "STATUS": "CLOSED"},
        ESCAMBIA | {"LATITUDE": "37.5", "LONGITUDE": "-98.0", "CITY": "MIAMI"},
    ]
    told = line.run("import", "facilities", line.file(listed(newer), "newer.csv"), "--dry-run")
    for words in (
        "Renamed: 1.",
        "FCI Lisbon, OH: It was called FCI Elkton.",
        "Closed: 1.",
        "Moved: 1.",
        "It lay in Pensacola, Florida, now in Miami, Florida.",
        "With a place in another state, which was not taken: 1.",
        "1 facility of an earlier list is not in this file",
        "Columns not known and ignored: COUNTYFIPS, COUNTRY, SOURCE.",
        "Dry run: nothing was kept.",
    ):
        assert words in told.stdout


def test_long_lists_are_cut_and_features_named(line: Line) -> None:
    rows = [ELKTON | {"FACILITYID": str(n), "NAME": f"JAIL {n}"} for n in range(30)]
    line.run("import", "facilities", line.file(listed(rows), "list.csv"))
    closed = listed(row | {"STATUS": "CLOSED"} for row in rows)
    told = line.run("import", "facilities", line.file(closed, "closed.csv"))
    assert "Closed: 30." in told.stdout
    assert "... and 10 more; --json lists them." in told.stdout
    bad = collection([feature(row | {"STATE": "XX"}) for row in rows], lines=False)
    told = line.run("import", "facilities", line.file(bad, "bad.geojson"))
    assert "Feature 1, STATE: 'XX'" in told.stderr
    assert "... and 10 more" in told.stderr


def test_wrong_usage_is_exit_2(line: Line) -> None:
    assert line.run("import", "facilities").exit_code == 2
