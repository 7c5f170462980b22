"""Worries about a student: few see them, every look leaves a trace, history keeps no word."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.models.students import Student
from veturi.directory.models import Owned, Person


class WorryQuerySet(models.QuerySet["Worry"]):
    def seen_by(self, person: Person, *, sees_support: bool = False) -> Self:
        """Whoever wrote it, teaches, is named or follows it up; student support sees all."""
        rows = self.filter(provider=person.provider_id)
        if sees_support:
            return rows
        return rows.filter(
            models.Q(made_by=person)
            | models.Q(student__teacher=person)
            | models.Q(period__teacher=person)
            | models.Q(named=person)
            | models.Q(owner=person)
        )

    def open(self) -> Self:
        return self.filter(closed_on=None)


class Worry(Owned):
    """What happened or worries, how grave it is, who follows it up by which day."""

    class Severity(models.TextChoices):
        SLIGHT = "slight", _("to be followed")
        GRAVE = "grave", _("needs to be seen to")
        URGENT = "urgent", _("at once")

    student = models.ForeignKey(
        Student, models.PROTECT, related_name="worries", verbose_name=_("student")
    )
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="worries"
    )
    text = models.TextField(_("what happened or worries"))
    severity = models.CharField(_("how grave"), max_length=6, choices=Severity.choices)
    named = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordinator who sees it too"),
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who follows it up"),
    )
    due = models.DateField(_("by which day"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    outcome = models.TextField(_("what was done"), blank=True)

    objects: ClassVar = WorryQuerySet.as_manager()

    class Meta:
        verbose_name = _("worry")
        verbose_name_plural = _("worries")
        indexes: ClassVar = [
            models.Index(fields=["provider", "closed_on", "-made_at"], name="worry_listed"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(owner=None, due=None)
                | models.Q(owner__isnull=False, due__isnull=False),
                name="worry_owner_and_day",
                violation_error_message=_("Say both who follows it up and by which day."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None, closed_by=None)
                | models.Q(closed_on__isnull=False, closed_by__isnull=False),
                name="worry_closed_by_somebody",
                violation_error_message=_("A closed worry tells who closed it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("placements:worry", args=[self.pk])

    @property
    def key(self) -> str:
        return f"placements.worry:{self.pk}"
