"""What screens show of a move or a change of provider: before it, and after it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tracker.contacts.cards import FacilityCard
from tracker.contacts.moving.numbers import NumberBefore


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many messages to a contact wait for an answer through a provider."""

    provider: str
    messages: int


@dataclass(frozen=True, slots=True)
class Bought:
    """What was ever bought at a provider: `units` of `unit` for `amount` dollars, from `first` to `last`.

    `kind` is stamps, credit or subscription; credit has neither units nor unit.
    """

    provider: str
    kind: str
    unit: str | None
    units: int | None
    amount: Decimal
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What stays at the old place or provider when a contact moves on.

    `accounts` are the providers that nobody needs for this contact any more, `used_by` the others who are
    still written through them. `number` is the one of the former agency, empty when it is kept.
    """

    contact_id: int
    contact: str
    facility: str
    unanswered: tuple[Unanswered, ...] = ()
    bought: tuple[Bought, ...] = ()
    accounts: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    number: str = ""
    number_agency: str = ""

    @property
    def nothing(self) -> bool:
        """True when nothing stays behind."""
        return not (self.unanswered or self.bought or self.accounts or self.number)


@dataclass(frozen=True, slots=True)
class DueMove:
    """A waiting message's due time before and after; None while its clock stands still."""

    message_id: int
    was: datetime | None
    will: datetime | None


@dataclass(frozen=True, slots=True)
class TransferPreview:
    """What a move would change. `clock_shift` is how far the new place's clocks are ahead of the old one's.

    `facility.id` is 0 for a place that would be made. `number_needed` says that the number is another
    agency's; `number_offered` is the one this agency gave before. `due_moves` names every waiting message.
    """

    facility: FacilityCard
    old: FacilityCard | None
    clock_shift: timedelta
    closed: bool
    federal_holidays: bool
    agency: str
    old_agency: str
    same_agency: bool
    number_needed: bool
    number_offered: str
    due_moves: tuple[DueMove, ...]

    def connection_kept(self, provider: str, present: str) -> bool:
        """The same provider and agency keep what was done to get connected."""
        return self.same_agency and bool(provider) and provider.casefold() == present.casefold()


@dataclass(frozen=True, slots=True)
class StayBefore:
    """A stay as it was before a move ended it."""

    id: int
    to_day: date | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Transferred:
    """A move that was saved: what stays behind, and what takes it back."""

    contact_id: int
    contact: str
    facility: FacilityCard
    day: date
    stay_id: int
    left_behind: LeftBehind
    last_stay: StayBefore | None
    provider_id: int | None
    provider_before: int | None
    number: str
    number_before: NumberBefore | None


@dataclass(frozen=True, slots=True)
class ContractBefore:
    """What the family was told before, as it was kept."""

    id: int
    role: str
    to_day: date | None


@dataclass(frozen=True, slots=True)
class ProviderChanged:
    """A change of provider that was saved: whom it concerns, what stays behind, what takes it back.

    `contacts` are those whose provider it changed, with the one before; nobody for a day still to come.
    """

    provider: str
    provider_id: int
    from_day: date
    contract_id: int
    contacts: tuple[tuple[int, int | None], ...]
    left_behind: tuple[LeftBehind, ...]
    before: tuple[ContractBefore, ...]
