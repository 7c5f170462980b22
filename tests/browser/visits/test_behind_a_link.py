"""What a workplace writes of a visit behind its link, without a network."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.browser.at_the_link import come_in
from tests.browser.visits.device import DAY, STORED
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.models import Pass, Period, VisitWords
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.mail.sending import send_waiting

FIELD = "/door/instructor/visits/field/"
OF_DOOR = STORED.replace("veturi-visits", "veturi-door")
KEPT = "async () => [localStorage.length, (await caches.keys()).length]"


@pytest.fixture
def latest(settings, running, otto, mika):
    """The latest letter; Otto has one with a link."""
    cache.clear()
    settings.MAIL_TRANSPORT = "veturi.foundation.mail.backend.Catcher"
    settings.DEMO = True
    otto.email = "otto@paja.invalid"
    otto.save()
    doors.invite_instructor(Period.objects.get(), by=mika, at=timezone.now())

    def read():
        Letter.objects.update(is_urgent=True, due_at=timezone.now())
        send_waiting()
        return CaughtLetter.objects.last().text

    return read


def opened(context):
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(FIELD)
    page.locator("v-words[data-ready]").wait_for()
    return page


def enter(context, latest):
    page = context.new_page()
    come_in(page, latest)
    page.wait_for_url(f"**{reverse('placements:door_instructor')}")
    page.close()


def write(page, needs):
    page.fill("[name=needs]", needs)
    page.locator("v-words form [type=submit]").tap()
    page.locator("[data-told]").wait_for()


def test_two_deaths_lose_nothing_and_all_is_stored_once(device, latest, mika):
    enter(device.start(), latest)
    opened(device.context)
    device.context.set_offline(True)
    needs = [f"Tarve {number}" for number in range(6)]

    for few in (needs[:2], needs[2:4], needs[4:]):
        if device.context is None:
            device.start(offline=True)
        page = opened(device.context)
        for one in few:
            write(page, one)
            page.locator(f"[data-outbox] li:nth-child({needs.index(one) + 1})").wait_for()
        if few[-1] != needs[-1]:
            device.die()
    assert (page.evaluate(OF_DOOR), VisitWords.objects.count()) == (6, 0)
    # A browser that is killed may lose its newest cookies: the workplace opens a link again.
    device.context.set_offline(False)
    doors.invite_instructor(Period.objects.get(), by=mika, at=timezone.now())
    enter(device.context, latest)
    page = opened(device.context)
    page.locator("[data-outbox]").wait_for(state="hidden")

    assert sorted(VisitWords.objects.values_list("needs", flat=True)) == needs
    assert page.evaluate(OF_DOOR) == 0


def test_what_is_written_waits_for_a_new_link_and_leaving_empties_the_device(phone, latest, mika):
    context = phone()
    enter(context, latest)
    page = opened(context)
    context.set_offline(True)
    write(page, "Odottaa")
    Pass.objects.update(revoked_at=timezone.now() - DAY)
    context.set_offline(False)
    page.locator("[data-told][data-state=signedOut]").wait_for()
    assert (page.evaluate(OF_DOOR), VisitWords.objects.count()) == (1, 0)

    doors.invite_instructor(Period.objects.get(), by=mika, at=timezone.now())
    enter(context, latest)
    page = opened(context)
    page.locator("[data-outbox]").wait_for(state="hidden")
    with page.expect_navigation():
        page.locator("form[data-leave] button").tap()

    assert VisitWords.objects.get().needs == "Odottaa"
    assert page.evaluate(KEPT) == [0, 0]
