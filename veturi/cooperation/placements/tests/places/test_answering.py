"""We take a proposed place further, or decline it in kind words."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import proposals
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.proposals import Taken
from veturi.cooperation.placements.models import Period, PlaceProposal, Student
from veturi.cooperation.placements.reading.proposals import waiting_for
from veturi.cooperation.placements.rules.proposals import KINDLY, Declined
from veturi.cooperation.placements.tests.factories import PlaceProposalFactory, StudentFactory
from veturi.cooperation.placements.tests.reading_pages import at, text, written
from veturi.directory.actions.findable import keep_partners_findable, keep_people_findable
from veturi.directory.models import Partnership, Person
from veturi.directory.tests.factories import PersonFactory, PositionFactory
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter
from veturi.ledger.models import Deed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LEAD = {"partner": "lead", "name": "Laukaan Pyöräpaja Oy", "answer": ""}
PERIOD = {
    "proposes": "on",
    "form": "training_agreement",
    "starts_on": written(TODAY + 30 * DAY),
    "ends_on": written(TODAY + 80 * DAY),
}


def acceptance(row):
    return at("place_proposal_acceptance", row.pk)


def contacts(partner):
    rows = Person.objects.filter(positions__partnership=partner)
    return [(str(row), row.email, row.phone) for row in rows]


def test_a_new_workplace_becomes_a_lead_with_its_contact_and_a_period(proposed, browse, mika, eetu):
    eetu.email = "eetu@opisto.invalid"
    eetu.save()
    given = {**LEAD, **PERIOD, "keeps_contact": "on", "answer": "Hienoa, Eetu!"}

    answer = browse(mika).post(acceptance(proposed), given)

    partner = Partnership.objects.get()
    assert (partner.name, partner.phase, partner.owner) == (
        "Laukaan Pyöräpaja Oy",
        "identified",
        mika,
    )
    assert partner.organisation.municipality == "410"
    assert partner.organisation.source == proposed.key
    assert contacts(partner) == [("Leena Maria Pyörä", "leena@pyora.invalid", "+358 40 1234567")]
    period = Period.objects.get()
    assert answer.url == period.get_absolute_url()
    assert (period.student, period.partnership, period.way, period.teacher) == (
        eetu,
        partner,
        "self_sourced",
        mika,
    )
    assert period.key_tasks == proposed.work
    proposed.refresh_from_db()
    assert (proposed.standing, proposed.partnership, proposed.period) == (
        "taken",
        partner,
        period,
    )
    assert (proposed.answered_by, proposed.answer) == (mika, "Hienoa, Eetu!")
    letter = Letter.objects.get(key=f"{proposed.key}:answer")
    assert letter.to == "eetu@opisto.invalid"
    assert "Pyöräpaja" not in letter.text + letter.subject and "/link/" not in letter.text
    fields = set(Change.objects.of(proposed.key).values_list("field", flat=True))
    assert {"partnership", "period", "answered_at", "answer"} <= fields
    assert not Deed.objects.exists()
    shown = text(browse(mika).get(proposed.get_absolute_url()))
    assert "Laukaan Pyöräpaja Oy" in shown and "Hienoa, Eetu!" in shown


def test_a_partner_of_ours_that_is_alike_is_offered_and_taken(
    browse, mika, eetu, workshop, otto, partners
):
    row = PlaceProposalFactory(
        student=eetu, name="Kattilakosken Konepaja", contact_name="Otto Ohjaaja"
    )
    page = BeautifulSoup(browse(mika).get(row.get_absolute_url()).content, "html.parser")
    options = {one["value"] for one in page.select("input[name=partner]")}
    assert options == {str(workshop.pk), "other", "lead"}
    assert not page.select("input[name=partner][checked]")

    given = {"partner": workshop.pk, "keeps_contact": "on"}
    answer = browse(mika).post(acceptance(row), given)

    row.refresh_from_db()
    assert answer.url == row.get_absolute_url()
    assert (row.partnership, row.period) == (workshop, None)
    assert partners() == ["Kattilakosken Konepaja Oy"]
    assert len(contacts(workshop)) == 1
    assert Change.objects.of(workshop.key).filter(field="place_proposals").count() == 1


def test_the_same_y_tunnus_is_chosen_at_once_and_makes_no_second_partner(
    browse, mika, eetu, workshop, partners
):
    workshop.organisation.business_id = "0942165-3"
    workshop.organisation.save()
    keep_partners_findable([workshop.pk])
    row = PlaceProposalFactory(student=eetu, name="Aivan muu", business_id="0942165-3")
    page = BeautifulSoup(browse(mika).get(row.get_absolute_url()).content, "html.parser")
    chosen = page.select_one("input[name=partner][checked]")
    assert chosen["value"] == str(workshop.pk)

    answer = browse(mika).post(acceptance(row), LEAD)

    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.standing == "waiting"
    assert partners() == [workshop.name]


def test_another_partner_of_ours_is_chosen_by_name(browse, mika, proposed, bakery):
    page, given = browse(mika), {"partner": "other", "other": "", "other_text": ""}
    assert page.post(acceptance(proposed), given).status_code == 422

    page.post(acceptance(proposed), {**given, "other": bakery.pk})

    proposed.refresh_from_db()
    assert proposed.partnership == bakery


WRONG = [
    {"answer": ""},
    {"partner": "999999"},
    {**LEAD, "name": ""},
    {**LEAD, "proposes": "on"},
    {**LEAD, **PERIOD, "form": "toinen"},
    {**LEAD, **PERIOD, "starts_on": "joskus"},
    {**LEAD, **PERIOD, "ends_on": written(TODAY - DAY)},
    {**LEAD, "answer": "x" * 501},
]


@pytest.mark.parametrize("given", WRONG)
def test_what_is_missing_or_impossible_is_said_and_leaves_no_trace(
    browse, mika, proposed, given, partners
):
    answer = browse(mika).post(acceptance(proposed), given)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(".errors")
    assert page.select_one("[name=answer]").get_text().strip() == given.get("answer", "")
    proposed.refresh_from_db()
    assert proposed.standing == "waiting"
    assert (partners(), Period.objects.count(), Letter.objects.count()) == ([], 0, 0)
    assert not Change.objects.of(proposed.key).exists()


def test_a_lead_has_a_name_whoever_asks(proposed, mika):
    PlaceProposal.objects.update(name="", business_id="0942165-3")

    with pytest.raises(proposals.NoName):
        proposals.take_further(proposed, what=Taken(), by=mika, at=NOW)


def test_without_a_contact_none_is_kept(eetu, mika, browse):
    row = PlaceProposalFactory(student=eetu, name="Pyöräpaja")
    page = BeautifulSoup(browse(mika).get(row.get_absolute_url()).content, "html.parser")
    assert not page.select("[name=keeps_contact]")

    proposals.take_further(row, what=Taken(keeps_contact=True), by=mika, at=NOW)

    assert not Person.objects.of_partners().exists()


def test_a_proposal_is_declined_with_a_reason_that_reads_kindly(browse, mika, proposed, browser):
    address = at("place_proposal_declining", proposed.pk)
    page = browse(mika)
    assert page.get(address).status_code == 200
    assert page.post(address, {"answer": "Ei"}).status_code == 422

    page.post(address, {"why": "guidance", "answer": "Kysytään syksyllä uudestaan."})

    proposed.refresh_from_db()
    assert (proposed.standing, proposed.declined_for, proposed.answered_by) == (
        "declined",
        "guidance",
        mika,
    )
    assert Letter.objects.filter(key=f"{proposed.key}:answer").count() == 1
    told = text(browser.get(at("door_place")))
    assert "Kysytään syksyllä uudestaan." in told
    assert str(Declined.GUIDANCE.label) not in told
    assert "Kysytään" in text(page.get(proposed.get_absolute_url()))
    assert set(KINDLY) == set(Declined)


def test_what_is_settled_is_settled_once(browse, mika, proposed):
    proposals.decline_proposal(proposed, why="full", answer="", by=mika, at=NOW)
    page = browse(mika)

    assert page.post(acceptance(proposed), LEAD).status_code == 422
    again = page.post(at("place_proposal_declining", proposed.pk), {"why": "work"})

    assert again.status_code == 422
    proposed.refresh_from_db()
    assert proposed.declined_for == "full"
    with pytest.raises(NotPossible):
        proposals.take_back_proposal(proposed, at=NOW)


@pytest.mark.parametrize(
    "half",
    [
        {"answered_at": NOW},
        {"declined_for": "full"},
        {"answered_at": NOW, "declined_for": "full", "taken_back_at": NOW},
        {"name": ""},
        {"asked": "yes", "contact_name": ""},
    ],
)
def test_the_database_keeps_no_half_answer(proposed, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceProposal.objects.filter(pk=proposed.pk).update(**half)


def test_a_contact_who_is_known_there_is_not_kept_twice(proposed, mika, workshop):
    known = PersonFactory(
        provider=workshop.provider, given_name="Leena", email="leena@pyora.invalid"
    )
    PositionFactory(provider=workshop.provider, person=known, partnership=workshop)
    keep_people_findable([known.pk])

    what = Taken(workshop, keeps_contact=True)
    proposals.take_further(proposed, what=what, by=mika, at=NOW)

    assert len(contacts(workshop)) == 1
