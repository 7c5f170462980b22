"""The door: an answer is kept for a day, a request to wait is obeyed by everybody."""

from datetime import timedelta

import pytest

from conftest import NOW
from veturi.surfaces.gateways.ytj import samples, service
from veturi.surfaces.gateways.ytj.client import Client
from veturi.surfaces.gateways.ytj.local import Twin
from veturi.surfaces.gateways.ytj.refusals import Busy, NotFound, NotReached

pytestmark = pytest.mark.django_db
SHOP = samples.MACHINE_SHOP


@pytest.fixture
def through_client(outside, settings):
    settings.YTJ_TWIN, settings.YTJ_URL = "", outside.address
    return outside


def test_settings_choose_between_the_client_and_its_twin(settings):
    assert service.register() == Twin()

    settings.YTJ_TWIN, settings.YTJ_URL = "", "https://ytj.invalid"
    assert service.register() == Client("https://ytj.invalid")

    settings.YTJ_URL = ""
    with pytest.raises(NotReached):
        service.register()


def test_an_answer_is_kept_for_a_day(through_client):
    first = service.ask(SHOP, at=NOW)
    again = service.ask(SHOP, at=NOW + timedelta(hours=23))
    assert len(through_client.asked) == 1
    assert again == first and again.at == NOW

    later = service.ask(SHOP, at=NOW + timedelta(hours=25))
    assert len(through_client.asked) == 2
    assert later.at == NOW + timedelta(hours=25)


def test_who_wants_a_fresher_one_says_so(through_client):
    service.ask(SHOP, at=NOW)

    service.ask(SHOP, at=NOW + timedelta(minutes=6), within=timedelta(minutes=5))

    assert len(through_client.asked) == 2


def test_a_kept_answer_is_given_when_the_register_is_out_of_reach(through_client):
    service.ask(SHOP, at=NOW)
    through_client.answers(500)

    assert service.ask(SHOP, at=NOW + timedelta(hours=1)).at == NOW
    with pytest.raises(NotReached):
        service.ask(samples.BAKERY, at=NOW)


def test_nobody_asks_while_the_register_wants_us_to_wait(through_client):
    through_client.answers(429, b"Too many requests", Retry_After="120")
    with pytest.raises(Busy):
        service.ask(SHOP, at=NOW)
    through_client.instead = None

    with pytest.raises(Busy) as still:
        service.search("Konepaja", at=NOW + timedelta(seconds=20))
    assert still.value.retry_after == 101
    assert len(through_client.asked) == 1

    assert service.ask(SHOP, at=NOW + timedelta(seconds=121)).company.business_id == SHOP


def test_names_are_kept_as_they_are_folded(through_client):
    service.search("Konepaja", at=NOW)
    service.search("  KONEPAJA ", at=NOW)

    assert len(through_client.asked) == 1


def test_a_name_that_nobody_has_is_not_found():
    with pytest.raises(NotFound):
        service.search("Olematon", at=NOW)


def test_of_many_only_those_that_are_shown_are_kept(through_client):
    import json

    rows = [
        {"businessId": {"value": f"{n}"}, "names": [{"name": f"Paja {n}", "type": "1"}]}
        for n in range(1, 100)
    ]
    body = json.dumps({"totalResults": 321, "companies": [{"names": []}, *rows]}).encode()
    through_client.answers(200, body)

    found = service.search("Paja", at=NOW)

    assert (found.total, len(found.companies)) == (321, service.SHOWN - 1)


def test_a_company_without_a_name_is_no_answer(through_client):
    body = f'{{"companies": [{{"businessId": {{"value": "{SHOP}"}}}}]}}'
    through_client.answers(200, body.encode())

    with pytest.raises(NotReached):
        service.ask(SHOP, at=NOW)
