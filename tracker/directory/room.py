"""The directory of one household: finding places, answering for them, keeping what the family was told."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import directory as queries
from storage.queries.facilities_kept import has_listed
from storage.session import Database
from storage.tables import Facility
from tracker.clock import Clock
from tracker.deadlines.household import household_zone
from tracker.directory.answer import answer, answer_for_agency
from tracker.directory.cards import Answer, Found, PlaceFacts
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.read import catalogue as shipped_catalogue
from tracker.directory.catalogue.read import catalogue_version
from tracker.directory.catalogue_news import News, note_catalogue, read_news, seen_version
from tracker.directory.running import BUREAU, IMMIGRATION, agency_words
from tracker.directory.said.correcting import Correction, correct
from tracker.directory.said.telling import Telling, stored_place, tell, untell
from tracker.directory.said.told import PriceSaid, Saying, Told, Where, read_told
from tracker.directory.search.answering import found
from tracker.directory.search.current import CurrentHaystack
from tracker.directory.search.finding import search
from tracker.directory.search.typed import typed_place
from tracker.directory.there import There, there
from tracker.errors import NotFoundError
from tracker.forms import take_once
from tracker.wording import _


class Directory:
    """Facilities, agencies and providers, as the catalogue, a list of facilities and the family know them."""

    def __init__(self, database: Database, clock: Clock, catalogue: Catalogue | None = None) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue
        self._haystack = CurrentHaystack(database)

    @property
    def catalogue(self) -> Catalogue:
        """The facts that came with Kitelog."""
        if self._catalogue is None:
            self._catalogue = shipped_catalogue()
        return self._catalogue

    def search(self, text: str, state: str = "", limit: int = 10) -> tuple[Found, ...]:
        """The facilities and agencies that fit a text best, with their answers of today, best first.

        A name that nothing fits is answered as it was typed; only an empty text finds nothing.
        """
        hits = search(self._haystack.get(self.catalogue), text, state, limit)
        with self._database.read() as session:
            told, day = read_told(session, self.catalogue), self._today(session)
            ids = [hit.facility_id for hit in hits if hit.kind == "facility"]
            rows = queries.facilities_by_id(session, ids)
            stored = {key: place_facts(row) for key, row in rows.items()}
        return tuple(found(self.catalogue, hits, stored, told, day))

    def answer(self, facility_id: int, day: date | None = None) -> Answer:
        """The answer for a stored facility, today or on a day. Raises NotFoundError when it is not there."""
        with self._database.read() as session:
            facility = session.get(Facility, facility_id)
            if facility is None:
                raise NotFoundError(_("This facility is no longer there. Look for it again."))
            day = day or self._today(session)
            return answer(self.catalogue, place_facts(facility), read_told(session, self.catalogue), day)

    def answers(self, facility_ids: tuple[int, ...], day: date | None = None) -> dict[int, Answer]:
        """The answers for several stored facilities by key."""
        with self._database.read() as session:
            told, day = read_told(session, self.catalogue), day or self._today(session)
            rows = queries.facilities_by_id(session, facility_ids)
            return {key: answer(self.catalogue, place_facts(row), told, day) for key, row in rows.items()}

    def answer_for_agency(self, code: str, day: date | None = None) -> Answer:
        """The answer for any facility of an agency."""
        told, today = self._told()
        return answer_for_agency(self.catalogue, code, told, day or today)

    def answer_typed(self, name: str, state: str = "", kind: str | None = None) -> Answer:
        """The answer for a place known only by what somebody typed."""
        told, today = self._told()
        return answer(self.catalogue, typed_place(name, state, kind), told, today)

    def tell(
        self,
        where: Where,
        provider: str,
        saying: Saying,
        price: PriceSaid | None = None,
        form: str | None = None,
    ) -> Telling:
        """Keeps what the family was told: the provider of messages there, and the price of one if known."""
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            return tell(session, where, provider, saying, price, now)

    def tell_of(
        self,
        place: PlaceFacts,
        provider: str,
        saying: Saying,
        price: PriceSaid | None = None,
        form: str | None = None,
    ) -> Telling:
        """The same of a place that was typed, which is then stored as the family's own facility."""
        now = self._clock.now()
        with self._database.write() as session:
            take_once(session, form, now)
            facility_id, made = stored_place(session, place, household_zone(session), now)
            told = tell(session, Where(facility_id), provider, saying, price, now)
            return replace(told, made=made)

    def untell(self, telling: Telling) -> None:
        """Takes back what was told. Raises ConflictError where something newer was told of the place."""
        with self._database.write() as session:
            untell(session, telling)

    def there(self, answered: Answer) -> There:
        """What time means at the place of an answer: its zone, holidays to come, the allowances."""
        with self._database.read() as session:
            return there(session, answered, self._clock.now())

    def has_list(self) -> bool:
        """Whether a list of facilities was imported."""
        with self._database.read() as session:
            return has_listed(session)

    def correct(self, facility_id: int, said: Correction) -> Correction:
        """Keeps what the family says of a facility and counts anew; gives what held before."""
        with self._database.write() as session:
            return correct(session, facility_id, said, self._clock.now())

    def runners(self, state: str, county: str = "") -> dict[str, str]:
        """Who may run a facility in a state, as code and words; the empty code leaves it to the rule."""
        codes = [code for code in (state.lower(), BUREAU, IMMIGRATION) if code]
        codes += [f"{kind}:{state}:{county}" for kind in ("county", "local", "multi") if state]
        codes += [f"juvenile:{state}"] if state else []
        return {code: words for code in codes if (words := agency_words(code, self.catalogue))}

    def note_catalogue(self) -> int:
        """Notes what a newer catalogue changed since the last start; gives how many rows."""
        with self._database.read() as session:
            # Most starts see the catalogue they saw before: then its rows need not be read for this.
            version = self._catalogue.version if self._catalogue else catalogue_version()
            if seen_version(session) == version:
                return 0
        with self._database.write() as session:
            return note_catalogue(session, self.catalogue, self._clock.now())

    def catalogue_news(self, days: int = 90) -> tuple[News, ...]:
        """What newer catalogues changed in the last days, newest first."""
        with self._database.read() as session:
            return read_news(session, self._clock.now() - timedelta(days=days))

    def today(self) -> date:
        """Today in the household's zone."""
        with self._database.read() as session:
            return self._today(session)

    def _told(self) -> tuple[Told, date]:
        with self._database.read() as session:
            return read_told(session, self.catalogue), self._today(session)

    def _today(self, session: Session) -> date:
        return self._clock.now().astimezone(ZoneInfo(household_zone(session))).date()


def place_facts(row: Facility) -> PlaceFacts:
    """A stored facility as plain values."""
    return PlaceFacts(
        name=row.name,
        state=row.state,
        id=row.id,
        city=row.city,
        county=row.county,
        kind=row.kind,
        status=row.status,
        juvenile=row.juvenile,
        zone=row.zone,
        zone_guessed=row.zone_guessed,
        agency=row.agency,
        address=row.address,
        postcode=row.postcode,
        telephone=row.telephone,
        website=row.website,
        population=row.population,
        latitude=row.latitude,
        longitude=row.longitude,
        former_names=tuple(row.former_names.splitlines()),
    )
