"""What stands in a paper: read from the rows, asked by the law, told apart by its digest."""

from datetime import date, time
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.reading.contents import Terms, content_of, contents_of
from veturi.cooperation.placements.rules.content import digest, missing
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PartFactory,
    PeriodFactory,
    PeriodUnitFactory,
    StudentFactory,
    VersionFactory,
    ready,
)
from veturi.directory.models import Site
from veturi.directory.tests.factories import PersonFactory, PositionFactory

DAY = date(2026, 11, 24)
SAID = Terms(demonstrations="Näyttö 15.3.2027", elsewhere="Torstait opistolla", other="Työvaatteet")


@pytest.fixture
def period(workshop, otto, mika):
    """With all that any paper asks for."""
    site = Site.objects.create(
        provider=workshop.provider,
        partnership=workshop,
        name="Päätehdas",
        name_folded="paatehdas",
        address="Konepajantie 3",
        postal_code="40100",
        place="Esimerkkijärvi",
    )
    period = ready(
        workshop,
        instructor=otto,
        teacher=mika,
        site=site,
        goals="Osaa sorvata\n\nOsaa hitsata",
        wage_basis="Työehtosopimus, palkkaluokka 3",
        day_begins=time(7),
        day_ends=time(15, 30),
    )
    learnt = PeriodUnitFactory(period=period)
    PartFactory(
        qualification=period.student.qualification, unit=learnt.unit, points=Decimal("22.5")
    )
    return period


def english(period, paper=Paper.TRAINING, **more):
    return content_of(period, paper, language="en", on=DAY, **{"terms": SAID} | more)


@pytest.mark.parametrize("paper", Paper)
def test_a_whole_record_lacks_nothing_in_any_paper(period, paper):
    assert missing(english(period, paper), paper) == []


def test_the_law_asks_a_training_agreement_for_these(college, workshop):
    period = PeriodFactory(
        partnership=workshop,
        ends_on=None,
        weekly_hours=None,
        key_tasks="",
        student__provider=college,
    )

    with override("en"):
        assert missing(english(period, terms=Terms()), Paper.TRAINING) == [
            "Say the last day (A673/2017 18 §).",
            "Say the weekly working hours (L531/2017 71.4 §).",
            "Say which units are learnt (A673/2017 9.1 § item 1).",
            "Say when, where and of what the competence demonstrations are, or that there are none "
            "(A673/2017 9.1 § item 10).",
            "Name the responsible workplace instructor (A673/2017 9.3 § item 1).",
            "Name the teacher (A673/2017 9.3 § item 1).",
            "Write down the key work tasks (A673/2017 9.3 § item 3).",
        ]


@pytest.mark.parametrize(
    ("paper", "wanted"),
    [
        (
            Paper.APPRENTICESHIP,
            {
                "Name the education provider (L531/2017 70 §).",
                "Name the employer (L531/2017 70 §).",
                "Name the student (L531/2017 70 §).",
                "Say the first day (A673/2017 16 §).",
                "Say the last day (A673/2017 16 §).",
                "Say the weekly working hours (A673/2017 16 §).",
                "Say what the pay is based on (A673/2017 16 §).",
                "Say which education it is (A673/2017 9.1 § item 1).",
                "Say which units are learnt (A673/2017 9.1 § item 1).",
                "Say when, where and of what the competence demonstrations are, or that there are "
                "none (A673/2017 9.1 § item 10).",
                "Name the responsible workplace instructor (A673/2017 9.3 § item 1).",
                "Name the teacher (A673/2017 9.3 § item 1).",
                "Write down the key work tasks (A673/2017 9.3 § item 3).",
                "Say when and where something is learnt elsewhere than at work, or that nothing is "
                "(A673/2017 9.3 § item 5).",
            },
        ),
        (
            Paper.ARRANGEMENT,
            {
                "Name the education provider (L531/2017 70.3 §).",
                "Name the employer (L531/2017 70.3 §).",
                "Name the student (L531/2017 70 §).",
                "Say the first day (A673/2017 17 §).",
                "Say the last day (A673/2017 17 §).",
                "Say what the provider does (A673/2017 17 §).",
                "Say what the employer does (A673/2017 17 §).",
            },
        ),
        (
            Paper.TET,
            {
                "Name the school.",
                "Name the workplace.",
                "Name the student.",
                "Say the first day.",
                "Say the last day.",
                "Say the working hours.",
                "Name who is responsible for the student at the workplace.",
                "Name the teacher.",
                "Write down what the student does at the workplace.",
            },
        ),
    ],
)
def test_an_empty_content_lacks_all_of_it(paper, wanted):
    with override("en"):
        assert set(missing({}, paper)) == wanted


def test_working_hours_of_tet_may_be_hours_of_the_day(period):
    content = english(period, Paper.TET) | {"weekly_hours": None}

    assert missing(content, Paper.TET) == []


def test_preparatory_education_has_no_units(period):
    period.student.qualification.kind = "tuva"
    period.student.qualification.save()
    period.units.all().delete()

    assert missing(english(period), Paper.TRAINING) == []


