"""Agreements as tagged PDFs with every content that the law wants."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from PIL import Image

from veturi.cooperation.placements.printing import (
    pdf_of,
    pdfs_of,
)
from veturi.cooperation.placements.printing.layout import as_svg
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.wording import LABELS, label, said
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PeriodFactory,
    SignatureFactory,
    VersionFactory,
)
from veturi.cooperation.placements.tests.papers.printed import (
    DAY,
    LANGUAGES,
    bare,
    read,
    version_of,
    without_feet,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", Paper)
def test_a_paper_holds_all_of_its_content_in_words(period, paper, language):
    version = version_of(period, paper, language)
    text = bare("".join(read(pdf_of(version))))

    with override(language):
        wanted = {key: (label(version.content, key), said(version.content, key)) for key in LABELS}
    whole = without_feet(read(pdf_of(version)))
    for key, (called, lines) in wanted.items():
        if lines:
            assert bare(called) in text, key
        assert [line for line in lines if bare(line) not in whole] == [], key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", Paper)
def test_a_paper_is_tagged_in_its_language_and_named(period, paper, language):
    version = version_of(period, paper, language)
    file = pdf_of(version)
    document = pypdfium2.PdfDocument(file)

    with override(language):
        title = str(paper.label)
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert b"/StructTreeRoot" in file
    assert b"pdfuaid:part" in file
    assert f"/Lang({language}".encode() in file.replace(b"/Lang (", b"/Lang(")
    assert document.get_metadata_dict()["Title"].lower() == title.lower()


def test_version_and_digest_stand_on_the_foot_of_each_page(period):
    version = version_of(period, content={"tasks": [f"Tehtävä {n}" for n in range(40)]}, number=3)
    pages = read(pdf_of(version))

    assert len(pages) > 2
    for place, page in enumerate(pages, start=1):
        assert "Version 3" in page
        assert f"SHA-256 {version.digest}" in page
        assert f"Page {place} / {len(pages)}" in page


def test_forty_tasks_are_all_there(period):
    tasks = [f"Tehtävä numero {n}." for n in range(40)]
    text = "".join(read(pdf_of(version_of(period, content={"tasks": tasks}))))

    assert [task for task in tasks if task not in text] == []


def test_a_long_name_stays_on_the_page(period):
    student = period.student
    student.given_name, student.family_name = "Maximilian-Ferdinand " * 3, "W" * 80
    student.save()
    document = pypdfium2.PdfDocument(pdf_of(version_of(period)))
    words = document[0].get_textpage()

    right = max(words.get_charbox(place)[2] for place in range(words.count_chars()))
    assert right < document[0].get_width() - 40
    assert "W" * 80 in bare(words.get_text_bounded())


def test_what_nobody_has_said_is_left_out(college, workshop):
    bare_one = PeriodFactory(
        partnership=workshop, ends_on=None, weekly_hours=None, key_tasks="", part_time=None
    )
    content = content_of(bare_one, Paper.TRAINING, language="en", on=DAY)
    version = VersionFactory(
        agreement=AgreementFactory(period=bare_one), content=content, language="en"
    )
    text = "".join(read(pdf_of(version)))

    assert "First day" in text
    assert [
        word for word in ("Last day", "Weekly", "Key work", "Goals", "Other") if word in text
    ] == []


@pytest.mark.parametrize(
    "text", ["#panic(1)", "@viite", "$x$ *a* _b_ `c`", "<merkki> //", "\\ [x] {y}"]
)
def test_what_people_wrote_is_never_markup(period, text):
    period.key_tasks = text
    period.student.family_name = text
    period.student.save()

    version = version_of(period)
    [student, task] = [version.content["student"]["name"], version.content["tasks"][0]]
    found = bare("".join(read(pdf_of(version))))
    assert bare(student) in found
    assert bare(task) in found


def test_an_unsigned_paper_has_a_line_for_each_party(period):
    [page] = [page for page in read(pdf_of(version_of(period))) if "Signatures" in page]
    end = page[page.index("Signatures") :]

    assert end.count("Signature and name in print") == 2
    assert end.index("Workplace") < end.index("Education provider")
    assert "Student" not in end


def test_who_signed_when_and_how_stands_under_the_paper(period):
    version = version_of(period)
    signed_at = datetime(2026, 11, 4, 7, 12, tzinfo=UTC)
    SignatureFactory(version=version, name="Pirkko Pomo", signed_at=signed_at, way="link")
    SignatureFactory(version=version, party="provider", name="Aino Salmela", place=1)
    text = " ".join("".join(read(pdf_of(version))).split())

    assert "Workplace Pirkko Pomo Signed on 4.11.2026 at 9.12: link and code." in text
    assert "Education provider Aino Salmela Place and date Signature and name in print" in text


def test_who_declined_and_why_is_told(period):
    version = version_of(period)
    SignatureFactory(
        version=version,
        name="Pirkko Pomo",
        declined_at=datetime(2026, 11, 4, 7, 12, tzinfo=UTC),
        why="Ohjaaja vaihtuu.",
    )
    text = " ".join("".join(read(pdf_of(version))).split())

    assert "Pirkko Pomo Declined on 4.11.2026 at 9.12. Ohjaaja vaihtuu." in text
    assert "Place and date" not in text


def test_that_the_student_was_told_is_told(period):
    told = datetime(2026, 11, 5, 7, 0, tzinfo=UTC)

    text = "".join(read(pdf_of(version_of(period, student_told_at=told))))
    assert "Given to the student for information on 5.11.2026." in text


def test_an_amendment_says_what_it_changes(period):
    first = version_of(period, signed_on=DAY)
    amended = version_of(
        period,
        agreement=first.agreement,
        number=2,
        why="Jakso pitenee",
        content={"ends_on": "2027-04-02"},
    )
    page = read(pdf_of(amended))[0]

    assert "What is amended" in page
    assert "Jakso pitenee" in page
    assert "Last day: formerly “19.3.2027”, now “2.4.2027”." in page


def test_an_amendment_is_held_against_what_was_signed_last(period):
    first = version_of(period, signed_on=DAY)
    same = {"agreement": first.agreement}
    version_of(period, **same, number=2, content={"ends_on": "2027-05-01"})
    third = version_of(period, **same, number=3, content={"ends_on": "2027-04-02"}, signed_on=DAY)
    fourth = version_of(period, **same, number=4, content={"ends_on": "2027-06-01"})

    assert "formerly “19.3.2027”, now “2.4.2027”" in read(pdf_of(third))[0]
    assert "formerly “2.4.2027”, now “1.6.2027”" in read(pdf_of(fourth))[0]


def test_a_new_version_before_any_was_signed_amends_nothing(period):
    first = version_of(period)
    second = version_of(period, agreement=first.agreement, number=2)

    assert "What is amended" not in read(pdf_of(second))[0]


def test_a_drawing_is_a_logo_as_it_is():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>'

    assert as_svg(drawing.encode()) == drawing


def test_a_picture_of_dots_keeps_its_measures():
    dots = BytesIO()
    Image.new("RGB", (40, 20), "green").save(dots, "PNG")

    assert 'viewBox="0 0 40 20"' in as_svg(dots.getvalue())


def test_the_same_version_is_the_same_file(period):
    version = version_of(period)

    assert pdf_of(version) == pdf_of(version)


def test_as_many_questions_for_a_hundred_papers_as_for_one(period):
    content = content_of(period, Paper.TRAINING, language="fi", on=DAY)
    agreement = AgreementFactory(period=period)
    versions = [
        VersionFactory(agreement=agreement, content=content, number=number)
        for number in range(1, 101)
    ]

    def asked(some):
        with CaptureQueriesContext(connection) as queries:
            assert len(pdfs_of(some)) == len(some)
        return len(queries)

    assert asked(versions[1:2]) == asked(versions) == 3
