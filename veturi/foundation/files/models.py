"""What is stored of a kept file, for the table whose file it is."""

import secrets
from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.kinds import DRAWN, KINDS

FOLDER = "kept"
DRAWN_TYPES = frozenset(kind.content_type for kind in KINDS.values() if kind.family in DRAWN)


def private_name(_row: models.Model, _name: str) -> str:
    """A name that says nothing and cannot be guessed; the file's own stands in the row."""
    name = secrets.token_hex(20)
    return f"{FOLDER}/{name[:2]}/{name}"


class KeptFile(models.Model):
    """The columns of a row that keeps one file."""

    file = models.FileField(_("file"), upload_to=private_name)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    digest = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        abstract: ClassVar[bool] = True

    @property
    def can_be_drawn(self) -> bool:
        return self.content_type in DRAWN_TYPES


def kept(checked: CheckedFile) -> dict[str, Any]:
    """The columns of a checked file; it lies in the storage when the row is saved."""
    return {
        "file": ContentFile(checked.content, name=checked.name),
        "name": checked.name,
        "size": checked.size,
        "content_type": checked.content_type,
        "digest": checked.digest,
    }
