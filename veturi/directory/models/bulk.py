"""One change of many partners or persons: which, to what, and how each was before."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.merging import Thing
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
    thing = models.CharField(
        max_length=7, choices=Thing.choices, default=Thing.PARTNER, editable=False
    )
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
        is_of_people = self.thing == Thing.PERSON
        name = "directory:people_bulk" if is_of_people else "directory:bulk"
        return reverse(name, args=[self.pk])

    @property
    def batch(self) -> str:
        """What history calls it."""
        return f"bulk:{self.pk}"


class BulkRow(Owned):
    """One of the chosen: what differed before and after, or why nothing was done."""

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows")
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", db_index=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    refused = models.TextField(blank=True, help_text="The sentence, when nothing was done.")
    kept = models.JSONField(default=list, help_text="Fields that the undoing left as they were.")

    class Meta:
        verbose_name = _("row of a change of many")
        verbose_name_plural = _("rows of a change of many")
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                name="bulk_row_person",
                condition=models.Q(person__isnull=False),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "partnership"], name="bulk_row_once"),
            models.UniqueConstraint(fields=["change", "person"], name="bulk_row_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(partnership=None, person__isnull=False)
                | models.Q(partnership__isnull=False, person=None),
                name="bulk_row_of_partner_or_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.key}"

    @property
    def key(self) -> int:
        """Of the partner or of the person: one of the two is there."""
        return self.partnership_id or self.person_id or 0

    @property
    def of(self) -> Partnership | Person | None:
        return self.partnership or self.person
