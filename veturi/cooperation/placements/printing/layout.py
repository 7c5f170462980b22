"""What the templates of papers are given: plain lists and words, whole in one language."""

import base64
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.timezone import make_aware
from django.utils.translation import gettext
from PIL import Image

TEMPLATES = Path(__file__).resolve().parents[1] / "papers"
# They stand for numbers that only the printed pages know.
PAGES = {"page": "%1", "pages": "%2"}

Part = dict[str, Any]
Section = dict[str, Any]


def sheet(
    *,
    language: str,
    title: str,
    sender: str,
    about: Sequence[str],
    foot: Sequence[str],
    logo: bytes | None,
) -> dict[str, Any]:
    """What every paper has: its title, letterhead and foot."""
    return {
        "language": language,
        "title": title,
        "keywords": list(foot),
        "letterhead": {"name": sender, "about": list(about), "logo": as_svg(logo)},
        "foot": {"lines": list(foot), "page": gettext("Page %(page)s / %(pages)s") % PAGES},
    }


def as_svg(logo: bytes | None) -> str | None:
    """A logo as text: an SVG as it is, a picture of dots inside one."""
    if logo is None or b"<svg" in logo[:1000]:
        return logo.decode() if logo else None
    with Image.open(BytesIO(logo)) as picture:
        (width, height), kind = picture.size, Image.MIME[str(picture.format)]
    dots = base64.b64encode(logo).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{dots}"/></svg>'
    )


def section(heading: object, *parts: Part | None) -> list[Section]:
    """A section of the parts that say something; none when none does."""
    there = [part for part in parts if part is not None]
    return [{"heading": str(heading), "parts": there}] if there else []


def fields(rows: Iterable[tuple[object, Sequence[str]]]) -> Part | None:
    said = [{"label": str(label), "lines": list(lines)} for label, lines in rows if lines]
    return {"kind": "fields", "rows": said} if said else None


def items(texts: Sequence[str]) -> Part | None:
    return {"kind": "items", "texts": list(texts)} if texts else None


def paragraphs(texts: Sequence[str]) -> Part | None:
    return {"kind": "paragraphs", "texts": list(texts)} if texts else None


def subheading(text: object) -> Part:
    return {"kind": "subheading", "text": str(text)}


def signing(party: object, name: str = "", mark: str = "", *, signed: bool = False) -> Part:
    """How a party signed, or lines to sign on."""
    return {
        "party": str(party),
        "name": name,
        "mark": mark,
        "signed": signed,
        "blanks": [gettext("Place and date"), gettext("Signature and name in print")],
    }


def headed(text: object) -> str:
    """The words as a heading: the first letter is capital, the others stay as they are."""
    words = str(text)
    return words[:1].upper() + words[1:]


def midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
