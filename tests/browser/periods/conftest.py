"""The scene of the walks: letters are caught, the people have addresses, and phones are at hand."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.browser.periods.screen import Screen
from tests.browser.visits.device import Phone
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.mail.sending import send_waiting

LINK = re.compile(r"(/link/[\w-]+/)")
DIGITS = re.compile(r"\b(\d{6})\b")


@pytest.fixture(autouse=True)
def _caught(settings, db, tmp_path):
    """Letters leave for the catcher, as in the demo."""
    cache.clear()
    settings.MAIL_TRANSPORT = "veturi.foundation.mail.backend.Catcher"
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def reached(workshop, otto):
    """Otto, to whom letters go."""
    otto.email = "otto@paja.invalid"
    otto.save()
    return otto


class Post:
    """The letters of everybody outside, as they open them."""

    def letter_to(self, address, holding):
        Letter.objects.update(is_urgent=True, due_at=timezone.now())
        send_waiting()
        rows = CaughtLetter.objects.filter(recipients__contains=address)
        return next(row.text for row in rows.order_by("-pk") if holding.search(row.text))

    def link_to(self, address):
        return LINK.search(self.letter_to(address, LINK))[1]

    def code_to(self, address):
        return DIGITS.search(self.letter_to(address, DIGITS))[1]


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def at_desk(visit):
    """Somebody of ours at a desk, at the beginning page."""

    def sit(person):
        page = visit(person)
        page.goto("/")
        return Screen(page)

    return sit


@pytest.fixture
def enter(knock, post):
    """Somebody without an account on a phone: by the link of the letter, and the code of another."""

    def by_letter(address):
        screen = Screen(knock(390))
        screen.page.goto(post.link_to(address))
        screen.press("Lähetä minulle koodi")
        screen.write({"Koodi": post.code_to(address)})
        screen.press("Jatka")
        return screen

    return by_letter


@pytest.fixture
def phone_of(tmp_path, live_server, chromium, cookie_of):
    """The phone of somebody of ours, signed in; its network may be lost."""
    phones = []

    def taken_along(person):
        phone = Phone(chromium.browser_type, tmp_path / "phone", live_server.url)
        phones.append(phone)
        context = phone.start()
        context.add_cookies([cookie_of(person)])
        return context

    yield taken_along
    for phone in phones:
        phone.close()
