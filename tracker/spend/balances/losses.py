"""What was lost of balances: stamps and credit that expired or were written off, at purchase price."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from storage.queries import balances as queries
from tracker.spend.balances.accounts import Number
from tracker.spend.balances.courses import courses, lay_out


@dataclass(frozen=True, slots=True)
class Loss:
    """Dollars that were paid, without fees, for what was lost at an instant, from one account.

    `number` is how much that was, in the account's `unit`; it `expired`, or was given up.
    """

    at: datetime
    provider_id: int
    member_id: int | None
    amount: Fraction
    number: Number
    unit: str
    expired: bool


def losses(session: Session, zone: str, now: datetime) -> Iterator[Loss]:
    """What expired until now, in the last instant of the day it was good through, and what was given up."""
    provider_ids = queries.providers_that_lose(session)
    if not provider_ids:
        return
    for laid in lay_out(session, zone, now, provider_ids).values():
        for account, course in courses(session, zone, now, laid):
            for gone in course.gone:
                if gone.worth:
                    yield Loss(
                        at=gone.at,
                        provider_id=account.provider_id,
                        member_id=account.member_id,
                        amount=gone.worth,
                        number=gone.number,
                        unit=account.unit,
                        expired=gone.expired,
                    )
