"""What screens show of a contact, a facility and a provider: plain values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.messages.cards import MessageCard


@dataclass(frozen=True, slots=True)
class FacilityCard:
    """A facility; `zone_guessed` says its zone came from the state alone.

    `opens` None means the household's window; otherwise `closes` None is the end of the day. `agency` is who
    runs it, empty when not known; `former_names` are the names it had, the newest last.
    """

    id: int
    name: str
    state: str
    kind: str | None
    zone: str
    zone_guessed: bool
    opens: time | None = None
    closes: time | None = None
    agency: str = ""
    status: str | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProviderCard:
    """A messaging service, or postal mail (`kind` is `electronic` or `postal`)."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class StayCard:
    """A contact's stay; `to_day` None while it lasts, `ended_by` why it ended."""

    id: int
    facility: FacilityCard
    from_day: date
    to_day: date | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class ClosureCard:
    """Days on which a facility's clock stands still; `to_day` None until an end is known."""

    id: int
    facility_id: int
    from_day: date
    to_day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class FormerNumberCard:
    """A number a contact had at another agency, until a day."""

    agency: str
    id_number: str
    until_day: date


@dataclass(frozen=True, slots=True)
class LastNews:
    """The newest step known of a contact's messages."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReplyTime:
    """The median business time until an answer, over the newest `n` answers."""

    median: timedelta
    n: int


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The person inside, where they are, and how their messages stand."""

    id: int
    name: str
    id_number: str
    note: str
    agency: str
    provider: ProviderCard | None
    stay: StayCard | None
    waiting: int
    overdue: int
    reply_time: ReplyTime | None
    last_news: LastNews | None
    archived: bool


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """One contact: stays, closures of the present place, newest messages, numbers of other agencies."""

    card: ContactCard
    stays: tuple[StayCard, ...]
    closures: tuple[ClosureCard, ...]
    messages: tuple[MessageCard, ...]
    former_numbers: tuple[FormerNumberCard, ...] = ()
