"""Codes leave as text messages, or say in the log why they did not and go by mail."""

import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from veturi.foundation.mail import sms
from veturi.foundation.mail.models import CaughtLetter
from veturi.surfaces.gateways.sms import service
from veturi.surfaces.gateways.sms.refusals import NoNumber
from veturi.surfaces.gateways.sms.rules.messages import (
    Message,
    in_the_world,
    refused_as,
    written,
)

pytestmark = pytest.mark.django_db
HELLO = Message("+358401234567", "Koodi {sender} 1", "Opisto")


@pytest.fixture
def twin(settings):
    settings.SMS_BACKEND = "veturi.surfaces.gateways.sms.service.send"
    settings.SMS_TWIN = "takes"


def test_a_number_is_sent_as_all_the_world_writes_it(through_client):
    sms.send("040 123 4567", "Koodisi on 123456.")

    assert through_client.took[0]["destination"] == ["+358401234567"]


def test_what_became_of_it_is_logged_without_text_and_number(twin, settings, caplog):
    with caplog.at_level(logging.INFO, logger="veturi.sms"):
        sms.send("+358 40 123 4567", "Koodisi on 123456.")
        settings.SMS_TWIN = "refuses"
        with pytest.raises(sms.NotSent):
            sms.send("+358 40 123 4567", "Koodisi on 123456.")

    assert [record.getMessage() for record in caplog.records] == [
        "Taken for …567",
        "Not sent to …567: Refused (REJECTED)",
    ]


@pytest.mark.parametrize("number", ["", "ei ole", "12", "+358 40 123 4567 8901 2345"])
def test_what_is_no_number_is_not_sent(twin, number):
    with pytest.raises(NoNumber):
        service.send(number, "Koodisi on 123456.")

    assert not CaughtLetter.objects.exists()


def test_numbers_without_a_country_are_finnish():
    assert [in_the_world(text) for text in ("0401234567", "+46701234567", "x")] == [
        "+358401234567",
        "+46701234567",
        None,
    ]


@pytest.mark.parametrize(
    ("template", "body"),
    [
        (
            {"sender": "{sender}", "message": "{text}", "recipients": [{"msisdn": "{digits}"}]},
            {
                "sender": "Opisto",
                "message": "Koodi {sender} 1",
                "recipients": [{"msisdn": 358401234567}],
            },
        ),
        ({"to": "00{digits}", "flash": False}, {"to": "00358401234567", "flash": False}),
    ],
)
def test_a_message_is_written_as_the_service_wants_it(template, body):
    assert written(template, HELLO) == body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"messages": {"+358": {"status": "created"}}}, ""),
        ({"messages": [{"status": "FAILED"}]}, "FAILED"),
        ({"status": 200}, ""),
        (None, ""),
    ],
)
def test_a_state_that_is_not_known_to_be_taken_is_a_refusal(body, said):
    assert refused_as(body, {"CREATED"}) == said


def test_it_is_tried_out_by_a_command(twin, settings):
    said = StringIO()
    call_command("sms", "+358401234567", stdout=said)
    assert said.getvalue() == "The service took it.\n"

    settings.SMS_TWIN = "offline"
    with pytest.raises(CommandError):
        call_command("sms", "+358401234567")
    settings.SMS_BACKEND = ""
    with pytest.raises(CommandError, match="VETURI_SMS_URL"):
        call_command("sms", "+358401234567")
