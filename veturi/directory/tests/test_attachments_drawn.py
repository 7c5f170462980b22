"""Previews are pictures of our own, and what cannot be drawn has none."""

from io import BytesIO

import pytest
from PIL import Image

from veturi.foundation.files import redrawing
from veturi.foundation.files.checking import CheckedFile, check
from veturi.foundation.files.previewing import preview_of
from veturi.foundation.files.tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep_file(keep):
    """A kept file of these bytes, checked or not."""

    def kept(name, content, content_type=""):
        if content_type:
            return keep(file=CheckedFile(name, content_type, content))
        return keep(file=check(making.upload(name, content)))

    return kept


def opened(picture):
    return Image.open(BytesIO(picture))


def test_the_first_page_of_a_pdf_is_drawn(keep_file):
    drawn = opened(preview_of(keep_file("sopimus.pdf", making.pdf())))

    assert (drawn.format, drawn.size) == ("WEBP", (900, 1274))
    assert drawn.convert("L").getextrema() != (255, 255)


def test_a_picture_is_small_and_says_nothing_of_place_and_time(keep_file):
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif[0x0112] = 6
    large = making.picture("JPEG", size=(4000, 2000), exif=exif)
    assert b"Kamera" in large

    small = preview_of(keep_file("kuva.jpg", large))

    assert opened(small).size == (650, 1300)
    assert b"Kamera" not in small and not opened(small).getexif()


def test_it_is_drawn_once(keep_file, monkeypatch):
    row = keep_file("kuva.png", making.picture())
    first = preview_of(row)
    monkeypatch.setattr(redrawing, "DRAWING", "/nowhere/drawing.py")

    assert preview_of(row) == first


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("muistio.txt", b"x", "text/plain"),
        ("rikki.pdf", b"%PDF-1.4 rikki", "application/pdf"),
        ("rikki.png", making.picture()[:50], "image/png"),
        ("valtava.png", making.huge_picture(), "image/png"),
    ],
)
def test_what_cannot_be_drawn_has_none(keep_file, name, content, content_type):
    assert preview_of(keep_file(name, content, content_type)) is None


def test_who_draws_for_too_long_is_ended(keep_file, monkeypatch):
    monkeypatch.setattr(redrawing, "PATIENCE", 0.01)

    assert preview_of(keep_file("kuva.png", making.picture())) is None


def test_a_file_that_was_lost_has_none(keep_file):
    row = keep_file("kuva.png", making.picture())
    row.file.storage.delete(row.file.name)

    assert preview_of(row) is None


def test_who_draws_knows_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("VETURI_SECRET_KEY", "salaisuus")

    assert "salaisuus" not in redrawing._without_secrets().values()
