"""Changing many persons: as partners are, with what is theirs."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW
from veturi.directory.actions import bulk as actions
from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import give_own
from veturi.directory.actions.people import archive_person, edit_person
from veturi.directory.models import BulkChange, BulkRow, Person, Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.bulk import put_back, refusal
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import run_to_end

pytestmark = pytest.mark.django_db
NEW = "/people/changes/new/"
LIST = "/people/changes/"


@pytest.fixture
def aune(college):
    return PersonFactory(provider=college, given_name="Aune", family_name="Kallio")


@pytest.fixture
def both(otto, aune):
    return [otto, aune]


@pytest.fixture
def chosen(aino, both):
    return choose(both, by=aino)


def choose(persons, *, by):
    return actions.choose([one.pk for one in persons], thing=Thing.PERSON, by=by, at=NOW)


def again(person):
    return Person.objects.get(pk=person.pk)


def text(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


def test_people_of_ours_and_a_consent_without_its_day_are_refused():
    assert refusal({"is_ours": "True"}, {"language": "sv"})
    assert refusal({"consent_on": ""}, {"legal_basis": "consent"})
    assert not refusal({"consent_on": "2026-01-02"}, {"legal_basis": "consent"})
    assert not refusal({"is_ours": ""}, {"language": "sv"})


def test_a_consent_whose_day_is_gone_does_not_come_back():
    restored, kept = put_back(
        {"legal_basis": "contract", "language": "sv", "consent_on": ""},
        before={"legal_basis": "consent", "language": "fi"},
        after={"legal_basis": "contract", "language": "sv"},
    )

    assert (restored, kept) == ({"language": "fi"}, ["legal_basis"])


def test_rows_of_the_list_are_chosen_or_all_that_it_finds(mika, both, browse):
    page = browse(mika)
    one = page.post(NEW, {"chosen": [both[0].pk]})
    every = page.post(NEW, {"all": "1", "query": "q=kallio"})

    first, second = BulkChange.objects.order_by("pk")
    assert [one.url, every.url] == [first.get_absolute_url(), second.get_absolute_url()]
    assert [row.of for row in first.rows.all()] == [both[0]]
    assert [row.of for row in second.rows.all()] == [both[1]]
    assert str(second.rows.get()) == f"{second.pk}: {both[1].pk}"


def test_the_list_offers_it_to_whoever_edits_contacts(browse, mika, rea, otto):
    assert 'name="chosen"' in browse(mika).get("/people/").content.decode()
    assert LIST in browse(mika).get("/people/").content.decode()
    assert 'name="chosen"' not in browse(rea).get("/people/").content.decode()
    assert browse(rea).post(NEW, {"chosen": [otto.pk]}).status_code == 403


def test_nothing_chosen_and_anothers_persons_leave_no_trace(browse, aino, sten, both):
    answer = browse(aino, "en").post(NEW, {"query": "q=otto"}, follow=True)
    browse(sten).post(NEW, {"chosen": [one.pk for one in both]})

    assert answer.redirect_chain[0][0] == "/people/?q=otto"
    assert "Choose at least one row." in text(answer)
    assert not BulkChange.objects.exists()


def test_a_change_of_persons_is_no_change_of_partners(browse, aino, mika, sten, chosen):
    partners = reverse("directory:bulk", args=[chosen.pk])

    assert browse(aino).get(partners).status_code == 404
    assert browse(sten).get(chosen.get_absolute_url()).status_code == 404
    assert browse(mika).get(chosen.get_absolute_url()).status_code == 200


def test_the_preview_shows_each_change_and_makes_none(browse, aino, chosen, both):
    given = {"language": "sv", "legal_basis": "contract", "look": ""}
    page = text(browse(aino, "en").post(chosen.get_absolute_url(), given))

    assert "Change 2 persons" in page and "Otto Ohjaaja" in page and "Aune Kallio" in page
    assert "Legal basis public task contract" in page
    assert {again(one).language for one in both} == {"fi"}
    assert not Change.objects.exists()


def test_nothing_filled_in_is_refused(browse, aino, chosen):
    page = browse(aino, "en").post(chosen.get_absolute_url(), {"carry_out": ""})

    assert page.status_code == 422 and "fill in at least one field" in text(page)


def test_many_are_changed_with_history_and_get_back_what_they_had(
    browse, aino, chosen, both, college
):
    asked = {"label_fi": "Koulutettu", "kind": "truth"}
    field = add_own_field(college, thing=Thing.PERSON, by=None, fields=asked, choices=[])
    give_own(both[0], {field.name: False}, by=aino)
    Person.objects.filter(pk=both[1].pk).update(legal_basis="consent", consent_on=date(2026, 1, 2))
    given = {"language": "sv", "legal_basis": "contract", field.name: "True", "carry_out": ""}
    page = browse(aino, "en")

    page.post(chosen.get_absolute_url(), given)

    for one in both:
        row = again(one)
        assert (row.language, row.legal_basis, own_of(row)) == (
            "sv",
            "contract",
            {field.name: True},
        )
        told = Change.objects.of(one.key).filter(batch=chosen.batch)
        assert {row.field for row in told} == {"language", "legal_basis", field.name}
        assert {row.by for row in told} == {aino.user}
    assert "2 persons changed" in text(page.get(chosen.get_absolute_url()))

    edit_person(both[0], by=aino, fields={"language": "en"})
    result = page.post(reverse("directory:people_bulk_undoing", args=[chosen.pk]), follow=True)

    first, second = (again(one) for one in both)
    assert (first.language, first.legal_basis) == ("en", "public_task")
    assert (second.language, second.legal_basis) == ("fi", "consent")
    assert [own_of(one)[field.name] for one in both] == [False, None]
    assert "Changed by somebody since, and left so: Otto Ohjaaja" in text(result)


def test_many_are_archived_and_restored_by_who_archives(browse, aino, mika, chosen, both):
    browse(aino).post(chosen.get_absolute_url(), {"archived": "archive", "carry_out": ""})
    assert None not in {again(one).archived_on for one in both}

    page = browse(aino, "en")
    assert "Aune Kallio" not in text(page.get("/people/"))
    assert "Aune Kallio" in text(page.get("/people/", {"archived": "1"}))
    page.post(NEW, {"all": "1", "query": "archived=1"})
    back = BulkChange.objects.latest("pk")
    page.post(back.get_absolute_url(), {"archived": "restore", "carry_out": ""})
    assert {again(one).archived_on for one in both} == {None}

    form = BeautifulSoup(
        browse(mika).get(choose(both, by=mika).get_absolute_url()).content, "html.parser"
    )
    assert form.select("[name=archived]") == [] and form.select("[name=language]") != []


def test_one_of_ours_is_named_and_left_as_is(browse, aino, antti, otto):
    change = choose([antti, otto], by=aino)
    page = browse(aino, "en").post(
        change.get_absolute_url(), {"language": "sv", "archived": "archive", "carry_out": ""}
    )

    result = text(browse(aino, "en").get(page.url))
    assert (again(antti).language, again(antti).archived_on) == ("fi", None)
    assert again(otto).language == "sv"
    assert "Antti Vuori : People of ours are changed one by one" in result
    assert "1 person changed" in result


def test_a_consent_whose_day_is_gone_stays_and_is_named(aino, otto):
    edit_person(otto, by=aino, fields={"legal_basis": "consent", "consent_on": date(2026, 1, 2)})
    change = choose([otto], by=aino)
    actions.carry_out(change, {"legal_basis": "contract"}, at=NOW)
    edit_person(otto, by=aino, fields={"consent_on": None})

    actions.undo(change, by=aino, at=NOW)

    assert again(otto).legal_basis == "contract"
    assert change.rows.get().kept == ["legal_basis"]


def test_what_stays_as_it_was_writes_nothing(aino, chosen, both):
    for one in both:
        archive_person(one, by=aino, on=date(2026, 11, 1))
    before = Change.objects.count()

    actions.carry_out(chosen, {"language": "fi"}, at=NOW)
    actions.undo(chosen, by=aino, at=NOW)

    assert Change.objects.count() == before


def test_more_than_some_hundred_are_changed_by_a_job(aino, college, browse, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    monkeypatch.setattr(actions, "A_STEP", 2)
    change = choose([PersonFactory(provider=college) for _ in range(5)], by=aino)

    answer = browse(aino).post(change.get_absolute_url(), {"language": "en", "carry_out": ""})
    change.refresh_from_db()
    assert answer.url == change.job.get_absolute_url()
    assert change.job.result_url == change.get_absolute_url()
    run_to_end(change.job)
    assert Person.objects.filter(language="en").count() == 5

    change = actions.undo(change, by=aino, at=NOW)
    run_to_end(change.undo_job)
    assert not Person.objects.filter(language="en").exists()


def test_the_list_of_them_leads_to_each(browse, aino, chosen, workshop):
    page = browse(aino, "en")
    actions.carry_out(actions.choose([workshop.pk], by=aino, at=NOW), {"unit": "Metalli"}, at=NOW)
    assert "Choose rows in the list of contacts." in text(page.get(LIST))

    actions.carry_out(chosen, {"language": "sv"}, at=NOW)

    assert chosen.get_absolute_url() in page.get(LIST).content.decode()
    assert chosen.get_absolute_url() not in page.get("/partners/changes/").content.decode()


def test_a_row_is_of_a_partner_or_of_a_person(chosen, workshop):
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkRow.objects.filter(change=chosen).update(partnership=workshop)


def test_a_look_asks_as_much_for_two_as_for_fifty(browse, aino, college, chosen):
    many = choose([PersonFactory(provider=college) for _ in range(50)], by=aino)
    page, asked = browse(aino), []
    for change in (chosen, chosen, many):
        with CaptureQueriesContext(connection) as queries:
            page.post(change.get_absolute_url(), {"language": "sv", "look": ""})
        asked.append(len(queries))

    assert asked[1] == asked[2]
