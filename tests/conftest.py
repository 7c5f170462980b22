"""What the tests across modules share: one of each thing of the college."""

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from conftest import NOW
from tests.identity_provider import LocalIdentityProvider
from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.placements.actions import (
    doors,
    periods,
    visits,
    voices,
    workplace_surveys,
)
from veturi.cooperation.placements.actions.agreements import draw_up
from veturi.cooperation.placements.actions.signing import keep_signed
from veturi.cooperation.placements.models import Round
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    NewUseFactory,
    OfferFactory,
    SignatureFactory,
    StudentFactory,
    WorryFactory,
    ready,
)
from veturi.cooperation.placements.models import WorkplaceSurvey
from veturi.directory.actions import (
    attachments,
    bulk,
    merging,
    own_fields,
    partners,
    people,
    saved_views,
    second_steps,
)
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.actions.own_values import give_own
from veturi.directory.models import AttachmentType, Role, Thing
from veturi.directory.tests.factories import PartnershipFactory, staff
from veturi.foundation.accounts.configuring import identity_providers
from veturi.foundation.files.checking import check
from veturi.foundation.jobs.models import Job
from veturi.foundation.mail.actions import Draft, post
from veturi.foundation.mail.models import Letter
from veturi.foundation.words import Words
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import Layer
from veturi.surfaces.gateways.visma_sign import models as signing_service
from veturi.surfaces.gateways.ytj import actions as register
from veturi.surfaces.notices import actions as mutes
from veturi.surfaces.notices import telling as notices
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Notice
from veturi.surfaces.notices.telling import News


OF_STUDENT = (
    "placements:student",
    "placements:student_edit",
    "placements:student_state",
    "placements:student_support",
    "placements:student_putting_away",
    "placements:worry_of_student",
)
OF_SURVEY = (
    "placements:survey",
    "placements:survey_gathering",
    "placements:survey_links",
    "placements:survey_sending",
    "placements:survey_reminding",
)
OF_PERIOD = (
    "placements:period",
    "placements:period_edit",
    "placements:acceptance",
    "placements:interruption",
    "placements:period_instructor",
    "placements:facts",
    "placements:readiness",
    "placements:calling_off",
    "placements:end",
    "placements:termination",
    "placements:replacement",
    "placements:worry_new",
    "placements:new_use_of_period",
    "placements:link_instructor",
    "placements:link_student",
    "placements:period_hoks",
    "placements:period_koski",
    "placements:guard_recording",
    "placements:guard_whole_week",
    "placements:guard_address",
    "placements:safety",
    "placements:safety_delivery",
)
OF_LINK = ("placements:link_again", "placements:link_end", "placements:link_address")
OF_REQUEST = ("placements:contact_request_acceptance", "placements:contact_request_declining")
OF_VERSION = (
    "placements:version",
    "placements:version_pdf",
    "placements:asking",
    "placements:withdrawal",
    "visma_sign:show",
    "visma_sign:sending",
    "visma_sign:inquiry",
    "visma_sign:cancelling",
)
OF_SIGNATURE = (
    "placements:signature_on_paper",
    "placements:signature_declining",
    "placements:signature_mending",
    "placements:evidence",
)


def drawn_up(period, *, by):
    """A version of the period's agreement that waits for signatures."""
    content = content_of(period, Paper.TRAINING, language="fi", on=period.starts_on)
    version = draw_up(period, Paper.TRAINING, content=content, language="fi", by=by, at=NOW)
    version.sent_at = NOW
    version.save()
    return version


OF_VISIT = (
    "placements:visit",
    "placements:visit_correction",
    "placements:visit_taking_back",
)
# A picture of one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OF_WORRY = ("placements:worry", "placements:worry_follow_up", "placements:worry_closing")
OF_NEW_USE = ("placements:new_use", "placements:new_use_edit", "placements:new_use_taking_back")


@pytest.fixture
def school(settings, db):
    """The identity provider of the school, as the environment would name it."""
    cache.clear()
    provider = LocalIdentityProvider()
    apps = identity_providers(provider.environ(), local=True)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    yield provider
    provider.close()


