"""Previews: a picture that we drew ourselves; the file itself is never shown in a page."""

import os
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from veturi.foundation.files.models import KeptFile

DRAWING = Path(__file__).with_name("drawing.py")
PATIENCE = 15
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
    """What is broken, locked or takes too long has no preview, and nothing else happens."""
    kind = "pdf" if row.content_type == "application/pdf" else "picture"
    try:
        with row.file.open() as file:
            done = subprocess.run(  # noqa: S603 - our own script, see there
                [sys.executable, "-P", str(DRAWING), kind],
                input=file.read(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
                env=_without_secrets(),
            )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout or None if done.returncode == 0 else None


def _without_secrets() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("VETURI_")}
