"""What workplaces say by themselves: how it goes, and that their contact data are wrong."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.directory.models import Owned, Person


class ProgressSignal(Owned):
    """How the instructor says that it goes, and in which words."""

    class Tone(models.TextChoices):
        WELL = "well", _("goes well")
        TALK = "talk", _("needs a talk")

    period = models.ForeignKey(Period, models.CASCADE, related_name="progress_signals")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    tone = models.CharField(_("how it goes"), max_length=4, choices=Tone.choices)
    words = models.CharField(_("in your own words"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("progress signal")
        verbose_name_plural = _("progress signals")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.get_tone_display()}"


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def waiting(self) -> Self:
        return self.filter(accepted_at=None, declined_at=None)


class ContactRequest(Owned):
    """Other contact data, as the instructor would have them; ours accept or decline."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_requests")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to correct contact data")
        verbose_name_plural = _("requests to correct contact data")
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(accepted_at=None, declined_at=None),
                name="contact_request_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(declined_at=None),
                name="contact_request_answered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.email} {self.phone}"
