"""The catalogue is the page it was written from, whole and true."""

import string
from decimal import Decimal

import pytest

from veturi.ledger.kinds import (
    Currency,
    Gift,
    Layer,
    Number,
    Purpose,
    Side,
    Unit,
    UnknownKind,
    all_deed_kinds,
    all_promise_kinds,
    deed_kind,
    promise_kind,
)

DEED_CODES = {
    "everyday": [
        "agreements.training_agreement_signed",
        "agreements.apprenticeship_signed",
        "agreements.arrangement_agreement_signed",
        "placements.place_offered",
        "placements.readiness_checked",
        "placements.period_started",
        "placements.period_month_held",
        "placements.apprentice_month_held",
        "placements.period_ended",
        "placements.tet_period_held",
        "placements.tet_pupil_hosted",
        "placements.internship_month_held",
        "placements.intern_month_hosted",
        "placements.triad_met",
        "placements.demonstration_assessed",
        "placements.student_hired",
        "visits.period_visited",
        "encounters.called",
        "encounters.messaged",
        "encounters.met",
        "encounters.workplace_visited",
        "encounters.customer_listened",
        "encounters.need_heard",
        "encounters.ideas_gathered",
        "encounters.other_done",
        "exchange.presentation_given",
        "exchange.lecture_given",
        "exchange.partner_taught",
        "exchange.students_visited",
        "exchange.school_visited",
        "exchange.teacher_period_held",
        "exchange.premises_used",
        "exchange.partner_premises_used",
        "exchange.campus_day_held",
        "exchange.ecampus_course_completed",
        "exchange.instructor_trained",
        "exchange.alumnus_contributed",
        "exchange.ngo_work_done",
        "exchange.entrepreneurship_done",
        "projects.joint_project_done",
        "events.event_attended",
        "events.hiring_fair_attended",
        "events.partner_day_attended",
        "events.passport_handed_over",
        "feedback.feedback_received",
        "feedback.feedback_answered",
        "feedback.jointly_assessed",
        "feedback.survey_sent",
        "feedback.endorsement_given",
        "outreach.partner_approached",
        "outreach.offer_made",
    ],
    "developing": [
        "groups.steering_group_met",
        "groups.working_life_group_met",
        "groups.met",
        "groups.seat_taken",
        "groups.diocese_met",
        "plans.year_clock_agreed",
        "plans.partnership_plan_agreed",
        "plans.practice_improved",
        "plans.training_codesigned",
        "agreements.new_use_tried",
        "projects.codevelopment_held",
        "projects.trial_run",
        "projects.product_made",
        "projects.field_developed",
        "projects.bid_invited",
        "projects.bid_submitted",
        "projects.started",
        "projects.month_held",
        "projects.report_given",
        "projects.ended",
        "projects.result_used",
        "events.pitch_presented",
        "exchange.familiarisation_held",
        "exchange.partner_staff_hosted",
        "exchange.course_delivered",
        "exchange.service_delivered",
        "reviews.peer_review_held",
        "reviews.self_report_given",
        "reviews.peer_learning_held",
        "reviews.partnership_assessed",
    ],
    "strategic": [
        "plans.partnership_agreement_signed",
        "plans.leaders_met",
        "plans.annual_review_held",
        "plans.service_package_agreed",
        "plans.regional_goals_agreed",
        "agreements.new_use_agreed",
        "projects.programme_agreed",
        "exchange.programme_agreed",
        "groups.forum_met",
        "groups.providers_met",
        "groups.association_met",
        "reviews.results_published",
        "outreach.campaign_run",
    ],
    "network": [
        "networks.joined",
        "networks.left",
        "networks.met",
        "networks.working_group_met",
        "networks.goals_agreed",
        "networks.foresight_shared",
        "networks.quality_reviewed",
        "networks.principles_accepted",
        "networks.networks_coordinated",
        "networks.services_joined",
        "networks.levels_joined",
        "networks.region_met",
        "networks.national_met",
        "networks.client_guided",
        "networks.theme_work_done",
        "networks.twin_school_worked",
        "exchange.student_sent",
        "exchange.student_received",
        "exchange.teacher_sent",
        "exchange.teacher_received",
        "networks.health_surveyed",
        "networks.membership_reviewed",
    ],
}

