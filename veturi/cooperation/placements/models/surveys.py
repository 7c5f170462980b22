"""The half-yearly survey of workplaces: a run for a season, and each workplace that is asked."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person


class SurveyRunQuerySet(models.QuerySet["SurveyRun"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class SurveyRun(Owned):
    """Työpaikkakyselyn lähetyskierros: the periods that ended between two days."""

    since = models.DateField(_("first day of the season"))
    until = models.DateField(_("last day of the season"))
    opens_on = models.DateField(_("answered from"))
    closes_on = models.DateField(_("answered until"))
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = SurveyRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of the workplace survey")
        verbose_name_plural = _("rounds of the workplace survey")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "since"],
                name="survey_run_once_a_season",
                violation_error_message=_("This season has its round already."),
            ),
            models.CheckConstraint(
                condition=models.Q(since__lt=models.F("until"))
                & models.Q(until__lt=models.F("opens_on"))
                & models.Q(opens_on__lt=models.F("closes_on")),
                name="survey_run_days_in_order",
                violation_error_message=_("It is answered after the season."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"

    def get_absolute_url(self) -> str:
        return reverse("placements:survey", args=[self.pk])

    def is_open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


class WorkplaceSurveyQuerySet(models.QuerySet["WorkplaceSurvey"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class WorkplaceSurvey(Owned):
    """What one workplace is asked in a round: to whom, by which link, and what became of it."""

    run = models.ForeignKey(SurveyRun, models.CASCADE, related_name="workplaces")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="+", verbose_name=_("workplace")
    )
    recipient = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recipient"),
    )
    link = models.URLField(_("link"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)

    objects: ClassVar = WorkplaceSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey of a workplace")
        verbose_name_plural = _("surveys of workplaces")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "partnership"], name="workplace_once_a_round"),
            models.UniqueConstraint(
                fields=["provider", "link"],
                condition=~models.Q(link=""),
                name="survey_link_once",
                violation_error_message=_("Another workplace has this link."),
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None)
                | models.Q(recipient__isnull=False) & ~models.Q(link=""),
                name="survey_sent_to_somebody",
                violation_error_message=_("A survey is sent to somebody, with its link."),
            ),
            models.CheckConstraint(
                condition=models.Q(reminded_at=None) | models.Q(sent_at__isnull=False),
                name="survey_reminded_after_it_was_sent",
                violation_error_message=_("Only what was sent is reminded of."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.partnership}"

    @property
    def key(self) -> str:
        return f"placements.workplacesurvey:{self.pk}"
