"""A whole period through the pages: from an offer to hosting again, signed by a link and a code."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from veturi.cooperation.placements.models import Interruption, Offer, Period, Version
from veturi.cooperation.placements.reading import deeds_expected
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    PartFactory,
    StudentFactory,
    SuitabilityFactory,
)
from veturi.cooperation.placements.tests.reading_pages import at, text, written
from veturi.directory.tests.factories import PersonFactory, PositionFactory
from veturi.foundation.mail.models import Letter
from veturi.insight.levels import actions as levels
from veturi.insight.levels.models import Verdict
from veturi.insight.reciprocity.reading import weigh_one
from veturi.ledger.auditing import differences
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Deed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = re.compile(r"/link/([\w-]+)/")
DIGITS = re.compile(r"\b(\d{6})\b")


def came_in(address):
    """A workplace's browser that came in by the link of the latest letter to the address."""
    letter = Letter.objects.filter(to=address, text__contains="/link/").latest("pk")
    browser = Client(headers={"accept-language": "fi"})
    browser.post(at("link", SECRET.search(letter.text)[1]))
    code = Letter.objects.filter(key__startswith="placements.code").latest("pk")
    browser.post(at("door_code"), {"code": DIGITS.search(code.text)[1]})
    return browser


def test_a_training_agreement_from_the_offer_to_hosting_again(
    browse, college, mika, rauha, workshop, otto
):
    today = timezone.localdate()
    otto.email = "otto@paja.invalid"
    otto.save()
    eetu = StudentFactory(
        provider=college, teacher=mika, email="eetu@opiskelija.invalid", born_on=today - 7000 * DAY
    )
    part = PartFactory(qualification=eetu.qualification)
    page = browse(mika)

    # The workplace offers a place, and it is filled.
    first, last = today - 12 * DAY, today + 40 * DAY
    page.post(
        at("offer_new", workshop.pk),
        {
            "places": "1",
            "starts_on": written(first),
            "ends_on": written(last),
            "instructor": otto.pk,
            "tasks": "Sorvaus",
        },
    )
    page.post(
        f"{at('period_new')}?offer={Offer.objects.get().pk}",
        {
            "student": eetu.pk,
            "partnership": workshop.pk,
            "form": "training_agreement",
            "way": "allocated",
            "starts_on": written(first),
            "ends_on": written(last),
            "instructor": otto.pk,
            "key_tasks": "Sorvaus\nHitsaus",
        },
    )
    period = Period.objects.get()
    page.post(at("acceptance", period.pk))

    # The checks refuse; what is missing is mended where the page leads.
    terms = {"language": "fi", "demonstrations": "Näyttö lopussa", "elsewhere": "Ei muualla"}
    page.post(at("agreement_new", period.pk, "training"), terms)
    version = Version.objects.get()
    asked = {"workplace": otto.pk, "provider": rauha.pk, "how": "letter"}
    refused = page.post(at("asking", version.pk), asked)
    assert "72 §" in text(refused) or "72 §" in text(page.get(at("version", version.pk)))
    assert not version.signatures.exists()
    page.post(at("withdrawal", version.pk))
    page.post(
        at("suitability", workshop.pk),
        {
            "has_activity": "on",
            "has_tools": "on",
            "has_staff": "on",
            "has_orientation": "on",
            "method": "visit",
            "assessed_on": written(first - DAY),
            "valid_until": written(last + 300 * DAY),
        },
    )
    page.post(at("instructor", otto.pk), {"by_experience": "on", "at_most": "3"})
    page.save(
        at("period_edit", period.pk),
        {
            "form": "training_agreement",
            "way": "allocated",
            "starts_on": written(first),
            "ends_on": written(last),
            "weekly_hours": "35",
            "part_time": "100",
            "teacher": mika.pk,
            "key_tasks": "Sorvaus\nHitsaus",
            "units": part.unit_id,
        },
    )
    seen_to = (
        "plan_approved_on",
        "plan_approved_by_student_on",
        "plan_approved_by_workplace_on",
        "safety_told_on",
        "recorded_on",
    )
    page.post(at("facts", period.pk), dict.fromkeys(seen_to, written(first - DAY)))

    # Signed by link and code, and for us; the student is informed.
    page.post(at("agreement_new", period.pk, "training"), terms)
    version = Version.objects.latest("pk")
    assert page.post(at("asking", version.pk), asked).status_code == 302
    ours = version.signatures.get(party="provider")
    assert came_in(otto.email).post(at("door_signature"), {"sure": "on"}).status_code == 302
    browse(rauha).post(at("signature_ours", ours.pk))
    version.refresh_from_db()
    assert version.signed_on == today
    assert version.student_told_at is not None
    assert Letter.objects.filter(to="eetu@opiskelija.invalid", text__contains="/link/").exists()
    assert Period.objects.get().started_on == first

    # Somebody else instructs; a visit is made; it is interrupted and goes on.
    maija = PersonFactory(provider=college, given_name="Maija", family_name="Mestari")
    PositionFactory(provider=college, person=maija, partnership=workshop, role="instructor")
    page.post(
        at("period_instructor", period.pk),
        {"instructor": maija.pk, "since": written(today - 5 * DAY)},
    )
    page.post(
        at("interruption", period.pk), {"since": written(today - 3 * DAY), "reason": "sairaus"}
    )
    page.post(
        at("visit_new"),
        {
            "owner": mika.pk,
            "target": f"period-{period.pk}",
            "uuid": str(uuid4()),
            "purpose": "mid",
            "on": written(today - DAY),
            "hours": "1,5",
            "student_present": "on",
            "instructor_present": "on",
            "findings": "Sorvi seisoo",
        },
    )
    stop = Interruption.objects.get()
    page.post(at("resumption", stop.pk), {"until": written(today - 2 * DAY)})

    # It ends, and the workplace would host again.
    page.post(at("end", period.pk), {"on": written(today), "host_again": "yes"})
    period = Period.objects.get()
    assert (period.host_again, period.ended_on, period.instructor) == ("yes", today, maija)

    # Ledger, level and reciprocity have moved by themselves.
    kinds = set(Deed.objects.standing().filter(provider=college).values_list("kind", flat=True))
    assert {
        "placements.place_offered",
        "agreements.training_agreement_signed",
        "placements.period_started",
        "placements.period_month_held",
        "placements.period_ended",
        "visits.period_visited",
    } <= kinds
    assert list(differences(college, [("placements", deeds_expected)])) == []
    levels.follow(college, on=today)
    everyday = Verdict.objects.filter(
        provider=college, partner=workshop, layer=Layer.EVERYDAY, replaced_on=None
    ).get()
    assert everyday.depth >= 1
    weighed = weigh_one(workshop, on=today, years=1)
    assert weighed.from_partner > 0