PROMISE_CODES = [
    "encounters.contact_due",
    "encounters.meeting_planned",
    "visits.visit_planned",
    "encounters.answer_due",
    "encounters.action_due",
    "agreements.signature_due",
    "agreements.renewal_due",
    "placements.place_promised",
    "placements.period_starts",
    "placements.period_ends",
    "placements.demonstration_planned",
    "exchange.lecture_agreed",
    "exchange.visit_agreed",
    "exchange.period_agreed",
    "exchange.training_agreed",
    "exchange.premises_booked",
    "events.registered",
    "groups.meeting_due",
    "groups.term_ends",
    "plans.plan_review_due",
    "plans.annual_review_due",
    "plans.agreement_renewal_due",
    "plans.clock_item_due",
    "plans.clock_renewal_due",
    "projects.bid_due",
    "projects.start_planned",
    "projects.report_due",
    "projects.trial_review_due",
    "projects.result_check_due",
    "networks.meeting_due",
    "networks.review_due",
    "networks.health_survey_due",
    "reviews.self_report_due",
    "reviews.peer_visit_planned",
    "reviews.assessment_due",
    "feedback.survey_due",
    "feedback.answer_due",
    "outreach.follow_up_due",
]

NOT_COUNTING = {
    "agreements.arrangement_agreement_signed",
    "placements.place_offered",
    "placements.period_started",
    "placements.period_ended",
    "encounters.called",
    "encounters.messaged",
    "encounters.need_heard",
    "encounters.other_done",
    "events.passport_handed_over",
    "feedback.survey_sent",
    "feedback.endorsement_given",
    "outreach.partner_approached",
    "outreach.offer_made",
    "groups.seat_taken",
    "projects.bid_invited",
    "projects.report_given",
    "projects.ended",
    "reviews.self_report_given",
    "networks.left",
}

MODULES = {
    "agreements",
    "encounters",
    "events",
    "exchange",
    "feedback",
    "groups",
    "networks",
    "outreach",
    "placements",
    "plans",
    "projects",
    "reviews",
    "visits",
}

BY = {"anyone", "coordinator", "management", "partner", "project", "system", "teacher"}

each_deed_kind = pytest.mark.parametrize("kind", all_deed_kinds(), ids=lambda kind: kind.code)
each_promise_kind = pytest.mark.parametrize("kind", all_promise_kinds(), ids=lambda kind: kind.code)


def test_every_form_of_cooperation_is_in_its_layer_and_no_other_is():
    by_layer = {
        layer.value: [kind.code for kind in all_deed_kinds() if kind.layer == layer]
        for layer in Layer
    }

    assert by_layer == DEED_CODES


def test_there_are_116_kinds_51_30_13_and_22():
    assert [len(codes) for codes in DEED_CODES.values()] == [51, 30, 13, 22]
    assert len({kind.code for kind in all_deed_kinds()}) == 116


def test_97_kinds_count_for_level():
    assert {kind.code for kind in all_deed_kinds() if not kind.counts} == NOT_COUNTING
    assert sum(kind.counts for kind in all_deed_kinds()) == 97


def test_every_promise_is_there_and_no_other():
    assert [kind.code for kind in all_promise_kinds()] == PROMISE_CODES
    assert len(set(PROMISE_CODES)) == 38


@each_deed_kind
def test_a_kind_belongs_to_a_known_module(kind):
    assert kind.module in MODULES
    assert kind.by in BY


def test_every_module_has_kinds():
    assert {kind.module for kind in all_deed_kinds()} == MODULES


