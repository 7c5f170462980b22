"""What is done without an account is told to the teacher of the period, once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import visits, voices
from veturi.cooperation.placements.models import Period, VisitTime, VisitWords
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PeriodFactory,
    SignatureFactory,
    StudentFactory,
    VersionFactory,
)
from veturi.foundation.mail.models import Letter
from veturi.surfaces.notices import tailing, wording
from veturi.surfaces.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("followed")]
DAY = timedelta(days=1)


@pytest.fixture
def period(workshop, college, mika, otto):
    student = StudentFactory(provider=college, given_name="Eetu", family_name="Aho")
    return PeriodFactory(
        partnership=workshop, student=student, teacher=mika, instructor=otto, agreed_on=TODAY
    )


@pytest.fixture
def look(college):
    """The worker comes by, twice; what each notice says."""

    def titles():
        for _time in range(2):
            tailing.follow(college, at=NOW)
        rows = Notice.objects.select_related("partner").order_by("pk")
        lines = [wording.line(one, {}) for one in rows]
        assert all("Eetu" not in line.title + line.note for line in lines)
        assert {line.url for line in lines} <= {
            one.get_absolute_url() for one in Period.objects.all()
        }
        return [(one.person.given_name, line.title) for one, line in zip(rows, lines, strict=True)]

    return titles


def version_of(period, **given):
    return VersionFactory(agreement=AgreementFactory(period=period), sent_at=NOW, **given)


@pytest.mark.parametrize(
    ("others", "answer", "what"),
    [
        ({}, {"signed_at": NOW, "way": "link"}, "all"),
        ({"provider": {}}, {"signed_at": NOW, "way": "link"}, "ours"),
        ({"student": {}}, {"signed_at": NOW, "way": "service"}, "signed"),
        ({"provider": {}}, {"declined_at": NOW, "why": "Ei"}, "declined"),
    ],
)
def test_an_answer_to_an_agreement_is_told(period, look, others, answer, what):
    version = version_of(period)
    for party, given in others.items():
        SignatureFactory(version=version, party=party, **given)
    SignatureFactory(version=version, party="workplace", **answer)

    assert look() == [("Mika", wording.ANSWERS[what])]


def test_what_is_entered_on_paper_is_known_to_who_entered_it(period, look):
    SignatureFactory(version=version_of(period), party="workplace", signed_at=NOW, way="paper")

    assert look() == []


def test_a_letter_that_did_not_arrive_is_told(period, look, college):
    for key, about in (("placements.pass:1", period.key), ("placements.pass:2", "period:999999")):
        Letter.objects.create(
            key=key,
            scope=college.scope,
            to="x@paja.invalid",
            subject="S",
            text="T",
            about=about,
            made_at=NOW,
            due_at=NOW,
            failed_at=NOW,
            trouble="address",
        )

    assert len(look()) == 1


def test_what_a_workplace_says_is_told(period, look, otto, mika, college, workshop):
    voices.signal_progress(period, tone="talk", words="", by=otto, at=NOW)
    VisitWords.objects.create(
        provider=college,
        uuid=uuid4(),
        digest="x",
        period=period,
        by=otto,
        on=TODAY,
        needs="a",
        at=NOW,
    )
    for of in (period, None):
        fields = {"period": of, "partnership": workshop, "purpose": "mid"}
        visit = visits.plan(fields=fields, due=TODAY + DAY, teacher=mika, by=mika, at=NOW)
        VisitTime.objects.create(provider=college, plan=visit, on=TODAY + DAY, by=otto, at=NOW)

    assert look() == [("Mika", wording.SAID[what]) for what in ("talk", "time", "words")]


def test_nobody_is_told_of_a_period_without_a_teacher(period, look, otto):
    Period.objects.update(teacher=None)
    voices.signal_progress(Period.objects.get(), tone="talk", words="", by=otto, at=NOW)

    assert look() == []
