"""The deputy is somebody else than the owner: by rule, by act, by merge, by undoing."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from conftest import NOW, TODAY
from veturi.directory.actions import bulk, merging, partners
from veturi.directory.models import Partnership
from veturi.directory.rules.owners import kept_two, refusal
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
SENTENCE = "The deputy is somebody else than the owner."


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def _unguarded():
    """As it was before the constraint."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not sqlite:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "PRAGMA ignore_check_constraints = ON"
            if sqlite
            else "ALTER TABLE directory_partnership DROP CONSTRAINT deputy_is_not_the_owner"
        )
        yield
        if sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def owners(partnership):
    row = Partnership.objects.select_related("owner", "deputy").get(pk=partnership.pk)
    return row.owner, row.deputy


def told(partnership):
    rows = Change.objects.filter(subject=partnership.key, field="deputy").order_by("pk")
    return list(rows.values_list("old", "new"))


@pytest.fixture
def otto(college):
    return PersonFactory(provider=college, given_name="Otto", family_name="Kallio")


@pytest.fixture
def aune(college):
    return PersonFactory(provider=college, given_name="Aune", family_name="Kallio")


@pytest.fixture
def shared(college, otto, aune):
    """A partner that two persons hold who may be one and the same."""
    return PartnershipFactory(provider=college, owner=otto, deputy=aune)


def test_two_are_two():
    assert refusal("1", "1") == SENTENCE
    assert [refusal("1", "2"), refusal("", ""), refusal(None, None)] == ["", "", ""]


def test_where_nobody_can_be_asked_the_owner_goes_before():
    held = {"owner": 1, "deputy": 2}

    assert kept_two(held, {"owner": 3, "unit": "x"}) == {"owner": 3, "unit": "x"}
    assert kept_two(held, {"owner": 2, "unit": "x"}) == {"owner": 2, "unit": "x", "deputy": None}
    assert kept_two(held, {"deputy": 1, "unit": "x"}) == {"unit": "x"}
    assert kept_two(held, {"owner": 3, "deputy": 3}) == {"owner": 3}
    assert kept_two(held, {"owner": 2, "deputy": 1}) == {"owner": 2, "deputy": 1}


def test_an_act_is_refused_with_the_sentence(workshop, aino):
    with pytest.raises(ValidationError, match=SENTENCE):
        partners.edit_partner(workshop, by=aino, fields={"owner": aino, "deputy": aino})

    assert owners(workshop) == (None, None)
    assert not Change.objects.filter(subject=workshop.key).exists()


def test_a_new_partner_is_refused_with_the_sentence(college, aino):
    new = partners.NewPartner(name="Uusi", kind="company", fields={"owner": aino, "deputy": aino})

    with pytest.raises(ValidationError, match=SENTENCE):
        partners.add_partner(new, provider=college, by=aino, on=TODAY)

    assert not Partnership.objects.filter(name="Uusi").exists()


