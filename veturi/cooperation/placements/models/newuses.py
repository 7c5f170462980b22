"""New ways in which agreements were tried, and how it went."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.directory.models import Owned, Partnership, Person


class NewUseQuerySet(models.QuerySet["NewUse"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)


class NewUse(Owned):
    """One trial with one partner, of a period or without one."""

    class Variant(models.TextChoices):
        """Ways that are not yet everyday; a list of our own."""

        PART_OF_UNIT = "part_of_unit", _("part of a unit")
        MANY_WORKPLACES = "many_workplaces", _("several workplaces")
        TUVA_TASTE = "tuva_taste", _("TUVA with a taste of an apprenticeship")
        GROUP = "group", _("group placement")
        RECOGNITION = "recognition", _("recognition of prior learning at work")
        OTHER = "other", _("other")

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="new_uses", verbose_name=_("workplace")
    )
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="new_uses"
    )
    variant = models.CharField(_("what is new"), max_length=15, choices=Variant.choices)
    tried_on = models.DateField(_("tried on"))
    what = models.TextField(_("what was tried"))
    outcome = models.TextField(_("how it went"), blank=True)
    again = models.CharField(
        _("would do again"), max_length=5, choices=Period.Again.choices, blank=True
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)

    objects: ClassVar = NewUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("new use of an agreement")
        verbose_name_plural = _("new uses of agreements")
        indexes: ClassVar = [
            models.Index(fields=["provider", "withdrawn_on", "-tried_on"], name="new_use_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_variant_display()} · {self.partnership}"

    def get_absolute_url(self) -> str:
        return reverse("placements:new_use", args=[self.pk])

    @property
    def key(self) -> str:
        """The source by which the ledger knows it."""
        return f"placements.newuse:{self.pk}"
