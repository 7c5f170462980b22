"""The contract: the client, asking a server on this machine, and the twin answer alike."""

import pytest

from veturi.surfaces.gateways.eperusteet import samples
from veturi.surfaces.gateways.eperusteet.client import Client, seconds_of
from veturi.surfaces.gateways.eperusteet.local import Mood, Twin
from veturi.surfaces.gateways.eperusteet.refusals import Busy, NotReached
from veturi.surfaces.gateways.eperusteet.rules.requirements import (
    key_of,
    parts_in,
    qualifications_in,
    read_page,
    units_in,
)

CALLER = "1.2.246.562.10.00000000001.veturi"


class Pair:
    """A register, and the way to put it in a mood."""

    def __init__(self, register, outside=None):
        self.register = register
        self.outside = outside

    def is_offline(self):
        if self.outside is None:
            self.register = Twin(Mood.OFFLINE)
        else:
            self.outside.answers(503)

    def is_busy(self):
        if self.outside is None:
            self.register = Twin(Mood.BUSY)
        else:
            self.outside.answers(429, b"Too many requests", Retry_After="60")


@pytest.fixture(params=["client", "twin"])
def pair(request):
    if request.param == "twin":
        return Pair(Twin())
    outside = request.getfixturevalue("outside")
    return Pair(Client(outside.address, CALLER), outside)


class TestARegister:
    def test_tells_pages_of_qualifications(self, pair):
        first, second = (read_page(pair.register.page(number)) for number in (0, 1))

        assert (first.pages, second.pages) == (2, 2)
        assert [key_of(row) for row in first.rows + second.rows] == [samples.FORGE, samples.TAR]
        assert [one.code for one in qualifications_in(first.rows[0])] == ["399001"]

    def test_tells_a_qualification_whole(self, pair):
        whole = pair.register.whole(samples.FORGE)

        assert [one.code for one in units_in(whole, versions={})] == ["199001", "199002"]
        assert [one.is_compulsory for one in parts_in(whole)] == [True, False]

    def test_says_when_it_is_offline(self, pair):
        pair.is_offline()

        with pytest.raises(NotReached):
            pair.register.page(0)

    def test_says_how_long_to_wait(self, pair):
        pair.is_busy()

        with pytest.raises(Busy) as refused:
            pair.register.whole(samples.FORGE)
        assert refused.value.retry_after == 60


class TestTheClient:
    def test_says_who_asks_and_for_what(self, outside):
        Client(outside.address, CALLER).page(1)

        (path, caller), *_rest = outside.asked
        assert caller == CALLER
        assert "koulutustyyppi=koulutustyyppi_26" in path
        assert "sivu=1" in path

    @pytest.mark.parametrize("body", [b"<html>", b"[]"])
    def test_takes_no_answer_of_another_shape(self, outside, body):
        outside.answers(200, body)

        with pytest.raises(NotReached):
            Client(outside.address, CALLER).page(0)

    def test_says_when_nobody_is_there(self, outside):
        client = Client("http://127.0.0.1:9", CALLER)

        with pytest.raises(NotReached):
            client.page(0)

    @pytest.mark.parametrize(
        ("told", "seconds"), [("5", 5), ("", 60), ("soon", 60), ("0", 1), ("999999", 3600)]
    )
    def test_waits_neither_for_hours_nor_not_at_all(self, told, seconds):
        assert seconds_of(told) == seconds

    def test_the_twin_knows_no_other(self):
        with pytest.raises(NotReached):
            Twin().whole(1)
