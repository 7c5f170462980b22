"""Safety notices and certificates of instructors as tagged PDFs."""

import re
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.utils.translation import override

from veturi.cooperation.placements.printing import (
    NothingToCertify,
    instructor_certificate,
    safety_notice,
)
from veturi.cooperation.placements.printing.agreements import paper_of
from veturi.cooperation.placements.tests.factories import (
    GuidanceFactory,
    InstructorFactory,
    PeriodFactory,
    ready,
)
from veturi.cooperation.placements.tests.papers.printed import DAY, LANGUAGES, read, version_of


def test_a_safety_notice_names_the_responsibility_and_has_a_line_to_acknowledge(period):
    text = " ".join("".join(read(safety_notice(period, language="en", on=DAY))).split())

    assert "(L531/2017 78 §)" in text
    assert "(L738/2002)" in text
    assert "24.11.2026" in text
    assert str(period.student) in text
    assert "Signature and name in print" not in text
    assert "Acknowledged on 2.11.2026." in text


def test_an_unacknowledged_notice_is_signed_by_hand(workshop):
    period = PeriodFactory(partnership=workshop)
    text = "".join(read(safety_notice(period, language="en", on=DAY)))

    assert "Signature and name in print" in text
    assert "Acknowledged on" not in text


def test_of_a_minor_the_notice_names_the_act_on_young_workers(period):
    period.student.born_on = date(2010, 5, 1)
    period.student.save()

    assert "L998/1993" in "".join(read(safety_notice(period, language="en", on=DAY)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_and_certificates_are_tagged_in_each_language(period, otto, language):
    period.agreed_on = DAY
    period.save()
    GuidanceFactory(period=period, instructor=otto)
    on = date(2027, 4, 1)

    for file in (
        safety_notice(period, language=language, on=on),
        instructor_certificate(otto, language=language, on=on),
    ):
        assert pdfium.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(file).raw)
        assert re.search(rb"SHA-256 ?", "".join(read(file)).encode())


def test_a_certificate_tells_where_how_long_and_how_many_but_names_no_student(workshop, otto):
    first = ready(workshop, instructor=otto, agreed_on=DAY)
    GuidanceFactory(period=first, instructor=otto)
    second = ready(workshop, agreed_on=DAY, starts_on=date(2027, 2, 1), ends_on=date(2027, 5, 28))
    GuidanceFactory(period=second, instructor=otto, since=date(2027, 2, 8))
    InstructorFactory(person=otto, trained_on=date(2025, 9, 1))
    file = instructor_certificate(otto, language="en", on=date(2027, 4, 1))
    text = " ".join("".join(read(file)).split())

    assert "Otto Ohjaaja has been the responsible workplace instructor" in text
    assert "Kattilakosken Konepaja Oy When 11.1.2027–1.4.2027 How many 2 students" in text
    assert first.student.qualification.name_fi in text
    assert "Trained as a workplace instructor 1.9.2025" in text
    assert first.student.family_name not in text


def test_only_the_days_on_which_they_were_responsible_count(workshop, otto):
    period = ready(workshop, agreed_on=DAY)
    GuidanceFactory(period=period, instructor=otto, since=date(2027, 1, 18), until=date(2027, 2, 5))
    text = "".join(read(instructor_certificate(otto, language="en", on=date(2027, 12, 1))))

    assert "18.1.2027–5.2.2027" in text


def test_each_workplace_has_its_own_lines(workshop, bakery, otto):
    for place in (workshop, bakery):
        GuidanceFactory(period=ready(place, agreed_on=DAY), instructor=otto)
    text = "".join(read(instructor_certificate(otto, language="en", on=date(2027, 12, 1))))

    assert "Kattilakosken Konepaja Oy" in text
    assert "Lempoisten Leipomo Oy" in text


def test_whoever_has_guided_nobody_gets_no_certificate(workshop, otto):
    proposed = ready(workshop, instructor=otto)
    GuidanceFactory(period=proposed, instructor=otto)

    with override("en"), pytest.raises(NothingToCertify) as refusal:
        instructor_certificate(otto, language="en", on=date(2027, 4, 1))
    with override("en"):
        assert str(refusal.value) == "This person has not guided anybody yet."


def test_what_the_template_is_given_is_plain(period):
    given = paper_of(version_of(period))

    assert set(given) == {
        *("language", "title", "keywords", "letterhead", "foot", "sections", "signatures")
    }
