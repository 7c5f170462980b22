"""Where the link can be sent: the one e-mail and the one mobile number that all periods share."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import (
    arvo_patch_after_sms,
    bad_phone,
    contact_outcome,
    reduce_common_value,
)
from veturi.cooperation.placements.tests.national.reading import unhurried

NOBODY = "ei_kelvollisia_yhteystietoja"
LAST = "2024-01-30"
PATCH = {"tila": NOBODY, "voimassa_loppupvm": LAST}


# herätepalvelu ec371e2a: tep/emailHandler_test.
@pytest.mark.parametrize(
    ("sms", "emails", "address", "state", "patch"),
    [
        ("lahetetty", ["a@b.com", "a@b.com"], "a@b.com", None, None),
        ("lahetetty", ["a@b.com", "x@y.com"], None, "email-mismatch", None),
        ("phone-mismatch", ["a@b.com", "x@y.com"], None, "email-mismatch", PATCH),
        ("phone-invalid", [None, None], None, "no-email", PATCH),
        ("no-phone", [], None, "no-email", PATCH),
        ("no-phone", ["a@b.com", None], "a@b.com", None, None),
        ("ei_lahetetty", [None], None, "no-email", None),
        (None, ["a@b.com", "A@b.com"], None, "email-mismatch", None),
        (None, [""], None, "no-email", None),
    ],
)
def test_an_email_is_used_when_all_have_the_same(sms, emails, address, state, patch):
    found = contact_outcome(emails=emails, sms_kasittelytila=sms, voimassaloppupvm=LAST)

    assert found == {"address": address, "kasittelytila": state, "arvo_patch": patch}


# herätepalvelu ec371e2a: tep/tepSmsHandler_test.
@pytest.mark.parametrize(
    ("email", "phones", "number", "state", "patch"),
    [
        ("ei_lahetetty", ["+358401234567", "+358401234567"], "+358401234567", None, None),
        ("email-mismatch", ["1234", "1234"], None, "phone-invalid", NOBODY),
        ("ei_lahetetty", [None], None, "no-phone", None),
        ("no-email", [None], None, "no-phone", NOBODY),
        ("no-email", ["0401234567", "0407654321"], None, "phone-mismatch", NOBODY),
        ("lahetetty", ["09 123 4567"], None, "phone-invalid", None),
        ("no-email", ["0401234567", None], "0401234567", None, None),
    ],
)
def test_a_phone_is_used_when_all_have_the_same_finnish_mobile(email, phones, number, state, patch):
    found = contact_outcome(phones=phones, email_kasittelytila=email)

    assert found == {"number": number, "sms_kasittelytila": state, "arvo_patch": patch}


@pytest.mark.parametrize(
    ("emails", "phones", "outcome"),
    [
        (["a@b.com"], [None], ("a@b.com", None, None, "no-phone", None)),
        ([None], ["0401234567"], (None, "no-email", "0401234567", None, None)),
        ([], ["1234"], (None, "no-email", None, "phone-invalid", PATCH)),
    ],
)
def test_a_forecast_asks_both(emails, phones, outcome):
    found = contact_outcome(emails=emails, phones=phones, voimassaloppupvm=LAST)

    names = ("address", "kasittelytila", "number", "sms_kasittelytila", "arvo_patch")
    assert found == dict(zip(names, outcome))


def test_something_must_be_asked():
    with pytest.raises(ValueError):
        contact_outcome(sms_kasittelytila="lahetetty")


@pytest.mark.parametrize(
    ("values", "common"),
    [
        (["a@b.com", "a@b.com"], "a@b.com"),
        (["asdf", None, "asdf"], "asdf"),
        ([], None),
        ([None], None),
        (["a", "b"], None),
    ],
)
def test_what_is_common_is_one_value(values, common):
    assert reduce_common_value(values) == common


@pytest.mark.parametrize(
    ("state", "bad"),
    [
        ("phone-mismatch", True),
        ("phone-invalid", True),
        ("no-phone", True),
        ("ei_lahetetty", False),
        ("lahetetty", False),
        (None, False),
    ],
)
def test_three_states_say_that_no_phone_will_do(state, bad):
    assert bad_phone(state) is bad


@pytest.mark.parametrize(
    ("status", "last", "patch"),
    [
        ("CREATED", "2021-09-09", {"tila": "lahetetty", "voimassa_loppupvm": "2021-09-09"}),
        ("CREATED", None, {"tila": "lahetetty"}),
        ("mock-lahetys", None, {"tila": "lahetetty"}),
        ("asdfads", None, {"tila": "lahetys_epaonnistunut"}),
        ("asdfads", "2021-09-09", {"tila": "lahetys_epaonnistunut"}),
    ],
)
def test_arvo_is_told_what_became_of_a_text_message(status, last, patch):
    assert arvo_patch_after_sms(status, last) == patch


VALUES = some.lists(some.sampled_from([None, "a@b.com", "x@y.com"]), max_size=4)


@unhurried
@given(VALUES)
def test_their_order_and_number_do_not_matter(values):
    one = contact_outcome(emails=values)

    assert contact_outcome(emails=[*reversed(values), *values]) == one
    assert (one["address"] is None) == (one["kasittelytila"] is not None)
