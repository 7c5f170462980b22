"""A school in which every act of learning at work can be done, and another beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from conftest import NOW
from tests.things_of_learning import drawn_up
from veturi.cooperation.placements.actions import doors, periods, visits
from veturi.cooperation.placements.actions.agreements import draw_up
from veturi.cooperation.placements.models import Pass
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.behind.doorway import TERMS, code_in_letter
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    OfferFactory,
    PeriodUnitFactory,
    SignatureFactory,
    StudentFactory,
    ready,
)
from veturi.directory.actions import partners
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory

DAY = timedelta(days=1)
BLANK_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class School:
    """Its things by name, their keys as a form sends them, the keys of another school's."""

    things: dict[str, Any]
    keys: dict[str, str]
    strange: list[int]
    digits: Callable[[], str] = code_in_letter


def csv_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("arvo.csv", text.encode(), "text/csv")


def pdf_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("sopimus.pdf", BLANK_PDF, "application/pdf")


def furnished(
    things: dict[str, list[Any]], *, aino: Any, mika: Any, otto: Any, sten: Any
) -> School:
    """What `things` has, and beside it a coming period, its paper, an instructor, the doors."""
    workshop, today = otto.positions.get().partnership, timezone.localdate()
    found = _found(things)
    found |= {
        "teacher": mika,
        "instructor": otto,
        "partnership": workshop,
        "other_student": StudentFactory(provider=workshop.provider),
        "unreached": StudentFactory(provider=workshop.provider, group="KOA25"),
    }
    otto.email = "otto@paja.invalid"
    otto.save()
    InstructorFactory(provider=workshop.provider, person=otto)
    found["stop"] = found["period"].interruptions.get()
    found["period"] = _running(workshop, otto, mika, today)
    found["other_instructor"] = _instructor(workshop)
    found["coming"] = _coming(workshop, otto, mika, today)
    found["version"] = _drawn_up(_coming(workshop, otto, mika, today), by=mika)
    found["signature"] = _asked(_coming(workshop, otto, mika, today), by=mika)
    found["link"] = doors.invite_instructor(found["period"], by=mika, at=timezone.now())
    found["plan"] = visits.plan(
        fields={"period": found["period"], "partnership": workshop, "purpose": "mid"},
        due=today + DAY,
        teacher=mika,
        by=mika,
        at=timezone.now(),
    )
    keys = {name: str(one.pk) for name, one in found.items()}
    keys["surveyed"] = found["survey"].workplaces.first().partnership.name
    return School(found, keys, _strange(sten))


def _found(things: dict[str, list[Any]]) -> dict[str, Any]:
    from django.apps import apps

    named = {
        "student": ("Student", "student"),
        "period": ("Period", "period"),
        "survey": ("SurveyRun", "survey"),
        "worry": ("Worry", "worry"),
        "new_use": ("NewUse", "new_use"),
        "offer": ("Offer", "offer"),
        "visit": ("Visit", "visit"),
        "proposal": ("PlaceProposal", "place_proposal"),
    }
    return {
        name: apps.get_model("placements", model).objects.get(pk=things[f"placements:{url}"][0])
        for name, (model, url) in named.items()
    }


def _running(workshop: Any, otto: Any, mika: Any, today: Any) -> Any:
    student = StudentFactory(
        provider=workshop.provider, teacher=mika, email="e@koulu.invalid", group="KOA24"
    )
    period = ready(
        workshop,
        instructor=otto,
        student=student,
        starts_on=today - 9 * DAY,
        ends_on=today + 20 * DAY,
    )
    PeriodUnitFactory(period=period)
    return periods.agree(period, on=today, by=mika, at=timezone.now())


def _coming(workshop: Any, otto: Any, mika: Any, today: Any) -> Any:
    student = StudentFactory(provider=workshop.provider, teacher=mika)
    period = ready(
        workshop,
        instructor=otto,
        student=student,
        starts_on=today + 30 * DAY,
        ends_on=today + 90 * DAY,
        teacher=mika,
    )
    return PeriodUnitFactory(period=period).period


def _drawn_up(period: Any, *, by: Any) -> Any:
    content = content_of(period, Paper.TRAINING, language="fi", on=period.starts_on, terms=TERMS)
    return draw_up(period, Paper.TRAINING, content=content, language="fi", by=by, at=NOW)


def _asked(period: Any, *, by: Any) -> Any:
    """A signature of a paper that was sent."""
    version = _drawn_up(period, by=by)
    version.sent_at = NOW
    version.save()
    return SignatureFactory(version=version)


def _instructor(workshop: Any) -> Any:
    person = InstructorFactory(provider=workshop.provider).person
    PositionFactory(
        provider=workshop.provider, person=person, partnership=workshop, role="instructor"
    )
    return person


def _strange(sten: Any) -> list[int]:
    """One of each thing of another school that some form of ours lets one choose."""
    there = sten.provider
    partner = PartnershipFactory(provider=there)
    site = partners.add_site(partner, by=sten, fields={"name": "Halli"})
    contact = PersonFactory(provider=there, given_name="Salla", family_name="Salainen")
    student = StudentFactory(provider=there)
    offer = OfferFactory(partnership=partner)
    return sorted({one.pk for one in (sten, partner, site, contact, student, offer)})


def door_of(purpose: str, school: School, *, by: Any) -> Pass:
    """A link of this kind, as one of ours gives it."""
    if purpose == "sign":
        row = SignatureFactory(version=drawn_up(school.things["coming"], by=by))
        doors.ask_to_sign(row, by=by, at=timezone.now())
        return Pass.objects.get(signature=row)
    if purpose == "student":
        return doors.invite_student(school.things["period"], by=by, at=timezone.now())
    return Pass.objects.live(timezone.now()).filter(purpose=Purpose.INSTRUCTOR).latest("pk")
