"""Visits: planned and kept, stored once, corrected, taken back; the ledger beside them."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import periods, visits
from veturi.cooperation.placements.actions.visits import NewVisit
from veturi.cooperation.placements.models import PlannedVisit, Visit
from veturi.cooperation.placements.rules.visits import Quarter
from veturi.foundation.files.checking import check
from veturi.foundation.history.models import Change
from veturi.ledger import journal
from veturi.ledger.models import Contribution, Deed, Promise

pytestmark = pytest.mark.django_db
ONE = UUID("00000000-0000-4000-8000-000000000001")
DAY = timedelta(days=1)
SOON = TODAY + 3 * DAY


def visited(running, **given):
    fields = {
        "period": running,
        "partnership": running.partnership,
        "on": TODAY,
        "hours": Decimal(1),
        "purpose": "mid",
    }
    return NewVisit(ONE, {**fields, **given})


def history(row):
    return [change.field for change in Change.objects.of(row.key)]


@pytest.fixture
def planned(running, mika):
    fields = {"period": running, "partnership": running.partnership, "purpose": "mid"}
    return visits.plan(fields=fields, due=SOON, teacher=mika, by=mika, at=NOW)


@pytest.fixture
def of_visits(ledger):
    def read():
        mine = {"period_visited", "workplace_visited", "triad_met", "demonstration_assessed"}
        return [(kind, on) for kind, on, _days in ledger() if kind in mine]

    return read


def given_in(kind):
    rows = Contribution.objects.filter(deed__kind=kind, deed__retracted_by=None)
    return {(row.giver, row.hundredths) for row in rows.filter(deed__retracts=None)}


def test_a_planned_visit_is_a_promise(planned, mika):
    promise = Promise.objects.get(kind="visits.visit_planned")

    assert (promise.kind, promise.due, promise.owner) == ("visits.visit_planned", SOON, mika)
    assert (planned.teacher, planned.is_open, planned.quarter) == (mika, True, Quarter(2026, 4))
    assert history(planned) == ["made"]


def test_a_plan_is_moved_and_let_go(planned, aino, mika):
    due = TODAY + 20 * DAY
    visits.move(planned, due=due, whole_quarter=True, teacher=aino, by=mika, at=NOW)
    moved = PlannedVisit.objects.shown().get()
    visits.let_go(moved, by=mika, at=NOW)

    assert (moved.promise.due, moved.teacher, moved.whole_quarter) == (due, aino, True)
    assert list(PlannedVisit.objects.waiting()) == []
    assert sorted(history(planned)) == ["due", "made", "made", "owner"]


def test_a_plan_that_is_gone_is_neither_moved_nor_let_go(planned, mika):
    visits.let_go(planned, by=mika, at=NOW)

    with pytest.raises(visits.NotPlanned):
        visits.let_go(planned, by=mika, at=NOW)
    with pytest.raises(visits.NotPlanned):
        visits.move(planned, due=SOON, whole_quarter=False, teacher=mika, by=mika, at=NOW)


def test_a_day_that_has_passed_is_not_planned(running, planned, mika):
    fields = {"period": running, "partnership": running.partnership, "purpose": "mid"}

    with pytest.raises(visits.NotPlanned):
        visits.plan(fields=fields, due=TODAY - DAY, teacher=mika, by=mika, at=NOW)
    with pytest.raises(visits.NotPlanned):
        visits.move(planned, due=TODAY - DAY, whole_quarter=False, teacher=mika, by=mika, at=NOW)
    assert (PlannedVisit.objects.count(), Promise.objects.get(pk=planned.promise_id).due) == (
        1,
        SOON,
    )


def test_nobody_goes_to_a_period_that_was_called_off(propose, mika):
    off = periods.call_off(propose(), side="workplace", why="tilaukset", by=mika, at=NOW)
    fields = {"period": off, "partnership": off.partnership, "purpose": "mid"}

    with pytest.raises(visits.NotPlanned):
        visits.plan(fields=fields, due=SOON, teacher=mika, by=mika, at=NOW)
    assert Promise.objects.filter(kind=visits.PROMISED).count() == 0


def test_a_visit_keeps_its_plan(running, planned, mika, of_visits):
    visit = visits.record(visited(running, plan=planned), by=mika, at=NOW)

    planned.promise.refresh_from_db()
    assert planned.promise.kept_by.kind == "visits.period_visited"
    assert of_visits() == [("period_visited", TODAY)]
    assert (visit.teacher, visit.version, history(visit)) == (mika, 1, ["made"])


def test_the_same_sent_twice_is_stored_once(running, mika, of_visits):
    first = visits.record(visited(running), by=mika, at=NOW)
    visits.correct(first, fields={"findings": "Sorvi seisoo"}, by=mika, at=NOW)
    again = visits.record(visited(running), by=mika, at=NOW)

    assert again == first and Visit.objects.get().findings == "Sorvi seisoo"
    assert of_visits() == [("period_visited", TODAY)]
    assert history(first) == ["findings", "made"]


def test_another_of_the_same_number_is_not_written_over_it(running, mika):
    first = visits.record(visited(running), by=mika, at=NOW)

    with pytest.raises(visits.Differs) as refusal:
        visits.record(visited(running, findings="Muuta"), by=mika, at=NOW)
    assert refusal.value.visit == first
    assert Visit.objects.get().findings == ""


def test_the_number_is_each_schools_own(running, mika, sten):
    from veturi.directory.tests.factories import PartnershipFactory

    visits.record(visited(running), by=mika, at=NOW)
    there = PartnershipFactory(provider=sten.provider)
    fields = {"partnership": there, "on": TODAY, "hours": Decimal(1), "purpose": "outreach"}
    visits.record(NewVisit(ONE, fields), by=sten, at=NOW)

    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, ["period_visited"]),
        ({"student_present": True}, ["period_visited"]),
        (
            {"student_present": True, "instructor_present": True},
            ["triad_met", "period_visited"],
        ),
        ({"purpose": "assessment"}, ["demonstration_assessed", "period_visited"]),
        ({"period": None}, ["workplace_visited"]),
    ],
)
def test_what_a_visit_is_in_the_ledger(running, mika, of_visits, fields, kinds):
    visits.record(visited(running, hours=Decimal("1.5"), **fields), by=mika, at=NOW)

    assert sorted(kind for kind, _on in of_visits()) == sorted(kinds)
    names = [kind for kind in Deed.objects.filter(hours="1.50").values_list("kind", flat=True)]
    for kind in names:
        first = kind.endswith(kinds[0])
        assert bool(given_in(kind)) == first, kind


def test_who_was_there_stands_in_the_deed(running, mika, otto):
    visits.record(visited(running, instructor_present=True), by=mika, at=NOW)

    parties = Deed.objects.get(kind="visits.period_visited").parties.exclude(person=None)
    assert {party.person for party in parties} == {mika, otto}


def test_a_correction_changes_the_ledger_and_keeps_the_plan_again(
    running, planned, mika, of_visits
):
    visit = visits.record(visited(running, plan=planned), by=mika, at=NOW)
    fields = {"on": TODAY - DAY, "purpose": "assessment", "hours": Decimal(2)}
    after = visits.correct(visit, fields=fields, by=mika, at=NOW)

    planned.promise.refresh_from_db()
    assert planned.promise.kept_by.done_on == TODAY - DAY
    assert of_visits() == [
        ("demonstration_assessed", TODAY - DAY),
        ("period_visited", TODAY - DAY),
    ]
    assert (after.version, sorted(history(visit))) == (2, ["hours", "made", "on", "purpose"])


def test_words_alone_leave_the_ledger_as_it_is(running, mika):
    visit = visits.record(visited(running), by=mika, at=NOW)
    before = Deed.objects.count()
    visits.correct(visit, fields={"findings": "Hyvin menee"}, by=mika, at=NOW)
    same = visits.correct(visit, fields={"findings": "Hyvin menee"}, by=mika, at=NOW)

    assert (Deed.objects.count(), same.version) == (before, 2)


def test_a_plan_kept_otherwise_stays_kept_so(running, planned, mika, workshop):
    visit = visits.record(visited(running, plan=planned), by=mika, at=NOW)
    visits.take_back(visit, by=mika, at=NOW)
    other = visits.record(
        NewVisit(UUID(int=5), dict(visited(running, plan=planned).fields)), by=mika, at=NOW
    )
    planned.promise.refresh_from_db()

    assert planned.promise.kept_by.source == other.key


def test_a_visit_whose_plan_is_gone_is_stored_without_it(running, planned, mika):
    visits.let_go(planned, by=mika, at=NOW)
    visit = visits.record(visited(running, plan=planned), by=mika, at=NOW)

    assert visit.plan is None


def test_a_promise_let_go_elsewhere_does_not_stop_a_correction(running, planned, mika):
    visit = visits.record(visited(running, plan=planned), by=mika, at=NOW)
    Promise.objects.filter(pk=planned.promise_id).update(kept_by=None, withdrawn_on=TODAY)
    after = visits.correct(visit, fields={"hours": Decimal(3)}, by=mika, at=NOW)

    assert after.hours == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"hours": Decimal(0)},
        {"hours": Decimal(25)},
        {"next_step": "Soita"},
        {"next_on": SOON},
        {"purpose": "muu"},
    ],
)
def test_what_cannot_be_is_refused_without_a_trace(running, mika, of_visits, fields):
    with pytest.raises(ValidationError):
        visits.record(visited(running, **fields), by=mika, at=NOW)
    assert (Visit.objects.count(), of_visits()) == (0, [])


def test_a_visit_to_come_is_planned_instead(running, mika):
    with pytest.raises(visits.NotVisited):
        visits.record(visited(running, on=TODAY + DAY), by=mika, at=NOW)
    assert Visit.objects.count() == 0


def test_a_visit_that_is_taken_back_counts_no_more(running, planned, mika, of_visits):
    step = {"next_step": "Tuo ohje", "next_on": SOON}
    visit = visits.record(visited(running, plan=planned, **step), by=mika, at=NOW)
    gone = visits.take_back(visit, by=mika, at=NOW)

    planned.promise.refresh_from_db()
    assert of_visits() == [] and planned.is_open
    assert (gone.step.withdrawn_on, gone.taken_back_by) == (TODAY, mika)
    with pytest.raises(visits.NotVisited):
        visits.take_back(visit, by=mika, at=NOW)
    with pytest.raises(visits.NotVisited):
        visits.correct(visit, fields={"hours": Decimal(2)}, by=mika, at=NOW)


def test_a_next_step_is_promised_moved_and_let_go(running, mika):
    step = {"next_step": "Tuo ohje", "next_on": SOON}
    visit = visits.record(visited(running, **step), by=mika, at=NOW)
    promise = visit.step
    assert (promise.kind, promise.due, promise.owner) == ("encounters.action_due", SOON, mika)

    visits.correct(visit, fields={"findings": "Hyvin menee"}, by=mika, at=NOW)
    visits.correct(visit, fields={"next_on": SOON + DAY}, by=mika, at=NOW)
    promise.refresh_from_db()
    assert promise.due == SOON + DAY

    visits.correct(visit, fields={"next_step": "", "next_on": None}, by=mika, at=NOW)
    promise.refresh_from_db()
    assert promise.withdrawn_on == TODAY

    again = visits.correct(visit, fields=step, by=mika, at=NOW)
    assert again.step != promise


def test_a_step_that_was_done_is_left_alone(running, mika, workshop):
    step = {"next_step": "Tuo ohje", "next_on": SOON}
    visit = visits.record(visited(running, **step), by=mika, at=NOW)
    journal.withdraw(visit.step, on=TODAY)
    visits.correct(visit, fields={"next_on": SOON + DAY}, by=mika, at=NOW)
    visits.take_back(visit, by=mika, at=NOW)

    assert Promise.objects.get(pk=visit.step_id).due == SOON


def test_photos_and_the_signature_are_kept_once(running, mika, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    file = check(SimpleUploadedFile("muistio.txt", b"x"))
    sign = check(SimpleUploadedFile("nimi.txt", b"y"))
    new = NewVisit(ONE, visited(running).fields, photos=[file], signature=sign)
    visit = visits.record(new, by=mika, at=NOW)
    visits.record(new, by=mika, at=NOW)

    assert [(one.what, str(one)) for one in visit.photos.order_by("pk")] == [
        ("photo", "muistio.txt"),
        ("signature", "nimi.txt"),
    ]


@pytest.mark.parametrize(
    ("day", "quarter", "first", "last"),
    [
        (date(2026, 1, 1), "2026-1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), "2026-3", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), "2026-4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_quarters(day, quarter, first, last):
    found = Quarter.of(day)

    assert (str(found), found.first, found.last) == (quarter, first, last)
    assert Quarter.read(quarter) == found and found.next.former == found.former.next == found


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "26x-1", "0000-1", "9999-4", "2026-0"])
def test_what_is_no_quarter(text):
    assert Quarter.read(text) is None


def test_quarters_are_called_by_their_months():
    assert Quarter(2026, 4).label == "10–12/2026"
