"""One test over all addresses: strangers find nothing, roles do what the table allows."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from conftest import NOW
from tests.architecture.test_shape import OPEN_TO_ALL, addresses
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.access import ALLOWED, Act
from veturi.directory.actions import partners, people
from veturi.directory.models import Role
from veturi.directory.tests.factories import staff
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import Layer

pytestmark = pytest.mark.django_db

# What each address asks for; those of the imports stand with the imports' own tests.
ASKS = {
    "desk:home": Act.SEE,
    "desk:partner": Act.SEE,
    "find:page": Act.SEE,
    "find:suggestions": Act.SEE,
    "desk:menu": Act.SEE,
    "pictures:map": Act.SEE,
    "pictures:calendar": Act.SEE,
    "quick:entry": Act.LOG,
    "encounters:show": Act.SEE,
    "encounters:correction": Act.CORRECT_ANY,
    "encounters:taking_back": Act.CORRECT_ANY,
    "encounters:pin": Act.LOG,
    "encounters:attachments": Act.CORRECT_ANY,
    "encounters:attachment": Act.SEE,
    "encounters:following": Act.SEE,
    "encounters:promise_new": Act.PROMISE,
    "encounters:todo": Act.SEE,
    "encounters:move": Act.PROMISE,
    "encounters:letting_go": Act.PROMISE,
    "encounters:feed_key": Act.SEE,
    "encounters:feed_end": Act.SEE,
    "encounters:gifts": Act.KEEP_RULES,
    "placements:my_students": Act.SEE_STUDENTS,
    "placements:students": Act.SEE_STUDENTS,
    "placements:student_suggestions": Act.SEE_STUDENTS,
    "placements:student_new": Act.KEEP_PERIODS,
    "placements:student": Act.SEE_STUDENTS,
    "placements:student_places": Act.SEE_STUDENTS,
    "placements:student_edit": Act.KEEP_PERIODS,
    "placements:student_state": Act.KEEP_PERIODS,
    "placements:student_card": Act.KEEP_PERIODS,
    "placements:card_taking_back": Act.KEEP_PERIODS,
    "placements:student_support": Act.SEE_SUPPORT,
    "placements:student_putting_away": Act.KEEP_PERIODS,
    "placements:place_links": Act.KEEP_PERIODS,
    "placements:link_place": Act.KEEP_PERIODS,
    "placements:place_proposals": Act.SEE_STUDENTS,
    "placements:place_proposal": Act.SEE_STUDENTS,
    "placements:place_proposal_acceptance": Act.KEEP_PERIODS,
    "placements:place_proposal_declining": Act.KEEP_PERIODS,
    "placements:periods": Act.SEE_STUDENTS,
    "placements:calendar": Act.SEE_STUDENTS,
    "placements:offer_calendar": Act.SEE_STUDENTS,
    "placements:period_new": Act.KEEP_PERIODS,
    "placements:period": Act.SEE_STUDENTS,
    "placements:period_edit": Act.KEEP_PERIODS,
    "placements:acceptance": Act.KEEP_PERIODS,
    "placements:interruption": Act.KEEP_PERIODS,
    "placements:resumption": Act.KEEP_PERIODS,
    "placements:period_instructor": Act.KEEP_PERIODS,
    "placements:facts": Act.KEEP_PERIODS,
    "placements:readiness": Act.KEEP_PERIODS,
    "placements:calling_off": Act.KEEP_PERIODS,
    "placements:end": Act.KEEP_PERIODS,
    "placements:termination": Act.KEEP_PERIODS,
    "placements:replacement": Act.KEEP_PERIODS,
    "placements:link_instructor": Act.KEEP_PERIODS,
    "placements:link_student": Act.KEEP_PERIODS,
    "placements:link_again": Act.KEEP_PERIODS,
    "placements:link_end": Act.KEEP_PERIODS,
    "placements:link_address": Act.KEEP_PERIODS,
    "placements:evidence": Act.SEE_STUDENTS,
    "placements:contact_requests": Act.EDIT_PERSON,
    "placements:contact_request_acceptance": Act.EDIT_PERSON,
    "placements:contact_request_declining": Act.EDIT_PERSON,
    "placements:fragments": Act.EXPORT,
    "placements:period_hoks": Act.SEE_STUDENTS,
    "placements:period_koski": Act.SEE_STUDENTS,
    "placements:guard": Act.SEE_STUDENTS,
    "placements:guard_forecast": Act.SEE_STUDENTS,
    "placements:responses": Act.SEE_STUDENTS,
    "placements:responses_bringing": Act.EDIT_PARTNER,
    "placements:guard_recording": Act.KEEP_PERIODS,
    "placements:guard_whole_week": Act.KEEP_PERIODS,
    "placements:guard_address": Act.KEEP_PERIODS,
    "placements:surveys": Act.EDIT_PARTNER,
    "placements:survey_opening": Act.EDIT_PARTNER,
    "placements:survey": Act.EDIT_PARTNER,
    "placements:survey_gathering": Act.EDIT_PARTNER,
    "placements:survey_links": Act.EDIT_PARTNER,
    "placements:survey_sending": Act.EDIT_PARTNER,
    "placements:survey_reminding": Act.EDIT_PARTNER,
    "placements:survey_answering": Act.EDIT_PARTNER,
    "placements:agreement_new": Act.KEEP_PERIODS,
    "placements:version": Act.SEE_STUDENTS,
    "placements:version_pdf": Act.SEE_STUDENTS,
    "placements:asking": Act.KEEP_PERIODS,
    "placements:withdrawal": Act.KEEP_PERIODS,
    "placements:signature_ours": Act.SIGN,
    "placements:signature_on_paper": Act.KEEP_PERIODS,
    "placements:signature_declining": Act.KEEP_PERIODS,
    "placements:signature_mending": Act.KEEP_PERIODS,
    "placements:signed_file": Act.SEE_STUDENTS,
    "placements:safety": Act.SEE_STUDENTS,
    "placements:safety_delivery": Act.KEEP_PERIODS,
    "placements:rounds": Act.KEEP_PERIODS,
    "placements:round": Act.KEEP_PERIODS,
    "placements:round_pdfs": Act.KEEP_PERIODS,
    "placements:certificate": Act.SEE_STUDENTS,
    "placements:worries": Act.SEE_STUDENTS,
    "placements:worry": Act.LOG,
    "placements:worry_follow_up": Act.LOG,
    "placements:worry_closing": Act.LOG,
    "placements:worry_new": Act.LOG,
    "placements:worry_of_student": Act.LOG,
    "placements:new_uses": Act.SEE,
    "placements:new_use": Act.SEE,
    "placements:new_use_edit": Act.CORRECT_ANY,
    "placements:new_use_taking_back": Act.CORRECT_ANY,
    "placements:new_use_of_period": Act.LOG,
    "placements:new_use_of_partner": Act.LOG,
    "placements:offers": Act.SEE_STUDENTS,
    "placements:offer": Act.KEEP_PERIODS,
    "placements:offer_end": Act.KEEP_PERIODS,
    "placements:of_partner": Act.SEE_STUDENTS,
    "placements:suitability": Act.KEEP_PERIODS,
    "placements:suitability_end": Act.KEEP_PERIODS,
    "placements:offer_new": Act.KEEP_PERIODS,
    "placements:instructor": Act.KEEP_PERIODS,
    "placements:visits": Act.SEE_STUDENTS,
    "placements:visit_new": Act.LOG,
    "placements:visit": Act.SEE_STUDENTS,
    "placements:visit_correction": Act.CORRECT_ANY,
    "placements:visit_taking_back": Act.CORRECT_ANY,
    "placements:visit_photo": Act.SEE_STUDENTS,
    "placements:visit_photo_preview": Act.SEE_STUDENTS,
    "placements:visit_plan_new": Act.LOG,
    "placements:visit_plan": Act.KEEP_PERIODS,
    "placements:visit_plan_letting_go": Act.KEEP_PERIODS,
    "placements:visit_time_acceptance": Act.KEEP_PERIODS,
    "placements:field": Act.LOG,
    "placements:field_token": Act.LOG,
    "levels:index": Act.SEE,
    "levels:show": Act.SEE,
    "levels:override": Act.JUDGE_LEVEL,
    "levels:confirm": Act.JUDGE_LEVEL,
    "levels:override_end": Act.JUDGE_LEVEL,
    "levels:rules": Act.KEEP_RULES,
    "ehoks:period": Act.SEE_STUDENTS,
    "ehoks:inquiry": Act.KEEP_PERIODS,
    "ehoks:sending": Act.KEEP_PERIODS,
    "ehoks:student": Act.SEE_STUDENTS,
    "ehoks:student_inquiry": Act.KEEP_PERIODS,
    "ehoks:settings": Act.KEEP_RULES,
    "ehoks:switching_off": Act.KEEP_RULES,
    "visma_sign:show": Act.SEE_STUDENTS,
    "visma_sign:sending": Act.KEEP_PERIODS,
    "visma_sign:inquiry": Act.KEEP_PERIODS,
    "visma_sign:cancelling": Act.KEEP_PERIODS,
    "ytj:search": Act.EDIT_PARTNER,
    "ytj:show": Act.EDIT_PARTNER,
    "ytj:inquiry": Act.EDIT_PARTNER,
    "ytj:partner_acceptance": Act.EDIT_PARTNER,
    "ytj:partner_refusal": Act.EDIT_PARTNER,
    "ytj:proposals": Act.EDIT_PARTNER,
    "ytj:acceptance": Act.EDIT_PARTNER,
    "ytj:refusal": Act.EDIT_PARTNER,
    "reciprocity:index": Act.SEE,
    "reciprocity:show": Act.SEE,
    "reciprocity:weights": Act.KEEP_RULES,
    "directory:partners": Act.SEE,
    "directory:board": Act.SEE,
    "directory:stage": Act.EDIT_PARTNER,
    "directory:bulks": Act.EDIT_PARTNER,
    "directory:bulk_new": Act.EDIT_PARTNER,
    "directory:bulk": Act.EDIT_PARTNER,
    "directory:bulk_undoing": Act.EDIT_PARTNER,
    "directory:people_bulks": Act.EDIT_PERSON,
    "directory:people_bulk_new": Act.EDIT_PERSON,
    "directory:people_bulk": Act.EDIT_PERSON,
    "directory:people_bulk_undoing": Act.EDIT_PERSON,
    "directory:suggestions": Act.SEE,
    "directory:alike": Act.SEE,
    "directory:alike_people": Act.SEE,
    "directory:alike_sites": Act.SEE,
    "directory:partner_new": Act.EDIT_PARTNER,
    "directory:partner_edit": Act.EDIT_PARTNER,
    "directory:partner_field": Act.EDIT_PARTNER,
    "directory:person_field": Act.EDIT_PERSON,
    "directory:partner_archive": Act.ARCHIVE,
    "directory:partner_restoration": Act.ARCHIVE,
    "directory:partner_history": Act.SEE,
    "directory:site_new": Act.EDIT_PARTNER,
    "directory:site": Act.EDIT_PARTNER,
    "directory:pause_new": Act.EDIT_PARTNER,
    "directory:name_new": Act.EDIT_PARTNER,
    "directory:succession": Act.EDIT_PARTNER,
    "directory:acquaintance": Act.LOG,
    "directory:contact_new": Act.EDIT_PERSON,
    "directory:position_new": Act.EDIT_PERSON,
    "directory:pause_end": Act.EDIT_PARTNER,
    "directory:people": Act.SEE,
    "desk:person": Act.SEE,
    "directory:person_edit": Act.EDIT_PERSON,
    "directory:person_archive": Act.ARCHIVE,
    "directory:person_restoration": Act.ARCHIVE,
    "directory:person_pause_new": Act.EDIT_PERSON,
    "directory:person_pause_end": Act.EDIT_PERSON,
    "directory:position_end": Act.EDIT_PERSON,
    "directory:position_edit": Act.EDIT_PERSON,
    "directory:people_suggestions": Act.SEE,
    "directory:staff": Act.KEEP_STAFF,
    "directory:staff_new": Act.KEEP_STAFF,
    "directory:grant": Act.KEEP_STAFF,
    "directory:grant_end": Act.KEEP_STAFF,
    "directory:permissions": Act.KEEP_STAFF,
    "directory:my_permissions": Act.SEE,
    "directory:second_step_reset": Act.KEEP_STAFF,
    "directory:second_step_rule_new": Act.KEEP_STAFF,
    "directory:second_step_rule_end": Act.KEEP_STAFF,
    "directory:own_fields": Act.KEEP_RULES,
    "directory:own_fields_export": Act.KEEP_RULES,
    "directory:own_fields_import": Act.KEEP_RULES,
    "directory:own_field_new": Act.KEEP_RULES,
    "directory:own_field_edit": Act.KEEP_RULES,
    "directory:own_field_move": Act.KEEP_RULES,
    "directory:own_field_putting_away": Act.KEEP_RULES,
    "directory:own_field_return": Act.KEEP_RULES,
    "directory:own_choice_new": Act.KEEP_RULES,
    "directory:own_choice_edit": Act.KEEP_RULES,
    "directory:own_choice_move": Act.KEEP_RULES,
    "directory:own_choice_removal": Act.KEEP_RULES,
    "directory:provider": Act.SEE,
    "directory:view_new": Act.SEE,
    "directory:view_pin": Act.SEE,
    "directory:view_default": Act.SEE,
    "directory:attachments": Act.SEE,
    "directory:partner_attachments": Act.SEE,
    "directory:attachment_new": Act.EDIT_PARTNER,
    "directory:attachment": Act.SEE,
    "directory:attachment_edit": Act.EDIT_PARTNER,
    "directory:attachment_archive": Act.EDIT_PARTNER,
    "directory:attachment_restoration": Act.EDIT_PARTNER,
    "directory:attachment_file": Act.SEE,
    "directory:attachment_preview": Act.SEE,
    "directory:logo": Act.KEEP_RULES,
    "directory:logo_picture": Act.KEEP_RULES,
    "directory:logo_removal": Act.KEEP_RULES,
    "directory:attachment_types": Act.KEEP_RULES,
    "directory:attachment_type_new": Act.KEEP_RULES,
    "directory:attachment_type_edit": Act.KEEP_RULES,
    "directory:attachment_type_archive": Act.KEEP_RULES,
    "directory:attachment_type_restoration": Act.KEEP_RULES,
    "merging:index": Act.MERGE,
    "merging:scan": Act.MERGE,
    "merging:dismissal": Act.MERGE,
    "merging:together": Act.MERGE,
    "merging:other": Act.MERGE,
    "merging:compare": Act.MERGE,
    "merging:show": Act.MERGE,
    "merging:undoing": Act.MERGE,
    "notices:index": Act.SEE,
    "notices:reading": Act.SEE,
    "notices:reading_all": Act.SEE,
    "notices:settings": Act.SEE,
    "notices:mute_kind": Act.SEE,
    "notices:mute_end": Act.SEE,
    "notices:mute_partner": Act.SEE,
    "notices:letters": Act.KEEP_STAFF,
    "notices:sending": Act.KEEP_STAFF,
    "accesslog:index": Act.KEEP_STAFF,
    "jobs:show": Act.SEE,
    "jobs:cancellation": None,
    "design:gallery": None,
    "account_change_password": None,
    "account_reauthenticate": None,
    "mfa_index": None,
    "second_step": None,
    "mfa_activate_totp": None,
    "mfa_add_webauthn": None,
}
# One's own: another's is not there, or not one's to change; each is tried where it belongs.
OF_ONESELF = {
    "mfa_deactivate_totp": [],
    "mfa_view_recovery_codes": [],
    "mfa_generate_recovery_codes": [],
    "mfa_reauthenticate": [],
    "mfa_reauthenticate_webauthn": [],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
    "identity_removal": [1],
    "directory:export": [1],
    "directory:view_edit": [1],
    "directory:view_update": [1],
    "directory:view_removal": [1],
}


def test_every_address_is_in_the_table():
    names = {name for name, _view in addresses()}
    asked = {name for name in names if not name.startswith(("imports:", "demo:"))}

    assert asked - OPEN_TO_ALL == set(ASKS) | set(OF_ONESELF)


def test_a_stranger_of_another_provider_finds_nothing(things, browse, sten):
    page = browse(sten)
    for name, args in things.items():
        answers = {send(reverse(name, args=args)).status_code for send in (page.get, page.post)}
        assert answers <= {404, 405} and 404 in answers, (name, answers)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_exactly_what_the_table_allows(role, things, browse, college):
    """By POST; what is allowed may answer with a page, a redirect or 422, never with 403."""
    person = staff(college, "Kokeilija", str(role), role)
    for name, act in ASKS.items():
        if act is not None:
            status = status_of(browse(person), reverse(name, args=things.get(name, [])))
            assert (status == 403) == (act not in ALLOWED[role]), (name, role, status)


def status_of(page, address):
    """What the address answers to its act (or its page); nothing of it stays."""
    point = transaction.savepoint()
    status = page.post(address).status_code
    if status == 405:
        status = page.get(address).status_code
    transaction.savepoint_rollback(point)
    return status


def test_lists_and_search_show_nothing_of_others(things, browse, sten, workshop, otto):
    page = browse(sten)
    for name in (
        "desk:home",
        "directory:partners",
        "pictures:map",
        "pictures:calendar",
        "directory:people",
        "directory:attachments",
        "encounters:todo",
        "levels:index",
        "reciprocity:index",
        "ytj:proposals",
        "ytj:search",
        "directory:suggestions",
        "find:page",
    ):
        for query in ({}, {"q": "Kattilakosken"}, {"q": "Ohjaaja"}, {"whose": "team"}):
            body = page.get(reverse(name), query).content.decode()
            assert workshop.name not in body, name
            assert str(otto) not in body, name


def test_who_is_not_signed_in_is_shown_the_door(things, browse):
    page = browse()
    for name in (*ASKS, *OF_ONESELF):
        answer = page.get(reverse(name, args=OF_ONESELF.get(name, things.get(name, []))))
        assert answer.status_code in (302, 404) and "sign-in" in answer.headers.get(
            "Location", "sign-in"
        )


def test_a_role_that_has_ended_opens_nothing(browse, college, aino):
    aino.grants.update(until=date(2021, 1, 1))

    assert browse(aino).get("/").status_code == 403


def test_one_of_two_schools_is_chosen(browse, aino, sten, college):
    from veturi.directory.tests.factories import GrantFactory, PersonFactory

    there = PersonFactory(provider=sten.provider, user=aino.user, is_ours=True)
    GrantFactory(person=there, role="reader")
    page = browse(aino)

    page.post(reverse("directory:provider"), {"provider": sten.provider_id})

    assert sten.provider.name in page.get("/").content.decode()
