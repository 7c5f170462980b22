"""Rows that are written once: neither changed nor taken away, though what they say may be erased.

Each row carries salt, so that its digest tells nothing of its contents once they are erased. The
trail (foundation/trail) seals such tables, erases contents and forgets what has grown old; the
database refuses the rest by triggers of its own.
"""

import secrets
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WrittenOnce(Exception):
    """Somebody tried to change or remove what is only ever added to."""


def new_salt() -> str:
    """Sixteen characters that nobody can guess."""
    return secrets.token_urlsafe(12)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **_fields: Any) -> NoReturn:
        raise WrittenOnce(self.model._meta.label)

    def bulk_update(self, *_args: Any, **_kw: Any) -> NoReturn:
        raise WrittenOnce(self.model._meta.label)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model._meta.label)


class AppendOnly(models.Model):
    """`sealed` never changes and `content` may be erased; both are covered by the seals."""

    sealed: ClassVar[tuple[str, ...]]
    content: ClassVar[tuple[str, ...]]

    salt = models.CharField(max_length=16, blank=True, default=new_salt, editable=False)
    erased = models.CharField(
        max_length=64, blank=True, editable=False, help_text="The digest of what was erased."
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kw: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(self._meta.label)
        super().save(*args, **kw)

    def delete(self, *_args: Any, **_kw: Any) -> NoReturn:
        raise WrittenOnce(self._meta.label)
