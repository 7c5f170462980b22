"""Judged questions: what must stand among the first five answers, and how long that takes.

A row of the file says what is asked and what must be found: a partner by its Y-tunnus or its name,
a person by name, a site by name and address. A person's mark is a number or a domain that several
may have: then each of them is right.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from bench.asking import centile
from bench.questions import Judged
from veturi.directory.models import Partnership, Person, Provider, Site
from veturi.surfaces.find.answers import Answer, answers

FIRST = 5
# As many as the palette reads.
IN_PALETTE = 8
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a question."""

    judged: Judged
    is_found: bool
    milliseconds: float
    shown: tuple[str, ...]


def judge(questions: Iterable[Judged], *, person: Person, on: date) -> list[Verdict]:
    """Ask each question as the person would."""
    return [_judge(one, person=person, on=on) for one in questions]


def _judge(judged: Judged, *, person: Person, on: date) -> Verdict:
    right = wanted(judged, person.provider)
    began = time.perf_counter()
    found = answers(judged.query, person=person, on=on, first=IN_PALETTE)[:FIRST]
    took = (time.perf_counter() - began) * 1000
    is_found = any((answer.kind, answer.key) in right for answer in found)
    return Verdict(judged, is_found, took, tuple(map(_line, found)))


def _line(answer: Answer) -> str:
    return f"{answer.title} ({answer.kind})"


def wanted(judged: Judged, provider: Provider) -> set[Key]:
    """The things any of which is a right answer."""
    rows = {"partner": _partners, "person": _people, "site": _sites}[judged.kind](judged)
    keys = rows.filter(provider=provider).values_list("pk", flat=True)
    return {(judged.kind, key) for key in keys}


def _partners(judged: Judged) -> "QuerySet[Partnership]":
    known = Q(organisation__business_id=judged.mark) if judged.mark else Q(name=judged.name)
    return Partnership.objects.filter(known)


def _people(judged: Judged) -> "QuerySet[Person]":
    full = Concat(F("given_name"), Value(" "), F("family_name"))
    known = Q(full=judged.name)
    if judged.mark:
        known |= Q(phone=judged.mark) | Q(email__endswith=f"@{judged.mark}")
    return Person.objects.annotate(full=full).filter(known)


def _sites(judged: Judged) -> "QuerySet[Site]":
    address = Concat(F("address"), Value(", "), F("place"))
    return Site.objects.annotate(whole=address).filter(name=judged.name, whole=judged.mark)


def rates(verdicts: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    """Found and asked, by group and in all."""
    told: dict[str, tuple[int, int]] = {}
    for one in verdicts:
        for group in (one.judged.group, "all"):
            found, asked = told.get(group, (0, 0))
            told[group] = (found + one.is_found, asked + 1)
    return told


def centiles(verdicts: Sequence[Verdict]) -> Mapping[str, float]:
    took = [one.milliseconds for one in verdicts]
    return {"p50": centile(took, 50), "p99": centile(took, 99)}
