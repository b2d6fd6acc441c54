"""Importing messages: what becomes of a file's rows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.tables import Contact, Event, Facility, Flag, Member, Message, Provider
from tests.transfer.files import Importer, received, sent
from tests.world import World
from tracker.messages import Entry, Messages


def test_a_message_and_its_reply_arrive_with_their_steps(importer: Importer) -> None:
    report = importer.log(sent("M1", note=" to the letter ", body="Hi"), received("R1", "M1"))
    assert (report.read, report.new, report.same, report.changed, report.rejected) == (2, 2, 0, 0, ())
    first, reply = importer.rows(Message)
    assert (first.ref, first.state, first.note, first.body) == ("M1", "answered", " to the letter ", "Hi")
    assert (first.due_at, first.still, first.wait) == (None, None, 1)
    assert first.at == datetime(2026, 11, 2, 15, tzinfo=UTC)
    assert (reply.state, reply.direction) == ("received", "received")
    steps = [(row.message_id, row.kind, row.reply_id) for row in importer.rows(Event)]
    assert steps == [(1, "sent", None), (2, "received", None), (1, "answered", 2)]
    assert importer.broken_references() == []


def test_rows_need_not_be_sorted_and_a_reply_answers_several(importer: Importer) -> None:
    rows = [received("R1", "M1 M2"), sent("M2", at="2026-11-03T10:00:00-05:00"), sent("M1")]
    assert importer.log(*rows).new == 3
    states = {row.ref: row.state for row in importer.rows(Message)}
    assert states == {"R1": "received", "M1": "answered", "M2": "answered"}


@pytest.mark.parametrize(
    ("outcome", "state", "lost", "waits"),
    [
        ("in review", "in review", False, 1),
        ("delivered", "delivered", False, 2),
        ("read", "read", False, 2),
        ("rejected", "rejected", True, 1),
        ("returned", "returned", True, 1),
        ("closed", "closed", False, 1),
    ],
)
def test_an_outcome_is_a_step(importer: Importer, outcome: str, state: str, lost: bool, waits: int) -> None:
    importer.log(sent("M1", outcome=outcome, outcome_at="2026-11-20T16:00:00-05:00"))
    (row,) = importer.rows(Message)
    assert (row.state, row.lost, row.wait) == (state, lost, waits)
    assert (row.due_at is not None) == (outcome in ("in review", "delivered", "read"))
    assert importer.rows(Event)[1].kind == outcome


def test_a_refund_and_never_arrived_decide_on_what_is_lost(importer: Importer) -> None:
    ended = {"outcome_at": "2026-11-20T16:00:00-05:00"}
    importer.log(
        sent("M1", outcome="rejected", refunded="yes", reason="photo", appeal_by="2026-12-20", **ended),
        sent("M2", outcome="rejected", refunded="no", **ended),
        sent("M3", outcome="closed", reason="never arrived", **ended),
    )
    assert [(row.refunded, row.lost) for row in importer.rows(Message)] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    step = importer.rows(Event)[1]
    assert (step.reason, step.refunded, step.appeal_by) == ("photo", True, date(2026, 12, 20))


def test_a_waiting_message_is_due_by_the_rule_and_flagged_when_overdue(importer: Importer) -> None:
    importer.log(sent("M1", at="2026-11-06T15:10:00-05:00"), sent("M2", at="2026-11-23T07:00:00-05:00"))
    due = {row.ref: row.due_at for row in importer.rows(Message)}
    assert due["M1"] == datetime(2026, 11, 10, 20, 10, tzinfo=UTC)
    assert due["M2"] > importer.clock.now()
    assert [(row.message_id, row.due_at) for row in importer.rows(Flag)] == [(1, due["M1"])]


def test_the_whole_import_agrees_with_logging_by_hand(importer: Importer, tmp_path: object) -> None:
    """An import works projections out in bulk; logging does so one by one. Both say the same."""
    importer.log(sent("M1", at="2026-11-06T15:10:00-05:00"))
    (imported,) = importer.rows(Message)
    messages = Messages(importer.database, importer.clock)
    entry = Entry(imported.contact_id, imported.provider_id, imported.at, imported.member_id, 1200)
    logged_id = messages.log_sent(entry).message_id
    logged = next(row for row in importer.rows(Message) if row.id == logged_id)
    same = ("state", "refunded", "lost", "news_at", "due_at", "still", "wait", "facility_id")
    assert {name: getattr(imported, name) for name in same} == {name: getattr(logged, name) for name in same}


def test_the_same_file_again_changes_nothing(importer: Importer) -> None:
    rows = [
        sent("M1", kind="state", zone="America/New_York"),
        received("R1", "M1"),
        sent("M2", cost_usd="4.2"),
    ]
    importer.log(*rows)
    before = importer.dump()
    report = importer.log(*rows)
    assert (report.new, report.same, report.changed, report.created) == (0, 3, 0, {})
    assert importer.dump() == before


def test_a_known_row_that_differs_is_shown_and_kept_as_it_was(importer: Importer) -> None:
    importer.log(sent("M1"), received("R1", "M1"))
    before = importer.dump()
    report = importer.log(
        sent("M1", cost_usd="0.30", outcome="read", outcome_at="2026-11-03T10:00:00Z"),
        received("R1", note="x"),
    )
    assert (report.new, report.same, report.changed, report.taken) == (0, 0, 2, True)
    assert [(row.line, row.ref, row.columns) for row in report.changed_rows] == [
        (2, "M1", ("cost_usd", "outcome", "outcome_at")),
        (3, "R1", ("answers", "note")),
    ]
    assert importer.dump() == before


def test_columns_that_a_file_does_not_have_are_not_compared(importer: Importer) -> None:
    importer.log(sent("M1", body="long letter", paid="direct", stamps="2"))
    assert importer.log(sent("M1")).same == 1


def test_a_deleted_message_stays_deleted_and_is_told(importer: Importer) -> None:
    importer.log(sent("M1"))
    Messages(importer.database, importer.clock).delete(importer.rows(Message)[0].id)
    report = importer.log(sent("M1"))
    assert (report.new, report.changed, report.changed_rows[0].columns) == (0, 1, ("deleted",))
    refusal = importer.log(received("R1", "M1"))
    assert "was deleted here" in refusal.rejected[0].why


def test_a_later_file_answers_stored_messages_and_clears_their_flags(importer: Importer) -> None:
    importer.log(sent("M1"))
    assert importer.rows(Flag)[0].cleared_at is None
    report = importer.log(sent("M1"), received("R1", "M1", at="2026-11-20T10:00:00-05:00"))
    assert (report.new, report.same) == (1, 1)
    assert importer.rows(Message)[0].state == "answered"
    assert importer.rows(Flag)[0].cleared_by == "answered"


def test_a_dry_run_tells_everything_and_keeps_nothing(importer: Importer) -> None:
    before = importer.dump()
    report = importer.log(sent("M1"), received("R1", "M1"), dry_run=True)
    assert (report.new, report.taken, report.refused) == (2, False, False)
    assert report.created["contacts"] == 1
    assert importer.dump() == before


def test_times_without_offset_are_the_households_and_said(importer: Importer) -> None:
    report = importer.log(
        sent("M1", at="2026-11-02 10:00"),
        sent("M2"),
        sent("M3", at="2026-11-01T01:30:00"),
        sent("M4", at="2026-11-02T10:00Z"),
    )
    assert (report.assumed_zone, report.assumed_zone_rows) == ("America/New_York", 2)
    at = {row.ref: row.at for row in importer.rows(Message)}
    assert at["M1"] == at["M2"] == datetime(2026, 11, 2, 15, tzinfo=UTC)
    # The hour that autumn repeats: the first of the two.
    assert at["M3"] == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_zones_guessed_from_split_states_are_named(importer: Importer) -> None:
    report = importer.log(
        sent("M1", facility="Somewhere", state="TN"),
        sent("M2", facility="Elsewhere", state="TN", zone="America/New_York", at="2026-11-03T10:00:00Z"),
        sent("M3"),
    )
    assert report.guessed_zones == ("Somewhere, TN: America/Chicago",)
    assert [(row.name, row.zone, row.zone_guessed) for row in importer.rows(Facility)][:2] == [
        ("Somewhere", "America/Chicago", True),
        ("Elsewhere", "America/New_York", False),
    ]


def test_a_facility_is_federal_by_word_or_by_its_mail(importer: Importer) -> None:
    rows = [
        ("FCI ELKTON", "JPay", ""),
        ("Camp", "CorrLinks", ""),
        ("Lebanon", "JPay", ""),
        ("Jail", "JPay", "county"),
        ("USP ATWATER", "JPay", "unknown"),
    ]
    importer.log(
        *(
            sent(f"M{n}", facility=name, provider=provider, kind=kind)
            for n, (name, provider, kind) in enumerate(rows)
        )
    )
    kinds = {row.name: row.kind for row in importer.rows(Facility)}
    assert kinds == {
        "FCI ELKTON": "federal",
        "Camp": "federal",
        "Lebanon": None,
        "Jail": "county",
        "USP ATWATER": None,
    }


def test_people_and_places_that_are_there_are_used_again(importer: Importer) -> None:
    importer.log(sent("M1"))
    report = importer.log(sent("M2", kind="county", zone="America/Chicago"))
    assert report.created == {"messages": 1}
    assert [len(importer.rows(table)) for table in (Contact, Facility, Member, Provider)] == [1, 1, 1, 1]
    assert importer.rows(Facility)[0].zone == "America/New_York"


def test_member_and_facility_may_be_empty(importer: Importer) -> None:
    importer.log(sent("M1", member="", facility="", state=""))
    (row,) = importer.rows(Message)
    assert (row.member_id, row.facility_id) == (None, None)


def test_a_new_contact_writes_through_the_provider_of_the_newest_row(importer: Importer) -> None:
    importer.log(sent("M1", provider="New", at="2026-11-05T10:00:00Z"), sent("M2", provider="Old"))
    contact = importer.rows(Contact)[0]
    providers = {row.id: row.name for row in importer.rows(Provider)}
    assert providers[contact.provider_id] == "New"


def test_postal_mail_is_a_postal_provider(importer: Importer) -> None:
    importer.log(sent("M1", provider="Postal mail"))
    assert importer.rows(Provider)[0].kind == "postal"


def test_many_rows_pass_through_the_batches_unharmed(importer: Importer) -> None:
    first = datetime(2026, 1, 5, tzinfo=UTC)
    rows = [sent(f"M{n}", at=(first + timedelta(minutes=n)).isoformat()) for n in range(1300)]
    rows += [
        received(f"R{n}", f"M{n}", at=(first + timedelta(days=9, minutes=n)).isoformat())
        for n in range(0, 1300, 2)
    ]
    report = importer.log(*reversed(rows))
    assert report.new == 1950
    states = [row.state for row in importer.rows(Message)]
    assert {state: states.count(state) for state in set(states)} == {
        "received": 650,
        "answered": 650,
        "sent": 650,
    }
    assert importer.log(*rows).same == 1950


def test_progress_rises_to_the_whole(small: Importer) -> None:
    told: list[tuple[int, int]] = []
    small.log(*(sent(f"M{n}") for n in range(1200)), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] <= told[-1][1]
    assert len({total for _done, total in told}) == 1


def test_logging_goes_on_after_an_import(importer: Importer) -> None:
    """Keys given by the import are passed over by the database's own numbering."""
    importer.log(sent("M1"), received("R1", "M1"))
    world = World(importer.database, importer.clock)
    contact_id, provider_id = importer.rows(Contact)[0].id, importer.rows(Provider)[0].id
    logged = world.sent(contact_id, datetime(2026, 11, 23, 10, tzinfo=UTC), provider_id=provider_id)
    assert logged.message_id == 3


def test_a_refused_or_dry_import_leaves_the_revision(importer: Importer) -> None:
    before = importer.database.revision()
    importer.log(sent("M1", cost_usd="x"))
    importer.log(sent("M1"), dry_run=True)
    assert importer.database.revision() == before
    importer.log(sent("M1"))
    assert importer.database.revision() == before + 1
    importer.log(sent("M1"))
    assert importer.database.revision() == before + 1
