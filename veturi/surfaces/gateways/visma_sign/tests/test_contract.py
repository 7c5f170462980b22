"""The contract: the client, asking a server on this machine, and the twin answer alike."""

from datetime import date

import pytest

from veturi.surfaces.gateways.visma_sign import service
from veturi.surfaces.gateways.visma_sign.client import Client
from veturi.surfaces.gateways.visma_sign.inviting import Invitee
from veturi.surfaces.gateways.visma_sign.local import Mood, Twin
from veturi.surfaces.gateways.visma_sign.refusals import (
    NotAccepted,
    NotConfigured,
    NotFound,
    NotReached,
    Refused,
)
from veturi.surfaces.gateways.visma_sign.rules.requests import Credentials
from veturi.surfaces.gateways.visma_sign.rules.statuses import Outcome, read_status
from veturi.surfaces.gateways.visma_sign.tests.conftest import IDENTIFIER, PDF

UNTIL = date(2026, 12, 24)
OTTO = Invitee("Otto Ohjaaja", "otto@paja.invalid", "+358400000000")
RAUHA = Invitee("Rauha Lehto", "rauha@opisto.invalid", language="se")
WORDS = {Mood.SIGNS: "signed", Mood.REFUSES: "rejected", Mood.EXPIRES: "expired"}


class Pair:
    """A service, and the way to put it in a mood."""

    def __init__(self, service, outside=None):
        self.service = service
        self.outside = outside

    def becomes(self, mood):
        if self.outside is None:
            self.service = Twin(mood)
        elif mood == Mood.OFFLINE:
            self.outside.close()
        else:
            self.outside.word = WORDS[mood]


@pytest.fixture(params=["client", "twin"])
def pair(request):
    if request.param == "twin":
        return Pair(Twin())
    return Pair(request.getfixturevalue("client_outside"), request.getfixturevalue("outside"))


@pytest.fixture
def document(pair):
    """One with a file and two who are invited."""
    uuid = pair.service.create("Koulutussopimus 1", valid_until=UNTIL)
    pair.service.add_file(uuid, "koulutus sopimus.pdf", PDF)
    pair.service.invite(uuid, [OTTO, RAUHA])
    return uuid


class TestASignatureProvider:
    def test_waits_for_everybody_at_first(self, pair, document):
        found = pair.service.status(document)

        assert found["name"] == "Koulutussopimus 1"
        assert [one["filename"] for one in found["files"]] == ["koulutus sopimus.pdf"]
        status = read_status(found)
        assert status.outcome == Outcome.WAITS
        assert list(status.invitations.values()) == [Outcome.WAITS] * 2

    @pytest.mark.parametrize(
        ("mood", "outcome"),
        [
            (Mood.SIGNS, Outcome.SIGNED),
            (Mood.REFUSES, Outcome.REFUSED),
            (Mood.EXPIRES, Outcome.EXPIRED),
        ],
    )
    def test_says_what_became_of_each(self, pair, document, mood, outcome):
        pair.becomes(mood)

        status = read_status(pair.service.status(document))

        assert (status.outcome, set(status.invitations.values())) == (outcome, {outcome})

    def test_invites_in_the_order_in_which_they_are_named(self, pair):
        uuid = pair.service.create("Koulutussopimus 2", valid_until=UNTIL)

        invited = pair.service.invite(uuid, [OTTO, RAUHA])

        assert list(read_status(pair.service.status(uuid)).invitations) == [
            one.uuid for one in invited
        ]

    def test_gives_the_paper_back(self, pair, document):
        assert pair.service.download(document) == PDF

    def test_cancels(self, pair, document):
        pair.service.cancel(document)

        assert read_status(pair.service.status(document)).outcome == Outcome.CANCELLED

    def test_says_when_it_knows_no_such_document(self, pair):
        for ask in (pair.service.status, pair.service.download, pair.service.cancel):
            with pytest.raises(NotFound):
                ask("unknown")

    def test_has_no_paper_before_it_was_given_one(self, pair):
        uuid = pair.service.create("Koulutussopimus 3", valid_until=UNTIL)

        with pytest.raises(NotFound):
            pair.service.download(uuid)

    def test_offline_it_is_not_reached(self, pair):
        pair.becomes(Mood.OFFLINE)

        with pytest.raises(NotReached):
            pair.service.create("Koulutussopimus", valid_until=UNTIL)


def test_the_service_is_told_who_signs_how_and_until_when(outside, client_outside):
    uuid = client_outside.create("Koulutussopimus", valid_until=UNTIL)
    client_outside.invite(uuid, [OTTO, RAUHA])

    kept = outside.documents[uuid]

    assert kept["invitations_valid_until"] == "2026-12-24"
    assert kept["invitations"][0] == {
        "uuid": "invitation-0",
        "email": "otto@paja.invalid",
        "name": "Otto Ohjaaja",
        "signature_type": "strong",
        "language": "fi",
        "sms": "+358400000000",
    }
    assert kept["invitations"][1]["language"] == "en"
    assert "sms" not in kept["invitations"][1]


def test_wrong_credentials_are_told_apart(outside):
    with pytest.raises(NotAccepted):
        Client(outside.address, Credentials(IDENTIFIER, "d3Jvbmc=")).status("x")


@pytest.mark.parametrize(
    ("instead", "refusal"),
    [
        ((500, {}, b""), NotReached),
        ((422, {}, b"{}"), Refused),
        ((200, {}, b"not JSON"), NotReached),
        ((200, {}, b"[]"), NotReached),
    ],
)
def test_an_answer_of_no_use_is_no_answer(outside, client_outside, instead, refusal):
    outside.instead = instead

    with pytest.raises(refusal):
        client_outside.status("e59c8dc8-0")


def test_a_document_without_a_uuid_or_too_few_invitations_are_no_answer(outside, client_outside):
    outside.instead = (201, {}, b"")
    with pytest.raises(NotReached):
        client_outside.create("Sopimus", valid_until=UNTIL)

    for answer in (b"[]", b'[{"status": "new"}]'):
        outside.instead = (201, {}, answer)
        with pytest.raises(NotReached):
            client_outside.invite("e59c8dc8-0", [OTTO])


def test_settings_choose_between_the_client_and_its_twin(settings):
    assert service.provider() == Twin()

    settings.VISMA_SIGN_TWIN = ""
    with pytest.raises(NotConfigured):
        service.provider()

    settings.VISMA_SIGN_IDENTIFIER, settings.VISMA_SIGN_SECRET = "opisto", "c2VjcmV0"
    settings.VISMA_SIGN_URL = "https://sign.invalid"
    assert service.provider() == Client("https://sign.invalid", Credentials("opisto", "c2VjcmV0"))
