"""A year as a page for paper: plain HTML with one style sheet, no script, everything escaped."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from tracker.spend.lost import LostBalance, LostMessage
from tracker.spend.year import words
from tracker.spend.year.model import PaidFor, Year
from tracker.wording import _, day_words, instant_words, money_words, month_word

STYLE = "/print/paper.css"
MOST_WORD = 18


def year_paper(year: Year) -> str:
    """The whole document."""
    parts = [_head(year), _in_all(year)]
    if year.empty:
        parts.append(f"<p>{_text(_('Nothing was sent or bought in these days.'))}</p>")
    else:
        parts += [_providers(year), _months(year), _contacts(year), _lost(year)]
        parts.append(f"<p>{_text(words.rounding())}</p>")
    title = _text(words.title(year))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>Kitelog: {title}</title>\n<link rel="stylesheet" href="{STYLE}">\n</head>\n<body>\n<main>\n'
        f'<p class="screen">{_text(_("This page is made for paper: print it with your browser."))}</p>\n'
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(year: Year) -> str:
    sentences = [
        words.from_whom(year),
        _("It covers {days}, by the clock of {zone}.").format(
            days=words.days(year), zone=year.zone.rsplit("/", 1)[-1].replace("_", " ")
        ),
    ]
    if year.contact is not None:
        sentences.append(
            _(
                "It is about {name} alone. What was paid cannot be told for one person: stamps and fees"
                " are for everybody."
            ).format(name=year.contact)
        )
    printed = _("Printed on {day}.").format(day=day_words(year.today, year=True))
    return (
        f"<h1>{_text(words.title(year))}</h1>\n<p>{_text(' '.join(sentences))}</p>\n"
        f'<p class="printed">{_text(printed)}</p>'
    )


def _in_all(year: Year) -> str:
    rows = [(name, _amount(amount), meaning) for name, amount, meaning in words.counted(year)]
    columns = (_("In all"), _("Sum"), _("What it means"))
    return _table(_("What was counted"), year, columns, rows, numbers={1})


def _providers(year: Year) -> str:
    if year.paid_for is None:
        columns = (_("Provider"), _("Messages"), _("Answered"), _("Used"), _("Lost"))
        return _table(
            _("With whom"),
            year,
            columns,
            [
                (row.name, row.figures.messages, row.figures.answered, row.figures.used, row.figures.lost)
                for row in year.providers
            ],
            total=(_("In all"), year.total.messages, year.total.answered, year.total.used, year.total.lost),
        )
    return _paid_to(year, year.paid_for)


def _paid_to(year: Year, in_all: PaidFor) -> str:
    kinds = [kind for kind in words.KINDS if getattr(in_all, kind)]
    columns = (_("Paid to"), *(words.kind_words(kind) for kind in kinds), _("Paid"))
    rows = [(row.name, *_paid(row.paid_for, kinds)) for row in year.providers if row.paid_for is not None]
    total = (_("In all"), *_paid(in_all, kinds))
    return _table(_("Paid to whom, for what"), year, columns, rows, total=total)


def _paid(found: PaidFor, kinds: Sequence[str]) -> list[Decimal]:
    return [
        *(-getattr(found, kind) if kind == "refunds" else getattr(found, kind) for kind in kinds),
        found.paid,
    ]


def _months(year: Year) -> str:
    told = year.paid_for is not None
    columns = (
        _("Month"), _("Messages"), _("Answered"), *((_("Paid"), _("of it fees")) if told else ()),
        _("Used"), _("Lost"),
    )  # fmt: skip
    rows = [(month_word(int(row.month[5:])), *_figures(row.figures, told=told)) for row in year.months]
    total = (_("In all"), *_figures(year.total, told=told))
    return _table(_("Month by month"), year, columns, rows, total=total)


def _figures(found: object, *, told: bool) -> list[object]:
    names = ("messages", "answered", *(("paid", "fees") if told else ()), "used", "lost")
    return [getattr(found, name) for name in names]


def _contacts(year: Year) -> str:
    columns = (_("Person"), _("Messages"), _("Answered"), _("Used"), _("Lost"))
    rows = [
        (row.name, row.figures.messages, row.figures.answered, row.figures.used, row.figures.lost)
        for row in year.contacts
    ]
    return "" if year.contact is not None else _table(_("To whom"), year, columns, rows)


def _lost(year: Year) -> str:
    """Every message and balance that was lost, newest first."""
    lost = year.lost.both
    if not lost:
        return f"<h2>{_text(_('What was lost'))}</h2>\n<p>{_text(_('Nothing was lost in these days.'))}</p>"
    columns = (_("On"), _("To"), _("With"), _("How it was lost"), _("Value"))
    rows = [_lost_row(loss, year.zone) for loss in lost]
    table = _table(_("What was lost"), year, columns, rows, numbers={4}, kind="dated")
    if year.lost.next is None:
        return table
    more = _("Of the messages these are the newest {n}. The CSV file has every one.")
    return f"{table}\n<p>{_text(more.format(n=len(year.lost.messages)))}</p>"


def _lost_row(loss: LostMessage | LostBalance, zone: str) -> tuple[object, ...]:
    to = "" if isinstance(loss, LostBalance) else loss.contact
    value = _("no price known") if loss.value is None else loss.value
    return instant_words(loss.at, zone), to, loss.provider, loss.why, value


def _table(
    caption: str,
    year: Year,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    total: Sequence[object] | None = None,
    numbers: set[int] | None = None,
    kind: str = "sums",
) -> str:
    """A table under its own heading; what is not in `numbers` (all but the first column) is text."""
    right = set(range(1, len(columns))) if numbers is None else numbers
    head = "".join(
        f'<th{_class(name, number, right)} scope="col">{_text(name)}</th>'
        for number, name in enumerate(columns)
    )
    body = "\n".join(_row(row, right) for row in rows)
    foot = f"\n<tfoot>{_row(total, right)}</tfoot>" if total else ""
    return (
        f'<h2>{_text(caption)}</h2>\n<table class="{kind}">\n<caption>{_text(words.unit(year))}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>{foot}\n</table>"
    )


def _row(cells: Sequence[object], right: set[int]) -> str:
    first, *others = map(_amount, cells)
    rest = "".join(
        f"<td{_class(text, number, right)}>{_text(text)}</td>" for number, text in enumerate(others, start=1)
    )
    return f'<tr><th{_class(first, 0, right)} scope="row">{_text(first)}</th>{rest}</tr>'


def _class(text: str, number: int, right: set[int]) -> str:
    if number in right:
        return ' class="number"'
    # Broken anywhere only where it must be: no name may push a column off the paper.
    return ' class="long"' if max(map(len, text.split()), default=0) > MOST_WORD else ""


def _amount(value: object) -> str:
    if isinstance(value, Decimal):
        return money_words(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _text(words_typed: str) -> str:
    """What people typed, to the letter, on one line."""
    return escape(" ".join(words_typed.split()))
