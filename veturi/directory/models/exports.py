"""A long list that is written in the background."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.people import Person
from veturi.directory.models.providers import Owned
from veturi.foundation.jobs.models import Job


class ExportQuerySet(models.QuerySet["Export"]):
    def of(self, person: Person) -> Self:
        """Whoever asked for it has it, nobody else."""
        return self.filter(provider=person.provider_id, person=person)

    def asked_before(self, moment: datetime) -> Self:
        return self.filter(asked_at__lt=moment)


class Export(Owned):
    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lister = models.CharField(max_length=120, help_text="Dotted name of what makes the list.")
    query = models.TextField(blank=True, help_text="What the address held after the ?.")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=60)
    asked_at = models.DateTimeField()
    folder = models.CharField(max_length=64, unique=True, help_text="Where its parts are written.")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    objects: ClassVar = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.kind}"
