"""One row for each field that changed."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.foundation.append_only import AppendOnly, AppendOnlyQuerySet


class ChangeQuerySet(AppendOnlyQuerySet["Change"]):
    def of(self, subject: str) -> Self:
        return self.filter(subject=subject).order_by("-at", "-pk")


class Change(AppendOnly):
    sealed: ClassVar = ("scope", "subject", "field", "at", "by_id", "batch")
    content: ClassVar = ("old", "new")

    scope = models.CharField(max_length=40, help_text="Whose it is: the tenant's key.")
    subject = models.CharField(max_length=80, help_text="module.thing:key")
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    batch = models.CharField(max_length=60, blank=True, help_text="What it was part of.")

    objects: ClassVar = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"], name="change_subject"),
            models.Index(fields=["batch"], name="change_batch", condition=~models.Q(batch="")),
            models.Index(fields=["scope", "-at", "-id"], name="change_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}: {self.old} → {self.new}"
