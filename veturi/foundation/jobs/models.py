"""A job: what is asked, how far it is, how it ended."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def seen_by(self, scope: str) -> Self:
        return self.filter(scope=scope)

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def quiet_since(self, moment: datetime) -> Self:
        """Unfinished, and nothing has happened to them since."""
        return self.unfinished().filter(touched_at__lt=moment)


class Job(models.Model):
    key = models.CharField(max_length=120, unique=True, help_text="The same work is asked once.")
    scope = models.CharField(max_length=40, help_text="Whose it is: the tenant's key.")
    title = models.CharField(_("title"), max_length=200)
    step = models.CharField(max_length=120, help_text="Dotted name of the function of one step.")
    argument = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    failed_why = models.TextField(blank=True)
    bookmark = models.BigIntegerField(default=0, help_text="How far the steps have come.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0, help_text="Which delivery may take steps.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Begun since the last step.")
    touched_at = models.DateTimeField(help_text="When something last happened to it.")
    result = models.JSONField(default=dict, blank=True)
    result_url = models.CharField(max_length=200, blank=True)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes: ClassVar = [
            models.Index(fields=["scope", "-asked_at"], name="job_scope"),
            models.Index(
                fields=["touched_at"], name="job_unfinished", condition=models.Q(finished_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:show", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None

    @property
    def was_cancelled(self) -> bool:
        return self.is_over and self.cancel_asked_at is not None and self.done < self.total

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else float(self.is_over)


class NightlyRun(models.Model):
    """What ran in which night: the row is the claim, so that nothing runs twice."""

    name = models.CharField(_("name"), max_length=80)
    slot = models.DateField(_("night"))

    class Meta:
        verbose_name = _("nightly run")
        verbose_name_plural = _("nightly runs")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "slot"], name="nightly_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"
