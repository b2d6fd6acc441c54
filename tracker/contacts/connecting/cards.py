"""What screens show of getting connected: plain values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.contacts.cards import ProviderCard
from tracker.contacts.connecting.rules import Progress, State
from tracker.directory.catalogue.model import Limit


@dataclass(frozen=True, slots=True)
class ConnectionCard:
    """How far one member (or, without one, the household) is with a contact at the provider used.

    `starts` is who must start: family, inside, either, or None when not known. `words` say the next step,
    `begin` how one begins with this provider. `elsewhere` tells that somebody else of the household is
    connected. `limits` are those of approved contacts. `facility_id` is where they are, or were last: `ended`
    then says how that stay ended.
    """

    contact_id: int
    member_id: int | None
    provider: ProviderCard | None
    starts: str | None
    way: tuple[str, ...]
    progress: Progress
    words: str
    begin: tuple[str, ...]
    elsewhere: bool
    limits: tuple[Limit, ...]
    list_note: str
    facility_id: int | None
    ended: str | None
    locator: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a contact waits for, in a few words that follow the name; `provider` is empty for none."""

    contact_id: int
    name: str
    words: str
    provider: str
    state: State


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as it was kept, so that one taken away can be put back."""

    contact_id: int
    provider_id: int
    member_id: int | None
    agency: str
    step: str
    day: date | None
    note: str
    entered_at: datetime
