"""Small files of our own making: what the tests bring."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

MAIN = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def pdf(text="Sopimus"):
    page = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(page)).encode() + b">>stream\n" + page + b"\nendstream "
        b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def picture(kind="PNG", size=(40, 30), **more):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def huge_picture():
    """A PNG that says it is 60,000 by 60,000."""
    return picture().replace(
        (40).to_bytes(4) + (30).to_bytes(4), (60_000).to_bytes(4) + (60_000).to_bytes(4)
    )


def package(entries):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def office(kind="docx", *, said=None, **more):
    main = said or f"application/vnd.openxmlformats-officedocument.{MAIN[kind]}.main+xml"
    return package(
        {"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>'} | more
    )


def open_document(kind="text"):
    return package(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"}
    )


def bomb():
    """Thirty megabytes of nothing in thirty kilobytes."""
    return office(**{"word/document.xml": b"\0" * 30_000_000})


def locked():
    """The first entry says that it is encrypted."""
    whole = bytearray(office())
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def noise(length):
    return zlib.compress(b"x") * (length // 9)
