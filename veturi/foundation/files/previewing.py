"""Previews: a picture that we drew ourselves; the file itself is never shown in a page."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from veturi.foundation.files.models import KeptFile
from veturi.foundation.files.redrawing import drawn_apart

BESIDE = ".webp"


def preview_of(row: KeptFile) -> bytes | None:
    """The picture, drawn when somebody looks for the first time; None of what cannot be drawn."""
    if not row.can_be_drawn:
        return None
    name = f"{row.file.name}{BESIDE}"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    picture = _draw(row)
    if picture is not None:
        default_storage.save(name, ContentFile(picture))
    return picture


def _draw(row: KeptFile) -> bytes | None:
    """What cannot be drawn has no preview, and nothing else happens."""
    kind = "pdf" if row.content_type == "application/pdf" else "picture"
    try:
        with row.file.open() as file:
            return drawn_apart(file.read(), kind)
    except FileNotFoundError:
        return None
