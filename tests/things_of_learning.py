"""One of each thing of learning at work, by the address that shows it."""

import base64
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.placements.actions import (
    doors,
    periods,
    visits,
    voices,
    workplace_surveys,
)
from veturi.cooperation.placements.actions.agreements import draw_up
from veturi.cooperation.placements.actions.signing import keep_signed
from veturi.cooperation.placements.models import Round, VisitTime, WorkplaceSurvey
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    CardFactory,
    NewUseFactory,
    OfferFactory,
    PlaceProposalFactory,
    SignatureFactory,
    StudentFactory,
    WorryFactory,
    ready,
)
from veturi.foundation.files.checking import check
from veturi.foundation.mail.models import Letter
from veturi.surfaces.gateways.visma_sign import models as signing_service

OF_STUDENT = (
    "placements:student",
    "placements:student_places",
    "placements:student_edit",
    "placements:student_state",
    "placements:student_card",
    "placements:student_support",
    "placements:student_putting_away",
    "placements:worry_of_student",
    "ehoks:student",
    "ehoks:student_inquiry",
    "placements:link_place",
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
    "ehoks:period",
    "ehoks:inquiry",
    "ehoks:sending",
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
OF_PROPOSAL = (
    "placements:place_proposal",
    "placements:place_proposal_acceptance",
    "placements:place_proposal_declining",
)
OF_NEW_USE = ("placements:new_use", "placements:new_use_edit", "placements:new_use_taking_back")


def things_of_learning(workshop, *, by, mika, otto, other):
    """Of a period of the workshop: what is signed, sent, visited, asked and worried about."""
    college, today = workshop.provider, timezone.localdate()
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
    survey = workplace_surveys.open_run(college, by=by, at=timezone.now())
    inquiry = WorkplaceSurvey.objects.create(provider=college, run=survey, partnership=other)
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
    return {
        **dict.fromkeys(OF_LINK, link),
        **dict.fromkeys(OF_REQUEST, corrected),
        **dict.fromkeys(OF_VISIT, went),
        "placements:visit_photo": went.photos.get(),
        "placements:visit_photo_preview": went.photos.get(),
        "placements:visit_plan": planned,
        "placements:visit_plan_letting_go": planned,
        "placements:visit_time_acceptance": VisitTime.objects.create(
            provider=planned.provider, plan=planned, on=today, by=otto, at=timezone.now()
        ),
        **dict.fromkeys(OF_STUDENT, student),
        "placements:card_taking_back": CardFactory(student=student),
        **dict.fromkeys(OF_PERIOD, period),
        **dict.fromkeys(OF_VERSION, version),
        **dict.fromkeys(OF_SIGNATURE, asked),
        "placements:signature_ours": SignatureFactory(version=version, party="provider"),
        "placements:signed_file": scan,
        "placements:round": round,
        "placements:round_pdfs": round,
        "placements:certificate": otto,
        **dict.fromkeys(OF_WORRY, WorryFactory(student=student, made_by=mika)),
        **dict.fromkeys(OF_PROPOSAL, PlaceProposalFactory(student=student)),
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
    }
