"""What stays of a reverted partner for the ledger's sake is out of sight; it may come anew."""

import pytest
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions.partners import NewPartner, add_partner
from veturi.directory.finding import everything_of
from veturi.directory.models import Organisation, Partnership, Tag
from veturi.directory.look_alikes.partners import alike
from veturi.directory.tests.factories import OrganisationFactory
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.search.models import Entry, Shelf
from veturi.insight.levels.actions import catch_up
from veturi.insight.levels.models import Verdict
from veturi.ledger.models import OwnSum, OwnTally, Sum, Tally
from veturi.surfaces.imports import running

pytestmark = pytest.mark.django_db
LINES = (
    "Nimi;Y-tunnus;Viim. yhteydenotto;Huom.;Kumppanuus;Avainsanat;Osoite",
    f"Pata Oy;{made_up_business_id(3)};12.3.2025;vanha;arjen;messut;Katu 1",
)


@pytest.fixture
def trace(listed, run, revert, college):
    revert(run(listed(*LINES)))
    return Partnership.objects.get(name="Pata Oy")


def test_no_page_and_no_list_shows_it(trace, browse, aino):
    mine = browse(aino)

    assert mine.get(trace.get_absolute_url()).status_code == 404
    for archived in ("", "yes"):
        page = mine.get(reverse("directory:partners"), {"archived": archived})
        assert b"Pata Oy" not in page.content


def test_it_is_neither_found_nor_offered(trace, aino, college):
    assert not Entry.objects.filter(shelf=Shelf.THING).exists()
    assert [one.names for one in everything_of(college) if one.shelf == Shelf.THING] == []
    assert alike(aino, {"name": "Pata Oy", "business_id": made_up_business_id(3)}) == []


def test_nothing_is_judged_of_it_and_nothing_counted(trace, college):
    catch_up(college, on=TODAY)

    assert not Verdict.objects.filter(partner=trace).exists()
    for figures in (Tally, Sum, OwnTally, OwnSum):
        assert not figures.objects.filter(provider=college).exists()


def test_its_parts_are_gone(trace):
    assert not trace.sites.exists()
    assert not trace.taggings.exists()
    assert not Tag.objects.exists()
    assert not trace.stated_layers.exists()


def test_the_report_does_not_lead_to_it(trace, browse, aino, college):
    from veturi.surfaces.imports.models import Import

    page = browse(aino).get(reverse("imports:report", args=[Import.objects.get().pk]))
    assert trace.get_absolute_url().encode() not in page.content


def test_a_new_list_brings_it_with_its_own_data(trace, listed, run):
    header = "Nimi;Y-tunnus;Viim. yhteydenotto;Huom.;www;Kunta;Vaihe"
    line = f"Pata ja Kattila Oy;{made_up_business_id(3)};2.3.2026;uusi;uusi.example;Turku;päättynyt"
    imported = run(listed(header, line))

    assert running.counts(imported)["created"] == 1
    partner = Partnership.objects.get()
    organisation = partner.organisation
    assert (partner.pk, partner.name, partner.notes) == (trace.pk, "Pata ja Kattila Oy", "uusi")
    assert (partner.phase, partner.taken_back_on, partner.is_archived) == ("ended", None, False)
    assert (organisation.website, organisation.municipality) == ("https://uusi.example", "853")
    assert Organisation.objects.count() == 1


def test_by_hand_it_is_a_partner_anew(trace, college, aino):
    new = NewPartner(name="Pata", kind="ngo", business_id=made_up_business_id(3), tags=["messut"])
    partner = add_partner(new, provider=college, by=aino, on=TODAY)

    assert (partner.pk, partner.name, partner.organisation.kind) == (trace.pk, "Pata", "ngo")
    assert partner.taggings.count() == 1
    assert Partnership.objects.seen_by(aino).standing().get() == partner


def test_a_public_organisation_may_be_taken_again(listed, run, revert, college):
    public = OrganisationFactory(name="Julkinen Oy", business_id=made_up_business_id(8))
    lines = ("Nimi;Y-tunnus;Viim. yhteydenotto", f"Julkinen;{public.business_id};12.3.2025")
    revert(run(listed(*lines)))
    again = run(listed(*lines))

    assert running.counts(again)["created"] == 1
    public.refresh_from_db()
    assert public.name == "Julkinen Oy"
    assert Partnership.objects.get().taken_back_on is None
