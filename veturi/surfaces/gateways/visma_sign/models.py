"""Versions of agreements that are signed in Visma Sign, and who is invited there."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Signature, Version
from veturi.directory.models import Owned, Person


class DocumentQuerySet(models.QuerySet["Document"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def open(self) -> Self:
        """Nothing final is known of them yet."""
        return self.filter(closed_at=None)

    def asked_before(self, moment: datetime) -> Self:
        return self.filter(models.Q(asked_at=None) | models.Q(asked_at__lt=moment))


class Document(Owned):
    """A version as the service has it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    uuid = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When its state was asked.")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, blank=True, help_text="How it was closed.")

    objects: ClassVar = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of the signing service")
        verbose_name_plural = _("documents of the signing service")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(closed_at=None),
                name="one_open_document_a_version",
                violation_error_message=_("It is in the signing service already."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at"],
                name="document_open",
                condition=models.Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.uuid


class Invitation(Owned):
    """A signature that is asked for there."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="invitations")
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")
    uuid = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("invitation of the signing service")
        verbose_name_plural = _("invitations of the signing service")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "uuid"], name="invitation_once"),
        ]

    def __str__(self) -> str:
        return self.uuid
