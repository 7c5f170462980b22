"""The contract: the client, asking a server on this machine, and the twin answer alike."""

import pytest

from veturi.surfaces.gateways.ytj import samples
from veturi.surfaces.gateways.ytj.client import seconds_of
from veturi.surfaces.gateways.ytj.local import Mood, Twin
from veturi.surfaces.gateways.ytj.refusals import Busy, NotFound, NotReached
from veturi.surfaces.gateways.ytj.rules.companies import companies_in, read_company


class Pair:
    """A register, and the way to put it in a mood."""

    def __init__(self, register, outside=None):
        self.register = register
        self.outside = outside

    def is_offline(self):
        if self.outside is None:
            self.register = Twin(Mood.OFFLINE)
        else:
            self.outside.close()

    def is_busy(self):
        if self.outside is None:
            self.register = Twin(Mood.BUSY)
        else:
            self.outside.answers(429, b"Too many requests", Retry_After="60")


@pytest.fixture(params=["client", "twin"])
def pair(request):
    if request.param == "twin":
        return Pair(Twin())
    return Pair(request.getfixturevalue("client_outside"), request.getfixturevalue("outside"))


class TestARegister:
    def test_tells_a_company_by_its_business_id(self, pair):
        found = read_company(pair.register.company(samples.MACHINE_SHOP))

        assert (found.business_id, found.name.name, found.form) == (
            samples.MACHINE_SHOP,
            "Vaajavirran Konepaja Oy",
            "Osakeyhtiö",
        )

    def test_says_when_it_knows_none(self, pair):
        with pytest.raises(NotFound):
            pair.register.company("1234567-1")

    @pytest.mark.parametrize("name", ["Vaajavirran", "konepaja vaajavirta", "KONEPAJA"])
    def test_finds_by_names_of_now_and_before(self, pair, name):
        answer = pair.register.named(name)

        assert answer["totalResults"] == 1
        assert [read_company(one).business_id for one in companies_in(answer)] == [
            samples.MACHINE_SHOP
        ]

    def test_finds_nothing_by_an_unknown_name(self, pair):
        assert companies_in(pair.register.named("Olematon")) == []

    def test_every_company_can_be_read(self, pair):
        answer = pair.register.named("o")

        assert [bool(read_company(one).name.name) for one in companies_in(answer)]

    def test_offline_it_is_not_reached(self, pair):
        pair.is_offline()

        for question in (pair.register.company, pair.register.named):
            with pytest.raises(NotReached):
                question(samples.MACHINE_SHOP)

    def test_busy_it_says_how_long_to_wait(self, pair):
        pair.is_busy()

        for question in (pair.register.company, pair.register.named):
            with pytest.raises(Busy) as refusal:
                question(samples.MACHINE_SHOP)
            assert refusal.value.retry_after == 60


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b'{"timestamp":"2026-11-25 09:00:00","errorcode":500}'),
        (503, b"{}"),
        (400, b"{}"),
        (302, b""),
        (200, b"<html>Huoltokatko</html>"),
        (200, b""),
        (200, b'{"companies": [{"busin'),
        (200, b"[1, 2]"),
        (200, b"\xff\xfe"),
    ],
)
def test_what_cannot_be_used_counts_as_not_reached(client_outside, outside, status, body):
    outside.answers(status, body)

    with pytest.raises(NotReached):
        client_outside.company(samples.MACHINE_SHOP)


def test_a_register_that_does_not_answer_in_time_is_not_reached(
    client_outside, outside, monkeypatch
):
    from veturi.surfaces.gateways.ytj import client

    outside.server.shutdown()
    monkeypatch.setattr(client, "TIMEOUT", 0.2)

    with pytest.raises(NotReached):
        client_outside.company(samples.MACHINE_SHOP)


def test_it_asks_only_for_what_is_needed(client_outside, outside):
    client_outside.company(samples.MACHINE_SHOP)
    client_outside.named("ä & ö")

    assert outside.asked == [
        f"/v3/companies?businessId={samples.MACHINE_SHOP}",
        "/v3/companies?name=%C3%A4+%26+%C3%B6",
    ]


@pytest.mark.parametrize(
    ("said", "waited"),
    [
        ("5", 5),
        ("0", 1),
        ("", 60),
        ("Wed, 25 Nov 2026 09:00:00 GMT", 60),
        ("86400", 3600),
        ("²", 60),
    ],
)
def test_how_long_to_wait(said, waited):
    assert seconds_of(said) == waited
