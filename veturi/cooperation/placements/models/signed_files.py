"""Signed papers as files: scanned by us, or come from a signing service."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.agreements import Signature, Version
from veturi.directory.models import Owned, Person
from veturi.foundation.files.models import KeptFile


class SignedFileQuerySet(models.QuerySet["SignedFile"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class SignedFile(Owned, KeptFile):
    """A paper with a signature on it; one of a signing service is of the whole version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="files")
    signature = models.OneToOneField(
        Signature, models.PROTECT, null=True, blank=True, related_name="file"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = SignedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed paper")
        verbose_name_plural = _("signed papers")

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"placements.signedfile:{self.pk}"
