"""That a large town is being loaded: such a load takes many transactions and may break off."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadingQuerySet(models.QuerySet["Loading"]):
    def broken_off(self) -> Self:
        return self.filter(ended_at=None)


class Loading(models.Model):
    size = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = LoadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("loading of a demo town")
        verbose_name_plural = _("loadings of demo towns")

    def __str__(self) -> str:
        return f"{self.size} {self.began_at:%Y-%m-%d}"
