"""What is found, in which order, and what may be done with it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners, people
from veturi.directory.models import Partnership, Person
from veturi.foundation.search.ladder import Rung
from veturi.foundation.search.models import Entry, Shelf
from veturi.surfaces.find.answers import answers
from veturi.surfaces.find.ranking import Kind, Standing, score

pytestmark = pytest.mark.django_db


@pytest.fixture
def aila(college, workshop, aino, otto):
    """A second workshop, beside the one whose instructor is Otto."""
    return partners.add_partner(
        partners.NewPartner(name="Aholan Konepaja Oy", kind="company", business_id="0942165-3"),
        provider=college,
        by=aino,
        on=TODAY,
    )


def titles(question, person, **more):
    return [one.title for one in answers(question, person=person, on=TODAY, **more)]


def palette(page, question):
    answer = page.get(reverse("find:suggestions"), {"q": question})
    options = BeautifulSoup(answer.content, "html.parser").select("[role=option]")
    return [(one.b.text if one.b else "", one["data-go"]) for one in options]


def test_ones_own_partner_stands_before_a_stranger(aila, workshop, aino):
    assert titles("konepaja", aino) == [aila.name, workshop.name]

    partners.edit_partner(workshop, by=aino, fields={"owner": aino})

    assert titles("konepaja", aino) == [workshop.name, aila.name]


def test_the_fresher_of_two_equals_stands_first(aila, workshop, mika, aino):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.log(what, by=mika, at=NOW)

    assert titles("konepaja", aino) == [workshop.name, aila.name]


def test_what_is_put_away_comes_last_and_says_so(aila, workshop, aino):
    partners.archive(aila, by=aino, on=TODAY)

    found = answers("konepaja", person=aino, on=TODAY)

    assert [one.title for one in found] == [workshop.name, aila.name]
    assert "arkistoitu" in found[1].note


def test_who_was_erased_is_not_found(aila, otto, aino):
    Person.objects.filter(pk=otto.pk).update(erased_on=TODAY)

    assert titles("ohjaaja", aino) == []


def test_an_absorbed_partner_leads_to_the_one_that_stays(aila, workshop, aino):
    Partnership.objects.filter(pk=aila.pk).update(absorbed_into=workshop)

    assert titles("aholan", aino) == [workshop.name]


def test_a_person_a_place_and_a_line_are_found(aila, workshop, otto, aino):
    partners.add_site(workshop, by=aino, fields={"name": "Rantahalli", "address": "Rantatie 5"})
    what = encounters.Logged(
        kind="encounters.met", on=TODAY, partners=[workshop], line="Katsottiin sorvia"
    )
    encounters.log(what, by=aino, at=NOW)

    assert titles("otto ohj", aino) == ["Otto Ohjaaja"]
    assert titles("rantatie", aino) == ["Rantahalli"]
    assert titles("sorvi", aino) == ["Katsottiin sorvia"]


def test_a_stranger_finds_none_of_it(aila, sten, browse):
    assert titles("konepaja", sten) == titles("ohjaaja", sten) == []
    assert palette(browse(sten), "konepaja") == [("", "/search/?q=konepaja")]


@pytest.mark.parametrize(
    ("question", "title", "address"),
    [
        ("käynti kattila", "Kirjaa käynti", "quick"),
        ("kirjaa puhelu kattila", "Kirjaa puhelu", "quick"),
        ("log kattila", "Kirjaa", "quick"),
        ("sovi kattilakosken", "Sovi seuraavasta", "promise"),
        ("taso kattila", "Avaa taso", "level"),
    ],
)
def test_an_action_is_offered_with_its_partner(
    aila, workshop, aino, browse, question, title, address
):
    label, url = palette(browse(aino), question)[0]

    assert label == f"{title}: {workshop.name}"
    assert str(workshop.pk) in url


def test_who_may_not_log_is_offered_no_logging(aila, rea, browse):
    assert all("/log/" not in url for _label, url in palette(browse(rea), "käynti kattila"))


def test_pages_are_found_by_their_words(aino, browse):
    assert ("Vastavuoroisuus", reverse("reciprocity:index")) in palette(browse(aino), "vastav")


def test_before_a_letter_the_latest_partners_stand_there(aila, workshop, aino, browse):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.log(what, by=aino, at=NOW)

    assert palette(browse(aino), "") == [(workshop.name, workshop.get_absolute_url())]


def test_the_page_narrows_to_a_kind(aila, otto, aino, browse):
    found = browse(aino).get(reverse("find:page"), {"q": "o", "kind": "people"})

    links = BeautifulSoup(found.content, "html.parser").select(".found a")
    assert [link["href"] for link in links] == [otto.get_absolute_url()]


@pytest.mark.parametrize("odd", ["", "x\x00y", "%", '"', "a" * 900, "( OR", "²"])
def test_odd_questions_are_answered(aila, aino, browse, odd):
    for name in ("find:page", "find:suggestions"):
        assert browse(aino).get(reverse(name), {"q": odd}).status_code == 200


def test_the_palette_costs_the_same_however_many_fit(aila, college, aino, browse):
    def cost():
        page = browse(aino)
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse("find:suggestions"), {"q": "autokorjaamo"})
        return len(queries)

    def add(numbers):
        many = [partners.NewPartner(f"Autokorjaamo {n} Oy", "company") for n in numbers]
        partners.add_partners(many, provider=college, by=aino, on=TODAY)

    add(range(60))
    few = cost()
    add(range(60, 160))

    assert cost() == few


def test_the_index_is_made_anew_and_checked(aila, workshop, otto, aino, capsys):
    call_command("search", "rebuild")
    call_command("search", "check")
    assert "0 differences" in capsys.readouterr().out

    Entry.objects.filter(shelf=Shelf.PERSON).update(text=" joku muu")
    with pytest.raises(Exception, match="out of step"):
        call_command("search", "check")
    assert f"person {otto.pk}: the names differ" in capsys.readouterr().out


def test_renaming_forgetting_and_taking_back_leave_the_index_in_step(aila, workshop, aino, capsys):
    call_command("search", "rebuild")
    partners.edit_partner(aila, by=aino, fields={"name": "Uusi Nimi"}, facts={"name": "Toinen Oy"})
    people.add_contact(
        aila,
        by=aino,
        person={"given_name": "Veera", "family_name": "Kallio", "phone": "+358 40 1234567"},
        position={"role": "hr"},
    )
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[aila], line="Turha")
    met = encounters.log(what, by=aino, at=NOW)
    encounters.take_back(met, by=aino, at=NOW + timedelta(hours=1))

    call_command("search", "check")

    assert "0 differences" in capsys.readouterr().out


def test_ranking_in_numbers():
    plain = Standing(Rung.WORD, Kind.PARTNER, "konepaja")
    mine = Standing(Rung.WORD, Kind.PARTNER, "konepaja", is_mine=True)
    start = Standing(Rung.START, Kind.PARTNER, "konepaja")
    away = Standing(Rung.EXACT, Kind.PARTNER, "konepaja", is_archived=True)

    assert score(mine) > score(start) > score(plain) > score(away)
