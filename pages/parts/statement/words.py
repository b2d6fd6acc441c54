"""The sentences of the statement page; texts of a bank are as it wrote them, for `st.text` or `literal`."""

from datetime import date

from pages.parts.text import shortened
from pages.parts.wiring import now, zone
from tracker.spend.days import local_day
from tracker.spend.statements import Bought, Line, Paid, Proposal, Statement
from tracker.transfer.report import Rejected
from tracker.wording import _, day_words, money_words, ngettext

MOST_DESCRIPTION = 60


def about() -> str:
    """What becomes of a file."""
    return _(
        "Kitelog looks for the charges of messaging providers and asks what each was for. The rest of the"
        " file stays unread, and nothing of it is kept."
    )


def title(statement: Statement) -> str:
    """The page's answer."""
    number = len(statement.proposals)
    if statement.to_choose:
        return _("How is this statement read?")
    if number:
        return ngettext("{n} charge to answer", "{n} charges to answer", number).format(n=number)
    if statement.answered:
        return _("Every charge here is answered")
    return _("No charge of a provider was found")


def counts(statement: Statement) -> str:
    """What became of the other lines."""
    told = []
    if statement.answered:
        words = ngettext("{n:,} was answered before.", "{n:,} were answered before.", statement.answered)
        told.append(words.format(n=statement.answered))
    if statement.rejected_total:
        words = ngettext("{n:,} cannot be taken.", "{n:,} cannot be taken.", statement.rejected_total)
        told.append(words.format(n=statement.rejected_total))
    if statement.repeated:
        words = ngettext(
            "{n:,} stands twice in the file and counts once.",
            "{n:,} stand twice in the file and count once.",
            statement.repeated,
        )
        told.append(words.format(n=statement.repeated))
    if statement.to_choose and not statement.others:
        return " ".join(told)
    words = ngettext(
        "{n:,} other line was left alone.", "{n:,} other lines were left alone.", statement.others
    )
    return " ".join([*told, words.format(n=statement.others)])


def left_words(row: Rejected) -> str:
    """`Line 9, Posting Date "pending": This is still pending.`"""
    where = _("Line {line:,}, {column}") if row.column else _("Line {line:,}")
    words = _('{where} "{value}": {why}') if row.value else _("{where}: {why}")
    return words.format(where=where.format(line=row.line, column=row.column), value=row.value, why=row.why)


def heading(line: Line) -> str:
    """`Tue 10 Nov, JPAY *MEDIA: $7.20`."""
    amount = _("{amount} came back") if line.refund else "{amount}"
    return _("{day}, {description}: {amount}").format(
        day=_day(line.day),
        description=shortened(line.description, MOST_DESCRIPTION),
        amount=amount.format(amount=money_words(line.total)),
    )


def question(proposal: Proposal) -> str:
    """`30 stamps for $4.20 and a fee of $3.00?`; or whether it is a purchase that is there."""
    if proposal.same is not None:
        return _("The same as your purchase of {day}: {what}?").format(
            day=_day(proposal.same.day), what=bought_words(proposal.same)
        )
    return _("With {provider}: {what}?").format(
        provider=proposal.bought.provider, what=bought_words(proposal.bought)
    )


def alike(proposal: Proposal) -> str:
    """That a bank lists a charge several times, "" for one that it lists once."""
    if proposal.alike == 1:
        return ""
    words = _("The bank lists this {n:,} times that day. Each asks for its own answer.")
    return words.format(n=proposal.alike)


def _day(day: date) -> str:
    """`Tue 10 Nov`, with the year where it is another one."""
    return day_words(day, year=day.year != local_day(now(), zone()).year)


def bought_words(bought: Bought | Paid) -> str:
    """`30 stamps for $4.20 and a fee of $3.00`."""
    amount = money_words(bought.amount)
    if bought.kind == "refund":
        return _("a refund of {amount}").format(amount=amount)
    if bought.kind == "fee":
        return _("a fee of {amount}").format(amount=money_words(bought.amount + bought.fee))
    words = _("{what} for {amount}").format(what=_counted(bought), amount=amount)
    if not bought.fee:
        return words
    return _("{words} and a fee of {fee}").format(words=words, fee=money_words(bought.fee))


def _counted(bought: Bought | Paid) -> str:
    units = bought.units or 0
    several = {
        ("stamps", "stamp"): ngettext("{n} stamp", "{n} stamps", units),
        ("stamps", "message"): ngettext("{n} message", "{n} messages", units),
        ("subscription", "week"): ngettext(
            "a subscription of {n} week", "a subscription of {n} weeks", units
        ),
        ("subscription", "month"): ngettext(
            "a subscription of {n} month", "a subscription of {n} months", units
        ),
    }
    words = several.get((bought.kind, bought.unit or ""), "") if units else ""
    other = {"stamps": _("stamps"), "subscription": _("a subscription"), "credit": _("credit")}
    return words.format(n=units) or other.get(bought.kind, bought.kind)


def answer_words(what: str) -> str:
    """An answer on its button."""
    words = {
        "messages": _("Messages"),
        "phone": _("Phone"),
        "commissary": _("Commissary"),
        "other": _("Not ours"),
        "same": _("Same as before"),
    }
    return words[what]


def kept_words(lines: int, purchases: int) -> str:
    """What was kept."""
    words = ngettext("{n} answer was kept", "{n} answers were kept", lines).format(n=lines)
    if not purchases:
        return _("{words}.").format(words=words)
    more = ngettext("{n} purchase was logged", "{n} purchases were logged", purchases).format(n=purchases)
    return _("{words}, {more}.").format(words=words, more=more)
