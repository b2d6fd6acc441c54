"""A provider as a contact's place sees it: whether it serves there, who must start, how one begins."""

from dataclasses import dataclass, replace
from datetime import date

from storage.tables import Provider
from tracker.directory.answer import answer as answer_for
from tracker.directory.answer import current_ones
from tracker.directory.cards import Answer, PlaceFacts, ServedBy
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Limit
from tracker.directory.catalogue.model import Provider as Listed
from tracker.directory.said.told import Told


@dataclass(frozen=True, slots=True)
class Service:
    """`served` is False where the place is known to use others. `answer` has this provider's own steps.

    `starts` is family, inside, either, or None when it is not known.
    """

    name: str
    postal: bool
    served: bool
    starts: str | None
    answer: Answer

    @property
    def limits(self) -> tuple[Limit, ...]:
        """How many people the person inside may have on the list."""
        return () if self.postal else tuple(row for row in self.answer.limits if row.of == "contacts")


def service_at(catalogue: Catalogue, provider: Provider | None, place: Answer | None, day: date) -> Service:
    """The provider at a place; each of the two is None where it is not known."""
    answer = place or answer_for(catalogue, PlaceFacts(""), Told(), day)
    if provider is None:
        return Service("", False, served=False, starts=None, answer=answer)
    listed = lookup.provider_named(catalogue, provider.name)
    if provider.kind == "postal":
        return Service(provider.name, True, served=True, starts="family", answer=answer)
    serving = _serving(answer, provider, listed)
    starts = _starts(catalogue, answer, serving, listed)
    return Service(
        provider.name,
        False,
        served=serving is not None or not current_ones(answer),
        starts=starts,
        answer=replace(
            answer,
            steps=_steps(answer, serving, listed),
            must_be_invited=None if starts is None else starts == "inside",
            list_note=answer.list_note if serving else "",
        ),
    )


def _serving(answer: Answer, provider: Provider, listed: Listed | None) -> ServedBy | None:
    account = (listed.account or listed.slug) if listed else ""
    for row in answer.providers:
        if row.name.casefold() == provider.name.casefold() or (listed and row.slug == listed.slug):
            return row
    return next((row for row in answer.providers if account and row.account == account), None)


def _starts(
    catalogue: Catalogue, answer: Answer, serving: ServedBy | None, listed: Listed | None
) -> str | None:
    """The agency's word goes before the provider's, where the provider serves there."""
    agency = lookup.agency(catalogue, answer.agency)
    if serving and agency and agency.starts:
        return agency.starts
    return serving.starts if serving else listed.starts if listed else None


def _steps(answer: Answer, serving: ServedBy | None, listed: Listed | None) -> tuple[str, ...]:
    """The place's own steps where they are about this provider alone, else the provider's."""
    current = [row for row in answer.providers if row.role == "current"]
    if serving and len({row.account for row in current}) == 1 and serving.account == current[0].account:
        return answer.steps
    return listed.steps if listed else ()
