"""What a list says differently is taken, kept in words, or told: nothing is lost in silence."""

import pytest

from conftest import TODAY
from veturi.directory.actions.partners import archive, edit_partner, set_tags
from veturi.directory.models import Body, Partnership, Position
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change
from veturi.surfaces.imports import running
from veturi.surfaces.imports.reading import each_line, problems

pytestmark = pytest.mark.django_db
ID = made_up_business_id(6)
PEOPLE = "Nimi;Yhteyshenkilö;Sähköposti;Puhelin"


def outcomes(imported):
    return dict(imported.rows.values_list("number", "outcome"))


def told(imported):
    rows = imported.rows.order_by("number")
    return [
        (one.row, one.column, one.field)
        for one in problems(imported, rows)
        if one.field != "name" and one.severity == "info"
    ]


def test_a_contact_person_gets_the_new_phone_and_e_mail(listed, run):
    run(listed(PEOPLE, "Pata;Otto Ohjaaja;;040 123 4567"))
    imported = run(listed(PEOPLE, "Pata;Otto Ohjaaja;otto@pata.invalid;050 765 4321"))

    assert outcomes(imported) == {2: "updated"}
    [position] = Position.objects.all()
    assert (position.person.email, position.person.phone) == (
        "otto@pata.invalid",
        "+358 50 7654321",
    )
    assert Change.objects.filter(subject=position.person.key, field="phone").count() == 1


def test_a_second_row_never_overrules_a_person_but_loses_nothing(listed, run):
    imported = run(
        listed(
            PEOPLE,
            "Pata;Otto Ohjaaja;;040 123 4567",
            "Pata;Otto Ohjaaja;otto@pata.invalid;050 765 4321",
        )
    )

    [position] = Position.objects.all()
    assert (position.person.email, position.person.phone) == (
        "otto@pata.invalid",
        "+358 40 1234567",
    )
    assert "+358 50 7654321" in Partnership.objects.get().notes
    assert told(imported) == [(3, "D", "contact_phone")]


def test_two_persons_in_a_cell_are_two_people_of_the_partner(listed, run):
    run(listed(PEOPLE, "Pata;Matti Meikäläinen (rehtori) / Maija Virtanen;;"))

    people = [(str(one.person), one.person.title, one.is_main) for one in Position.objects.all()]
    assert people == [("Matti Meikäläinen", "rehtori", True), ("Maija Virtanen", "", False)]


def test_an_address_of_nobody_and_a_code_of_no_street_are_notes(listed, run):
    run(listed(f"{PEOPLE};Postinumero", "Pata;;toimisto@pata.invalid;040 123 4567;40100"))

    notes = Partnership.objects.get().notes
    assert all(text in notes for text in ("toimisto@pata.invalid", "+358 40 1234567", "40100"))


def test_a_second_row_of_another_place_is_kept_in_words_and_told(listed, run):
    imported = run(
        listed(
            "Nimi;Y-tunnus;Kunta;www",
            f"Pata;{ID};Turku;eka.example",
            f"Pata;{ID};Vaasa;toka.example",
        )
    )

    partner = Partnership.objects.get()
    assert partner.organisation.municipality == "853"
    assert "Vaasa" in partner.notes
    assert "toka.example" in partner.notes
    assert told(imported) == [(3, "C", "municipality"), (3, "D", "website")]
    assert "Vaasa" in list(each_line(imported))[1].reason
    again = run(
        listed(
            "Nimi;Y-tunnus;Kunta;www",
            f"Pata;{ID};Turku;eka.example",
            f"Pata;{ID};Vaasa;toka.example",
        )
    )
    assert running.counts(again)["skipped"] == 2


def test_an_address_of_another_postal_code_is_mended_or_another(listed, run):
    header = "Nimi;Y-tunnus;Osoite;Postinumero"
    run(listed(header, f"Pata;{ID};Katu 1;40100"))
    mended = run(listed(header, f"Pata;{ID};Katu 1;40520"))
    assert outcomes(mended) == {2: "updated"}

    run(listed(header, f"Pata;{ID};Katu 1;40520", f"Pata;{ID};Katu 1;20100"))
    sites = Partnership.objects.get().sites
    assert sorted(sites.values_list("postal_code", flat=True)) == ["20100", "40520"]


def test_a_second_row_fills_what_the_first_left_open(listed, run):
    imported = run(
        listed(
            "Nimi;Y-tunnus;Osoite;Postinumero;Yhteyshenkilö;Puhelin",
            f"Pata;{ID};Katu 1;;Otto Ohjaaja;",
            f"Pata;{ID};Katu 1;40100;Otto Ohjaaja;040 123 4567",
        )
    )

    partner = Partnership.objects.get()
    assert partner.sites.get().postal_code == "40100"
    assert partner.positions.get().person.phone == "+358 40 1234567"
    assert outcomes(imported) == {2: "created", 3: "updated"}


def test_public_facts_are_told_when_a_partner_is_made_too(listed, run, college):
    public = OrganisationFactory(name="Julkinen Oy", business_id=ID, municipality="179")
    imported = run(listed("Nimi;Y-tunnus;Kunta", f"Julkinen;{public.business_id};Turku"))

    assert outcomes(imported) == {2: "created"}
    assert told(imported) == [(2, "C", "municipality")]


def test_an_edited_export_changes_what_is_ours_to_say(listed, run, bakery, aino, mika):
    set_tags(bakery, names=["vanha", "messut"], by=aino)
    imported = run(
        listed(
            "Nimi;Varahenkilö;Vaihe;Kumppanina alkaen;Avainsanat",
            f"{bakery.name};{mika};päättynyt;1.9.2020;messut, uusi",
        )
    )

    bakery.refresh_from_db()
    assert outcomes(imported) == {2: "updated"}
    assert (bakery.deputy, bakery.phase, bakery.since.isoformat()) == (mika, "ended", "2020-09-01")
    assert sorted(one.tag.name for one in bakery.taggings.all()) == ["messut", "uusi"]


