"""The small town, as it was loaded."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import F

from veturi.cooperation.encounters.models import Encounter, NextStep
from veturi.cooperation.placements.models import (
    Offer,
    Period,
    PlaceProposal,
    Student,
    Support,
    Version,
)
from veturi.cooperation.placements.rules.proposals import Standing
from veturi.cooperation.placements.rules.words import State
from veturi.directory.codes.industries import industry
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import (
    BulkChange,
    Organisation,
    Owned,
    OwnValue,
    Partnership,
    Person,
    Position,
    Provider,
    Role,
    SavedView,
    Site,
    Succession,
)
from veturi.foundation.accounts.models import User
from veturi.foundation.business_id import is_business_id
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.trail.checking import check
from veturi.foundation.trail.models import Trace
from veturi.insight.levels.models import Override, Verdict
from veturi.ledger.models import Deed, Promise
from veturi.surfaces.demo.people import AINO, COLLEGE, MIKA, PASSWORD, PEOPLE
from veturi.surfaces.demo.tests.conftest import TODAY
from veturi.surfaces.demo.words.found import FOUND
from veturi.surfaces.gateways.ytj.local import Twin
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal
from veturi.surfaces.gateways.ytj.reading import warned_partners
from veturi.surfaces.gateways.ytj.rules.warning import warnings
from veturi.surfaces.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def told(rows, town):
    """What is told one by one; of periods the ledger is settled by itself."""
    return rows.filter(provider=town.provider).exclude(source__startswith="placements.")


def test_it_is_exactly_as_large_as_its_size_says(town):
    size = town.plan.size

    assert Partnership.objects.filter(provider=town.provider).count() == size.partners == 40
    assert Person.objects.filter(provider=town.provider).count() == size.persons
    assert told(Deed.objects.standing(), town).count() == size.deeds
    assert told(Promise.objects.unkept(), town).count() == size.promises


def test_nothing_is_done_in_the_future_and_something_is_done_today_or_yesterday(town):
    days = Deed.objects.standing().filter(provider=town.provider).values_list("done_on", flat=True)

    assert max(days) <= TODAY
    assert max(days) >= TODAY - timedelta(days=7)
    assert min(days) >= town.plan.today.replace(year=2021)


def test_nothing_is_recorded_before_it_is_done_nor_after_today():
    for deed in Deed.objects.all():
        assert deed.done_on <= deed.recorded_at.date() <= TODAY


def test_what_was_recorded_last_is_what_happened_last(town):
    rows = told(Deed.objects.standing(), town).filter(recorded_at__date__gt="2026-11-12")
    days = list(rows.order_by("number").values_list("done_on", flat=True))
    kept = {
        step.promise.kept_by.done_on
        for step in NextStep.objects.filter(promise__kept_by__isnull=False)
    }

    fresh = [day for day in days if day not in kept]
    assert fresh == sorted(fresh)


def test_some_promises_are_late_many_are_soon_and_all_have_words_and_an_owner(town):
    rows = told(Promise.objects.unkept(), town)
    late = rows.filter(due__lt=TODAY).count()
    soon = rows.filter(due__gte=TODAY, due__lte=TODAY + timedelta(days=14)).count()

    assert late == round(town.plan.size.promises * 0.08)
    assert soon >= round(town.plan.size.promises * 0.25)
    assert all(row.owner_id and row.step.text for row in rows)


def test_some_promises_were_kept_and_some_entries_taken_back(town):
    assert told(Promise.objects.exclude(kept_by=None), town).count() == town.plan.size.kept
    assert Encounter.objects.filter(provider=town.provider).exclude(taken_back_at=None).exists()


def test_the_audit_finds_no_difference(capsys):
    call_command("audit")

    assert "0 differences" in capsys.readouterr().out


def test_every_private_company_is_marked_as_made_up():
    companies = Partnership.objects.filter(organisation__kind="company")

    assert companies.exists()
    assert all(row.is_fictitious and not row.organisation.is_public for row in companies)


def test_public_organisations_are_not_marked_but_say_that_the_cooperation_is_made_up(town):
    public = Partnership.objects.filter(provider=town.provider, organisation__private_to=None)

    assert public.exists()
    assert all(not row.is_fictitious and "keksittyä" in row.notes for row in public)


def test_business_ids_are_valid_and_none_is_there_twice():
    numbers = [one for one in Organisation.objects.values_list("business_id", flat=True) if one]

    assert all(is_business_id(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_codes_are_those_of_the_registers():
    for one in Organisation.objects.all():
        assert not one.municipality or municipality(one.municipality)
        assert not one.industry or industry(one.industry_version, one.industry)


def test_addresses_of_people_belong_to_nobody():
    for person in Person.objects.all():
        assert not person.email or person.email.endswith(".invalid")
        assert not person.phone or person.phone.startswith("040 000 ")


def test_no_two_persons_of_a_provider_have_the_same_name():
    names = list(Person.objects.values_list("provider", "name_folded"))

    assert len(set(names)) == len(names)


def test_rows_written_in_sets_would_pass_as_if_written_one_by_one():
    for model in (Partnership, Person, Position, Site):
        for row in model.objects.all():
            row.full_clean(exclude=["name_folded", "name_sort"], validate_unique=False)


def test_each_partner_has_at_most_one_main_contact(town):
    mains = Position.objects.filter(is_main=True).values_list("partnership", flat=True)

    assert len(set(mains)) == len(mains) >= town.plan.size.partners


def test_sites_have_two_levels_and_lie_in_finland():
    assert Site.objects.filter(parent__isnull=False).exists()
    for site in Site.objects.exclude(latitude=None):
        assert Decimal(59) < site.latitude < Decimal(71)


def test_the_county_follows_only_where_it_is_there(town):
    assert Succession.objects.count() == 0


def test_every_network_is_a_body_with_its_reach(town):
    networks = Partnership.objects.filter(provider=town.provider, organisation__kind="network")

    assert networks.exists()
    assert not networks.filter(body=None).exists()
    assert not networks.filter(body__reach="").exists()


def test_three_judgements_of_people_stand_over_the_evidence(town):
    live = Override.objects.filter(provider=town.provider)

    assert sorted(row.layer for row in live) == ["developing", "everyday", "strategic"]
    assert all(row.until > TODAY for row in live)


def test_verdicts_have_a_history(town):
    assert Verdict.objects.filter(provider=town.provider).exclude(replaced_on=None).exists()
    assert Verdict.objects.standing().filter(provider=town.provider, depth=4).exists()


def test_everybody_of_the_demo_can_sign_in_with_their_role():
    for who in PEOPLE:
        user = User.objects.get(email=who.email)
        assert user.check_password(PASSWORD)
        assert {role.value for person in user.persons.all() for role in person.roles_on(TODAY)} == {
            who.role.value
        }


def test_mika_is_a_person_at_both_providers():
    slugs = {person.provider.slug for person in User.objects.get(email=MIKA.email).persons.all()}

    assert slugs == {"opisto", "naapuri"}


def test_the_neighbour_has_twenty_partners_of_its_own():
    neighbour = Provider.objects.get(slug="naapuri")

    assert Partnership.objects.filter(provider=neighbour).count() == 20
    assert Provider.objects.get(slug=COLLEGE.slug).name == COLLEGE.name


def test_the_register_knows_some_partners_better_and_one_is_bankrupt(town):
    proposed = Proposal.objects.open().filter(provider=town.provider)
    [bakery] = warned_partners(town.coordinator, first=9)

    assert {row.field for row in proposed} == {
        "name",
        "legal_form",
        "industry",
        "municipality",
        "website",
        "ended_on",
    }
    assert [one.code for one in warnings(bakery.company, on=TODAY)] == ["KONK"]
    assert Inquiry.objects.exclude(warns_since=None).count() == 4


def test_the_twin_answers_what_the_town_was_told(town):
    for row in Inquiry.objects.select_related("partnership__organisation"):
        number = row.partnership.organisation.business_id
        assert Twin().company(number) == row.answer


def test_everybody_who_owns_something_has_notices_and_this_mornings_letter(town):
    told = set(Notice.objects.of(town.coordinator).unread().values_list("kind", flat=True))
    letter = CaughtLetter.objects.get(recipients=AINO.email)

    assert {"promise_given", "level_changed"} & told
    assert "http" in letter.text
    assert not Letter.objects.waiting().exists()


def test_a_few_notices_of_a_kind_wait_for_each(town):
    for person in town.staff.values():
        unread = Counter(Notice.objects.of(person).unread().values_list("kind", flat=True))
        assert all(count <= 3 for count in unread.values())


def test_what_is_owned_is_of_the_same_school_as_what_it_hangs_on():
    """Each row against its parents, by every relation between two tables that a school owns."""
    owned = [model for model in apps.get_models() if issubclass(model, Owned)]
    relations = [
        (model, field.name)
        for model in owned
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Owned)
    ]

    astray = {
        f"{model._meta.label}.{name}": found
        for model, name in relations
        if (found := of_another_school(model, name).count())
    }
    filled = [model for model in owned if model._default_manager.exists()]
    assert astray == {}
    assert len(relations) > 40 and len(filled) > 20 and Provider.objects.count() == 2


def of_another_school(model, name):
    there = model._default_manager.filter(**{f"{name}__isnull": False})
    return there.exclude(provider=F(f"{name}__provider"))


def test_what_is_private_to_a_school_is_another_schools_partner_nowhere():
    private = Partnership.objects.filter(organisation__private_to__isnull=False)

    assert not private.exclude(provider=F("organisation__private_to")).exists()


def test_views_are_saved_and_many_are_changed_at_once(town):
    views = SavedView.objects.filter(provider=town.provider)
    changes = BulkChange.objects.filter(provider=town.provider)

    assert {view.shared_with for view in views} == {"", "everybody", "management"}
    assert views.filter(pins__person=town.coordinator).count() == 1
    assert changes.filter(undone_at=None).count() == changes.exclude(undone_at=None).count() == 1


def test_the_school_has_fields_of_its_own_and_something_stands_in_them(town):
    filled = OwnValue.objects.filter(provider=town.provider)
    counted = Counter(filled.values_list("field__key", flat=True))

    assert {key for key, n in counted.items() if n > 2} == {
        "perehdytys_tehty",
        "oppilaitoksen_avainalue",
        "sopimuksen_diaarinumero",
        "ohjaajakoulutus_kayty",
    }


def test_the_log_tells_where_ours_have_walked_and_all_is_sealed(town):
    steps = Trace.objects.filter(scope=town.provider.scope)

    assert {"signed_in", "signed_out", "viewed", "exported"} <= set(
        steps.values_list("what", flat=True)
    )
    assert {step.at.date() < TODAY for step in steps} == {True}
    report = check()
    assert (report.broken, report.unsealed) == ("", 0)


def test_a_term_of_learning_has_all_states_and_believable_trouble(town):
    periods = Period.objects.filter(provider=town.provider).prefetch_related("interruptions")
    states = Counter(period.state_on(TODAY) for period in periods)

    assert set(State) - {State.INTERRUPTED} <= set(states)
    assert Student.objects.filter(provider=town.provider).count() >= 20
    assert Version.objects.filter(provider=town.provider).exclude(signed_on=None).exists()
    assert Offer.objects.filter(provider=town.provider).exists()
    assert Support.objects.filter(provider=town.provider).exists()
    unrecorded = periods.in_force().filter(recorded_on=None)
    assert unrecorded.exists()


def test_students_of_the_town_have_proposed_workplaces_and_had_answers(town):
    rows = PlaceProposal.objects.filter(provider=town.provider)

    assert {row.standing for row in rows} == set(Standing)
    assert rows.count() == len(FOUND) == 12
    assert rows.filter(student__teacher=town.one_of_us(Role.TEACHER)).waiting().exists()
    assert rows.exclude(period=None).exists()
