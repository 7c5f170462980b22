"""Two are made one and parted again; nothing is moved, and both are as they were."""

from datetime import date

import pytest
from django.forms.models import model_to_dict

from conftest import NOW, TODAY
from veturi.directory.actions import merging, partners, people
from veturi.directory.models import Merge, Pair, Partnership, Person, Thing
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory, PersonFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(college, aino, mika):
    """The workshop, written down a second time and otherwise."""
    return partners.add_partner(
        partners.NewPartner(
            name="Kattilakosken paja",
            kind="company",
            municipality="179",
            website="https://paja.example/",
            fields={"owner": mika, "unit": "Metalli", "since": date(2023, 1, 5)},
        ),
        provider=college,
        by=aino,
        on=TODAY,
    )


def state(*rows):
    fresh = [type(row).objects.get(pk=row.pk) for row in rows]
    facts = [model_to_dict(row.organisation) for row in fresh if isinstance(row, Partnership)]
    return [model_to_dict(row) for row in fresh], facts


def test_chosen_fields_are_taken_and_the_pointer_is_set(workshop, twin, aino, mika):
    take = ["owner", "unit", "organisation.website", "phase"]

    row = merging.merge(workshop, twin, take=take, by=aino, at=NOW)

    workshop.refresh_from_db()
    twin.refresh_from_db()
    assert twin.absorbed_into == workshop
    assert (workshop.owner, workshop.unit) == (mika, "Metalli")
    assert Partnership.objects.get(pk=workshop.pk).organisation.website == "https://paja.example/"
    assert {one.field for one in row.fields.all()} == {"owner", "unit", "organisation.website"}


def test_an_undo_restores_both_exactly(workshop, twin, aino):
    before = state(workshop, twin)
    take = merging.fields_of(Thing.PARTNER, provider=workshop.provider_id)
    row = merging.merge(
        workshop, twin, take=set(take) - {"organisation.business_id"}, by=aino, at=NOW
    )

    merging.undo(row, by=aino, at=NOW)

    assert state(workshop, twin) == before
    assert not Merge.objects.standing().exists()


def test_what_was_changed_meanwhile_is_asked_about(workshop, twin, aino, rauha):
    row = merging.merge(workshop, twin, take=["owner", "unit"], by=aino, at=NOW)
    partners.edit_partner(workshop, by=aino, fields={"owner": rauha, "notes": "uusi"})

    assert [one.field for one in merging.changed_since(row)] == ["owner"]
    merging.undo(row, keep=["owner"], by=aino, at=NOW)

    workshop.refresh_from_db()
    assert (workshop.owner, workshop.unit, workshop.notes) == (rauha, "", "uusi")


def test_pointers_stay_one_level_deep_and_find_their_way_back(workshop, twin, bakery, aino):
    first = merging.merge(twin, bakery, take=[], by=aino, at=NOW)
    second = merging.merge(workshop, twin, take=[], by=aino, at=NOW)

    bakery.refresh_from_db()
    assert bakery.absorbed_into == workshop
    with pytest.raises(merging.NotMerged):
        merging.undo(first, by=aino, at=NOW)

    merging.undo(second, by=aino, at=NOW)
    bakery.refresh_from_db()
    assert bakery.absorbed_into == twin
    merging.undo(first, by=aino, at=NOW)
    bakery.refresh_from_db()
    assert bakery.absorbed_into is None


def test_the_suspicion_goes_with_the_merge(workshop, twin, aino):
    first, second = sorted((workshop.pk, twin.pk))
    Pair.objects.create(
        provider=workshop.provider,
        thing=Thing.PARTNER,
        first=first,
        second=second,
        score=90,
        found_at=NOW,
    )

    merging.merge(workshop, twin, take=[], by=aino, at=NOW)

    assert not Pair.objects.exists()


def test_history_tells_both(workshop, twin, aino):
    row = merging.merge(workshop, twin, take=[], by=aino, at=NOW)
    merging.undo(row, by=aino, at=NOW)

    told = Change.objects.filter(field__startswith="merged").order_by("pk")
    assert list(told.values_list("subject", "field", "old", "new")) == [
        (workshop.key, "merged", "", twin.name),
        (twin.key, "merged_into", "", workshop.name),
        (workshop.key, "merged", workshop.name, ""),
        (twin.key, "merged_into", workshop.name, ""),
    ]


def test_persons_are_merged_and_parted(otto, college, aino):
    other = PersonFactory(
        provider=college, given_name="O.", family_name="Ohjaaja", phone="+358 40 1234567"
    )
    before = state(otto, other)

    row = merging.merge(otto, other, take=["phone"], by=aino, at=NOW)
    otto.refresh_from_db()
    assert otto.phone == "+358 40 1234567"
    merging.undo(row, by=aino, at=NOW)

    assert state(otto, other) == before


def test_the_set_form_takes_what_is_lacking(workshop, twin, aino, mika):
    [row] = merging.merge_many([(workshop, twin)], by=aino, at=NOW)

    workshop.refresh_from_db()
    assert (workshop.name, workshop.owner) == ("Kattilakosken Konepaja Oy", mika)
    assert row.absorbed == twin.pk


