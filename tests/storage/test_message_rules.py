"""Wrong messages, steps and flags cannot be written, whoever writes them: one test for each rule."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from storage.session import Database
from storage.tables import Event, Flag, Message, Purchase
from tests.storage.rows import DUE, LATER, SENT, Rows, refused

SECOND = timedelta(seconds=1)


class Pair:
    """A sent message and a later received one of the same contact."""

    def __init__(self, rows: Rows) -> None:
        self.contact = rows.contact()
        self.sent = rows.message(contact_id=self.contact)
        self.reply = rows.message(contact_id=self.contact, direction="received", at=LATER)

    def answer(self, **values: Any) -> dict[str, Any]:
        found = {"message_id": self.sent, "contact_id": self.contact, "reply_id": self.reply, "at": LATER}
        return {**found, **values}


@pytest.fixture
def pair(rows: Rows) -> Pair:
    return Pair(rows)


def test_a_reply_answers_an_earlier_message_of_its_contact(rows: Rows, pair: Pair) -> None:
    assert rows.answer(**pair.answer())


def test_one_reply_answers_two_messages(rows: Rows, pair: Pair) -> None:
    rows.answer(**pair.answer())
    second = rows.message(contact_id=pair.contact, at=SENT + SECOND)
    assert rows.answer(**pair.answer(message_id=second, sent_at=SENT + SECOND))


def test_a_reply_cannot_answer_the_same_message_twice(rows: Rows, pair: Pair) -> None:
    rows.answer(**pair.answer())
    with refused("uq_event_answer"):
        rows.answer(**pair.answer())


def test_a_reply_cannot_answer_a_message_to_another_contact(rows: Rows, pair: Pair) -> None:
    other = Pair(rows)
    with refused("fk_event_message"):
        rows.answer(**pair.answer(message_id=other.sent))
    with refused("fk_event_reply"):
        rows.answer(**pair.answer(reply_id=other.reply))
    with refused("fk_event_message"):
        rows.answer(**pair.answer(contact_id=other.contact))


@pytest.mark.parametrize("sent", [LATER, LATER + SECOND])
def test_a_reply_cannot_answer_a_message_that_is_not_earlier(rows: Rows, pair: Pair, sent: Any) -> None:
    later = rows.message(contact_id=pair.contact, at=sent)
    with refused("ck_event_answer_names_a_later_reply"):
        rows.answer(**pair.answer(message_id=later, sent_at=sent))


def test_a_reply_cannot_answer_itself(rows: Rows, pair: Pair) -> None:
    with refused("ck_event_(answer_names_a_later_reply|kind_fits_direction)"):
        rows.answer(**pair.answer(message_id=pair.reply, direction="received", sent_at=LATER))


def test_a_sent_message_is_no_reply(rows: Rows, pair: Pair) -> None:
    second = rows.message(contact_id=pair.contact, at=LATER)
    with refused("fk_event_reply"):
        rows.answer(**pair.answer(reply_id=second))
    with refused("ck_event_answer_names_a_later_reply"):
        rows.answer(**pair.answer(reply_id=second, reply_direction="sent"))


def test_an_answer_has_the_time_of_its_reply(rows: Rows, pair: Pair) -> None:
    with refused("fk_event_reply"):
        rows.answer(**pair.answer(at=LATER + SECOND))


@pytest.mark.parametrize("missing", ["reply_id", "reply_direction"])
def test_an_answer_names_its_reply(rows: Rows, pair: Pair, missing: str) -> None:
    with refused("ck_event_answer_names_a_later_reply"):
        rows.answer(**pair.answer(**{missing: None}))


def test_another_step_names_no_reply(rows: Rows, pair: Pair) -> None:
    with refused("ck_event_answer_names_a_later_reply"):
        rows.answer(**pair.answer(kind="read"))


def test_a_received_message_is_not_delivered(rows: Rows, pair: Pair) -> None:
    with refused("ck_event_kind_fits_direction"):
        rows.event(message_id=pair.reply, contact_id=pair.contact, direction="received", sent_at=LATER)


def test_a_sent_message_is_not_received(rows: Rows, pair: Pair) -> None:
    with refused("ck_event_kind_fits_direction"):
        rows.event(message_id=pair.sent, contact_id=pair.contact, kind="received")


def test_a_step_is_not_before_its_message(rows: Rows, pair: Pair) -> None:
    assert rows.event(message_id=pair.sent, contact_id=pair.contact, at=SENT)
    with refused("ck_event_not_before_the_message"):
        rows.event(message_id=pair.sent, contact_id=pair.contact, at=SENT - SECOND)


def test_a_step_belongs_to_a_message(rows: Rows, pair: Pair) -> None:
    with refused("fk_event_message"):
        rows.event(message_id=pair.reply + 1, contact_id=pair.contact)


def test_a_step_cannot_misstate_the_time_of_its_message(rows: Rows, pair: Pair) -> None:
    with refused("fk_event_message"):
        rows.event(message_id=pair.sent, contact_id=pair.contact, sent_at=SENT - SECOND)


def test_a_step_has_a_known_kind(rows: Rows, pair: Pair) -> None:
    with refused("ck_event_kind"):
        rows.event(message_id=pair.sent, contact_id=pair.contact, kind="lost")


def test_only_an_ending_step_says_whether_it_was_refunded(rows: Rows, pair: Pair) -> None:
    assert rows.event(message_id=pair.sent, contact_id=pair.contact, kind="rejected", refunded=False)
    with refused("ck_event_refund_of_an_ending"):
        rows.event(message_id=pair.sent, contact_id=pair.contact, kind="delivered", refunded=True)


def test_a_moved_message_takes_its_steps_along(database: Database, rows: Rows, pair: Pair) -> None:
    answer = rows.answer(**pair.answer())
    with database.write() as session:
        session.execute(update(Message).where(Message.id == pair.sent).values(at=SENT - SECOND))
        session.execute(update(Message).where(Message.id == pair.reply).values(at=LATER + SECOND))
        times = session.execute(select(Event.sent_at, Event.at).where(Event.id == answer)).one()
    assert times == (SENT - SECOND, LATER + SECOND)


def test_a_message_cannot_move_behind_its_steps(database: Database, rows: Rows, pair: Pair) -> None:
    rows.answer(**pair.answer())
    with refused("ck_event_answer_names_a_later_reply"), database.write() as session:
        session.execute(update(Message).where(Message.id == pair.sent).values(at=LATER))
    with refused("ck_event_answer_names_a_later_reply"), database.write() as session:
        session.execute(update(Message).where(Message.id == pair.reply).values(at=SENT))


def test_a_deleted_row_takes_its_steps_and_flags_along(database: Database, rows: Rows, pair: Pair) -> None:
    rows.answer(**pair.answer())
    rows.flag(message_id=pair.sent)
    refund = rows.purchase(kind="refund", message_id=pair.sent)
    with database.write() as session:
        session.execute(delete(Message).where(Message.id == pair.sent))
        assert session.execute(select(Event.id)).all() == []
        assert session.execute(select(Flag.id)).all() == []
        assert session.execute(select(Purchase.id, Purchase.message_id)).all() == [(refund, None)]


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("cost", "ck_message_cost_is_not_negative"),
        ("characters", "ck_message_characters"),
        ("photos", "ck_message_photos"),
        ("stamps", "ck_message_stamps"),
        ("wait", "ck_message_wait"),
    ],
)
def test_a_message_counts_nothing_below_zero(rows: Rows, column: str, rule: str) -> None:
    assert rows.message(**{column: 0})
    with refused(rule):
        rows.message(**{column: -1})


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"ref": ""}, "ck_message_has_a_ref"),
        ({"direction": "lost"}, "ck_message_direction"),
        ({"paid": "later"}, "ck_message_paid"),
        ({"state": "lost", "due_at": None}, "ck_message_state"),
        ({"due_at": None, "still": "asleep"}, "ck_message_still"),
        ({"state": "received", "due_at": None}, "ck_message_state_fits_direction"),
        ({"direction": "received", "state": "sent", "due_at": DUE}, "ck_message_state_fits_direction"),
    ],
)
def test_a_message_holds_known_words(rows: Rows, values: dict[str, Any], rule: str) -> None:
    with refused(rule):
        rows.message(**values)


def test_two_messages_have_two_references(rows: Rows) -> None:
    rows.message(ref="a")
    with refused("uq_message_ref"):
        rows.message(ref="a")


@pytest.mark.parametrize("state", ["sent", "in review", "delivered", "read"])
def test_a_waiting_message_is_due_or_says_why_it_stands_still(rows: Rows, state: str) -> None:
    assert rows.message(state=state, due_at=DUE)
    assert rows.message(state=state, due_at=None, still="closure")
    with refused("ck_message_waits_or_not"):
        rows.message(state=state, due_at=None)
    with refused("ck_message_due_or_still"):
        rows.message(state=state, due_at=DUE, still="in transit")


@pytest.mark.parametrize("state", ["answered", "rejected", "returned", "closed"])
def test_a_message_that_ended_is_not_due(rows: Rows, state: str) -> None:
    assert rows.message(state=state, due_at=None)
    with refused("ck_message_waits_or_not"):
        rows.message(state=state, due_at=DUE)
    with refused("ck_message_waits_or_not"):
        rows.message(state=state, due_at=None, still="closure")


def test_a_deleted_message_is_not_due(rows: Rows) -> None:
    assert rows.message(deleted_at=LATER, due_at=None)
    with refused("ck_message_waits_or_not"):
        rows.message(deleted_at=LATER, due_at=DUE)


def test_a_wait_is_flagged_once(rows: Rows, pair: Pair) -> None:
    rows.flag(message_id=pair.sent, wait=1)
    assert rows.flag(message_id=pair.sent, wait=2)
    with refused("uq_flag_message_id_wait"):
        rows.flag(message_id=pair.sent, wait=1)


def test_a_flag_is_noticed_after_it_was_due(rows: Rows, pair: Pair) -> None:
    with refused("ck_flag_noticed_after_due"):
        rows.flag(message_id=pair.sent, noticed_at=DUE)


def test_a_cleared_flag_says_what_cleared_it(rows: Rows, pair: Pair) -> None:
    assert rows.flag(message_id=pair.sent, cleared_at=DUE, cleared_by="answered")
    for values in ({"cleared_at": DUE}, {"cleared_by": "answered"}):
        with refused("ck_flag_clearing_has_a_reason"):
            rows.flag(message_id=pair.sent, wait=2, **values)
    with refused("ck_flag_cleared_by"):
        rows.flag(message_id=pair.sent, wait=2, cleared_at=DUE, cleared_by="magic")


def test_a_message_can_move_to_another_contact_with_its_reply(
    database: Database, rows: Rows, pair: Pair
) -> None:
    answer = rows.answer(**pair.answer())
    other = rows.contact()
    with database.write() as session:
        both = Message.id.in_([pair.sent, pair.reply])
        session.execute(update(Message).where(both).values(contact_id=other))
    with database.read() as session:
        assert session.execute(select(Event.contact_id).where(Event.id == answer)).scalar_one() == other


def test_a_day_comes_back_as_a_day(database: Database, rows: Rows, pair: Pair) -> None:
    day = date(2026, 12, 2)
    rows.event(message_id=pair.sent, contact_id=pair.contact, kind="rejected", appeal_by=day)
    with database.read() as session:
        assert session.execute(select(Event.appeal_by)).scalar_one() == day
        assert session.execute(select(Event.at)).scalar_one().tzinfo is UTC
