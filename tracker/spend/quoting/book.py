"""The prices of every place and day, as the catalogue and the family tell them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.tables import Facility
from tracker.directory.answer import levels_of_messages
from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.levels import Level
from tracker.directory.prices import prices_at
from tracker.directory.room import place_facts
from tracker.directory.said.told import read_told


class PriceBook:
    """Prices as they hold on a day; what one transaction asks for again is not looked up again."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._session = session
        self._catalogue = catalogue
        self._rates = read_told(session, catalogue).rates
        self._places: dict[int, tuple[ZoneInfo, tuple[Level, ...]]] = {}
        self._prices: dict[tuple[int, str, date], tuple[Price, ...]] = {}

    def prices(self, facility_id: int, provider: str, at: datetime) -> tuple[Price, ...]:
        """The prices of a text through a provider at a facility on the facility's day, plainest first."""
        zone, levels = self._place(facility_id)
        key = facility_id, provider, at.astimezone(zone).date()
        if key not in self._prices:
            self._prices[key] = prices_at(self._catalogue, levels, self._rates, provider, key[2])
        return self._prices[key]

    def _place(self, facility_id: int) -> tuple[ZoneInfo, tuple[Level, ...]]:
        if facility_id not in self._places:
            row = self._session.get_one(Facility, facility_id)
            levels = levels_of_messages(self._catalogue, place_facts(row))
            self._places[facility_id] = ZoneInfo(row.zone), levels
        return self._places[facility_id]
