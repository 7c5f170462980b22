"""Lists and pages with addresses that nobody means: a page all the same, or a kind “not there”."""

from urllib.parse import urlencode

import pytest
from django.urls import get_resolver, reverse

from tests.bad_input.bad_values import LONG, NUL, ODD, PAST_64_BITS
from tests.bad_input.forms_in_pages import fields_of, soup

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
LISTS = (
    *("my_students", "students", "student_suggestions", "periods", "calendar", "fragments"),
    *("guard", "guard_forecast", "responses", "surveys", "rounds", "worries", "new_uses"),
    *("offers", "offer_calendar", "contact_requests", "visits", "field", "period_new"),
    *("visit_new", "visit_plan_new"),
)
# What the addresses of these pages hold beside the filters that stand in them.
ALWAYS = {
    *("page", "sort", "group", "by", "columns", "view", "chosen", "month", "length", "quarter"),
    *("teacher", "student", "offer", "of", "q", "state", "status", "settled", "export"),
}
KEYS = {"teacher", "student", "offer", "of", "page", "chosen", "q"}
WRONG = ("", "ei_ole", "-1", "0", "31.2.2026", "1.1.0001", "9999-4", "0000-1", "NaN", PAST_64_BITS)
# A page, elsewhere, not for one, not there.
FINE = {200, 302, 403, 404}
WORST = (NUL, LONG, ODD)


def asked(browser, path, query):
    """What it answers; a crash is told by its name."""
    address = f"{path}?{urlencode(query, errors='surrogatepass')}"
    try:
        return browser.get(address).status_code
    except Exception as crash:  # noqa: BLE001 - what the page would answer with 500
        return repr(crash)[:150]


@pytest.mark.parametrize("names", [LISTS[::3], LISTS[1::3], LISTS[2::3]])
def test_a_list_answers_whatever_its_address_asks(names, sender):
    browser = sender()
    wrong = {
        (name, str(query)[:80]): answer
        for name in names
        for path in [reverse(f"placements:{name}")]
        for query in queries_of(soup(browser.get(path)))
        if (answer := asked(browser, path, query)) not in FINE
    }

    assert wrong == {}


def queries_of(page):
    """Each filter by itself with the worst, then all that an address may hold with each value."""
    filters = {name for form in page.select("form[method=get]") for name in fields_of(form)}
    alone = sorted(filters | KEYS)
    names = sorted(filters | ALWAYS)
    return [
        *({name: value} for name in alone for value in (NUL, PAST_64_BITS)),
        *(dict.fromkeys(names, value) for value in (*WRONG, *WORST)),
    ]


def test_keys_that_no_row_can_have_are_not_there(sender):
    browser = sender()
    names = [
        one.name
        for one in get_resolver("veturi.cooperation.placements.urls").url_patterns
        if "<int:key>" in str(one.pattern) and "door/" not in str(one.pattern)
    ]
    wrong = {}
    for name in names:
        for key in (0, 10**18, 10**30):
            args = [key, "training"] if name == "agreement_new" else [key]
            address = reverse(f"placements:{name}", args=args)
            answers = {browser.get(address).status_code, browser.post(address).status_code}
            if not answers <= {404, 405}:
                wrong[name] = answers

    assert wrong == {}
