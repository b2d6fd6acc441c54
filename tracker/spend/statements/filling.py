"""What a family fills in about a line: the fee is typed, the amount is what it leaves."""

from dataclasses import replace
from decimal import Decimal

from tracker.amounts import CENTS
from tracker.errors import InvalidInputError
from tracker.purchase_rules import COUNTED
from tracker.spend.entries import read_amount
from tracker.spend.statements.keeping import line_words
from tracker.spend.statements.model import Bought, Proposal
from tracker.wording import _


def filled(
    proposal: Proposal, provider: str, kind: str, units: int | None, unit: str | None, fee: str
) -> Bought:
    """The purchase as filled in. Raises InvalidInputError that names the line for a fee that is none.

    A refund keeps its kind; a purchase of kind fee is wholly fee, which its amount says already.
    """
    line, bought = proposal.line, replace(proposal.bought, provider=provider)
    if line.refund:
        return bought
    try:
        paid = read_amount(fee.strip() or "0", "fee", CENTS)
    except InvalidInputError as error:
        words = _("{line}: {why}").format(line=line_words(line), why=error)
        raise InvalidInputError(words, field="fee") from error
    if kind == "fee":
        paid = Decimal(0)
    counted = units if kind in COUNTED else None
    return Bought(
        provider=provider,
        kind=kind,
        amount=line.total - paid,
        fee=paid,
        units=counted,
        unit=unit if counted is not None else None,
    )
