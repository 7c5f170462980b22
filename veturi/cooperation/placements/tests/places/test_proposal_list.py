"""The list of proposed places, who may look and answer, and for whom they wait."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import proposals
from veturi.cooperation.placements.models import PlaceProposal, Student
from veturi.cooperation.placements.reading.proposals import waiting_for
from veturi.cooperation.placements.tests.factories import PlaceProposalFactory, StudentFactory
from veturi.cooperation.placements.tests.reading_pages import at, text

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_waits_and_what_is_settled(browse, mika, proposed, eetu):
    other = StudentFactory(provider=eetu.provider)
    PlaceProposalFactory(student=other, name="Toinen Paikka")
    PlaceProposalFactory(student=eetu, name="Vanha Paikka", taken_back_at=NOW)

    def shown(**query):
        page = text(browse(mika).get(at("place_proposals"), query))
        names = ("Laukaan Pyöräpaja", "Toinen Paikka", "Vanha Paikka")
        return [name in page for name in names]

    assert shown() == [True, True, False]
    assert shown(state="settled") == [False, False, True]
    assert shown(state="all") == [True, True, True]
    assert shown(whose="mine") == [True, False, False]
    assert shown(q="toinen") == [False, True, False]
    assert shown(q=eetu.family_name, state="all") == [True, False, True]
    PlaceProposal.objects.all().delete()
    empty = BeautifulSoup(browse(mika).get(at("place_proposals")).content, "html.parser")
    assert empty.select_one(".empty")


def test_the_list_is_exported_by_whoever_exports(browse, aino, mika, proposed):
    assert browse(aino).get(at("place_proposals"), {"export": "csv"}).status_code == 200
    assert browse(mika).get(at("place_proposals"), {"export": "csv"}).status_code == 403


def test_the_list_asks_as_much_for_one_as_for_many(browse, mika, proposed, eetu):
    page = browse(mika)
    page.get(at("place_proposals"))
    with CaptureQueriesContext(connection) as one:
        page.get(at("place_proposals"))
    for _n in range(30):
        PlaceProposalFactory(student=StudentFactory(provider=eetu.provider, teacher=mika))
    with CaptureQueriesContext(connection) as many:
        page.get(at("place_proposals"))

    assert len(many) == len(one)


def test_who_may_look_and_who_may_answer(browse, mika, rauha, rea, sten, proposed):
    address = proposed.get_absolute_url()
    assert browse(rauha).get(address).status_code == 200
    assert not BeautifulSoup(browse(rauha).get(address).content, "html.parser").select(
        "input[name=partner]"
    )
    assert (
        browse(rauha)
        .post(at("place_proposal_acceptance", proposed.pk), {"partner": "lead"})
        .status_code
        == 403
    )
    assert browse(rea).get(address).status_code == 403
    assert browse(sten).get(address).status_code == 404
    assert (
        browse(sten)
        .post(at("place_proposal_acceptance", proposed.pk), {"partner": "lead"})
        .status_code
        == 404
    )
    proposed.refresh_from_db()
    assert proposed.standing == "waiting"


def test_it_waits_for_the_teacher_and_without_one_for_whoever_edits_partners(
    proposed, mika, aino, rauha, browse, workshop, eetu
):
    assert list(waiting_for(mika, on=TODAY)) == [proposed]
    assert list(waiting_for(aino, on=TODAY)) == []
    for page in ("/", at("my_students")):
        assert proposed.get_absolute_url() in browse(mika).get(page).content.decode()
    assert proposed.get_absolute_url() in browse(mika).get(eetu.get_absolute_url()).content.decode()

    Student.objects.update(teacher=None)

    assert list(waiting_for(mika, on=TODAY)) == []
    assert list(waiting_for(aino, on=TODAY)) == [proposed]
    assert proposed.get_absolute_url() in browse(aino).get("/").content.decode()
    proposals.decline_proposal(proposed, why="full", answer="", by=aino, at=NOW)
    assert list(waiting_for(aino, on=TODAY)) == []
