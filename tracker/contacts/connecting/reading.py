"""Connections as screens and the guard ask for them: whose steps count where, and who wrote already."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import connecting as queries
from storage.tables import ConnectionStep, Contact, Provider
from tracker.contacts.connecting.places import Places, places_of
from tracker.contacts.connecting.rules import Progress, State, Taken, progress, way
from tracker.contacts.connecting.service import Service, service_at
from tracker.deadlines.household import household_zone
from tracker.directory.catalogue.model import Catalogue

# The best of several members' connections speaks for the household.
_BEST: tuple[State, ...] = ("connected", "waiting", "blocked", "revoked", "denied", "not started")
# Who wrote at which facilities since when: a member by key, or anybody but some members.
_Question = tuple[tuple[int, ...] | None, datetime | None, int | None, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Connection:
    """A contact and a provider where the contact is: the steps that count there, and who wrote already.

    `writers` has the members who wrote; None among them is anybody else.
    """

    contact: Contact
    provider: Provider | None
    places: Places
    service: Service
    steps: tuple[ConnectionStep, ...]
    writers: frozenset[int | None]
    zone: str

    def of(self, member_id: int | None) -> Progress:
        """How far a member is: by own steps and messages, and by those that name nobody."""
        mine = [row for row in self.steps if row.member_id in (member_id, None)]
        here = ZoneInfo(self.zone)
        taken = (
            Taken(row.step, row.day, row.entered_at.astimezone(here), row.id or 0, row.note) for row in mine
        )
        return progress(self.way(mine), taken, member_id in self.writers, provider_known=self.service.served)

    def of_household(self) -> Progress:
        """How far the household is: as far as the member who is furthest."""
        members = dict.fromkeys([*(row.member_id for row in self.steps), None])
        return min((self.of(member) for member in members), key=lambda found: _BEST.index(found.state))

    def way(self, steps: Iterable[ConnectionStep]) -> tuple[str, ...]:
        """The steps in the order they are to be taken."""
        invited = any(row.step == "invited" for row in steps)
        return way(self.service.starts, postal=self.service.postal, invited=invited)


def connections(
    session: Session,
    catalogue: Catalogue,
    pairs: Sequence[tuple[Contact, Provider | None]],
    now: datetime,
    member_id: int | None = None,
) -> list[Connection]:
    """The connections of these contacts and providers, in their order; a contact stands in one pair only.

    `member_id` is a member who will be asked for, beside those with steps of their own.
    """
    zone = household_zone(session)
    today = now.astimezone(ZoneInfo(zone)).date()
    contact_ids = [contact.id or 0 for contact, _provider in pairs]
    places = places_of(session, catalogue, contact_ids, today)
    noted = defaultdict(list)
    for row in queries.steps(session, contact_ids):
        noted[row.contact_id].append(row)
    made = []
    for contact, provider in pairs:
        there = places.get(contact.id or 0, Places())
        steps = tuple(
            row
            for row in noted[contact.id or 0]
            if provider is not None and row.provider_id == provider.id and there.counts(row.agency)
        )
        made.append((contact, provider, there, steps))
    writers = _writers(session, made, member_id)
    return [
        Connection(
            contact,
            provider,
            there,
            service_at(catalogue, provider, there.answer, today),
            steps,
            frozenset(writers[contact.id or 0]),
            zone,
        )
        for contact, provider, there, steps in made
    ]


def _writers(
    session: Session,
    made: Collection[tuple[Contact, Provider | None, Places, tuple[ConnectionStep, ...]]],
    member_id: int | None,
) -> dict[int, set[int | None]]:
    """Who wrote to whom: one question for all contacts of whom the same is asked."""
    asked: dict[tuple[int, _Question], list[int]] = defaultdict(list)
    for contact, provider, there, steps in made:
        if provider is None:
            continue
        members = {row.member_id for row in steps if row.member_id is not None}
        questions = [(member, frozenset[int]()) for member in members | ({member_id} - {None})]
        for member, others in [*questions, (None, frozenset(members))]:
            question = (there.facility_ids, there.since, member, others)
            asked[provider.id or 0, question].append(contact.id or 0)
    found: dict[int, set[int | None]] = defaultdict(set)
    for (provider_id, (facility_ids, since, member, others)), contact_ids in asked.items():
        for contact_id in queries.written(
            session,
            contact_ids,
            provider_id,
            facility_ids=facility_ids,
            since=since,
            member_id=member,
            not_members=others,
        ):
            found[contact_id].add(member)
    return found
