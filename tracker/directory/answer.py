"""The answer of the directory: pure, from the catalogue, what the family was told, and a place.

What the family was told of a place beats what the catalogue says of it, and a facility's own facts beat its
agency's. Unknown stays unknown: no vendor of phones, or of another kind of place, is taken to carry messages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.directory.cards import Answer, PlaceFacts, ServedBy
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Agency, Catalogue, Limit, Place, Service
from tracker.directory.how_to_begin import steps_to_begin
from tracker.directory.levels import Level, levels_of
from tracker.directory.mail import mail_answer
from tracker.directory.running import BUREAU, agency_words, who_runs
from tracker.directory.said.told import Told
from tracker.directory.serving import served_by

OTHER_SERVICES: tuple[Service, ...] = ("phone", "video", "money", "mail")

# What `Answer.unknown` may name; scripts read these words.
NO_PROVIDER = "message provider"
WHICH_PROVIDER = "which of these providers"
NO_PRICE = "price of a message"
WHO_STARTS = "who must start"


def answer(catalogue: Catalogue, place: PlaceFacts, told: Told, day: date) -> Answer:
    """Which provider serves a place on a day, what it costs, who must start, and what to do first."""
    own = lookup.place_for(catalogue, place.name, place.state)
    code = _code(catalogue, place)
    agency = lookup.agency(catalogue, code)
    levels = levels_of(place, own, code)
    providers = served_by(catalogue, levels_of_messages(catalogue, place), told, day, "messages")
    invited = _must_be_invited(agency, providers)
    facts = [row for row in (own, agency) if row is not None]
    fact = facts[0].fact if facts else None
    return Answer(
        place=replace(place, agency=code),
        agency=code,
        agency_name=agency_words(code, catalogue),
        providers=providers,
        others=tuple(
            row for service in OTHER_SERVICES for row in served_by(catalogue, levels, told, day, service)
        ),
        must_be_invited=invited,
        steps=steps_to_begin(catalogue, agency, providers, invited=invited),
        limits=_limits(catalogue, providers, own, agency),
        unknown=tuple(_unknown(providers, invited=invited)),
        mail=mail_answer(place, agency),
        source=fact.source if fact else "",
        as_of=fact.as_of if fact else None,
        confidence=fact.confidence if fact else "low",
        note=" ".join(row.note for row in facts if row.note),
        list_note=agency.list_note if agency else "",
        locator=agency.locator if agency else "",
        id_name=agency.id_name if agency else "",
        id_example=agency.id_example if agency else "",
        id_pattern=agency.id_pattern if agency else "",
        also=tuple(row.alias for row in lookup.other_names_of(catalogue, place.name, place.state)),
    )


def levels_of_messages(catalogue: Catalogue, place: PlaceFacts) -> tuple[Level, ...]:
    """The places whose facts on messages hold at a place, the closest first."""
    code = _code(catalogue, place)
    if code == BUREAU:
        # The Bureau's prisons all use one provider, whatever somebody was told of one of them.
        return (Level(None, BUREAU),)
    return levels_of(place, lookup.place_for(catalogue, place.name, place.state), code)


def _code(catalogue: Catalogue, place: PlaceFacts) -> str:
    """Who runs a place, as far as it is known."""
    return place.agency or who_runs(
        catalogue, place.name, place.state, place.kind, juvenile=place.juvenile, county=place.county
    )


def answer_for_agency(catalogue: Catalogue, code: str, told: Told, day: date) -> Answer:
    """The answer for any facility of an agency, or for any jail of `county:OH:Cook`; it bears no name."""
    kind, parted, where = code.partition(":")
    if parted:
        state, _parted, county = where.partition(":")
        young = kind == "juvenile"
        place = PlaceFacts(
            "", state, kind="state" if young else kind, juvenile=young, county=county, agency=code
        )
        return answer(catalogue, place, told, day)
    known = lookup.agency(catalogue, code)
    state = known.state if known and known.state != "US" else ""
    kind = "federal" if code.startswith("us-") else "state"
    return answer(catalogue, PlaceFacts("", state, kind=kind, agency=code), told, day)


def current_ones(answered: Answer) -> tuple[ServedBy, ...]:
    """The providers that are right at the place: the current ones, and other names of their accounts."""
    return tuple(row for row in answered.providers if row.role in ("current", "brand"))


def _must_be_invited(agency: Agency | None, providers: Sequence[ServedBy]) -> bool | None:
    """The agency's own word, else the providers' where they agree."""
    current = [row for row in providers if row.role == "current"]
    if not current:
        return None
    words = {agency.starts} if agency and agency.starts else {row.starts for row in current}
    if words == {"inside"}:
        return True
    return None if words & {"inside", None} else False


def _limits(
    catalogue: Catalogue, providers: Sequence[ServedBy], own: Place | None, agency: Agency | None
) -> tuple[Limit, ...]:
    places = [key for key in (own.key if own else "", agency.code if agency else "") if key]
    slugs = dict.fromkeys(row.slug for row in providers if row.slug and row.role == "current") or {"": None}
    found = (limit for slug in slugs for limit in lookup.limits_for(catalogue, slug, *places))
    return tuple(dict.fromkeys(found))


def _unknown(providers: Sequence[ServedBy], *, invited: bool | None) -> Iterator[str]:
    current = [row for row in providers if row.role == "current"]
    if not providers:
        yield NO_PROVIDER
    elif len({row.account for row in current}) > 1:
        yield WHICH_PROVIDER
    if providers and all(row.price is None for row in current):
        yield NO_PRICE
    if invited is None:
        yield WHO_STARTS
