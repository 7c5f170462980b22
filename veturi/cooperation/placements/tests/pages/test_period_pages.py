"""Periods on their pages: proposed, edited, and every act on the way."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import TODAY
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PartFactory,
)
from veturi.cooperation.placements.tests.reading_pages import DAY, text, written
from veturi.directory.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_period_is_proposed_from_the_students_page(browse, mika, eetu, workshop, otto):
    page = browse(mika)
    address = f"{reverse('placements:period_new')}?student={eetu.pk}"
    assert f'value="{eetu.pk}"' in page.get(address).content.decode()

    answer = page.post(
        address,
        {
            "student": eetu.pk,
            "partnership": "",
            "partnership_text": workshop.name,
            "form": "training_agreement",
            "way": "self_sourced",
            "starts_on": "11.1.2027",
            "ends_on": "5.3.2027",
            "weekly_hours": "37,5",
            "instructor_text": "Otto Ohjaaja",
            "key_tasks": "Sorvaus\nHitsaus",
        },
    )

    period = Period.objects.get()
    assert answer.url == period.get_absolute_url()
    assert (period.partnership, period.instructor, period.way) == (workshop, otto, "self_sourced")
    assert period.tasks == ["Sorvaus", "Hitsaus"]


def test_an_offer_fills_the_proposal(browse, mika, eetu, workshop, otto):
    offer = OfferFactory(partnership=workshop, instructor=otto, tasks="Koneistus")
    page = browse(mika)
    address = f"{reverse('placements:period_new')}?offer={offer.pk}"

    shown = page.get(address).content.decode()
    assert workshop.name in shown
    assert "Koneistus" in shown
    page.post(
        address,
        {
            "student": eetu.pk,
            "partnership": workshop.pk,
            "form": "training_agreement",
            "way": "allocated",
            "starts_on": "11.1.2027",
        },
    )

    assert Period.objects.get().offer == offer
    assert "1" in text(page.get(reverse("placements:of_partner", args=[workshop.pk])))


@pytest.mark.parametrize(
    "wrong",
    [
        {"student": "", "student_text": "Ei Ketään"},
        {"starts_on": "31.2.2027"},
        {"ends_on": "1.1.2020"},
        {"weekly_hours": "sata"},
        {"form": "?"},
    ],
)
def test_a_proposal_that_cannot_be_is_said_to_be_so(browse, mika, eetu, workshop, wrong):
    fields = {
        "student": eetu.pk,
        "partnership": workshop.pk,
        "form": "practice",
        "way": "allocated",
        "starts_on": "11.1.2027",
        **wrong,
    }

    answer = browse(mika).post(reverse("placements:period_new"), fields)

    assert answer.status_code == 422
    assert not Period.objects.exists()


def test_a_period_is_edited_with_its_units(browse, mika, period_now, at):
    part = PartFactory(qualification=period_now.student.qualification)
    fields = {
        "form": "training_agreement",
        "way": "allocated",
        "starts_on": written(period_now.starts_on),
        "ends_on": "20.12.2026",
        "part_time": "80",
        "teacher": mika.pk,
        "units": part.unit_id,
        "key_tasks": "Sorvaus",
    }

    assert browse(mika).save(at("period_edit"), {**fields, "part_time": "0"}).status_code == 422
    assert browse(mika).save(at("period_edit"), fields).status_code == 302

    period = Period.objects.get()
    assert (period.part_time, period.units.get().unit) == (80, part.unit)
    assert part.unit.name in text(browse(mika).get(period.get_absolute_url()))


def test_the_municipality_of_the_work_is_written_by_its_name(browse, mika, period_now, at):
    fields = {
        "form": "training_agreement",
        "way": "allocated",
        "starts_on": written(period_now.starts_on),
        "ends_on": "20.12.2026",
        "part_time": "100",
        "teacher": mika.pk,
    }

    refused = browse(mika).save(at("period_edit"), {**fields, "municipality": "Jyväskylää"})
    saved = browse(mika).save(at("period_edit"), {**fields, "municipality": "Jämsä"})

    assert (refused.status_code, "Jyväskylää" in text(refused)) == (422, True)
    assert (saved.status_code, Period.objects.get().municipality) == (302, "182")
    page = BeautifulSoup(browse(mika).get(at("period_edit")).content, "html.parser")
    assert page.select_one("[name=municipality]")["value"] == "Jämsä"


def test_a_period_that_was_called_off_is_not_edited(browse, mika, propose):
    period = propose(starts_on=TODAY + 9 * DAY, ends_on=TODAY + 30 * DAY)
    page = browse(mika)
    off = reverse("placements:calling_off", args=[period.pk])

    page.post(off, {"side": "student", "why": "vaihtoi alaa"})
    assert Period.objects.get().called_off_by == "student"
    answer = page.post(off, {"side": "student", "why": "taas"})

    assert answer.status_code == 422
    assert page.post(reverse("placements:acceptance", args=[period.pk])).status_code == 302
    assert Period.objects.get().accepted_on is None


def test_the_workplace_accepts_by_one_press(browse, mika, propose):
    period = propose()

    browse(mika).post(reverse("placements:acceptance", args=[period.pk]))

    assert Period.objects.get().accepted_on is not None


def test_it_is_interrupted_and_goes_on(browse, mika, period_now, at):
    page = browse(mika)

    assert page.post(at("interruption"), {"since": "1.1.2020"}).status_code == 422
    page.post(at("interruption"), {"since": "2.11.2026", "reason": "sairaus"})
    row = period_now.interruptions.get()
    assert "sairaus" in text(page.get(period_now.get_absolute_url()))
    page.post(reverse("placements:resumption", args=[row.pk]), {"until": "6.11.2026"})

    assert period_now.interruptions.get().until is not None


def test_the_instructor_is_changed_by_name(browse, mika, period_now, at, otto, college):
    page = browse(mika)
    answer = page.post(at("period_instructor"), {"instructor": otto.pk, "since": "1.11.2026"})
    assert answer.status_code == 422
    maija = PersonFactory(provider=college, given_name="Maija", family_name="Mestari")
    page.post(at("period_instructor"), {"instructor": maija.pk, "since": "1.11.2026"})

    assert Period.objects.get().instructor == maija
    assert "Otto Ohjaaja" in text(page.get(period_now.get_absolute_url()))


def test_what_was_seen_to_is_noted_by_its_day_and_not_before_it(browse, mika, period_now, at):
    page = browse(mika)

    assert page.post(at("facts"), {"recorded_on": "1.1.2099"}).status_code == 422
    page.post(at("facts"), {"recorded_on": "2.11.2026"})

    assert Period.objects.get().recorded_on is not None
    assert "2.11.2026" in text(page.get(period_now.get_absolute_url()))


def test_readiness_is_checked(browse, mika, propose):
    period = propose()
    page, address = browse(mika), reverse("placements:readiness", args=[period.pk])

    page.post(address, {"is_ready": "on", "by_student": "on", "notes": "suojaimet"})

    assert period.readiness.is_ready
    assert "suojaimet" in text(page.get(period.get_absolute_url()))
    assert page.get(address).status_code == 200


def test_it_ends_and_the_workplace_would_host_again(browse, mika, period_now, at):
    page = browse(mika)

    assert page.post(at("end"), {"on": "1.1.2099"}).status_code == 422
    page.post(at("end"), {"on": "20.11.2026", "host_again": "yes"})
    page.post(at("end"), {"on": "20.11.2026", "host_again": "yes", "hired": "on"})

    period = Period.objects.get()
    assert (period.host_again, period.ended_on, period.hired_on) == (
        "yes",
        period.ended_on,
        period.ended_on,
    )


def test_it_is_ended_before_its_time_and_the_duty_is_done(browse, mika, period_now, at):
    page = browse(mika)
    fields = {
        "ground": "mutual",
        "on": "20.11.2026",
        "see_to_it": mika.pk,
        "see_to_it_by": "4.12.2026",
    }

    assert page.post(at("termination"), {**fields, "see_to_it": ""}).status_code == 422
    page.post(at("termination"), fields)
    assert "Mika Koivu, 4.12.2026" in text(page.get(period_now.get_absolute_url()))
    page.post(at("replacement"))

    assert Period.objects.get().termination.replaced_on is not None


def test_without_a_termination_there_is_nothing_to_replace(browse, mika, period_now, at):
    assert browse(mika).post(at("replacement")).status_code == 302
