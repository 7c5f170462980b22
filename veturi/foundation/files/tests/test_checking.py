"""What is kept and what is refused, each with its sentence."""

from contextlib import suppress
from random import Random

import pytest
from django.utils.translation import override

from veturi.foundation.files import refusals
from veturi.foundation.files.checking import check, tidy
from veturi.foundation.files.tests import making
from veturi.foundation.files.tests.making import upload

KEPT = {
    "sopimus.pdf": making.pdf(),
    "Kuva.JPG": making.picture("JPEG"),
    "kuva.jpeg": making.picture("JPEG"),
    "kuva.png": making.picture("PNG"),
    "kuva.webp": making.picture("WEBP"),
    "ohje.docx": making.office("docx"),
    "luettelo.xlsx": making.office("xlsx"),
    "esitys.pptx": making.office("pptx"),
    "ohje.odt": making.open_document("text"),
    "luettelo.ods": making.open_document("spreadsheet"),
    "esitys.odp": making.open_document("presentation"),
    "muistio.txt": "Sovittiin hyvää yhteistyötä.\r\n".encode(),
    "vanha.csv": "Nimi;Päivä\r\nYrjö;1.1.\r\n".encode("cp1252"),
    "excel.csv": "\ufeffNimi;Päivä\n".encode(),
    "muistio16.txt": "Sovittiin\n".encode("utf-16"),
    "bmw.csv": b"BMW Oy;Jyvaskyla\n",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_what_its_name_says_is_kept(name):
    checked = check(upload(name, KEPT[name]))

    assert (checked.content, checked.size) == (KEPT[name], len(KEPT[name]))
    assert checked.name.lower() == name.lower()
    assert "/" in checked.content_type


REFUSED = {
    "a program": ("asenna.exe", b"MZ\x90\0", refusals.OfAnotherKind),
    "a page": ("sivu.html", b"<html>", refusals.OfAnotherKind),
    "a drawing with scripts": ("kuva.svg", b"<svg/>", refusals.OfAnotherKind),
    "an old document": ("vanha.doc", b"\xd0\xcf\x11\xe0", refusals.OfAnotherKind),
    "no ending": ("sopimus", making.pdf(), refusals.OfAnotherKind),
    "an ending alone": (".pdf", making.pdf(), refusals.OfAnotherKind),
    "nothing": ("tyhja.txt", b"", refusals.Empty),
    "a picture called PDF": ("sopimus.pdf", making.picture(), refusals.NotWhatItSays),
    "a PDF called picture": ("kuva.png", making.pdf(), refusals.NotWhatItSays),
    "a PNG called JPG": ("kuva.jpg", making.picture("PNG"), refusals.NotWhatItSays),
    "a program called PDF": ("lasku.pdf", b"MZ\x90\0\x03", refusals.NotWhatItSays),
    "a program called text": ("lue.txt", b"MZ\x90\0\x03", refusals.NotWhatItSays),
    "a PDF called text": ("lue.txt", making.pdf(), refusals.NotWhatItSays),
    "bytes called text": ("lue.csv", b"\x81\x8d\x8f\x90\x9d", refusals.NotWhatItSays),
    "a control sign in text": ("lue.txt", b"Sovittu\x07.", refusals.NotWhatItSays),
    "noise called picture": ("kuva.webp", b"noise", refusals.NotWhatItSays),
    "a sheet called document": ("ohje.docx", making.office("xlsx"), refusals.NotWhatItSays),
    "Open called Office": ("ohje.docx", making.open_document(), refusals.NotWhatItSays),
    "Office called Open": ("ohje.odt", making.office(), refusals.NotWhatItSays),
    "a text called sheet": ("luku.ods", making.open_document("text"), refusals.NotWhatItSays),
    "a broken package": ("ohje.docx", making.office()[:40], refusals.NotWhatItSays),
    "macros": ("ohje.docx", making.office(**{"word/vbaProject.bin": "x"}), refusals.HoldsMacros),
    "macros by its type": (
        "luettelo.xlsx",
        making.office(said="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        refusals.HoldsMacros,
    ),
    "macros of OpenDocument": (
        "ohje.odt",
        making.package({"mimetype": "x", "Basic/Standard/Module1.xml": "x"}),
        refusals.HoldsMacros,
    ),
    "locked by a password": ("ohje.docx", making.locked(), refusals.Locked),
    "locked by Office": ("ohje.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refusals.Locked),
    "a bomb": ("ohje.docx", making.bomb(), refusals.UnpacksTooLarge),
    "a thousand parts too many": (
        "ohje.docx",
        making.office(**{f"{n}.xml": "" for n in range(5_001)}),
        refusals.UnpacksTooLarge,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_anything_else_is_refused_with_a_sentence(what):
    name, content, refusal = REFUSED[what]

    with pytest.raises(refusal) as told:
        check(upload(name, content))

    assert str(told.value).endswith(".")


def test_a_package_by_a_method_of_nobody_is_refused():
    whole = bytearray(making.office())
    central = whole.rindex(b"PK\x01\x02")
    whole[8:10] = whole[central + 10 : central + 12] = (99).to_bytes(2, "little")

    with pytest.raises(refusals.NotWhatItSays):
        check(upload("ohje.docx", bytes(whole)))


@pytest.mark.parametrize("name", KEPT)
def test_a_file_with_some_bytes_changed_is_kept_or_refused_and_never_a_fault(name):
    chance = Random(name)
    for _ in range(60):
        broken = bytearray(KEPT[name])
        for _byte in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.2:
            del broken[chance.randrange(1, len(broken)) :]
        with suppress(refusals.NotKept):
            assert check(upload(name, bytes(broken))).content == broken


def test_what_is_too_large_is_not_even_read(settings):
    settings.LARGEST_FILE_MB = 1

    with pytest.raises(refusals.TooLarge) as told:
        check(upload("kuva.png", b"x" * 1_000_001))

    with override("en"):
        assert str(told.value) == "The file is larger than 1 MB. Make it smaller first."


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("C:\\Tiedostot\\sopimus.PDF", "sopimus.pdf"),
        ("../../etc/sopimus.pdf", "sopimus.pdf"),
        ("sop\u202efdp.exe", "sopfdp.exe"),
        ("pa\u0308iva\u0308.txt", "päivä.txt"),
        ("rivi\nvaihto.txt", "rivivaihto.txt"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("nimetön", "nimetön"),
    ],
)
def test_a_name_is_bare_and_hides_nothing(brought, kept):
    assert tidy(brought) == kept
