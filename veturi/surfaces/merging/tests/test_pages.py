"""Duplicates on the pages: looked for, dismissed, made one, parted, with level and list in step."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners
from veturi.directory.actions.scanning import scan
from veturi.directory.models import Merge, Pair, Partnership
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.jobs.models import Job
from veturi.insight.levels.models import Verdict
from veturi.ledger.auditing import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(college, aino, workshop):
    new = partners.NewPartner(name="Kattilakosken Konepaja", kind="company")
    return partners.add_partner(new, provider=college, by=aino, on=TODAY)


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_from_the_scan_to_one_and_back(workshop, twin, aino, browse):
    for partner in (workshop, twin):
        what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner])
        encounters.log(what, by=aino, at=NOW)
    page = browse(aino)
    page.post(reverse("merging:scan"))
    run_to_end(Job.objects.get())

    listed = read(page.get(reverse("merging:index")))
    address = listed.select_one("#suspected ~ form a.btn")["href"]
    assert read(page.get(address)).select_one("table.sides")
    done = page.post(address, {"take": ["phase"]})

    row = Merge.objects.get()
    assert done.url == reverse("merging:show", args=[row.pk])
    stays = Partnership.objects.get(pk=row.stays)
    assert Verdict.objects.standing().get(partner=stays, layer="everyday").deeds == 2
    assert twin.get_absolute_url() not in page.get(reverse("directory:partners")).content.decode()

    page.post(reverse("merging:undoing", args=[row.pk]))

    assert Verdict.objects.standing().get(partner=stays, layer="everyday").deeds == 1
    assert {row.absorbed_into for row in Partnership.objects.all()} == {None}
    assert list(differences(aino.provider)) == []


def test_dismissed_pairs_are_gone_from_the_list(workshop, twin, aino, browse, college):
    scan(college, at=NOW)
    page = browse(aino)

    page.post(reverse("merging:dismissal"), {"pair": [Pair.objects.get().pk]})

    assert Pair.objects.get().dismissed_by == aino
    assert not read(page.get(reverse("merging:index"))).select("#suspected ~ form")


def test_the_chosen_are_made_one_and_the_weightier_stays(workshop, twin, aino, browse, college):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[twin])
    encounters.log(what, by=aino, at=NOW)
    workshop.organisation.business_id = ""
    workshop.organisation.save()
    scan(college, at=NOW)

    browse(aino).post(reverse("merging:together"), {"pair": [Pair.objects.get().pk]})

    assert Merge.objects.get().stays == twin.pk


@pytest.mark.parametrize("name", ["merging:dismissal", "merging:together"])
def test_nothing_chosen_is_said(aino, browse, name):
    answer = browse(aino).post(reverse(name), {"pair": ["x", "9" * 30]}, follow=True)

    assert "Valitse ainakin yksi pari." in answer.content.decode()


def test_two_are_compared_by_choice(workshop, bakery, aino, browse):
    address = reverse("merging:other", args=["partner", workshop.pk])

    assert browse(aino).get(address).status_code == 200
    assert browse(aino).post(address, {"other": workshop.pk}).status_code == 422
    answer = browse(aino).post(address, {"other": bakery.pk})
    assert answer.url == reverse("merging:compare", args=["partner", workshop.pk, bakery.pk])


def test_a_refusal_is_told_and_nothing_is_merged(aino, mika, rauha, antti, browse):
    address = reverse("merging:compare", args=["person", mika.pk, rauha.pk])

    answer = browse(antti).post(address, {"take": []})

    assert "henkilöstön jäseniä ei yhdistetä" in answer.content.decode()
    assert not Merge.objects.exists()


def test_persons_are_made_one_too(otto, workshop, aino, browse):
    other = PersonFactory(provider=workshop.provider, given_name="Otto", family_name="Ohjaja")

    browse(aino).post(reverse("merging:compare", args=["person", otto.pk, other.pk]))

    other.refresh_from_db()
    assert other.absorbed_into == otto


def test_an_unknown_thing_is_not_there(aino, workshop, browse):
    assert browse(aino).get(f"/duplicates/thing/{workshop.pk}/other/").status_code == 404


def test_what_changed_meanwhile_is_asked_on_the_page(workshop, twin, aino, browse):
    page = browse(aino)
    partners.edit_partner(twin, by=aino, fields={"unit": "Metalli"})
    page.post(
        reverse("merging:compare", args=["partner", workshop.pk, twin.pk]), {"take": ["unit"]}
    )
    partners.edit_partner(workshop, by=aino, fields={"unit": "Auto"})
    row = Merge.objects.get()

    asked = read(page.get(reverse("merging:show", args=[row.pk]))).select("[name=keep]")
    page.post(reverse("merging:undoing", args=[row.pk]), {"keep": [one["value"] for one in asked]})

    workshop.refresh_from_db()
    assert ([one["value"] for one in asked], workshop.unit) == (["unit"], "Auto")
