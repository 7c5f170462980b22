"""What is chosen and mended decides what becomes of a row; what cannot be is refused aloud."""

import pytest

from conftest import NOW
from veturi.directory.models import Organisation, Partnership
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change
from veturi.foundation.sheets.reading import Limits
from veturi.surfaces.imports.actions import bringing, mending
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.reading import each_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(bring, miniature):
    return bring(miniature, "Kumppanit")


def outcomes(imported):
    return dict(imported.rows.values_list("number", "outcome"))


def test_an_answered_duplicate_is_brought_in(partners, run, college):
    union = partners.rows.get(number=12)
    college_of_two_names = partners.rows.get(number=22)
    mending.mend(
        partners,
        {
            union.pk: mending.Mended(choice="update"),
            college_of_two_names.pk: mending.Mended(choice="create"),
        },
        at=NOW,
    )
    run(partners)

    assert outcomes(partners)[12] == "updated"
    assert outcomes(partners)[22] == "created"
    assert partners.rows.get(number=12).partnership == partners.rows.get(number=11).partnership


def test_a_choice_to_leave_out_is_kept(partners, run, college):
    row = partners.rows.get(number=18)
    mending.mend(partners, {row.pk: mending.Mended(choice="skip")}, at=NOW)
    run(partners)

    assert outcomes(partners)[18] == "skipped"
    assert not Partnership.objects.filter(name="Satujärven Opisto").exists()


def test_what_is_mended_may_raise_a_question_elsewhere(listed):
    imported = listed("Nimi;Kunta", "Kattila Oy;Turku", "Kattilla;Olematon")
    row = imported.rows.get(number=3)
    assert (row.why, row.severity) == ("near_name", 3)

    mending.mend(imported, {row.pk: mending.Mended({"municipality": "Vaasa"})}, at=NOW)

    row.refresh_from_db()
    assert (row.why, row.severity, row.proposed) == ("", 0, "create")


def test_to_bring_into_nothing_is_no_choice(listed):
    imported = listed("Nimi", "Kattila")
    row = imported.rows.get()
    mending.mend(imported, {row.pk: mending.Mended(choice="update")}, at=NOW)

    row.refresh_from_db()
    assert row.choice == ""


def test_a_choice_that_lost_its_reason_is_forgotten(listed):
    imported = listed("Nimi;Kunta", "Kattila;Turku", "Kattilla;Turku")
    row = imported.rows.get(number=3)
    mending.mend(imported, {row.pk: mending.Mended(choice="update")}, at=NOW)
    mending.mend(imported, {row.pk: mending.Mended({"name": "Pata"})}, at=NOW)

    row.refresh_from_db()
    assert (row.choice, row.decision) == ("", "create")


def test_a_row_of_a_row_that_stays_out_is_refused_aloud(listed, run, college):
    one = made_up_business_id(5)
    imported = run(listed("Nimi;Y-tunnus;Kunta", f"Kattila;{one};Olematon", f"Pata;{one};Turku"))

    assert outcomes(imported) == {2: "refused", 3: "refused"}
    assert imported.rows.get(number=3).reason == "target_missing"


def test_two_partners_never_share_a_business_id(listed, run, college):
    one = made_up_business_id(5)
    PartnershipFactory(
        provider=college, organisation=OrganisationFactory(private_to=college, business_id=one)
    )
    imported = listed("Nimi;Y-tunnus", f"Kattila;{one}")
    row = imported.rows.get()
    mending.mend(imported, {row.pk: mending.Mended(choice="create")}, at=NOW)
    run(imported)

    assert imported.rows.get().reason == "id_taken"


def test_a_partner_made_meanwhile_is_not_made_twice(listed, run, college):
    one = made_up_business_id(5)
    imported = listed("Nimi;Y-tunnus", f"Kattila;{one}")
    PartnershipFactory(
        provider=college, organisation=OrganisationFactory(private_to=college, business_id=one)
    )
    run(imported)

    assert imported.rows.get().reason == "id_taken"


def test_a_partner_gone_meanwhile_is_told(listed, run, bakery):
    imported = listed("Nimi", bakery.name)
    organisation = bakery.organisation
    bakery.delete()
    organisation.delete()
    run(imported)

    row = imported.rows.get()
    assert (row.outcome, row.reason) == ("refused", "target_missing")


def test_a_public_organisation_is_taken_as_it_is(listed, run, college):
    public = OrganisationFactory(name="Julkinen Oy", business_id=made_up_business_id(8))
    run(listed("Nimi;Y-tunnus", f"Meidän nimi;{public.business_id}", "Pata;"))

    partner = Partnership.objects.get(organisation=public)
    assert (partner.name, Organisation.objects.count()) == ("Meidän nimi", 2)
    assert Change.objects.filter(subject=partner.key, field="made").count() == 1


def test_what_the_list_says_differently_is_changed(listed, run, bakery):
    run(
        listed(
            "Nimi;Y-tunnus;Kunta;Tyyppi;www;Vastuuhenkilö;Huom.",
            f"{bakery.name};;Turku;järjestö;leipomo.example;Aino Salmela;Uusi omistaja",
        )
    )

    bakery.refresh_from_db()
    organisation = bakery.organisation
    assert (organisation.municipality, organisation.kind) == ("853", "ngo")
    assert organisation.website == "https://leipomo.example"
    assert (str(bakery.owner), bakery.notes) == ("Aino Salmela", "Uusi omistaja")


def test_public_facts_are_not_changed(listed, run, college):
    public = OrganisationFactory(name="Julkinen Oy", municipality="179")
    partner = PartnershipFactory(provider=college, organisation=public)
    imported = run(listed("Nimi;Kunta;Y-tunnus", f"{partner.name};Turku;{public.business_id}"))

    public.refresh_from_db()
    assert public.municipality == "179"
    row = imported.rows.get()
    assert (row.reason, row.told) == ("known_stays", [["municipality", "public", "Turku"]])
    assert "Turku" in list(each_line(imported))[0].reason


@pytest.mark.parametrize("mapping", [{0: "notes"}, {0: "name", 1: "name"}])
def test_a_mapping_needs_the_name_exactly_once(listed, mapping):
    with pytest.raises(bringing.NotTaken):
        bringing.map_columns(listed("Nimi;Kunta", "Pata;Turku"), mapping=mapping)


def test_a_sheet_of_nothing_but_its_header_is_refused(listed):
    with pytest.raises(bringing.NotTaken):
        listed("Nimi;Kunta")


def test_a_book_of_which_no_sheet_can_be_read_is_refused(bring, miniature, monkeypatch):
    monkeypatch.setattr("veturi.surfaces.imports.opening.LIMITS", Limits(rows=1))

    with pytest.raises(bringing.NotTaken):
        bring(miniature, "Verkostot")
    assert not Import.objects.exists()
