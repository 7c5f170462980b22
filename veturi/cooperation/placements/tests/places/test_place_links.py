"""Links for finding a place: to one student, to a group; mended, sent again, ended."""

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.removing import remove_students
from veturi.cooperation.placements.models import Pass, Student
from veturi.cooperation.placements.tests.behind.doorway import reached
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory
from veturi.cooperation.placements.tests.reading_pages import at, text
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(eetu, mika):
    """Eetu and Senja are reached, Onni is not; Helmi is in another group."""
    reached(eetu, "eetu")

    def one(name, group="KOA24", **given):
        fields = {"provider": eetu.provider, "given_name": name, "group": group, **given}
        return StudentFactory(family_name="Kivi", teacher=mika, **fields)

    senja = one("Senja", email="senja@opisto.invalid")
    one("Onni")
    one("Helmi", group="KOA25", email="helmi@opisto.invalid")
    return [eetu, senja]


def recipients():
    return sorted(Pass.objects.values_list("email", flat=True))


def test_a_teacher_sends_a_link_to_one_student(browse, mika, eetu, workshop):
    page = browse(mika)
    page.post(at("link_place", eetu.pk))
    assert not Pass.objects.exists()
    reached(eetu, "eetu")

    page.post(at("link_place", eetu.pk))

    row = Pass.objects.get()
    assert (row.purpose, row.student, row.period, row.learner) == ("place", eetu, None, eetu)
    letter = Letter.objects.get(key=row.key)
    assert "/link/" in letter.text and letter.about == eetu.key
    assert Change.objects.of(eetu.key).filter(field="passes").count() == 1
    assert "eetu@paja.invalid" in text(page.get(eetu.get_absolute_url()))


def test_a_new_link_ends_the_former_and_is_mended_sent_again_and_ended(
    browse, mika, searching, eetu
):
    page = browse(mika)
    page.post(at("link_again", searching.pk))
    live = Pass.objects.live(timezone.now()).get()
    assert live != searching
    address = at("link_address", live.pk)
    assert page.get(address).status_code == 200
    assert page.post(address, {"email": "ei"}).status_code == 422
    answer = page.post(address, {"email": "eetu@uusi.invalid", "phone": ""})
    assert answer.url == eetu.get_absolute_url()
    assert Student.objects.get().email == "eetu@uusi.invalid"

    live = Pass.objects.live(timezone.now()).get()
    assert page.post(at("link_end", live.pk)).url == eetu.get_absolute_url()

    assert not Pass.objects.live(timezone.now()).exists()


def test_others_may_not_touch_the_link(browse, rauha, sten, searching):
    assert browse(rauha).post(at("link_end", searching.pk)).status_code == 403
    assert browse(sten).post(at("link_end", searching.pk)).status_code == 404
    assert Pass.objects.live(timezone.now()).count() == 1


def test_a_group_gets_its_links_and_who_has_no_address_is_named(browse, mika, group):
    page = browse(mika)
    form = BeautifulSoup(page.get(at("place_links")).content, "html.parser")
    assert [one["value"] for one in form.select("option")] == ["", "KOA24", "KOA25"]

    answer = page.post(at("place_links"), {"group": "KOA24", "without": "on"}, follow=True)

    assert recipients() == ["eetu@paja.invalid", "senja@opisto.invalid"]
    assert "Onni Kivi" in text(answer)
    assert "Helmi" not in text(answer)


def test_all_of_a_group_are_reached_without_a_word_on_the_others(browse, mika, group):
    Student.objects.filter(email="").delete()

    answer = browse(mika).post(at("place_links"), {"group": "KOA24"}, follow=True)

    assert len(recipients()) == 2
    assert "Onni" not in text(answer)


def test_who_has_a_period_is_passed_over_unless_all_are_wanted(browse, mika, group, workshop):
    today = timezone.localdate()
    eetu, senja = group
    PeriodFactory(partnership=workshop, student=eetu, starts_on=today, ends_on=None)
    old = {"starts_on": today.replace(year=today.year - 1), "ended_on": today}
    PeriodFactory(partnership=workshop, student=senja, ends_on=today, **old)

    browse(mika).post(at("place_links"), {"group": "KOA24", "without": "on"})
    assert recipients() == ["senja@opisto.invalid"]
    browse(mika).post(at("place_links"), {"group": "KOA24"})

    assert len(Pass.objects.live(timezone.now())) == 2


def test_what_is_not_possible_is_said_and_nothing_is_sent(browse, mika, group, monkeypatch):
    page = browse(mika)
    assert page.post(at("place_links"), {"group": ""}).status_code == 422
    assert page.post(at("place_links"), {"group": "EI"}).status_code == 422
    monkeypatch.setattr(doors, "MOST_AT_ONCE", 2)
    assert page.post(at("place_links"), {"group": "KOA24"}).status_code == 422
    Student.objects.update(email="")
    assert page.post(at("place_links"), {"group": "KOA25"}).status_code == 422

    assert not Pass.objects.exists()


def test_who_was_put_away_gets_no_link(eetu, mika):
    reached(eetu, "eetu")
    eetu.archived_on = TODAY
    eetu.save()

    with pytest.raises(NotPossible):
        doors.invite_to_find(eetu, by=mika, at=NOW)


def test_a_student_who_was_sent_a_link_outlives_the_import(searching, eetu, mika):
    held = remove_students(eetu.provider, [eetu.pk], by=mika, on=TODAY, batch="tuonti")

    assert held == {eetu.pk}
    assert Student.objects.get().archived_on == TODAY


@pytest.mark.parametrize("wrong", [{"student": None}, {"purpose": "student"}])
def test_a_link_is_of_a_period_or_of_a_student(searching, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pass.objects.filter(pk=searching.pk).update(**wrong)