def test_the_content_is_read_from_the_rows(period, workshop):
    content = english(period)

    assert content["workplace"] == {
        "name": "Kattilakosken Konepaja Oy",
        "business_id": workshop.organisation.business_id,
        "site": "Päätehdas",
        "address": "Konepajantie 3, 40100 Esimerkkijärvi",
        "representative": None,
    }
    assert content["provider"]["name"] == "Esimerkkijärven opisto"
    assert content["instructor"]["name"] == "Otto Ohjaaja"
    assert content["teacher"]["name"] == "Mika Koivu"
    assert (content["starts_on"], content["ends_on"]) == ("2027-01-11", "2027-03-19")
    assert (content["weekly_hours"], content["day_begins"]) == ("35.0", "07:00")
    assert content["tasks"] == ["Sorvaus", "Hitsaus"]
    assert content["goals"] == ["Osaa sorvata", "Osaa hitsata"]
    assert [unit["points"] for unit in content["units"]] == ["22.5"]
    assert content["other"] == "Työvaatteet"


def test_what_was_typed_but_not_saved_is_not_in_it(period):
    period.key_tasks = "Lakaisu"

    assert english(period)["tasks"] == ["Sorvaus", "Hitsaus"]


def test_the_likeliest_signatory_represents_the_workplace(period, workshop, college):
    for name, role in (("Johtaja", "director"), ("Allekirjoittaja", "signatory"), ("Esi", "hr")):
        person = PersonFactory(provider=college, given_name="A", family_name=name)
        PositionFactory(provider=college, partnership=workshop, person=person, role=role)

    assert english(period)["workplace"]["representative"]["name"] == "A Allekirjoittaja"


def test_pay_is_only_in_papers_that_may_agree_on_it(period):
    said = {paper: english(period, paper)["wage_basis"] for paper in Paper}

    assert [paper for paper in Paper if said[paper]] == [Paper.APPRENTICESHIP, Paper.PRACTICE]


def test_a_paid_practice_does_not_say_that_no_pay_is_paid(period):
    with override("en"):
        unpaid = "The student is not employed by the workplace and no pay is paid for the period."
        assert unpaid not in english(period, Paper.PRACTICE)["terms"]
        period.wage_basis = ""
        period.save()
        assert unpaid in english(period, Paper.PRACTICE)["terms"]


def test_an_entrepreneur_has_terms_of_their_own(period):
    period.form = "entrepreneur"
    period.save()
    content = english(period, Paper.ARRANGEMENT)

    assert content["own_firm"]
    assert content["terms"][0].startswith("The entrepreneur learns in their own firm")
    assert "apprenticeship contract" not in content["ending"][0]


def test_of_a_minor_the_guardian_and_the_act_on_young_workers_are_named(period):
    student = period.student
    student.born_on, student.guardian_name = date(2010, 5, 1), "Helka Huoltaja"
    student.save()
    content = english(period)

    assert content["student"]["guardian"] == "Helka Huoltaja"
    assert content["safety"][-1].endswith("(L998/1993).")
    assert content["student"]["born_on"] is None


def test_the_date_of_birth_is_only_where_the_student_is_a_party_by_law(period):
    born = [english(period, paper)["student"]["born_on"] for paper in Paper]

    assert born == [None, "2005-03-14", None, None, None]


def test_standing_sentences_are_in_the_language_of_the_paper(period):
    with override("sv"):
        [english_one] = {tuple(english(period)["terms"])}

    assert english_one[1].startswith("The student is not employed")


def test_without_education_and_people_there_is_nothing_of_them(college, workshop):
    student = StudentFactory(provider=college, qualification=None)
    content = english(PeriodFactory(partnership=workshop, student=student))

    assert (content["qualification"], content["instructor"], content["units"]) == (None, None, [])


def test_as_many_questions_for_a_hundred_as_for_one(workshop, otto, period):
    def asked(n):
        rows = [
            (ready(workshop, instructor=otto, student=period.student), Paper.TRAINING, "fi")
            for _ in range(n)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert len(contents_of(rows, on=DAY)) == n
        return len(queries)

    assert asked(1) == asked(100) == 4


def test_the_digest_hangs_on_what_is_said_and_not_on_the_order():
    assert digest({"a": "ä", "b": [1, None]}) == digest({"b": [1, None], "a": "ä"})
    assert digest({"a": "ä"}) != digest({"a": "a"})


def test_the_digest_is_the_one_that_anybody_can_count():
    written = '{"paper":"tet","tasks":["Ömats"]}'.encode()
    assert digest({"tasks": ["Ömats"], "paper": "tet"}) == sha256(written).hexdigest()


def test_the_digest_survives_the_database(period):
    content = english(period)
    version = VersionFactory(
        agreement=AgreementFactory(period=period), content=content, digest=digest(content)
    )

    assert digest(Version.objects.get(pk=version.pk).content) == version.digest
