"""What an address asks of spend: days, and of which provider, contact or member alone."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, SQLModel

from storage.tables import Contact, Member, Provider
from tracker.errors import InvalidInputError, NotFoundError
from tracker.spend.ledger import Only
from tracker.wording import _

ROWS: dict[str, type[SQLModel]] = {"provider_id": Provider, "contact_id": Contact, "member_id": Member}


def check_known(session: Session, only: Only) -> None:
    """Raises NotFoundError with a sentence for a provider, contact or member that is not there."""
    for name, key in only.given():
        if session.get(ROWS[name], key) is None:
            sentences = {
                "provider_id": _("This provider is not known. Choose another."),
                "contact_id": _("This person is not known. Choose another."),
                "member_id": _("This member is not known. Choose another."),
            }
            raise NotFoundError(sentences[name])


def read_only(params: Mapping[str, str]) -> Only:
    """The `provider`, `contact` and `member` of an address, by their keys.

    Raises InvalidInputError with the parameter that is no key.
    """
    return Only(**{f"{name}_id": read_key(params, name) for name in ("provider", "contact", "member")})


def read_key(params: Mapping[str, str], name: str) -> int | None:
    """The key of a row in an address, None without one. Raises InvalidInputError for what is no key."""
    text = params.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise InvalidInputError(_("Write a whole number, like 30."), field=name)
    return int(text)


def read_day(text: str, field: str) -> date | None:
    """A day as `2026-11-23`, None when empty. Raises InvalidInputError for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(_("Write a day like 2026-11-23."), field=field) from error
    # Python reads 20261123 and 2026-W48-1 too.
    if day.isoformat() != text:
        raise InvalidInputError(_("Write a day like 2026-11-23."), field=field)
    return day
