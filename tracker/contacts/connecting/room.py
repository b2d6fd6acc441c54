"""Getting connected: what was done, what comes next, and the steps that the family notes."""

from datetime import date

from sqlmodel import Session

from storage.queries import connecting as queries
from storage.session import Database
from storage.tables import ConnectionStep, Contact, Member, Provider
from tracker.clock import Clock
from tracker.contacts.connecting.cards import ConnectionCard, NextStep, StepTaken
from tracker.contacts.connecting.entries import add_step, change_step, found_provider, kept_step, put_back
from tracker.contacts.connecting.reading import Connection, connections
from tracker.contacts.connecting.rules import State
from tracker.contacts.connecting.words import next_words, short_words
from tracker.contacts.people import found_contact
from tracker.contacts.reading import provider_card
from tracker.directory import Directory
from tracker.errors import NotFoundError
from tracker.forms import take_once
from tracker.wording import _

OVER = ("released", "died")


class Connections:
    """The connections of one household's members and contacts. Each writing method is one transaction."""

    def __init__(self, database: Database, clock: Clock, directory: Directory) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory

    def of(self, contact_id: int, member_id: int | None = None) -> ConnectionCard:
        """How far a member is with a contact at the contact's provider; without one, the household."""
        with self._database.read() as session:
            contact = found_contact(session, contact_id)
            provider = session.get(Provider, contact.provider_id) if contact.provider_id else None
            return _card(self._one(session, contact, provider, member_id), member_id)

    def stand(
        self, session: Session, contact_id: int, provider_id: int, member_id: int | None = None
    ) -> State:
        """How a contact and a provider stand for a member, or for the household without one."""
        contact, provider = found_contact(session, contact_id), found_provider(session, provider_id)
        found = self._one(session, contact, provider, member_id)
        return (found.of_household() if member_id is None else found.of(member_id)).state

    def next_steps(self, member_id: int | None = None) -> tuple[NextStep, ...]:
        """What each contact waits for, by name; nobody who is connected, released or dead.

        A member who has noted a step is told of the own connection, everybody else of the household's.
        """
        with self._database.read() as session:
            pairs = [(contact, provider) for contact, provider in queries.active_contacts(session)]
            found = connections(session, self._directory.catalogue, pairs, self._clock.now())
            steps = (_next_step(row, member_id) for row in found if row.places.ended_by not in OVER)
            return tuple(step for step in steps if step is not None)

    def note(
        self,
        contact_id: int,
        provider_id: int,
        member_id: int | None,
        step: str,
        day: date | None,
        note: str = "",
        form: str | None = None,
    ) -> int:
        """Notes a step on a day, None being undated; gives its key. It belongs to the place of that day."""
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            contact, provider = found_contact(session, contact_id), found_provider(session, provider_id)
            if member_id is not None and session.get(Member, member_id) is None:
                raise NotFoundError(_("This member is no longer there. Say again who you are."))
            row = ConnectionStep(
                contact_id=contact.id or 0,
                provider_id=provider.id or 0,
                member_id=member_id,
                step=step,
                day=day,
                note=note,
                entered_at=now,
            )
            return add_step(session, self._directory.catalogue, row, now)

    def change(self, step_id: int, day: date | None, note: str) -> StepTaken:
        """Gives a step another day and note; gives back what it was."""
        with self._database.write() as session:
            return change_step(session, self._directory.catalogue, step_id, day, note, self._clock.now())

    def withdraw(self, step_id: int) -> StepTaken:
        """Takes a step away; gives back what it was, for `restore`."""
        with self._database.write() as session:
            row = kept_step(session, step_id)
            taken = StepTaken(**row.model_dump(exclude={"id"}))
            session.delete(row)
            return taken

    def restore(self, taken: StepTaken) -> int:
        """Puts a step back that was taken away, as if it had never been; gives its new key."""
        with self._database.write() as session:
            return put_back(session, taken)

    def _one(
        self, session: Session, contact: Contact, provider: Provider | None, member_id: int | None
    ) -> Connection:
        pair = (contact, provider)
        return connections(session, self._directory.catalogue, [pair], self._clock.now(), member_id)[0]


def _card(found: Connection, member_id: int | None) -> ConnectionCard:
    household = found.of_household()
    progress = household if member_id is None else found.of(member_id)
    service = found.service
    own = [row for row in found.steps if member_id is None or row.member_id in (member_id, None)]
    return ConnectionCard(
        contact_id=found.contact.id or 0,
        member_id=member_id,
        provider=provider_card(found.provider) if found.provider else None,
        starts=service.starts,
        way=found.way(own),
        progress=progress,
        words=next_words(progress, service.name, found.contact.name, service.answer),
        begin=service.answer.steps if found.provider and not service.postal else (),
        elsewhere=progress.state != "connected" and household.state == "connected",
        limits=service.limits,
        list_note=service.answer.list_note,
        facility_id=service.answer.place.id,
        ended=found.places.ended_by,
        locator=service.answer.locator,
    )


def _next_step(found: Connection, member_id: int | None) -> NextStep | None:
    mine = member_id is not None and any(row.member_id == member_id for row in found.steps)
    progress = found.of(member_id) if mine else found.of_household()
    words = short_words(progress, found.service.name)
    if found.places.ended_by == "in transit":
        words = _("find out where they are now")
    elif progress.state == "connected":
        return None
    return NextStep(found.contact.id or 0, found.contact.name, words, found.service.name, progress.state)
