"""What runs every minute or on every page finds its rows through an index."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Select, event, func, select
from sqlmodel import col

from storage.queries import lost, spend
from storage.queries.messages import is_waiting
from storage.queries.slices import Slice
from storage.session import Database
from storage.tables import Event, Flag, Message
from tests.clock import NOON

NEWEST = (col(Message.at).desc(), col(Message.id).desc())
QUESTIONS = {
    "the sweep": (
        "SEARCH message USING COVERING INDEX ix_message_due_at (due_at>? AND due_at<?)",
        select(col(Message.id)).where(col(Message.due_at).is_not(None), col(Message.due_at) < NOON),
    ),
    "how many wait": (
        "SEARCH message USING COVERING INDEX ix_message_due_at (due_at>?)",
        select(func.count()).select_from(Message).where(col(Message.due_at).is_not(None)),
    ),
    "what stands still": (
        "SEARCH message USING COVERING INDEX ix_message_still (still>?)",
        select(col(Message.id)).where(col(Message.still).is_not(None)),
    ),
    "open flags": (
        "SCAN flag USING INDEX ix_flag_open",
        select(Flag).where(col(Flag.cleared_at).is_(None)).order_by(col(Flag.due_at)),
    ),
    "the newest messages": (
        "SCAN message USING INDEX ix_message_at_id",
        select(Message).where(col(Message.deleted_at).is_(None)).order_by(*NEWEST).limit(50),
    ),
    "the newest messages of a contact": (
        "SEARCH message USING INDEX ix_message_contact_at (contact_id=?)",
        select(Message).where(col(Message.contact_id) == 1).order_by(*NEWEST).limit(50),
    ),
    "what a reply answers": (
        "SEARCH event USING COVERING INDEX uq_event_answer (reply_id=?)",
        select(col(Event.message_id)).where(col(Event.reply_id) == 1),
    ),
    "the steps of a message": (
        "SEARCH event USING INDEX ix_event_message_at (message_id=?)",
        select(Event).where(col(Event.message_id) == 1).order_by(col(Event.at)),
    ),
}


@pytest.mark.parametrize(("plan", "question"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_sqlite_answers_through_the_index(
    sqlite_database: Database, plan: str, question: Select[tuple[object]]
) -> None:
    assert plan_of(sqlite_database, question) == [plan]


@pytest.mark.parametrize(
    ("table", "index", "condition"),
    [("message", "ix_message_due_at", "due_at < now()"), ("flag", "ix_flag_open", "cleared_at IS NULL")],
)
def test_postgresql_answers_through_the_index(
    postgres_database: Database, table: str, index: str, condition: str
) -> None:
    with postgres_database.engine.connect() as connection:
        # An empty table is always read whole otherwise.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN SELECT id FROM {table} WHERE {condition}")
        assert index in "\n".join(row[0] for row in plan)


def plan_of(database: Database, question: Select[Any]) -> list[str]:
    words = str(question.compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")]


def test_the_sums_of_spend_never_read_the_messages_themselves(sqlite_database: Database) -> None:
    slices = [Slice(provider, NOON - timedelta(days=30), NOON) for provider in (1, 2)]
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.startswith("WITH"):
            asked.append((statement, values))

    event.listen(sqlite_database.engine, "before_cursor_execute", note)
    with sqlite_database.read() as session:
        for question in (spend.message_sums, spend.stamp_sums, spend.covered_counts, spend.stamp_spans):
            list(question(session, slices))
    assert len(asked) == 4
    with sqlite_database.engine.connect() as connection:
        for statement, values in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [row[3] for row in rows]
            assert any(
                step.startswith(
                    "SEARCH message USING COVERING INDEX ix_message_spend (provider_id=? AND at>?"
                )
                for step in steps
            ), steps


def test_who_waits_is_found_without_reading_every_message(sqlite_database: Database) -> None:
    steps = plan_of(sqlite_database, select(func.count()).select_from(Message).where(is_waiting()))
    assert not [step for step in steps if step.startswith("SCAN message") and "ix_message_" not in step]


@pytest.mark.parametrize("key", ["contact_id", "member_id", "provider_id"])
def test_what_was_lost_is_found_without_the_rest_of_a_contacts_messages(
    sqlite_database: Database, key: str
) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(sqlite_database.engine, "before_cursor_execute", note)
    with sqlite_database.read() as session:
        lost.lost_messages(session, NOON - timedelta(days=30), NOON, where={key: 1}, before=None, limit=50)
    event.remove(sqlite_database.engine, "before_cursor_execute", note)
    assert len(asked) == len(lost.LOST_STATES)
    with sqlite_database.engine.connect() as connection:
        for statement, values in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [row[3] for row in rows]
            assert "SEARCH message USING INDEX ix_message_state_at (state=? AND at>? AND at<?)" in steps
