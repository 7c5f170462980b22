"""The education provider, whose everything else is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provider(models.Model):
    """Koulutuksen järjestäjä (L531/2017 22 §); the tenant of the installation."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.OneToOneField(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("education provider")
        verbose_name_plural = _("education providers")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The key under which foundation keeps what is this provider's."""
        return scope_of(self.pk)


def scope_of(provider: int) -> str:
    return f"provider:{provider}"


class Owned(models.Model):
    """A row that belongs to one provider; child rows carry the same one as their parent."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")

    class Meta:
        abstract: ClassVar[bool] = True
