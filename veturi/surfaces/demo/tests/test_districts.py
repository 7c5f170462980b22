"""A large town is made of districts, each on its own, none in the way of another."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from veturi.directory.models import Grant, Organisation, Partnership, Person, Site
from veturi.foundation.accounts.models import User
from veturi.foundation.business_id import is_business_id, made_up_business_id
from veturi.foundation.search.models import Entry, Shelf
from veturi.insight.levels.models import Verdict
from veturi.ledger.models import Book, Deed, Promise
from veturi.surfaces.demo import districts
from veturi.surfaces.demo.cast import SIZES, Group, Size
from veturi.surfaces.demo.models import Loading
from veturi.surfaces.demo.people import COLLEGE, PASSWORD, PEOPLE

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=9)
TINY = Size(
    {
        Group.STRATEGIC: 1,
        Group.DEVELOPING: 1,
        Group.NETWORK: 1,
        Group.ACTIVE: 4,
        Group.RESTING: 2,
        Group.DORMANT: 2,
        Group.NEW: 1,
    },
    persons=60,
    deeds=150,
    promises=4,
    kept=1,
    districts=3,
    name="tiny",
)


def load(told):
    loading = districts.begin(TINY, at=NOW)
    provider = districts.load(today=TODAY, size=TINY, seed=1, tell=told.append)
    districts.end(loading, at=LATER)
    return provider


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def land(django_db_setup, django_db_blocker, told):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield load(told)
        transaction.set_rollback(True)


@pytest.fixture
def inside(land, db):
    return land


def test_it_is_exactly_as_large_as_its_districts_together(inside):
    assert Partnership.objects.filter(provider=inside).count() == 3 * TINY.partners
    assert Person.objects.filter(provider=inside).count() == 3 * TINY.persons
    assert Deed.objects.standing().filter(provider=inside).count() == 3 * TINY.deeds
    assert Promise.objects.unkept().filter(provider=inside).count() == 3 * TINY.promises


def test_it_tells_how_far_it_is(inside, told):
    assert told == [1, 2, 3]


def test_the_audit_finds_no_difference(inside, capsys):
    call_command("audit")

    assert "0 differences" in capsys.readouterr().out


def test_no_two_names_and_no_two_business_ids_are_the_same(inside):
    names = list(Organisation.objects.values_list("name", flat=True))
    ids = [one for one in Organisation.objects.values_list("business_id", flat=True) if one]
    people = list(Person.objects.filter(provider=inside).values_list("name_folded", flat=True))

    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids) and all(map(is_business_id, ids))
    assert len(set(people)) == len(people)


def test_only_the_first_district_has_the_public_organisations(inside):
    public = Partnership.objects.filter(provider=inside, organisation__private_to=None)

    assert 0 < public.count() < TINY.partners
    assert all(not row.is_fictitious for row in public)


def test_partners_are_in_many_municipalities_and_some_have_sites(inside):
    where = set(Organisation.objects.values_list("municipality", flat=True))

    assert len(where) > 10
    assert Site.objects.filter(provider=inside, latitude__isnull=False).exists()


def test_what_was_recorded_last_is_what_happened_last(inside):
    since = TODAY - timedelta(days=14)
    rows = Deed.objects.standing().filter(provider=inside, recorded_at__date__gte=since)
    kept = Promise.objects.filter(kept_by__isnull=False).values_list("kept_by", flat=True)
    days = list(rows.exclude(pk__in=kept).order_by("number").values_list("done_on", flat=True))

    assert days == sorted(days)
    assert days[-1] >= TODAY - timedelta(days=4)


def test_nothing_is_recorded_before_it_is_done_nor_after_today(inside):
    for done_on, recorded_at in Deed.objects.values_list("done_on", "recorded_at"):
        assert done_on <= recorded_at.date() <= TODAY


def test_numbers_of_deeds_run_without_gaps(inside):
    numbers = list(
        Deed.objects.filter(provider=inside).order_by("number").values_list("number", flat=True)
    )

    assert numbers == list(range(1, Book.objects.get(provider=inside).last_number + 1))


def test_rows_written_in_sets_would_pass_as_if_written_one_by_one(inside):
    for model in (Partnership, Person, Site, Grant):
        for row in model.objects.filter(provider=inside):
            row.full_clean(exclude=["name_folded", "name_sort"], validate_unique=False)


def test_everybody_of_the_demo_can_sign_in(inside):
    assert all(User.objects.get(email=who.email).check_password(PASSWORD) for who in PEOPLE)


def test_partners_are_judged_and_stand_in_the_index(inside):
    partners = Partnership.objects.filter(provider=inside)

    assert Verdict.objects.standing().filter(partner__in=partners).count() == 4 * partners.count()
    assert Entry.objects.filter(scope=inside.scope, shelf=Shelf.THING).count() == partners.count()


def test_the_loading_is_marked_as_ended(inside):
    assert list(Loading.objects.values_list("size", "began_at", "ended_at")) == [
        ("tiny", NOW, LATER)
    ]


def test_the_large_sizes_are_what_they_are_called():
    large, long = SIZES["100k"], SIZES["10m"]

    assert (large.districts * large.partners, large.districts * large.persons) == (100_000, 300_000)
    assert large.districts * large.deeds == 2_000_000
    assert long.districts * long.deeds == 10_000_000


def test_there_are_business_ids_for_the_largest_town():
    partners = SIZES["100k"].districts * SIZES["100k"].partners
    last = COLLEGE.first_number + partners + 5000

    ids = {made_up_business_id(n) for n in range(last)}

    assert len(ids) == last
    assert all(one[0] == "9" for one in ids)
    assert all(is_business_id(made_up_business_id(n)) for n in range(0, last, 97))