@pytest.fixture
def things(college, aino, workshop, otto, tmp_path, settings):
    """One of each thing of the college, by the address that shows it."""
    settings.MEDIA_ROOT = tmp_path
    today = timezone.localdate()
    what = encounters.Logged(kind="encounters.met", on=today, partners=[workshop], present=[otto])
    met = encounters.log(what, by=aino, at=timezone.now())
    file = encounters.attach(
        met, file=check(SimpleUploadedFile("muistio.txt", b"x")), by=aino, at=NOW
    )
    type = AttachmentType.objects.filter(provider=college).first()
    named = {"type": type, "title": "Sopimus", "until": today + timedelta(days=9)}
    agreement = attachments.attach(
        NewAttachment(workshop, check(SimpleUploadedFile("sopimus.txt", b"x")), named),
        by=aino,
        at=timezone.now(),
    )
    promise = encounters.agree_next(
        workshop, text="Soita", due=today, owner=aino, by=aino, at=timezone.now()
    )
    site = partners.add_site(workshop, by=aino, fields={"name": "Halli 2"})
    pause = partners.pause(
        workshop, by=aino, channel="mail", reason="muutto", since=today, until=None
    )
    rest = people.pause_person(otto, by=aino, channel="all", reason="loma", since=today, until=None)
    override = levels.override(
        workshop,
        layer=Layer.EVERYDAY,
        depth=2,
        reason="tunnemme",
        since=today,
        until=today + timedelta(days=30),
        by=aino,
    )
    known = {"names": [{"name": "Konepaja Oy", "type": "1"}], "businessId": {"value": "1234567-1"}}
    register.keep(workshop, answer=known, at=NOW)
    mika = staff(college, "Mika", "Koivu", "teacher")
    twin, third = (PartnershipFactory(provider=college) for _ in range(2))
    made_one = merging.merge(twin, third, take=[], by=aino, at=NOW)
    rule = second_steps.ask_second_step(
        college, role=Role.READER, since=today + timedelta(days=30), by=None
    )
    field = own_fields.add_own_field(
        college,
        thing=Thing.PARTNER,
        by=None,
        fields={"label_fi": "Avainalue", "kind": "choice", "is_filter": True},
        choices=[Words("metalli", "", ""), Words("hoiva", "", "")],
    )
    give_own(workshop, {field.name: field.choices.first().pk}, by=aino)
    away = own_fields.add_own_field(
        college, thing=Thing.PERSON, by=None, fields={"label_fi": "Perehdytys", "kind": "truth"}
    )
    own_fields.put_away(away, by=aino, on=today)
    job = Job.objects.create(
        key="import:1",
        scope=college.scope,
        title="Tuonti",
        step="veturi.none",
        asked_at=NOW,
        touched_at=NOW,
    )
    notices.tell(
        [News(aino.pk, Kind.PROMISE_TODAY, "a", partner=workshop.pk, promise=promise.pk, on=today)],
        provider=college,
        at=timezone.now(),
    )
    mute = mutes.mute(aino, partner=workshop, until=None)
    post(Draft("a", aino.email, "Uutta", "Hei", scope=college.scope), at=timezone.now())
    Letter.objects.update(failed_at=timezone.now(), trouble="address")
    student = StudentFactory(provider=college, teacher=mika)
    period = periods.agree(
        ready(workshop, instructor=otto, student=student, starts_on=today - timedelta(days=9)),
        on=today,
        by=mika,
        at=timezone.now(),
    )
    stop = periods.interrupt(
        period, since=today - timedelta(days=2), until=None, reason="loma", by=mika, at=NOW
    )
    places = OfferFactory(partnership=workshop)
    to_otto = doors.Recipient("Otto Ohjaaja", "otto@paja.invalid", person=otto)
    link = doors.give_pass(Purpose.INSTRUCTOR, period, to=to_otto, by=mika, at=timezone.now())
    Letter.objects.filter(key=link.key).delete()
    corrected = voices.ask_for_correction(otto, email="otto@paja.invalid", phone="", at=NOW)
    survey = workplace_surveys.open_run(college, by=aino, at=timezone.now())
    inquiry = WorkplaceSurvey.objects.create(provider=college, run=survey, partnership=third)
    version = drawn_up(period, by=mika)
    asked = SignatureFactory(version=version)
    scan = keep_signed(
        version,
        check(SimpleUploadedFile("skanni.txt", b"x")),
        signature=asked,
        by=mika,
        at=NOW,
    )
    round = Round.objects.create(
        provider=college, sends=False, by_letter=False, made_at=NOW, made_by=mika
    )
    signing_service.Document.objects.create(
        provider=college, version=version, uuid="e59c8dc8", sent_at=NOW, sent_by=mika
    )
    planned = visits.plan(
        fields={"period": period, "partnership": workshop, "purpose": "mid"},
        due=today,
        teacher=mika,
        by=mika,
        at=timezone.now(),
    )
    went = visits.record(
        visits.NewVisit(
            uuid4(),
            {
                "period": period,
                "partnership": workshop,
                "on": today,
                "hours": 1,
                "purpose": "start",
            },
            [check(SimpleUploadedFile("paja.png", DOT))],
        ),
        by=mika,
        at=timezone.now(),
    )
    keys = {
        **dict.fromkeys(OF_LINK, link),
        **dict.fromkeys(OF_REQUEST, corrected),
        **dict.fromkeys(OF_VISIT, went),
        "placements:visit_photo": went.photos.get(),
        "placements:visit_photo_preview": went.photos.get(),
        "placements:visit_plan": planned,
        "placements:visit_plan_letting_go": planned,
        **dict.fromkeys(OF_STUDENT, student),
        **dict.fromkeys(OF_PERIOD, period),
        **dict.fromkeys(OF_VERSION, version),
        **dict.fromkeys(OF_SIGNATURE, asked),
        "placements:signature_ours": SignatureFactory(version=version, party="provider"),
        "placements:signed_file": scan,
        "placements:round": round,
        "placements:round_pdfs": round,
        "placements:certificate": otto,
        **dict.fromkeys(OF_WORRY, WorryFactory(student=student, made_by=mika)),
        **dict.fromkeys(OF_NEW_USE, NewUseFactory(partnership=workshop)),
        "placements:new_use_of_partner": workshop,
        "placements:resumption": stop,
        **dict.fromkeys(OF_SURVEY, survey),
        "placements:survey_answering": inquiry,
        "placements:offer": places,
        "placements:offer_end": places,
        "placements:of_partner": workshop,
        "placements:suitability": workshop,
        "placements:suitability_end": workshop.suitabilities.get(),
        "placements:offer_new": workshop,
        "placements:instructor": otto,
        "notices:reading": Notice.objects.get(),
        "notices:mute_end": mute,
        "notices:mute_partner": workshop,
        "notices:sending": Letter.objects.get(),
        "desk:partner": workshop,
        "encounters:show": met,
        "encounters:correction": met,
        "encounters:taking_back": met,
        "encounters:pin": met,
        "encounters:attachments": met,
        "encounters:attachment": file,
        "encounters:following": workshop,
        "encounters:promise_new": workshop,
        "encounters:move": promise,
        "encounters:letting_go": promise,
        "levels:show": workshop,
        "levels:override": workshop,
        "levels:override_end": override,
        "reciprocity:show": workshop,
        "ytj:show": workshop,
        "ytj:inquiry": workshop,
        "ytj:partner_acceptance": workshop,
        "ytj:partner_refusal": workshop,
        "directory:pause_end": pause,
        "desk:person": otto,
        "directory:person_edit": otto,
        "directory:person_archive": otto,
        "directory:person_restoration": otto,
        "directory:person_pause_new": otto,
        "directory:person_pause_end": rest,
        "directory:position_end": otto.positions.get(),
        "directory:position_edit": otto.positions.get(),
        "directory:grant": mika,
        "directory:grant_end": mika.grants.get(),
        "directory:permissions": mika,
        "directory:second_step_reset": mika,
        "directory:second_step_rule_end": rule,
        "directory:own_field_edit": field,
        "directory:own_field_move": field,
        "directory:own_field_putting_away": field,
        "directory:own_field_return": away,
        "directory:own_choice_new": field,
        "directory:own_choice_edit": field.choices.first(),
        "directory:own_choice_move": field.choices.first(),
        "directory:own_choice_removal": field.choices.last(),
        "jobs:show": job,
        "jobs:cancellation": job,
    }
    for name in ("edit", "archive", "restoration", "history", "attachments"):
        keys[f"directory:partner_{name}"] = workshop
    for name in ("", "_edit", "_archive", "_restoration", "_file", "_preview"):
        keys[f"directory:attachment{name}"] = agreement
    for name in ("edit", "archive", "restoration"):
        keys[f"directory:attachment_type_{name}"] = type
    for name in (
        "name_new",
        "succession",
        "site_new",
        "pause_new",
        "acquaintance",
        "contact_new",
        "position_new",
        "attachment_new",
    ):
        keys[f"directory:{name}"] = workshop
    args = {name: [thing.pk] for name, thing in keys.items()}
    view = saved_views.save_view(
        of="directory:partners",
        page="directory:partners",
        query="q=paja",
        name="Pajat",
        shared_with="everybody",
        by=mika,
    )
    for name in ("edit", "update", "removal", "pin", "default"):
        args[f"directory:view_{name}"] = [view.pk]
    args["placements:agreement_new"] = [period.pk, "training"]
    args["directory:stage"] = [workshop.pk]
    args["directory:partner_field"] = [workshop.pk, "unit"]
    args["directory:person_field"] = [otto.pk, "title"]
    many = bulk.choose([workshop.pk], by=aino, at=timezone.now())
    args["directory:bulk"] = args["directory:bulk_undoing"] = [many.pk]
    contacts = bulk.choose([otto.pk], thing=Thing.PERSON, by=aino, at=timezone.now())
    args["directory:people_bulk"] = args["directory:people_bulk_undoing"] = [contacts.pk]
    args["directory:site"] = [workshop.pk, site.pk]
    args["levels:confirm"] = [workshop.pk, "everyday"]
    args["merging:other"] = ["partner", workshop.pk]
    args["merging:compare"] = ["partner", workshop.pk, twin.pk]
    args["merging:show"] = args["merging:undoing"] = [made_one.pk]
    return args
