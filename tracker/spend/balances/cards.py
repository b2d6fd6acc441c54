"""What screens show of an account: what is left, how long that lasts, and what needs attention."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from sqlmodel import Session

from tracker.spend.balances.accounts import Account, Number, as_shown
from tracker.spend.balances.around import Around, read_around
from tracker.spend.balances.course import Course, MonthLeft
from tracker.spend.balances.courses import Laid, courses, lay_out
from tracker.spend.balances.guesses import guessed
from tracker.spend.days import day_start, local_day, months_later
from tracker.spend.sums import cents

MONTHS_SHOWN = 12
PACE_MONTHS = 3
SHORT_DAYS, SOON_DAYS = 7, 14
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expiring:
    """How much is good through a day, and no longer."""

    day: date
    number: Number


@dataclass(frozen=True, slots=True)
class Holder:
    """A member who has an account at the same provider."""

    member_id: int
    name: str


@dataclass(frozen=True, slots=True)
class BalanceCard:
    """One account; `left` and the like are whole stamps or messages, or dollars.

    `member` is None for the household's account, `value` what was paid for what is left, in cents. `pace` is
    how much messages used a day in this month and the two before, `days_left` how long what is left lasts at
    it, None where that cannot be told. `soon` says that something expires within two weeks. `guessed` of the
    newest messages count as one each, because nobody said how many. `only_said` says that nothing was ever
    bought there, so that only messages count that say they are from balance. `stranded` says that something
    is left at a provider through which nobody is written to any more. `others` have an account there too,
    `said` is how many things the family said of this one. `months` are the last twelve.
    """

    account: Account
    provider: str
    member: str | None
    shared: bool
    left: Number
    value: Decimal
    pace: Decimal
    days_left: int | None
    expires_next: Expiring | None
    soon: bool
    guessed: int
    only_said: bool
    in_use: bool
    stranded: bool
    others: tuple[Holder, ...]
    said: int
    months: tuple[MonthLeft, ...]

    @property
    def shown(self) -> Number:
        """What is left as screens show it: parts of a cent are neither left nor missing."""
        return as_shown(self.left)

    @property
    def missing(self) -> bool:
        """More was used than was bought: a purchase is missing."""
        return self.shown < 0

    @property
    def short(self) -> bool:
        """What is left lasts for fewer than about seven days."""
        return self.in_use and self.days_left is not None and self.days_left < SHORT_DAYS

    @property
    def urgency(self) -> int:
        """The lowest is what to look at first."""
        needs = (self.missing, self.soon, self.short, self.stranded, self.in_use, bool(self.shown), True)
        return needs.index(True)


@dataclass(frozen=True, slots=True)
class BalanceWarning:
    """What a family should know of an account before it hurts: `missing`, `expires` or `short`."""

    kind: str
    card: BalanceCard


def read_cards(session: Session, zone: str, now: datetime) -> tuple[BalanceCard, ...]:
    """Every account there is, or would have to be; what needs attention first."""
    first = months_later(local_day(now, zone).replace(day=1), 1 - PACE_MONTHS)
    since = day_start(first, zone)
    around = read_around(session, f"{first:%Y-%m}")
    cards = [
        _card(around, laid, account, course, found.get(account, 0), (zone, since, now))
        for laid in lay_out(session, zone, now, since=since).values()
        for found in [guessed(session, zone, laid)]
        for account, course in courses(session, zone, now, laid)
    ]
    return tuple(sorted(cards, key=lambda card: (card.urgency, _name(card))))


def _name(card: BalanceCard) -> tuple[str, int, str, str]:
    return card.provider.casefold(), card.account.provider_id, card.member or "", card.account.unit


def _holder(one: Holder) -> tuple[str, int]:
    return one.name.casefold(), one.member_id


def _card(
    around: Around,
    laid: Laid,
    account: Account,
    course: Course,
    guesses: int,
    times: tuple[str, datetime, datetime],
) -> BalanceCard:
    zone, since, now = times
    pace = _pace(laid, account, since, now)
    expires = _expires_next(course)
    provider_id, member_id = account.provider_id, account.member_id
    in_use = around.is_used(provider_id)
    holders = {one.member_id for one in laid.routes.firsts} - {member_id, None}
    return BalanceCard(
        account=account,
        provider=around.providers[provider_id].name,
        member=None if member_id is None else around.members[member_id],
        shared=member_id is not None and laid.routes.shared == member_id,
        left=course.left,
        value=cents(course.worth),
        pace=cents(pace),
        days_left=floor(Fraction(course.left) / pace) if pace and course.left >= 0 else None,
        expires_next=expires,
        soon=expires is not None and expires.day - local_day(now, zone) <= SOON_DAYS * DAY,
        guessed=guesses,
        only_said=laid.only_said,
        in_use=in_use,
        stranded=as_shown(course.left) > 0 and around.is_left_behind(provider_id),
        others=tuple(
            sorted((Holder(one, around.members[one]) for one in holders if one is not None), key=_holder)
        ),
        said=sum(
            (entry.member_id, entry.unit) == (member_id, account.unit) for entry in laid.records.entries
        ),
        months=course.months[-MONTHS_SHOWN:],
    )


def _pace(laid: Laid, account: Account, since: datetime, now: datetime) -> Fraction:
    """Units used a day, from an instant on, or from the account's first entry where that is later."""
    sheet = laid.sheets[account]
    first = max(since, sheet.first or since)
    used = sum(
        (number for piece, number in sheet.used.items() if laid.pieces[piece].window.since >= first), 0
    )
    return Fraction(used) / Fraction(max(now - first, DAY) / DAY)


def _expires_next(course: Course) -> Expiring | None:
    days: dict[date, Number] = {}
    for day, number in course.expiring:
        days[day] = days.get(day, 0) + number
    # Nobody can use parts of a cent before they expire.
    return next((Expiring(day, number) for day, number in days.items() if as_shown(number)), None)


def warnings_of(cards: tuple[BalanceCard, ...]) -> tuple[BalanceWarning, ...]:
    """What is below zero, expires within two weeks, or lasts for fewer than about seven days."""
    return tuple(
        BalanceWarning(kind, card)
        for card in cards
        for kind, holds in (("missing", card.missing), ("expires", card.soon), ("short", card.short))
        if holds
    )
