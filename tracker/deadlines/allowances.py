"""Which allowance holds for a message: the closest of five places wins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.deadlines.rule import Allowance


@dataclass(frozen=True, slots=True)
class Allowances:
    """Every allowance the household has set, by place."""

    household: Allowance
    contacts: Mapping[int, Allowance] = field(default_factory=dict)
    provider_at_facility: Mapping[tuple[int, int], Allowance] = field(default_factory=dict)
    providers: Mapping[int, Allowance] = field(default_factory=dict)
    facilities: Mapping[int, Allowance] = field(default_factory=dict)

    def closest(self, contact_id: int, provider_id: int, facility_id: int | None) -> Allowance:
        """Contact, then provider at that facility, then provider, then facility, then household."""
        found = self.contacts.get(contact_id)
        if found is None and facility_id is not None:
            found = self.provider_at_facility.get((provider_id, facility_id))
        if found is None:
            found = self.providers.get(provider_id)
        if found is None and facility_id is not None:
            found = self.facilities.get(facility_id)
        return found or self.household
