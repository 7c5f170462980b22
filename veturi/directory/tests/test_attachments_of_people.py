"""An attachment may concern one contact of the partner: it stands on the contact's page too."""

import pytest
from django.urls import reverse

from conftest import NOW
from veturi.directory.actions import attachments as actions
from veturi.directory.actions.merging import merge, undo
from veturi.directory.models import PartnerAttachment
from veturi.directory.tests.factories import PersonFactory, PositionFactory
from veturi.foundation.files.tests import making

pytestmark = pytest.mark.django_db


def add(page, partner, person, type):
    data = {"title": "Kuvauslupa", "type": type.pk, "person": person.pk}
    file = making.upload("lupa.pdf", making.pdf())
    address = reverse("directory:attachment_new", args=[partner.pk])
    return page.post(address, {**data, "file": file})


def test_it_stands_on_the_contacts_page(browse, aino, rea, workshop, otto, type_of, keep):
    answer = add(browse(aino), workshop, otto, type_of("photo"))

    assert PartnerAttachment.objects.get().person == otto
    page = browse(rea, "en")
    assert "Kuvauslupa" in page.get(otto.get_absolute_url()).content.decode()
    assert str(otto) in page.get(answer.url).content.decode()


def test_somebody_who_is_not_the_partners_is_refused(browse, aino, workshop, type_of, sten):
    elsewhere = PersonFactory(provider=sten.provider)

    for person in (elsewhere, PersonFactory(provider=workshop.provider), aino):
        assert add(browse(aino), workshop, person, type_of("photo")).status_code == 422

    assert not PartnerAttachment.objects.exists()


def test_what_is_for_coordinators_is_on_no_page_for_others(browse, rea, aino, otto, keep):
    keep(title="Salattu", person=otto, is_restricted=True)

    assert "Salattu" not in browse(rea).get(otto.get_absolute_url()).content.decode()
    assert "Salattu" in browse(aino).get(otto.get_absolute_url()).content.decode()


def test_merged_people_share_them_and_parted_each_has_its_own(
    browse, aino, otto, workshop, keep, type_of
):
    twin = PersonFactory(provider=workshop.provider)
    PositionFactory(provider=workshop.provider, person=twin, partnership=workshop)
    row = keep(title="Kaksosen lupa", person=twin)
    page = browse(aino)
    merged = merge(otto, twin, take=[], by=aino, at=NOW)

    assert "Kaksosen lupa" in page.get(otto.get_absolute_url()).content.decode()
    assert str(otto) in page.get(row.get_absolute_url()).content.decode()
    edit = page.get(reverse("directory:attachment_edit", args=[row.pk])).content.decode()
    assert f'<option value="{twin.pk}" selected>' in edit

    undo(merged, by=aino, at=NOW)
    assert "Kaksosen lupa" not in page.get(otto.get_absolute_url()).content.decode()


def test_whom_it_concerns_is_in_its_history_by_name(browse, aino, otto, keep):
    row = keep()
    actions.describe(row, by=aino, fields={"person": otto})

    body = browse(aino, "en").get(row.get_absolute_url()).content.decode()
    assert f"Whom it concerns: – → {otto}" in body
