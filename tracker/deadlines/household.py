"""The household's one row of settings, as every room needs it."""

from sqlmodel import Session

from storage.queries import household as queries
from storage.tables import Household
from tracker.errors import NotFoundError
from tracker.wording import _


def household_settings(session: Session) -> Household:
    """The household's settings. Raises NotFoundError before the household was made."""
    row = queries.settings_row(session)
    if row is None:
        raise NotFoundError(_("The household's settings are missing. Start Kitelog once, then try again."))
    return row


def household_zone(session: Session) -> str:
    """The zone that months, days and times on screens are counted in."""
    return household_settings(session).zone
