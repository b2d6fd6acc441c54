"""What an address asks of a year, and the two documents it gets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.errors import InvalidInputError
from tracker.spend.asked import read_key
from tracker.spend.ledger import Only
from tracker.spend.year.paper import year_paper
from tracker.spend.year.sheet import year_csv
from tracker.wording import _

if TYPE_CHECKING:
    from tracker.spend import Spend
    from tracker.spend.year.model import Year


def read_year_number(params: Mapping[str, str]) -> int | None:
    """The `year` of an address, None without one. Raises InvalidInputError for what is none."""
    text = params.get("year", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InvalidInputError(_("Write a year like 2026."), field="year")
    return int(text) if text else None


def asked_year(spend: "Spend", params: Mapping[str, str]) -> "Year":
    """The year that `year` and `contact` of an address ask for. Raises KitelogError with a sentence."""
    return spend.year(read_year_number(params), read_key(params, "contact"))


def year_csv_text(spend: "Spend", params: Mapping[str, str]) -> str:
    """The file behind `/export/year.csv`."""
    year = asked_year(spend, params)
    return year_csv(year, spend.every_lost(year.first, year.last, Only(contact_id=year.contact_id)))


def year_paper_text(spend: "Spend", params: Mapping[str, str]) -> str:
    """The page behind `/print/year`."""
    return year_paper(asked_year(spend, params))
