"""Partners' facts as people write them: industry, other names, what they go on as, pauses, tags."""

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.directory.actions import partners
from veturi.directory.models import Organisation, OrganisationName, Partnership, Succession
from veturi.directory.look_alikes.partners import alike
from veturi.directory.reading import find_partners
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


def given(partner, **more):
    day = partner.since
    return {
        "name": partner.name,
        "kind": "company",
        "phase": "cooperating",
        "tags": "metalli, oma",
        "since": f"{day.day}.{day.month}.{day.year}",
        **more,
    }


def edit(page, partner, **more):
    return page.save(reverse("directory:partner_edit", args=[partner.pk]), given(partner, **more))


def test_an_industry_goes_with_its_classification(browse, aino, workshop):
    page = browse(aino)
    assert edit(page, workshop, industry="25620").status_code == 422
    assert edit(page, workshop, industry="99999x", industry_version="2008").status_code == 422
    assert edit(page, workshop, industry="25620", industry_version="2008").status_code == 302

    workshop.organisation.refresh_from_db()
    assert (workshop.organisation.industry, workshop.organisation.industry_version) == (
        "25620",
        "2008",
    )


def test_every_change_is_in_the_history(browse, aino, workshop):
    edit(browse(aino), workshop, notes="Iso halli")

    fields = set(Change.objects.of(workshop.key).values_list("field", flat=True))
    assert {"notes", "tags", "phase"} <= fields
    assert (
        b"Iso halli"
        in browse(aino).get(reverse("directory:partner_history", args=[workshop.pk])).content
    )


def test_a_former_name_is_found_by_search(browse, aino, workshop):
    address = reverse("directory:name_new", args=[workshop.pk])
    wrong = {"kind": "former", "name": "Vanha Paja Ky", "since": "1.1.2020", "until": "1.1.2019"}
    assert browse(aino).post(address, wrong).status_code == 422

    browse(aino).post(address, {**wrong, "until": "1.1.2021"})

    assert OrganisationName.objects.get().provider == workshop.provider
    assert list(find_partners(aino, "vanha paja")) == [workshop]


def test_a_partner_goes_on_as_another_but_not_in_a_circle(browse, aino, workshop, bakery):
    def go_on(one, other):
        address = reverse("directory:succession", args=[one.pk])
        return browse(aino).post(
            address, {"successor": other.pk, "kind": "merger", "on": "1.1.2023"}
        )

    assert go_on(workshop, bakery).status_code == 302
    assert go_on(workshop, bakery).status_code == 422
    assert go_on(bakery, workshop).status_code == 422
    assert Succession.objects.get().successor == bakery.organisation
    assert bakery.name.encode() in browse(aino).get(workshop.get_absolute_url()).content


def test_public_facts_are_not_changed_by_a_provider(browse, aino, workshop):
    Organisation.objects.filter(pk=workshop.organisation_id).update(private_to=None)

    edit(browse(aino), workshop, name="Oma nimi", kind="ngo", website="https://esimerkki.invalid")

    workshop.refresh_from_db()
    assert (workshop.name, workshop.organisation.kind, workshop.organisation.website) == (
        "Oma nimi",
        "company",
        "",
    )


def test_a_public_organisation_is_found_by_its_exact_id_only(browse, aino, college):
    public = Organisation.objects.create(
        name="Julkinen ry",
        name_folded="julkinen ry",
        kind="ngo",
        business_id=made_up_business_id(7),
    )
    page = browse(aino)

    assert b"Julkinen ry" not in page.get(reverse("find:page"), {"q": "Julkinen"}).content.replace(
        b'value="Julkinen', b""
    )
    assert b"Julkinen ry" in page.get(reverse("find:page"), {"q": public.business_id}).content

    made = partners.add_partner(
        partners.NewPartner("Julkinen ry", "ngo", public.business_id),
        provider=college,
        by=aino,
        on=timezone.localdate(),
    )
    assert made.organisation == public
    with pytest.raises(partners.PartnerAlready):
        partners.add_partner(
            partners.NewPartner("Toinen", "ngo", public.business_id),
            provider=college,
            by=aino,
            on=timezone.localdate(),
        )


def test_look_alikes_are_told_with_the_reason(aino, sten, workshop):
    [one] = alike(aino, {"name": "Kattilakosken konepaja"})

    assert one.shown == workshop and one.reasons
    assert alike(sten, {"name": "Kattilakosken konepaja"}) == []
    assert alike(aino, {"name": "Aivan muu Oy"}) == []


def test_an_archived_partner_leaves_the_list_and_comes_back(browse, aino, workshop):
    page = browse(aino)
    listed = lambda **query: (
        workshop.name.encode() in page.get(reverse("directory:partners"), query).content
    )

    page.post(reverse("directory:partner_archive", args=[workshop.pk]))
    assert not listed() and listed(archived="1")

    page.post(reverse("directory:partner_restoration", args=[workshop.pk]))
    assert listed()
    assert Partnership.objects.get(pk=workshop.pk).archived_by is None
