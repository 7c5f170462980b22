"""A provider's own dated sets: default amounts and weights; until then the proposal stands."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lead
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned


class DatedQuerySet(models.QuerySet[Any]):
    def with_ends(self) -> Self:
        """With the first day of the next set of the series, which ends this one on its eve."""
        series = [models.F(name) for name in self.model.SERIES]
        following = models.Window(Lead("valid_from"), partition_by=series, order_by="valid_from")
        return self.annotate(next_from=following)


class Dated(Owned):
    """In force from a day on, until the eve of the next set; with the place it comes from."""

    SERIES: ClassVar[tuple[str, ...]] = ("provider",)
    TOLD: ClassVar[tuple[str, ...]] = ("valid_from", "source")
    next_from: date | None

    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where it comes from"), max_length=300)

    objects: ClassVar = DatedQuerySet.as_manager()

    class Meta:
        abstract: ClassVar[bool] = True

    @property
    def valid_until(self) -> date | None:
        """Of a set read with_ends(); none: until further notice."""
        return self.next_from - timedelta(days=1) if self.next_from else None


class KindSetting(Dated):
    """From `valid_from` on, this kind gives these by default (`expertise_hours:1/hour + …`)."""

    SERIES = ("provider", "kind")
    TOLD = ("kind", "valid_from", "source", "partner_gives", "we_give")

    kind = models.CharField(max_length=60)
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


class WeightSet(Dated):
    """A provider's own weights of the currencies, dated; a report keeps the set's name."""

    TOLD = ("name", "valid_from", "source", "weights", "why")

    name = models.CharField(_("name of the set"), max_length=60)
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
