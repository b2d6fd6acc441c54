"""`kitelog find`: which provider serves a place, what it costs, who must start, what to do first."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.commands.output import opened, print_json, tell
from tracker.commands.spend import printable
from tracker.wording import _, listed

if TYPE_CHECKING:
    from tracker.directory import Answer, Found, ServedBy

CENT = Decimal("0.01")

Text = Annotated[list[str], typer.Argument(metavar="TEXT", help="A facility, a town, a county or an agency.")]
State = Annotated[
    str, typer.Option("--state", metavar="XX", help="Only this state: its two letters or its name.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(find)


def find(text: Text, state: State = "", as_json: Json = False) -> None:
    """Find a prison, a jail or an agency: its provider, the price, who must start and how to begin."""
    query = " ".join(" ".join(text).split())
    if not query:
        raise typer.BadParameter(_("Write what to look for, such as: attica ny"))
    code = parse_state(state)
    with opened() as kitelog:
        results = kitelog.directory.search(query, code)
    if as_json:
        print_json({"query": query, "results": [result_document(found) for found in results]})
        return
    for line in _lines(results):
        tell(printable(line))


def parse_state(text: str) -> str:
    """A state's two letters, from them or its name. Raises BadParameter (exit 2) for anything else."""
    from tracker.directory.states import STATES  # noqa: PLC0415

    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return ""
    for code, state in STATES.items():
        if wanted in (code.casefold(), state.name.casefold()):
            return code
    raise typer.BadParameter(_("{state!r} is no state. Write it like OH or Ohio.").format(state=text))


def result_document(found: "Found") -> dict[str, Any]:
    """A result as its JSON object; `facility` is null for an agency."""
    answered, place = found.answer, found.answer.place
    return {
        "facility": place.name or None,
        "facility_id": place.id,
        "agency": answered.agency_name,
        "agency_code": answered.agency,
        "city": place.city,
        "county": place.county,
        "state": place.state,
        "kind": place.kind,
        "status": place.status,
        "zone": place.zone,
        "matched": found.matched,
        "also_known_as": list(found.answer.also),
        "providers": [provider_document(served) for served in (*answered.providers, *answered.others)],
        "must_be_invited": answered.must_be_invited,
        "steps": list(answered.steps),
        "unknown": list(answered.unknown),
        "note": answered.note,
        "source": answered.source,
        "as_of": answered.as_of.isoformat() if answered.as_of else None,
        "confidence": answered.confidence,
    }


def provider_document(served: "ServedBy") -> dict[str, Any]:
    """A provider as its JSON object: who says so, and the price of a text message with who says that."""
    price = served.price
    return {
        "slug": served.slug,
        "name": served.name,
        "service": served.service,
        "role": served.role,
        "price_usd": dollars(price.amount) if price else None,
        "unit": price.unit if price else None,
        "payer": price.payer if price else None,
        "price_source": price.source if price else None,
        "price_as_of": price.as_of.isoformat() if price else None,
        "source": served.source,
        "as_of": served.as_of.isoformat(),
        "confidence": served.confidence,
    }


def dollars(amount: Decimal) -> str:
    """`0.15`, and `0.0025` below a cent."""
    return f"{amount:.2f}" if amount == amount.quantize(CENT) else f"{amount.normalize():f}"


def _lines(results: "tuple[Found, ...]") -> list[str]:
    """The first result in full, a line for each of the others."""
    from tracker.directory.words import place_name, provider_words, where_words  # noqa: PLC0415

    lines = _in_full(results[0])
    if len(results) > 1:
        lines += ["", _("Other matches:")]
    for found in results[1:]:
        answered = found.answer
        where = where_words(answered.place) if answered.place.name else ""
        name = ", ".join(part for part in (place_name(answered), where) if part)
        lines.append(f"  {name}: {provider_words(answered)}")
    return lines


def _in_full(found: "Found") -> list[str]:
    from tracker.directory.words import headline, kind_words, starts_words, where_words  # noqa: PLC0415

    answered, place = found.answer, found.answer.place
    lines = [headline(answered)]
    also = [name for name in dict.fromkeys((*answered.also, found.matched)) if name]
    if also:
        lines.append(_("Also called {names}.").format(names=listed(also)))
    kind = kind_words(place.kind, juvenile=place.juvenile) if place.name else ""
    closed = _("closed") if place.status == "closed" else ""
    about = ", ".join(part for part in (where_words(place), kind, closed) if part)
    lines += [about] if about else []
    if place.name:
        lines.append(_("Run by: {agency}").format(agency=answered.agency_name or _("not known")))
    lines += [line for served in answered.providers for line in _provider_lines(served)]
    lines.append(_("Who starts: {words}").format(words=starts_words(answered)))
    lines += ["", _("How to begin:")]
    lines += [f"  {number}. {step}" for number, step in enumerate(answered.steps, 1)]
    lines += ["", answered.note] if answered.note else []
    return [*lines, *_not_known(answered)]


def _provider_lines(served: "ServedBy") -> list[str]:
    from tracker.directory.price_words import paid_words  # noqa: PLC0415
    from tracker.directory.words import as_of_words  # noqa: PLC0415

    role = {"replacing": _(" (coming)"), "brand": _(" (the same account)")}.get(served.role, "")
    since = as_of_words(served.as_of, served.source_date, told=served.told)
    lines = [_("Messages: {provider}{role}, {since}").format(provider=served.name, role=role, since=since)]
    if served.price:
        fresh = as_of_words(served.price.as_of, served.price.source_date, told=served.told)
        words = _("  Price: {price} {since}; confirm with {provider}.")
        lines.append(
            words.format(
                price=paid_words(served.price), since=fresh[:1].upper() + fresh[1:], provider=served.name
            )
        )
    return lines


def _not_known(answered: "Answer") -> list[str]:
    if not answered.unknown:
        return []
    return ["", _("Not known, ask the facility: {things}").format(things=", ".join(answered.unknown))]
