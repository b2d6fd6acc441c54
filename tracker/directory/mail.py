"""Where a letter goes: the facility's address, a scanning vendor's, or nowhere before somebody was asked."""

from tracker.directory.cards import MailAnswer, PlaceFacts
from tracker.directory.catalogue.model import Agency
from tracker.wording import _


def mail_answer(place: PlaceFacts, agency: Agency | None) -> MailAnswer:
    """The address for letters, a line for each line on the envelope.

    Where a vendor scans the mail the street address is never given: letters sent there come back.
    """
    name, number = _("[their full name]"), _("[their number]")
    rule = agency.mail if agency else None
    if rule is not None and rule.kind != "facility":
        told = {"name": name, "id_number": number, "facility": place.name or _("[the facility]")}
        lines = tuple(line.format(**told) for line in rule.lines) if rule.kind == "scanned" else ()
        return MailAnswer(lines, ask=not lines, fact=rule, note=rule.note)
    if not (place.address and place.city):
        return MailAnswer((), ask=True, fact=rule, note=rule.note if rule else "")
    town = f"{place.city}, {place.state} {place.postcode}".strip()
    note = rule.note if rule else _("Confirm the address: some places have letters scanned elsewhere.")
    return MailAnswer((f"{name}, {number}", place.name, place.address, town), ask=False, fact=rule, note=note)
