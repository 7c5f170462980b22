"""Behind a link there is nothing of another student or workplace."""

import pytest
from django.test import Client
from django.utils import timezone

from conftest import TODAY
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.models import (
    Pass,
    Period,
    ProgressSignal,
    Signature,
    Version,
)
from veturi.cooperation.placements.reading.behind import guided_by
from veturi.cooperation.placements.tests.behind.doorway import (
    EVERYBODYS,
    OF_PURPOSE,
    behind,
    come_in,
    signed_by_all,
)
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    PlaceProposalFactory,
    StudentFactory,
)
from veturi.cooperation.placements.tests.reading_pages import at, text
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
KEYED = {
    *("door_signal", "door_again", "door_student_paper", "door_seen"),
    "door_place_taking_back",
    *("door_visit_suits", "door_visit_time"),
}


def test_every_address_behind_the_door_belongs_to_a_purpose():
    assert set(behind()) == EVERYBODYS.union(*OF_PURPOSE.values())


@pytest.mark.parametrize("purpose", sorted(OF_PURPOSE))
def test_with_the_link_of_another_nothing_else_is_readable(
    purpose, instructor_pass, student_pass, sign_pass, place_pass, bakery, mika, sent
):
    """Walk every address with this pass and the keys of all others: each answers as if not there."""
    mine = {
        "instructor": instructor_pass,
        "student": student_pass,
        "sign": sign_pass,
        "place": place_pass,
    }[purpose]
    others_version = sent if purpose == "student" else None
    stranger = PersonFactory(provider=bakery.provider, email="leipuri@leipomo.invalid")
    secret = StudentFactory(provider=bakery.provider, given_name="Salla", family_name="Salainen")
    other = PeriodFactory(
        partnership=bakery, student=secret, instructor=stranger, agreed_on=TODAY, teacher=mika
    )
    found = PlaceProposalFactory(student=secret, name="Salainen Leipomo")
    browser = come_in(mine)
    shut = Client(headers={"accept-language": "fi"}).get(at("door_instructor")).content
    allowed = OF_PURPOSE[purpose]

    for name in sorted(set(behind()) - EVERYBODYS, key=lambda name: (name in allowed, name)):
        keyed = name in KEYED
        key = [others_version.pk if others_version and "s" in name[-5:] else other.pk]
        key = [found.pk] if name == "door_place_taking_back" else key
        address = at(name, *(key if keyed else []))
        answers = [browser.get(address), browser.post(address, {})]
        for answer in answers:
            assert b"Salainen" not in answer.content, name
            assert b"Leipomo" not in answer.content, name
        if name not in allowed:
            assert [a.content for a in answers] == [shut, shut], name
        elif keyed:
            assert {a.status_code for a in answers} <= {404, 405}, name
    found.refresh_from_db()
    assert found.taken_back_at is None
    assert ProgressSignal.objects.count() == 0
    assert Version.objects.exclude(student_saw_at=None).count() == 0


WITH_KEYS = {
    "instructor": ("door_signal", "door_again"),
    "student": ("door_student_paper", "door_seen"),
}


@pytest.mark.parametrize("purpose", sorted(WITH_KEYS))
def test_no_key_but_ones_own_opens_anything(
    purpose, instructor_pass, student_pass, now_running, sent, workshop, bakery, mika
):
    """Of the same workplace with another instructor, of another workplace, of another school."""
    elsewhere = PartnershipFactory()
    for partner in (workshop, bakery, elsewhere):
        other = PersonFactory(provider=partner.provider)
        PeriodFactory(partnership=partner, instructor=other, agreed_on=TODAY)
    signed_by_all(sent)
    mine = {"instructor": instructor_pass, "student": student_pass}[purpose]
    guided = guided_by(instructor_pass, on=TODAY).values_list("pk", flat=True)
    own = set(guided) if purpose == "instructor" else set()
    keys = {row.pk for model in (Period, Version, Signature, Pass) for row in model.objects.all()}
    keys |= {0, 10**18, 10**30}
    browser, before = come_in(mine), told()

    for name in WITH_KEYS[purpose]:
        for key in sorted(keys - own):
            body = {"tone": "well", "answer": "yes"}
            answers = {browser.get(at(name, key)).status_code}
            answers.add(browser.post(at(name, key), body).status_code)
            assert answers <= {404, 405}, (name, key)
    assert told() == before


def told():
    """What somebody behind a link may have said."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Period, Version, ProgressSignal)
    ]


def test_two_instructors_read_exactly_their_own(instructor_pass, bakery, mika):
    """What each reads is what would be there if the other did not exist."""
    alone = come_in(instructor_pass).get(at("door_instructor"))
    baker = PersonFactory(provider=bakery.provider, email="leipuri@leipomo.invalid")
    student = StudentFactory(provider=bakery.provider)
    theirs = PeriodFactory(
        partnership=bakery, student=student, instructor=baker, agreed_on=TODAY, teacher=mika
    )
    row = doors.invite_instructor(theirs, by=mika, at=timezone.now())

    beside = come_in(instructor_pass).get(at("door_instructor"))
    theirs_page = come_in(row).get(at("door_instructor"))

    assert text(beside) == text(alone)
    assert "Eetu Aho" not in text(theirs_page)
    assert str(student) in text(theirs_page)
