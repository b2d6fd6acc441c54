"""What a family enters about a contact and the place where they are."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.checks import kept_name, kept_text
from tracker.directory.states import STATES
from tracker.errors import InvalidInputError
from tracker.wording import _

KINDS = ("federal", "state", "county", "local", "multi")
MOST_ID = 100


@dataclass(frozen=True, slots=True)
class FacilityEntry:
    """A facility as typed: its name, a state's two letters, and what else is known (kind, IANA zone).

    `id` is a stored facility, exactly that one, whatever else is said here.
    """

    name: str
    state: str = ""
    kind: str | None = None
    zone: str | None = None
    id: int | None = None

    def checked(self) -> "FacilityEntry":
        """The same entry, known to be possible. Raises InvalidInputError naming the field."""
        if self.id is None:
            kept_name(self.name, "facility")
        if self.state and self.state not in STATES:
            raise InvalidInputError(_("Choose the state from the list."), field="state")
        if self.kind is not None and self.kind not in KINDS:
            raise InvalidInputError(_("Choose the kind of facility from the list."), field="kind")
        if self.zone is not None:
            checked_zone(self.zone)
        return self


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A contact as typed. `facility` is where they are since `since` (None: today); `provider` a name."""

    name: str
    id_number: str = ""
    facility: FacilityEntry | None = None
    provider: str = ""
    since: date | None = None
    note: str = ""

    def checked(self) -> "ContactEntry":
        """The same entry, known to be possible. Raises InvalidInputError naming the field."""
        kept_name(self.name, "name")
        kept_text(self.id_number, "id_number", MOST_ID)
        kept_text(self.note, "note")
        if self.facility is not None:
            self.facility.checked()
        if self.provider:
            kept_name(self.provider, "provider")
        return self


def checked_zone(zone: str) -> str:
    """A zone that exists. Raises InvalidInputError otherwise."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(_("Choose the time zone from the list."), field="zone") from error
    return zone
