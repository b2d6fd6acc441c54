"""What the catalogue can say: providers, agencies, contracts, rates, limits, mail rules and other names.

Every row is a fact with its source. What is not known is empty, which a screen shows as "not known: ask the
facility". A `place` is an agency's code ("ny") or the key of a facility of the catalogue
("cook-county-jail").
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import ConfigDict

Confidence = Literal["high", "medium", "low"]
Starts = Literal["family", "inside", "either"]
Service = Literal["messages", "phone", "video", "money", "mail"]
Role = Literal["current", "replacing", "ended", "brand"]
Unit = Literal["message", "stamp", "character", "minute", "page", "week", "month", "free"]
Covers = Literal["text", "photo", "video message", "prepaid reply", "card", "extra characters"]
LimitOf = Literal[
    "characters", "photos", "cards", "photo megabytes", "video seconds", "contacts", "stored messages"
]
MailKind = Literal["facility", "scanned", "ask"]

# Read from files: a name that is not here is a mistake in the file, never ignored.
STRICT: Any = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a statement comes from.

    `source` is an address or the title of what was read, several parted by " ; ". `as_of` is the day it
    was read, `source_date` the date it bears itself in its own words ("2024-05", "about 2021"), empty when
    undated. `confidence` is high for an agency's or provider's own page, low for a hint.
    """

    __pydantic_config__ = STRICT

    source: str
    as_of: date
    source_date: str = ""
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True)
class Provider:
    """A messaging service, or postal mail, or a vendor that is none (`loggable` False).

    `account` is the slug whose account one login opens (JPay and Securus differ, the two CorrLinks do not).
    `starts` is who must begin, empty when it differs or is not known. `steps` say how a family begins, four
    sentences in their order, the first thing to do first.
    """

    __pydantic_config__ = STRICT

    slug: str
    name: str
    fact: Fact
    kind: Literal["electronic", "postal"] = "electronic"
    loggable: bool = True
    operator: str = ""
    website: str = ""
    account: str = ""
    other_names: tuple[str, ...] = ()
    starts: Starts | None = None
    steps: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """Where letters go: to the facility itself, to a scanning vendor's `address`, or ask.

    `lines` of a scanned address may hold {name}, {id_number} and {facility}.
    """

    __pydantic_config__ = STRICT

    kind: MailKind
    fact: Fact
    lines: tuple[str, ...] = ()
    vendor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """Who runs facilities. `code` is `us-bop`, `us-ice` or a state's two letters in small ones.

    `starts` beats the provider's where the agency says so. `id_pattern` is a regular expression that numbers
    seen here match: one that does not only warns. `list_note` tells of approved lists and when they change.
    `locator` is where the agency finds a person. `searched` is the day on which a message provider was
    looked for and not found.
    """

    __pydantic_config__ = STRICT

    code: str
    name: str
    state: str
    fact: Fact
    other_names: tuple[str, ...] = ()
    website: str = ""
    locator: str = ""
    starts: Starts | None = None
    id_name: str = ""
    id_pattern: str = ""
    id_example: str = ""
    list_note: str = ""
    steps: tuple[str, ...] = ()
    searched: date | None = None
    note: str = ""
    mail: Mail | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A facility with facts of its own: a jail with its own vendor, or one whose contract differs.

    It is the facility of this `state` whose name, normalised, is one of `names`.
    """

    __pydantic_config__ = STRICT

    key: str
    name: str
    state: str
    fact: Fact
    names: tuple[str, ...] = ()
    county: str = ""
    agency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """A provider serves a place. `brand` is another name of the current one's account, equally right.

    `from_day` and `to_day` (included) are empty when not known.
    """

    __pydantic_config__ = STRICT

    place: str
    provider: str
    fact: Fact
    service: Service = "messages"
    role: Role = "current"
    from_day: date | None = None
    to_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Units (stamps, credits, minutes) sold together at a price in dollars, fee apart."""

    __pydantic_config__ = STRICT

    units: int
    price: Decimal
    fee: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Extra:
    """What something beside the text costs: `units` of the rate's unit, or `amount` dollars, each.

    For "extra characters" each is a further block of `characters`; empty: as many as fit in the first.
    `source` and `as_of` are empty where they are those of the rate.
    """

    __pydantic_config__ = STRICT

    covers: Covers
    units: int | None = None
    amount: Decimal | None = None
    characters: int | None = None
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A price at a place (empty: seen elsewhere, a hint only). Dollars with at most four decimals.

    `amount` is the price of one `unit`; `packs` are the ways it is sold, empty when singly or not known.
    So many `units` (stamps, messages) carry so many `messages`: one carries one unless told otherwise.
    `characters` fit in a message, each further `characters` take as much again. `payer` is who pays it. A
    month's or week's price is a subscription; `fee` falls due with each purchase, `minimum` is the least load
    and `tax_percent` comes on top. `single` False means it is sold in packs only.
    """

    __pydantic_config__ = STRICT

    place: str
    provider: str
    unit: Unit
    amount: Decimal
    fact: Fact
    service: Service = "messages"
    covers: Covers = "text"
    payer: Literal["family", "inside"] = "family"
    single: bool = True
    units: int = 1
    messages: int = 1
    characters: int | None = None
    packs: tuple[Pack, ...] = ()
    extras: tuple[Extra, ...] = ()
    fee: Decimal = Decimal(0)
    minimum: Decimal = Decimal(0)
    tax_percent: Decimal = Decimal(0)
    from_day: date | None = None
    to_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most of something: characters or photos of a message, or contacts of the person inside.

    `provider` or `place` or both; empty means any. A limit of contacts belongs to a place, and the list
    inside also holds people whom Kitelog does not know.
    """

    __pydantic_config__ = STRICT

    of: LimitOf
    most: int
    fact: Fact
    provider: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name people use for a facility: an old one, a campus, the island. `state` has two letters."""

    __pydantic_config__ = STRICT

    alias: str
    name: str
    state: str
    fact: Fact
    county: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue; its parts are in the order of the files."""

    version: str
    providers: tuple[Provider, ...] = ()
    agencies: tuple[Agency, ...] = ()
    places: tuple[Place, ...] = ()
    contracts: tuple[Contract, ...] = ()
    rates: tuple[Rate, ...] = ()
    limits: tuple[Limit, ...] = ()
    other_names: tuple[OtherName, ...] = ()
