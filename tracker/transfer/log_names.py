"""The people and places a file names, each kept once under a number."""

from dataclasses import dataclass, field

from storage.tables.places import FACILITY_KINDS
from tracker.checks import MOST_NAME
from tracker.directory.states import STATES
from tracker.transfer import values
from tracker.transfer.values import refuse_if
from tracker.wording import _

# Written for a facility whose kind is not known, where its name or provider would make it a federal one.
KIND_UNKNOWN = "unknown"
KINDS = (*FACILITY_KINDS, KIND_UNKNOWN)

FacilityCells = tuple[str, str, str, str, str]


class Names:
    """Names in the order they first appear. A cell seen before costs one look."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._cells: dict[str, int] = {}

    def number(self, cell: str) -> int:
        """The number of the name in a cell; -1 for an empty cell. Raises BadValueError when it is no name."""
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = self._add(values.name(cell)) if cell else -1
        return found

    def _add(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.keys))
        if number == len(self.keys):
            self.keys.append(name)
        return number


@dataclass(slots=True)
class FacilityNamed:
    """A facility as the file's rows tell it; `kind_on` and `zone_on` are the lines that said so."""

    name: str
    state: str
    kind: str | None = None
    zone: str | None = None
    providers: set[str] = field(default_factory=set)
    kind_on: int = 0
    zone_on: int = 0


class LogNames:
    """Contacts by name and ID number, facilities by name and state, members and providers by name."""

    def __init__(self) -> None:
        self.contacts: list[tuple[str, str]] = []
        self.providers = Names()
        self.members = Names()
        self.facilities: list[FacilityNamed] = []
        self._contact_numbers: dict[tuple[str, str], int] = {}
        self._facility_numbers: dict[tuple[str, str], int] = {}
        self._contact_cells: dict[tuple[str, str], int] = {}
        self._facility_cells: dict[FacilityCells, tuple[int, str | None, str | None]] = {}

    def contact(self, name: str, id_number: str) -> int:
        """The number of a contact."""
        found = self._contact_cells.get((name, id_number))
        if found is None:
            with values.about("contact"):
                contact = values.name(name)
            with values.about("id_number"):
                number = values.text(id_number, MOST_NAME)
            found = self._contact_numbers.setdefault((contact, number), len(self.contacts))
            if found == len(self.contacts):
                self.contacts.append((contact, number))
            self._contact_cells[name, id_number] = found
        return found

    def facility(
        self, line: int, name: str, state: str, kind: str, zone: str, provider: str
    ) -> tuple[int, str | None, str | None]:
        """A facility's number (-1 for none), and the kind and zone that this row gives it."""
        cells = (name, state, kind, zone, provider)
        found = self._facility_cells.get(cells)
        if found is None:
            found = self._facility_cells[cells] = self._read(line, *cells)
        return found

    def _read(
        self, line: int, name: str, state: str, kind: str, zone: str, provider: str
    ) -> tuple[int, str | None, str | None]:
        if not name:
            for column, cell in (("state", state), ("kind", kind), ("zone", zone)):
                with values.about(column):
                    refuse_if(cell, _("This belongs to a facility, and the row names none."))
            return -1, None, None
        with values.about("facility"):
            facility = values.name(name)
        with values.about("state"):
            refuse_if(
                state and state not in STATES,
                _("There is no such state. Use its two capital letters, like NY."),
            )
        with values.about("kind"):
            kind_word = values.word(kind, KINDS)
        with values.about("zone"):
            zone_word = values.zone_name(zone)
        place = self._place(facility, state)
        told = self.facilities[place]
        other = _("Line {line} says {other} for this facility.")
        with values.about("kind"):
            differs = kind_word and told.kind and told.kind != kind_word
            refuse_if(differs, other.format(line=told.kind_on, other=told.kind))
        with values.about("zone"):
            differs = zone_word and told.zone and told.zone != zone_word
            refuse_if(differs, other.format(line=told.zone_on, other=told.zone))
        if kind_word and not told.kind:
            told.kind, told.kind_on = kind_word, line
        if zone_word and not told.zone:
            told.zone, told.zone_on = zone_word, line
        told.providers.add(values.name(provider))
        return place, kind_word, zone_word

    def _place(self, facility: str, state: str) -> int:
        number = self._facility_numbers.setdefault((facility, state), len(self.facilities))
        if number == len(self.facilities):
            self.facilities.append(FacilityNamed(facility, state))
        return number
