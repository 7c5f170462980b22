"""What differs is proposed; accepting changes the organisation, declining keeps it as it is."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from veturi.directory.models import OrganisationName, Partnership
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.surfaces.gateways.ytj import actions, samples
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal
from veturi.surfaces.gateways.ytj.refusals import NotReached
from veturi.surfaces.gateways.ytj.tests.conftest import partner

pytestmark = pytest.mark.django_db
AT_ONCE = timedelta(0)


def inquire(row, at=NOW):
    return actions.inquire(row, at=at, within=AT_ONCE)


def proposed(row):
    rows = Proposal.objects.open().filter(partnership=row).order_by("pk")
    return list(rows.values_list("field", "ours", "theirs"))


def opened(row, *fields):
    rows = Proposal.objects.open().filter(partnership=row)
    return list(rows.filter(field__in=fields) if fields else rows)


def told(row):
    rows = Change.objects.of(row.key).order_by("pk")
    return list(rows.values_list("field", "old", "new"))


NAME = ("name", "Konepaja Vaajavirta Ky", "Vaajavirran Konepaja Oy")
FORM = ("legal_form", "Kommandiittiyhtiö", "Osakeyhtiö")
LINE = ("industry", "2008 25620", "2025 25530 Metallin työstö")
SITE = ("website", "", "https://www.vaajavirta.invalid")


def test_what_differs_is_proposed_and_nothing_changes(machine_shop):
    inquire(machine_shop)

    assert proposed(machine_shop) == [NAME, FORM, LINE, SITE]
    machine_shop.organisation.refresh_from_db()
    assert machine_shop.organisation.name == "Konepaja Vaajavirta Ky"
    assert told(machine_shop) == []


def test_asking_again_proposes_the_same_once(machine_shop):
    inquire(machine_shop)
    inquire(machine_shop, at=NOW + timedelta(days=1))

    assert proposed(machine_shop) == [NAME, FORM, LINE, SITE]
    assert Inquiry.objects.get(partnership=machine_shop).asked_at == NOW + timedelta(days=1)


def test_what_was_put_right_by_hand_is_no_longer_proposed(machine_shop):
    inquire(machine_shop)
    machine_shop.organisation.website = "http://vaajavirta.invalid/"
    machine_shop.organisation.save()

    inquire(machine_shop)

    assert proposed(machine_shop) == [NAME, FORM, LINE]


def test_out_of_reach_what_was_known_stays(machine_shop, settings):
    inquire(machine_shop)
    settings.YTJ_TWIN = "offline"

    with pytest.raises(NotReached):
        inquire(machine_shop, at=NOW + timedelta(days=2))

    assert len(proposed(machine_shop)) == 4
    assert Inquiry.objects.get().asked_at == NOW


def test_what_the_register_does_not_know_is_written_down_too(workshop):
    inquire(workshop)

    assert Inquiry.objects.get(partnership=workshop).company is None
    assert proposed(workshop) == []


def test_accepting_changes_a_private_organisation_and_is_in_its_history(machine_shop, aino):
    inquire(machine_shop)

    assert actions.accept(opened(machine_shop), by=aino, at=NOW) == 4

    row = Partnership.objects.select_related("organisation").get(pk=machine_shop.pk)
    facts = row.organisation
    assert (row.name, facts.name, facts.name_folded) == (
        "Vaajavirran Konepaja Oy",
        "Vaajavirran Konepaja Oy",
        "vaajavirran konepaja oy",
    )
    assert (facts.legal_form, facts.industry, facts.industry_version, facts.website) == (
        "Osakeyhtiö",
        "25530",
        "2025",
        "https://www.vaajavirta.invalid",
    )
    assert told(row) == [
        ("organisation.name", "Konepaja Vaajavirta Ky", "Vaajavirran Konepaja Oy"),
        ("organisation.legal_form", "Kommandiittiyhtiö", "Osakeyhtiö"),
        ("organisation.industry_version", "2008", "2025"),
        ("organisation.industry", "25620", "25530"),
        ("organisation.website", "", "https://www.vaajavirta.invalid"),
        ("name", "Konepaja Vaajavirta Ky", "Vaajavirran Konepaja Oy"),
        ("name.former", "", "Konepaja Vaajavirta Ky"),
    ]


def test_the_name_before_stays_findable_with_its_last_day(machine_shop, aino):
    inquire(machine_shop)

    actions.accept(opened(machine_shop, "name"), by=aino, at=NOW)

    row = OrganisationName.objects.get()
    assert (row.kind, row.name, row.until, row.provider) == (
        "former",
        "Konepaja Vaajavirta Ky",
        date(2026, 8, 31),
        machine_shop.provider,
    )
    inquire(machine_shop)
    assert proposed(machine_shop) == [FORM, LINE, SITE]


def test_a_name_of_our_own_stays_when_the_official_one_changes(machine_shop, aino):
    machine_shop.name = "Paja"
    machine_shop.save()
    inquire(machine_shop)

    actions.accept(opened(machine_shop, "name"), by=aino, at=NOW)

    machine_shop.refresh_from_db()
    assert machine_shop.name == "Paja"


def test_an_earlier_name_comes_with_its_days(college, aino):
    row = partner(college, "Vaajavirran Konepaja Oy", samples.MACHINE_SHOP, municipality="179")
    inquire(row)

    actions.accept(opened(row, "former_names"), by=aino, at=NOW)

    name = OrganisationName.objects.get()
    assert (name.name, name.since, name.until) == (
        "Konepaja Vaajavirta Ky",
        date(2009, 5, 4),
        date(2026, 8, 31),
    )


def test_a_former_name_that_we_had_without_days_gets_them(college, aino):
    row = partner(college, "Vaajavirran Konepaja Oy", samples.MACHINE_SHOP)
    inquire(row)
    OrganisationName.objects.create(
        organisation=row.organisation,
        provider=college,
        kind="former",
        name="Konepaja Vaajavirta Ky",
        name_folded="konepaja vaajavirta ky",
    )

    actions.accept(opened(row, "former_names"), by=aino, at=NOW)

    assert OrganisationName.objects.get().until == date(2026, 8, 31)


def test_facts_of_a_public_organisation_are_told_to_all_who_have_it(machine_shop, aino, sten):
    machine_shop.organisation.private_to = None
    machine_shop.organisation.save()
    theirs = PartnershipFactory(provider=sten.provider, organisation=machine_shop.organisation)
    inquire(machine_shop)

    actions.accept(opened(machine_shop, "name"), by=aino, at=NOW)

    theirs.refresh_from_db()
    machine_shop.organisation.refresh_from_db()
    assert machine_shop.organisation.name == "Vaajavirran Konepaja Oy"
    assert machine_shop.organisation.source == "YTJ 24.11.2026"
    assert theirs.name == "Konepaja Vaajavirta Ky"
    changes = [
        ("organisation.name", "Konepaja Vaajavirta Ky", "Vaajavirran Konepaja Oy"),
        ("organisation.source", "", "YTJ 24.11.2026"),
    ]
    assert told(theirs) == changes
    assert told(machine_shop)[:2] == changes
    assert set(Change.objects.of(theirs.key).values_list("by", "scope")) == {
        (None, sten.provider.scope)
    }
    assert OrganisationName.objects.get().provider is None


def test_the_end_of_an_organisation_is_a_day(college, aino):
    row = partner(college, "Saukkojärven Matkailuyhdistys ry", samples.TRAVELLERS, kind="ngo")
    inquire(row)

    actions.accept(opened(row, "ended_on"), by=aino, at=NOW)

    row.organisation.refresh_from_db()
    assert row.organisation.ended_on == date(2026, 6, 30)
    assert told(row) == [("organisation.ended_on", "", "2026-06-30")]


def test_what_is_declined_stays_ours_and_is_not_proposed_again(machine_shop, aino):
    inquire(machine_shop)

    assert actions.decline(opened(machine_shop, "name"), by=aino, at=NOW) == 1
    inquire(machine_shop)

    machine_shop.organisation.refresh_from_db()
    assert machine_shop.organisation.name == "Konepaja Vaajavirta Ky"
    assert proposed(machine_shop) == [FORM, LINE, SITE]
    assert told(machine_shop) == [("declined.name", "Vaajavirran Konepaja Oy", "")]


def test_when_the_register_says_something_else_it_is_proposed_anew(machine_shop, aino):
    inquire(machine_shop)
    actions.decline(opened(machine_shop, "name"), by=aino, at=NOW)
    answer = {
        "businessId": {"value": samples.MACHINE_SHOP},
        "names": [{"name": "Vaajavirta Group Oy", "type": "1"}],
    }

    actions.keep(machine_shop, answer=answer, at=NOW)

    assert proposed(machine_shop) == [("name", "Konepaja Vaajavirta Ky", "Vaajavirta Group Oy")]


@pytest.mark.parametrize("decision", [actions.accept, actions.decline])
def test_what_is_decided_is_not_decided_again(decision, machine_shop, aino):
    inquire(machine_shop)
    rows = opened(machine_shop)
    actions.decline(rows[:1], by=aino, at=NOW)
    before = told(machine_shop)

    with pytest.raises(actions.NotDecided):
        decision(rows, by=aino, at=NOW)
    with pytest.raises(actions.NotDecided):
        decision([], by=aino, at=NOW)

    assert told(machine_shop) == before
    assert len(opened(machine_shop)) == 3


def test_what_has_changed_here_meanwhile_is_not_overwritten(machine_shop, aino):
    inquire(machine_shop)
    machine_shop.organisation.website = "https://oma.invalid"
    machine_shop.organisation.save()

    with pytest.raises(actions.NotDecided):
        actions.accept(opened(machine_shop), by=aino, at=NOW)

    machine_shop.organisation.refresh_from_db()
    assert machine_shop.organisation.name == "Konepaja Vaajavirta Ky"
    assert told(machine_shop) == []
    assert len(opened(machine_shop)) == 4


def test_the_database_ties_who_and_when_and_keeps_one_open_a_field(machine_shop, aino):
    inquire(machine_shop)
    [row] = opened(machine_shop, "name")

    for wrong in ({"decided_at": NOW}, {"decided_by": aino, "decided_at": NOW}, {"accepted": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(**wrong)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_warning_is_dated_and_leaves_with_its_cause(oven):
    assert inquire(oven).warns_since == date(2026, 11, 3)

    answer = {"businessId": {"value": samples.BAKERY}, "names": [{"name": oven.name, "type": "1"}]}
    assert actions.keep(oven, answer=answer, at=NOW).warns_since is None
