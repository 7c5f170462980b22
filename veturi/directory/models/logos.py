"""The provider's logo, as it stands at the head of papers; earlier ones stay for earlier papers."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.providers import Owned
from veturi.foundation.files.models import KeptFile

if TYPE_CHECKING:
    from veturi.directory.models.people import Person


class LogoQuerySet(models.QuerySet["Logo"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        """At most one."""
        return self.filter(removed_at=None)


class Logo(Owned, KeptFile):
    """One logo and the time in which papers bear it."""

    added_at = models.DateTimeField(_("added"), editable=False)
    added_by = models.ForeignKey(
        "directory.Person", models.PROTECT, editable=False, related_name="+"
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    removed_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar = LogoQuerySet.as_manager()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(removed_at=None),
                name="logo_one_at_a_time",
                violation_error_message=_("There is a logo already. Remove it first."),
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="logo_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:logo_picture", args=[self.pk])

    def stood_at(self, moment: datetime) -> bool:
        """Whether a paper of the moment bears it."""
        ended = self.removed_at is not None and self.removed_at <= moment
        return self.added_at <= moment and not ended
