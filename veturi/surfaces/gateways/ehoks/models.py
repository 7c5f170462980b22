"""What eHOKS had of a period when it was asked, what was sent there, and whether it may be."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Period
from veturi.directory.models import Owned, Person, Provider
from veturi.surfaces.gateways.ehoks.rules.hoks import Found


class WritingQuerySet(models.QuerySet["Writing"]):
    def open(self) -> Self:
        return self.filter(off_at=None)


class Writing(Owned):
    """From a moment to a moment the provider lets Veturi write to eHOKS."""

    on_at = models.DateTimeField(_("switched on"))
    on_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    off_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    off_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = WritingQuerySet.as_manager()

    class Meta:
        verbose_name = _("writing to eHOKS")
        verbose_name_plural = _("writing to eHOKS")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(off_at=None),
                name="writing_is_on_once",
                violation_error_message=_("Sending to eHOKS is switched on already."),
            ),
            models.CheckConstraint(
                condition=models.Q(off_at=None, off_by=None)
                | models.Q(off_at__gte=models.F("on_at"), off_by__isnull=False),
                name="writing_is_switched_off_by_somebody",
                violation_error_message=_("It was switched off by somebody, after it was on."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.on_at:%Y-%m-%d}"

    @classmethod
    def is_on(cls, provider: Provider) -> bool:
        return cls.objects.open().filter(provider=provider).exists()


class Inquiry(Owned):
    """The last time eHOKS was asked about a period, with what it has of it."""

    class Outcome(models.TextChoices):
        FOUND = "found", _("eHOKS has the period")
        NO_PERIOD = "no_period", _("Not in eHOKS yet")
        NO_HOKS = "no_hoks", _("eHOKS has no HOKS of the study right")

    period = models.OneToOneField(Period, models.CASCADE, related_name="ehoks_inquiry")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    way = models.JSONField(
        null=True, help_text="The period as eHOKS has it, and nothing else of the HOKS."
    )
    part = models.CharField(max_length=100, blank=True, help_text="In which part it stands.")

    class Meta:
        verbose_name = _("inquiry at eHOKS")
        verbose_name_plural = _("inquiries at eHOKS")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome="found", way__isnull=False)
                | (~models.Q(outcome="found") & models.Q(way=None)),
                name="found_has_what_was_found",
                violation_error_message=_("What was found is kept with it."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="ehoks_asked")]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.outcome}"

    @property
    def found(self) -> Found | None:
        return Found(self.way, self.part) if self.way is not None else None


class Sending(Owned):
    """A period was sent to eHOKS: by whom, when, and what was answered."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("eHOKS took it")
        REFUSED = "refused", _("eHOKS did not take it")
        LOST = "lost", _("No answer came")

    period = models.ForeignKey(Period, models.PROTECT, related_name="ehoks_sendings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    changed = models.JSONField(default=list, help_text="The fields that were new there.")
    answer = models.TextField(blank=True, help_text="What eHOKS said against it.")

    class Meta:
        verbose_name = _("sending to eHOKS")
        verbose_name_plural = _("sendings to eHOKS")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.outcome}"
