"""Who runs the place where a contact is."""

from storage.tables import Facility
from tracker.directory.catalogue.read import catalogue
from tracker.directory.running import who_runs


def agency_at(facility: Facility) -> str:
    """Its agency: what is kept with it, else what the catalogue or the rule says; empty when not known."""
    return facility.agency or who_runs(
        catalogue(),
        facility.name,
        facility.state,
        facility.kind,
        juvenile=facility.juvenile,
        county=facility.county,
    )
