"""Worries: who sees them, what is refused, what is written of them elsewhere, which is nothing."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions.worries import (
    NotForThis,
    close_worry,
    follow_up,
    write_worry,
)
from veturi.cooperation.placements.models import Worry
from veturi.cooperation.placements.tests.reading_pages import at
from veturi.directory.tests.factories import staff
from veturi.foundation.history.models import Change
from veturi.foundation.trail.models import Trace, What
from veturi.ledger.models import Deed, Promise

pytestmark = pytest.mark.django_db
SAID = "Eetu tuli töihin väsyneenä"


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def tuula(college):
    """Tuula is of student support."""
    return staff(college, "Tuula", "Tuki", "support")


@pytest.fixture
def write(eetu, running, rauha):
    def make(by=rauha, **given):
        fields = {"text": SAID, "severity": "grave", **given}
        return write_worry(eetu, period=running, by=by, at=NOW, fields=fields)

    return make


def seen(worry, *people, sees_support=False):
    rows = Worry.objects.all()
    return [
        str(one.given_name)
        for one in people
        if worry in rows.seen_by(one, sees_support=sees_support)
    ]


def test_writer_teachers_and_who_is_named_see_it_and_nobody_else(
    write, rauha, mika, aino, antti, rea, sten
):
    worry = write(named=aino)

    assert seen(worry, rauha, mika, aino, antti, rea, sten) == ["Rauha", "Mika", "Aino"]


def test_the_teacher_of_the_period_sees_it_too(write, aino, running):
    running.teacher = aino
    running.save()

    assert seen(write(), aino) == ["Aino"]


def test_student_support_sees_all_of_its_own_school(write, tuula, sten):
    assert seen(write(), tuula, sten, sees_support=True) == ["Tuula"]


def test_history_and_ledger_hold_no_word_of_it(write, rauha, mika):
    deeds, promises = Deed.objects.count(), Promise.objects.count()
    worry = write()
    follow_up(worry, by=rauha, at=NOW, fields={"owner": mika, "due": TODAY, "named": None})
    close_worry(worry, by=mika, at=NOW, outcome="Puhuttiin kotiin")

    told = list(Change.objects.of(worry.key).values_list("field", "old", "new").order_by("field"))

    assert {(old, new) for _field, old, new in told} <= {("", "…"), ("…", "…")}
    assert {field for field, _old, _new in told} == {
        "made",
        "owner",
        "due",
        "outcome",
        "closed_on",
        "closed_by",
    }
    assert (Deed.objects.count(), Promise.objects.count()) == (deeds, promises)


@pytest.mark.parametrize("who", ["mika", "rauha", "aino", "tuula"])
def test_who_sees_it_may_follow_it_up(request, write, rauha, aino, who):
    worry = write(named=aino)
    owner = request.getfixturevalue(who)

    fresh = follow_up(worry, by=rauha, at=NOW, fields={"owner": owner, "due": TODAY})

    assert (fresh.owner, fresh.due) == (owner, TODAY)


def test_nobody_comes_to_see_it_by_a_duty(write, rauha, antti):
    with pytest.raises(NotForThis):
        follow_up(write(), by=rauha, at=NOW, fields={"owner": antti, "due": TODAY})
    with pytest.raises(NotForThis):
        write(owner=antti, due=TODAY)

    assert list(Worry.objects.values_list("owner", flat=True)) == [None]


def test_of_a_student_without_a_period_too(eetu, rauha, mika):
    fields = {"text": SAID, "severity": "slight", "owner": mika, "due": TODAY}

    worry = write_worry(eetu, by=rauha, at=NOW, fields=fields)

    assert (worry.period, seen(worry, mika)) == (None, ["Mika"])
    assert SAID not in str(worry)


def test_an_owner_without_a_day_is_refused(write, mika):
    with pytest.raises(ValidationError):
        write(owner=mika)

    assert Worry.objects.count() == 0


def test_a_closed_one_stays_closed(write, rauha):
    worry = close_worry(write(), by=rauha, at=NOW, outcome="Kunnossa")

    with pytest.raises(NotForThis):
        close_worry(worry, by=rauha, at=NOW, outcome="taas")
    with pytest.raises(NotForThis):
        follow_up(worry, by=rauha, at=NOW, fields={"owner": rauha, "due": TODAY})
    assert list(Worry.objects.open()) == []


def test_it_is_written_followed_up_and_closed_on_pages(browse, mika, running):
    page = browse(mika)
    page.post(at("worry_new", running.pk), {"text": SAID, "severity": "urgent"})
    worry = Worry.objects.get()
    page.post(at("worry_follow_up", worry.pk), {"owner": mika.pk, "due": "1.12.2026"})
    page.post(at("worry_closing", worry.pk), {"outcome": "Sovittiin tauoista"})

    worry.refresh_from_db()

    assert (worry.student, worry.period, worry.owner) == (running.student, running, mika)
    assert (worry.outcome, worry.closed_by) == ("Sovittiin tauoista", mika)
    assert "Sovittiin tauoista" in read(page.get(worry.get_absolute_url())).main.get_text()


def test_what_is_refused_is_said_and_what_was_typed_stays(browse, mika, antti, eetu):
    answer = browse(mika, language="en").post(
        at("worry_of_student", eetu.pk),
        {"text": SAID, "severity": "grave", "owner": antti.pk, "due": "1.12.2026"},
    )

    assert answer.status_code == 422
    assert "does not see the worry" in read(answer).select_one(".errors").get_text()
    assert SAID in read(answer).textarea.get_text()


def test_every_look_leaves_a_trace_without_its_words(browse, mika, write):
    worry = write()
    page = browse(mika)
    page.get(worry.get_absolute_url())
    page.get(worry.get_absolute_url())

    traces = Trace.objects.filter(what=What.VIEWED, subject=worry.key)

    assert [(one.by, one.label, one.details) for one in traces] == [(mika.user, "", {})] * 2


def test_to_others_it_is_not_there(browse, write, aino, antti, sten, rea):
    worry = write()
    names = ("worry", "worry_follow_up", "worry_closing")

    for person, status in ((aino, 404), (antti, 404), (sten, 404), (rea, 403)):
        answers = {browse(person).get(at(name, worry.pk)).status_code for name in names}
        assert answers == {status}, person
    assert Trace.objects.filter(what=What.VIEWED).count() == 0


def test_the_list_shows_whom_and_when_but_never_what(browse, mika, rauha, tuula, antti, write):
    write()
    write(owner=mika, due=TODAY - timedelta(days=1))
    close_worry(write(), by=mika, at=NOW, outcome=SAID)

    lists = {str(one): read(browse(one).get(at("worries"))) for one in (mika, rauha, tuula, antti)}

    shown = {name: len(page.select(".rows > li")) for name, page in lists.items()}
    assert shown == {"Mika Koivu": 3, "Rauha Lehto": 3, "Tuula Tuki": 3, "Antti Vuori": 0}
    assert all(SAID not in page.get_text() for page in lists.values())


def test_no_other_page_and_no_export_says_it(browse, mika, aino, running, write):
    write()
    pages = [running.get_absolute_url(), running.student.get_absolute_url(), "/"]
    pages += [at("my_students"), at("periods"), running.partnership.get_absolute_url()]

    bodies = [browse(mika).get(one).content.decode() for one in pages]
    bodies.append(browse(aino).get(at("periods"), {"export": "csv"}).content.decode())
    bodies.append(browse(mika).get(reverse("find:page"), {"q": "väsyneenä"}).content.decode())

    assert [body for body in bodies if SAID in body] == []


def test_the_period_links_only_those_that_one_may_see(browse, mika, aino, running, write):
    worry = write()

    links = [
        bool(read(browse(one).get(running.get_absolute_url())).select(f'a[href="{url}"]'))
        for one in (mika, aino)
        for url in [worry.get_absolute_url()]
    ]

    assert links == [True, False]


def test_many_take_as_many_questions_as_one(browse, mika, write):
    page = browse(mika)
    write(owner=mika, due=TODAY)
    page.get(at("worries"))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page.get(at("worries"))
        return len(queries)

    of_one = cost()
    for _one in range(20):
        write(owner=mika, due=TODAY)

    assert cost() == of_one
