"""A second edition brings what changed, and leaves what the family knows better."""

from datetime import date

from storage.tables import Closure, Facility
from tests.transfer.facility_files import ELKTON, ESCAMBIA, OTHER, THREE, YOUTH, listed, stored, take
from tests.transfer.files import Importer
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.directory import Correction, Directory


def test_the_same_list_again_changes_nothing(importer: Importer) -> None:
    take(importer, listed())
    before = importer.dump()
    report = take(importer, listed())
    assert (report.new, report.same, report.changed) == (0, 3, 0)
    assert importer.dump() == before


def test_a_new_name_is_told_and_the_old_one_kept(importer: Importer) -> None:
    take(importer, listed())
    report = take(importer, listed([ELKTON | {"NAME": "FCI LISBON"}]))
    assert [(note.name, note.words) for note in report.of("renamed")] == [
        ("FCI Lisbon", "It was called FCI Elkton.")
    ]
    assert stored(importer)["FCI Lisbon"].former_names == "FCI Elkton"
    take(importer, listed([ELKTON]))
    assert stored(importer)["FCI Elkton"].former_names == "FCI Lisbon"


def test_other_capitals_are_no_other_name(importer: Importer) -> None:
    take(importer, listed())
    report = take(importer, listed([ELKTON | {"NAME": "Fci Elkton"}]))
    assert (report.changed, report.total("renamed")) == (1, 0)
    assert stored(importer)["Fci Elkton"].former_names == ""


def test_closed_reopened_and_moved_are_told(importer: Importer) -> None:
    take(importer, listed())
    report = take(
        importer,
        listed(
            [
                ELKTON | {"STATUS": "CLOSED"},
                ESCAMBIA | {"CITY": "MIAMI", "LATITUDE": "25.8", "LONGITUDE": "-80.2"},
            ]
        ),
    )
    assert [note.name for note in report.of("closed")] == ["FCI Elkton"]
    (moved,) = report.of("moved")
    assert moved.words == (
        "It lay in Pensacola, Florida, now in Miami, Florida."
        " Its time zone was America/Chicago, now America/New_York."
    )
    assert [note.name for note in take(importer, listed([ELKTON])).of("reopened")] == ["FCI Elkton"]


def test_a_facility_missing_from_the_newer_list_stays(importer: Importer) -> None:
    take(importer, listed())
    report = take(importer, listed([ELKTON]))
    assert (report.same, report.changed, report.not_in_file) == (1, 0, 2)
    assert len(importer.rows(Facility)) == 3


def test_an_edition_without_places_does_not_take_them_away(importer: Importer) -> None:
    take(importer, listed())
    report = take(importer, listed(columns=OTHER))
    assert (report.same, report.changed) == (3, 0)
    assert report.guessed_zones == ()
    jail = stored(importer)["Escambia County Jail"]
    assert (jail.zone, jail.latitude) == ("America/Chicago", 30.434)


def test_places_that_come_later_correct_the_guess(importer: Importer) -> None:
    take(importer, listed(columns=OTHER))
    report = take(importer, listed())
    assert [note.name for note in report.of("moved")] == ["Escambia County Jail"]
    assert stored(importer)["Escambia County Jail"].zone == "America/Chicago"


def test_what_the_family_set_itself_stays(importer: Importer) -> None:
    take(importer, listed())
    jail = stored(importer)["Escambia County Jail"]
    said = Correction("America/New_York", jail.kind, jail.agency, None)
    Directory(importer.database, importer.clock).correct(jail.id, said)
    report = take(importer, listed([ESCAMBIA | {"CITY": "MIAMI"}]))
    assert report.changed_rows[0].columns == ("city",)
    jail = stored(importer)["Escambia County Jail"]
    assert (jail.zone, jail.zone_guessed, jail.edited, jail.city) == (
        "America/New_York",
        False,
        "zone",
        "Miami",
    )


def test_a_new_zone_counts_anew_what_waits_there(world: World, importer: Importer) -> None:
    take(importer, listed(columns=OTHER))
    jail = stored(importer)["Escambia County Jail"]
    dad = world.contact(facility=FacilityEntry(jail.name, "FL"))
    sent = world.sent(dad, eastern("2026-11-21 12:00")).message_id
    monday = world.message(sent).due_at
    take(importer, listed())
    later = world.message(sent).due_at
    assert monday is not None
    assert later is not None
    assert (later - monday).total_seconds() == 3600


def test_a_new_kind_keeps_other_holidays(world: World, importer: Importer) -> None:
    texas = ELKTON | {"STATE": "TX", "NAME": "BIG JAIL", "TYPE": "COUNTY", "LATITUDE": "", "LONGITUDE": ""}
    take(importer, listed([texas]))
    dad = world.contact(facility=FacilityEntry("Big Jail", "TX"))
    sent = world.sent(dad, eastern("2026-11-25 12:00")).message_id
    due = world.message(sent).due_at
    take(importer, listed([texas | {"TYPE": "FEDERAL"}]))
    # The Friday after Thanksgiving stands still in Texas and not at a federal place.
    earlier = world.message(sent).due_at
    assert due is not None
    assert earlier is not None
    assert earlier < due


def test_only_what_the_household_uses_is_offered_to_choose_from(world: World, importer: Importer) -> None:
    take(importer, listed())
    assert world.contacts.facilities() == ()
    world.contact(facility=FacilityEntry("FCI ELKTON", "OH"))
    with world.database.write() as session:
        session.add(
            Closure(facility_id=stored(importer)["Escambia County Jail"].id, from_day=date(2026, 1, 1))
        )
    names = [card.name for card in world.contacts.facilities()]
    assert names == ["Escambia County Jail", "FCI Elkton"]


def test_a_guess_is_listed_again_as_long_as_it_is_one(importer: Importer) -> None:
    take(importer, listed(columns=OTHER))
    again = take(importer, listed(columns=OTHER))
    assert (again.same, again.guessed_zones) == (3, ("Escambia County Jail, FL: America/New_York",))


def test_all_of_a_larger_edition_is_compared_in_parts(importer: Importer) -> None:
    rows = [YOUTH | {"FACILITYID": str(n), "NAME": f"UNIT {n}"} for n in range(1_200)]
    take(importer, listed(rows))
    changed = [row | {"POPULATION": "7"} if n % 3 == 0 else row for n, row in enumerate(rows)]
    report = take(importer, listed([*changed, *THREE]))
    assert (report.new, report.same, report.changed) == (3, 800, 400)
    assert len(report.changed_rows) == 400
