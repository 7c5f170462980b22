"""What goes in as data comes out as text, in a file that everybody can read."""

import ctypes
from datetime import UTC, datetime
from threading import Thread

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from veturi.foundation.papers.press import PACKAGE, NotPrinted, Press, press

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PAGE = PACKAGE / "foundation" / "papers" / "tests" / "page.typ"


def content(text="Sorvaus", **given):
    return {
        "language": "fi",
        "title": "Koesivu",
        "keywords": ["koe"],
        "letterhead": {"name": "Esimerkkijärven opisto", "about": ["24.11.2026"], "logo": None},
        "foot": {"lines": ["Koesivu · Versio 1", "SHA-256 " + "ab" * 32], "page": "Sivu %1 / %2"},
        "sections": [
            {
                "heading": "Mitä tehdään",
                "parts": [
                    {"kind": "fields", "rows": [{"label": "Tehtävä", "lines": [text]}]},
                    {"kind": "subheading", "text": "Lisäksi"},
                    {"kind": "items", "texts": [text]},
                    {"kind": "paragraphs", "texts": [text]},
                ],
            }
        ],
        "signatures": None,
    } | given


def text_of(file):
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))


def bare(text):
    """Letters alone: where a line ends and where a long word may is the page's business.

    A hyphen at the end of a line is read as U+0002.
    """
    letters = text.replace("\x02", "-")
    return "".join(one for one in letters if not one.isspace() and one not in "\u200b\ufffe")


@pytest.fixture(scope="module")
def printer():
    return Press(PAGE)


def test_the_moment_of_a_real_clock_is_the_paper_of_its_second():
    later = AT.replace(microsecond=123_456)

    assert press(PAGE).pdf(content(), at=later) == press(PAGE).pdf(content(), at=AT)


def test_a_paper_is_tagged_and_says_its_language_and_title(printer):
    document = pypdfium2.PdfDocument(printer.pdf(content(), at=AT))

    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"] == "Koesivu"
    assert document.get_metadata_dict()["Author"] == "Esimerkkijärven opisto"


def test_its_parts_are_told_apart_by_tags(printer):
    document = pypdfium2.PdfDocument(printer.pdf(content(), at=AT))

    assert set(tags_of(document[0])) >= {"Document", "H1", "H2", "H3", "P", "L", "LI", "LBody"}


def tags_of(page):
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    waiting = [
        pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree))
    ]
    while waiting:
        element = waiting.pop()
        yield said(pdfium.FPDF_StructElement_GetType, element)
        children = range(pdfium.FPDF_StructElement_CountChildren(element))
        found = (pdfium.FPDF_StructElement_GetChildAtIndex(element, place) for place in children)
        waiting += [child for child in found if child]


def said(ask, element):
    room = ctypes.create_string_buffer(200)
    length = ask(element, room, 200)
    return room.raw[: length - 2].decode("utf-16-le")


def test_it_keeps_the_standard_of_papers_for_all(printer):
    file = printer.pdf(content(), at=AT)

    assert b"pdfuaid:part" in file
    assert b"/Lang" in file
    assert b"/StructTreeRoot" in file
    assert b"/MarkInfo" in file


def test_each_page_has_its_number_and_foot(printer):
    many = content()
    many["sections"] = many["sections"] * 12
    document = pypdfium2.PdfDocument(printer.pdf(many, at=AT))

    n = len(document)
    assert n > 1
    for place, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded()
        assert f"Sivu {place} / {n}" in text
        assert "ab" * 32 in text


def test_the_same_content_of_the_same_moment_is_the_same_file(printer):
    assert printer.pdf(content(), at=AT) == printer.pdf(content(), at=AT)


def test_pages_can_be_looked_at(printer):
    [picture] = printer.pictures(content(), ppi=30)

    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1",
        "@viite ja <merkki>",
        "*lihava* _kursiivi_ $x^2$ `koodi` // huomautus /* toinen */",
        '#read("/settings.py") #sys.inputs #panic("ei")',
        '"lainaus" \\ kenoviiva {aalto} [haka] ~ -- --- ...',
        "= Otsikko\n- kohta\n+ kohta\n/ sana: selitys",
        "https://esimerkki.invalid/#kohta",
        "Ähtäri Åbo Œuvre Šakki Łódź Đà Nẵng Иванов Αθήνα",
    ],
)
def test_what_looks_like_markup_is_text(printer, text):
    assert bare(text) in bare(text_of(printer.pdf(content(text), at=AT)))


def test_a_character_that_no_font_has_is_named(printer):
    text = text_of(printer.pdf(content("Nimi 中文 ja 😀"), at=AT))

    assert "Nimi [U+4E2D][U+6587] ja [U+1F600]" in text


def test_what_is_no_writing_is_left_out(printer):
    assert "alku loppu" in text_of(printer.pdf(content("alku\x00\x1b loppu\ud800"), at=AT))


def test_a_word_longer_than_a_line_is_broken_and_stays_on_the_page(printer):
    document = pypdfium2.PdfDocument(printer.pdf(content("W" * 170), at=AT))
    page = document[0]
    words = page.get_textpage()

    right = max(words.get_charbox(place)[2] for place in range(words.count_chars()))
    assert right < page.get_width() - 40


def test_characters_beyond_all_fonts_are_refused_in_the_end(printer, monkeypatch):
    monkeypatch.setattr("veturi.foundation.papers.press.ROUNDS", 1)

    with pytest.raises(NotPrinted, match="more characters"):
        printer.pdf(content("中"), at=AT)


def test_a_fault_of_the_template_is_told_in_its_own_words(printer):
    with pytest.raises(NotPrinted, match="sections"):
        printer.pdf({key: one for key, one in content().items() if key != "sections"}, at=AT)


def test_without_built_fonts_it_says_what_to_run(tmp_path):
    with pytest.raises(NotPrinted, match="design.build"):
        Press(tmp_path / "page.typ", fonts=tmp_path)


def test_a_template_is_set_up_once():
    template = PACKAGE / "foundation" / "papers" / "paper.typ"

    assert press(template) is press(template)


def test_two_at_once_get_each_their_own(printer):
    files = {}

    def one(name):
        files[name] = text_of(printer.pdf(content(name), at=AT))

    threads = [Thread(target=one, args=(f"Tekijä{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(name in text for name, text in files.items())
    assert len(files) == 4


WRITTEN = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"]),
    min_size=1,
    max_size=120,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=WRITTEN)
@example(text="#")
@example(text="\\")
@example(text="%1 %2")
def test_no_text_is_lost(printer, text):
    assert bare(text) in bare(text_of(printer.pdf(content(text), at=AT)))