@each_deed_kind
def test_a_kind_has_a_purpose_a_name_and_a_seed(kind):
    assert kind.purposes
    assert kind.name.fi and kind.name.sv and kind.name.en
    assert kind.seed


def test_each_purpose_is_served():
    assert frozenset().union(*(kind.purposes for kind in all_deed_kinds())) == set(Purpose)


@each_deed_kind
def test_the_sentences_have_the_places_of_the_kinds_own_number(kind):
    for sentence in (kind.sentence.fi, kind.sentence.sv, kind.sentence.en):
        assert sentence.startswith("{partner}: ")
        assert sentence.endswith(".")
        assert places_in(sentence) == places_of(kind.number)


@each_deed_kind
def test_at_most_two_numbers_a_deed(kind):
    assert len(places_of(kind.number)) <= 2


@each_deed_kind
def test_a_gift_is_counted_in_a_unit_of_the_kinds_own_number(kind):
    units = {Unit.DEED, Unit.RECORD}
    units |= {Unit.HOUR} if kind.number.hours else set()
    units |= {Unit.PERSON} if kind.number.persons else set()
    units |= {Unit.DAY} if kind.number.days else set()

    for gift in (*kind.partner_gives, *kind.we_give):
        assert gift.unit in units
        assert gift.amount > 0
        assert (gift.unit == Unit.RECORD) == (gift.currency == Currency.EUROS)


def test_four_kinds_are_papers_with_a_length_and_membership_is_one_without():
    papers = {kind.code: kind.document_months for kind in all_deed_kinds() if kind.is_document}

    assert papers == {
        "plans.partnership_plan_agreed": 24,
        "plans.partnership_agreement_signed": 36,
        "plans.year_clock_agreed": 12,
        "networks.principles_accepted": 36,
        "networks.joined": None,
    }


@each_promise_kind
def test_a_promise_is_kept_by_kinds_that_exist(kind):
    for code in kind.kept_by or ():
        assert deed_kind(code).code == code


@each_promise_kind
def test_a_promise_has_names_and_a_module(kind):
    assert kind.name.fi and kind.name.sv and kind.name.en
    assert kind.code.partition(".")[0] in MODULES
    assert 0 <= kind.ahead <= 90


def test_two_promises_may_be_kept_by_any_deed():
    free = {kind.code for kind in all_promise_kinds() if kind.kept_by is None}

    assert free == {"encounters.action_due", "plans.clock_item_due"}
    assert promise_kind("plans.clock_item_due").may_be_kept_by("encounters.called")
    assert not promise_kind("feedback.survey_due").may_be_kept_by("encounters.called")


def test_who_owes_what():
    sides = [kind.side for kind in all_promise_kinds()]

    assert {side: sides.count(side) for side in Side} == {
        Side.WE: 11,
        Side.PARTNER: 3,
        Side.BOTH: 24,
    }


def test_a_period_month_gives_days_and_guidance_both_ways():
    kind = deed_kind("placements.period_month_held")

    assert kind.number == Number(days=20)
    assert kind.partner_gives == (
        Gift(Currency.STUDENT_DAYS, Decimal(1), Unit.DAY),
        Gift(Currency.GUIDANCE_HOURS, Decimal("0.5"), Unit.DAY),
    )
    assert kind.we_give == (
        Gift(Currency.GUIDANCE_HOURS, Decimal(3), Unit.DEED),
        Gift(Currency.VISIBILITY, Decimal(1), Unit.DEED),
    )
    assert (kind.stamp, kind.counts, kind.by) == (True, True, "system")


@pytest.mark.parametrize("ask", [deed_kind, promise_kind])
def test_an_unknown_code_is_refused(ask):
    with pytest.raises(UnknownKind):
        ask("encounters.dreamt")


def places_in(sentence):
    parsed = string.Formatter().parse(sentence)
    return {place for _, place, _, _ in parsed if place} - {"partner"}


def places_of(number):
    told = {"hours": number.hours, "n": number.persons, "days": number.days}
    return {place for place, default in told.items() if default is not None}
