"""Tallies: by partner, kind and month, and the provider's own where a deed counts once.

`month` is year × 12 + month, so that a distance is a subtraction (kinds.md 5.1).
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership


class Tally(Owned):
    partner = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    month = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "kind", "month"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.kind} {self.month}: {self.n}"


class Sum(Owned):
    partner = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    month = models.IntegerField()
    currency = models.CharField(max_length=20)
    giver = models.CharField(max_length=8)
    confidence = models.CharField(max_length=9)
    hundredths = models.BigIntegerField()

    class Meta:
        verbose_name = _("sum")
        verbose_name_plural = _("sums")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "kind", "month", "currency", "giver", "confidence"],
                name="sum_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.kind} {self.month} {self.currency}: {self.hundredths}"


class OwnTally(Owned):
    kind = models.CharField(max_length=60)
    month = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        verbose_name = _("own tally")
        verbose_name_plural = _("own tallies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "kind", "month"], name="own_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.kind} {self.month}: {self.n}"


class OwnSum(Owned):
    kind = models.CharField(max_length=60)
    month = models.IntegerField()
    currency = models.CharField(max_length=20)
    giver = models.CharField(max_length=8)
    confidence = models.CharField(max_length=9)
    hundredths = models.BigIntegerField()

    class Meta:
        verbose_name = _("own sum")
        verbose_name_plural = _("own sums")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "kind", "month", "currency", "giver", "confidence"],
                name="own_sum_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.kind} {self.month} {self.currency}: {self.hundredths}"
