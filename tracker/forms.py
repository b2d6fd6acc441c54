"""Forms that were filled in: each is taken once, however often it is sent."""

from datetime import datetime, timedelta

from sqlmodel import Session

from storage.queries import household as queries
from tracker.errors import FormTakenError
from tracker.wording import _

# No page stays open that long.
KEPT = timedelta(days=7)


def take_once(session: Session, form: str | None, now: datetime) -> None:
    """Takes a form's key in the transaction that writes its content; None is an entry without a form.

    Raises FormTakenError when the same form was taken before.
    """
    if form is None:
        return
    if not queries.take_form(session, form, now):
        raise FormTakenError(_("This was saved already. It was not saved again."))
    queries.forget_forms(session, now - KEPT)
