"""What the directory answers, in sentences that the page and the command share."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlsplit

from tracker.directory.answer import NO_PROVIDER, WHICH_PROVIDER, current_ones
from tracker.directory.cards import Answer, PlaceFacts, ServedBy
from tracker.directory.catalogue.model import Limit
from tracker.directory.states import STATES
from tracker.wording import _, month_word, ngettext

OWN_VENDOR = ("county", "local", "multi")
_UNSAFE = "\"'()[]<>\\`{}|^ "


def not_known(what: str = "") -> str:
    """What stands where nothing is known: `Not known: ask the facility.`, or with what is not known first."""
    if not what:
        return _("Not known: ask the facility.")
    return _("{what} not known: ask the facility.").format(what=what)


def headline(answered: Answer) -> str:
    """The one thing that matters first: who carries messages there."""
    place, current = place_name(answered), current_ones(answered)
    if NO_PROVIDER in answered.unknown:
        if answered.place.kind in OWN_VENDOR:
            return _("{place}: provider not known, each jail has its own").format(place=place)
        return _("{place}: provider not known").format(place=place)
    if not current:
        return _("{place} gets {providers}").format(place=place, providers=names_of(answered.providers))
    if WHICH_PROVIDER in answered.unknown:
        words = _("{place} uses one of {providers}: ask which")
        return words.format(place=place, providers=names_of(current, _(" or ")))
    return _("{place} uses {providers}").format(place=place, providers=names_of(current))


def place_name(answered: Answer) -> str:
    """The facility's name, else who runs it."""
    return answered.place.name or answered.agency_name or _("this place")


def names_of(rows: Sequence[ServedBy], between: str = " / ") -> str:
    """`JPay / Securus eMessaging`, each name once."""
    return between.join(dict.fromkeys(row.name for row in rows))


def provider_words(answered: Answer) -> str:
    """Who carries messages there, short enough for a line of a list."""
    between = _(" or ") if WHICH_PROVIDER in answered.unknown else " / "
    rows = current_ones(answered) or answered.providers
    return names_of(rows, between) or _("provider not known")


def kind_words(kind: str | None, *, juvenile: bool = False) -> str:
    """What sort of place it is; empty when not known."""
    if juvenile:
        return _("for the young")
    return {
        "federal": _("federal"),
        "state": _("state prison"),
        "county": _("county jail"),
        "local": _("city or local jail"),
        "multi": _("regional jail"),
    }.get(kind or "", "")


def where_words(place: PlaceFacts) -> str:
    """`Attica, New York`; empty when not known."""
    state = STATES[place.state].name if place.state in STATES else place.state
    return ", ".join(part for part in (place.city, state) if part)


def starts_words(answered: Answer) -> str:
    """Who must begin: the person inside, the family, or nobody knows."""
    if answered.must_be_invited is None:
        return not_known()
    if answered.must_be_invited:
        return _("They must invite you. You cannot add them yourself.")
    if answered.providers and all(row.starts == "either" for row in current_ones(answered)):
        return _("You can start, and so can they.")
    return _("You start.")


def date_words(day: date) -> str:
    """`23 Nov 2026`."""
    return f"{day.day} {month_word(day.month)[:3]} {day.year}"


def as_of_words(as_of: date | None, source_date: str = "", *, told: bool = False) -> str:
    """How fresh a fact is: the day it was read or told, and the date that its source bears."""
    if as_of is None:
        return ""
    day = date_words(as_of)
    if told:
        return _("told on {day}").format(day=day)
    if not source_date:
        return _("as of {day}").format(day=day)
    if source_date.startswith("undated"):
        return _("as of {day}, source {date}").format(day=day, date=source_date)
    return _("as of {day}, seen {date}").format(day=day, date=source_date)


def limit_words(limit: Limit) -> str:
    """`Text: at most 13,000 characters`."""
    most = f"{limit.most:,}"
    if limit.most == 0 and limit.of in ("photos", "cards"):
        return {"photos": _("No photos"), "cards": _("No cards")}[limit.of]
    words = {
        "characters": ngettext("Text: at most {n} character", "Text: at most {n} characters", limit.most),
        "photos": ngettext("At most {n} photo a message", "At most {n} photos a message", limit.most),
        "cards": ngettext("At most {n} card a message", "At most {n} cards a message", limit.most),
        "photo megabytes": _("A photo: at most {n} MB"),
        "video seconds": ngettext(
            "A video message: at most {n} second", "A video message: at most {n} seconds", limit.most
        ),
        "contacts": ngettext(
            "Their list: at most {n} approved person, those you do not know among them",
            "Their list: at most {n} approved people, those you do not know among them",
            limit.most,
        ),
        "stored messages": ngettext(
            "Kept there: at most {n} message", "Kept there: at most {n} messages", limit.most
        ),
    }
    return words[limit.of].format(n=most)


def service_words(service: str) -> str:
    """A service beside messages: `Phone`."""
    return {"phone": _("Phone"), "video": _("Video visits"), "money": _("Money"), "mail": _("Letters")}.get(
        service, service
    )


def sources(source: str) -> tuple[tuple[str, str], ...]:
    """The parts of a source as (words, address); the address is empty for what is no web page.

    An address is safe to stand in markdown or HTML: http or https, and no sign that ends a link.
    """
    return tuple(_source(part.strip()) for part in source.split(" ; ") if part.strip())


def _source(part: str) -> tuple[str, str]:
    try:
        parts = urlsplit(part)
        host = parts.hostname or ""
    except ValueError:
        return part, ""
    if parts.scheme not in ("http", "https") or not host or any(letter.isspace() for letter in part):
        return part, ""
    return host.removeprefix("www."), quote(part, safe="%/:?#@!$&*+,;=~-._")
