"""Partners are written down and mended; what is impossible is refused on the form."""

import threading
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions import partners
from veturi.directory.actions.naming import name_folds
from veturi.directory.models import Organisation, Partnership, Site
from veturi.directory.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

FORM = {"kind": "company", "phase": "contacted", "since": "1.1.2026"}


@pytest.fixture
def save(browse, aino):
    def post(address, /, *things, **fields):
        return browse(aino).save(reverse(address, args=[one.pk for one in things]), fields)

    return post


def test_the_official_name_outlives_another_name_in_use(workshop, save):
    answer = save(
        "directory:partner_edit", workshop, **FORM, name="Konepaja", official_name=workshop.name
    )

    workshop.refresh_from_db()
    assert answer.status_code == 302
    assert (workshop.name, workshop.organisation.name) == ("Konepaja", "Kattilakosken Konepaja Oy")


def test_the_form_shows_the_official_name_when_it_differs(workshop, browse, aino):
    workshop.name = "Konepaja"
    name_folds(workshop)
    workshop.save()

    page = browse(aino).get(reverse("directory:partner_edit", args=[workshop.pk]))
    fields = BeautifulSoup(page.content, "html.parser").select("[name=name], [name=official_name]")

    assert [field["value"] for field in fields] == ["Konepaja", "Kattilakosken Konepaja Oy"]


def test_facts_of_an_organisation_are_kept(save, college):
    facts = {"legal_form": "osakeyhtiö", "size": "10-19", "languages": "fi, sv"}

    save("directory:partner_new", **FORM, **facts, name="Rantaniemen Meijeri", tags="maito, ruoka")

    partner = Partnership.objects.get(name="Rantaniemen Meijeri")
    kept = partner.organisation
    assert (kept.legal_form, kept.get_size_display(), kept.languages) == (
        "osakeyhtiö",
        "10–19",
        "fi, sv",
    )
    assert partner.taggings.count() == 2


def test_a_y_tunnus_that_another_has_is_refused_and_what_was_typed_stays(workshop, bakery, save):
    Organisation.objects.filter(pk=workshop.organisation_id).update(business_id="0942165-3")

    answer = save(
        "directory:partner_edit", bakery, **FORM, name="Uusi nimi", business_id="0942165-3"
    )

    assert answer.status_code == 422
    assert "Uusi nimi" in answer.content.decode()
    bakery.refresh_from_db()
    assert bakery.name == "Lempoisten Leipomo Oy"


def test_a_private_organisation_points_to_its_public_twin(workshop, save):
    public = OrganisationFactory(private_to=None, business_id="0942165-3", name="Julkinen Oy")

    save("directory:partner_edit", workshop, **FORM, name=workshop.name, business_id="0942165-3")

    workshop.organisation.refresh_from_db()
    assert workshop.organisation.public_twin == public


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "1.1.2026", "until": "1.1.2025"},
        {"latitude": "999", "longitude": "25"},
        {"latitude": "62"},
        {"postal_code": "abc"},
    ],
)
def test_an_impossible_site_is_refused(workshop, save, wrong):
    answer = save("directory:site_new", workshop, name="Halli", **wrong)

    assert answer.status_code == 422
    assert not Site.objects.exists()


def test_an_unknown_filter_shows_nothing_rather_than_everything(workshop, aino, browse):
    partners.archive(workshop, by=aino, on=TODAY)

    page = browse(aino).get(reverse("directory:partners"), {"owner": "999999"})

    assert workshop.name not in page.content.decode()


def test_a_site_is_mended(workshop, aino, save):
    site = partners.add_site(workshop, by=aino, fields={"name": "Halli"})

    save("directory:site", workshop, site, name="Halli 2", postal_code="40100")

    site.refresh_from_db()
    assert (site.name, site.postal_code) == ("Halli 2", "40100")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_of_two_who_take_the_same_in_at_once_one_is_told(college, aino):
    new = partners.NewPartner(name="Yhtäaikainen Oy", kind="company", business_id="0942165-3")
    told = []

    def take():
        try:
            partners.add_partner(new, provider=college, by=aino, on=date(2026, 1, 1))
        except partners.PartnerAlready as refusal:
            told.append(refusal.partnership.name)
        finally:
            connection.close()

    both = [threading.Thread(target=take) for _ in range(2)]
    [one.start() for one in both]
    [one.join() for one in both]

    assert told == ["Yhtäaikainen Oy"]
