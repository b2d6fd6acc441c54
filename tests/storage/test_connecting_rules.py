"""Wrong steps of getting connected, and wrong former numbers, cannot be written: one test for each rule."""

import pytest
from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from storage.session import Database
from storage.tables import ConnectionStep, Contact, FormerNumber
from storage.tables.connecting import CONNECTION_STEPS
from tests.storage.rows import Rows, refused


def test_a_step_is_one_of_those_known(rows: Rows) -> None:
    for step in CONNECTION_STEPS:
        assert rows.connection_step(step=step)
    for step in ("message", "", "Approved"):
        with refused("ck_connection_step_step"):
            rows.connection_step(step=step)


def test_a_step_may_be_undated_and_of_nobody_by_name(rows: Rows) -> None:
    assert rows.connection_step(day=None, member_id=None, agency="")


@pytest.mark.parametrize("column", ["contact_id", "provider_id", "member_id"])
def test_a_step_is_about_people_and_providers_that_are_there(rows: Rows, column: str) -> None:
    with refused(f"fk_connection_step_{column}"):
        rows.connection_step(**{column: 999})


def test_the_number_of_a_step_that_is_gone_does_not_come_back(rows: Rows, database: Database) -> None:
    first = rows.connection_step()
    with database.write() as session:
        session.execute(delete(ConnectionStep))
    assert rows.connection_step() > first


def test_a_former_number_has_a_number(rows: Rows) -> None:
    assert rows.former_number(id_number="12345-678")
    with refused("ck_former_number_has_a_number"):
        rows.former_number(id_number="")


@pytest.mark.parametrize("table", [ConnectionStep, FormerNumber])
def test_what_belongs_to_a_contact_goes_with_the_contact(
    rows: Rows, database: Database, table: type[SQLModel]
) -> None:
    contact = rows.contact()
    rows.connection_step(contact_id=contact)
    rows.former_number(contact_id=contact)
    with database.write() as session:
        session.execute(delete(Contact).where(col(Contact.id) == contact))
        assert session.execute(select(table)).all() == []
