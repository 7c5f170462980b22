"""What comes as it happens is told once, to whom it concerns, and to nobody of their own doing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners
from veturi.foundation.jobs.models import Job
from veturi.ledger.models import Book
from veturi.surfaces.notices import actions, tailing
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Bookmark, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def owned(workshop, aino, mika, rauha):
    """Aino owns the workshop, Mika is her deputy, Rauha follows it."""
    workshop.owner, workshop.deputy = aino, mika
    workshop.save()
    encounters.follow(workshop, person=rauha, on=TODAY)


def test_a_deed_is_told_to_owner_deputy_and_follower(log, told, workshop, antti):
    log(workshop, by=antti)

    assert told() == [(name, "partner_deed") for name in ("Aino", "Mika", "Rauha")]


def test_nobody_is_told_of_what_they_did_themselves(log, told, workshop, aino):
    log(workshop, by=aino)

    assert told() == [("Mika", "partner_deed"), ("Rauha", "partner_deed")]


def test_a_notice_says_what_who_and_when(log, workshop, antti, aino):
    row = log(workshop, by=antti)

    notice = Notice.objects.get(person=aino)
    assert (notice.about, notice.what, notice.by, notice.on) == (
        row.key,
        "encounters.met",
        antti,
        TODAY,
    )
    assert (notice.partner, notice.provider, notice.read_at) == (workshop, workshop.provider, None)


def test_a_deed_is_told_once_however_often_the_worker_comes(log, told, college, workshop, antti):
    log(workshop, by=antti)
    Bookmark.objects.update(number=0)

    tailing.follow(college, at=NOW)

    assert len(told()) == 3


def test_the_bookmark_is_the_number_of_the_last_deed(log, college, workshop, antti):
    log(workshop, by=antti)
    log(workshop, by=antti)

    assert Bookmark.objects.get().number == Book.objects.get(provider=college).last_number == 2


def test_the_past_of_a_provider_is_no_news(college, workshop, antti, told):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.log(what, by=antti, at=NOW - timedelta(hours=2))

    tailing.follow(college, at=NOW)

    assert told() == []


def test_what_is_brought_in_of_long_ago_is_no_news(log, told, workshop, antti):
    log(workshop, by=antti, on=date(2026, 9, 1))

    assert told() == []


def test_a_deed_with_two_partners_of_hers_is_told_her_once(
    log, told, workshop, bakery, aino, antti
):
    bakery.owner = aino
    bakery.save()

    log(workshop, bakery, by=antti)

    assert told(person=aino) == [("Aino", "partner_deed")]


def test_a_deed_of_an_absorbed_partner_is_told_of_the_one_that_stays(
    log, workshop, bakery, aino, antti
):
    row = log(bakery, by=antti)
    bakery.absorbed_into = workshop
    bakery.save()
    Bookmark.objects.update(number=0)

    tailing.follow(workshop.provider, at=NOW)

    notice = Notice.objects.get(person=aino)
    assert (notice.about, notice.partner) == (row.key, workshop)


def test_what_was_taken_back_needs_nobody(log, college, workshop, antti, aino):
    row = log(workshop, by=antti)

    encounters.take_back(row, by=antti, at=NOW)
    tailing.follow(college, at=NOW)

    assert Notice.objects.get(person=aino).read_at == NOW


def test_what_was_taken_back_before_the_worker_came_is_not_told(college, workshop, antti, followed):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.take_back(encounters.log(what, by=antti, at=NOW), by=antti, at=NOW)

    tailing.follow(college, at=NOW)

    assert Notice.objects.count() == 0


def test_a_correction_is_not_told_again(log, college, workshop, antti, aino):
    row = log(workshop, by=antti)

    what = encounters.Logged(kind="encounters.called", on=TODAY, partners=[workshop])
    encounters.correct(row, what=what, by=antti, at=NOW)
    tailing.follow(college, at=NOW)

    assert Notice.objects.get(person=aino).read_at is None


def test_whoever_has_no_role_any_more_is_told_nothing(log, told, workshop, aino, antti):
    aino.grants.update(until=date(2026, 11, 1))

    log(workshop, by=antti)

    assert told() == [("Mika", "partner_deed"), ("Rauha", "partner_deed")]


def test_a_promise_given_by_somebody_else_is_told(agree, college, told, aino, mika, followed):
    agree(owner=mika, by=aino, due=TODAY)
    agree(owner=aino, by=aino, due=TODAY)

    tailing.follow(college, at=NOW)
    tailing.follow(college, at=NOW + timedelta(minutes=1))

    assert told() == [("Mika", "promise_given")]


def test_a_promise_handed_over_is_told_to_its_new_owner(agree, college, told, aino, mika, followed):
    promise = agree(owner=mika, due=TODAY, at=NOW - timedelta(days=9))

    encounters.move_promise(promise, due=TODAY, owner=aino, by=mika, at=NOW)
    tailing.follow(college, at=NOW)

    assert told() == [("Aino", "promise_given")]
    assert Notice.objects.get().by == mika


def test_taking_a_promise_over_oneself_is_not_told(agree, college, told, aino, mika, followed):
    promise = agree(owner=mika, due=TODAY, at=NOW - timedelta(days=9))

    encounters.move_promise(promise, due=TODAY, owner=aino, by=aino, at=NOW)
    tailing.follow(college, at=NOW)

    assert told() == []


def test_a_promise_that_was_kept_needs_nobody(agree, college, workshop, mika, aino, followed):
    promise = agree(owner=mika, by=aino, due=TODAY)
    tailing.follow(college, at=NOW)

    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.log(what, by=mika, at=NOW, keeps=promise)
    tailing.follow(college, at=NOW)

    assert Notice.objects.get(kind=Kind.PROMISE_GIVEN).read_at == NOW


def job(college, person, **more):
    facts = {
        "key": "import:1",
        "scope": college.scope,
        "title": "Tuodaan kumppanit.xlsx",
        "step": "veturi.none",
        "asked_by": person.user,
        "asked_at": NOW,
        "touched_at": NOW,
        "finished_at": NOW,
        "result_url": "/imports/1/report/",
    }
    return Job.objects.create(**{**facts, **more})


def test_work_that_is_ready_is_told_to_who_asked_for_it(college, aino, told, followed):
    done = job(college, aino)

    tailing.follow(college, at=NOW)

    assert told() == [("Aino", "work_ready")]
    notice = Notice.objects.get()
    assert (notice.text, notice.what, notice.about) == (done.title, "done", f"jobs.job:{done.pk}")


@pytest.mark.parametrize(
    "more", [{"cancel_asked_at": NOW}, {"finished_at": None}, {"result_url": ""}]
)
def test_work_that_was_cancelled_goes_on_or_brings_nothing_is_not_told(
    college, aino, told, followed, more
):
    job(college, aino, **more)

    tailing.follow(college, at=NOW)

    assert told() == []


def test_a_mute_partner_is_not_told_of(log, told, workshop, mika, antti):
    actions.mute(mika, partner=workshop, until=TODAY)

    log(workshop, by=antti)

    assert told() == [("Aino", "partner_deed"), ("Rauha", "partner_deed")]


def test_a_mute_ends_with_its_day(log, told, workshop, mika, antti):
    actions.mute(mika, partner=workshop, until=TODAY - timedelta(days=1))

    log(workshop, by=antti)

    assert ("Mika", "partner_deed") in told()


def test_strangers_are_told_nothing_of_it(log, workshop, antti, sten):
    log(workshop, by=antti)
    tailing.keep_up()

    assert not Notice.objects.filter(person=sten).exists()


def test_a_pass_costs_the_same_with_1_and_15_deeds(college, workshop, antti, followed):
    costs = []
    for count in (1, 15):
        whats = [
            encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
            for _ in range(count)
        ]
        encounters.log_many(whats, provider=college, by=antti, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            tailing.follow(college, at=NOW)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_pause_or_archive_does_not_break_the_pass(log, told, workshop, aino, antti):
    partners.archive(workshop, by=aino, on=TODAY)

    log(workshop, by=antti)

    assert told() == []
