"""What a statement proposes by what the household knows, and what its answers write: all or nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from storage.queries import statements as queries
from storage.session import Database
from storage.tables import StatementLine
from tests.clock import FixedClock
from tests.spend.book import Book, local
from tests.spend.statement_files import JPAY, csv_of
from tracker.directory.catalogue.read import catalogue
from tracker.errors import ConflictError, FormTakenError, InvalidInputError
from tracker.spend import PurchaseCard
from tracker.spend.statements import Answer, Bought, Proposal, Statements
from tracker.spend.statements.matching import MOST_DAYS, same_purchases
from tracker.spend.statements.merchants import merchants
from tracker.spend.statements.model import Line, Paid
from tracker.spend.statements.proposing import sells_stamps

D = Decimal
CHARGE = f"2026-11-10,{JPAY},-7.20"


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def statements(database: Database, clock: FixedClock) -> Statements:
    return Statements(database, clock)


def proposed(statements: Statements, *lines: str) -> tuple[Proposal, ...]:
    return statements.read(csv_of(*lines)).proposals


def logged(book: Book) -> list[PurchaseCard]:
    return sorted(book.spend.purchases(limit=1_000), key=lambda card: (card.at, card.id))


def lines_kept(book: Book) -> int:
    with book.database.read() as session:
        count: int = session.execute(select(func.count()).select_from(StatementLine)).scalar_one()
    return count


def all_are(what: str, proposals: tuple[Proposal, ...], **more: Any) -> list[Answer]:
    return [Answer(proposal, what, **more) for proposal in proposals]


def test_a_charge_is_proposed_as_it_was_bought_before(book: Book, statements: Statements) -> None:
    book.purchase("2026-08-01 10:00", fee="3.00")
    (proposal,) = proposed(statements, CHARGE)
    assert proposal.bought == Bought("JPay", "stamps", D("4.20"), D("3.00"), 30, "stamp")
    assert (proposal.same, proposal.providers) == (None, ("JPay",))
    assert (proposal.line.day, proposal.line.total, proposal.line.refund) == (
        date(2026, 11, 10),
        D("7.20"),
        False,
    )


def test_the_same_total_seen_with_a_fee_goes_before_one_without(book: Book, statements: Statements) -> None:
    book.purchase("2026-07-01 10:00", amount="4.20", fee="3.00")
    book.purchase("2026-08-01 10:00", amount="7.20", fee="0", kind="credit", unit="usd")
    (proposal,) = proposed(statements, CHARGE)
    assert (proposal.bought.amount, proposal.bought.fee) == (D("4.20"), D("3.00"))


def test_the_newest_of_equal_totals_is_proposed(book: Book, statements: Statements) -> None:
    book.purchase("2026-07-01 10:00", amount="4.20", fee="3.00")
    book.purchase("2026-08-01 10:00", amount="5.20", fee="2.00", units=40)
    book.purchase(
        "2026-08-09 10:00", amount="6.20", fee="1.00", units=50, deleted_at=local("2026-09-01 10:00")
    )
    (proposal,) = proposed(statements, CHARGE)
    assert (proposal.bought.amount, proposal.bought.units) == (D("5.20"), 40)


def test_without_an_earlier_purchase_the_fee_is_open(book: Book, statements: Statements) -> None:
    jpay, gtl = proposed(statements, CHARGE, "2026-11-11,GTL*CONNECTNETWORK,-10.00")
    assert jpay.bought == Bought("JPay", "stamps", D("7.20"))
    assert gtl.bought == Bought("ConnectNetwork", "credit", D("10.00"))
    assert sells_stamps(catalogue(), "jpay")
    assert not sells_stamps(catalogue(), "connectnetwork")


def test_another_total_is_proposed_as_the_kind_bought_last(book: Book, statements: Statements) -> None:
    book.purchase("2026-08-01 10:00", amount="20.00", kind="credit", unit="usd")
    (proposal,) = proposed(statements, CHARGE)
    assert proposal.bought == Bought("JPay", "credit", D("7.20"))


def test_a_refund_is_proposed_as_one_with_the_stamps_that_go_back(book: Book, statements: Statements) -> None:
    book.purchase("2026-08-01 10:00", fee="3.00")
    charge, refund = proposed(statements, CHARGE, "2026-11-12,JPAY,7.20", "2026-11-12,SHOES,-1.00")
    assert not charge.line.refund
    assert refund.bought == Bought("JPay", "refund", D("7.20"), units=30, unit="stamp")


def test_a_company_of_several_apps_is_the_app_of_the_family(book: Book, statements: Statements) -> None:
    (proposal,) = proposed(statements, "2026-11-10,VIAPATH,-8.00")
    assert proposal.providers == ("GettingOut", "ConnectNetwork")
    book.provider("ConnectNetwork")
    (proposal,) = proposed(statements, "2026-11-10,VIAPATH,-8.00")
    assert proposal.providers == ("ConnectNetwork", "GettingOut")
    book.purchase("2026-08-01 10:00", "GettingOut", amount="5.00", fee="3.00", kind="credit", unit="usd")
    (proposal,) = proposed(statements, "2026-11-10,VIAPATH,-8.00")
    assert proposal.bought == Bought("GettingOut", "credit", D("5.00"), D("3.00"))


def test_the_name_that_the_family_uses_is_known(book: Book, statements: Statements) -> None:
    book.purchase("2026-08-01 10:00", "Smart Jail Mail", amount="5.00", fee="1.50", kind="credit", unit="usd")
    (proposal,) = proposed(statements, "2026-11-10,SMARTCOMMUNICATIONS,-6.50")
    assert proposal.bought == Bought("Smart Jail Mail", "credit", D("5.00"), D("1.50"))


@pytest.mark.parametrize(
    ("day", "same"),
    [
        ("2026-11-04", False),
        ("2026-11-05", True),
        ("2026-11-10", True),
        ("2026-11-15", True),
        ("2026-11-16", False),
    ],
)
def test_a_purchase_within_five_days_is_proposed_as_the_same(
    book: Book, statements: Statements, day: str, same: bool
) -> None:
    number = book.purchase(f"{day} 23:30", fee="3.00")
    (proposal,) = proposed(statements, CHARGE)
    assert (proposal.same.id if proposal.same else None) == (number if same else None)


def test_a_purchase_elsewhere_of_another_total_or_deleted_is_another(
    book: Book, statements: Statements
) -> None:
    book.purchase("2026-11-10 10:00", "Securus eMessaging", fee="3.00")
    book.purchase("2026-11-10 10:00", fee="3.01")
    book.purchase("2026-11-10 10:00", fee="3.00", deleted_at=local("2026-11-11 10:00"))
    book.purchase("2026-11-10 10:00", amount="7.20", kind="refund", units=None, unit=None)
    (proposal,) = proposed(statements, CHARGE)
    assert proposal.same is None


def test_one_purchase_is_at_most_one_line(book: Book, statements: Statements) -> None:
    number = book.purchase("2026-11-09 10:00", fee="3.00")
    first, second = proposed(statements, CHARGE, CHARGE)
    assert [row.same.id if row.same else None for row in (first, second)] == [number, None]
    statements.take([Answer(first, "same")])
    (left,) = proposed(statements, CHARGE, CHARGE)
    assert (left.line.fingerprint, left.same) == (second.line.fingerprint, None)


def test_messages_become_purchases_and_the_rest_is_only_remembered(
    book: Book, statements: Statements
) -> None:
    book.purchase("2026-08-01 10:00", fee="3.00")
    there = book.purchase("2026-11-20 10:00", fee="3.00")
    mom = book.member("Mom")
    lines = (
        CHARGE,
        "2026-11-11,JPAY,-20.00",
        "2026-11-12,JPAY,-30.00",
        "2026-11-13,JPAY,-40.00",
        "2026-11-21,JPAY,-7.20",
    )
    proposals = proposed(statements, *lines, "2026-11-13,SHOES,-40.00")
    whats = ("messages", "phone", "commissary", "other", "same")
    answers = [Answer(row, what, member_id=mom) for row, what in zip(proposals, whats, strict=True)]
    taken = statements.take(answers, "a form")
    assert len(taken.lines) == 5
    card = book.spend.purchase(taken.purchases[0])
    assert (card.provider, card.kind, card.units, card.amount, card.fee) == (
        "JPay",
        "stamps",
        30,
        D("4.20"),
        D("3.00"),
    )
    assert (card.member, card.at) == ("Mom", local("2026-11-10 12:00"))
    assert [row.id for row in logged(book)][1:] == [card.id, there]
    again = statements.read(csv_of(*lines, "2026-11-13,SHOES,-40.00"))
    assert (again.proposals, again.answered, again.others) == ((), 5, 1)


def test_nothing_of_a_statement_is_stored_but_digests(book: Book, statements: Statements) -> None:
    statements.take(all_are("phone", proposed(statements, CHARGE)))
    with book.database.read() as session:
        (row,) = session.execute(select(StatementLine)).scalars()
        assert (row.answer, row.purchase_id, len(row.fingerprint)) == ("phone", None, 64)
        assert int(row.fingerprint, 16)


def test_an_overlapping_download_proposes_only_what_is_new(book: Book, statements: Statements) -> None:
    other = "2026-11-15,SECURUS,-9.00"
    statements.take(all_are("messages", proposed(statements, CHARGE, CHARGE)))
    statement = statements.read(csv_of(CHARGE, other, CHARGE, CHARGE))
    assert [row.line.number for row in statement.proposals] == [3, 5]
    assert statement.answered == 2
    assert [row.same for row in statement.proposals] == [None, None]


def test_a_corrected_answer_is_kept_as_corrected(book: Book, statements: Statements) -> None:
    (proposal,) = proposed(statements, CHARGE)
    bought = Bought("JPay", "stamps", D("4.20"), D("3.00"), 30, "stamp")
    taken = statements.take([Answer(proposal, "messages", bought)])
    card = book.spend.purchase(taken.purchases[0])
    assert (card.amount, card.fee, card.units, card.unit) == (D("4.20"), D("3.00"), 30, "stamp")
    (learnt,) = proposed(statements, "2026-11-19,JPAY,-7.20")
    assert learnt.bought == bought


def test_undo_takes_a_whole_statement_back(book: Book, statements: Statements) -> None:
    before = book.spend.table().total
    content = csv_of(CHARGE, "2026-11-12,SECURUS,-9.00", "2026-11-13,GTL,-3.00")
    proposals = statements.read(content).proposals
    taken = statements.take(all_are("messages", proposals))
    assert len(logged(book)) == 3
    statements.take_back(taken)
    assert (logged(book), lines_kept(book)) == ([], 0)
    assert book.spend.table().total == before
    assert statements.read(content).proposals[0].line == proposals[0].line
    with pytest.raises(ConflictError, match="already"):
        statements.take_back(taken)


def test_undo_leaves_alone_what_the_family_deleted_itself(book: Book, statements: Statements) -> None:
    taken = statements.take(all_are("messages", proposed(statements, CHARGE, "2026-11-12,SECURUS,-9.00")))
    book.spend.delete_purchase(taken.purchases[0])
    statements.take_back(taken)
    assert (logged(book), lines_kept(book)) == ([], 0)


def test_a_purchase_that_is_deleted_leaves_its_line_answered(book: Book, statements: Statements) -> None:
    taken = statements.take(all_are("messages", proposed(statements, CHARGE)))
    book.spend.delete_purchase(taken.purchases[0])
    assert proposed(statements, CHARGE) == ()


def test_the_same_form_is_taken_once(book: Book, statements: Statements) -> None:
    answers = all_are("messages", proposed(statements, CHARGE))
    statements.take(answers, "a form")
    with pytest.raises(FormTakenError):
        statements.take(answers, "a form")
    with pytest.raises(ConflictError, match="answered already"):
        statements.take(answers, "another form")
    assert (len(logged(book)), lines_kept(book)) == (1, 1)


def test_one_line_twice_in_the_answers_is_refused(book: Book, statements: Statements) -> None:
    with pytest.raises(ConflictError):
        statements.take(all_are("phone", proposed(statements, CHARGE)) * 2)
    assert lines_kept(book) == 0


def test_no_answers_are_no_statement(statements: Statements, book: Book) -> None:
    with pytest.raises(InvalidInputError, match="Nothing is answered"):
        statements.take([])


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a fee that is more than all": ({"amount": D("-0.80"), "fee": D("8.00")}, "fee is more"),
    "another total": ({"fee": D("1.00")}, r"are not \$7.20"),
    "a refund of a charge": ({"kind": "refund"}, "Choose what was bought"),
    "an unknown kind": ({"kind": "gift"}, "Choose what was bought"),
    "a subscription without length": ({"kind": "subscription"}, "weeks or months"),
    "no stamps": ({"units": 0, "unit": "stamp"}, "at least one"),
    "a fee below zero": ({"amount": D("8.20"), "fee": D("-1.00")}, "zero or more"),
    "half a cent": ({"amount": D("7.195"), "fee": D("0.005")}, "two decimals"),
}


@pytest.mark.parametrize(("change", "sentence"), BAD.values(), ids=BAD)
def test_one_bad_answer_names_its_line_and_nothing_is_written(
    sqlite_database: Database, clock: FixedClock, change: dict[str, Any], sentence: str
) -> None:
    book, statements = Book(sqlite_database), Statements(sqlite_database, clock)
    good, bad = proposed(statements, "2026-11-09,SECURUS,-9.00", CHARGE)
    answers = [Answer(good, "messages"), Answer(bad, "messages", replace(bad.bought, **change))]
    revision = sqlite_database.revision()
    with pytest.raises(InvalidInputError, match=sentence) as error:
        statements.take(answers, "a form")
    assert "Tue 10 Nov 2026, JPAY *MSG" in str(error.value)
    assert (logged(book), lines_kept(book), sqlite_database.revision()) == ([], 0, revision)
    statements.take(answers[:1], "a form")


def test_an_answer_that_is_none_and_a_purchase_that_is_none_are_refused(
    book: Book, statements: Statements
) -> None:
    (proposal,) = proposed(statements, CHARGE)
    for what in ("same", "gift"):
        with pytest.raises(InvalidInputError):
            statements.take([Answer(proposal, what)])
    assert lines_kept(book) == 0


def test_a_purchase_that_another_line_took_meanwhile_is_refused(book: Book, statements: Statements) -> None:
    number = book.purchase("2026-11-09 10:00", fee="3.00")
    (one,), (other,) = proposed(statements, CHARGE), proposed(statements, "2026-11-11,JPAY,-7.20")
    with pytest.raises(ConflictError, match="another charge's"):
        statements.take([Answer(one, "same"), Answer(other, "same")])
    statements.take([Answer(one, "same")])
    with pytest.raises(ConflictError, match="another charge's"):
        statements.take([Answer(other, "same")])
    statements.take([Answer(other, "phone")])
    book.spend.delete_purchase(number)
    assert lines_kept(book) == 2


def test_a_subscription_booked_a_few_days_early_begins_when_the_last_one_ends(
    book: Book, statements: Statements
) -> None:
    monthly = ("2026-10-09,CIDNET,-9.99", "2026-09-10,CIDNET,-9.99", "2026-11-09,CIDNET,-9.99")
    bought = Bought("CIDNET", "subscription", D("9.99"), units=1, unit="month")
    statements.take(all_are("messages", proposed(statements, *monthly), bought=bought))
    assert [card.at for card in logged(book)] == [
        local(f"2026-{day} 12:00") for day in ("09-10", "10-10", "11-10")
    ]


def test_a_charge_of_today_is_bought_by_now(book: Book, statements: Statements, clock: FixedClock) -> None:
    taken = statements.take(all_are("messages", proposed(statements, "2026-11-23,JPAY,-7.20")))
    assert book.spend.purchase(taken.purchases[0]).at == clock.now()


def test_today_is_the_household_s(database: Database, clock: FixedClock) -> None:
    book, statements = Book(database), Statements(database, clock)
    clock.set(datetime(2026, 11, 24, 3, tzinfo=UTC))  # still Monday evening in New York
    statement = statements.read(csv_of("2026-11-24,JPAY,-7.20", "2026-11-23,JPAY,-7.20"))
    assert [row.line.day for row in statement.proposals] == [date(2026, 11, 23)]
    assert "still to come" in statement.rejected[0].why
    assert logged(book) == []


def test_an_open_question_proposes_nothing(book: Book, statements: Statements) -> None:
    content = csv_of("02/03/2026,JPAY,-7.20")
    statement = statements.read(content)
    assert (statement.to_choose, statement.proposals) == (("order",), ())
    answered = statements.read(content, replace(statement.columns, order="day"))
    assert answered.proposals[0].line.day == date(2026, 3, 2)


def test_many_lines_and_totals_are_asked_for_piece_by_piece(database: Database, clock: FixedClock) -> None:
    book, statements = Book(database), Statements(database, clock)
    lines = [f"2026-11-{1 + n % 20:02d},JPAY {n},-{1 + n // 100}.{n % 100:02d}" for n in range(1_200)]
    proposals = proposed(statements, *lines)
    assert len(proposals) == 1_200
    taken = statements.take(all_are("phone", proposals))
    assert proposed(statements, *lines) == ()
    statements.take_back(taken)
    assert (lines_kept(book), len(proposed(statements, *lines))) == (0, 1_200)


JPAY_ROW = next(row for row in merchants() if row.slug == "jpay")
days = st.integers(0, 14).map(lambda number: date(2026, 11, 1) + timedelta(days=number))
totals = st.sampled_from([D("7.20"), D("9.00")])


def a_line(number: int, day: date, total: Decimal, refund: bool) -> Line:
    return Line(number, day, total, refund, "JPAY", JPAY_ROW, str(number))


def a_purchase(number: int, day: date, total: Decimal, refund: bool) -> Paid:
    return Paid(number, 1, "refund" if refund else "stamps", day, None, None, total, D(0))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(days, totals, st.booleans()), max_size=7),
    st.lists(st.tuples(days, totals, st.booleans()), max_size=7),
)
def test_matching_pairs_each_line_and_purchase_once_nearest_first(
    line_values: list[tuple[date, Decimal, bool]], purchase_values: list[tuple[date, Decimal, bool]]
) -> None:
    lines = [a_line(number, *values) for number, values in enumerate(line_values)]
    purchases = [a_purchase(number, *values) for number, values in enumerate(purchase_values)]
    found = same_purchases(lines, {"JPay": [1]}, purchases)
    pairs = [(line, found[line.fingerprint]) for line in lines if line.fingerprint in found]
    assert len({purchase.id for _line, purchase in pairs}) == len(pairs)
    for line, purchase in pairs:
        assert (line.total, line.refund) == (purchase.total, purchase.kind == "refund")
        assert abs((line.day - purchase.day).days) <= MOST_DAYS
    # Nobody who is left, or who would find a nearer one, is kept apart by a pair that is further apart.
    for line in lines:
        for purchase in purchases:
            apart = abs((line.day - purchase.day).days)
            if (line.total, line.refund) != (purchase.total, purchase.kind == "refund") or apart > MOST_DAYS:
                continue
            partner = found.get(line.fingerprint)
            other = next((row for row, taken in pairs if taken.id == purchase.id), None)
            assert (partner is not None and abs((line.day - partner.day).days) <= apart) or (
                other is not None and abs((other.day - purchase.day).days) <= apart
            )


def test_of_many_equal_lines_and_purchases_all_that_can_be_are_paired() -> None:
    first = date(2026, 11, 1)
    lines = [a_line(number, first + timedelta(days=number % 20), D(1), False) for number in range(20_000)]
    purchases = [
        a_purchase(number, first + timedelta(days=number % 20), D(1), False) for number in range(10_000)
    ]
    assert len(same_purchases(lines, {"JPay": [1]}, purchases)) == 10_000


def test_the_query_of_totals_gives_one_purchase_of_each(book: Book) -> None:
    book.purchase("2026-08-01 10:00", amount="4.20", fee="3.00")
    newest = book.purchase("2026-08-02 10:00", amount="5.20", fee="2.00")
    book.purchase("2026-08-03 10:00", amount="1.00")
    with book.database.read() as session:
        rows = queries.newest_of_totals(session, [book.provider("JPay")], [D("7.20"), D("2.00")])
    assert [(row.id, row.amount, row.fee) for row in rows] == [(newest, D("5.20"), D("2.00"))]
