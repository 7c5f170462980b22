"""eHOKS is asked by an act; what it has stands on the pages with its moment."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions.periods import call_off
from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.tests.factories import PeriodFactory, PeriodUnitFactory, ready
from veturi.foundation.trail.models import Trace
from veturi.surfaces.gateways.ehoks import samples, service
from veturi.surfaces.gateways.ehoks.actions import asking, forgetting
from veturi.surfaces.gateways.ehoks.models import Inquiry
from veturi.surfaces.gateways.ehoks.refusals import (
    Busy,
    NoStudyRight,
    NotFound,
    NotReached,
    OtherLearner,
)

pytestmark = pytest.mark.django_db


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def cells(answer):
    rows = BeautifulSoup(answer.content, "html.parser").select("tbody tr")
    return {
        row.th.get_text(): [cell.get_text(" ", strip=True) for cell in row("td")] for row in rows
    }


def another(known, **given):
    return ready(known.partnership, instructor=known.instructor, student=known.student, **given)


def test_the_period_alone_is_kept_of_what_eHOKS_has(known, mika):
    [inquiry] = asking.ask(known.student, by=mika, at=NOW)

    assert (inquiry.outcome, inquiry.asked_at, inquiry.asked_by) == ("found", NOW, mika)
    assert inquiry.way == samples.WAY
    assert inquiry.part == "tutkinnonosat_100001"


def test_who_asked_stands_in_the_access_log(known, mika):
    asking.ask(known.student, by=mika, at=NOW)

    trace = Trace.objects.get()
    assert (trace.what, trace.subject, trace.by) == ("viewed", known.student.key, mika.user)


def test_one_question_is_asked_for_all_periods_of_the_student(known, mika, through_client):
    other = another(known)
    PeriodFactory(student=known.student, partnership=known.partnership, form="practice")

    asking.ask(known.student, by=mika, at=NOW)

    assert dict(Inquiry.objects.values_list("period", "outcome")) == {
        known.pk: "found",
        other.pk: "no_period",
    }
    assert len(through_client.asked) == 3


def test_asked_again_the_last_answer_stands(known, mika):
    asking.ask(known.student, by=mika, at=NOW)
    Student.objects.update(study_right_oid="1.2.246.562.15.10000000009", learner_oid="")
    known.student.refresh_from_db()

    asking.ask(known.student, by=mika, at=NOW + timedelta(hours=1))

    inquiry = Inquiry.objects.get()
    assert (inquiry.outcome, inquiry.way, inquiry.part) == ("no_hoks", None, "")
    assert inquiry.asked_at == NOW + timedelta(hours=1)


def test_without_a_study_right_nothing_is_asked(known, mika, through_client):
    known.student.study_right_oid = ""

    with pytest.raises(NoStudyRight):
        asking.ask(known.student, by=mika, at=NOW)

    assert through_client.asked == []


@pytest.mark.parametrize(
    "told", [{"oppija-oid": "1.2.246.562.98.10000000008"}, {"opiskeluoikeus-oid": "x"}]
)
def test_of_another_learner_nothing_is_kept(known, mika, through_client, told):
    through_client.hokses[samples.STUDY_RIGHT].update(told)

    with pytest.raises(OtherLearner):
        asking.ask(known.student, by=mika, at=NOW)

    assert not Inquiry.objects.exists()


def test_offline_the_former_answer_stays_and_everybody_waits_longer(known, mika, settings):
    asking.ask(known.student, by=mika, at=NOW)
    settings.EHOKS_TWIN = "offline"

    with pytest.raises(NotReached):
        asking.ask(known.student, by=mika, at=NOW)
    with pytest.raises(Busy) as first:
        asking.ask(known.student, by=mika, at=NOW + timedelta(seconds=2))
    with pytest.raises(NotReached):
        asking.ask(known.student, by=mika, at=NOW + timedelta(seconds=6))
    with pytest.raises(Busy) as second:
        asking.ask(known.student, by=mika, at=NOW + timedelta(seconds=6))

    assert (first.value.retry_after, second.value.retry_after) == (4, 11)
    assert Inquiry.objects.get().outcome == "found"
    settings.EHOKS_TWIN = "answers"
    asking.ask(known.student, by=mika, at=NOW + timedelta(minutes=1))
    assert Inquiry.objects.get().asked_at == NOW + timedelta(minutes=1)


def test_when_eHOKS_asks_for_a_pause_nobody_asks_it_meanwhile(known, mika, settings):
    settings.EHOKS_TWIN = "busy"
    with pytest.raises(Busy):
        asking.ask(known.student, by=mika, at=NOW)
    settings.EHOKS_TWIN = "answers"

    with pytest.raises(Busy) as refused:
        asking.ask(known.student, by=mika, at=NOW + timedelta(seconds=30))
    asking.ask(known.student, by=mika, at=NOW + timedelta(seconds=61))

    assert refused.value.retry_after == 31
    assert Inquiry.objects.get().outcome == "found"


def test_after_three_months_an_answer_is_forgotten(known, mika):
    asking.ask(known.student, by=mika, at=NOW)

    forgetting.forget_old(on=TODAY + timedelta(days=90))
    assert Inquiry.objects.exists()
    forgetting.forget_old(on=TODAY + timedelta(days=91))
    assert not Inquiry.objects.exists()


def test_the_page_of_the_period_says_what_eHOKS_had_and_when(browse, mika, known):
    page = browse(mika, "en")
    assert "eHOKS has not been asked yet" in text(page.get(known.get_absolute_url()))
    address = reverse("ehoks:period", args=[known.pk])
    assert "Nothing is asked by looking" in text(page.get(address))

    shown = page.post(reverse("ehoks:inquiry", args=[known.pk]))

    assert shown.url == address
    read = page.get(address)
    assert "1 fact differs in eHOKS" in text(read)
    assert cells(read)["Last day"] == ["19.3.2027", "12.3.2027", "differs"]
    assert cells(read)["Instructor’s phone"][2] == "the same"
    assert cells(read)["Form"][0] == "training agreement"
    assert cells(read)["Unit"][0].startswith("100001 ")
    assert "1 fact differs in eHOKS" in text(page.get(known.get_absolute_url()))


def test_looking_asks_nothing(browse, mika, known, through_client):
    page = browse(mika)

    for address in (
        reverse("ehoks:period", args=[known.pk]),
        reverse("ehoks:student", args=[known.student_id]),
        known.get_absolute_url(),
        known.student.get_absolute_url(),
    ):
        assert page.get(address).status_code == 200

    assert through_client.asked == []


def test_the_page_of_the_student_shows_all_periods(browse, mika, known):
    other = another(known, starts_on=known.ends_on + timedelta(days=9), ends_on=None)
    page = browse(mika, "en")
    assert "eHOKS has not been asked yet" in text(page.get(known.student.get_absolute_url()))

    shown = page.post(reverse("ehoks:student_inquiry", args=[known.student_id]))

    read = text(page.get(shown.url))
    assert "1 fact differs in eHOKS" in read and "Not in eHOKS yet" in read
    assert "Asked from eHOKS" in text(page.get(known.student.get_absolute_url()))
    Inquiry.objects.filter(period=other).delete()
    other.delete()
    Period.objects.filter(pk=known.pk).update(ends_on="2027-03-12")
    assert "The same in eHOKS" in text(page.get(shown.url))


def test_of_a_student_without_such_periods_there_is_nothing_to_compare(browse, mika, known):
    call_off(known, side="school", why="Muutto", by=mika, at=NOW)
    page = browse(mika, "en")

    read = text(page.get(reverse("ehoks:student", args=[known.student_id])))

    assert "no periods that stand in eHOKS" in read
    assert "Compare with eHOKS" not in text(page.get(known.student.get_absolute_url()))


def test_as_many_questions_for_many_periods_as_for_one(
    browse, mika, known, django_assert_num_queries
):
    page = browse(mika)
    address = reverse("ehoks:student", args=[known.student_id])
    page.post(reverse("ehoks:student_inquiry", args=[known.student_id]))
    page.get(address)
    with CaptureQueriesContext(connection) as one:
        page.get(address)
    count = len(one)
    for _ in range(9):
        another(known)
    page.post(reverse("ehoks:student_inquiry", args=[known.student_id]))
    page.get(address)

    with django_assert_num_queries(count):
        page.get(address)


def test_offline_the_page_says_so(browse, mika, known, settings):
    settings.EHOKS_TWIN = "offline"
    page = browse(mika, "en")

    shown = page.post(reverse("ehoks:inquiry", args=[known.pk]))

    assert "eHOKS does not answer right now" in text(page.get(shown.url))
    assert not Inquiry.objects.exists()


def test_where_eHOKS_is_not_in_use_nothing_of_it_is_shown(browse, mika, known, settings):
    settings.EHOKS_TWIN = ""
    page = browse(mika)

    assert (
        reverse("ehoks:period", args=[known.pk])
        not in page.get(known.get_absolute_url()).content.decode()
    )
    for name, key in (("period", known.pk), ("student", known.student_id)):
        assert page.get(reverse(f"ehoks:{name}", args=[key])).status_code == 404


def test_what_stands_in_no_register_has_no_such_page(browse, mika, known):
    Period.objects.update(form="tet")

    assert browse(mika).get(reverse("ehoks:period", args=[known.pk])).status_code == 404


def test_who_sees_students_looks_and_who_keeps_periods_asks(browse, rauha, rea, sten, known):
    for name, key in (("period", known.pk), ("student", known.student_id)):
        address = reverse(f"ehoks:{name}", args=[key])
        assert browse(rauha).get(address).status_code == 200
        assert browse(rea).get(address).status_code == 403
        assert browse(sten).get(address).status_code == 404
    for name, key in (("inquiry", known.pk), ("student_inquiry", known.student_id)):
        address = reverse(f"ehoks:{name}", args=[key])
        assert browse(rauha).post(address).status_code == 403
        assert browse(sten).post(address).status_code == 404
    assert not Inquiry.objects.exists()


def test_the_twin_of_the_demo_has_what_its_students_have(known, mika, settings):
    settings.EHOKS_TWIN = "mirrors"
    Student.objects.update(study_right_oid="1.2.246.562.15.10000000009")
    known.student.refresh_from_db()
    for _ in range(11):
        another(known, agreed_on=TODAY)
    for period in Period.objects.filter(units=None):
        PeriodUnitFactory(period=period)

    asking.ask(known.student, by=mika, at=NOW)

    outcomes = set(Inquiry.objects.values_list("outcome", flat=True))
    missing = known.student_id % 9 == 0
    assert outcomes == ({"no_hoks"} if missing else {"found", "no_period"})


def test_the_twin_of_the_demo_has_nothing_of_strangers(settings, college, db):
    settings.EHOKS_TWIN = "mirrors"
    with pytest.raises(NotFound):
        service.hoks_of("1.2.246.562.15.10000000009", learner="", provider=college, at=NOW)
