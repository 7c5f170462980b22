"""What a row changed becomes what it was, in whatever order imports are taken back."""

import pytest

from conftest import TODAY
from veturi.directory.actions.partners import archive, edit_partner, set_tags
from veturi.directory.models import Partnership, Person, Site, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(bakery, listed, run, aino, rea):
    """Two lists one after the other, each with something new."""
    lines = ("Nimi;Kunta;Huom.;Edustajamme", f"{bakery.name};%s;%s;%s")
    first = run(listed(lines[0], lines[1] % ("Turku", "eka", "Aino Salmela")))
    second = run(listed(lines[0], lines[1] % ("Turku", "toka", "Rea Ranta")))
    return first, second


def now(partner):
    partner = Partnership.objects.get(pk=partner.pk)
    return partner.notes, str(partner.owner or ""), partner.organisation.municipality


def test_the_first_goes_first(bakery, two, revert):
    first, second = two
    assert now(bakery) == ("eka\ntoka", "Rea Ranta", "853")

    revert(first)
    assert now(bakery)[0] == "toka"
    revert(second)
    assert now(bakery) == ("", "", "")


def test_the_last_goes_first(bakery, two, revert):
    first, second = two
    revert(second)
    assert now(bakery) == ("eka", "Aino Salmela", "853")

    revert(first)
    assert now(bakery) == ("", "", "")


def test_what_somebody_added_to_the_notes_stays(bakery, listed, run, revert, aino):
    imported = run(listed("Nimi;Huom.", f"{bakery.name};eka"))
    bakery.refresh_from_db()
    edit_partner(bakery, by=aino, fields={"notes": "eka\nOma havainto"})
    revert(imported)

    assert now(bakery)[0] == "Oma havainto"


def test_notes_that_were_written_anew_are_as_before(bakery, listed, run, revert, aino):
    edit_partner(bakery, by=aino, fields={"notes": "Vanha"})
    imported = run(listed("Nimi;Huom.", f"{bakery.name};eka"))
    bakery.refresh_from_db()
    edit_partner(bakery, by=aino, fields={"notes": "Aivan eri"})
    revert(imported)

    assert now(bakery)[0] == "Vanha"


def test_people_and_places_get_their_former_data(listed, run, revert):
    header = "Nimi;Yhteyshenkilö;Sähköposti;Puhelin;Osoite;Postinumero"
    run(listed(header, "Pata;Veikko Uusi;;040 123 4567;Tie 1;40100"))
    second = run(listed(header, "Pata;Veikko Uusi;v@pata.invalid;050 765 4321;Tie 1;40520"))
    revert(second)

    veikko, site = Person.objects.get(family_name="Uusi"), Site.objects.get()
    assert (veikko.email, veikko.phone) == ("", "+358 40 1234567")
    assert site.postal_code == "40100"


def test_what_is_ours_to_say_is_as_before(bakery, listed, run, revert, aino, mika):
    set_tags(bakery, names=["vanha"], by=aino)
    was = (bakery.phase, bakery.since, bakery.deputy)
    imported = run(
        listed(
            "Nimi;Vaihe;Varahenkilö;Kumppani alkaen;Avainsanat",
            f"{bakery.name};päättynyt;{mika};1.9.2020;uusi",
        )
    )
    bakery.refresh_from_db()
    assert (bakery.phase, str(bakery.deputy)) == ("ended", str(mika))
    revert(imported)

    bakery.refresh_from_db()
    assert (bakery.phase, bakery.since, bakery.deputy) == was
    assert [one.tag.name for one in bakery.taggings.all()] == ["vanha"]
    assert Tag.objects.get().name == "vanha"


def test_an_archived_partner_is_archived_again(bakery, listed, run, revert, aino, rea):
    archive(bakery, by=rea, on=TODAY)
    imported = listed("Nimi;Huom.", f"{bakery.name};uusi")
    imported.rows.update(choice="update")
    revert(run(imported))

    bakery.refresh_from_db()
    assert (bakery.archived_on, bakery.archived_by, bakery.notes) == (TODAY, rea, "")


def test_whoever_was_named_deputy_since_is_the_owner_alone_again(bakery, two, revert, aino):
    edit_partner(bakery, by=aino, fields={"deputy": aino})
    revert(two[1])

    bakery.refresh_from_db()
    assert (bakery.owner, bakery.deputy) == (aino, None)
