"""What Arvo tells of the survey of instructors: which periods, and whether it came back."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Person


class ResponseQuerySet(models.QuerySet["Response"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Response(Owned):
    """Vastaajatunnus: one period asked about; no name, and nothing of what was answered."""

    token = models.CharField(max_length=40, help_text="Arvo `vastaajatunnusid`.")
    bundle = models.CharField(max_length=120, blank=True, help_text="Arvo `nippu`.")
    business_id = models.CharField(max_length=9, blank=True)
    workplace = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(_("last day"))
    days = models.PositiveIntegerField(_("days"))
    is_answered = models.BooleanField(_("answered"), default=False)

    objects: ClassVar = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response to the survey of instructors")
        verbose_name_plural = _("responses to the survey of instructors")
        indexes: ClassVar = [
            models.Index(fields=["provider", "ended_on"], name="response_by_end"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "token"], name="response_token_once"),
        ]

    def __str__(self) -> str:
        return self.token
