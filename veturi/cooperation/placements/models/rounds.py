"""Agreements of many periods drawn up and sent in one go."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.agreements import Version
from veturi.cooperation.placements.models.periods import Period
from veturi.directory.models import Owned, Person
from veturi.foundation.jobs.models import Job


class RoundQuerySet(models.QuerySet["Round"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Round(Owned):
    """What was asked of many periods at once, and by whom."""

    language = models.CharField(
        max_length=2, blank=True, help_text="Empty: each in the language of its student."
    )
    terms = models.JSONField(default=dict, help_text="What is agreed on and stands in no row.")
    ours = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signer")
    )
    sends = models.BooleanField(help_text="They are sent too, not only drawn up.")
    by_letter = models.BooleanField(help_text="Each signer gets a letter with a link.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of agreements")
        verbose_name_plural = _("rounds of agreements")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("placements:round", args=[self.pk])


class RoundRow(Owned):
    """One period of a round: its version, and why it was refused."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="rows")
    period = models.ForeignKey(Period, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="+")
    refused = models.JSONField(default=list, help_text="The sentences; none when it went well.")
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("period of a round of agreements")
        verbose_name_plural = _("periods of rounds of agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "period"], name="period_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.period_id}"
