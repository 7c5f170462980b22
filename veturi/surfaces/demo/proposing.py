"""Workplaces that students found by themselves: waiting, taken further, declined, taken back."""

from datetime import timedelta
from typing import Any

from veturi.cooperation.placements.actions import proposals
from veturi.cooperation.placements.actions.proposals import Taken
from veturi.cooperation.placements.models import PlaceProposal, Student
from veturi.directory.models import Partnership
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.found import FOUND, Found

DAY = timedelta(days=1)


def propose(town: Town) -> None:
    """Those of a few teachers' students, each with what became of it; nothing new is a partner."""
    students = Student.objects.filter(provider=town.provider).standing()
    vocational = students.filter(programme="vocational").select_related("teacher").order_by("pk")
    partners = [row for row in town.partners if not row.is_network]
    if not partners:
        return
    for place, (found, student) in enumerate(zip(FOUND, vocational, strict=False)):
        partner = partners[(place + 1) * 7 % len(partners)]
        _settle(town, found, _proposed(town, found, student, partner), partner)


def _proposed(town: Town, found: Found, student: Student, partner: Partnership) -> PlaceProposal:
    """A slip of the finger or none: `{partner}` is called as it is, or nearly so."""
    first = town.today + found.ahead * DAY
    fields: dict[str, Any] = {
        "name": found.name.format(partner=partner.name, nearly=partner.name.replace("i", "ii", 1)),
        "municipality": partner.organisation.municipality or "179",
        "work": found.work,
        "asked": found.asked,
        "contact_name": found.contact,
        "contact_phone": found.phone,
        "starts_on": first if found.ahead else None,
        "ends_on": first + 55 * DAY if found.ahead else None,
    }
    at = moment(town.today - found.ago * DAY, 18)
    return proposals.propose_place(student, fields=fields, at=at)


def _settle(town: Town, found: Found, row: PlaceProposal, partner: Partnership) -> None:
    by = row.student.teacher or town.coordinator
    at = moment(town.today - max(found.ago - 2, 1) * DAY, 10)
    if found.becomes == "taken_back":
        proposals.take_back_proposal(row, at=at)
    elif found.becomes == "taken":
        period = {
            "form": "training_agreement",
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
        what = Taken(partner, period=period if found.ahead else {}, answer=found.answer)
        proposals.take_further(row, what=what, by=by, at=at)
    elif found.becomes:
        proposals.decline_proposal(row, why=found.becomes, answer=found.answer, by=by, at=at)