def test_a_new_partner_has_what_is_ours_to_say(listed, run, aino, mika):
    run(
        listed(
            "Nimi;Edustajamme;Varahenkilö;Vaihe;Kumppanina alkaen;Avainsanat",
            f"Pata;{aino};{mika};päättynyt;1.9.2020;messut",
        )
    )

    partner = Partnership.objects.get(name="Pata")
    assert (partner.owner, partner.deputy, partner.phase) == (aino, mika, "ended")
    assert partner.since.isoformat() == "2020-09-01"
    assert partner.taggings.get().tag.name == "messut"


def test_a_deputy_who_is_not_ours_is_a_note(listed, run):
    run(listed("Nimi;Varahenkilö", "Pata;Joku Toinen"))

    assert "Joku Toinen" in Partnership.objects.get().notes


def test_a_network_that_is_there_is_not_changed_by_its_name(listed, run, college):
    organisation = OrganisationFactory(private_to=college, name="Taru", kind="network")
    PartnershipFactory(provider=college, organisation=organisation, name="Taru")
    imported = run(listed("Nimi;Tyyppi", "Taru;verkosto"))

    assert outcomes(imported) == {2: "skipped"}
    assert not Body.objects.exists()


@pytest.mark.parametrize(
    ("there", "listed_as", "why"),
    [
        ("Sepittelän opisto", "Sepitelän opisto", "near_name"),
        ("Kuvitteen Talousyhdistys ry (KUVAPO)", "KUVAPO", "short_name"),
        ("Sepittelän opisto", "Satumäki / Sepittelän opisto", "part_of_name"),
        ("Pata Oy", "Pata", "open_place"),
    ],
)
def test_who_may_be_a_partner_is_asked(listed, run, college, there, listed_as, why):
    organisation = OrganisationFactory(private_to=college, name=there, municipality="179")
    partner = PartnershipFactory(provider=college, organisation=organisation, name=there)
    imported = run(listed("Nimi;Huom.", f"{listed_as};uusi"))

    row = imported.rows.get()
    assert (row.why, row.proposed, row.outcome, row.reason) == (why, "", "skipped", "unanswered")
    partner.refresh_from_db()
    assert partner.notes == ""


def test_the_very_same_name_of_one_partner_is_that_partner(listed, run, college):
    organisation = OrganisationFactory(private_to=college, name="Pata Oy", municipality="179")
    PartnershipFactory(provider=college, organisation=organisation, name="Pata Oy")
    imported = run(listed("Nimi;Huom.", "PATA OY;uusi"))

    assert outcomes(imported) == {2: "updated"}
    assert (
        "municipality" in list(each_line(imported))[0].reason
        or "kun" in list(each_line(imported))[0].reason
    )


def test_twins_are_told_and_made(listed, run):
    imported = run(listed("Nimi;Kunta;OID", "Koulu;Turku;1.2.246.1", "Koulu;Turku;1.2.246.2"))

    assert outcomes(imported) == {2: "created", 3: "created"}
    assert imported.rows.get(number=3).why == "twin"


@pytest.fixture
def archived(bakery, aino):
    edit_partner(bakery, by=aino, fields={}, facts={"business_id": ID})
    archive(bakery, by=aino, on=TODAY)
    return bakery


def test_an_archived_partner_is_asked_about(archived, listed, run):
    imported = run(listed("Nimi;Y-tunnus;Huom.", f"Leipomo;{ID};uusi"))

    archived.refresh_from_db()
    assert imported.rows.get().reason == "unanswered"
    assert (archived.notes, archived.is_archived) == ("", True)
    assert (
        "archived" in list(each_line(imported))[0].reason
        or "arkist" in list(each_line(imported))[0].reason
    )


def test_an_archived_partner_comes_back_if_somebody_says_so(archived, listed, run):
    imported = listed("Nimi;Y-tunnus;Huom.", f"Leipomo;{ID};uusi")
    imported.rows.update(choice="update")
    run(imported)

    archived.refresh_from_db()
    assert (archived.notes, archived.is_archived, archived.archived_by) == ("uusi", False, None)


def test_a_deputy_who_is_the_owner_too_is_a_note(listed, run, bakery, aino, mika):
    edit_partner(bakery, by=aino, fields={"owner": aino, "deputy": mika})
    imported = run(
        listed(
            "Nimi;Edustajamme;Varahenkilö",
            "Pata;Aino Salmela;Aino Salmela",
            f"{bakery.name};;Aino Salmela",
        )
    )

    pata = Partnership.objects.get(name="Pata")
    bakery.refresh_from_db()
    assert (pata.owner, pata.deputy, pata.notes) == (aino, None, "Varahenkilö: Aino Salmela")
    assert (bakery.owner, bakery.deputy) == (aino, mika)
    assert "Aino Salmela" in bakery.notes
    assert told(imported) == [(3, "C", "deputy")]


def test_a_new_owner_is_the_deputy_no_more_until_it_is_taken_back(
    listed, run, revert, bakery, aino, mika
):
    edit_partner(bakery, by=aino, fields={"owner": aino, "deputy": mika})
    imported = run(listed("Nimi;Edustajamme", f"{bakery.name};Mika Koivu"))

    bakery.refresh_from_db()
    assert (bakery.owner, bakery.deputy) == (mika, None)
    revert(imported)
    bakery.refresh_from_db()
    assert (bakery.owner, bakery.deputy) == (aino, mika)