def seen_to(page, period, day):
    names = (
        "plan_approved_on",
        "plan_approved_by_student_on",
        "plan_approved_by_workplace_on",
        "safety_told_on",
        "guardian_told_on",
    )
    page.post(at("facts", period.pk), dict.fromkeys(names, written(day)))


def refusal(page, version):
    return " | ".join(
        one.get_text(" ", strip=True)
        for one in BeautifulSoup(page.get(at("version", version.pk)).content, "html.parser").select(
            ".rows li, .errors li"
        )
    )


def test_work_experience_of_a_fourteen_year_old_is_signed_by_the_guardian(
    browse, college, mika, rauha, workshop, otto
):
    today = timezone.localdate()
    otto.email = "otto@paja.invalid"
    otto.save()
    pupil = StudentFactory(
        provider=college,
        teacher=mika,
        programme="basic_education",
        born_on=today - 14 * 365 * DAY - 60 * DAY,
        guardian_name="Heli Aho",
        guardian_email="heli@koti.invalid",
    )
    SuitabilityFactory(partnership=workshop, assessed_on=today - DAY, valid_until=today + 90 * DAY)
    page, first = browse(mika), today + 6 * DAY
    first += (7 - first.weekday()) % 7 * DAY
    last = first + 4 * DAY
    page.post(
        at("period_new"),
        {
            "student": pupil.pk,
            "partnership": workshop.pk,
            "form": "tet",
            "way": "self_sourced",
            "starts_on": written(first),
            "ends_on": written(last),
            "instructor": otto.pk,
            "key_tasks": "Tutustuminen",
        },
    )
    period = Period.objects.get()
    edited = {
        "form": "tet",
        "way": "self_sourced",
        "starts_on": written(first),
        "ends_on": written(last),
        "weekly_hours": "30",
        "part_time": "100",
        "teacher": mika.pk,
        "key_tasks": "Tutustuminen",
    }
    seen_to(page, period, today)

    # From eight in the evening a fourteen-year-old does not work.
    page.save(at("period_edit", period.pk), {**edited, "day_begins": "15:00", "day_ends": "22:00"})
    page.post(at("agreement_new", period.pk, "tet"), {"language": "fi"})
    version = Version.objects.get()
    asked = {
        "guardian_name": "Heli Aho",
        "guardian_email": "heli@koti.invalid",
        "workplace": otto.pk,
        "provider": rauha.pk,
        "how": "letter",
    }
    page.post(at("asking", version.pk), asked)
    assert "998/1993" in refusal(page, version)
    assert not version.signatures.exists()
    page.post(at("withdrawal", version.pk))

    page.save(at("period_edit", period.pk), {**edited, "day_begins": "9:00", "day_ends": "15:00"})
    page.post(at("agreement_new", period.pk, "tet"), {"language": "fi"})
    version = Version.objects.latest("pk")
    assert page.post(at("asking", version.pk), asked).status_code == 302, refusal(page, version)
    for address in ("heli@koti.invalid", otto.email):
        assert came_in(address).post(at("door_signature"), {"sure": "on"}).status_code == 302
    browse(rauha).post(at("signature_ours", version.signatures.get(party="provider").pk))

    assert Period.objects.get().agreed_on == today


