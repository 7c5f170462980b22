"""The contract: the client, asking a server on this machine, and the twin answer alike."""

from copy import deepcopy

import pytest

from veturi.surfaces.gateways.ehoks import samples, service
from veturi.surfaces.gateways.ehoks.client import Client, seconds_of
from veturi.surfaces.gateways.ehoks.local import Mood, Twin
from veturi.surfaces.gateways.ehoks.refusals import (
    Busy,
    NotAccepted,
    NotConfigured,
    NotFound,
    NotReached,
    Refused,
)
from veturi.surfaces.gateways.ehoks.rules.hoks import AT_WORK, found, with_period
from veturi.surfaces.gateways.ehoks.tests.conftest import CALLER, GRANTED, HOKS, PASSWORD, USER

NOBODY = "1.2.246.562.15.10000000009"
OURS = {
    "yksiloiva-tunniste": samples.UNIQUE_ID,
    "osaamisen-hankkimistapa-koodi-uri": "osaamisenhankkimistapa_koulutussopimus",
    "osaamisen-hankkimistapa-koodi-versio": 1,
    "alku": "2027-01-11",
    "loppu": "2027-03-19",
    "osa-aikaisuustieto": 80,
    AT_WORK: {
        "tyopaikan-nimi": "Kattilakosken Konepaja Oy",
        "tyopaikan-y-tunnus": "1234567-1",
        "keskeiset-tyotehtavat": ["Koneistus"],
        "vastuullinen-tyopaikka-ohjaaja": {"nimi": "Otto Ohjaaja"},
    },
}


class Pair:
    """A register, and the way to put it in a mood."""

    def __init__(self, register, outside=None):
        self.register = register
        self.outside = outside

    def becomes(self, mood):
        if self.outside is None:
            self.register = Twin(mood)
        elif mood == Mood.OFFLINE:
            self.outside.close()
        elif mood == Mood.BUSY:
            self.outside.instead = {HOKS: (429, {"Retry-After": "60"}, b"")}
        else:
            self.outside.instead = {"/cas": (401, {}, b"")}


@pytest.fixture(params=["client", "twin"])
def pair(request):
    if request.param == "twin":
        return Pair(Twin())
    return Pair(request.getfixturevalue("client_outside"), request.getfixturevalue("outside"))


class TestARegister:
    def test_tells_the_hoks_of_a_study_right(self, pair):
        hoks = pair.register.hoks_of(samples.STUDY_RIGHT)

        assert hoks == samples.HOKS
        assert found(hoks, samples.UNIQUE_ID).way["loppu"] == "2027-03-12"

    def test_says_when_it_has_none(self, pair):
        with pytest.raises(NotFound):
            pair.register.hoks_of(NOBODY)

    def test_has_it_as_it_was_sent(self, pair):
        sent = with_period(pair.register.hoks_of(samples.STUDY_RIGHT), OURS, units=[])

        pair.register.replace(sent)

        assert pair.register.hoks_of(samples.STUDY_RIGHT) == sent
        assert found(sent, samples.UNIQUE_ID).way["loppu"] == "2027-03-19"

    def test_takes_back_nothing_of_its_own(self, pair):
        with pytest.raises(Refused) as refused:
            pair.register.replace(deepcopy(samples.HOKS))

        assert "eid" in refused.value.said

    def test_replaces_no_other_hoks(self, pair):
        sent = with_period(pair.register.hoks_of(samples.STUDY_RIGHT), OURS, units=[])

        with pytest.raises(NotFound):
            pair.register.replace({**sent, "id": 999})

    def test_says_when_it_is_offline(self, pair):
        pair.becomes(Mood.OFFLINE)

        with pytest.raises(NotReached):
            pair.register.hoks_of(samples.STUDY_RIGHT)

    def test_says_how_long_to_wait(self, pair):
        pair.becomes(Mood.BUSY)

        with pytest.raises(Busy) as refused:
            pair.register.hoks_of(samples.STUDY_RIGHT)
        assert refused.value.retry_after == 60

    def test_says_when_it_does_not_know_us(self, pair):
        pair.becomes(Mood.STRANGE)

        with pytest.raises(NotAccepted):
            pair.register.hoks_of(samples.STUDY_RIGHT)


class TestTheClient:
    def test_shows_a_ticket_of_its_own_for_each_request(self, outside, client_outside):
        client_outside.hoks_of(samples.STUDY_RIGHT)
        client_outside.hoks_of(samples.STUDY_RIGHT)

        assert [(method, path) for method, path, _caller in outside.asked[:3]] == [
            ("POST", "/cas/v1/tickets"),
            ("POST", f"/cas/v1/tickets/{GRANTED}"),
            ("GET", f"{HOKS}opiskeluoikeus/{samples.STUDY_RIGHT}"),
        ]
        assert {caller for *_rest, caller in outside.asked} == {CALLER}
        assert len(outside.asked) == 6

    def test_is_told_apart_by_its_password(self, outside):
        with pytest.raises(NotAccepted):
            Client(outside.address, CALLER, USER, "wrong").hoks_of(samples.STUDY_RIGHT)

    def test_keeps_its_password_out_of_logs(self, client_outside):
        assert PASSWORD not in repr(client_outside)

    @pytest.mark.parametrize(
        ("begin", "instead", "refusal"),
        [
            (HOKS, (500, {}, b""), NotReached),
            (HOKS, (503, {}, b""), Busy),
            (HOKS, (403, {}, b""), NotAccepted),
            (HOKS, (200, {}, b"not JSON"), NotReached),
            (HOKS, (200, {}, b"[]"), NotReached),
            (HOKS, (200, {}, b'{"data": {}}'), NotReached),
            (HOKS, (302, {"Location": "/cas/login"}, b""), NotReached),
            (HOKS, (400, {}, b"not JSON"), Refused),
            ("/cas/v1/tickets", (201, {}, b""), NotReached),
            ("/cas/v1/tickets", (400, {}, b""), NotAccepted),
        ],
    )
    def test_an_answer_of_no_use_is_no_answer(
        self, outside, client_outside, begin, instead, refusal
    ):
        outside.instead = {begin: instead}

        with pytest.raises(refusal):
            client_outside.hoks_of(samples.STUDY_RIGHT)

    def test_waits_as_long_as_it_is_told_but_never_for_hours(self):
        assert [seconds_of(text) for text in ("30", "", "0", "99999", "soon")] == [
            30,
            60,
            1,
            3600,
            60,
        ]


def test_settings_choose_between_the_client_and_its_twin(settings, college, sten):
    assert service.register(college) == Twin()

    settings.EHOKS_TWIN = ""
    with pytest.raises(NotConfigured):
        service.register(college)

    settings.EHOKS_USER, settings.EHOKS_PASSWORD = USER, PASSWORD
    settings.EHOKS_PROVIDER, settings.CALLER_ID = college.slug, CALLER
    settings.EHOKS_URL = "https://ehoks.invalid"
    assert service.register(college) == Client("https://ehoks.invalid", CALLER, USER, PASSWORD)


def test_a_service_user_of_one_school_asks_for_no_other(settings, college, sten):
    settings.EHOKS_TWIN, settings.EHOKS_USER, settings.EHOKS_PROVIDER = "", USER, college.slug

    assert service.is_in_use(college)
    assert not service.is_in_use(sten.provider)
    with pytest.raises(NotConfigured):
        service.register(sten.provider)
