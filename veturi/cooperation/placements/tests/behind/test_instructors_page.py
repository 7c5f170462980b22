"""What an instructor sees behind the link, and says there."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import TODAY
from veturi.cooperation.placements.models import (
    ContactRequest,
    Period,
    ProgressSignal,
)
from veturi.cooperation.placements.tests.behind.doorway import DAY, come_in
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    StudentFactory,
    SupportFactory,
)
from veturi.cooperation.placements.tests.reading_pages import at, text
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_an_instructor_sees_who_is_here_and_who_comes_and_of_whom_no_support_needs(
    instructor_pass, now_running, workshop, otto, mika, eetu
):
    today = timezone.localdate()
    SupportFactory(student=eetu, needs="Lukivaikeus", told_to_workplace="Lisäaikaa")

    def of(name, **given):
        fields = {"instructor": otto, "agreed_on": TODAY, "teacher": mika, **given}
        student = StudentFactory(provider=workshop.provider, given_name=name, family_name="X")
        return PeriodFactory(partnership=workshop, student=student, **fields)

    of("Tuleva", starts_on=today + 9 * DAY, ends_on=today + 30 * DAY)
    of("Ehdotus", agreed_on=None)
    of("Peruttu", called_off_on=TODAY, called_off_by="school")
    of("Vanha", starts_on=today - 90 * DAY, ends_on=today - 40 * DAY, ended_on=today - 40 * DAY)
    of("Muun", instructor=PersonFactory(provider=workshop.provider))

    page = text(come_in(instructor_pass).get(at("door_instructor")))

    for word in ("Eetu Aho", "Tuleva X", "Sorvaus", "Mitata", "Mika Koivu"):
        assert word in page
    for word in ("Ehdotus", "Peruttu", "Vanha", "Muun", "Lukivaikeus", "Lisäaikaa"):
        assert word not in page


def test_an_instructor_without_students_is_told_so(instructor_pass, now_running, mika):
    other = PersonFactory(provider=mika.provider)
    Period.objects.update(instructor=other)

    page = come_in(instructor_pass).get(at("door_instructor"))

    assert "Eetu" not in text(page)
    assert BeautifulSoup(page.content, "html.parser").select_one(".empty")


def test_the_instructors_page_asks_as_much_for_one_as_for_many(
    instructor_pass, workshop, otto, mika
):
    browser = come_in(instructor_pass)
    browser.get(at("door_instructor"))
    with CaptureQueriesContext(connection) as one:
        browser.get(at("door_instructor"))
    for _n in range(12):
        student = StudentFactory(provider=workshop.provider)
        PeriodFactory(
            partnership=workshop, student=student, instructor=otto, agreed_on=TODAY, teacher=mika
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(at("door_instructor"))

    assert len(many) == len(one)


def test_a_wish_to_talk_is_kept_and_told_to_the_teacher(
    instructor_pass, now_running, mika, otto, browse
):
    mika.email = "mika@opisto.invalid"
    mika.save()
    browser, address = come_in(instructor_pass), at("door_signal", now_running.pk)

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"words": ""}).status_code == 422
    answer = browser.post(address, {"tone": "talk", "words": "Myöhästelee"})

    assert answer.url == at("door_instructor")
    row = ProgressSignal.objects.get()
    assert (row.period, row.by, row.tone, row.words) == (now_running, otto, "talk", "Myöhästelee")
    letter = Letter.objects.get(key=f"placements.signal:{row.pk}")
    assert letter.to == "mika@opisto.invalid"
    assert "Myöhästelee" not in letter.text and "Eetu" not in letter.text
    assert "Myöhästelee" in text(browse(mika).get(now_running.get_absolute_url()))
    assert str(row)


def test_what_goes_well_writes_no_letter_and_a_teacher_without_address_gets_none(
    instructor_pass, now_running
):
    browser, address = come_in(instructor_pass), at("door_signal", now_running.pk)
    browser.post(address, {"tone": "well", "words": ""})
    browser.post(address, {"tone": "talk", "words": ""})

    count = Letter.objects.filter(key__startswith="placements.signal").count()
    assert count == bool(now_running.teacher.email)
    Period.objects.update(teacher=None)
    browser.post(address, {"tone": "talk", "words": ""})
    assert Letter.objects.filter(key__startswith="placements.signal").count() == count


def test_near_the_end_the_workplace_is_asked_whether_it_would_host_again(
    instructor_pass, now_running
):
    browser, address = come_in(instructor_pass), at("door_again", now_running.pk)
    assert address not in browser.get(at("door_instructor")).content.decode()
    Period.objects.update(ends_on=timezone.localdate() + 3 * DAY)
    assert address in browser.get(at("door_instructor")).content.decode()

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"answer": "?"}).status_code == 422
    browser.post(address, {"answer": "maybe"})

    assert Period.objects.get().host_again == "maybe"


def test_contact_data_change_only_when_one_of_ours_accepts(
    instructor_pass, otto, browse, aino, mika
):
    browser, address = come_in(instructor_pass), at("door_contact")
    fields = {"email": "otto@uusi.invalid", "phone": "0401234567"}
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"email": "ei"}).status_code == 422
    assert browser.post(address, {"email": "otto@paja.invalid", "phone": ""}).status_code == 422

    browser.post(address, {**fields, "email": "vanha@uusi.invalid"})
    assert browser.post(address, fields).url == at("door_instructor")

    otto.refresh_from_db()
    assert otto.email == "otto@paja.invalid"
    row = ContactRequest.objects.get()
    ours = browse(aino)
    assert at("contact_requests") in ours.get(at("periods")).content.decode()
    assert "otto@uusi.invalid" in text(ours.get(at("contact_requests")))
    ours.post(at("contact_request_acceptance", row.pk))
    otto.refresh_from_db()
    assert (otto.email, otto.phone) == ("otto@uusi.invalid", "+358 40 1234567")
    row.refresh_from_db()
    assert row.answered_by == aino and row.accepted_at and str(row)
    ours.post(at("contact_request_declining", row.pk))
    row.refresh_from_db()
    assert row.declined_at is None
    assert "otto@uusi.invalid" not in text(ours.get(at("contact_requests")))


def test_a_correction_is_declined_and_nothing_changes(instructor_pass, otto, browse, aino):
    come_in(instructor_pass).post(at("door_contact"), {"email": "x@uusi.invalid"})

    browse(aino).post(at("contact_request_declining", ContactRequest.objects.get().pk))

    otto.refresh_from_db()
    assert otto.email == "otto@paja.invalid"
    assert ContactRequest.objects.get().declined_at
    assert not ContactRequest.objects.waiting().exists()
