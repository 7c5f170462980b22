"""What a workplace says of a visit: when it suits, and what it has to tell."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.models.visits import PlannedVisit
from veturi.cooperation.placements.rules.visits import moment
from veturi.directory.models import Owned, Person


class VisitTimeQuerySet(models.QuerySet["VisitTime"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        """The latest of each planned visit."""
        return self.filter(dropped_at=None)


class VisitTime(Owned):
    """When the workplace would have the visit: agreed, or waiting for our answer."""

    plan = models.ForeignKey(PlannedVisit, models.CASCADE, related_name="times")
    on = models.DateField(_("day"))
    clock = models.TimeField(_("time"), null=True, blank=True)
    words = models.CharField(_("in your own words"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="Another time stands in its place."
    )

    objects: ClassVar = VisitTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("time of a visit")
        verbose_name_plural = _("times of visits")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(dropped_at=None),
                name="visit_time_stands_once",
                violation_error_message=_("A visit has one time."),
            ),
        ]

    def __str__(self) -> str:
        return moment(self.on, self.clock)

    @property
    def key(self) -> str:
        """By which the letter about it is known in the outbox."""
        return f"placements.visittime:{self.pk}"


class VisitWords(Owned):
    """The workplace's own part of a visit. Its number comes from the device: it is stored once."""

    uuid = models.UUIDField(help_text="Made by the device; a second sending changes nothing.")
    digest = models.CharField(max_length=64, help_text="Of what was sent.")
    period = models.ForeignKey(Period, models.PROTECT, related_name="visit_words")
    plan = models.ForeignKey(
        PlannedVisit, models.PROTECT, null=True, blank=True, related_name="words"
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    needs = models.TextField(_("what you need"), blank=True)
    capacity = models.CharField(_("places to come"), max_length=200, blank=True)
    issues = models.TextField(_("what must be mended"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("workplace’s part of a visit")
        verbose_name_plural = _("workplaces’ parts of visits")
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "uuid"],
                name="visit_words_stored_once",
                violation_error_message=_("This is stored already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(needs="", capacity="", issues=""),
                name="visit_words_say_something",
                violation_error_message=_("Write something in one of the fields."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.on}"
