"""The facts of a period as they are read: whose, of which day, in how many questions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.cases import case_of, cases_of, findings_of
from veturi.cooperation.placements.tests.factories import (
    ENDS,
    STARTS,
    AgreementFactory,
    InstructorFactory,
    OfferFactory,
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
    SuitabilityFactory,
    SupportFactory,
    VersionFactory,
    ready,
)
from veturi.directory.models import Site
from veturi.directory.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PositionFactory,
)

TODAY = date(2026, 11, 24)


def site_of(partnership, name, parent=None):
    return Site.objects.create(
        provider=partnership.provider, partnership=partnership, name=name, parent=parent
    )


def absorb(row, stays):
    row.absorbed_into = stays
    row.save()


def test_nothing_is_found_in_a_period_that_is_ready(workshop):
    assert findings_of(ready(workshop), on=TODAY) == []


def test_nothing_but_meals_is_found_in_an_apprenticeship_that_is_arranged(workshop):
    period = ready(workshop, form="apprenticeship")
    paper = AgreementFactory(period=period, paper="arrangement")
    VersionFactory(agreement=paper, signed_on=STARTS)

    assert [one.code for one in findings_of(period, on=TODAY)] == ["A17"]


def test_of_a_bare_proposal_much_is_found(workshop):
    period = PeriodFactory(partnership=workshop)

    codes = {one.code for one in findings_of(period, on=TODAY)}
    assert codes == {"A6", "A7", "A8", "A15", "B3"}


def test_the_facts_of_a_period_are_its_own(workshop, mika):
    period = ready(workshop, teacher=mika, trial_until=date(2027, 1, 31), compensation=150)

    case = case_of(Period.objects.get(pk=period.pk), on=TODAY)

    assert (case.form, case.starts_on, case.ends_on) == ("training_agreement", STARTS, ENDS)
    assert (case.born_on, case.study_ends_on) == (date(2005, 3, 14), date(2029, 6, 2))
    assert (case.weekly_hours, case.part_time, case.compensation) == (35, 100, 150)
    assert (case.tasks, case.has_teacher) == (("Sorvaus", "Hitsaus"), True)
    assert case.has_business_id
    assert case.assessment.normal_hours == Decimal("37.5")


# Preconditions.


def test_an_assessment_of_another_education_or_site_does_not_count(workshop):
    elsewhere = site_of(workshop, "Varasto")
    SuitabilityFactory(partnership=workshop, qualification=QualificationFactory())
    SuitabilityFactory(partnership=workshop, site=elsewhere)
    period = PeriodFactory(partnership=workshop, site=site_of(workshop, "Halli"))

    assert case_of(period, on=TODAY).assessment is None


def test_the_most_exact_assessment_goes_before_a_later_general_one(workshop):
    student = StudentFactory(provider=workshop.provider)
    exact = SuitabilityFactory(
        partnership=workshop, qualification=student.qualification, has_tools=False
    )
    SuitabilityFactory(partnership=workshop, assessed_on=exact.assessed_on + timedelta(days=9))
    period = PeriodFactory(partnership=workshop, student=student)

    assert not case_of(period, on=TODAY).assessment.has_tools


def test_an_assessment_of_a_unit_is_of_its_workplaces_too(workshop):
    unit = site_of(workshop, "Tehdas")
    SuitabilityFactory(partnership=workshop, site=unit)
    period = PeriodFactory(partnership=workshop, site=site_of(workshop, "Halli", parent=unit))

    assert case_of(period, on=TODAY).assessment is not None


def test_one_that_is_valid_goes_before_one_that_has_run_out(workshop):
    student = StudentFactory(provider=workshop.provider)
    SuitabilityFactory(
        partnership=workshop,
        qualification=student.qualification,
        assessed_on=date(2024, 1, 8),
        valid_until=date(2026, 1, 7),
    )
    valid = SuitabilityFactory(partnership=workshop)
    period = PeriodFactory(partnership=workshop, student=student)

    assert case_of(period, on=TODAY).assessment.valid_until == valid.valid_until


@pytest.mark.parametrize(
    ("withdrawn_on", "counts"), [(None, True), (STARTS, False), (STARTS + timedelta(days=1), True)]
)
def test_one_withdrawn_by_the_first_day_does_not_count(workshop, withdrawn_on, counts):
    SuitabilityFactory(partnership=workshop, withdrawn_on=withdrawn_on)
    period = PeriodFactory(partnership=workshop)

    assert (case_of(period, on=TODAY).assessment is not None) == counts


def test_what_the_workplace_asks_for_stands_in_its_assessment_and_its_offer(workshop):
    SuitabilityFactory(partnership=workshop, requirements="hygiene_pass, criminal_record")
    offer = OfferFactory(partnership=workshop, requirements="shift_work,")
    period = PeriodFactory(partnership=workshop, offer=offer)

    case = case_of(period, on=TODAY)
    assert case.requirements == {"hygiene_pass", "criminal_record", "shift_work"}


# Merged partners and persons are one.


def test_what_is_known_of_a_merged_partner_counts(workshop, bakery, otto):
    absorb(bakery, workshop)
    at_the_absorbed = ready(bakery, instructor=InstructorFactory(person=otto).person)
    at_the_one_that_stays = PeriodFactory(partnership=workshop, instructor=otto)

    cases = cases_of([at_the_absorbed, at_the_one_that_stays], on=TODAY)

    assert [case.assessment is not None for case in cases.values()] == [True, True]
    assert [case.guide.is_of_workplace for case in cases.values()] == [True, True]


def test_the_business_id_may_be_that_of_the_one_that_stays(college, workshop):
    nameless = OrganisationFactory(private_to=college, business_id="")
    absorbed = PartnershipFactory(provider=college, organisation=nameless)
    period = PeriodFactory(partnership=absorbed)
    assert not case_of(period, on=TODAY).has_business_id

    absorb(absorbed, workshop)

    assert case_of(Period.objects.get(), on=TODAY).has_business_id


def test_what_is_known_of_a_merged_instructor_counts(workshop, otto):
    double = InstructorFactory(provider=workshop.provider, by_experience=True).person
    absorb(double, otto)

    by_double = PeriodFactory(partnership=workshop, instructor=double)
    by_otto = PeriodFactory(partnership=workshop, instructor=otto)

    cases = cases_of([by_double, by_otto], on=TODAY)
    assert [case.guide.is_competent for case in cases.values()] == [True, True]
    assert cases[by_double.pk].guide.is_of_workplace


def test_the_record_of_the_one_that_stays_goes_first(workshop, otto):
    InstructorFactory(person=otto, by_experience=False)
    absorb(InstructorFactory(provider=workshop.provider).person, otto)
    period = PeriodFactory(partnership=workshop, instructor=otto)

    assert not case_of(period, on=TODAY).guide.is_competent


# The instructor.


def test_somebody_without_a_record_role_or_contact_is_only_named(workshop):
    stranger = PersonFactory(provider=workshop.provider)
    period = PeriodFactory(partnership=workshop, instructor=stranger)

    guide = case_of(period, on=TODAY).guide
    assert (guide.is_competent, guide.is_of_workplace, guide.is_reached) == (False, False, False)


@pytest.mark.parametrize(
    ("since", "until", "works_there"),
    [
        (None, None, True),
        (STARTS, STARTS, True),
        (STARTS + timedelta(days=1), None, False),
        (None, STARTS - timedelta(days=1), False),
    ],
)
def test_a_role_counts_on_the_first_day(workshop, since, until, works_there):
    person = PersonFactory(provider=workshop.provider)
    PositionFactory(
        provider=workshop.provider, person=person, partnership=workshop, since=since, until=until
    )
    period = PeriodFactory(partnership=workshop, instructor=person)

    assert case_of(period, on=TODAY).guide.is_of_workplace == works_there


@pytest.mark.parametrize(
    ("since", "rests"), [(None, False), (TODAY, True), (TODAY + timedelta(days=1), False)]
)
def test_an_instructor_rests_from_a_day_on(workshop, since, rests):
    person = InstructorFactory(provider=workshop.provider, resting_since=since).person
    period = PeriodFactory(partnership=workshop, instructor=person)

    assert case_of(period, on=TODAY).guide.is_resting == rests


# Agreements and support.


def test_the_first_signed_arrangement_agreement_counts(workshop):
    period = PeriodFactory(partnership=workshop, form="apprenticeship")
    paper = AgreementFactory(period=period, paper="arrangement")
    VersionFactory(agreement=paper, number=1, signed_on=date(2027, 1, 4))
    VersionFactory(agreement=paper, number=2, signed_on=date(2027, 2, 1))
    VersionFactory(agreement=paper, number=3)
    contract = AgreementFactory(period=period, paper="apprenticeship")
    VersionFactory(agreement=contract, signed_on=date(2026, 12, 1))

    assert case_of(period, on=TODAY).arrangement_signed_on == date(2027, 1, 4)


def test_support_is_read_as_far_as_the_law_asks(workshop):
    student = StudentFactory(provider=workshop.provider)
    SupportFactory(student=student, is_demanding=True, told_to_workplace="Ohje kuvina.")
    period = PeriodFactory(partnership=workshop, student=student)

    case = case_of(period, on=TODAY)
    assert (case.has_special_support, case.has_demanding_support) == (True, True)
    assert case.is_workplace_told_of_support


def test_abroad_no_business_id_is_missed(workshop):
    period = ready(workshop, country="752")
    workshop.organisation.business_id = ""
    workshop.organisation.save()

    assert findings_of(Period.objects.get(pk=period.pk), on=TODAY) == []


# In sets.


def queries_of(count):
    with CaptureQueriesContext(connection) as asked:
        assert len(cases_of(Period.objects.order_by("pk")[:count], on=TODAY)) == count
    return len(asked)


def with_all_there_is(workshop):
    """At a merged partner, by a merged instructor, of a student with support, by an offer."""
    partner = PartnershipFactory(provider=workshop.provider)
    offer = OfferFactory(partnership=partner)
    period = ready(partner, site=site_of(partner, "Halli"), offer=offer)
    SupportFactory(student=period.student)
    absorb(period.instructor, InstructorFactory(provider=workshop.provider).person)
    absorb(partner, workshop)


def test_a_hundred_periods_are_read_in_as_many_questions_as_one(workshop):
    for _ in range(100):
        with_all_there_is(workshop)

    assert queries_of(100) == queries_of(1)


def test_no_periods_are_no_cases(db):
    assert cases_of([], on=TODAY) == {}
