"""What messages cost at a place by each way, as a CSV file."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.directory import Directory
from tracker.directory.cards import Answer
from tracker.errors import InvalidInputError, NotFoundError
from tracker.spend.comparing.cheaper import Cheaper, a_year
from tracker.spend.comparing.compare import Compared, compare
from tracker.spend.comparing.room import Comparing
from tracker.spend.comparing.usage import Usage, typed_usage
from tracker.spend.comparing.words import way_words
from tracker.spend.sheets import Sheet, Value, sheet_csv
from tracker.wording import _

if TYPE_CHECKING:
    from tracker.spend import Spend

COLUMNS = (
    "provider",
    "way",
    "bought",
    "fees_usd",
    "month_usd",
    "per_message_usd",
    "left_over",
    "messages",
)

CHEAPER = (
    "contact",
    "facility",
    "provider",
    "way",
    "bought",
    "fees_usd",
    "cost_usd",
    "per_message_usd",
    "left_over",
    "messages",
    "days",
    "saving_a_year_usd",
    "as_of",
    "source",
)


def compare_sheet(rows: Sequence[Compared]) -> Sheet:
    """A row for each way; dollars are exact, empty where no price is known."""
    return Sheet(
        COLUMNS,
        tuple(
            (
                row.provider,
                way_words(row.name, row.unknown),
                row.bought,
                None if row.cost is None else str(row.fees),
                None if row.cost is None else str(row.cost),
                None if row.per_message is None else str(row.per_message),
                row.left_over,
                row.messages,
            )
            for row in rows
        ),
    )


def cheaper_sheet(one: Cheaper) -> Sheet:
    """What one contact's messages really cost, and a row for each way.

    A saving only where there is one, and every price of the way is known.
    """
    who = (one.contact, one.facility)
    now = (
        *who, one.provider, _("What you do now"), None, str(one.fees), str(one.cost), _text(one.per_message),
        None, one.messages, one.days, None, None, None,
    )  # fmt: skip
    return Sheet(CHEAPER, (now, *((*who, *_way(one, row)) for row in one.options)), texts=(0, 1, 2, 13))


def _way(one: Cheaper, row: Compared) -> tuple[Value, ...]:
    price, known = row.option.price, row.cost is not None
    saving = None
    if row.cost is not None and not row.unknown:
        saving = a_year(Fraction(one.cost), row.cost, one.days)
    return (
        row.provider,
        way_words(row.name, row.unknown),
        row.bought,
        str(row.fees) if known else None,
        _text(row.cost),
        _text(row.per_message),
        row.left_over,
        row.messages,
        row.days,
        _text(saving),
        price.as_of.isoformat() if price else None,
        price.source if price else None,
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def place_params(answer: Answer) -> dict[str, str]:
    """What names a place in an address: a stored facility, an agency, or a name as typed."""
    place = answer.place
    if place.id is not None:
        return {"facility": str(place.id)}
    if not place.name:
        return {"agency": answer.agency}
    found = {"name": place.name, "state": place.state, "kind": place.kind or ""}
    return {name: value for name, value in found.items() if value}


def compare_csv_text(spend: "Spend", directory: Directory, params: Mapping[str, str]) -> str:
    """The file behind `/export/compare.csv`.

    `params` name the place as `place_params` does, and hold `messages` and `photos` a month; without these
    it is what the family sent on the last 90 days. Raises KitelogError with a sentence.
    """
    answer = _answer(directory, params)
    rows = compare(answer, _usage(spend, answer, params), paid_fees=spend.paid_fees())
    return sheet_csv(compare_sheet(rows))


def cheaper_csv_text(comparing: Comparing, params: Mapping[str, str]) -> str:
    """The same file for the messages really sent to one `contact`. Raises KitelogError with a sentence."""
    number = _number(params.get("contact", ""), "contact")
    found = next((one for one in comparing.cheaper() if one.contact_id == number), None)
    if found is None:
        raise NotFoundError(_("This person is at no place now. Choose another on the Spend page."))
    return sheet_csv(cheaper_sheet(found))


def _answer(directory: Directory, params: Mapping[str, str]) -> Answer:
    if "facility" in params:
        return directory.answer(_number(params["facility"], "facility"))
    if "agency" in params:
        return directory.answer_for_agency(params["agency"])
    return directory.answer_typed(params.get("name", ""), params.get("state", ""), params.get("kind") or None)


def _usage(spend: "Spend", answer: Answer, params: Mapping[str, str]) -> Usage:
    if "messages" not in params:
        return spend.usage_near(answer.place.id)
    return typed_usage(_number(params["messages"], "messages"), _number(params.get("photos", "0"), "photos"))


def _number(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise InvalidInputError(_("Write a whole number, like 30."), field=field)
    return int(text)
