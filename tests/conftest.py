"""What the tests across modules share: one of each thing of the college."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from conftest import NOW
from tests.identity_provider import LocalIdentityProvider
from tests.things_of_learning import things_of_learning
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import (
    attachments,
    bulk,
    merging,
    own_fields,
    partners,
    logos,
    people,
    saved_views,
    second_steps,
)
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.actions.own_values import give_own
from veturi.directory.models import AttachmentType, Role, Thing
from veturi.directory.tests.factories import PartnershipFactory, staff
from veturi.foundation.accounts.configuring import identity_providers
from veturi.foundation.files.checking import CheckedFile, check
from veturi.foundation.files.tests.making import picture
from veturi.foundation.jobs.models import Job
from veturi.foundation.mail.actions import Draft, post
from veturi.foundation.mail.models import Letter
from veturi.foundation.words import Words
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import Layer
from veturi.surfaces.gateways.ytj import actions as register
from veturi.surfaces.notices import actions as mutes
from veturi.surfaces.notices import telling as notices
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Notice
from veturi.surfaces.notices.telling import News


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
    logo = logos.set_logo(
        CheckedFile("tunnus.png", "image/png", picture(size=(200, 80))), by=aino, at=NOW
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
    keys = {
        **things_of_learning(workshop, by=aino, mika=mika, otto=otto, other=third),
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
    keys["directory:logo_picture"] = logo
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
    args["placements:agreement_new"] = [*args["placements:period"], "training"]
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
