"""The pages of learning at work, by whoever opens them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.models import Offer, Period, Student, Suitability, Support
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PartFactory,
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
    SupportFactory,
)
from veturi.directory.actions import merging
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# It looks like a henkilötunnus only once it is put together.
LOOKS_PERSONAL = "".join(("010203", "A", "123B"))


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def written(day):
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture
def at(period_now):
    return lambda name, *keys: reverse(f"placements:{name}", args=keys or [period_now.pk])


@pytest.fixture
def period_now(running):
    return running


def test_a_student_is_added_and_found_in_the_list(browse, mika, college):
    page = browse(mika)
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": "K77",
        "programme": "vocational",
        "language": "fi",
        "group": "KOA24",
    }

    answer = page.post(reverse("placements:student_new"), fields)

    student = Student.objects.get(provider=college)
    assert answer.url == student.get_absolute_url()
    assert "Senja Kivi" in text(page.get(reverse("placements:students"), {"q": "kivi"}))
    assert "Senja" not in text(page.get(reverse("placements:students"), {"q": "niemi"}))
    found = page.get(reverse("placements:student_suggestions"), {"q": "senj"})
    assert "K77" in text(found)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("number", LOOKS_PERSONAL),
        ("email", "ei osoite"),
        ("born_on", "joskus"),
        ("ends_on", "1.8.2020"),
        ("guardian_phone", "soita"),
    ],
)
def test_what_is_wrong_of_a_student_is_said_and_nothing_is_lost(browse, mika, eetu, field, wrong):
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": "K77",
        "programme": "vocational",
        "language": "fi",
        "starts_on": "1.8.2026",
        field: wrong,
    }

    answer = browse(mika).post(reverse("placements:student_new"), fields)

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one(f"#id_{field}")["value"] == wrong
    assert soup.select_one(f"#id_{field}_error")
    assert Student.objects.count() == 1


def test_a_number_stands_for_one_student(browse, mika, eetu):
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": eetu.number,
        "programme": "vocational",
        "language": "fi",
    }

    answer = browse(mika).post(reverse("placements:student_new"), fields)

    assert answer.status_code == 422
    assert Student.objects.count() == 1


def test_lists_of_students_are_narrowed(browse, mika, eetu, college):
    StudentFactory(provider=college, family_name="Muu", group="LH25", programme="tuva")
    away = StudentFactory(provider=college, family_name="Poissa", archived_on=TODAY)
    page, address = browse(mika), reverse("placements:students")

    for query, there in (
        ({"whose": "mine"}, ["Aho"]),
        ({"group": "lh25"}, ["Muu"]),
        ({"programme": "tuva"}, ["Muu"]),
        ({"archived": "on", "q": away.number}, ["Poissa"]),
        ({"q": "Poissa"}, []),
    ):
        found = text(page.get(address, query))
        assert [name for name in ("Aho", "Muu", "Poissa") if f" {name}" in found] == there


def test_two_who_edit_a_student_overwrite_nothing_unseen(browse, mika, eetu):
    address = reverse("placements:student_edit", args=[eetu.pk])
    form = {
        "given_name": "Eetu",
        "family_name": "Ahola",
        "number": eetu.number,
        "programme": "vocational",
        "language": "fi",
        "qualification": eetu.qualification_id,
        "teacher": mika.pk,
        "group": "KOA24",
        "born_on": written(eetu.born_on),
        "starts_on": written(eetu.starts_on),
        "ends_on": written(eetu.ends_on),
    }

    assert browse(mika).save(address, form).status_code == 302
    assert Student.objects.get().family_name == "Ahola"


def test_a_study_right_is_given_another_state(browse, mika, eetu):
    page, address = browse(mika), reverse("placements:student_state", args=[eetu.pk])

    assert page.post(address, {"since": "milloin?"}).status_code == 422
    page.post(address, {"since": "1.11.2026", "state": "loma", "funding": "1"})

    assert eetu.states.get().state == "loma"
    assert "1.11.2026" in text(page.get(eetu.get_absolute_url()))


def test_what_support_is_needed_is_seen_by_student_support_alone(browse, eetu, college, aino):
    SupportFactory(student=eetu, needs="rauhallinen tila", is_demanding=True)
    sanna = staff(college, "Sanna", "Tuki", "support")
    address = reverse("placements:student_support", args=[eetu.pk])

    assert "rauhallinen tila" in text(browse(sanna).get(eetu.get_absolute_url()))
    for role in ("administrator", "coordinator", "teacher", "management"):
        page = browse(staff(college, role.title(), "Joku", role))
        assert "rauhallinen" not in text(page.get(eetu.get_absolute_url()))
        assert page.get(address).status_code == 403


def test_support_is_written_and_refused_in_a_sentence(browse, eetu, college):
    page = browse(staff(college, "Sanna", "Tuki", "support"))
    address = reverse("placements:student_support", args=[eetu.pk])

    assert page.post(address, {"is_demanding": "on"}).status_code == 422
    page.post(address, {"is_special": "on", "needs": "selkokieli"})

    assert Support.objects.get().needs == "selkokieli"


def test_a_student_is_put_away_and_comes_back(browse, mika, eetu):
    page, address = browse(mika), reverse("placements:student_putting_away", args=[eetu.pk])

    page.post(address)
    assert Student.objects.get().archived_on is not None
    page.post(address)
    assert Student.objects.get().archived_on is None


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


def test_a_workplace_is_assessed_and_the_assessment_ended(browse, mika, workshop):
    page = browse(mika)
    address = reverse("placements:suitability", args=[workshop.pk])
    fields = {
        "has_activity": "on",
        "has_tools": "on",
        "has_staff": "on",
        "method": "visit",
        "requirements": ["hygiene_pass", "of_age"],
        "assessed_on": "24.11.2026",
        "valid_until": "23.11.2028",
    }

    assert page.post(address, {**fields, "valid_until": "1.1.2020"}).status_code == 422
    page.post(address, fields)

    row = Suitability.objects.get()
    assert row.requirements == "hygiene_pass,of_age"
    assert "hygieniapassi" in text(page.get(reverse("placements:of_partner", args=[workshop.pk])))
    page.post(reverse("placements:suitability_end", args=[row.pk]))
    assert Suitability.objects.get().withdrawn_on is not None


def test_an_instructor_is_described(browse, mika, otto, workshop):
    page, address = browse(mika), reverse("placements:instructor", args=[otto.pk])

    assert page.post(address, {"at_most": "-1"}).status_code == 422
    page.post(address, {"by_skill": "on", "at_most": "2"})

    assert otto.instructor.is_competent
    assert page.get(address).status_code == 200
    assert "Otto Ohjaaja" in text(page.get(reverse("placements:of_partner", args=[workshop.pk])))


def test_places_are_offered_mended_and_withdrawn(browse, mika, workshop):
    page = browse(mika)
    fields = {
        "places": "2",
        "starts_on": "11.1.2027",
        "ends_on": "5.3.2027",
        "tasks": "Koneistus",
        "requirements": ["safety_card"],
    }
    address = reverse("placements:offer_new", args=[workshop.pk])
    assert page.post(address, {**fields, "ends_on": "1.1.2020"}).status_code == 422
    page.post(address, fields)
    offer = Offer.objects.get()

    address = reverse("placements:offer", args=[offer.pk])
    assert "checked" in page.get(address).content.decode()
    page.post(address, {**fields, "places": "3"})
    assert Offer.objects.get().places == 3
    listed = page.get(reverse("placements:offers"), {"q": "koneis", "on": "1.2.2027"})
    assert workshop.name in text(listed)
    page.post(reverse("placements:offer_end", args=[offer.pk]))
    assert workshop.name not in text(page.get(reverse("placements:offers")))


def test_offers_are_narrowed_by_qualification(browse, mika, workshop):
    qualification = QualificationFactory(name_fi="Hoiva-alan tutkinto")
    OfferFactory(partnership=workshop, qualification=qualification)
    OfferFactory(provider=workshop.provider, partnership=workshop)

    found = browse(mika).get(
        reverse("placements:offers"), {"qualification": qualification.pk, "export": "csv"}
    )
    assert found.status_code in (200, 403)


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("", {"Nyt", "Tulossa"}),
        ("now", {"Nyt"}),
        ("coming", {"Tulossa"}),
        ("past", {"Ohi"}),
        ("off", {"Peruttu"}),
        ("every", {"Nyt", "Tulossa", "Ohi", "Peruttu"}),
    ],
)
def test_periods_are_narrowed_by_time(browse, aino, workshop, college, when, there):
    for name, days, more in (
        ("Nyt", (-10, 10), {}),
        ("Tulossa", (5, 10), {}),
        ("Ohi", (-30, -10), {}),
        ("Peruttu", (5, 10), {"called_off_on": TODAY, "called_off_by": "school"}),
    ):
        first, last = (TODAY + n * DAY for n in days)
        student = StudentFactory(provider=college, family_name=name)
        PeriodFactory(partnership=workshop, student=student, starts_on=first, ends_on=last, **more)

    found = text(browse(aino).get(reverse("placements:periods"), {"when": when}))

    assert {name for name in ("Nyt", "Tulossa", "Ohi", "Peruttu") if f" {name} " in found} == there


def test_periods_are_narrowed_by_everything_at_once_and_taken_out(browse, aino, running, mika):
    page, address = browse(aino), reverse("placements:periods")
    query = {
        "q": "aho",
        "form": "training_agreement",
        "group": "koa24",
        "agreed": "yes",
        "when": "now",
    }

    assert "Eetu Aho" in text(page.get(address, query))
    assert "Eetu Aho" not in text(page.get(address, {**query, "whose": "mine"}))
    csv = page.get(address, {**query, "export": "csv"}).content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("Eetu Aho;")
    for name in ("students", "offers"):
        assert page.get(reverse(f"placements:{name}"), {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("name", ["periods", "students", "offers"])
def test_a_list_asks_as_much_for_one_row_as_for_a_hundred(browse, aino, workshop, name):
    page, address = browse(aino), reverse(f"placements:{name}")

    def more(n):
        for _ in range(n):
            PeriodFactory(partnership=workshop, starts_on=TODAY, ends_on=TODAY + DAY)
            OfferFactory(partnership=workshop)

    more(1)
    page.get(address)
    with CaptureQueriesContext(connection) as one:
        page.get(address)
    more(60)
    with CaptureQueriesContext(connection) as many:
        page.get(address)
    assert len(one) == len(many)


def test_a_merged_workplace_leads_to_the_one_that_stays(browse, aino, workshop):
    stays = PartnershipFactory(provider=aino.provider)
    merging.merge(stays, workshop, take=[], by=aino, at=NOW)

    answer = browse(aino).get(reverse("placements:of_partner", args=[workshop.pk]))

    assert answer.url == reverse("placements:of_partner", args=[stays.pk])


def test_who_does_not_see_students_finds_no_way_to_them(browse, rea, workshop):
    page = browse(rea)

    assert page.get(reverse("placements:students")).status_code == 403
    home = page.get(workshop.get_absolute_url()).content.decode()
    assert reverse("placements:of_partner", args=[workshop.pk]) not in home
    assert reverse("placements:periods") not in home


def test_who_only_looks_comes_from_an_offer_to_the_workplace(browse, rauha, workshop):
    offer = OfferFactory(partnership=workshop, ends_on=TODAY + 90 * DAY, tasks="Hitsaus")
    page = browse(rauha)

    listed = page.get(reverse("placements:offers"), {"q": workshop.name[:6].upper()}).content.decode()
    address = reverse("placements:of_partner", args=[workshop.pk])
    assert f'{address}#offers"' in listed
    assert page.get(offer.get_absolute_url()).status_code == 200
