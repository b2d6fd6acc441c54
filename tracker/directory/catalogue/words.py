"""Rows of the catalogue in the words of a family; a row is what `keys.canonical` makes of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tracker.directory.states import STATES
from tracker.wording import _

# Names of providers, agencies and places by the key of their row.
Names = Mapping[str, str]
Row = Mapping[str, Any]


def name_of(key: str, row: Row) -> str:
    """What a provider, agency or place is called; a state's agency by the state."""
    kind = key.partition(":")[0]
    if kind == "agency" and row.get("state") in STATES:
        return STATES[row["state"]].name
    name = str(row["name"])
    return f"{name}, {row['state']}" if kind == "place" else name


def row_words(key: str, row: Row, names: Names) -> str:
    """What a row is about: `New Jersey: messages with JPay`."""
    kind = key.partition(":")[0]
    if kind in ("provider", "agency", "place"):
        return names.get(key) or name_of(key, row)
    if kind == "contract":
        return contract_words(row, names)
    if kind == "rate":
        return rate_words(row, names)
    if kind == "limit":
        return limit_words(row, names)
    return _("{alias}: another name of {name}").format(alias=row["alias"], name=row["name"])


def contract_words(row: Row, names: Names) -> str:
    """Who serves a place, and whether that is still so."""
    sentence = {
        "replacing": _("{place}: {service} with {provider} to come"),
        "ended": _("{place}: {service} with {provider} ended"),
        "brand": _("{place}: {service} also under the name {provider}"),
    }.get(row.get("role", "current"), _("{place}: {service} with {provider}"))
    return sentence.format(
        place=place_words(row, names),
        service=service_words(row.get("service", "messages")),
        provider=provider_words(row, names),
    )


def rate_words(row: Row, names: Names) -> str:
    """`New York: $0.15 a stamp at JPay`."""
    price = price_words(Decimal(row["amount"]), row["unit"])
    if row.get("payer") == "inside":
        price = _("{price} for the person inside").format(price=price)
    if row.get("service", "messages") != "messages":
        price = f"{price} ({service_words(row['service'])})"
    return _("{place}: {price} at {provider}").format(
        place=place_words(row, names), price=price, provider=provider_words(row, names)
    )


def limit_words(row: Row, names: Names) -> str:
    """`Georgia: at most 12 contacts`."""
    things = {
        "characters": _("characters"),
        "photos": _("photos"),
        "cards": _("cards"),
        "photo megabytes": _("megabytes a photo"),
        "video seconds": _("seconds of video"),
        "contacts": _("contacts"),
        "stored messages": _("messages kept"),
    }
    wheres = [place_words(row, names)] if row.get("place") else []
    wheres += [provider_words(row, names)] if row.get("provider") else []
    return _("{where}: at most {most:,} {things}").format(
        where=", ".join(wheres), most=row["most"], things=things.get(row["of"], row["of"])
    )


def price_words(amount: Decimal, unit: str) -> str:
    """`$0.0025 a character`: with all its decimals, two at least."""
    if unit == "free":
        return _("free")
    cents = amount.quantize(Decimal("0.01"))
    price = f"${cents}" if amount == cents else f"${amount.normalize():f}"
    sentence = {
        "message": _("{price} a message"),
        "stamp": _("{price} a stamp"),
        "character": _("{price} a character"),
        "minute": _("{price} a minute"),
        "page": _("{price} a page"),
        "week": _("{price} a week"),
        "month": _("{price} a month"),
    }[unit]
    return sentence.format(price=price)


def service_words(service: str) -> str:
    """A service as a family calls it."""
    return {
        "messages": _("messages"),
        "phone": _("phone calls"),
        "video": _("video visits"),
        "money": _("deposits"),
        "mail": _("paper mail"),
    }[service]


def place_words(row: Row, names: Names) -> str:
    """The place a row is about; a price without one was seen elsewhere."""
    code = row.get("place", "")
    if not code:
        return _("Elsewhere")
    return names.get(f"agency:{code}") or names.get(f"place:{code}") or code


def provider_words(row: Row, names: Names) -> str:
    """The name of a row's provider."""
    return names.get(f"provider:{row['provider']}") or str(row["provider"])