def test_what_is_not_merged(workshop, twin, bakery, aino, mika, rauha, sten):
    theirs = PartnershipFactory(provider=sten.provider)
    public = [
        PartnershipFactory(
            provider=aino.provider, organisation=OrganisationFactory(private_to=None)
        )
        for _ in range(2)
    ]
    merging.merge(workshop, twin, take=[], by=aino, at=NOW)
    twin.refresh_from_db()

    for one, other in (
        (workshop, workshop),
        (workshop, theirs),
        (bakery, twin),
        (twin, bakery),
        (mika, rauha),
        public,
    ):
        with pytest.raises(merging.NotMerged):
            merging.merge(one, other, take=[], by=aino, at=NOW)
    assert Merge.objects.count() == 1


def test_the_y_tunnus_stays_with_its_own(workshop, twin, aino):
    with pytest.raises(merging.NotMerged):
        merging.merge(twin, workshop, take=["organisation.business_id"], by=aino, at=NOW)

    twin.refresh_from_db()
    assert twin.absorbed_into is None


def test_an_undo_is_not_done_twice(workshop, twin, aino):
    row = merging.merge(workshop, twin, take=[], by=aino, at=NOW)
    merging.undo(row, by=aino, at=NOW)

    with pytest.raises(merging.NotMerged):
        merging.undo(row, by=aino, at=NOW)


def test_what_was_the_others_is_shown_with_the_one_that_stays(workshop, twin, otto, aino, browse):
    people.add_contact(
        twin,
        by=aino,
        person={"given_name": "Veera", "family_name": "Kallio"},
        position={"role": "hr"},
    )
    partners.add_site(twin, by=aino, fields={"name": "Toinen halli"})
    partners.set_tags(twin, names=["metalli"], by=aino)
    second = PersonFactory(provider=twin.provider, given_name="Oto", family_name="Ohjaaja")
    people.give_position(second, partnership=twin, by=aino, fields={"role": "instructor"})
    merging.merge(workshop, twin, take=[], by=aino, at=NOW)
    merging.merge(otto, second, take=[], by=aino, at=NOW)

    page = browse(aino).get(workshop.get_absolute_url()).content.decode().split("<main")[1]

    for shown in ("Veera Kallio", "Toinen halli", "metalli", "Kattilakosken paja"):
        assert shown in page, shown
    assert "Oto Ohjaaja" not in page
    assert browse(aino).get(twin.get_absolute_url()).url == workshop.get_absolute_url()
    assert browse(aino).get(second.get_absolute_url()).url == otto.get_absolute_url()
    listed = browse(aino).get("/partners/", {"tag": twin.taggings.get().tag_id}).content.decode()
    assert workshop.get_absolute_url() in listed
    people_listed = browse(aino).get("/people/", {"q": "Kallio"}).content.decode()
    assert workshop.name in people_listed and "Kattilakosken paja" not in people_listed


def test_the_number_of_a_public_organisation_may_be_taken(college, workshop, aino):
    public = OrganisationFactory(private_to=None, name="Kattilakosken paja")
    twin = PartnershipFactory(provider=college, organisation=public)

    merging.merge(workshop, twin, take=["organisation.business_id"], by=aino, at=NOW)

    workshop.organisation.refresh_from_db()
    assert workshop.organisation.business_id == public.business_id


def test_of_two_merges_into_one_either_is_undone_first(workshop, twin, bakery, aino, rauha):
    partners.edit_partner(workshop, by=aino, fields={"unit": "Oma"})
    partners.edit_partner(bakery, by=aino, fields={"unit": "Leipä", "notes": "x"})
    for first_undone in (0, 1):
        rows = [
            merging.merge(workshop, other, take=["unit", "notes"], by=aino, at=NOW)
            for other in (twin, bakery)
        ]
        assert merging.changed_since(rows[0]) == []

        merging.undo(rows[first_undone], by=aino, at=NOW)
        workshop.refresh_from_db()
        assert workshop.unit == ("Leipä" if first_undone == 0 else "Metalli")
        merging.undo(rows[1 - first_undone], by=aino, at=NOW)

        workshop.refresh_from_db()
        assert (workshop.unit, workshop.notes) == ("Oma", "")


def test_what_was_changed_between_two_merges_comes_back(workshop, twin, bakery, aino):
    partners.edit_partner(bakery, by=aino, fields={"unit": "Leipä"})
    first = merging.merge(workshop, twin, take=["unit"], by=aino, at=NOW)
    partners.edit_partner(workshop, by=aino, fields={"unit": "Väliaikainen"})
    second = merging.merge(workshop, bakery, take=["unit"], by=aino, at=NOW)

    merging.undo(first, by=aino, at=NOW)
    merging.undo(second, by=aino, at=NOW)

    workshop.refresh_from_db()
    assert workshop.unit == "Väliaikainen"


def test_facts_of_a_public_organisation_are_not_taken_over(college, workshop, aino):
    public = OrganisationFactory(private_to=None, name="Julkinen ry")
    stays = PartnershipFactory(provider=college, organisation=public)

    row = merging.merge(stays, workshop, take=["organisation.name", "name"], by=aino, at=NOW)

    assert [one.field for one in row.fields.all()] == ["name"]
    assert merging.changed_since(row) == []
