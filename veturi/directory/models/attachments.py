"""What is kept in writing of a partner: agreements, inductions, permissions, each of a type."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.providers import Owned
from veturi.foundation.files.models import KeptFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from veturi.directory.models.people import Person

SOON = timedelta(days=30)


class TypeCode(models.TextChoices):
    """The types that every provider begins with."""

    AGREEMENT = "agreement", _("Cooperation agreement")
    DATA_PROTECTION = "data_protection", _("Data protection annex")
    SAFETY = "safety", _("Safety induction")
    INSURANCE = "insurance", _("Insurance")
    PHOTO = "photo", _("Photo permission")
    OTHER = "other", _("Other document")


class AttachmentTypeQuerySet(models.QuerySet["AttachmentType"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(archived_on=None)


class AttachmentType(Owned):
    """One type of a provider's list: of those it began with, or of its own."""

    code = models.CharField(max_length=20, choices=TypeCode.choices, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    is_restricted = models.BooleanField(_("only coordinators open these"), default=False)
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar = AttachmentTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("type of attachments")
        verbose_name_plural = _("types of attachments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "code"],
                condition=~models.Q(code=""),
                name="attachment_type_code_once",
            ),
            models.UniqueConstraint(
                fields=["provider", "name"],
                condition=~models.Q(name=""),
                name="attachment_type_name_once",
                violation_error_message=_("There is a type of this name already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(code="", name=""),
                name="attachment_type_is_called_something",
                violation_error_message=_("Give the type a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(archived_on=None, archived_by=None)
                | models.Q(archived_on__isnull=False, archived_by__isnull=False),
                name="attachment_type_archived_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> "StrOrPromise":
        """Its own name, else what it was called from the beginning, in the reader's language."""
        return self.name or TypeCode(self.code).label


class PartnerAttachmentQuerySet(models.QuerySet["PartnerAttachment"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id, partnership__taken_back_on=None)

    def standing(self) -> Self:
        return self.filter(archived_on=None)

    def open_to_all(self) -> Self:
        """Neither it nor its type is for coordinators only."""
        return self.filter(is_restricted=False, type__is_restricted=False)

    def of(self, partner: int) -> Self:
        """Of the partner, and of what was merged into it."""
        return self.filter(
            models.Q(partnership=partner) | models.Q(partnership__absorbed_into=partner)
        )

    def about(self, person: int) -> Self:
        """What concerns the contact, or whom was merged into it."""
        return self.filter(models.Q(person=person) | models.Q(person__absorbed_into=person))

    def running_out(self, *, by: date) -> Self:
        """Whose last day is at hand or behind; what holds for ever never runs out."""
        return self.filter(until__lte=by)


class PartnerAttachment(Owned, KeptFile):
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="attachments")
    type = models.ForeignKey(
        AttachmentType, models.PROTECT, related_name="attachments", verbose_name=_("type")
    )
    person = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("whom it concerns"),
    )
    title = models.CharField(_("name"), max_length=200)
    title_folded = models.CharField(max_length=200, editable=False)
    since = models.DateField(_("valid from"), null=True, blank=True)
    until = models.DateField(_("last day of validity"), null=True, blank=True)
    is_restricted = models.BooleanField(_("only for coordinators"), default=False)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar = PartnerAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of a partner")
        verbose_name_plural = _("attachments of partners")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "until"],
                name="attachment_runs_out",
                condition=models.Q(archived_on=None),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="attachment_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(archived_on=None, archived_by=None)
                | models.Q(archived_on__isnull=False, archived_by__isnull=False),
                name="attachment_archived_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("directory:attachment", args=[self.pk])

    @property
    def key(self) -> str:
        return f"directory.partnerattachment:{self.pk}"

    @property
    def is_archived(self) -> bool:
        return self.archived_on is not None

    @property
    def is_for_coordinators(self) -> bool:
        return self.is_restricted or self.type.is_restricted

    def standing_on(self, day: date) -> "Standing":
        """How it stands on the day, for the lamp and the word beside it."""
        if self.until is not None and self.until < day:
            return Standing.OVER
        if self.until is not None and self.until <= day + SOON:
            return Standing.SOON
        return Standing.VALID


class Standing(models.TextChoices):
    OVER = "stop", _("expired")
    SOON = "wait", _("expires soon")
    VALID = "ok", _("valid")
