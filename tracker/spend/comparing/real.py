"""What the messages to each contact really cost: their value, and their share of the fees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.directory.price_words import exact_money
from tracker.spend.comparing.usage import Usage
from tracker.spend.ledger import Cell
from tracker.spend.sums import ZERO, cents
from tracker.wording import _, ngettext


@dataclass(frozen=True, slots=True)
class Real:
    """What a contact's messages cost in some days, exactly: their value, and their share of fees, in dollars.

    `unpriced` of them have no price and count as nothing. `sent` counts refunded ones too.
    """

    used: Fraction = ZERO
    fees: Fraction = ZERO
    unpriced: int = 0
    sent: int = 0

    @property
    def cost(self) -> Fraction:
        """Value and fees."""
        return self.used + self.fees


def real_costs(cells: Sequence[Cell], received: Mapping[int, Decimal]) -> dict[int, Real]:
    """What the messages sent to each contact cost; `received` is what was paid for theirs.

    The fees of a provider's purchases are shared by its messages.
    """
    fees: dict[int | None, Fraction] = {}
    sent: dict[int | None, int] = {}
    for cell in cells:
        fees[cell.provider_id] = fees.get(cell.provider_id, ZERO) + cell.sums.fees
        sent[cell.provider_id] = sent.get(cell.provider_id, 0) + cell.sums.messages
    found: dict[int, Real] = {}
    for cell in cells:
        if cell.contact_id is None:
            continue
        known, number = found.get(cell.contact_id, Real()), cell.sums.messages
        share = fees[cell.provider_id] * number / sent[cell.provider_id] if number else ZERO
        found[cell.contact_id] = Real(
            known.used + cell.sums.used,
            known.fees + share,
            known.unpriced + cell.sums.unpriced,
            known.sent + number,
        )
    return {
        key: Real(one.used - Fraction(received.get(key, 0)), one.fees, one.unpriced, one.sent)
        for key, one in found.items()
    }


def real_words(real: Real, usage: Usage) -> Iterator[str]:
    """What is in this cost, and what is not."""
    yield _(
        "What you do now is what these messages cost you: each as you logged it, or by the price of its day."
        " What was bought and not used is not in it, nor what you paid for answers."
    )
    if real.fees:
        yield _("{fees} of it are their share of the fees of what was bought in those days.").format(
            fees=exact_money(cents(real.fees))
        )
    if real.unpriced:
        yield ngettext(
            "{n:,} message has no price and counts as nothing in it.",
            "{n:,} messages have no price and count as nothing in it.",
            real.unpriced,
        ).format(n=real.unpriced)
    refunded = real.sent - usage.messages
    if refunded > 0:
        yield ngettext(
            "{n:,} refunded message is left out.", "{n:,} refunded messages are left out.", refunded
        ).format(n=refunded)
