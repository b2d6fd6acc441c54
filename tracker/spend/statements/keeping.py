"""Keeps what the family answered: a whole statement at once, and taken back at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import statements as queries
from storage.tables import StatementLine
from storage.tables.statements import ANSWERS
from tracker.deadlines.household import household_zone
from tracker.directory.said.providers import provider_for
from tracker.errors import ConflictError, InvalidInputError
from tracker.spend import purchases
from tracker.spend.entries import PurchaseEntry, overlapped
from tracker.spend.statements.matching import MOST_DAYS
from tracker.spend.statements.model import Answer, Bought, Line, Taken
from tracker.wording import _, day_words, money_words

CHARGED = ("stamps", "credit", "subscription", "fee")
# A bank tells the day, not the time.
BOOKED_AT = time(12)


def take(session: Session, answers: Sequence[Answer], now: datetime) -> Taken:
    """Writes every answer. Raises ConflictError for a line or purchase that was dealt with meanwhile."""
    lines = [answer.proposal.line for answer in answers]
    if not answers:
        raise InvalidInputError(_("Nothing is answered yet. Say of a charge what it was for."))
    _check_new(session, lines)
    made: list[int] = []
    rows: list[StatementLine] = []
    # The oldest first: a subscription goes on where the one before it ended.
    for answer in sorted(answers, key=lambda one: (one.proposal.line.day, one.proposal.line.number)):
        purchase_id = None
        if answer.what not in ANSWERS:
            raise InvalidInputError(_("Choose messages, phone or commissary."), field="what")
        if answer.what == "same":
            purchase_id = _same(session, answer, rows)
        elif answer.what == "messages":
            purchase_id = _log(session, answer, now)
            made.append(purchase_id)
        rows.append(
            StatementLine(
                fingerprint=answer.proposal.line.fingerprint,
                answer=answer.what,
                purchase_id=purchase_id,
                answered_at=now,
            )
        )
    return Taken(queries.add(session, rows), tuple(made))


def take_back(session: Session, taken: Taken, now: datetime) -> None:
    """Forgets the answers, and deletes the purchases they made that are still there."""
    if queries.remove(session, taken.lines) != len(taken.lines):
        raise ConflictError(_("This was taken back already. Reload the page."))
    for purchase_id in queries.there(session, taken.purchases):
        purchases.delete(session, purchase_id, now)


def _check_new(session: Session, lines: Sequence[Line]) -> None:
    twice = max(Counter(line.fingerprint for line in lines).values()) > 1
    if twice or queries.answered(session, [line.fingerprint for line in lines]):
        sentence = _("Some of these charges were answered already. Read the statement again.")
        raise ConflictError(sentence)


def _same(session: Session, answer: Answer, rows: Sequence[StatementLine]) -> int:
    """The purchase that a line is, which no other line is."""
    same = answer.proposal.same
    if same is None:
        raise InvalidInputError(_("There is no purchase like this. Choose another answer."), field="what")
    claimed = same.id in {row.purchase_id for row in rows} or queries.is_claimed(session, same.id)
    if claimed or not queries.there(session, [same.id]):
        sentence = _("{line}: the purchase is another charge's by now, or gone. Read the statement again.")
        raise ConflictError(sentence.format(line=line_words(answer.proposal.line)))
    return same.id


def _log(session: Session, answer: Answer, now: datetime) -> int:
    line, bought = answer.proposal.line, answer.bought or answer.proposal.bought
    zone = household_zone(session)
    try:
        _check_total(line, bought)
        provider = provider_for(session, bought.provider, now)
        entry = PurchaseEntry(
            provider_id=provider.id or 0,
            kind=bought.kind,
            at=booked_at(line.day, zone, now),
            amount=bought.amount,
            fee=bought.fee,
            units=bought.units,
            unit=bought.unit if bought.units is not None else None,
            member_id=answer.member_id,
            note=_("From a bank statement"),
        )
        return purchases.log(session, _after_the_last(session, entry, line.day, now), now)
    except InvalidInputError as error:
        words = _("{line}: {why}").format(line=line_words(line), why=error)
        raise InvalidInputError(words, field=error.field) from error


def _check_total(line: Line, bought: Bought) -> None:
    if (bought.kind == "refund") != line.refund or bought.kind not in (*CHARGED, "refund"):
        raise InvalidInputError(
            _("Choose what was bought: stamps, credit, a subscription or a fee."), field="kind"
        )
    if bought.fee > line.total or (line.refund and bought.fee):
        raise InvalidInputError(_("The fee is more than what was paid. Correct the fee."), field="fee")
    if bought.amount + bought.fee != line.total:
        raise InvalidInputError(
            _("Amount and fee together are not {total}. Correct the fee.").format(
                total=money_words(line.total)
            ),
            field="fee",
        )


def booked_at(day: date, zone: str, now: datetime) -> datetime:
    """Noon of the day in the household's zone, or now while that is still to come."""
    return min(datetime.combine(day, BOOKED_AT, ZoneInfo(zone)).astimezone(UTC), now)


def _after_the_last(session: Session, entry: PurchaseEntry, day: date, now: datetime) -> PurchaseEntry:
    """A subscription that a bank booked a few days before the last one ends begins when that ends."""
    zone = household_zone(session)
    last = overlapped(session, entry, zone)
    if last is None or not last.since < day < last.until <= day + timedelta(days=MOST_DAYS):
        return entry
    return replace(entry, at=booked_at(last.until, zone, now))


def line_words(line: Line) -> str:
    """`Tue 10 Nov 2026, JPAY *MEDIA, $7.20`."""
    amount: Decimal = -line.total if line.refund else line.total
    return f"{day_words(line.day, year=True)}, {line.description}, {money_words(amount)}"
