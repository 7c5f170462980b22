"""The pages of visits, by whoever opens them; and what a device sends to them."""

import base64
import json
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import DOT
from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Period, PlannedVisit, Visit
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.directory.tests.factories import staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DEVICE = {"accept": "application/json"}
ONE = "00000000-0000-4000-8000-000000000001"


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def written(day):
    return f"{day.day}.{day.month}.{day.year}"


def link(name, *args, **query):
    return reverse(f"placements:{name}", args=args, query=query or None)


@pytest.fixture
def now():
    return timezone.localdate()


@pytest.fixture
def running(running, now):
    """It runs today, whenever the tests do."""
    Period.objects.filter(pk=running.pk).update(
        starts_on=now - 30 * DAY, started_on=now - 30 * DAY, ends_on=now + 30 * DAY
    )
    return Period.objects.get(pk=running.pk)


@pytest.fixture
def form(running, now, mika):
    return {
        "uuid": ONE,
        "owner": mika.pk,
        "target": f"period-{running.pk}",
        "purpose": "mid",
        "on": written(now),
        "hours": "1,5",
    }


@pytest.fixture
def planned(running, now, mika):
    fields = {"period": running, "partnership": running.partnership, "purpose": "mid"}
    return visits.plan(fields=fields, due=now, teacher=mika, by=mika, at=timezone.now())


@pytest.fixture
def visit(running, now, mika):
    fields = {
        "period": running,
        "partnership": running.partnership,
        "on": now,
        "hours": Decimal(1),
        "purpose": "mid",
        "findings": "Alku",
    }
    new = visits.NewVisit(UUID(ONE), fields)
    return visits.record(new, by=mika, at=timezone.now())


def correcting(visit, **given):
    names = ("purpose", "findings", "needs", "capacity", "issues", "others_present", "signed_name")
    values = {name: getattr(visit, name) for name in names}
    return {**values, "on": written(visit.on), "hours": str(visit.hours), **given}


def test_a_visit_is_written_down_on_a_plain_page(browse, mika, form, running):
    page = browse(mika)
    assert "Aho" in text(page.get(link("visit_new", of=f"period-{running.pk}")))

    answer = page.post(link("visit_new"), {**form, "findings": "Sorvi seisoo"})

    visit = Visit.objects.get()
    assert answer.url == visit.get_absolute_url()
    assert (visit.hours, visit.period, visit.teacher) == (Decimal("1.5"), running, mika)
    assert "Sorvi seisoo" in text(page.get(answer.url))
    assert "Sorvi seisoo" in text(page.get(running.get_absolute_url()))
    learning = link("of_partner", running.partnership_id)
    assert "Sorvi seisoo" in text(page.get(learning))


def test_without_somebody_to_visit_the_list_opens(browse, mika):
    assert browse(mika).get(link("visit_new")).url == link("field")


def test_a_device_sends_the_same_twice_and_is_answered_the_same(browse, mika, form):
    page = browse(mika)
    answers = [page.post(link("visit_new"), form, headers=DEVICE) for _time in range(2)]

    visit = Visit.objects.get()
    told = {"state": "stored", "url": visit.get_absolute_url()}
    assert [answer.json() for answer in answers] == [told, told]


