"""How a letter leads behind the door, in the tests."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import get_resolver

from conftest import NOW
from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.models import (
    Code,
    Knock,
    Pass,
    Signature,
    Stay,
    Version,
)
from veturi.cooperation.placements.reading.contents import Terms
from veturi.cooperation.placements.tests.reading_pages import at
from veturi.foundation.mail.models import Letter

DAY = timedelta(days=1)


SECRET = re.compile(r"/link/([\w-]+)/")


DIGITS = re.compile(r"\b(\d{6})\b")


TERMS = Terms(demonstrations="Näyttö jakson lopussa", elsewhere="Ei muualla")


def link_to(row):
    return at("link", SECRET.search(Letter.objects.get(key=row.key).text)[1])


def code_in_letter():
    letters = Letter.objects.filter(key__startswith="placements.code").order_by("pk")
    return DIGITS.search(letters.last().text)[1]


def come_in(row, **options):
    """A browser that came in by the link of this pass."""
    browser = Client(headers={"accept-language": "fi", "user-agent": "Selain 1"}, **options)
    browser.post(link_to(row))
    browser.post(at("door_code"), {"code": code_in_letter()})
    return browser


def reached(person, name):
    person.email = f"{name}@paja.invalid"
    person.save()
    return person


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Pass, Stay, Code, Knock, Letter, Signature)
    ]


def signed_by_all(sent):
    for row in sent.signatures.all():
        agreements.sign(row, way="paper", evidence={}, by=None, at=NOW)
    return Version.objects.select_related("agreement__period__student").get(pk=sent.pk)


# Every address behind the door, each with the things of everybody else.
def behind():
    names = {
        one.name
        for pattern in get_resolver("veturi.cooperation.placements.urls").url_patterns
        for one in [pattern]
        if str(one.pattern).startswith("door/")
    }
    return sorted(names)


OF_PURPOSE = {
    "instructor": {
        *("door_instructor", "door_contact", "door_signal", "door_again"),
        *("door_visit_field", "door_visit_words", "door_visit_token"),
        *("door_visit_suits", "door_visit_time"),
    },
    "sign": {"door_signing", "door_signing_paper", "door_signature", "door_refusal"},
    "student": {
        *("door_student", "door_ready", "door_student_paper", "door_seen"),
        *("door_place", "door_place_new", "door_place_taking_back"),
    },
    "place": {"door_place", "door_place_new", "door_place_taking_back"},
}


EVERYBODYS = {"door", "door_code", "door_code_again", "door_leave", "door_worker"}
