"""The page that asks about the charges of a bank statement."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, press, provider_id, shown
from tests.spend.statement_files import csv_of
from tracker.kitelog import Kitelog
from tracker.spend import PurchaseEntry
from tracker.spend.statements import Answer

D = Decimal
CHARGE = "2026-11-10,JPAY *MEDIA 800-574-5729,-7.20"
SHOES = "2026-11-11,SHOES,-70.00"


def upload(app: AppTest, content: bytes) -> AppTest:
    """Chooses a file."""
    return app.file_uploader[0].set_value(("statement.csv", content, "text/csv")).run()


def opened(open_page: OpenPage, *lines: str) -> AppTest:
    app = upload(open_page("statement.py"), csv_of(*lines))
    assert not app.exception
    return app


def say(app: AppTest, what: str, number: int = 0) -> AppTest:
    """Answers a charge."""
    cards = [group for group in app.segmented_control if str(group.key).endswith(".what")]
    app = cards[number].set_value(what).run()
    assert not app.exception
    return app


def field(elements: Any, name: str) -> Any:
    """The field of this name."""
    return next(element for element in elements if str(element.key).endswith(f".{name}"))


def bought_before(kitelog: Kitelog, day: int = 1, month: int = 8) -> int:
    """A pack of 30 stamps for $4.20 and a fee of $3.00."""
    at = datetime(2026, month, day, 12, tzinfo=ZoneInfo("America/New_York"))
    entry = PurchaseEntry(provider_id(kitelog), "stamps", at, D("4.20"), D("3.00"), 30, "stamp")
    return kitelog.spend.log_purchase(entry)


def test_without_a_file_it_says_what_becomes_of_one(family: Kitelog, open_page: OpenPage) -> None:
    app = open_page("statement.py")
    assert not app.exception
    assert app.title[0].value == "Bank or card statement"
    assert "nothing of it is kept" in shown(app)
    assert "Keep these" not in [button.label for button in app.button]


def test_a_charge_is_asked_about_as_it_was_bought_before(family: Kitelog, open_page: OpenPage) -> None:
    bought_before(family)
    app = opened(open_page, CHARGE, SHOES, SHOES)
    words = shown(app)
    assert app.title[0].value == "1 charge to answer"
    assert r"Tue 10 Nov\, JPAY \*MEDIA 800\-574\-5729\:" in words
    assert "With JPay: 30 stamps for $4.20 and a fee of $3.00?" in words
    assert "2 other lines were left alone." in words
    assert "SHOES" not in words


def test_messages_are_logged_and_undo_takes_them_back(family: Kitelog, open_page: OpenPage) -> None:
    bought_before(family)
    app = press(say(opened(open_page, CHARGE, SHOES), "messages"), "Keep these")
    assert not app.exception
    assert "1 answer was kept, 1 purchase was logged." in shown(app)
    assert app.title[0].value == "Every charge here is answered"
    card = family.spend.purchases()[0]
    assert (card.amount, card.fee, card.units, card.member) == (D("4.20"), D("3.00"), 30, "Mom")
    app = press(app, "Undo")
    assert not app.exception
    assert app.title[0].value == "1 charge to answer"
    assert len(family.spend.purchases()) == 1


def test_what_was_bought_can_be_corrected(family: Kitelog, open_page: OpenPage) -> None:
    app = say(opened(open_page, CHARGE), "messages")
    field(app.number_input, "units").set_value(60)
    field(app.text_input, "fee").set_value("$1.20")
    app = press(app.run(), "Keep these")
    assert not app.exception
    card = family.spend.purchases()[0]
    assert (card.kind, card.units, card.unit, card.amount, card.fee) == (
        "stamps",
        60,
        "stamp",
        D("6.00"),
        D("1.20"),
    )


@pytest.mark.parametrize(("kind", "units"), [("credit", 0), ("subscription", 1), ("fee", 0)])
def test_each_kind_has_its_fields(family: Kitelog, open_page: OpenPage, kind: str, units: int) -> None:
    app = say(opened(open_page, CHARGE), "messages")
    app = field(app.selectbox, "kind").set_value(kind).run()
    assert not app.exception
    if units:
        field(app.number_input, "units").set_value(units)
        app.run()
    press(app, "Keep these")
    card = family.spend.purchases()[0]
    assert (card.kind, card.units, card.amount + card.fee) == (kind, units or None, D("7.20"))


def test_phone_and_commissary_are_remembered_and_not_logged(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, CHARGE, "2026-11-12,JPAY,-20.00", "2026-11-13,JPAY,-30.00")
    app = press(say(say(app, "phone"), "commissary", 1), "Keep these")
    assert "2 answers were kept." in shown(app)
    assert app.title[0].value == "1 charge to answer"
    assert family.spend.purchases() == ()
    app = press(say(app, "other"), "Keep these")
    assert app.title[0].value == "Every charge here is answered"
    assert "3 were answered before." in shown(app)


def test_a_purchase_that_is_there_is_proposed_as_the_same(family: Kitelog, open_page: OpenPage) -> None:
    bought_before(family, 8, 11)
    app = opened(open_page, CHARGE)
    assert "The same as your purchase of Sun 8 Nov: 30 stamps for $4.20 and a fee of $3.00?" in shown(app)
    app = press(app, "Keep these")
    assert app.title[0].value == "Every charge here is answered"
    assert len(family.spend.purchases()) == 1


def test_a_refund_says_that_it_came_back(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, CHARGE, "2026-11-12,JPAY,5.00", SHOES)
    assert "came back" in shown(app)
    press(say(app, "messages", 1), "Keep these")
    assert [(card.kind, card.paid) for card in family.spend.purchases()] == [("refund", D("-5.00"))]


def test_a_company_of_several_apps_asks_which(family: Kitelog, open_page: OpenPage) -> None:
    app = say(opened(open_page, "2026-11-12,GTL*INMATE,-8.00"), "messages")
    choice = field(app.selectbox, "provider")
    assert choice.options == ["GettingOut", "ConnectNetwork"]
    app = choice.set_value("ConnectNetwork").run()
    press(app, "Keep these")
    assert family.spend.purchases()[0].provider == "ConnectNetwork"


def test_nothing_answered_is_told_at_the_button(family: Kitelog, open_page: OpenPage) -> None:
    app = press(opened(open_page, CHARGE), "Keep these")
    assert "Nothing is answered yet" in app.error[0].value
    app = press(say(app, "phone"), "Keep these")
    assert not app.error


def test_a_fee_that_is_none_names_its_charge(family: Kitelog, open_page: OpenPage) -> None:
    app = say(opened(open_page, CHARGE, "2026-11-12,JPAY,-5.00"), "messages")
    app = say(app, "phone", 1)
    for typed, why in (("1,50", "with a point"), ("9.00", "fee is more"), ("=1+1", "digits")):
        field(app.text_input, "fee").set_value(typed)
        app = press(app.run(), "Keep these")
        assert "JPAY" in app.error[0].value
        assert why in app.error[0].value
    assert family.spend.purchases() == ()
    assert app.title[0].value == "2 charges to answer"


def test_an_order_that_nobody_can_tell_is_asked(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, "02/03/2026,JPAY,-7.20")
    assert "How is this statement read" in app.title[0].value
    question = field(app.segmented_control, "asked")
    assert question.options == ["Tue 3 Feb 2026", "Mon 2 Mar 2026"]
    app = question.set_value("day").run()
    assert not app.exception
    assert "Mon 2 Mar" in shown(app)
    assert app.title[0].value == "1 charge to answer"


def test_columns_can_be_corrected(family: Kitelog, open_page: OpenPage) -> None:
    content = csv_of("2026-11-10,2026-11-12,JPAY,7.20", head="Date,Booked,Payee,Amount")
    app = upload(open_page("statement.py"), content)
    assert "Tue 10 Nov" in shown(app)
    app = field(app.selectbox, "date").set_value(1).run()
    assert not app.exception
    assert "Thu 12 Nov" in shown(app)
    app = field(app.segmented_control, "charges").set_value("minus").run()
    assert "came back" in shown(app)
    app = field(app.selectbox, "description").set_value(1).run()
    assert "One column cannot be two things" in app.error[0].value
    app = field(app.selectbox, "description").set_value(2).run()
    assert not app.error
    assert app.title[0].value == "1 charge to answer"


def test_a_charge_that_the_bank_lists_twice_says_so(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, CHARGE, CHARGE, "2026-11-12,JPAY,-5.00")
    assert shown(app).count("The bank lists this 2 times that day. Each asks for its own answer.") == 2
    app = press(say(say(app, "phone"), "messages", 1), "Keep these")
    assert "The bank lists this" not in shown(app)
    assert app.title[0].value == "1 charge to answer"
    assert len(family.spend.purchases()) == 1


def test_a_second_download_in_the_same_file_is_told_and_counts_once(
    family: Kitelog, open_page: OpenPage
) -> None:
    app = upload(open_page("statement.py"), csv_of(CHARGE) * 2)
    assert app.title[0].value == "1 charge to answer"
    assert "1 stands twice in the file and counts once." in shown(app)


def test_a_provider_in_the_memo_stays_found_when_the_order_is_answered(
    family: Kitelog, open_page: OpenPage
) -> None:
    content = csv_of(
        "02/03/2026,Card,JPAY,-7.20", "02/03/2026,JPAY ACH,,-5.00", head="Date,Description,Memo,Amount"
    )
    app = upload(open_page("statement.py"), content)
    app = field(app.segmented_control, "asked").set_value("day").run()
    assert app.title[0].value == "2 charges to answer"
    app = field(app.selectbox, "description").set_value(2).run()
    assert app.title[0].value == "1 charge to answer"


def test_unknown_columns_are_asked_for(family: Kitelog, open_page: OpenPage) -> None:
    app = upload(open_page("statement.py"), csv_of("first,JPAY,second", head="A,B,C"))
    assert "How is this statement read" in app.title[0].value
    assert "Some columns could not be told" in shown(app)
    for name, place in (("date", 0), ("description", 1), ("amount", 2)):
        app = field(app.selectbox, name).set_value(place).run()
        assert not app.exception
    assert 'Line 2, A "first": This is no date with a year.' in shown(app)


def test_money_in_two_columns_can_be_chosen(family: Kitelog, open_page: OpenPage) -> None:
    content = csv_of("2026-11-10,JPAY,7.20,", "2026-11-11,JPAY,,1.00", head="Date,Payee,X,Y")
    app = upload(open_page("statement.py"), content)
    app = field(app.segmented_control, "money").set_value("two").run()
    app = field(app.selectbox, "debit").set_value(2).run()
    app = field(app.selectbox, "credit").set_value(3).run()
    assert not app.exception
    assert app.title[0].value == "2 charges to answer"
    assert shown(app).count("came back") == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"one line", "no table"),
        (csv_of(CHARGE) + b"\0", "Line 3"),
    ],
)
def test_another_file_is_one_sentence(family: Kitelog, open_page: OpenPage, content: bytes, why: str) -> None:
    app = upload(open_page("statement.py"), content)
    assert not app.exception
    assert why in app.error[0].value.replace("\\", "")
    assert app.title[0].value == "Bank or card statement"


def test_a_line_that_cannot_be_read_is_told_by_line(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, CHARGE, "11/31/2026,JPAY,-1.00", "99/99/2026,SHOES,-1.00")
    assert "1 cannot be taken." in shown(app)
    assert 'Line 3, Date "11/31/2026": There is no such day.' in shown(app)
    assert "SHOES" not in shown(app)


def test_many_lines_that_cannot_be_taken_are_a_table(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, CHARGE, *["2026-11-10,JPAY,x"] * 11)
    assert "11 cannot be taken." in shown(app)
    assert "no amount of dollars" in app.dataframe[0].value.to_string()


def test_a_statement_without_a_provider_says_so(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, SHOES)
    assert app.title[0].value == "No charge of a provider was found"
    assert "1 other line was left alone." in shown(app)
    assert "SHOES" not in shown(app)


def test_what_a_bank_wrote_shows_to_the_letter(family: Kitelog, open_page: OpenPage) -> None:
    hostile = "JPAY ![x](http://a.example/p.png) **b** :red[c] =1+1"
    app = opened(open_page, f"2026-11-10,{hostile},-7.20", f'2026-11-10,JPAY,"{hostile}"')
    marked = "\n".join(str(found.value) for found in (*app.markdown, *app.title, *app.error))
    assert "![x]" not in marked
    assert "**b**" not in marked
    assert r"\!\[x\]" in marked


def test_what_another_window_answered_goes_from_the_list(family: Kitelog, open_page: OpenPage) -> None:
    app = say(opened(open_page, CHARGE), "phone")
    proposals = family.statements.read(csv_of(CHARGE)).proposals
    family.statements.take([Answer(proposals[0], "commissary")])
    app = press(app, "Keep these")
    assert not app.exception
    assert "answered already" in app.error[0].value
    assert app.title[0].value == "Every charge here is answered"


def test_many_charges_come_some_at_a_time(family: Kitelog, open_page: OpenPage) -> None:
    app = opened(open_page, *(f"2026-11-10,JPAY {n},-{n}.00" for n in range(1, 26)))
    assert app.title[0].value == "25 charges to answer"
    assert "5 more come after these." in shown(app)
    for number in range(20):
        app = say(app, "phone", number)
    app = press(app, "Keep these")
    assert app.title[0].value == "5 charges to answer"
