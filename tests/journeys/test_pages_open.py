"""Every page of ours opens for who may see it, with things on it and without."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.encounters import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def encounter(aino, workshop, otto):
    what = actions.Logged(
        kind="encounters.met",
        on=timezone.localdate(),
        partners=[workshop],
        line="Sovittiin ajoista.",
        present=[otto],
    )
    row = actions.log(what, by=aino, at=timezone.now())
    actions.agree_next(
        workshop,
        text="Lähetä ajat",
        due=timezone.localdate(),
        owner=aino,
        by=aino,
        at=timezone.now(),
        encounter=row,
    )
    return row


PLAIN = [
    "desk:home",
    "find:page",
    "desk:menu",
    "quick:entry",
    "encounters:todo",
    "directory:partners",
    "directory:people",
    "directory:attachments",
    "directory:partner_new",
    "directory:suggestions",
    "directory:alike",
    "directory:alike_people",
    "directory:alike_sites",
    "levels:index",
    "reciprocity:index",
    "ytj:search",
    "ytj:proposals",
    "notices:index",
    "notices:settings",
    "notices:mute_kind",
]
OF_PARTNER = [
    "desk:partner",
    "directory:partner_edit",
    "directory:partner_history",
    "directory:partner_attachments",
    "directory:attachment_new",
    "directory:site_new",
    "directory:pause_new",
    "directory:acquaintance",
    "directory:contact_new",
    "directory:position_new",
    "encounters:promise_new",
    "levels:show",
    "levels:override",
    "reciprocity:show",
    "ytj:show",
    "notices:mute_partner",
]
OF_KEEPER = [
    "directory:staff",
    "directory:logo",
    "directory:attachment_types",
    "directory:attachment_type_new",
    "directory:staff_new",
    "levels:rules",
    "reciprocity:weights",
    "notices:letters",
]


@pytest.mark.parametrize("name", PLAIN)
def test_pages_open_empty_and_full(name, browse, aino, request):
    page = browse(aino)
    assert page.get(reverse(name)).status_code == 200

    request.getfixturevalue("encounter")
    assert (
        page.get(reverse(name), {"q": "kattila", "name": "Kattilakosken Konepaja"}).status_code
        == 200
    )


@pytest.mark.parametrize("name", OF_PARTNER)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_of_a_partner_open(name, language, browse, aino, workshop, encounter):
    assert browse(aino, language).get(reverse(name, args=[workshop.pk])).status_code == 200


@pytest.mark.parametrize("name", OF_KEEPER)
def test_pages_of_settings_open_for_who_keeps_them(name, browse, antti, aino):
    assert browse(antti).get(reverse(name)).status_code == 200
    assert browse(aino).get(reverse(name)).status_code == 403


def test_pages_of_things_open(browse, aino, otto, encounter):
    page = browse(aino)
    promise = encounter.steps.get().promise
    for name, key in [
        ("encounters:show", encounter.pk),
        ("encounters:correction", encounter.pk),
        ("encounters:move", promise.pk),
        ("desk:person", otto.pk),
        ("directory:person_edit", otto.pk),
        ("directory:person_pause_new", otto.pk),
    ]:
        assert page.get(reverse(name, args=[key])).status_code == 200, name
