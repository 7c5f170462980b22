"""Papers bear the logo of the day on which they were drawn up, and say the name without one."""

import ctypes
from datetime import UTC, datetime, timedelta

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from veturi.cooperation.placements.printing import (
    instructor_certificate,
    pdf_of,
    pdfs_of,
    safety_notice,
)
from veturi.cooperation.placements.tests.factories import GuidanceFactory
from veturi.cooperation.placements.tests.papers.printed import DAY, read, version_of
from veturi.directory.actions.logos import remove_logo, set_logo
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.tests.making import picture

pytestmark = pytest.mark.django_db
NAME = "Esimerkkijärven opisto"
A_DAY = timedelta(days=1)
MADE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bear(antti):
    def set_on(at):
        file = CheckedFile("tunnus.png", "image/png", picture(size=(200, 80)))
        return set_logo(file, by=antti, at=at)

    return set_on


def pictures(file):
    """How many there are on the first page."""
    page = pypdfium2.PdfDocument(file)[0]
    kinds = [one.type for one in page.get_objects(max_depth=5)]
    return kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)


def figures(file):
    """What is read aloud in the place of each picture of the first page."""
    page = pypdfium2.PdfDocument(file)[0]
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    roots = [
        pdfium.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(pdfium.FPDF_StructTree_CountChildren(tree))
    ]
    return [text for root in roots for text in alternatives(root)]


def alternatives(element):
    size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if size:
        written = ctypes.create_string_buffer(size)
        pdfium.FPDF_StructElement_GetAltText(element, written, size)
        yield written.raw.decode("utf-16-le").rstrip("\0")
    for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, n):
            yield from alternatives(child)


def test_a_logo_stands_for_the_name(period, bear):
    version = version_of(period, made_at=MADE)
    without = pdf_of(version)

    bear(MADE - A_DAY)

    assert (read(without)[0].count(NAME), pictures(without)) == (2, 0)
    assert (read(pdf_of(version))[0].count(NAME), pictures(pdf_of(version))) == (1, 1)


def test_who_listens_hears_the_name_in_its_place(period, bear):
    bear(MADE - A_DAY)

    file = pdf_of(version_of(period, made_at=MADE))

    assert figures(file) == [NAME]


def test_what_was_drawn_up_before_stays_the_same_to_the_letter(period, antti, bear):
    plain = version_of(period, made_at=MADE - A_DAY)
    before, digest = pdf_of(plain), plain.digest
    bear(MADE - A_DAY / 2)
    borne = version_of(period, agreement=plain.agreement, number=2, made_at=MADE)
    during = pdf_of(borne)

    remove_logo(by=antti, at=MADE + A_DAY)
    bear(MADE + 2 * A_DAY)

    assert pdfs_of([plain, borne]) == [before, during]
    plain.refresh_from_db()
    assert plain.digest == digest


def test_notices_and_certificates_bear_that_of_the_day(period, otto, bear):
    period.agreed_on, on = DAY, period.starts_on
    period.save()
    GuidanceFactory(period=period, instructor=otto, since=on)
    bear(datetime.combine(on, datetime.min.time(), tzinfo=UTC) + A_DAY / 2)

    notices = [safety_notice(period, language="en", on=day) for day in (on - A_DAY, on)]
    certificates = [instructor_certificate(otto, language="en", on=day) for day in (on, on + A_DAY)]

    assert [pictures(file) for file in notices] == [0, 1]
    assert [pictures(file) for file in certificates] == [1, 1]


def test_a_file_that_has_gone_leaves_the_name(period, bear):
    row = bear(MADE - A_DAY)
    row.file.storage.delete(row.file.name)

    assert read(pdf_of(version_of(period, made_at=MADE)))[0].count(NAME) == 2


def test_the_logo_of_another_school_is_not_borne(period, sten):
    file = CheckedFile("tunnus.png", "image/png", picture(size=(200, 80)))
    set_logo(file, by=sten, at=MADE - A_DAY)

    assert pictures(pdf_of(version_of(period, made_at=MADE))) == 0


def test_one_question_for_the_logos_of_all_papers(period, bear):
    for n in range(3):
        bear(MADE - (9 - n) * A_DAY)
    first = version_of(period, made_at=MADE)
    many = [
        first,
        *(version_of(period, agreement=first.agreement, number=n, made_at=MADE) for n in (2, 3)),
    ]

    def asked(versions):
        with CaptureQueriesContext(connection) as queries:
            pdfs_of(versions)
        return sum("directory_logo" in one["sql"] for one in queries)

    assert (asked([first]), asked(many)) == (1, 1)
