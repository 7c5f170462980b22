"""When a visit suits is agreed behind the link of an instructor."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from veturi.cooperation.placements.actions import visit_times, visits
from veturi.cooperation.placements.actions.visits import NotPlanned
from veturi.cooperation.placements.models import Pass, PlannedVisit, VisitTime
from veturi.cooperation.placements.reading.triad import triad_of
from veturi.cooperation.placements.rules.triad import Who
from veturi.cooperation.placements.tests.behind.doorway import DAY, come_in
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory
from veturi.cooperation.placements.tests.reading_pages import at, text, written
from veturi.cooperation.placements.tests.visiting.visited import link
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.localdate()


@pytest.fixture
def plan(now_running, mika, now):
    def make(period=now_running, **given):
        fields = {"period": period, "partnership": period.partnership, "purpose": "mid"}
        due = given.pop("due", now + 5 * DAY)
        return visits.plan(
            fields={**fields, **given}, due=due, teacher=mika, by=mika, at=timezone.now()
        )

    return make


@pytest.fixture
def proposed(plan, otto, now):
    day = {"on": now + 7 * DAY, "clock": time(13, 30), "words": "Aamulla on inventaario"}
    return visit_times.propose(plan(), by=otto, at=timezone.now(), **day)


def told(visit):
    return list(Change.objects.of(visit.key).order_by("pk").values_list("field", "new"))


def test_the_instructor_sees_a_coming_visit_and_agrees(instructor_pass, plan, otto, browse, mika):
    visit = plan(clock=time(9, 0))
    browser = come_in(instructor_pass)
    assert visit.when in text(browser.get(at("door_instructor")))

    answer = browser.post(at("door_visit_suits", visit.pk))

    assert answer.url == at("door_instructor")
    row = VisitTime.objects.get()
    assert (row.on, row.clock, row.by) == (visit.promise.due, time(9, 0), otto)
    assert row.agreed_at is not None
    assert told(visit)[-1] == ("time_agreed", f"{row} · {otto}")
    page = browser.get(at("door_instructor")).content.decode()
    assert at("door_visit_suits", visit.pk) not in page
    words = text(browse(mika).get(visit.get_absolute_url()))
    assert str(row) in words and str(otto) in words


def test_another_time_is_proposed_and_told_to_the_teacher(
    instructor_pass, plan, mika, otto, now, browse
):
    mika.email = "mika@opisto.invalid"
    mika.save()
    visit, browser = plan(), come_in(instructor_pass)
    address = at("door_visit_time", visit.pk)
    assert visit.when in text(browser.get(address))

    day = {"on": written(now + 7 * DAY), "clock": "13.30", "words": "Aamulla on kiire"}
    assert browser.post(address, day).url == at("door_instructor")

    row = VisitTime.objects.get()
    assert (row.on, row.clock, row.words, row.agreed_at) == (
        now + 7 * DAY,
        time(13, 30),
        "Aamulla on kiire",
        None,
    )
    letter = Letter.objects.get(key=f"{row.key}:proposed")
    assert letter.to == "mika@opisto.invalid"
    assert "Aamulla" not in letter.text and "Eetu" not in letter.text
    assert told(visit)[-1] == ("time_proposed", f"{row} · {otto}")
    assert str(row) in text(browser.get(at("door_instructor")))
    assert "Aamulla on kiire" in text(browse(mika).get(visit.get_absolute_url()))
    assert str(row) in text(browse(mika).get(at("period", visit.period_id)))
    assert triad_of(visit.period, at=timezone.now(), on=now).turn == Who.TEACHER
    assert str(row) in text(browse(mika).get(link("visits", quarter=str(visit.quarter))))


def test_a_later_word_stands_in_the_place_of_the_former(plan, otto, now):
    visit = plan()
    for days in (6, 8):
        day = {"on": now + days * DAY, "clock": None, "words": ""}
        visit_times.propose(visit, by=otto, at=timezone.now(), **day)
    visit_times.suits(visit, by=otto, at=timezone.now())

    assert VisitTime.objects.count() == 3
    assert VisitTime.objects.standing().get().on == visit.promise.due


@pytest.mark.parametrize(
    "wrong",
    [{}, {"on": "eilen"}, {"on": "1.1.2020"}, {"on": "1.12.2090", "clock": "25.00"}],
)
def test_a_time_that_cannot_be_stays_on_the_form(instructor_pass, plan, wrong):
    visit, browser = plan(), come_in(instructor_pass)

    answer = browser.post(at("door_visit_time", visit.pk), {"words": "Kiireinen", **wrong})

    assert answer.status_code == 422 and "Kiireinen" in answer.content.decode()
    assert VisitTime.objects.count() == 0


def test_a_day_of_another_year_than_was_meant_is_refused(plan, otto, now):
    visit = plan()
    day = {"clock": None, "words": "", "by": otto, "at": timezone.now()}

    with pytest.raises(NotPlanned):
        visit_times.propose(visit, on=now + 731 * DAY, **day)
    assert VisitTime.objects.count() == 0

    row = visit_times.propose(visit, on=now + 730 * DAY, **day)
    assert VisitTime.objects.get() == row


def test_our_side_accepts_and_the_workplace_is_told(browse, mika, otto, proposed, now):
    proposed.by.email = "otto@paja.invalid"
    proposed.by.save()
    page, address = browse(mika), at("visit_time_acceptance", proposed.pk)

    answer = page.post(address)

    visit = PlannedVisit.objects.shown().get()
    assert answer.url == visit.get_absolute_url()
    assert (visit.promise.due, visit.clock) == (now + 7 * DAY, time(13, 30))
    assert VisitTime.objects.standing().get().agreed_at is not None
    assert Letter.objects.get(key=f"{proposed.key}:agreed").to == "otto@paja.invalid"
    fields = [field for field, _new in told(visit)]
    assert fields[-3:] == ["due", "clock", "time_agreed"]
    page.post(address)
    assert [field for field, _new in told(visit)] == fields


def test_without_an_address_nobody_is_written_to(browse, mika, otto, proposed):
    otto.email = ""
    otto.save()
    mika.email = ""
    mika.save()
    count = Letter.objects.count()

    visit_times.accept(proposed, by=mika, at=timezone.now())
    visits.let_go(PlannedVisit.objects.shown().get(), by=mika, at=timezone.now())
    other = visit_times.VisitTime.objects.count()

    assert (Letter.objects.count(), other) == (count, 1)


def test_a_proposal_to_a_teacher_without_address_is_on_the_pages_only(plan, otto, mika, now):
    mika.email = ""
    mika.save()
    visit = plan()
    visit_times.propose(visit, on=now + DAY, clock=None, words="", by=otto, at=timezone.now())

    assert Letter.objects.filter(key__endswith=":proposed").count() == 0


def test_what_was_agreed_falls_when_we_move_the_visit_and_the_workplace_is_told(
    plan, mika, otto, now
):
    otto.email = "otto@paja.invalid"
    otto.save()
    visit = plan()
    row = visit_times.suits(visit, by=otto, at=timezone.now())
    moved = {"due": now + 9 * DAY, "whole_quarter": False, "teacher": mika}

    visit = PlannedVisit.objects.shown().get()
    visits.move(visit, **moved, by=mika, at=timezone.now())

    assert VisitTime.objects.standing().count() == 0
    letter = Letter.objects.get(key=f"{row.key}:changed")
    assert PlannedVisit.objects.shown().get().when in letter.text


def test_a_visit_that_is_called_off_is_told_too(plan, mika, otto):
    otto.email, otto.language = "otto@paja.invalid", "en"
    otto.save()
    row = visit_times.suits(plan(), by=otto, at=timezone.now())

    visits.let_go(PlannedVisit.objects.shown().get(), by=mika, at=timezone.now())

    letter = Letter.objects.get(key=f"{row.key}:changed")
    assert letter.subject == "The visit is called off"


def test_of_what_is_made_or_off_nothing_is_said(instructor_pass, plan, mika, otto, now):
    visit, browser = plan(), come_in(instructor_pass)
    visits.let_go(visit, by=mika, at=timezone.now())

    assert browser.get(at("door_visit_time", visit.pk)).status_code == 404
    with pytest.raises(NotPlanned):
        visit_times.suits(visit, by=otto, at=timezone.now())
    assert VisitTime.objects.count() == 0


def test_some_day_of_a_quarter_is_not_agreed_but_a_day_is_proposed(
    instructor_pass, plan, now, otto
):
    visit, browser = plan(whole_quarter=True), come_in(instructor_pass)
    page = browser.get(at("door_instructor")).content.decode()

    assert at("door_visit_suits", visit.pk) not in page
    assert at("door_visit_time", visit.pk) in page
    assert browser.post(at("door_visit_suits", visit.pk)).status_code == 302
    assert VisitTime.objects.count() == 0


def test_a_day_that_has_passed_suits_nobody(plan, otto, now, mika):
    visit = plan(due=now)

    with pytest.raises(NotPlanned):
        visit_times.suits(visit, by=otto, at=timezone.now() + 2 * DAY)


def test_a_visit_to_another_is_not_there(instructor_pass, plan, bakery, mika, now):
    other = PeriodFactory(
        partnership=bakery,
        student=StudentFactory(provider=bakery.provider),
        instructor=PersonFactory(provider=bakery.provider),
        agreed_on=now,
        teacher=mika,
    )
    visit, browser = plan(period=other), come_in(instructor_pass)

    assert browser.post(at("door_visit_suits", visit.pk)).status_code == 404
    assert browser.get(at("door_visit_time", visit.pk)).status_code == 404


def test_who_may_not_replan_does_not_accept(browse, rea, sten, proposed):
    address = at("visit_time_acceptance", proposed.pk)

    assert browse(rea).post(address).status_code == 403
    assert browse(sten).post(address).status_code == 404
    assert VisitTime.objects.get().agreed_at is None


def test_a_plan_may_ask_the_workplace(browse, mika, otto, now_running, now):
    otto.email, otto.language = "otto@paja.invalid", "en"
    otto.save()
    page = browse(mika)
    address = f"{at('visit_plan_new')}?of=period-{now_running.pk}"
    fields = {"teacher": mika.pk, "purpose": "mid", "due": written(now + DAY), "clock": "9:15"}

    page.post(address, {**fields, "ask": "on"})

    visit = PlannedVisit.objects.shown().get()
    row = Pass.objects.get()
    assert (visit.clock, row.purpose, row.email) == (time(9, 15), "instructor", otto.email)
    assert f"A visit is planned for {visit.when}" in Letter.objects.get(key=row.key).text


def test_a_clock_wants_its_day(browse, mika, now_running):
    address = f"{at('visit_plan_new')}?of=period-{now_running.pk}"
    fields = {"teacher": mika.pk, "purpose": "mid", "clock": "9"}

    assert browse(mika).post(address, fields).status_code == 422


def test_nobody_is_asked_who_has_no_address(browse, mika, otto, now_running):
    otto.email = ""
    otto.save()
    address = f"{at('visit_plan_new')}?of=period-{now_running.pk}"

    assert 'name="ask"' not in browse(mika).get(address).content.decode()


def test_many_visits_cost_as_much_as_one(instructor_pass, plan):
    browser = come_in(instructor_pass)
    plan()

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert browser.get(at("door_instructor")).status_code == 200
        return len(found)

    queries()
    few = queries()
    for _one in range(12):
        plan()
    assert queries() == few
