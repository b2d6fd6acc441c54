"""The people inside: where they are, what they are written through, how they answer."""

from datetime import date

from storage.queries import contacts as queries
from storage.queries import places
from storage.session import Database
from tracker.clock import Clock
from tracker.contacts import people, reading
from tracker.contacts.cards import (
    ContactCard,
    ContactDetail,
    FacilityCard,
    ProviderCard,
)
from tracker.contacts.entries import ContactEntry, FacilityEntry
from tracker.contacts.moving import closures, moves, preview, provider_changes
from tracker.contacts.moving.cards import ProviderChanged, TransferPreview, Transferred
from tracker.contacts.moving.stays import household_today
from tracker.deadlines.household import household_zone
from tracker.directory.said.providers import provider_for
from tracker.directory.said.told import Saying, Where
from tracker.forms import take_once


class Contacts:
    """The contacts of one household. Each writing method is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def cards(self, *, archived: bool = False) -> tuple[ContactCard, ...]:
        """Every contact, the ones with overdue messages first."""
        with self._database.read() as session:
            return reading.contact_cards(session, self._clock.now(), archived=archived)

    def detail(self, contact_id: int) -> ContactDetail:
        """One contact with stays, closures and the newest messages."""
        with self._database.read() as session:
            return reading.contact_detail(session, contact_id, household_zone(session), self._clock.now())

    def names(self) -> dict[int, str]:
        """The contacts that are not archived, by key, in the order of their names."""
        with self._database.read() as session:
            return {row.id or 0: row.name for row in places.contacts(session) if row.archived_at is None}

    def providers(self) -> tuple[ProviderCard, ...]:
        """Every provider, by name."""
        with self._database.read() as session:
            return tuple(reading.provider_card(row) for row in places.providers(session))

    def facilities(self) -> tuple[FacilityCard, ...]:
        """The household's facilities, by name: where somebody is or was, added or set right by it."""
        with self._database.read() as session:
            return tuple(reading.facility_card(row) for row in places.household_facilities(session))

    def add(self, entry: ContactEntry, form: str | None = None) -> int:
        """Adds a contact; gives the key. Raises FormTakenError for a form taken before."""
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return people.add_contact(session, entry, household_zone(session), now).id or 0

    def edit(self, contact_id: int, entry: ContactEntry) -> None:
        """Gives a contact another name, number, provider or note."""
        with self._database.write() as session:
            people.edit_contact(session, contact_id, entry, self._clock.now())

    def archive(self, contact_id: int) -> None:
        """Takes a contact out of the lists to choose from; nothing is deleted."""
        with self._database.write() as session:
            people.found_contact(session, contact_id).archived_at = self._clock.now()

    def unarchive(self, contact_id: int) -> None:
        """Brings an archived contact back."""
        with self._database.write() as session:
            people.found_contact(session, contact_id).archived_at = None

    def add_provider(self, name: str) -> ProviderCard:
        """The provider of this name, made if it is not there."""
        with self._database.write() as session:
            return reading.provider_card(provider_for(session, name, self._clock.now()))

    def transfer(
        self,
        contact_id: int,
        facility: FacilityEntry,
        day: date | None = None,
        *,
        provider: str | None = None,
        id_number: str | None = None,
        confirmed: bool = False,
        form: str | None = None,
    ) -> Transferred:
        """Ends the present stay and begins the next; waiting messages count anew on its calendar.

        `provider` None keeps the present one, an empty one says that it is not known yet. Raises
        ConflictError for a closed facility until `confirmed`, FormTakenError for a form taken before.
        """
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return moves.transfer(
                session,
                contact_id,
                facility,
                day,
                now,
                provider=provider,
                id_number=id_number,
                confirmed=confirmed,
            )

    def transfer_preview(
        self, contact_id: int, facility: FacilityEntry, day: date | None = None
    ) -> TransferPreview:
        """What a transfer would change; nothing is written. Raises as the transfer would."""
        with self._database.read() as session:
            return preview.transfer_preview(session, contact_id, facility, day, self._clock.now())

    def undo_transfer(self, done: Transferred) -> None:
        """Takes a transfer back: stay, provider and number. Raises ConflictError once more was entered."""
        with self._database.write() as session:
            moves.undo_transfer(session, done, self._clock.now())

    def change_provider(
        self,
        provider: str,
        from_day: date | None,
        source: str,
        *,
        facility_id: int | None = None,
        agency: str | None = None,
        note: str = "",
        form: str | None = None,
    ) -> ProviderChanged:
        """A facility or an agency has another provider since a day: everybody there gets it.

        `source` is who said so. Raises InvalidInputError naming the field, FormTakenError for a form taken.
        """
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            saying = Saying(source, household_today(session, now), from_day, note)
            where = Where(facility_id, agency)
            return provider_changes.change(session, where, provider, saying, now)

    def undo_change_provider(self, done: ProviderChanged) -> None:
        """Takes a change of provider back. Raises ConflictError once more was entered."""
        with self._database.write() as session:
            provider_changes.undo_change(session, done, self._clock.now())

    def names_at(self, *, facility_id: int | None = None, agency: str | None = None) -> tuple[str, ...]:
        """Who is at a facility, or at any facility of an agency, now; by name."""
        with self._database.read() as session:
            rows = provider_changes.present(session, Where(facility_id, agency))
            return tuple(contact.name for contact, _facility in rows)

    def end_stay(
        self, contact_id: int, ended_by: str, day: date | None = None, member_id: int | None = None
    ) -> None:
        """Ends the present stay: `in transit`, `released` or `died`."""
        with self._database.write() as session:
            moves.end_stay(session, contact_id, day, ended_by, self._clock.now(), member_id)

    def add_closure(
        self, facility_id: int, from_day: date, to_day: date | None = None, reason: str = ""
    ) -> int:
        """Lets a facility's clock stand still on these days; gives the closure's key."""
        with self._database.write() as session:
            now = self._clock.now()
            return closures.add_closure(session, facility_id, from_day, to_day, reason, now).id or 0

    def change_closure(self, closure_id: int, from_day: date, to_day: date | None) -> None:
        """Gives a closure other days."""
        with self._database.write() as session:
            closures.change_closure(session, closure_id, from_day, to_day, self._clock.now())

    def remove_closure(self, closure_id: int) -> None:
        """Takes a closure away."""
        with self._database.write() as session:
            closures.remove_closure(session, closure_id, self._clock.now())

    def usual_provider(self, contact_id: int) -> int | None:
        """The provider usual at the contact's place, for a first message."""
        with self._database.read() as session:
            stays = places.stays_of(session, contact_id)
            if not stays:
                return None
            facility_id = stays[0][0].facility_id
            return queries.usual_provider_at(session, facility_id) or queries.provider_of_place(
                session, facility_id
            )
