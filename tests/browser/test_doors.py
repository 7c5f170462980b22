"""Whoever has no account: link, button, code from the caught letter, and the page; in a browser.

axe looks at each page on a phone. VETURI_PICTURES=FOLDER takes a picture of each.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.actions import proposals
from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.actions import voices
from tests.browser.at_the_link import DIGITS
from tests.browser.at_the_link import LINK
from tests.browser.at_the_link import come_in
from tests.browser.at_the_link import press
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.models import Pass, Period, PlaceProposal, Version
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    PeriodUnitFactory,
    ReadinessFactory,
    StudentFactory,
    ready,
)
from veturi.directory.tests.factories import staff
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.mail.sending import send_waiting

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def caught(settings, db):
    """Letters leave for the catcher, as in the demo."""
    cache.clear()
    settings.MAIL_TRANSPORT = "veturi.foundation.mail.backend.Catcher"
    settings.DEMO = True


@pytest.fixture
def latest():
    """The text of the latest caught letter."""

    def read():
        Letter.objects.update(is_urgent=True, due_at=timezone.now())
        send_waiting()
        return CaughtLetter.objects.last().text

    return read


@pytest.fixture
def period(workshop, otto):
    """A period in whose way nothing stands; Otto has an address and Eetu learns."""
    otto.email = "otto@paja.invalid"
    otto.save()
    InstructorFactory(provider=workshop.provider, person=otto)
    mika = staff(workshop.provider, "Mika", "Koivu", "teacher")
    student = StudentFactory(
        provider=workshop.provider,
        given_name="Eetu",
        family_name="Aho",
        email="eetu@opisto.invalid",
        teacher=mika,
    )
    today = timezone.localdate()
    made = ready(
        workshop,
        instructor=otto,
        student=student,
        teacher=mika,
        starts_on=today + DAY,
        ends_on=today + 60 * DAY,
        goals="Eetu tekee työnsä itsenäisesti ja arvioi sitä.",
    )
    return PeriodUnitFactory(period=made).period


@pytest.fixture
def sent(period):
    now, by = timezone.now(), period.teacher
    terms = Terms(demonstrations="Näyttö jakson lopussa", elsewhere="Ei muualla")
    content = content_of(period, Paper.TRAINING, language="fi", on=now.date(), terms=terms)
    version = agreements.draw_up(
        period, Paper.TRAINING, content=content, language="fi", by=by, at=now
    )
    signers = [
        Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
        Signer("provider", "Rauha Lehto", "rauha@opisto.invalid"),
    ]
    agreements.send(version, signers=signers, by=by, at=now)
    return Version.objects.get(pk=version.pk)


@pytest.fixture
def look(axe):
    found, folder = [], os.environ.get("VETURI_PICTURES")

    def at(page, name):
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{name} {width}: scrolls sideways")
        page.set_viewport_size({"width": 390, "height": 844})
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        found.extend(f"{name}: {line}" for line in axe(page))

    yield at
    assert found == []


def test_a_workplace_signs_from_the_letter_to_the_end(knock, sent, latest, look):
    doors.ask_to_sign(sent.signatures.get(party="workplace"), by=None, at=timezone.now())
    page = knock(390, bypass_csp=True)

    come_in(page, latest, look)
    page.wait_for_url(f"**{reverse('placements:door_signing')}")
    look(page, "signing")
    press(page, "main form.form button")

    assert "Olet allekirjoittanut" in page.locator("main").inner_text()
    look(page, "signed")
    assert sent.signatures.get(party="workplace").evidence["code_sent_to"] == "otto@paja.invalid"
    address = page.url
    press(page, f"form[action='{reverse('placements:door_leave')}'] button")
    look(page, "left")
    page.goto(address)
    assert page.locator("h1").inner_text() == "Sivu ei avautunut"
    look(page, "shut")


def test_the_link_stays_in_no_address_and_the_code_is_asked_again(knock, sent, latest, look):
    doors.ask_to_sign(sent.signatures.get(party="workplace"), by=None, at=timezone.now())
    page = knock(390, bypass_csp=True)
    link = LINK.search(latest())[1]
    page.goto(link)
    press(page, "main form button")

    assert "/link/" not in page.url
    page.fill("[name=code]", "12")
    press(page, "main form.form button")
    look(page, "code-wrong")
    former = DIGITS.search(latest())[1]
    press(page, f"form[action='{reverse('placements:door_code_again')}'] button")
    page.fill("[name=code]", DIGITS.search(latest())[1])
    press(page, "main form.form button")
    page.wait_for_url(f"**{reverse('placements:door_signing')}")

    assert former
    page.locator(f"a[href='{reverse('placements:door_refusal')}']").click()
    page.wait_for_url(f"**{reverse('placements:door_refusal')}")
    look(page, "refusal")


def test_the_pages_of_an_instructor(knock, period, latest, look):
    today = timezone.localdate()
    Period.objects.update(agreed_on=today, starts_on=today - 9 * DAY, ends_on=today + 9 * DAY)
    doors.invite_instructor(Period.objects.get(), by=period.teacher, at=timezone.now())
    fields = {"period": period, "partnership": period.partnership, "purpose": "mid"}
    mika, now = period.teacher, timezone.now()
    visit = visits.plan(fields=fields, due=today + DAY, teacher=mika, by=mika, at=now)
    page = knock(390, bypass_csp=True)

    come_in(page, latest)
    page.wait_for_url(f"**{reverse('placements:door_instructor')}")
    look(page, "instructor")
    page.goto(reverse("placements:door_visit_field"))
    look(page, "visit-words")
    page.goto(reverse("placements:door_visit_time", args=[visit.pk]))
    look(page, "visit-time")
    for name, keys in (("door_signal", [period.pk]), ("door_again", [period.pk])):
        page.goto(reverse(f"placements:{name}", args=keys))
        look(page, name)
    page.locator("input[type=radio]").first.check()
    press(page, "main form.form button")
    page.goto(reverse("placements:door_contact"))
    look(page, "contact")
    Period.objects.update(instructor=None)
    page.goto(reverse("placements:door_instructor"))
    look(page, "instructor-empty")


def test_the_page_of_a_student(knock, sent, period, latest, look):
    for row in sent.signatures.all():
        agreements.sign(row, way="paper", evidence={}, by=None, at=timezone.now())
    ReadinessFactory(period=period, by_student=False)
    doors.invite_student(Period.objects.get(), by=period.teacher, at=timezone.now())
    page = knock(390, bypass_csp=True)

    come_in(page, latest)
    page.wait_for_url(f"**{reverse('placements:door_student')}")
    look(page, "student")
    press(page, f"form[action='{reverse('placements:door_ready')}'] button")
    look(page, "student-ready")


def test_a_student_tells_of_a_workplace_and_reads_the_answer(knock, period, latest, look):
    student = period.student
    doors.invite_to_find(student, by=period.teacher, at=timezone.now())
    page = knock(390, bypass_csp=True)
    come_in(page, latest)
    page.wait_for_url(f"**{reverse('placements:door_place')}")
    look(page, "place-empty")
    press(page, "main a.btn.primary")
    press(page, "main form.form button")
    page.wait_for_selector(".errors")
    look(page, "place-wrong")

    page.fill("[name=name]", "Pihlajan Pyöräpaja")
    page.fill("[name=municipality]", "Laukaa")
    page.fill("[name=work]", "Korjaan pyöriä")
    page.locator("[name=asked][value=no]").check()
    press(page, "main form.form button")
    page.wait_for_url(f"**{reverse('placements:door_place')}")
    look(page, "place-waits")
    row = PlaceProposal.objects.get()
    proposals.decline_proposal(
        row, why="guidance", answer="Kysytään syksyllä.", by=period.teacher, at=timezone.now()
    )
    page.reload()

    assert "Kysytään syksyllä." in page.locator("main").inner_text()
    look(page, "place-declined")


def test_the_page_of_a_guardian(knock, sent, latest, look):
    sent.signatures.filter(party="workplace").update(party="guardian", name="Kaisa Aho")
    doors.ask_to_sign(sent.signatures.get(party="guardian"), by=None, at=timezone.now())
    page = knock(390, bypass_csp=True)

    come_in(page, latest)
    page.wait_for_url(f"**{reverse('placements:door_signing')}")
    look(page, "guardian")


def test_whose_turn_it_is_on_the_page_of_the_period(visit, sent, period, look):
    doors.ask_to_sign(sent.signatures.get(party="workplace"), by=None, at=timezone.now())
    doors.invite_instructor(period, by=period.teacher, at=timezone.now())
    Letter.objects.filter(key=Pass.objects.last().key).update(
        failed_at=timezone.now(), trouble="address"
    )
    page = visit(period.teacher, width=390, bypass_csp=True)

    page.goto(period.get_absolute_url())
    look(page, "triad")


def test_our_side_of_links_and_corrections(visit, sent, period, otto, look):
    doors.ask_to_sign(sent.signatures.get(party="workplace"), by=None, at=timezone.now())
    asked = {"email": "otto@uusi.invalid", "phone": "+358 40 123 4567"}
    voices.ask_for_correction(otto, at=timezone.now(), **asked)
    page = visit(period.teacher, width=390, bypass_csp=True)

    for name, keys in (
        ("contact_requests", []),
        ("link_address", [Pass.objects.get().pk]),
        ("evidence", [sent.signatures.first().pk]),
    ):
        page.goto(reverse(f"placements:{name}", args=keys))
        look(page, name)
    page.goto(reverse("placements:contact_requests"))
    press(page, "main form button.primary")
    look(page, "contact_requests-empty")

    otto.refresh_from_db()
    assert otto.email == "otto@uusi.invalid"