def test_an_apprenticeship_takes_effect_when_its_arrangement_is_agreed_too(
    browse, college, mika, rauha, workshop, otto
):
    today = timezone.localdate()
    otto.email = "otto@paja.invalid"
    otto.save()
    InstructorFactory(provider=college, person=otto)
    apprentice = StudentFactory(provider=college, teacher=mika, email="ria@opiskelija.invalid")
    part = PartFactory(qualification=apprentice.qualification)
    SuitabilityFactory(partnership=workshop, assessed_on=today - DAY, valid_until=today + 700 * DAY)
    page, first, last = browse(mika), today + 10 * DAY, today + 370 * DAY
    page.post(
        at("period_new"),
        {
            "student": apprentice.pk,
            "partnership": workshop.pk,
            "form": "apprenticeship",
            "way": "interview",
            "starts_on": written(first),
            "ends_on": written(last),
            "instructor": otto.pk,
            "key_tasks": "Sorvaus",
        },
    )
    period = Period.objects.get()
    seen_to(page, period, today)
    edited = {
        "form": "apprenticeship",
        "way": "interview",
        "starts_on": written(first),
        "ends_on": written(last),
        "part_time": "100",
        "teacher": mika.pk,
        "key_tasks": "Sorvaus",
        "units": part.unit_id,
        "wage_basis": "Teknologiateollisuuden työehtosopimus",
    }
    terms = {"language": "fi", "demonstrations": "Näyttö keväällä", "elsewhere": "Lähipäivät"}
    ours = {"workplace": otto.pk, "provider": rauha.pk, "how": "letter"}
    theirs = {
        "student_name": str(apprentice),
        "student_email": apprentice.email,
        "workplace": otto.pk,
        "how": "letter",
    }

    # Twenty hours a week are too few (70 §).
    page.save(at("period_edit", period.pk), {**edited, "weekly_hours": "20"})
    page.post(at("agreement_new", period.pk, "arrangement"), terms)
    version = Version.objects.get()
    page.post(at("asking", version.pk), ours)
    assert "vähintään 25 tuntia viikossa" in refusal(page, version)
    page.post(at("withdrawal", version.pk))

    page.save(at("period_edit", period.pk), {**edited, "weekly_hours": "37,5"})
    page.post(at("agreement_new", period.pk, "arrangement"), terms)
    arrangement = Version.objects.latest("pk")
    assert page.post(at("asking", arrangement.pk), ours).status_code == 302
    came_in(otto.email).post(at("door_signature"), {"sure": "on"})
    browse(rauha).post(at("signature_ours", arrangement.signatures.get(party="provider").pk))
    assert Period.objects.get().agreed_on is None

    page.post(at("agreement_new", period.pk, "apprenticeship"), terms)
    contract = Version.objects.latest("pk")
    assert page.post(at("asking", contract.pk), theirs).status_code == 302, refusal(page, contract)
    for address in (apprentice.email, otto.email):
        came_in(address).post(at("door_signature"), {"sure": "on"})

    assert Period.objects.get().agreed_on == today
    kinds = Deed.objects.standing().filter(provider=college).values_list("kind", flat=True)
    assert {
        "agreements.arrangement_agreement_signed",
        "agreements.apprenticeship_signed",
    } <= set(kinds)
