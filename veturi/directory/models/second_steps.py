"""Which roles must sign in with a second step, from which day."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.people import Role
from veturi.directory.models.providers import Owned


class SecondStepRuleQuerySet(models.QuerySet["SecondStepRule"]):
    def on(self, day: date) -> Self:
        return self.not_over(day).filter(since__lte=day)

    def not_over(self, day: date) -> Self:
        return self.exclude(until__lt=day)


class SecondStepRule(Owned):
    """From a day on, whoever holds the role is asked for a second step at sign-in."""

    role = models.CharField(_("role"), max_length=14, choices=Role.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = SecondStepRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of the second step")
        verbose_name_plural = _("rules of the second step")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "role"],
                condition=models.Q(until=None),
                name="one_open_second_step_rule_a_role",
                violation_error_message=_("This role is asked for a second step already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="second_step_rule_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
