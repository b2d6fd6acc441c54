"""What the directory answers: plain values, no rows."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.directory.catalogue.model import Extra, Limit, Mail, Pack, Rate


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a facility, from the list, from the family, or from its name alone.

    `id` is empty for a place that is not stored. `agency` is a code of the catalogue, `county:IL:Cook`, or
    the family's own words, empty when not known. `kind` is federal, state, county, local, multi or None.
    """

    name: str
    state: str = ""
    id: int | None = None
    city: str = ""
    county: str = ""
    kind: str | None = None
    status: str | None = None
    juvenile: bool = False
    zone: str = ""
    zone_guessed: bool = True
    agency: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    website: str = ""
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldContract:
    """What the family was told: this provider serves the place or the agency (days included)."""

    id: int
    facility_id: int | None
    agency: str | None
    provider: str
    slug: str | None
    service: str
    role: str
    from_day: date | None
    to_day: date | None
    source: str
    as_of: date
    note: str


@dataclass(frozen=True, slots=True)
class ToldRate:
    """A price the family was told, in dollars for one `unit`."""

    id: int
    facility_id: int | None
    agency: str | None
    provider: str
    slug: str | None
    covers: str
    unit: str
    amount: Decimal
    characters: int | None
    from_day: date | None
    to_day: date | None
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Price:
    """What one text message costs the family, in dollars for one `unit`; `packs` are how it is sold.

    `payer` is `inside` where the person inside pays. `rate` is the catalogue's row, empty for a told price,
    whose key is `told_id`.
    """

    amount: Decimal
    unit: str
    source: str
    as_of: date
    source_date: str
    confidence: str
    payer: str = "family"
    characters: int | None = None
    packs: tuple[Pack, ...] = ()
    extras: tuple[Extra, ...] = ()
    rate: Rate | None = None
    told_id: int | None = None

    @property
    def told(self) -> bool:
        """Whether the family was told it."""
        return self.told_id is not None


@dataclass(frozen=True, slots=True)
class ServedBy:
    """A provider that serves a place, with the price there; `told` when the family said so.

    `slug` is empty for a provider the catalogue lacks. `account` is the slug whose login it uses. `prices`
    are all prices of a text there, `price` the plainest the family pays; `seen` are prices seen elsewhere.
    """

    name: str
    slug: str | None
    service: str
    role: str
    source: str
    as_of: date
    source_date: str
    confidence: str
    told: bool = False
    account: str = ""
    price: Price | None = None
    prices: tuple[Price, ...] = ()
    seen: tuple[Price, ...] = ()
    starts: str | None = None
    note: str = ""
    website: str = ""
    from_day: date | None = None
    to_day: date | None = None

    def with_prices(self, prices: tuple[Price, ...], seen: tuple[Price, ...]) -> "ServedBy":
        """The same provider with its prices, the plainest first."""
        family = next((price for price in prices if price.payer == "family"), None)
        return replace(self, price=family, prices=prices, seen=seen)


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """Where a letter goes: `lines` of the address, empty when the facility must be asked."""

    lines: tuple[str, ...]
    ask: bool
    fact: Mail | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Which provider serves a place, what it costs, who must start, and what to do first.

    `providers` are those of messages, current ones first; empty with "message provider" among `unknown`
    when nobody is known. `others` serve phone, video, money and mail. `source`, `as_of` and `confidence`
    are those of who runs it. `must_be_invited` is None when not known. `also` are other names people use.
    """

    place: PlaceFacts
    agency: str
    agency_name: str
    providers: tuple[ServedBy, ...]
    others: tuple[ServedBy, ...]
    must_be_invited: bool | None
    steps: tuple[str, ...]
    limits: tuple[Limit, ...]
    unknown: tuple[str, ...]
    mail: MailAnswer
    source: str
    as_of: date | None
    confidence: str
    note: str = ""
    list_note: str = ""
    locator: str = ""
    id_name: str = ""
    id_example: str = ""
    id_pattern: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search: a stored facility or an agency, with its answer; best first."""

    kind: str
    answer: Answer
    score: float
    matched: str = ""
