"""Two schools work with one public organisation: what each knows of it stays its own."""

import pytest
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions import naming_others
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(college, sten):
    """The same public organisation as a partner of either school."""
    organisation = OrganisationFactory(private_to=None, name="Julkinen Oy")
    return [
        PartnershipFactory(provider=provider, organisation=organisation)
        for provider in (college, sten.provider)
    ]


def main_of(page, address, query=None):
    return page.get(address, query).content.decode().split("<main")[1]


def test_another_schools_name_is_neither_shown_nor_found(shared, aino, sten, browse):
    ours, theirs = shared
    name = {"kind": "working", "name": "Salanimi", "since": None, "until": None}
    naming_others.add_name(ours, by=aino, fields=name)

    assert "Salanimi" in main_of(browse(aino), ours.get_absolute_url())
    assert "Salanimi" not in main_of(browse(sten), theirs.get_absolute_url())
    found = main_of(browse(sten), reverse("find:page"), {"q": "salanimi"})
    assert theirs.get_absolute_url() not in found


def test_another_schools_succession_is_not_shown(shared, workshop, aino, sten, browse):
    ours, theirs = shared
    fields = {"kind": "merger", "on": TODAY, "source": ""}
    naming_others.succeed(ours, successor=workshop, by=aino, fields=fields)

    assert workshop.name in main_of(browse(aino), ours.get_absolute_url())
    assert workshop.name not in main_of(browse(sten), theirs.get_absolute_url())


def test_both_schools_write_the_same_succession_down(shared, college, aino, sten):
    successor = OrganisationFactory(private_to=None, name="Jatkaja Oy")
    fields = {"kind": "merger", "on": TODAY, "source": ""}

    for partner, person in zip(shared, (aino, sten), strict=True):
        next_one = PartnershipFactory(provider=partner.provider, organisation=successor)
        naming_others.succeed(partner, successor=next_one, by=person, fields=fields)

    assert successor.origins.count() == 2
