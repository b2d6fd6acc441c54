"""What a newer catalogue changes, in words that a family reads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker.directory.catalogue.keys import canonical, keyed
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.words import Names, Row, contract_words, name_of, price_words, row_words
from tracker.wording import _, listed


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """A row that is new, changed or gone. `before` and `after` are its text, empty where there is none."""

    key: str
    label: str
    kind: Literal["new", "changed", "gone"]
    before: str = ""
    after: str = ""


def snapshot(catalogue: Catalogue) -> dict[str, str]:
    """Each row of the catalogue as text by its key: what is kept to compare a newer one with."""
    return {key: canonical(row) for key, row in keyed(catalogue)}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[CatalogueChange]:
    """What two snapshots differ in, in the order of the newer one; what is gone comes last."""
    names = _names(before) | _names(after)
    found = []
    for key, text in after.items():
        if key not in before:
            words = row_words(key, json.loads(text), names)
            found.append(CatalogueChange(key, words, "new", after=text))
        elif (was := before[key]) != text:
            words = _changed(key, json.loads(was), json.loads(text), names)
            found.append(CatalogueChange(key, words, "changed", was, text))
    for key, text in before.items():
        if key not in after:
            found.append(CatalogueChange(key, _gone(key, json.loads(text), names), "gone", text))
    return found


def _names(rows: Mapping[str, str]) -> dict[str, str]:
    named = ("provider:", "agency:", "place:")
    return {key: name_of(key, json.loads(text)) for key, text in rows.items() if key.startswith(named)}


def _changed(key: str, was: Row, now: Row, names: Names) -> str:
    words = row_words(key, now, names)
    kind = key.partition(":")[0]
    differing = sorted(field for field in was.keys() | now.keys() if was.get(field) != now.get(field))
    if differing == ["fact"]:
        return _("{row}: the source was read again").format(row=words)
    if kind == "contract" and "role" in differing:
        return words if now.get("role") else _("{row} now").format(row=contract_words(now, names))
    if kind == "rate" and "amount" in differing:
        return _("{row}, before {price}").format(
            row=words, price=price_words(Decimal(was["amount"]), was["unit"])
        )
    if kind == "limit" and "most" in differing:
        return _("{row}, before {most:,}").format(row=words, most=was["most"])
    told = dict.fromkeys(_field_words(field) for field in differing if field != "fact")
    return _("{row}: {fields} changed").format(row=words, fields=listed(list(told)))


def _gone(key: str, row: Row, names: Names) -> str:
    if key.startswith("contract:") and row.get("role") != "ended":
        return contract_words({**row, "role": "ended"}, names)
    return _("{row}: no longer listed").format(row=row_words(key, row, names))


def _field_words(field: str) -> str:
    return {
        "steps": _("how to begin"),
        "starts": _("who must start"),
        "mail": _("the mail address"),
        "note": _("the note"),
        "website": _("the website"),
        "locator": _("where to find a person"),
        "list_note": _("the list of contacts"),
        "searched": _("the day of the last search"),
        "name": _("the name"),
        "other_names": _("the other names"),
        "names": _("the other names"),
        "from_day": _("the days"),
        "to_day": _("the days"),
        "packs": _("the packs"),
        "extras": _("the price of extras"),
        "fee": _("the fee"),
        "tax_percent": _("the tax"),
        "characters": _("the characters in one unit"),
    }.get(field, _("details"))
