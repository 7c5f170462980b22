"""Visits are planned, and the quarter tells them against those that were made."""

from decimal import Decimal
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Period, PlannedVisit
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.cooperation.placements.tests.reading_pages import text, written
from veturi.cooperation.placements.tests.visiting.visited import DAY, link
from veturi.directory.tests.factories import staff

pytestmark = pytest.mark.django_db


def test_a_visit_is_planned_for_a_day_or_a_quarter(browse, mika, running, now):
    page, address = browse(mika), link("visit_plan_new", of=f"period-{running.pk}")
    assert "Aho" in text(page.get(address))
    day = {"teacher": mika.pk, "purpose": "mid", "due": written(now + DAY)}
    answer = page.post(address, day)
    quarter = BeautifulSoup(page.get(address).content, "html.parser").select("#id_quarter option")
    page.post(address, {**day, "due": "", "quarter": quarter[1]["value"]})

    first, second = PlannedVisit.objects.order_by("pk").select_related("promise")
    assert answer.url == running.get_absolute_url()
    assert (first.promise.due, first.whole_quarter) == (now + DAY, False)
    assert second.whole_quarter and second.promise.due == second.quarter.last
    assert "Aho" in text(page.get(link("visits")))


@pytest.mark.parametrize("wrong", [{}, {"due": "1.2.2099", "quarter": "x"}, {"due": "1.1.2020"}])
def test_a_plan_that_cannot_be_stays_on_the_form(browse, mika, running, wrong):
    address = link("visit_plan_new", of=f"period-{running.pk}")
    answer = browse(mika).post(address, {"teacher": mika.pk, "purpose": "mid", **wrong})

    assert answer.status_code == 422 and PlannedVisit.objects.count() == 0


def test_a_plan_begins_at_what_is_visited(browse, mika):
    assert browse(mika).get(link("visit_plan_new")).url == link("periods")


def test_whoever_keeps_no_periods_plans_only_their_own(browse, rauha, mika, workshop, now):
    page, address = browse(rauha), link("visit_plan_new", of=f"partner-{workshop.pk}")
    fields = {"purpose": "outreach", "due": written(now + DAY)}

    assert page.post(address, {**fields, "teacher": mika.pk}).status_code == 422
    assert page.post(address, {**fields, "teacher": rauha.pk}).url == (
        link("of_partner", workshop.pk)
    )
    assert PlannedVisit.objects.shown().get().teacher == rauha


def test_a_plan_is_moved_and_let_go_on_its_page(browse, mika, planned, now):
    page = browse(mika)
    address = planned.get_absolute_url()
    assert "Aho" in text(page.get(address))
    page.post(address, {"teacher": mika.pk, "due": written(now + 5 * DAY)})
    moved = PlannedVisit.objects.shown().get()
    assert moved.promise.due == now + 5 * DAY
    quarter = str(moved.quarter)
    page.post(address, {"teacher": mika.pk, "quarter": quarter})
    assert f'<option value="{quarter}" selected' in page.get(address).content.decode()
    assert page.post(address, {"teacher": mika.pk, "due": "1.1.2020"}).status_code == 422

    page.post(link("visit_plan_letting_go", planned.pk))
    again = page.post(link("visit_plan_letting_go", planned.pk))
    assert list(PlannedVisit.objects.waiting()) == [] and again.url == link("visits")


def test_another_support_person_does_not_move_my_plan(browse, college, planned):
    support = staff(college, "Tuki", "Henkilö", "support")

    assert browse(support).get(planned.get_absolute_url()).status_code == 403


def test_the_quarter_tells_planned_against_made(browse, mika, otto, planned, visit):
    page = browse(mika)
    words = text(page.get(link("visits")))
    assert "Mika Koivu 1 0 1" in words

    assert "Mika Koivu 1" not in text(page.get(link("visits", quarter="2019-1")))
    soup = BeautifulSoup(page.get(link("visits", teacher=mika.pk)).content, "html.parser")
    assert "Aho" in soup.select_one("section:has(#plans)").text
    soup = BeautifulSoup(page.get(link("visits", teacher=otto.pk)).content, "html.parser")
    assert "Aho" not in soup.select_one("section:has(#plans)").text


def test_a_running_period_without_a_visit_is_told(browse, mika, running):
    address = link("visit_plan_new", of=f"period-{running.pk}").replace("&", "&amp;")
    assert address in browse(mika).get(link("visits")).content.decode()


def test_the_field_page_has_what_is_needed(browse, mika, otto, running, visit, now):
    otto.phone = "+358 40 123 4567"
    otto.save()
    Period.objects.filter(pk=running.pk).update(key_tasks="Sorvaus")
    page = browse(mika)
    words = text(page.get(link("field")))

    assert all(word in words for word in ("Aho", "Sorvaus", "+358 40 123 4567", "Alku"))


def test_a_period_with_a_plan_is_one_row(browse, mika, running, planned):
    soup = BeautifulSoup(browse(mika).get(link("field")).content, "html.parser")

    assert [one["value"] for one in soup.select("[name=target]")] == [f"plan-{planned.pk}"]


def test_nothing_to_visit_is_said(browse, aino):
    page = browse(aino)

    assert link("periods") in page.get(link("field")).content.decode()
    assert page.get(link("visits")).status_code == 200


def test_the_outbox_asks_who_is_here(browse, mika):
    page = browse(mika)
    answer = page.get(link("field_token"))

    assert answer.json()["person"] == mika.pk and answer.json()["token"]
    assert browse().get(link("field_token")).status_code == 302


def test_the_page_is_put_on_the_home_screen(browse):
    page = browse()
    told = page.get(link("field_manifest")).json()
    worker = page.get(link("field_worker"))

    assert (told["start_url"], told["scope"]) == (link("field"), link("visits"))
    assert worker.headers["Content-Type"] == "text/javascript"


@pytest.mark.parametrize("name", ["visits", "field"])
def test_a_hundred_cost_as_many_queries_as_one(browse, mika, running, now, propose, name):
    page = browse(mika)

    def fill(n):
        for _one in range(n):
            student = StudentFactory(provider=mika.provider, teacher=mika)
            one = propose(student=student, starts_on=now - 9 * DAY, ends_on=now + 9 * DAY)
            Period.objects.filter(pk=one.pk).update(agreed_on=now, started_on=now)
            fields = {"period": one, "partnership": one.partnership, "purpose": "mid"}
            visits.plan(fields=fields, due=now, teacher=mika, by=mika, at=timezone.now())
            went = {**fields, "on": now, "hours": Decimal(1)}
            visits.record(visits.NewVisit(uuid4(), went), by=mika, at=timezone.now())

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert page.get(link(name)).status_code == 200
        return len(found)

    fill(2)
    queries()
    few = queries()
    fill(20)
    assert queries() == few
