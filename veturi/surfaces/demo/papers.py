"""What is in writing of some partners: one-page PDFs and a photograph, all of our own making."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from veturi.directory.actions.attachments import NewAttachment, attach_many
from veturi.directory.models import AttachmentType, Partnership, Person
from veturi.foundation.files.checking import CheckedFile
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town

PARTNERS, EACH = 18, 5


class Paper(NamedTuple):
    """A document as it may be had of a partner; days are counted from today."""

    code: str
    title: str
    since: int
    until: int | None = None


# Of each partner the next two of these, so that something has just expired and something soon will.
PAPERS = (
    Paper("agreement", "Yhteistyösopimus", -700, 395),
    Paper("safety", "Työturvallisuusperehdytys", -340, 25),
    Paper("data_protection", "Tietosuojaliite", -700),
    Paper("insurance", "Vastuuvakuutustodistus", -360, 6),
    Paper("photo", "Kuvauslupa", -120, 610),
    Paper("agreement", "Avainten luovutus", -40),
    Paper("insurance", "Tapaturmavakuutus", -370, -5),
    Paper("other", "Kuva työpaikalta", -60),
    Paper("safety", "Tulityöohje", -200, 165),
)
LINES = (
    "Esimerkkiaineistoa: tätä asiakirjaa ei ole oikeasti allekirjoitettu.",
    "Osapuolet sopivat yhteistyöstä, vastuuhenkilöistä ja tiedonkulusta.",
    "Sopimusta tarkastellaan vuosittain yhteisessä palaverissa.",
)
# Colours of a hall, a bench and a door.
WALL, FLOOR, BENCH, DOOR = "#C9D6D3", "#7B8C88", "#1D4F91", "#FFC629"


def keep_papers(town: Town) -> None:
    """Nearest to those who sign in first."""
    types = {row.code: row for row in AttachmentType.objects.filter(provider=town.provider)}
    files = {paper.code: _file(paper) for paper in PAPERS if paper.code == "other"}
    many = [
        NewAttachment(
            partner,
            files.get(paper.code) or _file(paper, partner.name),
            {
                "type": types[paper.code],
                "person": contact if paper.code == "photo" else None,
                "title": paper.title,
                "since": town.today + timedelta(days=paper.since),
                "until": paper.until and town.today + timedelta(days=paper.until),
            },
        )
        for (partner, contact), paper in _pairs(town)
    ]
    at = moment(town.today - timedelta(days=35), 10)
    attach_many(many, provider=town.provider, by=town.coordinator, at=at)


def _pairs(town: Town) -> Iterator[tuple[tuple[Partnership, Person | None], Paper]]:
    contacts = dict(zip(town.partners, town.contacts, strict=True))
    for place, partner in enumerate(_nearest(town)):
        first = next(iter(contacts[partner]), None)
        for ahead in (0, 1):
            yield (partner, first), PAPERS[(2 * place + ahead) % len(PAPERS)]


def _nearest(town: Town) -> list[Partnership]:
    """Some of each owner's, those who sign in first; a network has no papers of this kind."""
    pairs = zip(town.plan.partners, town.partners, strict=True)
    owned = [row for who, row in pairs if row.owner_id and who.kind != "network"]
    ours = [person.pk for person in town.staff.values()]
    first = [row for key in ours for row in [one for one in owned if one.owner_id == key][:EACH]]
    return [*first, *(row for row in owned if row.owner_id not in ours)][:PARTNERS]


def _file(paper: Paper, partner: str = "") -> CheckedFile:
    if paper.code == "other":
        return CheckedFile("tyopaikka.png", "image/png", photograph())
    name = f"{paper.title} {partner}".replace("/", " ")[:120]
    return CheckedFile(f"{name}.pdf", "application/pdf", page(paper.title, partner, *LINES))


def page(title: str, *lines: str) -> bytes:
    """A PDF of one page, as plain as the format allows."""
    text = f"BT /F1 22 Tf 72 740 Td {_shown(title)} Tj /F1 12 Tf 0 -40 Td "
    text += " ".join(f"{_shown(line)} Tj 0 -20 Td" for line in lines) + " ET"
    stream = text.encode("cp1252", "replace")
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Font<</F1 5 0 R>>>>",
    )
    return _bound(parts)


def _shown(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped})"


def _bound(parts: tuple[bytes, ...]) -> bytes:
    """The parts with their numbers, the list of where each begins, and the end."""
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    size = len(parts) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def photograph() -> bytes:
    """A hall with a bench and a door, drawn."""
    hall = Image.new("RGB", (800, 500), WALL)
    pen = ImageDraw.Draw(hall)
    pen.rectangle((0, 340, 800, 500), fill=FLOOR)
    pen.rectangle((90, 260, 470, 290), fill=BENCH)
    pen.rectangle((120, 290, 150, 400), fill=BENCH)
    pen.rectangle((410, 290, 440, 400), fill=BENCH)
    pen.rectangle((580, 130, 700, 380), fill=DOOR)
    out = BytesIO()
    hall.save(out, "PNG", optimize=True)
    return out.getvalue()
