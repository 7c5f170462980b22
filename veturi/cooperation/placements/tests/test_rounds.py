"""Agreements of many periods in one go: drawn up and sent, or refused by name."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.placements.actions import agreements, asking, rounds
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Period, Round, RoundRow, Signature, Version
from veturi.cooperation.placements.reading.contents import Terms
from veturi.cooperation.placements.reading.papers import next_papers
from veturi.cooperation.placements.tests.factories import (
    PeriodUnitFactory,
    StudentFactory,
    ready,
)
from veturi.foundation.jobs.actions import run_to_end

pytestmark = pytest.mark.django_db
ADDRESS = reverse("placements:rounds")
TERMS = Terms(demonstrations="Näyttö lopussa", elsewhere="Ei muualla")


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.fixture
def lawful(workshop, eetu, mika, otto, assessed):
    """Periods in whose way nothing stands, each of a student of its own."""
    otto.email = "otto@paja.invalid"
    otto.save()

    def make(family_name="Aho", **given):
        student = given.pop("student", None) or StudentFactory(
            provider=workshop.provider, family_name=family_name, group="KOA24", teacher=mika
        )
        return PeriodUnitFactory(
            period=ready(workshop, instructor=otto, student=student, teacher=mika, **given)
        ).period

    return make


@pytest.fixture
def ask(aino, rauha):
    """Ask for a round and wait for its end."""

    def make(*periods, **more):
        wanted = rounds.Wanted(**{"terms": TERMS, "ours": rauha, **more})
        row = rounds.ask_round(periods, wanted=wanted, by=aino, at=timezone.now())
        run_to_end(row.job)
        return row

    return make


def refused(row):
    return [reason for one in row.rows.order_by("pk") for reason in one.refused]


def test_of_many_each_is_sent_or_refused_with_its_reasons(lawful, ask, rauha):
    good, bad = lawful("Aho"), lawful("Niemi", weekly_hours=None)

    row = ask(good, bad)

    assert [len(one.refused) > 0 for one in row.rows.order_by("pk")] == [False, True]
    version = Version.objects.get()
    assert (version.agreement.period, version.sent_at is not None) == (good, True)
    assert list(version.signatures.values_list("party", "email")) == [
        ("workplace", "otto@paja.invalid"),
        ("provider", rauha.email),
    ]
    row.job.refresh_from_db()
    assert (row.job.done, row.job.result_url) == (2, row.get_absolute_url())


def test_they_are_drawn_up_alone_when_nobody_asks_to_send_them(lawful, ask):
    ask(lawful(), sends=False, language="sv")

    version = Version.objects.get()
    assert (version.language, version.sent_at) == ("sv", None)
    assert not Signature.objects.exists()


def test_what_was_drawn_up_before_is_sent_as_it_is(lawful, ask):
    period = lawful()
    ask(period, sends=False)

    ask(period, terms=Terms())

    version = Version.objects.get()
    assert version.sent_at is not None
    assert version.content["demonstrations"] == "Näyttö lopussa"


def test_what_waits_or_is_signed_is_not_asked_again(lawful, ask, aino):
    period = lawful()
    ask(period)
    assert len(refused(ask(period))) == 1

    for row in Signature.objects.all():
        agreements.sign(row, way="link", evidence={}, by=None, at=timezone.now())
    assert len(refused(ask(period))) == 1
    assert Version.objects.count() == 1


def test_somebody_signs_for_each_party(lawful, ask, otto, workshop):
    assert len(refused(ask(lawful(), ours=None))) == 1

    otto.email = ""
    otto.save()
    assert len(refused(ask(lawful("Niemi")))) == 1
    assert refused(ask(lawful("Mäki"), by_letter=False)) == []
    otto.positions.all().delete()
    period = lawful("Suo")
    Period.objects.filter(pk=period.pk).update(instructor=None)
    assert len(refused(ask(period, sends=True))) >= 1


def test_a_minor_has_a_guardian_who_signs(lawful, ask, workshop):
    young = {"born_on": NOW.date().replace(year=2012), "programme": "basic_education"}
    student = StudentFactory(provider=workshop.provider, **young)
    period = lawful(student=student, form="tet", weekly_hours=20)
    version = agreements.draw_up(
        period,
        next_papers([period])[period.pk].paper,
        content={"student": {"is_minor": True}},
        language="fi",
        by=None,
        at=NOW,
    )
    with pytest.raises(NotPossible):
        asking.likely_signers(version, ours=None, by_letter=False, on=NOW.date())

    student.guardian_name, student.guardian_email = "Helena Aho", "helena@koti.invalid"
    student.save()
    version = Version.objects.get()
    found = asking.likely_signers(version, ours=period.teacher, by_letter=True, on=NOW.date())

    assert [(one.party, one.name) for one in found][0] == ("guardian", "Helena Aho")


def test_of_a_practice_the_student_signs(lawful, ask):
    period = lawful(form="practice")

    row = ask(period)

    assert len(refused(row)) == 1  # the student has no e-mail
    assert refused(ask(period, by_letter=False)) == []
    assert Signature.objects.get(party="student").name == str(period.student)


def test_nothing_chosen_and_too_many_are_refused(lawful, aino, rauha):
    wanted = rounds.Wanted(TERMS, rauha)

    for periods in ([], [lawful()] * (rounds.MOST + 1)):
        with pytest.raises(NotPossible):
            rounds.ask_round(periods, wanted=wanted, by=aino, at=NOW)
    assert not Round.objects.exists()


def test_periods_are_narrowed_ticked_and_asked_for(browse, aino, rauha, lawful, workshop):
    lawful("Aho")
    other = StudentFactory(provider=workshop.provider, family_name="Kivi", group="LH25")
    lawful(student=other)
    page = browse(aino)
    for query, there in (
        ({}, ["Aho", "Kivi"]),
        ({"group": "koa24"}, ["Aho"]),
        ({"since": "1.1.2030"}, []),
        ({"until": "1.1.2026"}, []),
        ({"form": "tet"}, []),
        ({"since": "joskus"}, []),
    ):
        found = text(page.get(ADDRESS, query))
        assert [name for name in ("Aho", "Kivi") if f" {name}" in found] == there

    assert page.post(ADDRESS, {"how": "letter"}).status_code == 422
    chosen = Period.objects.get(student__family_name="Aho")
    answer = page.post(
        f"{ADDRESS}?group=koa24",
        {"chosen": chosen.pk, "how": "letter", "sends": "on", "ours": rauha.pk},
    )

    row = Round.objects.get()
    assert answer.url == row.job.get_absolute_url()
    assert "Aho" not in text(page.get(row.get_absolute_url()))
    run_to_end(row.job)
    assert "Aho" in text(page.get(row.get_absolute_url()))


def test_their_papers_come_in_one_file(browse, aino, lawful, ask):
    row = ask(lawful("Aho"), lawful("Niemi"))
    page = browse(aino)

    answer = page.get(reverse("placements:round_pdfs", args=[row.pk]))

    with ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert [archive.read(name)[:5] for name in names] == [b"%PDF-"] * 2
    assert [name[:4] for name in names] == ["001-", "002-"]


def test_of_a_round_that_made_nothing_there_is_no_file(browse, aino, lawful, ask):
    row = ask(lawful(weekly_hours=None))

    assert browse(aino).get(reverse("placements:round_pdfs", args=[row.pk])).status_code == 404
    assert browse(aino).get(row.get_absolute_url()).status_code == 200


def test_a_round_is_for_who_keeps_periods_and_not_for_strangers(browse, rauha, sten, lawful, ask):
    row = ask(lawful())

    for address in (ADDRESS, row.get_absolute_url()):
        assert browse(rauha).get(address).status_code == 403
    assert browse(sten).get(row.get_absolute_url()).status_code == 404
    assert "Aho" not in text(browse(sten).get(ADDRESS))


def test_the_page_asks_as_much_of_many_periods_as_of_one(browse, aino, lawful):
    page = browse(aino)
    lawful()
    page.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        page.get(ADDRESS)
    for number in range(20):
        lawful(f"Aho{number}")

    with CaptureQueriesContext(connection) as many:
        page.get(ADDRESS)

    assert len(many) == len(one)


def test_the_page_of_a_round_asks_as_much_of_many_as_of_one(browse, aino, lawful, ask):
    row = ask(lawful())
    page = browse(aino)
    page.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        page.get(row.get_absolute_url())
    for number in range(20):
        RoundRow.objects.create(
            provider=row.provider, round=row, period=lawful(f"Aho{number}"), refused=["Ei käy."]
        )

    with CaptureQueriesContext(connection) as many:
        page.get(row.get_absolute_url())

    assert len(many) == len(one)
