"""What the family added becomes the list's own where it is the same place, else is asked about."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from storage.tables import Allowance, Closure, Contract, DemoRow, Facility, Message, Rate, Stay
from tests.transfer.facility_files import ELKTON, ESCAMBIA, THREE, listed, stored, take
from tests.transfer.files import Importer, csv_text, sent
from tests.world import World, eastern
from tracker.contacts import FacilityEntry
from tracker.errors import ConflictError, FormTakenError, NotFoundError


def own(world: World, name: str, state: str = "OH", **more: object) -> int:
    """A facility that a contact of the family is in; its key."""
    contact = world.contact(name, FacilityEntry(name, state, **more))  # type: ignore[arg-type]
    stay = world.contacts.detail(contact).card.stay
    assert stay is not None
    return stay.facility.id


def test_a_place_of_the_same_name_becomes_the_lists(world: World, importer: Importer) -> None:
    key = own(world, "f.c.i. elkton")
    report = take(importer, listed())
    assert (report.new, report.changed, report.total("merged")) == (2, 1, 1)
    row = stored(importer)["FCI Elkton"]
    assert (row.id, row.source_id, row.city, row.former_names) == (key, "10000001", "Lisbon", "f.c.i. elkton")
    assert [stay.facility_id for stay in importer.rows(Stay)] == [key]
    again = take(importer, listed())
    assert (again.same, again.changed) == (3, 0)


def test_the_same_name_in_other_capitals_is_no_former_one(world: World, importer: Importer) -> None:
    own(world, "FCI ELKTON")
    take(importer, listed())
    assert stored(importer)["FCI Elkton"].former_names == ""


def test_a_place_run_by_somebody_else_is_asked_about(world: World, importer: Importer) -> None:
    key = own(world, "Escambia County Jail", "FL", kind="local")
    report = take(importer, listed([ESCAMBIA]))
    assert (report.new, report.total("merged")) == (1, 0)
    (doubt,) = report.doubtful
    assert (doubt.id, [other.name for other in doubt.candidates]) == (key, ["Escambia County Jail"])


def test_a_kind_that_was_said_outlasts_the_list(world: World, importer: Importer) -> None:
    own(world, "FCI Elkton", kind="federal")
    youth = own(world, "McDowell Youth Center II", "NC", kind="state")
    unknown = [row | {"TYPE": "NOT AVAILABLE"} for row in THREE]
    take(importer, listed(unknown))
    rows = {row.id: row for row in importer.rows(Facility)}
    assert (rows[youth].kind, rows[youth].edited, rows[youth].agency) == ("state", "kind", "juvenile:NC")
    assert take(importer, listed(unknown)).changed == 0


def test_a_zone_that_was_said_outlasts_the_list(world: World, importer: Importer) -> None:
    own(world, "Escambia County Jail", "FL", zone="America/New_York")
    take(importer, listed())
    row = stored(importer)["Escambia County Jail"]
    assert (row.zone, row.zone_guessed, row.edited, row.source_id) == (
        "America/New_York", False, "zone", "10000002",
    )  # fmt: skip
    assert take(importer, listed()).changed == 0


def test_a_guessed_zone_gives_way_and_what_waits_is_counted_anew(world: World, importer: Importer) -> None:
    dad = world.contact(facility=FacilityEntry("Escambia County Jail", "FL"))
    message = world.sent(dad, eastern("2026-11-21 12:00")).message_id
    before = world.message(message).due_at
    take(importer, listed())
    after = world.message(message).due_at
    assert before is not None
    assert after is not None
    assert (after - before).total_seconds() == 3600


def test_two_of_one_name_are_asked_about(world: World, importer: Importer) -> None:
    key = own(world, "FCI Elkton")
    report = take(importer, listed([*THREE, ELKTON | {"FACILITYID": "4", "CITY": "ELSEWHERE"}]))
    assert (report.new, report.total("merged")) == (4, 0)
    (doubt,) = report.doubtful
    assert (doubt.id, {(other.name, other.city) for other in doubt.candidates}) == (
        key, {("FCI Elkton", "Lisbon"), ("FCI Elkton", "Elsewhere")},
    )  # fmt: skip


def test_a_name_that_is_nearly_the_same_is_asked_about(world: World, importer: Importer) -> None:
    own(world, "Escambia Conty Jail", "FL")
    own(world, "Lebanon Correctional Institution")
    (doubt,) = take(importer, listed()).doubtful
    assert (doubt.name, [other.name for other in doubt.candidates]) == (
        "Escambia Conty Jail", ["Escambia County Jail"],
    )  # fmt: skip
    assert importer.transfer.doubtful_facilities() == (doubt,)


def test_a_name_like_very_many_is_not_asked_about(world: World, importer: Importer) -> None:
    own(world, "County Jail", "FL")
    rows = [ESCAMBIA | {"FACILITYID": str(n), "NAME": f"COUNTY JAIL {n}"} for n in range(9)]
    assert take(importer, listed(rows)).doubtful == ()


def test_a_merged_place_brings_all_that_was_there(world: World, importer: Importer) -> None:
    dad = world.contact(facility=FacilityEntry("Elkton prison", "OH"))
    key = world.contacts.facilities()[0].id
    message = world.sent(dad, eastern("2026-11-21 12:00")).message_id
    world.household.set_allowance(Decimal(10), "days", facility_id=key)
    jpay = world.provider()
    with world.database.write() as session:
        told = {
            "provider_id": jpay,
            "source": "the prison",
            "as_of": date(2026, 1, 1),
            "entered_at": importer.clock.now(),
        }
        session.add(Closure(facility_id=key, from_day=date(2026, 1, 1), to_day=date(2026, 1, 2)))
        session.add(Contract(facility_id=key, **told))
        session.add(Rate(facility_id=key, amount=Decimal("0.25"), **told))
    take(importer, listed())
    to = stored(importer)["FCI Elkton"].id
    importer.transfer.merge_facility(key, to, "a-form")
    for table in (Stay, Closure, Contract, Rate, Allowance):
        assert {row.facility_id for row in importer.rows(table)} == {to}, table
    assert world.message(message).facility_id == to
    row = stored(importer)["FCI Elkton"]
    assert row.former_names == "Elkton prison"
    assert key not in {found.id for found in importer.rows(Facility)}
    assert importer.broken_references() == []
    with pytest.raises(FormTakenError):
        importer.transfer.merge_facility(key, to, "a-form")


def test_two_stays_in_a_row_become_one(world: World, importer: Importer) -> None:
    take(importer, listed())
    dad = world.contact(facility=FacilityEntry("Elkton prison", "OH"), since=date(2020, 1, 1))
    world.contacts.transfer(dad, FacilityEntry("FCI Elkton", "OH"), date(2026, 3, 1))
    key, to = (stored(importer)[name].id for name in ("Elkton prison", "FCI Elkton"))
    importer.transfer.merge_facility(key, to)
    (stay,) = importer.rows(Stay)
    assert (stay.from_day, stay.to_day, stay.facility_id) == (date(2020, 1, 1), None, to)


def test_where_both_have_an_allowance_the_lists_stays(world: World, importer: Importer) -> None:
    take(importer, listed())
    key, to = own(world, "Elkton prison"), stored(importer)["FCI Elkton"].id
    world.household.set_allowance(Decimal(10), "days", facility_id=key)
    world.household.set_allowance(Decimal(5), "days", facility_id=to)
    world.household.set_allowance(Decimal(7), "days", facility_id=key, provider_id=world.provider())
    importer.transfer.merge_facility(key, to)
    amounts = {row.amount for row in importer.rows(Allowance)}
    assert amounts == {Decimal(5), Decimal(7)}


def test_only_an_own_place_and_one_of_the_list_are_merged(world: World, importer: Importer) -> None:
    take(importer, listed())
    key, to = own(world, "Elkton prison"), stored(importer)["FCI Elkton"].id
    with pytest.raises(ConflictError):
        importer.transfer.merge_facility(to, key)
    with pytest.raises(NotFoundError):
        importer.transfer.merge_facility(key, 999)


def test_a_log_finds_the_listed_facility_whatever_its_capitals(importer: Importer) -> None:
    take(importer, listed())
    report = importer.log(sent("M1", facility="FCI ELKTON", state="OH"), sent("M2", facility="F.C.I. Elkton"))
    assert "facilities" not in report.created
    elkton = stored(importer)["FCI Elkton"].id
    assert {row.facility_id for row in importer.rows(Message)} == {elkton}
    again = importer.log(sent("M1", facility="FCI ELKTON", state="OH"), sent("M2", facility="F.C.I. Elkton"))
    assert (again.same, again.changed) == (2, 0)


def test_a_log_imported_before_the_list_is_still_the_same_after_it(importer: Importer) -> None:
    rows = [sent("M1", facility="FCI ELKTON"), sent("M2", facility="Elkton prison")]
    importer.log(*rows)
    take(importer, listed())
    importer.transfer.merge_facility(stored(importer)["Elkton prison"].id, stored(importer)["FCI Elkton"].id)
    again = importer.log(*rows)
    assert (again.same, again.changed, again.created) == (2, 0, {})


def test_of_several_the_open_and_larger_one_is_meant(world: World, importer: Importer) -> None:
    same = [
        ELKTON | {"FACILITYID": "1", "STATUS": "CLOSED", "POPULATION": "900"},
        ELKTON | {"FACILITYID": "2", "STATUS": "OPEN", "POPULATION": "10"},
        ELKTON | {"FACILITYID": "3", "STATUS": "OPEN", "POPULATION": "20"},
        ELKTON | {"FACILITYID": "4", "STATUS": "NOT AVAILABLE", "POPULATION": "999"},
    ]
    take(importer, listed(same))
    key = own(world, "FCI ELKTON")
    assert {row.id: row.source_id for row in importer.rows(Facility)}[key] == "3"


def test_a_former_name_finds_the_facility_too(world: World, importer: Importer) -> None:
    take(importer, listed())
    take(importer, listed([ELKTON | {"NAME": "FCI LISBON"}]))
    assert own(world, "FCI Elkton") == stored(importer)["FCI Lisbon"].id


def test_names_in_another_script_are_told_apart(world: World, importer: Importer) -> None:
    take(importer, listed([ELKTON | {"NAME": "監獄"}]))
    assert own(world, "Тюрьма") != stored(importer)["監獄"].id


def test_a_place_that_the_demo_brought_stays_when_the_demo_goes(importer: Importer) -> None:
    importer.transfer.demo_load()
    place = next(row for row in importer.rows(Facility) if row.state == "OH")
    take(importer, listed([ELKTON | {"NAME": place.name.upper(), "TYPE": ""}]))
    importer.transfer.demo_remove()
    assert [row.source_id for row in importer.rows(Facility)] == ["10000001"]
    with importer.database.read() as session:
        assert session.execute(select(DemoRow)).all() == []


def test_the_log_of_a_household_without_a_list_is_as_before(importer: Importer) -> None:
    importer.log_text(csv_text([sent("M1"), sent("M2", facility="LEBANON CORRECTIONAL INSTITUTION")]))
    assert len(importer.rows(Facility)) == 2
