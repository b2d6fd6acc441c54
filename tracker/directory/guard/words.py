"""What the guard says: what is known, and what will probably happen."""

from collections.abc import Sequence
from datetime import date

from tracker.directory.catalogue.model import Limit
from tracker.wording import _, month_word, ngettext


def either(names: Sequence[str], *, alike: bool) -> str:
    """`JPay / Securus eMessaging` for names that are equally right, `A or B` where one must ask which."""
    return (" / " if alike else _(" or ")).join(dict.fromkeys(names))


def other(place: str, uses: str, as_of: date, provider: str) -> str:
    """Another provider than the place's."""
    sentence = _("{place} uses {uses} (as of {day}). A message through {provider} may not be delivered.")
    return sentence.format(place=place, uses=uses, day=_day(as_of), provider=provider)


def changing(place: str, uses: str, provider: str) -> str:
    """The provider that takes over."""
    sentence = _("{place} is changing from {uses} to {provider}. Ask which of them it has today.")
    return sentence.format(place=place, uses=uses, provider=provider)


def federal(place: str, provider: str) -> str:
    """Anything but CorrLinks at a prison of the Bureau."""
    sentence = _(
        "{place} is a federal prison, and these use CorrLinks only. A message through {provider} will "
        "probably not be delivered."
    )
    return sentence.format(place=place, provider=provider)


def not_approved(connection: str, provider: str, *, invited: bool) -> str:
    """A connection that waits or that somebody ended."""
    waiting = (
        _("Kitelog knows of no invitation through {provider} yet. A message may not be delivered.")
        if invited
        else _("Kitelog knows of no approval at {provider} yet. A message may not be delivered.")
    )
    sentences = {
        "waiting": waiting,
        "denied": _("The connection with {provider} was denied. A message will probably not be delivered."),
        "revoked": _("The connection with {provider} was revoked. A message will probably not be delivered."),
        "blocked": _(
            "The connection with {provider} is noted as blocked. A message will probably not be delivered."
        ),
    }
    return sentences[connection].format(provider=provider)


def too_long(limit: Limit, provider: str, count: int, *, sure: bool) -> str:
    """More characters than the limit."""
    known = (
        _("{provider} takes at most {most:,} characters (source of {dated}).")
        if sure
        else _("{provider} is said to take at most {most:,} characters (not confirmed, as of {day}).")
    )
    happens = (
        _("A text of {count:,} will probably be cut off or refused.")
        if sure
        else _("A text of {count:,} may be cut off or refused.")
    )
    return _joined(limit, known, happens, provider, count)


def too_many_photos(limit: Limit, provider: str, count: int, *, sure: bool) -> str:
    """More photos than the limit, which may be none."""
    if limit.most == 0:
        known = (
            _("{provider} takes no photos (source of {dated}).")
            if sure
            else _("{provider} is said to take no photos (not confirmed, as of {day}).")
        )
    else:
        known = (
            ngettext(
                "{provider} takes at most {most} photo in a message (source of {dated}).",
                "{provider} takes at most {most} photos in a message (source of {dated}).",
                limit.most,
            )
            if sure
            else ngettext(
                "{provider} is said to take at most {most} photo in a message (not confirmed, as of {day}).",
                "{provider} is said to take at most {most} photos in a message (not confirmed, as of {day}).",
                limit.most,
            )
        )
    happens = (
        _("What is more than that will probably not be delivered.")
        if sure
        else _("What is more than that may not be delivered.")
    )
    return _joined(limit, known, happens, provider, count)


def _joined(limit: Limit, known: str, happens: str, provider: str, count: int) -> str:
    told = known.format(
        provider=provider, most=limit.most, dated=limit.fact.source_date, day=_day(limit.fact.as_of)
    )
    return " ".join(part for part in (told, limit.note, happens.format(count=count)) if part)


def _day(day: date) -> str:
    """`23 Nov 2026`."""
    return f"{day.day} {month_word(day.month)[:3]} {day.year}"