def test_a_device_that_sends_other_content_is_told_where_to_choose(browse, mika, form):
    page = browse(mika)
    page.post(link("visit_new"), form, headers=DEVICE)
    answer = page.post(link("visit_new"), {**form, "findings": "Muuta"}, headers=DEVICE)

    visit = Visit.objects.get()
    assert answer.status_code == 409
    assert answer.json() == {"state": "differs", "url": link("visit_correction", visit.pk)}
    assert page.post(link("visit_new"), {**form, "findings": "Muuta"}).url == (
        visit.get_absolute_url()
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("hours", "0"),
        ("hours", "paljon"),
        ("on", "1.1.2199"),
        ("purpose", "muu"),
        ("next_step", "Soita"),
        ("next_on", "1.3.2027"),
        ("target", "period-999999"),
        ("target", "plan-999999"),
        ("target", "partner-999999"),
        ("target", "muu"),
        ("signature", "ei kuva"),
        ("signature", "data:image/png;base64,x"),
        ("signature", "data:image/png;base64,YWJj"),
        ("owner", "999999"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browse, mika, form, field, wrong):
    given = {**form, "findings": "Tämä jää", field: wrong}
    page = browse(mika)
    answer = page.post(link("visit_new"), given)

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one(".errors") and soup.select_one("#id_findings").text.strip() == (
        "Tämä jää"
    )
    told = page.post(link("visit_new"), given, headers=DEVICE)
    assert (told.status_code, told.json()["state"]) == (422, "refused") and told.json()["errors"]
    assert Visit.objects.count() == 0


def test_a_day_refused_by_the_act_itself_stays_on_the_form(browse, mika, form, monkeypatch):
    def refuse(*_args, **_kw):
        raise visits.NotVisited("Ei käy.")

    monkeypatch.setattr(visits, "record", refuse)

    assert "Ei käy." in text(browse(mika).post(link("visit_new"), form))


def test_a_photo_and_a_signature_come_along(browse, mika, form, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    drawn = "data:image/png;base64," + base64.b64encode(DOT).decode()
    photo = SimpleUploadedFile("kuva.png", DOT)
    page = browse(mika)
    page.post(link("visit_new"), {**form, "signature": drawn, "photo": photo})

    visit = Visit.objects.get()
    whats = list(visit.photos.order_by("pk").values_list("what", flat=True))
    assert whats == ["photo", "signature"]
    key = visit.photos.first().pk
    assert page.get(link("visit_photo", key)).headers["Content-Type"] == "image/png"
    assert page.get(link("visit_photo_preview", key)).headers["Content-Type"] == "image/webp"
    assert "kuva.png" in str(page.get(visit.get_absolute_url()).content)


def test_what_is_no_picture_is_not_taken_for_a_photo(browse, mika, form):
    wrong = SimpleUploadedFile("muistio.txt", b"x")
    answer = browse(mika).post(link("visit_new"), {**form, "photo": wrong})

    assert answer.status_code == 422 and Visit.objects.count() == 0


def test_a_visit_of_a_plan_keeps_it(browse, mika, form, planned):
    page = browse(mika)
    page.post(link("visit_new"), {**form, "target": f"plan-{planned.pk}"})

    assert list(PlannedVisit.objects.waiting()) == []
    assert Visit.objects.get().plan == planned


def test_a_partner_without_a_period_is_visited_too(browse, mika, form, workshop):
    page = browse(mika)
    of = f"partner-{workshop.pk}"
    assert workshop.name in text(page.get(link("visit_new", of=of)))
    page.post(link("visit_new"), {**form, "target": of, "purpose": "outreach"})

    assert (Visit.objects.get().period, Visit.objects.get().partnership) == (None, workshop)
    assert workshop.name in text(page.get(Visit.objects.get().get_absolute_url()))


def test_a_correction_joins_what_others_saved(browse, mika, visit):
    page, address = browse(mika), link("visit_correction", visit.pk)
    before = BeautifulSoup(page.get(address).content, "html.parser").select_one("[name=original]")
    visits.correct(visit, fields={"needs": "Hitsaajia"}, by=mika, at=timezone.now())
    fields = correcting(visit, findings="Minun", original=before["value"])

    answer = page.post(address, fields)

    visit.refresh_from_db()
    assert answer.url == visit.get_absolute_url()
    assert (visit.findings, visit.needs, visit.version) == ("Minun", "Hitsaajia", 3)


def test_what_both_wrote_is_chosen_field_by_field(browse, mika, aino, visit):
    page, address = browse(mika), link("visit_correction", visit.pk)
    before = BeautifulSoup(page.get(address).content, "html.parser").select_one("[name=original]")
    visits.correct(visit, fields={"findings": "Ainon"}, by=aino, at=timezone.now())
    fields = correcting(visit, findings="Minun", original=before["value"])

    told = page.post(address, fields, headers=DEVICE)
    assert (told.status_code, told.json()) == (409, {"state": "differs", "url": address})
    asked = page.post(address, {**fields, "outbox": ONE})
    assert asked.status_code == 409
    words = text(asked)
    assert all(word in words for word in ("Alku", "Ainon", "Minun"))
    soup = BeautifulSoup(asked.content, "html.parser")
    chosen = {
        **fields,
        "outbox": soup.select_one("[name=outbox]")["value"],
        "original": soup.select_one("[name=original]")["value"],
        "keep-findings": "mine",
    }
    done = page.post(address, chosen)

    visit.refresh_from_db()
    assert visit.findings == "Minun" and done.url.endswith(f"?settled={ONE}")
    assert ONE in str(page.get(done.url).content)


def test_a_device_corrects_without_a_page(browse, mika, visit):
    page = browse(mika)
    shown = BeautifulSoup(page.get(link("field")).content, "html.parser")
    row = shown.select_one("a[data-values]")
    values = {name: many[0] for name, many in json.loads(row["data-values"]).items() if many}
    fields = {**values, "findings": "Uutta", "original": row["data-original"]}

    told = page.post(row["href"], fields, headers=DEVICE)
    wrong = page.post(row["href"], {**fields, "hours": "0"}, headers=DEVICE)

    visit.refresh_from_db()
    assert told.json()["state"] == "stored" and visit.findings == "Uutta"
    assert wrong.json()["state"] == "refused"


def test_a_visit_is_taken_back(browse, mika, visit):
    page = browse(mika)
    page.post(link("visit_taking_back", visit.pk))
    again = page.post(link("visit_taking_back", visit.pk))

    visit.refresh_from_db()
    assert visit.taken_back_by == mika
    assert link("visit_correction", visit.pk) not in str(page.get(again.url).content)


def test_who_sees_no_students_sees_no_visits(browse, rea, visit):
    page = browse(rea)
    for address in (link("visits"), visit.get_absolute_url(), link("field")):
        assert page.get(address).status_code == 403


def test_a_colleague_does_not_correct_anothers_visit(browse, college, aino, visit):
    other = staff(college, "Toinen", "Opettaja", "teacher")

    assert browse(other).get(link("visit_correction", visit.pk)).status_code == 403
    assert browse(aino).get(link("visit_correction", visit.pk)).status_code == 200


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
