"""What an import says of the rows that do not fit."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.directory.guard.rules import Rule
from tracker.wording import _, ngettext

MOST_CLAUSES = 3


class About(NamedTuple):
    """What rows of one rule have in common: the provider, and what stands against it.

    `uses` names whom the place uses, `most` is a limit, a `hint` where its source is undated or doubtful,
    `stands` how the connection ended; each belongs to its rules.
    """

    provider: str
    place: str = ""
    uses: str = ""
    changing: bool = False
    most: int = 0
    hint: bool = False
    stands: str = ""


def sentence(contact: str, rule: Rule, counts: Mapping[About, int]) -> str:
    """`Dad: 12 messages with photos, which CorrLinks does not take.`, the largest counts first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [_clause(rule, about, n) for about, n in ordered[:MOST_CLAUSES]]
    more = sum(n for _about, n in ordered[MOST_CLAUSES:])
    if more:
        words.append(ngettext("{n} more elsewhere", "{n} more elsewhere", more).format(n=more))
    return _("{contact}: {what}.").format(contact=contact, what="; ".join(words))


def _clause(rule: Rule, about: About, n: int) -> str:
    words = _template(rule, about, n).format(n=n, **about._asdict())
    return _("{words} (not confirmed)").format(words=words) if about.hint else words


def _template(rule: Rule, about: About, n: int) -> str:
    if rule == "wrong provider" and about.changing:
        return ngettext(
            "{n} message through {provider}, to which {place} is changing from {uses}",
            "{n} messages through {provider}, to which {place} is changing from {uses}",
            n,
        )
    if rule == "wrong provider":
        return ngettext(
            "{n} message through {provider}, while {place} uses {uses}",
            "{n} messages through {provider}, while {place} uses {uses}",
            n,
        )
    if rule == "federal":
        return ngettext(
            "{n} message through {provider}, while {place} is federal and uses CorrLinks only",
            "{n} messages through {provider}, while {place} is federal and uses CorrLinks only",
            n,
        )
    return _refused(about, n) if rule == "not approved" else _over(rule, about, n)


def _over(rule: Rule, about: About, n: int) -> str:
    if rule == "too long":
        return ngettext(
            "{n} message longer than the {most:,} characters that {provider} takes",
            "{n} messages longer than the {most:,} characters that {provider} takes",
            n,
        )
    if about.most == 0:
        return ngettext(
            "{n} message with photos, which {provider} does not take",
            "{n} messages with photos, which {provider} does not take",
            n,
        )
    return ngettext(
        "{n} message with more than the {most} photos that {provider} takes",
        "{n} messages with more than the {most} photos that {provider} takes",
        n,
    )


def _refused(about: About, n: int) -> str:
    return {
        "denied": ngettext(
            "{n} message through {provider} after the connection was denied",
            "{n} messages through {provider} after the connection was denied",
            n,
        ),
        "revoked": ngettext(
            "{n} message through {provider} after the connection was revoked",
            "{n} messages through {provider} after the connection was revoked",
            n,
        ),
        "blocked": ngettext(
            "{n} message through {provider} after the connection was blocked",
            "{n} messages through {provider} after the connection was blocked",
            n,
        ),
    }[about.stands]
