"""A provider's own default amounts, dated; the catalogue's stand until it has some."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned


class KindSetting(Owned):
    """From `valid_from` on, this kind gives these by default (`expertise_hours:1/hour + …`)."""

    kind = models.CharField(max_length=60)
    valid_from = models.DateField(_("valid from"))
    partner_gives = models.CharField(_("the partner gives"), max_length=200, blank=True)
    we_give = models.CharField(_("we give"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("setting of a kind")
        verbose_name_plural = _("settings of kinds")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "kind", "valid_from"], name="setting_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class WeightSet(Owned):
    """A provider's own weights of the currencies, dated; a report keeps the set's name."""

    name = models.CharField(_("name of the set"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    weights = models.JSONField(_("weights"), help_text="currency → decimal as text")
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("set of weights")
        verbose_name_plural = _("sets of weights")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "valid_from"], name="one_weight_set_a_day"),
        ]

    def __str__(self) -> str:
        return self.name
