"""One change of many partners: which, to what, and how each was before."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.people import Person
from veturi.directory.models.providers import Owned
from veturi.foundation.jobs.models import Job


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def done(self) -> Self:
        return self.exclude(confirmed_at=None)

    def forgotten(self, *, before: datetime) -> Self:
        """Chosen long ago and never carried out."""
        return self.filter(confirmed_at=None, made_at__lt=before)


class BulkChange(Owned):
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    wanted = models.JSONField(default=dict, help_text="Field to value, as history writes it.")
    confirmed_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undo_job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = BulkChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of many")
        verbose_name_plural = _("changes of many")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(
                    confirmed_at__isnull=False, undone_at__isnull=False, undone_by__isnull=False
                ),
                name="undone_after_done_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.made_by_id} {self.made_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("directory:bulk", args=[self.pk])

    @property
    def batch(self) -> str:
        """What history calls it."""
        return f"bulk:{self.pk}"


class BulkRow(Owned):
    """One of the chosen: what differed before and after, or why nothing was done."""

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    refused = models.TextField(blank=True, help_text="The sentence, when nothing was done.")
    kept = models.JSONField(default=list, help_text="Fields that the undoing left as they were.")

    class Meta:
        verbose_name = _("row of a change of many")
        verbose_name_plural = _("rows of a change of many")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "partnership"], name="bulk_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.partnership_id}"
