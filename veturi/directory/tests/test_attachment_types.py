"""The types of a provider's attachments: its own list, kept by who keeps rules."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


from veturi.directory.actions import attachments as actions
from veturi.directory.models import AttachmentType
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


def test_a_type_of_ones_own_is_added(browse, antti, college):
    page = browse(antti)

    page.post(reverse("directory:attachment_type_new"), {"name": "Avainsopimus"})

    row = AttachmentType.objects.get(name="Avainsopimus")
    assert (row.provider, row.code, row.is_restricted) == (college, "", False)
    assert Change.objects.get(subject=f"directory.attachmenttype:{row.pk}").new == "Avainsopimus"
    assert "Avainsopimus" in page.get(reverse("directory:attachment_types")).content.decode()


def test_two_of_one_name_are_refused(browse, antti, college):
    actions.add_type(college, by=antti, fields={"name": "Avaimet"})

    answer = browse(antti, "en").post(reverse("directory:attachment_type_new"), {"name": "Avaimet"})

    assert answer.status_code == 422
    assert "There is a type of this name already." in answer.content.decode()
    assert AttachmentType.objects.filter(name="Avaimet").count() == 1


def test_a_new_name_is_taken_and_the_first_one_given_back(browse, antti, type_of):
    row, page = type_of("photo"), browse(antti, "en")
    address = reverse("directory:attachment_type_edit", args=[row.pk])
    assert 'value="Photo permission"' in page.get(address).content.decode()

    page.post(address, {"name": "Kuvat"})
    assert str(type_of("photo")) == "Kuvat"

    page.post(address, {"name": "Photo permission"})
    assert type_of("photo").name == ""


def test_a_name_that_is_taken_is_refused_in_an_edit_too(browse, antti, college, type_of):
    actions.add_type(college, by=antti, fields={"name": "Avaimet"})

    answer = browse(antti, "en").post(
        reverse("directory:attachment_type_edit", args=[type_of("photo").pk]), {"name": "Avaimet"}
    )

    assert answer.status_code == 422
    assert type_of("photo").name == ""


def test_it_is_no_longer_offered_and_offered_again(browse, antti, type_of):
    row, page = type_of("photo"), browse(antti)

    page.post(reverse("directory:attachment_type_archive", args=[row.pk]))
    assert type_of("photo").archived_on is not None

    page.post(reverse("directory:attachment_type_restoration", args=[row.pk]))
    assert type_of("photo").archived_on is None
    fields = Change.objects.filter(subject=f"directory.attachmenttype:{row.pk}")
    assert fields.count() == 4


def test_a_type_made_restricted_takes_what_is_there_along(keep, browse, antti, rea, type_of):
    row = keep()
    page, address = browse(rea), row.get_absolute_url()
    assert page.get(address).status_code == 200

    actions.edit_type(type_of("agreement"), by=antti, fields={"is_restricted": True})

    assert page.get(address).status_code == 403


def test_the_list_costs_the_same_with_6_and_26_types(keep, browse, antti):
    page, address, costs = browse(antti), reverse("directory:attachment_types"), []
    page.get(address)
    for round in range(2):
        with CaptureQueriesContext(connection) as queries:
            page.get(address)
        costs.append(len(queries))
        for number in range(20):
            actions.add_type(antti.provider, by=antti, fields={"name": f"{round}.{number}"})
            keep()

    assert costs[0] == costs[1]


def test_a_school_that_was_there_before_begins_with_the_same_types(college):
    former = AttachmentType.objects.filter(provider=college).order_by("pk")
    before = list(former.values_list("code", "is_restricted"))
    former.delete()

    import_module("veturi.directory.migrations.0014_types_of_attachments").begin(apps, None)

    again = AttachmentType.objects.filter(provider=college).order_by("pk")
    assert list(again.values_list("code", "is_restricted")) == before
