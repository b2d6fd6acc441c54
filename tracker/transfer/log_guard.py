"""What of an imported log does not fit its places: one count per contact and rule.

The rows are taken all the same. They are judged in groups: within a contact, a place and a provider only the
length of the text, the photos and the day differ, and days differ only where a contract begins or ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from storage.queries import directory as directory_queries
from storage.queries import guarding as queries
from storage.queries.transfer import to_micros
from storage.tables import Facility, Stay
from tracker.contacts.guarding import refused
from tracker.directory.answer import answer
from tracker.directory.catalogue.model import Catalogue, Limit
from tracker.directory.guard.past import turning_days
from tracker.directory.guard.rules import Rule, Terms, Through, terms, warns
from tracker.directory.room import place_facts
from tracker.directory.said.providers import POSTAL_NAMES
from tracker.directory.said.told import read_told
from tracker.transfer.log_guard_words import About, sentence
from tracker.transfer.report import MOST_LISTED, Guarded

Numbers = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Sent:
    """Sent rows of a file: contact, facility and provider as keys, a facility below 0 where none is named.

    `at` is microseconds since 1970; `characters` is -1 where the row does not say.
    """

    line: Numbers
    at: Numbers
    contact: Numbers
    facility: Numbers
    provider: Numbers
    characters: Numbers
    photos: Numbers


@dataclass(slots=True)
class _Tally:
    """The rows to one contact that break one rule."""

    sure: bool = False
    count: int = 0
    line: int = 0
    parts: dict[About, int] = field(default_factory=dict)

    def add(self, about: About, lines: Numbers, *, sure: bool) -> None:
        first = int(lines.min())
        self.line = min(self.line or first, first)
        self.count += len(lines)
        self.sure = self.sure or sure
        self.parts[about] = self.parts.get(about, 0) + len(lines)


def guarded(
    session: Session,
    catalogue: Catalogue,
    sent: Sent,
    contacts: dict[int, str],
    providers: dict[int, str],
    now: datetime,
) -> tuple[Guarded, ...]:
    """One row per contact and rule, what is sure first, then what is most; names are given by key."""
    judge = _Judge(session, catalogue, sent, providers, now)
    for rows in _groups(sent.contact, judge.facility, sent.provider):
        judge.group(rows)
    ordered = sorted(judge.tallies.items(), key=lambda item: (not item[1].sure, -item[1].count, item[0]))
    return tuple(
        Guarded(
            contact=contacts[contact],
            rule=rule,
            level="warn" if tally.sure else "inform",
            count=tally.count,
            example_line=tally.line,
            sentence=sentence(contacts[contact], rule, tally.parts),
        )
        for (contact, rule), tally in ordered[:MOST_LISTED]
    )


class _Judge:
    """Judges the rows of one file inside the transaction that wrote them."""

    def __init__(
        self, session: Session, catalogue: Catalogue, sent: Sent, providers: dict[int, str], now: datetime
    ) -> None:
        self.tallies: dict[tuple[int, Rule], _Tally] = {}
        self.facility = _placed(session, sent)
        self._catalogue = catalogue
        self._sent = sent
        self._providers = providers
        self._told = read_told(session, catalogue)
        self._turning = turning_days(catalogue, self._told.contracts)
        self._refused = refused(session, catalogue, now)
        here = set(np.unique(self.facility[self.facility >= 0]).tolist())
        self._facilities = directory_queries.facilities_by_id(session, here)
        self._terms: dict[tuple[int, int, int], Terms] = {}

    def group(self, rows: Numbers) -> None:
        """Counts what does not fit among rows of one contact, place and provider."""
        sent, first = self._sent, rows[0]
        contact, place, provider = (
            int(column[first]) for column in (sent.contact, self.facility, sent.provider)
        )
        for held, some in self._by_time(rows, place, provider):
            self._count(contact, held, some)
        stands = self._refused.get((contact, place, provider))
        if stands is not None:
            since = _begins(stands.since, self._facilities[place].zone)
            about = About(self._providers[provider], stands=stands.state)
            self._add(contact, "not approved", about, rows[sent.at[rows] >= since], sure=True)

    def _count(self, contact: int, held: Terms, rows: Numbers) -> None:
        if held.misfit:
            changing = held.misfit == "changing"
            rule: Rule = "federal" if held.misfit == "federal" else "wrong provider"
            about = About(held.provider, held.place, held.uses, changing)
            self._add(contact, rule, about, rows, sure=not changing)
        self._over(contact, "too long", held, held.characters, rows, self._sent.characters)
        self._over(contact, "too many photos", held, held.photos, rows, self._sent.photos)

    def _over(
        self, contact: int, rule: Rule, held: Terms, limit: Limit | None, rows: Numbers, counts: Numbers
    ) -> None:
        if limit is not None:
            about = About(held.provider, most=limit.most, hint=not warns(limit))
            self._add(contact, rule, about, rows[counts[rows] > limit.most], sure=warns(limit))

    def _add(self, contact: int, rule: Rule, about: About, rows: Numbers, *, sure: bool) -> None:
        if len(rows):
            tally = self.tallies.setdefault((contact, rule), _Tally())
            tally.add(about, self._sent.line[rows], sure=sure)

    def _by_time(self, rows: Numbers, place: int, provider: int) -> Iterator[tuple[Terms, Numbers]]:
        if place == NOWHERE or not self._turning:
            yield self._held(place, provider, 0), rows
            return
        zone = self._facilities[place].zone
        turns = np.array([_begins(day, zone) for day in self._turning], dtype=np.int64)
        spans = np.searchsorted(turns, self._sent.at[rows], side="right")
        for span in np.unique(spans):
            yield self._held(place, provider, int(span)), rows[spans == span]

    def _held(self, place: int, provider: int, span: int) -> Terms:
        """What holds from the turning day of a number on; 0 is before them all."""
        held = self._terms.get((place, provider, span))
        if held is None:
            day = self._turning[span - 1] if span else date.min
            name = self._providers[provider]
            there = None
            if place != NOWHERE:
                there = answer(self._catalogue, place_facts(self._facilities[place]), self._told, day)
            through = Through(name, postal=name.casefold() in POSTAL_NAMES)
            held = self._terms[place, provider, span] = terms(self._catalogue, there, through, day)
        return held


def _groups(*columns: Numbers) -> Iterator[Numbers]:
    """The numbers of the rows that agree in all columns, group by group, each in the order of the file."""
    if not len(columns[0]):
        return
    order = np.lexsort(columns)
    differs = np.zeros(len(order) - 1, dtype=bool)
    for column in columns:
        differs |= np.diff(column[order]) != 0
    yield from np.split(order, np.flatnonzero(differs) + 1)


def _placed(session: Session, sent: Sent) -> Numbers:
    """The facility of each row; one that names none was sent where the contact was."""
    facility = np.where(sent.facility > 0, sent.facility, NOWHERE)
    open_rows = np.flatnonzero(facility == NOWHERE)
    by_contact: dict[int, list[tuple[Stay, Facility]]] = {}
    for stay, place in queries.stays_of(session, set(np.unique(sent.contact[open_rows]).tolist())):
        by_contact.setdefault(stay.contact_id, []).append((stay, place))
    for rows in _groups(sent.contact[open_rows]):
        numbers = open_rows[rows]
        stays = by_contact.get(int(sent.contact[numbers[0]]))
        if stays:
            facility[numbers] = _at_stays(stays, sent.at[numbers])
    return facility


def _at_stays(stays: Sequence[tuple[Stay, Facility]], at: Numbers) -> Numbers:
    """Where somebody was at instants: before the first stay at its place, after the last end nowhere."""
    begins = [_begins(stay.from_day, place.zone) for stay, place in stays]
    ends = [
        _begins(stay.to_day + timedelta(days=1), place.zone) if stay.to_day else np.iinfo(np.int64).max
        for stay, place in stays
    ]
    number = np.maximum(np.searchsorted(np.array(begins), at, side="right") - 1, 0)
    there = np.array([stay.facility_id for stay, _place in stays], dtype=np.int64)[number]
    return np.where(at < np.array(ends, dtype=np.int64)[number], there, NOWHERE)


def _begins(day: date, zone: str) -> int:
    """The instant a day begins in a zone, in microseconds since 1970."""
    return to_micros(datetime.combine(day, time(), ZoneInfo(zone)))
