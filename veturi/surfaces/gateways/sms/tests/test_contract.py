"""The contract: the client, asking a server on this machine, and the twin answer alike."""

import pytest

from veturi.foundation.mail.models import CaughtLetter
from veturi.surfaces.gateways.sms import service
from veturi.surfaces.gateways.sms.client import Client
from veturi.surfaces.gateways.sms.local import Mood, Twin
from veturi.surfaces.gateways.sms.refusals import (
    NotAccepted,
    NotConfigured,
    NotReached,
    Refused,
)
from veturi.surfaces.gateways.sms.rules.messages import Message
from veturi.surfaces.gateways.sms.tests.conftest import BODY, KEY, TAKEN

pytestmark = pytest.mark.django_db
HELLO = Message("+358401234567", "Koodisi on 123456.", "Opisto")


class Pair:
    """A service, what it took, and the way to put it in a mood."""

    def __init__(self, service, outside=None):
        self.service = service
        self.outside = outside

    @property
    def took(self):
        if self.outside is None:
            return list(CaughtLetter.objects.values_list("recipients", "text"))
        return [(told["destination"][0], told["text"]) for told in self.outside.took]

    def becomes(self, mood):
        if self.outside is None:
            self.service = Twin(mood)
        elif mood == Mood.OFFLINE:
            self.outside.close()
        elif mood == Mood.STRANGE:
            self.service = Client(self.outside.address, "apikey wrong", BODY, TAKEN)
        else:
            self.outside.word = "REJECTED"


@pytest.fixture(params=["client", "twin"])
def pair(request):
    if request.param == "twin":
        return Pair(Twin())
    return Pair(request.getfixturevalue("client_outside"), request.getfixturevalue("outside"))


class TestAService:
    def test_takes_a_message(self, pair):
        pair.service.send(HELLO)

        assert pair.took == [("+358401234567", "Koodisi on 123456.")]

    @pytest.mark.parametrize(
        ("mood", "refusal"),
        [
            (Mood.OFFLINE, NotReached),
            (Mood.STRANGE, NotAccepted),
            (Mood.REFUSES, Refused),
        ],
    )
    def test_says_why_it_took_none(self, pair, mood, refusal):
        pair.becomes(mood)

        with pytest.raises(refusal):
            pair.service.send(HELLO)

        assert pair.took == []


class TestTheClient:
    def test_tells_who_sends(self, client_outside, outside):
        client_outside.send(HELLO)

        assert outside.took == [
            {"sender": "Opisto", "destination": ["+358401234567"], "text": "Koodisi on 123456."}
        ]

    def test_keeps_its_key_out_of_logs(self, client_outside):
        assert KEY not in repr(client_outside)

    @pytest.mark.parametrize("instead", [(204, b""), (200, b"not JSON"), (201, b'{"ids": [1]}')])
    def test_without_a_word_a_success_is_one(self, client_outside, outside, instead):
        outside.instead = instead

        client_outside.send(HELLO)

    @pytest.mark.parametrize(
        ("instead", "refusal"),
        [
            ((400, b"{}"), Refused),
            ((422, b"{}"), Refused),
            ((429, b""), Refused),
            ((500, b""), NotReached),
            ((302, b""), NotReached),
            ((403, b""), NotAccepted),
        ],
    )
    def test_any_other_answer_is_a_refusal(self, client_outside, outside, instead, refusal):
        outside.instead = instead

        with pytest.raises(refusal):
            client_outside.send(HELLO)


def test_settings_choose_between_the_client_and_its_twin(settings):
    settings.SMS_TWIN = "takes"
    assert service.service() == Twin()

    settings.SMS_TWIN = ""
    with pytest.raises(NotConfigured):
        service.service()

    settings.SMS_URL, settings.SMS_KEY = "https://sms.invalid", KEY
    settings.SMS_AUTHORIZATION = "Bearer {key}"
    found = service.service()
    assert (found.url, found.authorization) == ("https://sms.invalid", f"Bearer {KEY}")
