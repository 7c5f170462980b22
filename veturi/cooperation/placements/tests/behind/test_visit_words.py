"""The workplace's own part of a visit, written behind the link of an instructor."""

from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from veturi.cooperation.placements.actions import visit_words
from veturi.cooperation.placements.actions.visit_words import Words
from veturi.cooperation.placements.actions.visits import NotVisited
from veturi.cooperation.placements.models import Period, VisitWords
from veturi.cooperation.placements.tests.behind.doorway import DAY, come_in
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory
from veturi.cooperation.placements.tests.reading_pages import at, text, written
from veturi.cooperation.placements.tests.visiting.visited import DEVICE, ONE
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.localdate()


@pytest.fixture
def form(now_running, otto, now):
    return {
        "uuid": ONE,
        "owner": f"door-{otto.pk}",
        "target": now_running.pk,
        "on": written(now),
        "needs": "Hitsaajia",
        "capacity": "kaksi keväällä",
        "issues": "",
    }


def test_what_is_written_is_kept_and_seen_by_ours(
    instructor_pass, now_running, form, otto, browse, mika, now
):
    browser = come_in(instructor_pass)
    page = browser.get(at("door_visit_field"))
    assert "Eetu Aho" in text(page)

    assert browser.post(at("door_visit_words"), form).url == at("door_instructor")

    row = VisitWords.objects.get()
    assert (row.uuid, row.by, row.period, row.on) == (UUID(ONE), otto, now_running, now)
    assert (row.needs, row.capacity, row.issues) == ("Hitsaajia", "kaksi keväällä", "")
    fields = Change.objects.of(now_running.key).values_list("field", flat=True)
    assert "visit_words" in fields
    assert "Hitsaajia" in text(browser.get(at("door_visit_field")))
    assert "Hitsaajia" in text(browse(mika).get(now_running.get_absolute_url()))
    partner = now_running.partnership_id
    assert "kaksi keväällä" in text(browse(mika).get(at("of_partner", partner)))


def test_sent_twice_it_is_stored_once(instructor_pass, form):
    browser = come_in(instructor_pass)

    answers = [browser.post(at("door_visit_words"), form, headers=DEVICE) for _n in range(2)]

    assert [answer.json() for answer in answers] == [{"state": "stored"}] * 2
    assert VisitWords.objects.count() == 1


def test_other_words_under_the_same_number_are_refused(instructor_pass, form):
    browser = come_in(instructor_pass)
    browser.post(at("door_visit_words"), form)

    answer = browser.post(at("door_visit_words"), {**form, "needs": "Muuta"}, headers=DEVICE)

    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert VisitWords.objects.get().needs == "Hitsaajia"


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "999999"},
        {"target": ""},
        {"on": ""},
        {"on": "1.1.2090"},
        {"needs": "", "capacity": " "},
        {"owner": "door-999"},
        {"uuid": "x"},
    ],
)
def test_what_cannot_be_stays_on_the_form(instructor_pass, form, wrong):
    browser = come_in(instructor_pass)

    page = browser.post(at("door_visit_words"), {**form, "issues": "", **wrong})
    device = browser.post(at("door_visit_words"), {**form, **wrong}, headers=DEVICE)

    assert (page.status_code, device.status_code) == (422, 422)
    assert device.json()["errors"]
    assert VisitWords.objects.count() == 0


def test_a_day_to_come_is_refused_by_the_action_too(now_running, otto, now):
    words = Words(UUID(ONE), now_running, now + DAY, {"needs": "a", "capacity": "", "issues": ""})

    with pytest.raises(NotVisited):
        visit_words.write(words, by=otto, at=timezone.now())


def test_one_student_is_chosen_already_and_of_those_who_come_nothing_is_written(
    instructor_pass, now_running, otto, now, workshop
):
    student = StudentFactory(provider=workshop.provider, given_name="Tuleva")
    PeriodFactory(
        partnership=workshop, student=student, instructor=otto, agreed_on=now, starts_on=now + DAY
    )
    soup = BeautifulSoup(
        come_in(instructor_pass).get(at("door_visit_field")).content, "html.parser"
    )

    chosen = soup.select("[name=target]")
    assert [one["value"] for one in chosen] == [str(now_running.pk)]
    assert chosen[0].has_attr("checked")


def test_without_students_there_is_nothing_to_write_of(instructor_pass, now_running, now):
    Period.objects.filter(pk=now_running.pk).update(
        starts_on=now + DAY, ends_on=now + 9 * DAY, started_on=None
    )
    browser = come_in(instructor_pass)

    page = browser.get(at("door_visit_field")).content
    assert BeautifulSoup(page, "html.parser").select_one(".empty")
    assert at("door_visit_field") not in browser.get(at("door_instructor")).content.decode()


def test_the_outbox_asks_who_is_behind_the_door(instructor_pass, otto, client):
    answer = come_in(instructor_pass).get(at("door_visit_token"))

    assert answer.json()["person"] == f"door-{otto.pk}" and answer.json()["token"]
    assert client.get(at("door_visit_token")).status_code == 404


def test_the_worker_is_for_everybody(client):
    answer = client.get(at("door_worker"))

    assert answer.headers["Content-Type"] == "text/javascript"


def test_it_reads_as_its_day(instructor_pass, form, now, now_running):
    come_in(instructor_pass).post(at("door_visit_words"), form)

    assert str(VisitWords.objects.get()) == f"{now_running.pk}: {now}"
