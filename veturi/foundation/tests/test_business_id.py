import pytest
from django.utils import translation
from stdnum.fi import ytunnus

from veturi.foundation.business_id import (
    NotABusinessId,
    is_business_id,
    made_up_business_id,
    read_business_id,
)

RIGHT = ["1234567-1", "5523718-7", "1234561-2", "0112038-9", "0116297-6", "0877830-0"]
WRONG = ["Ei y-tunnusta", "1234567-1 ", "1234567-2", "7654321-8", "12345671", "１234567-1", ""]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_business_id_is_recognised_and_read_as_it_is(text):
    assert is_business_id(text)
    assert read_business_id(text) == text


@pytest.mark.parametrize("text", WRONG)
def test_only_the_official_form_with_its_check_digit_is_recognised(text):
    assert not is_business_id(text)


@pytest.mark.parametrize(
    "written",
    [
        "FI09421653",
        "fi 0942165-3",
        " 0942165-3\u00a0",
        "0942165 - 3",
        "09421653",
        "0942165–3",
        "942165-3",
        "9421653",
    ],
)
def test_other_ways_of_writing_lead_to_the_official_form(written):
    assert read_business_id(written) == "0942165-3"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (" ", "Write the business ID, for example 1234567-1."),
        (
            "Ei y-tunnusta",
            "A business ID is seven digits, a hyphen and a check digit, for example 1234567-1.",
        ),
        (
            "1234567-8",
            "The check digit does not match: look for a wrong digit in the business ID.",
        ),
        (
            "112038-8",
            "The check digit does not match: look for a wrong digit in the business ID.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(written, reason):
    with translation.override("en"), pytest.raises(NotABusinessId) as refusal:
        read_business_id(written)

    with translation.override("en"):
        assert str(refusal.value) == reason


def test_a_number_whose_check_digit_would_be_ten_is_not_in_use():
    without = [f"{number}-{digit}" for number in range(1_000_000, 1_000_011) for digit in range(10)]

    assert sum(map(is_business_id, without)) < 11
    assert [i for i in without if is_business_id(i)] == [i for i in without if ytunnus.is_valid(i)]


def test_made_up_ids_are_right_in_form_distinct_and_the_same_every_time():
    made_up = [made_up_business_id(n) for n in range(2_000)]

    assert all(map(is_business_id, made_up))
    assert len(set(made_up)) == 2_000
    assert made_up == [made_up_business_id(n) for n in range(2_000)]
    assert min(made_up) >= "9000000-0"


@pytest.mark.parametrize("n", [-1, 500_000])
def test_there_is_no_made_up_id_beyond_the_range(n):
    with pytest.raises(ValueError):
        made_up_business_id(n)
