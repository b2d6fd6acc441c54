"""What is wrong with the catalogue's facts, in sentences that name the row; empty when nothing is.

`python -m tracker.directory.catalogue.check` prints them and ends with 1 when there are any.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from storage.money import to_units
from tracker.clock import SystemClock
from tracker.directory.catalogue.facts import facts, stated_day
from tracker.directory.catalogue.keys import key, keyed
from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Limit,
    OtherName,
    Place,
    Provider,
    Rate,
)
from tracker.directory.catalogue.names import plain
from tracker.directory.catalogue.read import CatalogueError, catalogue
from tracker.directory.states import STATES

FEDERAL = ("us-bop", "us-ice")
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
STEPS = 4
# What a line of a scanning vendor's address may leave open.
_OPEN = re.compile(r"\{(name|id_number|facility)\}")


def problems(catalogue: Catalogue, today: date | None = None) -> list[str]:
    """Every fault, row after row. `today` is the day that no reading may lie after."""
    return [
        *_dates(catalogue, today),
        *_keys(catalogue),
        *_names(catalogue),
        *_references(catalogue),
        *_prices(catalogue),
        *_steps(catalogue),
        *_agencies(catalogue),
        *_mail(catalogue),
        *_contracts(catalogue),
        *_limits(catalogue),
    ]


def _dates(catalogue: Catalogue, today: date | None) -> Iterator[str]:
    for name, _words, fact in facts(catalogue):
        if not fact.source.strip():
            yield f"{name} has no source."
        if today is not None and fact.as_of > today:
            yield f"{name} was read on {fact.as_of}, which is still to come."
        dated = stated_day(fact.source_date)
        if dated is not None and dated > fact.as_of:
            yield f"{name} has a source of {fact.source_date}, after it was read."
    dated_rows: Iterable[Contract | Rate] = (*catalogue.contracts, *catalogue.rates)
    for row in dated_rows:
        if row.from_day and row.to_day and row.to_day < row.from_day:
            yield f"{key(row)} ends before it begins."


def _keys(catalogue: Catalogue) -> Iterator[str]:
    for name, times in Counter(name for name, _row in keyed(catalogue)).items():
        if times > 1:
            yield f"{name} is there {times} times."


def _names(catalogue: Catalogue) -> Iterator[str]:
    """One name leads to one row: a provider, an agency, a place of a state."""
    for rows in (
        [(key(row), (row.slug, row.name, *row.other_names)) for row in catalogue.providers],
        [(key(row), (row.code, row.name, *row.other_names)) for row in catalogue.agencies],
        [(key(row), [f"{name} {row.state}" for name in (row.name, *row.names)]) for row in catalogue.places],
    ):
        owners: dict[str, str] = {}
        for owner, names in rows:
            for name in names:
                first = owners.setdefault(plain(name), owner)
                if first != owner:
                    yield f"{first} and {owner} are both called {name}."


def _references(catalogue: Catalogue) -> Iterator[str]:
    providers = {row.slug for row in catalogue.providers}
    agencies = {row.code for row in catalogue.agencies}
    places = agencies | {row.key for row in catalogue.places}
    for row in catalogue.providers:
        if row.account and row.account not in providers:
            yield f"{key(row)} names the account of {row.account}, which is no provider."
    for place in catalogue.places:
        if place.agency and place.agency not in agencies:
            yield f"{key(place)} names the agency {place.agency}, which is not there."
    named: Iterable[Contract | Rate | Limit] = (*catalogue.contracts, *catalogue.rates, *catalogue.limits)
    for fact in named:
        if fact.provider not in providers and not (isinstance(fact, Limit) and not fact.provider):
            yield f"{key(fact)} names the provider {fact.provider}, which is not there."
        if fact.place not in places and (fact.place or isinstance(fact, Contract)):
            yield f"{key(fact)} names the place {fact.place}, which is not there."
    located: Iterable[Place | OtherName] = (*catalogue.places, *catalogue.other_names)
    for known in located:
        if known.state not in STATES:
            yield f"{key(known)} names the state {known.state}, which is none."


def _prices(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.rates:
        amounts = [row.amount, row.fee, row.minimum, row.tax_percent]
        amounts += [amount for pack in row.packs for amount in (pack.price, pack.fee)]
        amounts += [extra.amount for extra in row.extras if extra.amount is not None]
        yield from (f"{key(row)}: {fault}." for amount in amounts if (fault := _amount_fault(amount)))
        if (row.unit == "free") != (row.amount == 0):
            yield f"{key(row)} costs {row.amount}: only what is free costs nothing."
        sizes = [pack.units for pack in row.packs]
        costs = [pack.price for pack in row.packs]
        if sizes != sorted(set(sizes)) or costs != sorted(costs) or any(size < 1 for size in sizes):
            yield f"{key(row)} has packs that do not ascend in units and price."
        if not row.single and not row.packs:
            yield f"{key(row)} is sold in packs only, and none is named."
        if any((extra.units is None) == (extra.amount is None) for extra in row.extras):
            yield f"{key(row)} has an extra that costs neither units nor dollars, or both."
        if row.characters is not None and row.characters < 1:
            yield f"{key(row)} has no characters in a unit."
        if min(row.units, row.messages) < 1 or (
            row.units != row.messages and row.unit not in ("stamp", "message")
        ):
            yield f"{key(row)} cannot say that {row.units} of its unit carry {row.messages} messages."
        if any(extra.characters is not None and extra.characters < 1 for extra in row.extras):
            yield f"{key(row)} has an extra for no characters."


def _amount_fault(amount: Decimal) -> str:
    try:
        units = to_units(amount)
    except ValueError as error:
        return str(error)
    return f"{amount} is negative" if units < 0 else ""


def _steps(catalogue: Catalogue) -> Iterator[str]:
    for provider in catalogue.providers:
        if provider.loggable and len(provider.steps) != STEPS:
            yield f"{key(provider)} has {len(provider.steps)} steps to begin, not {STEPS}."
    for agency in catalogue.agencies:
        if agency.steps and len(agency.steps) != STEPS:
            yield f"{key(agency)} has {len(agency.steps)} steps to begin, not {STEPS} or none."
    guided: Iterable[Provider | Agency] = (*catalogue.providers, *catalogue.agencies)
    for row in guided:
        if any(not step.strip() for step in row.steps):
            yield f"{key(row)} has a step without words."


def _agencies(catalogue: Catalogue) -> Iterator[str]:
    due = {*FEDERAL, *(state.lower() for state in STATES if state not in TERRITORIES)}
    there = {row.code for row in catalogue.agencies}
    yield from (f"agency:{code} is missing." for code in sorted(due - there))
    yield from (f"agency:{code} is none of the agencies." for code in sorted(there - due))
    served = {row.place for row in catalogue.contracts if row.service == "messages" and row.role == "current"}
    for row in catalogue.agencies:
        if row.state != ("US" if row.code in FEDERAL else row.code.upper()):
            yield f"{key(row)} names the state {row.state}."
        if row.code not in served and row.searched is None:
            yield f"{key(row)} has neither a message provider nor the day on which one was looked for."
        if row.code in served and row.searched is not None:
            yield f"{key(row)} has a message provider, and yet none was found."
        yield from _number_faults(row)


def _number_faults(row: Agency) -> Iterator[str]:
    if not row.id_pattern:
        return
    try:
        fits = re.fullmatch(row.id_pattern, row.id_example)
    except re.error as error:
        yield f"{key(row)} has a pattern that is none: {error}."
        return
    if not fits:
        yield f"{key(row)} has a number, {row.id_example or 'none'}, that its own pattern does not fit."


def _mail(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.agencies:
        if row.mail is None:
            continue
        if row.mail.lines and row.mail.kind != "scanned":
            yield f"{key(row)} gives an address for mail that is not scanned elsewhere."
        if any(set("{}") & set(_OPEN.sub("", line)) for line in row.mail.lines):
            yield f"{key(row)} has a line of address with an unknown part in braces."


def _contracts(catalogue: Catalogue) -> Iterator[str]:
    silent = {row.slug for row in catalogue.providers if not row.loggable}
    carried: Iterable[Contract | Rate] = (*catalogue.contracts, *catalogue.rates)
    for row in carried:
        if row.service == "messages" and row.provider in silent:
            yield f"{key(row)}: {row.provider} is a company and carries no messages itself."
    current = {(row.place, row.service) for row in catalogue.contracts if row.role == "current"}
    for brand in (row for row in catalogue.contracts if row.role == "brand"):
        if (brand.place, brand.service) not in current:
            yield f"{key(brand)} is another name of a current provider, and there is none."


def _limits(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.limits:
        if not row.place and not row.provider:
            yield f"{key(row)} is a limit of nothing."
        if row.of == "contacts" and not row.place:
            yield f"{key(row)} is a limit of contacts, which belongs to a place."
        if row.most < 0:
            yield f"{key(row)} is below zero."


def main() -> int:
    """Checks the catalogue that comes with Kitelog."""
    try:
        # A day ahead: the reader's day may begin before the machine's.
        found = problems(catalogue(), SystemClock().now().date() + timedelta(days=1))
    except CatalogueError as error:
        found = [str(error)]
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
