"""Whoever was changed since is named, and stays wholly as it is now if somebody says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from conftest import TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.actions import attachments
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.actions.partners import (
    add_site,
    archive,
    edit_partner,
    edit_site,
    set_tags,
)
from veturi.directory.actions.people import edit_person, end_position, give_position
from veturi.directory.models import AttachmentType, Body, Partnership, Person, Position, Seat, Site
from veturi.foundation.files.checking import check
from veturi.insight.levels.models import Statement
from veturi.ledger.models import Deed
from veturi.surfaces.imports.touched import changed_since

pytestmark = pytest.mark.django_db
HEADER = (
    "Nimi;Kunta;Kumppanuus;Viim. yhteydenotto;Huom.;Yhteyshenkilö;Puhelin;Osoite;Taso;Avainsanat"
)
LINE = "Turku;strateginen;12.3.2025;uusi;Veikko Uusi;040 123 4567;Tie 1;kv;messut"


@pytest.fixture(params=["there", "new"])
def brought(request, bakery, listed, run):
    """A partner that the list changed, or one that it made, with all that a list may bring."""
    name = bakery.name if request.param == "there" else "Pata Oy"
    imported = run(listed(HEADER, f"{name};{LINE}"))
    return imported, Partnership.objects.get(name=name)


def phoned(partner, aino):
    veikko = Person.objects.get(family_name="Uusi")
    edit_person(veikko, by=aino, fields={"phone": "+358 50 999 9999", "title": "Rehtori"})


def given_a_role(partner, aino):
    veikko = Person.objects.get(family_name="Uusi")
    fields = {"role": "instructor", "since": TODAY}
    give_position(veikko, partnership=partner, by=aino, fields=fields)


def left(partner, aino):
    end_position(Position.objects.get(person__family_name="Uusi"), by=aino, on=TODAY)


def renamed(partner, aino):
    edit_site(Site.objects.get(), by=aino, fields={"name": "Päärakennus"})


def divided(partner, aino):
    whole = Site.objects.get()
    add_site(partner, by=aino, fields={"name": "Keittiö", "parent": whole})


def corrected(partner, aino):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner], line="Oikeasti")
    encounters.correct(Encounter.objects.get(), what=what, by=aino, at=timezone.now())


def moved_away(partner, aino):
    """The encounter was with somebody else: it is the import's all the same."""
    other = Partnership.objects.exclude(pk=partner.pk).first() or partner
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[other], line="Toisen")
    encounters.correct(Encounter.objects.get(), what=what, by=aino, at=timezone.now())


def attached(partner, aino):
    file = check(SimpleUploadedFile("muistio.txt", b"x"))
    encounters.attach(Encounter.objects.get(), file=file, by=aino, at=timezone.now())


def given_a_document(partner, aino):
    type = AttachmentType.objects.filter(provider=partner.provider).first()
    file = check(SimpleUploadedFile("sopimus.txt", b"x"))
    new = NewAttachment(partner, file, {"type": type, "title": "Sopimus"})
    attachments.attach(new, by=aino, at=timezone.now())


def pinned(partner, aino):
    encounters.pin(Encounter.objects.get(), on=TODAY)


def seated(partner, aino):
    Seat.objects.create(provider=partner.provider, body=Body.objects.get(), person=aino)


def reached(partner, aino):
    Body.objects.update(reach="local")


def tagged(partner, aino):
    set_tags(partner, names=["tärkeä"], by=aino)


def noted(partner, aino):
    edit_partner(partner, by=aino, fields={"notes": "aivan eri"})


DEEDS = [
    *(phoned, given_a_role, left, renamed, divided, corrected, moved_away, attached, pinned),
    *(seated, tagged, noted),
]


def picture(partner):
    """All that the import may have left with the partner."""
    partner.refresh_from_db()
    parts = (partner.positions, partner.sites, partner.taggings, partner.stated_layers)
    people = Person.objects.filter(positions__partnership=partner)
    return [
        (partner.notes, partner.archived_on, partner.organisation.municipality),
        *(sorted(part.values_list()) for part in parts),
        sorted(people.values_list()),
        sorted(Body.objects.filter(partnership=partner).values_list()),
        sorted(Encounter.objects.values_list()),
        sorted(Deed.objects.values_list()),
    ]


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_named_and_stays_wholly(brought, aino, deed, revert):
    imported, partner = brought
    deed(partner, aino)
    before = picture(partner)

    [concern] = changed_since(imported)
    assert concern.partner == partner
    assert concern.sentences
    revert(imported, kept=[partner.pk])

    assert picture(partner) == before


@pytest.mark.parametrize("deed", DEEDS)
def test_taken_back_all_the_same_nothing_of_the_import_stays(brought, aino, deed, revert):
    imported, partner = brought
    deed(partner, aino)
    revert(imported)

    assert not Statement.objects.exists()
    assert not Encounter.objects.standing().exists()
    assert not Site.objects.filter(name="Tie 1").exists()


def test_a_document_of_a_partner_that_was_made_is_named_and_keeps_it(listed, run, revert, aino):
    imported = run(listed("Nimi", "Pata Oy"))
    partner = Partnership.objects.get(name="Pata Oy")
    given_a_document(partner, aino)
    [concern] = changed_since(imported)
    assert concern.partner == partner

    revert(imported)

    partner.refresh_from_db()
    assert partner.is_archived and partner.taken_back_on is None
    assert partner.attachments.get().title == "Sopimus"


def test_what_nobody_touched_is_not_asked_about(brought):
    imported, _partner = brought

    assert changed_since(imported) == []


def test_the_others_are_taken_back(bakery, listed, run, revert, aino):
    imported = run(listed(HEADER, f"{bakery.name};{LINE}", f"Pata Oy;{LINE}"))
    revert(imported, kept=[bakery.pk])

    assert Statement.objects.get().partner == bakery
    assert Encounter.objects.standing().get().parties.get().partnership == bakery


def test_a_reach_changed_since_is_named(listed, run, aino):
    run(listed("Verkosto;Taso", "Taru;paikallinen"))
    imported = run(listed("Verkosto;Taso", "Taru;kv"))
    reached(None, aino)

    assert len(changed_since(imported)) == 1


def test_what_the_import_knew_better_and_somebody_best_is_named(listed, run, aino):
    run(listed("Nimi;Yhteyshenkilö;Puhelin;Osoite;Postinumero", "Pata;Veikko Uusi;;Tie 1;40100"))
    imported = run(
        listed(
            "Nimi;Yhteyshenkilö;Puhelin;Osoite;Postinumero",
            "Pata;Veikko Uusi;040 123 4567;Tie 1;40520",
        )
    )
    assert changed_since(imported) == []
    phoned(None, aino)
    edit_site(Site.objects.get(), by=aino, fields={"postal_code": "40100"})

    [concern] = changed_since(imported)
    assert len(concern.sentences) == 2


def test_an_archived_partner_that_was_brought_back_and_put_away_again_is_named(
    bakery, listed, run, aino
):
    archive(bakery, by=aino, on=TODAY)
    imported = listed("Nimi;Huom.", f"{bakery.name};uusi")
    imported.rows.update(choice="update")
    run(imported)
    bakery.refresh_from_db()
    assert not bakery.is_archived
    assert changed_since(imported) == []
    archive(bakery, by=aino, on=TODAY)

    assert len(changed_since(imported)) == 1
