"""What would be cheaper: what a contact's messages really cost, against every way to pay where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session

from storage.money import from_units
from storage.queries import usage as queries
from storage.queries.usage import Step, There
from tracker.directory.cards import Answer
from tracker.spend.comparing.assumptions import inside_words
from tracker.spend.comparing.compare import Compared, compare
from tracker.spend.comparing.options import options, provider_key
from tracker.spend.comparing.real import Real, real_costs, real_words
from tracker.spend.comparing.usage import Usage, last_days
from tracker.spend.ledger import read_ledger
from tracker.spend.sums import cents
from tracker.spend.tariffs import NO_END, tariff
from tracker.wording import _

YEAR = 365


@dataclass(frozen=True, slots=True)
class Cheaper:
    """What the messages to one contact cost in the last `days`, and would have by each way, cheapest first.

    `cost` are dollars really spent, `fees` those among them; `unpriced` messages count as nothing in it.
    `best` is the cheapest way of which every price is known, `saving_a_year` what it saves in dollars and
    cents; None where it saves nothing. `as_of` is the day of the oldest price. `assumptions` are all that
    was taken for granted, in words. `kind_unknown`: neither the provider there is known nor the kind of
    place, which may tell it.
    """

    contact_id: int
    contact: str
    facility_id: int
    facility: str
    provider: str
    messages: int
    photos: int
    days: int
    cost: Decimal
    fees: Decimal
    unpriced: int
    options: tuple[Compared, ...]
    best: Compared | None
    saving_a_year: Decimal | None
    assumptions: tuple[str, ...]
    as_of: date | None
    kind_unknown: bool = False

    @property
    def per_message(self) -> Decimal | None:
        """What one message really cost."""
        return _rounded(Fraction(self.cost) / self.messages) if self.messages else None


def cheaper(
    there: There,
    answer: Answer,
    usage: Usage,
    real: Real,
    paid_fees: Mapping[str, Decimal] | None = None,
) -> Cheaper:
    """Compares what one contact's messages really cost with every way to pay at the contact's place.

    `paid_fees` are what the family's last purchases cost beside their price, by provider: who pays $3.00 with
    each load would pay it by another way there too.
    """
    rows = compare(answer, usage, usage.days, paid_fees)
    place = answer.place
    priced = [row for row in rows if row.cost is not None]
    best = next((row for row in priced if not row.unknown), None)
    saving = None if best is None or best.cost is None else a_year(real.cost, best.cost, usage.days)
    said = [
        *real_words(real, usage),
        _("Each other way is what must be bought for the same messages at {place} today.").format(
            place=there.facility
        ),
        _("A year counts as {year} days like these {days}.").format(year=YEAR, days=usage.days),
        *(words for row in rows for words in row.assumptions),
        inside_words(answer),
    ]
    return Cheaper(
        contact_id=there.contact_id,
        contact=there.contact,
        facility_id=there.facility_id,
        facility=there.facility,
        provider=there.provider,
        messages=usage.messages,
        photos=usage.photos,
        days=usage.days,
        cost=_rounded(real.cost),
        fees=_rounded(real.fees),
        unpriced=real.unpriced,
        options=rows,
        best=best,
        saving_a_year=saving if usage.messages else None,
        assumptions=tuple(dict.fromkeys(filter(None, said))),
        as_of=min((row.option.price.as_of for row in priced if row.option.price), default=None),
        kind_unknown=bool(place.state) and not (answer.providers or place.kind or place.agency),
    )


def a_year(real: Fraction, cost: Decimal, days: int) -> Decimal | None:
    """What a way saves in a year like these days, in cents, rounded once; None where that is nothing."""
    saved = cents((real - Fraction(cost)) * YEAR / days)
    return saved if saved > 0 else None


def read_cheaper(
    session: Session, answers: Mapping[int, Answer], zone: str, now: datetime
) -> tuple[Cheaper, ...]:
    """The comparison for each contact at a place of which there is an answer, the greatest saving first.

    Taken are the last 90 days, or those since the household's first message, 30 at least.
    """
    contacts = [there for there in queries.contacts_there(session) if there.facility_id in answers]
    if not contacts:
        return ()
    days, span = last_days(session, zone, now)
    ledger = read_ledger(session, zone, [span], by=("provider", "contact"))
    real = real_costs(ledger.cells, queries.received_costs(session, span.since, span.until))
    steps = steps_of(answers.values())
    fees = read_paid_fees(session)
    sizes = queries.sent_sizes(session, span.since, span.until, steps)
    found = [
        cheaper(
            there,
            answers[there.facility_id],
            Usage(tuple(sizes.get(there.contact_id, ())), days, "contact"),
            real.get(there.contact_id, Real()),
            fees,
        )
        for there in contacts
    ]
    return tuple(sorted(found, key=lambda one: -(one.saving_a_year or 0)))


def read_paid_fees(session: Session) -> dict[str, Decimal]:
    """What the newest purchase cost beside its price, by provider as `provider_key` names it."""
    return {provider_key(name): fee for name, fee in queries.newest_fees(session).items() if fee}


def steps_of(answers: Iterable[Answer]) -> list[Step]:
    """Where a longer text costs more at these places: lengths between two steps are one size."""
    prices = [option.price for answer in answers for option in options(answer) if option.price]
    tariffs = [tariff(price) for price in prices]
    return sorted({(one.block, one.next_block) for one in tariffs if one.block != NO_END})


def _rounded(amount: Fraction) -> Decimal:
    return from_units(round(amount * 10_000))
