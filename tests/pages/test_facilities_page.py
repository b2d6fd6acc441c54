"""The page that takes in the government's list of facilities."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.facilities import taking as facilities_taking
from tests.pages.conftest import OpenPage, press, shown
from tests.transfer.facility_files import ELKTON, ESCAMBIA, OTHER, THREE, collection, feature, listed, point
from tracker.contacts import ContactEntry, FacilityEntry
from tracker.kitelog import Kitelog


def upload(app: AppTest, content: str | bytes, name: str = "list.csv") -> AppTest:
    """Chooses a file."""
    data = content.encode() if isinstance(content, str) else content
    return app.file_uploader[0].set_value((name, data, "text/csv")).run()


def tables(app: AppTest) -> str:
    """Every table on the page as text."""
    return "\n".join(frame.value.to_string() for frame in app.dataframe)


def test_without_a_list_it_says_what_one_brings(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("facilities.py")
    assert app.title[0].value == "No list of facilities yet"
    assert "Prison Boundaries" in shown(app)
    assert not app.exception


def test_a_file_is_looked_at_before_anything_is_kept(family: Kitelog, open_page: OpenPage) -> None:
    app = upload(open_page("facilities.py"), listed(columns=OTHER))
    assert not app.exception
    words = shown(app)
    assert "What it would do" in words
    assert "3 read, 3 new" in words
    assert "Escambia County Jail, FL: America/New_York" in words
    assert "FCI Elkton" in tables(app)
    assert family.transfer.listed_facilities() == 0


def test_the_list_is_imported_and_leads_on(family: Kitelog, open_page: OpenPage) -> None:
    app = press(upload(open_page("facilities.py"), listed()), "Import")
    assert not app.exception
    assert app.title[0].value == "3 facilities from the list"
    assert "The list was imported" in shown(app)
    assert family.transfer.listed_facilities() == 3
    app = press(app, "Import another list")
    app = upload(app, listed())
    assert "All of it is here already." in shown(app)
    assert "Import" not in [button.label for button in app.button]


def test_geojson_is_taken_too(family: Kitelog, open_page: OpenPage) -> None:
    content = collection(feature(row, point(row)) for row in THREE)
    press(upload(open_page("facilities.py"), content, "list.geojson"), "Import")
    assert family.transfer.listed_facilities() == 3


def test_what_changed_since_the_last_list_is_told(family: Kitelog, open_page: OpenPage) -> None:
    press(upload(open_page("facilities.py"), listed()), "Import")
    newer = listed([ELKTON | {"NAME": "FCI LISBON", "STATUS": "CLOSED"}, ESCAMBIA | {"CITY": "MIAMI"}])
    app = press(upload(open_page("facilities.py"), newer), "Import")
    assert [section.label for section in app.expander] == ["Renamed\\: 1", "Closed\\: 1", "Moved\\: 1"]
    assert "It was called FCI Elkton." in tables(app)
    assert "1 not in this file, kept" in shown(app)


def test_bad_rows_are_told_by_line_and_can_be_left_out(family: Kitelog, open_page: OpenPage) -> None:
    bad = listed([*THREE, ELKTON | {"FACILITYID": "9", "STATE": "XX"}])
    app = upload(open_page("facilities.py"), bad)
    assert "1 row cannot be taken" in app.error[0].value
    assert "There is no such state" in tables(app)
    assert family.transfer.listed_facilities() == 0
    press(app, "Import all but these")
    assert family.transfer.listed_facilities() == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"a,b\n1,2\n", "FACILITYID"),
        (b'{"features": [', "breaks off"),
        (bytes(range(256)), "NUL"),
    ],
)
def test_another_file_is_one_sentence(family: Kitelog, open_page: OpenPage, content: bytes, why: str) -> None:
    app = upload(open_page("facilities.py"), content)
    assert not app.exception
    assert app.error[0].value.startswith("This is no list of facilities")
    assert why in app.error[0].value
    assert "Import" not in [button.label for button in app.button]


def test_hostile_names_show_to_the_letter(family: Kitelog, open_page: OpenPage) -> None:
    name = "![x](http://a.example/p.png) **b** $1$"
    app = upload(open_page("facilities.py"), listed([ELKTON | {"NAME": name}]))
    assert name in tables(app)
    assert "a.example" not in "\n".join(str(found.value) for found in (*app.markdown, *app.title, *app.error))


def test_an_import_that_is_stopped_says_so_and_keeps_nothing(family: Kitelog, open_page: OpenPage) -> None:
    app = upload(open_page("facilities.py"), listed())
    present = app.session_state[facilities_taking.KEPT]
    facilities_taking.want(present, skip=False)
    facilities_taking.stop(present)
    app.run()
    assert "Stopped" in app.info[0].value
    assert family.transfer.listed_facilities() == 0
    press(app, "Import")
    assert family.transfer.listed_facilities() == 3


def test_a_second_press_asks_for_nothing_more(family: Kitelog, open_page: OpenPage) -> None:
    app = press(upload(open_page("facilities.py"), listed()), "Import")
    present = app.session_state[facilities_taking.KEPT]
    facilities_taking.want(present, skip=False)
    assert not present.wanted


def test_a_run_that_is_broken_off_writes_nothing(
    family: Kitelog, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BrokenOffError(BaseException):
        """What the server raises in a script whose visitor pressed Stop."""

    class Bar:
        def progress(self, value: float, **_more: Any) -> None:
            if value > 0.6:
                raise BrokenOffError

        def empty(self) -> None:
            """Nothing is drawn here."""

    monkeypatch.setattr(facilities_taking.st, "progress", lambda *_args, **_more: Bar())

    class Upload:
        @staticmethod
        def getbuffer() -> bytes:
            return listed().encode()

    present = facilities_taking.Taking("x", wanted=True)
    with pytest.raises(BrokenOffError):
        facilities_taking._run(Upload(), present, "", dry_run=False)
    assert present.done is None
    assert family.transfer.listed_facilities() == 0


def test_a_place_that_may_be_the_same_is_asked_about_and_merged(family: Kitelog, open_page: OpenPage) -> None:
    place = FacilityEntry("Escambia Conty Jail", "FL")
    cousin = family.contacts.add(ContactEntry("Cousin", facility=place, provider="JPay"))
    app = press(upload(open_page("facilities.py"), listed()), "Import")
    assert "You added: Escambia Conty Jail, Florida" in shown(app)
    assert app.selectbox[-1].options == ["Escambia County Jail, Pensacola, Florida"]
    app = press(app, "The same place")
    assert not app.exception
    assert "They are one place now" in shown(app)
    assert "Is this the same place?" not in shown(app)
    stay = family.contacts.detail(cousin).card.stay
    assert stay is not None
    assert (stay.facility.name, stay.facility.zone) == ("Escambia County Jail", "America/Chicago")
