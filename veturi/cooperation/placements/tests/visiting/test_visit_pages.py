"""Visits on their pages: written down, corrected, taken back."""

import base64
import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.things_of_learning import DOT
from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import PlannedVisit, Visit
from veturi.cooperation.placements.tests.reading_pages import text
from veturi.cooperation.placements.tests.visiting.visited import DEVICE, ONE, correcting, link
from veturi.directory.tests.factories import staff

pytestmark = pytest.mark.django_db


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
    assert wrong.json()["errors"][0].startswith("Tunnit: ")


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
