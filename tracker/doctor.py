"""Looks for what is wrong with a household's Kitelog, in words that say what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from storage.queries import household, integrity, lease
from storage.schema_check import differences
from storage.touched import note_everything
from tracker.business_hours import calendar_versions
from tracker.checks import CLOCK_SLACK
from tracker.directory.catalogue.check import problems
from tracker.directory.catalogue.facts import old_facts
from tracker.errors import KitelogError
from tracker.kitelog import Kitelog
from tracker.messages import audit
from tracker.spend import keeping
from tracker.wording import _, instant_words

STALE = timedelta(minutes=2)
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One check and what it found; nothing found is well."""

    name: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldFact:
    """A fact to read again: what it says, where, the date it bears itself, and the day it was read."""

    key: str
    words: str
    source: str
    source_date: str
    as_of: date
    confidence: str


def examine(kitelog: Kitelog) -> list[Result]:
    """Runs every check; one that cannot look has its reason as its finding."""
    return [Result(name, _found(check, kitelog)) for name, check in CHECKS.items()]


def facts_to_read_again(kitelog: Kitelog) -> list[OldFact]:
    """Facts of the catalogue that are older than two years or bear no date, the oldest first.

    They are no findings: nothing is broken, but somebody should look at the source again.
    """
    today = kitelog.directory.today()
    return [
        OldFact(key, words, fact.source, fact.source_date, fact.as_of, fact.confidence)
        for key, words, fact in old_facts(kitelog.directory.catalogue, today)
    ]


def _found(check: Callable[[Kitelog], list[str]], kitelog: Kitelog) -> tuple[str, ...]:
    try:
        return tuple(check(kitelog))
    except KitelogError as error:
        return (str(error),)


def _file(kitelog: Kitelog) -> list[str]:
    with kitelog.database.read() as session:
        found = integrity.damage(session)
    advice = _("The database file is damaged ({what}). Put back your latest copy of it.")
    return [advice.format(what=what) for what in found]


def _keys(kitelog: Kitelog) -> list[str]:
    with kitelog.database.read() as session:
        found = integrity.broken_keys(session)
    return [
        _("A row points at nothing ({what}). Put back your latest copy.").format(what=what) for what in found
    ]


def _tables(kitelog: Kitelog) -> list[str]:
    return differences(kitelog.database.engine)


def _scheduler(kitelog: Kitelog) -> list[str]:
    """A lease that somebody holds, and no sweep: its process is stuck or each sweep fails."""
    now = kitelog.clock.now()
    with kitelog.database.read() as session:
        row = lease.current(session)
    if row is None or row.expires_at <= now or (row.last_sweep_at and now - row.last_sweep_at <= STALE):
        return []
    return [_("Kitelog runs but nothing has been looked through for 2 minutes. Restart it and read its log.")]


def _clock(kitelog: Kitelog) -> list[str]:
    now = kitelog.clock.now()
    with kitelog.database.read() as session:
        latest = integrity.latest_entry(session)
        settings = household.settings_row(session)
    if latest is None or settings is None or latest <= now + CLOCK_SLACK:
        return []
    sentence = _("An entry was written on {when}, which is still to come. Correct this machine's clock.")
    return [sentence.format(when=instant_words(latest, settings.zone, now))]


def _calendars(kitelog: Kitelog) -> list[str]:
    versions = calendar_versions()
    with kitelog.database.read() as session:
        settings = household.settings_row(session)
    if settings and (settings.holidays_version, settings.tzdata_version) == (
        versions["holidays"],
        versions["tzdata"],
    ):
        return []
    return [_("Deadlines were worked out with other holidays or time zones. Restart Kitelog.")]


def _record(kitelog: Kitelog) -> list[str]:
    with kitelog.database.read() as session:
        refs = list(islice(audit.differing(session, kitelog.clock.now()), MOST_NAMED))
    sentence = _(
        "Message {ref} says something else than its events. Put back your latest copy, and report this."
    )
    return [sentence.format(ref=ref) for ref in refs]


def _sums(kitelog: Kitelog) -> list[str]:
    with kitelog.database.read() as session:
        wrong = keeping.differing(session)
    names = {card.id: card.name for card in kitelog.contacts.providers()}
    sentence = _(
        "The sums kept of {provider} in {month} are not what its messages and purchases come to."
        " Run kitelog doctor --mend to add them up anew, and report this."
    )
    return [
        sentence.format(provider=names.get(provider_id or 0, ""), month=month)
        for month, provider_id in wrong[:MOST_NAMED]
    ]


def mend(kitelog: Kitelog) -> None:
    """Adds the kept sums up anew; nothing that the family entered is changed."""
    with kitelog.database.write() as session:
        note_everything(session)


def _catalogue(kitelog: Kitelog) -> list[str]:
    return problems(kitelog.directory.catalogue)


CHECKS: dict[str, Callable[[Kitelog], list[str]]] = {
    "database file": _file,
    "keys": _keys,
    "tables": _tables,
    "record": _record,
    "sums": _sums,
    "scheduler": _scheduler,
    "clock": _clock,
    "calendars": _calendars,
    "catalogue": _catalogue,
}
