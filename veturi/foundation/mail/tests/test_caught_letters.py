"""In the demo letters are caught and read; elsewhere their page does not exist."""

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail

from veturi.foundation.mail.models import CaughtLetter

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "veturi.foundation.mail.backend.Catcher"


def letter(subject="Tervetuloa", text="Kirjaudu: http://127.0.0.1:8000/x/\nHei <b>vaan</b>"):
    send_mail(subject, text, "veturi@localhost", ["aino@example.org", "mika@example.org"])
    return CaughtLetter.objects.latest("pk")


def test_a_letter_is_caught_as_it_was_written(demo):
    message = EmailMultiAlternatives(
        "Hei", "teksti", "a@example.org", ["b@example.org"], cc=["c@example.org"]
    )
    message.attach_alternative("<p>teksti</p>", "text/html")

    assert message.send() == 1

    caught = CaughtLetter.objects.get()
    assert (caught.subject, caught.text, caught.html) == ("Hei", "teksti", "<p>teksti</p>")
    assert (caught.sender, caught.recipients) == ("a@example.org", "b@example.org, c@example.org")
    assert str(caught) == "Hei"


def test_a_letter_of_text_alone_is_caught_too(demo):
    EmailMessage("Hei", "teksti", "a@example.org", ["b@example.org"]).send()

    caught = CaughtLetter.objects.get()
    assert (caught.text, caught.html) == ("teksti", "")


def test_a_letter_to_nobody_is_not_caught(demo):
    assert EmailMessage("Hei", "teksti", "a@example.org", []).send() == 0
    assert CaughtLetter.objects.count() == 0


def test_anybody_at_the_demo_reads_the_letters_newest_first(demo, client):
    first, second = letter("Ensimmäinen"), letter("")

    page = BeautifulSoup(client.get("/letters/").content, "html.parser")

    addresses = [a["href"] for a in page.select("main a, ul a") if "/letters/" in a["href"]]
    assert list(dict.fromkeys(addresses)) == [second.get_absolute_url(), first.get_absolute_url()]


def test_the_text_is_shown_as_text_with_its_addresses_as_links(demo, client):
    page = BeautifulSoup(client.get(letter().get_absolute_url()).content, "html.parser")

    shown = page.select_one(".letter")
    assert "Hei <b>vaan</b>" in shown.text
    assert shown.a["href"] == "http://127.0.0.1:8000/x/"


@pytest.mark.parametrize("address", ["/letters/", "/letters/1/"])
def test_outside_the_demo_the_page_does_not_exist(client, settings, address):
    CaughtLetter.objects.create(pk=1, at="2026-11-24T10:00:00Z", sender="a", recipients="b")
    settings.DEMO = False

    assert client.get(address).status_code == 404