def test_the_database_refuses_what_is_written_in_sets(workshop, aino):
    rows = Partnership.objects.filter(pk=workshop.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(owner=aino, deputy=aino)
    assert rows.update(owner=None, deputy=aino) == 1


def test_a_merge_that_brings_the_deputy_as_owner_leaves_no_deputy(workshop, bakery, aino, mika):
    partners.edit_partner(workshop, by=aino, fields={"owner": aino, "deputy": mika})
    partners.edit_partner(bakery, by=aino, fields={"owner": mika})

    row = merging.merge(workshop, bakery, take=["owner"], by=aino, at=NOW)

    assert owners(workshop) == (mika, None)
    assert told(workshop)[-1] == (str(mika.pk), "")
    merging.undo(row, by=aino, at=NOW)
    assert owners(workshop) == (aino, mika)


def test_a_merge_does_not_bring_the_owner_as_deputy(workshop, bakery, aino, mika):
    partners.edit_partner(workshop, by=aino, fields={"owner": aino, "deputy": mika})
    partners.edit_partner(bakery, by=aino, fields={"deputy": aino})

    row = merging.merge(workshop, bakery, take=["deputy", "unit"], by=aino, at=NOW)

    assert owners(workshop) == (aino, mika)
    assert not row.fields.exists()


def test_of_the_lacking_the_deputy_of_the_owner_is_left_too(workshop, bakery, aino):
    stays = partners.edit_partner(workshop, by=aino, fields={"owner": aino})
    other = partners.edit_partner(bakery, by=aino, fields={"deputy": aino, "unit": "Metalli"})

    [row] = merging.merge_many([(stays, other)], by=aino, at=NOW)

    assert owners(workshop) == (aino, None)
    assert [one.field for one in row.fields.all()] == ["unit"]


def test_an_undo_finds_that_the_former_owner_is_deputy_now(workshop, bakery, aino, mika):
    partners.edit_partner(workshop, by=aino, fields={"owner": aino})
    partners.edit_partner(bakery, by=aino, fields={"owner": mika})
    row = merging.merge(workshop, bakery, take=["owner"], by=aino, at=NOW)
    partners.edit_partner(workshop, by=aino, fields={"deputy": aino})

    merging.undo(row, by=aino, at=NOW)

    assert owners(workshop) == (aino, None)
    assert told(workshop)[-1] == (str(aino.pk), "")


def test_merges_that_gave_each_other_away_are_undone_in_any_order(
    workshop, bakery, college, aino, mika
):
    third = PartnershipFactory(provider=college, deputy=aino)
    partners.edit_partner(workshop, by=aino, fields={"owner": aino})
    partners.edit_partner(bakery, by=aino, fields={"owner": mika})
    first = merging.merge(workshop, bakery, take=["owner"], by=aino, at=NOW)
    second = merging.merge(workshop, third, take=["deputy"], by=aino, at=NOW)
    assert owners(workshop) == (mika, aino)

    merging.undo(first, by=aino, at=NOW)
    assert owners(workshop) == (aino, None)
    merging.undo(second, by=aino, at=NOW)
    assert owners(workshop) == (aino, None)


def test_owner_and_deputy_who_are_made_one_are_the_owner_until_they_are_parted(
    shared, workshop, otto, aune, aino
):
    partners.edit_partner(workshop, by=aino, fields={"owner": aino, "deputy": aune})

    row = merging.merge(otto, aune, take=[], by=aino, at=NOW)
    assert owners(shared) == (otto, None)
    assert told(shared) == [(str(aune.pk), "")]
    assert owners(workshop) == (aino, aune)

    merging.undo(row, by=aino, at=NOW)
    assert owners(shared) == (otto, aune)
    assert told(shared)[1:] == [("", str(aune.pk))]


def test_whoever_was_named_since_stays_deputy(shared, otto, aune, mika, aino):
    row = merging.merge(aune, otto, take=[], by=aino, at=NOW)
    partners.edit_partner(shared, by=aino, fields={"deputy": mika})

    merging.undo(row, by=aino, at=NOW)

    assert owners(shared) == (otto, mika)


def test_whoever_became_owner_since_is_not_deputy_too(shared, otto, aune, aino):
    row = merging.merge(aune, otto, take=[], by=aino, at=NOW)
    partners.edit_partner(shared, by=aino, fields={"owner": aune})

    merging.undo(row, by=aino, at=NOW)

    assert owners(shared) == (aune, None)


def test_without_an_owner_the_deputy_comes_back(shared, otto, aune, aino):
    row = merging.merge(aune, otto, take=[], by=aino, at=NOW)
    partners.edit_partner(shared, by=aino, fields={"owner": None})

    merging.undo(row, by=aino, at=NOW)

    assert owners(shared) == (None, aune)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_merges_that_relieved_two_deputies_are_undone_in_any_order(
    shared, college, otto, aune, aino, order
):
    kaisa = PersonFactory(provider=college, given_name="Kaisa", family_name="Kallio")
    first = merging.merge(otto, aune, take=[], by=aino, at=NOW)
    partners.edit_partner(shared, by=aino, fields={"deputy": kaisa})
    merges = [first, merging.merge(otto, kaisa, take=[], by=aino, at=NOW)]

    for place in order:
        merging.undo(merges[place], by=aino, at=NOW)

    assert owners(shared) == (otto, kaisa)


def test_the_undoing_of_a_change_of_many_leaves_an_owner_who_is_deputy_now(workshop, aino, mika):
    partners.edit_partner(workshop, by=aino, fields={"owner": aino})
    change = bulk.choose([workshop.pk], by=aino, at=NOW)
    bulk.carry_out(change, {"owner": str(mika.pk), "unit": "Metalli"}, at=NOW)
    partners.edit_partner(workshop, by=aino, fields={"deputy": aino})

    bulk.undo(change, by=aino, at=NOW)

    assert owners(workshop) == (mika, aino)
    assert Partnership.objects.get(pk=workshop.pk).unit == ""
    assert change.rows.get().kept == ["owner"]


@pytest.mark.usefixtures("_unguarded")
def test_those_who_were_both_before_the_constraint_are_the_owner(shared, otto, aune, aino):
    part = import_module("veturi.directory.migrations.0017_owner_and_deputy_are_two").part
    other = PartnershipFactory(provider=shared.provider, owner=aino)
    Partnership.objects.filter(pk=shared.pk).update(deputy=otto)

    part(apps, None)

    assert owners(shared) == (otto, None)
    assert told(shared) == [(str(otto.pk), "")]
    assert (owners(other), told(other)) == ((aino, None), [])
