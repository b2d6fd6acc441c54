"""Statements: reads one, proposes what its charges were for, and keeps what the family answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from storage.queries import places
from storage.queries import statements as queries
from storage.session import Database
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.directory.catalogue.read import catalogue
from tracker.forms import take_once
from tracker.spend.days import local_day, window
from tracker.spend.statements import keeping
from tracker.spend.statements.matching import MOST_DAYS, same_purchases
from tracker.spend.statements.model import Answer, Columns, Line, Paid, Proposal, Statement, Taken
from tracker.spend.statements.proposing import Known, Meant, meant_by, proposal, provider_ids
from tracker.spend.statements.reading import parse
from tracker.spend.statements.sold import read_sold
from tracker.transfer.report import Progress


class Statements:
    """The bank and card statements of one household.

    Lines of providers are looked at and those answered are remembered by a digest; nothing else of a
    statement is kept.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def read(
        self, path_or_bytes: Path | bytes, columns: Columns | None = None, progress: Progress | None = None
    ) -> Statement:
        """What a statement says of providers, and what it proposes; writes nothing.

        Without `columns` they are guessed. `progress` is told how many bytes of how many are read; whatever
        it raises ends the reading. Raises InvalidInputError for a file that cannot be read as a statement.
        """
        with self._database.read() as session:
            zone = household_zone(session)
        today = local_day(self._clock.now(), zone)
        parsed = parse(path_or_bytes, columns, today, progress)
        with self._database.read() as session:
            done = queries.answered(session, [line.fingerprint for line in parsed.lines])
            lines = [line for line in parsed.lines if line.fingerprint not in done]
            proposals = _proposals(session, lines, zone, today)
        several = Counter(map(_looks, parsed.lines))
        proposals = tuple(replace(row, alike=several[_looks(row.line)]) for row in proposals)
        return Statement(
            columns=parsed.columns,
            heads=parsed.heads,
            proposals=proposals,
            answered=len(parsed.lines) - len(lines),
            others=parsed.others,
            rejected=parsed.rejected,
            rejected_total=parsed.rejected_total,
            repeated=parsed.repeated,
            to_choose=parsed.to_choose,
            asked=parsed.asked,
        )

    def take(self, answers: Sequence[Answer], form: str | None = None) -> Taken:
        """Keeps the answers: all of them, or with an error none.

        Messages become purchases. Raises FormTakenError for a form taken before, ConflictError for a line
        that was answered meanwhile, and InvalidInputError that names the line for what cannot be.
        """
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return keeping.take(session, answers, now)

    def take_back(self, taken: Taken) -> None:
        """Forgets the answers and deletes the purchases they made. Raises ConflictError the second time."""
        with self._database.write() as session:
            keeping.take_back(session, taken, self._clock.now())


def _looks(line: Line) -> tuple[object, ...]:
    """What a family sees of a line."""
    return line.day, line.total, line.refund, line.description


def _proposals(session: Session, lines: Sequence[Line], zone: str, today: date) -> tuple[Proposal, ...]:
    if not lines:
        return ()
    merchants = {line.merchant.name: line.merchant for line in lines}
    names = {row.id or 0: row.name for row in places.providers(session)}
    ids = {name: provider_ids(catalogue(), row, names) for name, row in merchants.items()}
    ours = {key for keys in ids.values() for key in keys}
    known = _known(session, names, ours, lines, zone, today)
    meant: dict[str, Meant] = {name: meant_by(catalogue(), row, known) for name, row in merchants.items()}
    days = [line.day for line in lines]
    near = timedelta(days=MOST_DAYS)
    span = window(zone, min(days) - near, max(days) + near)
    there = [_paid(row, zone) for row in queries.unclaimed(session, ours, span.since, span.until)]
    same = same_purchases(lines, ids, there)
    return tuple(
        proposal(line, meant[line.merchant.name], known, same.get(line.fingerprint)) for line in lines
    )


def _known(
    session: Session, names: dict[int, str], ours: set[int], lines: Sequence[Line], zone: str, today: date
) -> Known:
    newest = ((key, queries.newest(session, key)) for key in ours)
    of_total = queries.newest_of_totals(session, ours, {line.total for line in lines})
    return Known(
        names=names,
        newest={key: _paid(row, zone) for key, row in newest if row is not None},
        of_total={(row.provider_id, row.amount + row.fee): _paid(row, zone) for row in of_total},
        sold=read_sold(session, catalogue(), today),
    )


def _paid(row: queries.PurchaseRow, zone: str) -> Paid:
    return Paid(
        id=row.id,
        provider_id=row.provider_id,
        kind=row.kind,
        day=local_day(row.at, zone),
        units=row.units,
        unit=row.unit,
        amount=row.amount,
        fee=row.fee,
    )
